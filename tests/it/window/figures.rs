//! The frame around charts: its table, what is copied, and what it says of a copy.

use eframe::egui::{Color32, OutputCommand, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use passerelle::{
    app::Theme,
    language::Lang,
    ui::{Desk, LIGHT, Page},
};

use super::{LAPTOP, Look, desk, outline, shot};

/// Runs frame by frame, and keeps what was sent to the clipboard.
fn copied(window: &mut Harness<'_, Desk>, frames: usize) -> Vec<OutputCommand> {
    let mut all = Vec::new();
    for _ in 0..frames {
        window.step();
        all.extend(window.output().platform_output.commands.iter().cloned());
    }
    all
}

fn overview<'a>(look: Look) -> Harness<'a, Desk> {
    let mut window = desk::example(LAPTOP, look);
    if look == Look::Dark {
        desk::give(&mut window, passerelle::app::Command::SetTheme(Theme::Dark));
    }
    window.state_mut().go(Page::Overview);
    window.run();
    window
}

fn act(label: &str) -> String {
    format!("{label} · {}", Lang::Fr.report_indices_chart())
}

#[test]
fn a_chart_is_copied_as_a_table_with_every_figure() {
    let mut window = overview(Look::Light);
    window.get_by_role_and_label(Role::Button, &act(Lang::Fr.figure_copy_table())).click();
    let copied = copied(&mut window, 3);
    let text = copied.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let text = text.unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with("Ce qui est mesuré\tValeur\tAu moins"), "{text}");
    assert!(lines[1].starts_with("Atouts du territoire\t"), "{text}");
    window.run();
    assert!(outline(&window).contains(Lang::Fr.figure_table_copied()));
}

#[test]
fn a_chart_is_copied_as_a_picture_in_light_colors_even_at_night() {
    for look in [Look::Light, Look::Dark] {
        let mut window = overview(look);
        window.get_by_role_and_label(Role::Button, &act(Lang::Fr.figure_copy_image())).click();
        let copied = copied(&mut window, 10);
        let images: Vec<_> = copied
            .iter()
            .filter_map(|command| match command {
                OutputCommand::CopyImage(image) => Some(image),
                _ => None,
            })
            .collect();
        assert_eq!(images.len(), 1, "{look:?}");
        let [width, height] = images[0].size;
        assert!(300 < width && width < 1000 && 60 < height && height < 400, "{width} × {height}");
        let corner = images[0].pixels[10 * width + 10];
        assert_eq!(corner, LIGHT.page, "{look:?}");
        if let Ok(folder) = std::env::var("PASSERELLE_SHOTS") {
            let pixels = images[0].pixels.iter().flat_map(Color32::to_array).collect();
            let [width, height] = images[0].size.map(|side| u32::try_from(side).unwrap());
            let image: image::RgbaImage =
                image::ImageBuffer::from_raw(width, height, pixels).unwrap();
            image.save(std::path::Path::new(&folder).join(format!("copied-{look:?}.png"))).unwrap();
        }
        assert!(outline(&window).contains(Lang::Fr.figure_image_copied()), "{look:?}");
    }
}

#[test]
fn the_table_opens_under_its_chart() {
    let mut window = overview(Look::Light);
    let button = act(Lang::Fr.figure_show_table());
    window.get_by_role_and_label(Role::Button, &button).click();
    window.run();
    shot(&mut window, "figure-table");
    let said = outline(&window);
    assert!(said.contains(&format!("Table « {} »", Lang::Fr.report_indices_chart())), "{said}");
    window.get_by_role_and_label(Role::Button, &act(Lang::Fr.figure_hide_table()));
}

#[test]
fn pages_of_results_in_both_looks() {
    for look in [Look::Light, Look::Dark] {
        let theme = if look == Look::Light { Theme::Light } else { Theme::Dark };
        for size in [LAPTOP, vec2(1366.0, 3200.0)] {
            let mut window = desk::example(size, look);
            desk::give(&mut window, passerelle::app::Command::SetTheme(theme));
            for page in [
                Page::Overview,
                Page::Ladder,
                Page::Gauges,
                Page::Benchmark,
                Page::Robustness,
                Page::Verify,
            ] {
                window.state_mut().go(page.clone());
                window.run();
                window.run();
                let tall = if size == LAPTOP { "" } else { "-tall" };
                shot(&mut window, &format!("page-{page:?}-{look:?}{tall}"));
            }
        }
    }
}
