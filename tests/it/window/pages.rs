//! Every page of the worked example, in each look and both languages: it draws, every widget has a
//! name, every sign has a glyph, and a screen reader hears it.

use egui_kittest::Harness;
use passerelle::{
    app::Command,
    language::Lang,
    ui::{Desk, Page, sections},
};

use super::{
    LAPTOP, Look,
    desk::{example, give},
    outline, shot,
};

/// The pages that the path leads to.
fn pages(window: &Harness<'_, Desk>) -> Vec<Page> {
    let document = window.state().session.document().unwrap();
    let steps = sections(document, Lang::Fr).into_iter().flat_map(|section| section.steps);
    steps.map(|step| step.page).chain([Page::About]).collect()
}

fn name(page: &Page) -> String {
    format!("{page:?}").chars().filter(char::is_ascii_alphanumeric).collect()
}

#[test]
fn every_page_draws_in_every_look_and_language() {
    for look in [Look::Light, Look::Dark, Look::HighContrast] {
        let mut window = example(LAPTOP, look);
        for page in pages(&window) {
            for lang in Lang::ALL {
                give(&mut window, Command::SetLanguage(*lang));
                window.state_mut().go(page.clone());
                window.run();
                assert_eq!(window.state().page(), &page);
                if *lang == Lang::Fr && look != Look::HighContrast {
                    shot(&mut window, &format!("{}-{look:?}", name(&page)));
                }
            }
        }
    }
}

#[test]
fn every_page_says_what_it_shows() {
    let mut window = example(LAPTOP, Look::Light);
    for page in pages(&window) {
        window.state_mut().go(page.clone());
        window.run();
        let said = outline(&window);
        assert!(said.contains("Heading"), "{page:?} has no heading:\n{said}");
        assert!(20 < said.lines().count(), "{page:?} says too little:\n{said}");
    }
}
