//! The guide in the window, and the pictures of the guide on paper.
//!
//! `docs/guide/shots` runs these with a folder for pictures; without one they are tests like any
//! other: every page that the guide shows is reached as it says.

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use passerelle::{
    language::Lang,
    ui::{Desk, Page},
};

use super::{
    LAPTOP, Look,
    desk::{click, desk, example, fill},
    outline, press, shot,
};

fn at(page: Page) -> Harness<'static, Desk> {
    let mut window = example(LAPTOP, Look::Light);
    window.state_mut().go(page);
    for _ in 0..3 {
        window.run();
    }
    window
}

fn keys(window: &mut Harness<'_, Desk>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
    window.run();
}

#[test]
fn the_guide_opens_from_the_help_and_is_searched() {
    let mut window = example(LAPTOP, Look::Light);
    keys(&mut window, Modifiers::NONE, Key::F1);
    click(&mut window, Role::Button, "Ouvrir le guide");
    window.run();
    assert_eq!(window.state().page(), &Page::Guide);
    window.run();
    assert!(outline(&window).contains("Animer un atelier d’une demi-journée"));
    shot(&mut window, "guide-page");
    fill(&mut window, "Chercher dans le guide", "vidéoprojecteur inconnu");
    assert!(outline(&window).contains("Aucun chapitre ne le dit"));
    fill(&mut window, "Chercher dans le guide", "delibération");
    let said = outline(&window);
    assert!(said.contains("Aller jusqu’au vote") && !said.contains("Remplir les tableaux"));
}

#[test]
fn a_frequent_question_is_found_by_the_palette() {
    let mut window = desk(LAPTOP, Look::Dark);
    keys(&mut window, Modifiers::COMMAND, Key::K);
    window.event(Event::Text("où est mon travail".to_owned()));
    window.run();
    window.run();
    press(&mut window, &[Key::Enter]);
    assert_eq!(window.state().page(), &Page::Guide);
    window.run();
    shot(&mut window, "guide-page-dark");
    assert!(outline(&window).contains("Retour"), "there is a way back without a document");
}

#[test]
fn the_pages_that_the_guide_shows_are_reached() {
    let mut window = desk(LAPTOP, Look::Light);
    fill(&mut window, "Commune ou intercommunalité", "nantes");
    press(&mut window, &[Key::Enter]);
    shot(&mut window, "accueil");
    click(&mut window, Role::Button, "Commencer");
    window.run();
    shot(&mut window, "territoire");
    for (name, page) in [
        ("question", Page::Dimension("GOV".into())),
        ("tableau", Page::Table("T5".into())),
        ("resultats", Page::Overview),
        ("matrice", Page::Matrix),
        ("preconisations", Page::Advice),
        ("plan", Page::Plan),
        ("note", Page::Brief),
    ] {
        shot(&mut at(page), name);
    }
    let mut window = at(Page::Overview);
    let why = window.get_all_by_role(Role::Button).find(|node| {
        use egui_kittest::kittest::NodeT as _;
        node.accesskit_node().label().is_some_and(|label| label.starts_with("Pourquoi"))
    });
    why.expect("a number can be asked").click();
    window.run();
    window.run();
    shot(&mut window, "pourquoi");
    let mut window = at(Page::Dimension("GOV".into()));
    press(&mut window, &[Key::F5]);
    assert_eq!(window.state().page(), &Page::Meeting);
    window.run();
    shot(&mut window, "reunion");
    let mut window = at(Page::Overview);
    keys(&mut window, Modifiers::COMMAND, Key::K);
    window.event(Event::Text("maroc".to_owned()));
    window.run();
    window.run();
    window.get_by_role_and_label(Role::SearchInput, Lang::Fr.keys_palette_field());
    shot(&mut window, "palette");
}
