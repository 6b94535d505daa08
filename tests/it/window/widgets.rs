//! Widgets by keyboard and by name, as somebody without a mouse or a screen meets them.

use egui::{
    Id, Key,
    accesskit::{Role, Toggled},
    vec2,
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use passerelle::{
    language::Lang,
    ui::widgets::{self, Number},
};

use super::{Look, focused, harness, press};

#[test]
fn a_scale_is_one_tab_stop_moved_by_arrows_and_chosen_by_space() {
    let mut window = harness(vec2(500.0, 300.0), Look::Light, None, |ui, chosen| {
        let scale = ["Jamais", "Parfois", "Toujours"];
        if let Some(index) = widgets::choices(ui, "À quelle fréquence ?", &scale, *chosen) {
            *chosen = Some(index);
        }
        widgets::segments(ui, "Preuve", &["E0", "E1"], None);
    });
    window.run();
    window.get_by_role_and_label(Role::RadioGroup, "À quelle fréquence ?");
    press(&mut window, &[Key::Tab]);
    assert_eq!(focused(&window).unwrap().1, "Jamais");
    press(&mut window, &[Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp]);
    assert_eq!(focused(&window).unwrap().1, "Toujours");
    assert_eq!(*window.state(), None, "moving is not choosing");
    press(&mut window, &[Key::Space]);
    assert_eq!(*window.state(), Some(2));
    let node = window.get_by_label("Toujours");
    assert_eq!(node.accesskit_node().toggled(), Some(Toggled::True));
    press(&mut window, &[Key::Tab]);
    assert_eq!(focused(&window).unwrap().1, "E0", "one Tab leaves the list");
    window.get_by_label("Parfois").click();
    window.run();
    assert_eq!(*window.state(), Some(1));
}

#[test]
fn a_number_field_commits_what_is_valid_and_keeps_what_is_not_in_sight() {
    let id = Id::unique("budget");
    let mut window = harness(vec2(500.0, 300.0), Look::Light, Some(12.0), move |ui, value| {
        let of = Number { name: "Budget", ..Number::default() };
        if let Some(new) = widgets::number(ui, id, &of, *value, Lang::Fr) {
            *value = new;
        }
        widgets::secondary(ui, "Suivant");
    });
    window.run();
    press(&mut window, &[Key::Tab]);
    let text = |window: &egui_kittest::Harness<'_, Option<f64>>| {
        window.get_by_role(Role::TextInput).accesskit_node().value().unwrap()
    };
    assert_eq!(text(&window), "12");
    window.get_by_role(Role::TextInput).type_text("34,5");
    window.run();
    let typed = window.state().unwrap();
    assert!((typed - 12.0).abs() > 1.0, "a valid text is committed while it is typed: {typed}");
    window.get_by_role(Role::TextInput).type_text("x");
    window.run();
    assert_eq!(*window.state(), Some(typed), "what is invalid changes nothing");
    press(&mut window, &[Key::Tab]);
    assert!(text(&window).contains('x'), "the invalid text stays");
    let said = window.get_by_role(Role::TextInput).accesskit_node().data().description();
    assert!(said.is_some_and(|said| said.contains("nombre")));
}

#[test]
fn a_number_is_never_broken_over_two_lines() {
    let text =
        format!("étrangers : {}, soit {}", Lang::Fr.integer(1_234_596), Lang::Fr.percent(0.12, 0));
    let job = |width: f32| {
        let font = egui::FontId::proportional(15.0);
        egui::text::LayoutJob::simple(text.clone(), font, egui::Color32::BLACK, width)
    };
    let mut broken = Vec::new();
    let mut window = harness(vec2(500.0, 300.0), Look::Light, Vec::new(), |ui, rows| {
        // Every width at which the text breaks and its longest number does not have to.
        let whole = ui.painter().layout_job(job(f32::INFINITY)).size().x;
        for width in (80_u16..1_000).take_while(|width| f32::from(*width) < whole) {
            let galley = ui.painter().layout_job(job(f32::from(width)));
            rows.push(galley.rows.iter().map(|row| row.text()).collect::<Vec<_>>());
        }
    });
    window.run();
    assert!(20 < window.state().len());
    for rows in window.state() {
        for pair in rows.windows(2) {
            let ends = pair[0].trim_end().ends_with(|c: char| c.is_ascii_digit());
            let starts = pair[1].trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '%');
            if ends && starts {
                broken.push(rows.join(" | "));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
