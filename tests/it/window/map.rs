//! The page of the map: chosen from by name, by keyboard and by pointer.

use std::path::PathBuf;

use egui::{Key, Vec2, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use passerelle::{
    app::{Effect, Event, Session},
    language::Lang,
    storage::{Opened, settings::Settings},
    ui::{Desk, Page},
};

use super::{LAPTOP, Look, focused, press, scaled, shot};
use crate::{
    map::{example, with_real_towns},
    session::clock,
};

fn desk(opened: Opened) -> Desk {
    let mut session = Session::new(Settings { lang: Lang::Fr, ..Settings::default() }, clock());
    let opened = Event::Opened(PathBuf::from("carte.passerelle"), Ok(Box::new(opened)));
    for effect in session.receive(opened) {
        // The file is not there to be held: a document on its own is enough for the page.
        if matches!(effect, Effect::Claim { .. }) {
            continue;
        }
        assert!(matches!(effect, Effect::SaveSettings(_)), "only the recent files are written");
        session.receive(Event::SettingsSaved(Ok(())));
    }
    let mut desk = Desk::new(session);
    desk.go(Page::Map);
    desk
}

fn window<'a>(opened: Opened, size: Vec2, zoom: f32, look: Look) -> Harness<'a, Desk> {
    let mut first = true;
    let mut window = scaled(size, zoom, look, desk(opened), move |ui, desk| {
        desk.show(ui);
        // A document that was just opened shows its first page.
        if std::mem::take(&mut first) {
            desk.go(Page::Map);
        }
    });
    window.run();
    window
}

fn description(window: &Harness<'_, Desk>) -> String {
    let image = window.get_by_role(Role::Image);
    image.accesskit_node().data().description().unwrap_or_default().to_owned()
}

#[test]
fn a_country_is_chosen_by_keyboard_in_the_list_and_its_sheet_opens() {
    let mut window = window(example(), LAPTOP, 1.0, Look::Light);
    assert!(description(&window).contains("Opportunité latente\u{a0}: Maroc"));
    window.get_by_role_and_label(Role::RadioButton, "Diasporas").click();
    window.run();
    let options = |window: &Harness<'_, Desk>| {
        let all = window.get_all_by_role(Role::ListBoxOption);
        all.map(|node| node.accesskit_node().label().unwrap_or_default()).collect::<Vec<_>>()
    };
    let first = options(&window)[0].clone();
    let second = options(&window)[1].clone();
    for _ in 0..60 {
        press(&mut window, &[Key::Tab]);
        if focused(&window).is_some_and(|(role, _)| role == Role::ListBoxOption) {
            break;
        }
    }
    assert_eq!(focused(&window), Some((Role::ListBoxOption, first)));
    press(&mut window, &[Key::ArrowDown, Key::Space]);
    assert_eq!(focused(&window), Some((Role::ListBoxOption, second.clone())));
    assert!(description(&window).starts_with("Pays choisi"), "{}", description(&window));
    assert!(second.starts_with(window_name(&window).as_str()), "{second}");
    window.get_by_label("Voir dans la matrice").focus();
    window.run();
    press(&mut window, &[Key::Space]);
    assert_eq!(window.state().page(), &Page::Matrix);
}

/// The country that the description says is at hand.
fn window_name(window: &Harness<'_, Desk>) -> String {
    let said = description(window);
    let named = said.trim_start_matches("Pays choisi\u{a0}: ");
    named.split(',').next().unwrap_or_default().to_owned()
}

#[test]
fn keys_zoom_and_walk_through_the_countries_on_the_map_itself() {
    let mut window = window(example(), LAPTOP, 1.0, Look::Light);
    window.get_by_role(Role::Image).focus();
    window.run();
    press(&mut window, &[Key::Plus, Key::Plus, Key::ArrowLeft, Key::PageDown]);
    assert!(description(&window).starts_with("Pays choisi"));
    let first = window_name(&window);
    press(&mut window, &[Key::PageDown]);
    assert_ne!(window_name(&window), first);
    press(&mut window, &[Key::PageUp]);
    assert_eq!(window_name(&window), first);
    press(&mut window, &[Key::Escape]);
    assert!(!description(&window).starts_with("Pays choisi"));
    assert_eq!(focused(&window).unwrap().0, Role::Image, "the arrows stay on the map");
}

#[test]
fn nothing_moves_when_nothing_is_touched() {
    let mut window = window(with_real_towns(), LAPTOP, 1.0, Look::Light);
    // `run` ends when no repaint is asked for; it fails after 24 frames otherwise.
    assert!(window.run() <= 3);
}

#[test]
fn without_ties_the_page_says_what_to_fill() {
    let mut opened = example();
    opened.diagnostic.tables.clear();
    let mut window = window(opened, LAPTOP, 1.0, Look::Light);
    shot(&mut window, "map-empty");
    assert!(window.query_by_role(Role::ListBoxOption).is_none());
    window.get_all_by_label("Partenariats").last().unwrap().click();
    window.run();
    assert!(matches!(window.state().page(), Page::Table(id) if id.as_str() == "T5"));
}

#[test]
fn the_map_is_drawn_for_eyes() {
    if std::env::var_os("PASSERELLE_SHOTS").is_none() {
        return;
    }
    for (name, look) in
        [("light", Look::Light), ("dark", Look::Dark), ("contrast", Look::HighContrast)]
    {
        let mut window = window(example(), LAPTOP, 1.0, look);
        shot(&mut window, &format!("map-{name}"));
    }
    let mut window = window(with_real_towns(), LAPTOP, 1.0, Look::Light);
    shot(&mut window, "map-real");
    window.get_by_label("Cadrer nos pays").click();
    window.run();
    shot(&mut window, "map-framed");
    window.get_by_role(Role::Image).focus();
    window.run();
    press(&mut window, &[Key::Home, Key::ArrowUp, Key::ArrowUp, Key::ArrowUp]);
    press(&mut window, &[Key::Plus, Key::Plus, Key::Plus, Key::PageDown]);
    shot(&mut window, "map-europe");
    window.get_by_role_and_label(Role::RadioButton, "Diasporas").click();
    window.run();
    shot(&mut window, "map-tie");
    for (name, look) in [("200", Look::Light), ("200-dark", Look::Dark)] {
        let mut window = self::window(example(), LAPTOP / 2.0, 2.0, look);
        shot(&mut window, &format!("map-{name}"));
    }
}
