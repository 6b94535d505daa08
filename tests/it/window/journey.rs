//! Journeys through the window, by accessible names, from the first page to a saved file.

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use passerelle::{
    app::Command,
    domain::{State, Value},
    storage,
    ui::Page,
};

use super::{
    LAPTOP, Look,
    desk::{click, desk, fill, give},
    shot,
};

#[test]
fn an_official_types_a_town_answers_saves_and_finds_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rennes.passerelle");
    let mut window = desk(LAPTOP, Look::Light);
    shot(&mut window, "welcome");

    fill(&mut window, "Commune ou intercommunalité", "rennes");
    window.key_press(Key::Enter);
    window.run();
    shot(&mut window, "welcome-known");
    click(&mut window, Role::Button, "Commencer");
    let document = window.state().session.document().unwrap();
    assert_eq!(document.diagnostic().territory.code, "35238");
    let population = document.diagnostic().answer("TER-02").unwrap();
    assert_eq!(population.state, State::Given(Value::Number(230_890.0)));

    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    shot(&mut window, "questions");
    click(
        &mut window,
        Role::RadioButton,
        "Nous avons des listes éparses, tenues par différents services.",
    );
    let answer = |window: &egui_kittest::Harness<'_, passerelle::ui::Desk>, id: &str| {
        window.state().session.document().unwrap().diagnostic().answer(id).map(|a| a.state.clone())
    };
    assert_eq!(answer(&window, "GOV-01"), Some(State::Given(Value::Level(1))));
    shot(&mut window, "answered");

    click(&mut window, Role::RadioButton, "Ne sait pas");
    assert_eq!(answer(&window, "GOV-01"), Some(State::Unknown));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(answer(&window, "GOV-01"), Some(State::Given(Value::Level(1))));

    // No dialog can be shown here: the path is typed.
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    fill(&mut window, "Chemin du fichier", &file.display().to_string());
    shot(&mut window, "typed-path");
    window.key_press(Key::Enter);
    window.run();
    let saved = storage::open(&file).unwrap();
    assert_eq!(saved.diagnostic, **window.state().session.document().unwrap().diagnostic());

    give(&mut window, Command::Close);
    assert!(window.state().session.document().is_none());
    click(&mut window, Role::Button, "rennes.passerelle");
    assert_eq!(answer(&window, "GOV-01"), Some(State::Given(Value::Level(1))));
}

#[test]
fn closing_with_unsaved_answers_asks_first() {
    let mut window = desk(LAPTOP, Look::Light);
    fill(&mut window, "Commune ou intercommunalité", "Nantes Métropole");
    window.key_press(Key::Enter);
    window.run();
    click(&mut window, Role::Button, "Commencer");
    give(&mut window, Command::Close);
    shot(&mut window, "unsaved");
    click(&mut window, Role::Button, "Annuler");
    assert!(window.state().session.document().is_some());
    give(&mut window, Command::Close);
    window.get_by_role_and_label(Role::Button, "Ne pas enregistrer").click();
    window.run();
    assert!(window.state().session.document().is_none());
}
