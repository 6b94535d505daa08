//! Journeys through the window, by accessible names, from the first page to a saved file.

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use passerelle::{
    app::Command,
    domain::{State, Value},
    storage,
    ui::{Desk, Page},
};

use super::{
    LAPTOP, Look,
    desk::{click, desk, fill, give},
    focused, outline, shot,
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
    let answer = |window: &Harness<'_, Desk>, id: &str| {
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

/// Everything that is heard, for what no single name says.
fn status(window: &Harness<'_, Desk>, words: &str) -> bool {
    plain(&outline(window)).contains(words)
}

/// A text with plain spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Clicks what has this role and whose name begins so.
fn click_step(window: &mut Harness<'_, Desk>, name: &str) {
    let node = window.get_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with(name))
    });
    node.click();
    window.run();
    window.run();
}

#[test]
fn from_a_blank_page_by_the_quick_path_to_the_brief() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = desk(LAPTOP, Look::Light);
    fill(&mut window, "Commune ou intercommunalité", "saint-brieuc");
    window.key_press(Key::Enter);
    window.run();
    let quick = "Parcours rapide : l’essentiel en trois quarts d’heure, pour une première lecture.";
    click_like(&mut window, Role::RadioButton, quick);
    click(&mut window, Role::Button, "Commencer");
    window.run();
    assert!(status(&window, "2 réponses sur 27"), "{}", outline(&window));

    // Every question of the path by its keys, and only those.
    let mut answered = 0;
    loop {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        window.run();
        window.run();
        let Some((role, name)) = focused(&window) else {
            panic!("{answered}: no question has the focus")
        };
        let before = settled(&window);
        match role {
            Role::RadioButton => window.key_press(Key::Num2),
            Role::CheckBox => window.key_press(Key::Num1),
            Role::TextInput => window.event(Event::Text("120000".to_owned())),
            role => panic!("{role:?} {name}"),
        }
        window.run();
        window.run();
        assert_eq!(settled(&window), before + 1, "{name}");
        answered += 1;
        if settled(&window) == 27 {
            break;
        }
    }
    assert_eq!(answered, 25);
    assert!(status(&window, "27 réponses sur 27"), "{}", outline(&window));
    assert!(!status(&window, "environ"), "no time is left");

    click_step(&mut window, "Vue d’ensemble");
    assert_eq!(window.state().page(), &Page::Overview);
    shot(&mut window, "journey-overview");
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    let file = folder.path().join("sb.passerelle");
    fill(&mut window, "Chemin du fichier", &file.display().to_string());
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(storage::open(&file).unwrap().diagnostic.answers.len(), 27);

    // The brief, as a text that can be read again here.
    click(&mut window, Role::Button, "Exporter la note");
    let brief = folder.path().join("note.md");
    click_like(&mut window, Role::Button, "Texte Markdown (.md), pour coller ailleurs");
    fill(&mut window, "Chemin du fichier", &brief.display().to_string());
    window.key_press(Key::Enter);
    window.run();
    window.run();
    shot(&mut window, "journey-brief");
    assert!(status(&window, "« note.md » est prêt"), "{}", outline(&window));
    let text = std::fs::read_to_string(&brief).unwrap();
    assert!(text.contains("Saint-Brieuc") && text.contains("lecture rapide"), "{text}");
}

/// How many answers the document holds.
fn settled(window: &Harness<'_, Desk>) -> usize {
    let document = window.state().session.document().unwrap();
    document.diagnostic().answers.values().filter(|answer| answer.state.is_settled()).count()
}

/// Clicks what has this role and name, whatever the spaces in it.
fn click_like(window: &mut Harness<'_, Desk>, role: Role, name: &str) {
    let node = window.get_by(|node| {
        node.role() == role && node.label().is_some_and(|label| plain(&label) == name)
    });
    node.click();
    window.run();
    window.run();
}

#[test]
fn a_table_is_opened_changed_undone_saved_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("valmont.passerelle");
    std::fs::copy("templates/examples/valmont.passerelle", &file).unwrap();
    let mut window = desk(LAPTOP, Look::Light);
    window.key_press_modifiers(Modifiers::COMMAND, Key::O);
    window.run();
    fill(&mut window, "Chemin du fichier", &file.display().to_string());
    window.key_press(Key::Enter);
    window.run();
    window.run();
    click_step(&mut window, "Réseaux et Europe");
    click_step(&mut window, "Réseaux et labels 6");
    let since = |window: &Harness<'_, Desk>, line: usize| {
        let name = format!("Depuis, ligne {line}");
        window.get_by_label(&name).accesskit_node().value().unwrap()
    };
    let (first, second) = (since(&window, 1), since(&window, 2));
    for (line, year) in [(1, "1997"), (2, "1998")] {
        window.get_by_label(&format!("Depuis, ligne {line}")).focus();
        window.run();
        window.event(Event::Text(year.to_owned()));
        window.run();
        window.key_press(Key::Enter);
        window.run();
        assert_eq!(since(&window, line), year);
    }
    shot(&mut window, "journey-table");
    // Undo says what it takes back, and takes back the last change only.
    click_step(&mut window, "Annuler");
    assert_eq!(since(&window, 1), "1997");
    assert_eq!(since(&window, 2), second);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    assert!(status(&window, "Enregistré à l’instant"), "{}", outline(&window));
    window.key_press_modifiers(Modifiers::COMMAND, Key::W);
    window.run();
    window.run();
    assert!(window.state().session.document().is_none());
    click(&mut window, Role::Button, "valmont.passerelle");
    window.run();
    click_step(&mut window, "Réseaux et Europe");
    click_step(&mut window, "Réseaux et labels 6");
    assert_eq!((since(&window, 1).as_str(), since(&window, 2)), ("1997", second));
    assert_ne!(first, "1997");
}
