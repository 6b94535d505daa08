//! Never lose a word, through the window: crash and recover, read-only, conflicts, history.

use std::{path::Path, sync::atomic::Ordering};

use eframe::egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};
use passerelle::{
    app::{Command, Prompt},
    domain::{State, Value},
    storage::{self, Extras},
    ui::{Desk, Page},
};

use super::{LAPTOP, Look, harness, shot};
use crate::safety::{Run, settle};

/// A window over a session of its own, with the clock that moves it.
pub(super) struct Office<'a> {
    pub(super) window: Harness<'a, Desk>,
    clock: &'static std::sync::atomic::AtomicI64,
}

impl Office<'_> {
    pub(super) fn open(folder: &Path, look: Look) -> Self {
        let Run { session, clock, .. } = Run::new(folder);
        let window = harness(LAPTOP, look, Desk::new(session), |ui, desk: &mut Desk| {
            let effects = desk.show(ui);
            settle(&mut desk.session, effects);
        });
        let mut office = Self { window, clock };
        office.give(Command::LookForCopies);
        office
    }

    pub(super) fn give(&mut self, command: Command) {
        let session = &mut self.window.state_mut().session;
        let effects = session.apply(command);
        settle(session, effects);
        self.window.run();
    }

    pub(super) fn wait(&mut self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::SeqCst);
        self.window.run();
        self.window.run();
    }

    pub(super) fn click(&mut self, name: &str) {
        self.window.get_by_role_and_label(Role::Button, name).click();
        self.window.run();
    }

    pub(super) fn start(&mut self, file: Option<&Path>) {
        let territory = passerelle::domain::Territory {
            name: "Rennes".into(),
            code: "35238".into(),
            ..Default::default()
        };
        let path = passerelle::domain::Path::Full;
        let new = passerelle::app::NewDiagnostic { territory, population: None, path };
        self.give(Command::New(Box::new(new)));
        if let Some(file) = file {
            let purpose = passerelle::app::Purpose::SaveAs;
            self.give(Command::UsePath { purpose, path: file.to_owned(), replace: true });
        }
    }

    pub(super) fn answer(&mut self, id: &str, level: u8) {
        let state = State::Given(Value::Level(level));
        let answer = passerelle::domain::Answer { state, ..Default::default() };
        let edit = passerelle::app::Edit::Answer(id.into(), Box::new(answer));
        self.give(Command::Edit(edit));
    }

    pub(super) fn go(&mut self, page: Page) {
        self.window.state_mut().go(page);
        self.window.run();
    }

    pub(super) fn comment(&self, id: &str) -> Option<String> {
        let document = self.window.state().session.document()?;
        Some(document.diagnostic().answer(id)?.comment.clone())
    }
}

#[test]
fn what_was_typed_and_cannot_be_read_survives_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Office::open(folder.path(), Look::Light);
    office.start(Some(&folder.path().join("a.passerelle")));
    office.go(Page::Dimension("MOY".into()));
    let budget = "Quel montant la collectivité consacre-t-elle chaque année, sur ses propres crédits, à son action internationale, et que comprend ce montant ?";
    let field = |office: &Office<'_>| {
        use egui_kittest::kittest::NodeT as _;
        let all = office.window.get_all_by_role(Role::TextInput);
        let found = all.into_iter().find(|node| {
            let name = node.accesskit_node().label().unwrap_or_default();
            name.replace(['\u{a0}', '\u{202f}'], " ") == budget
        });
        found.map(|node| node.accesskit_node().value().unwrap_or_default())
    };
    assert_eq!(field(&office).as_deref(), Some(""));
    let all = office.window.get_all_by_role(Role::TextInput);
    let first = all.into_iter().next().unwrap();
    first.focus();
    first.type_text("3 à 4 M€ selon le CA");
    office.window.run();
    assert_eq!(field(&office).as_deref(), Some("3 à 4 M€ selon le CA"));
    let document = office.window.state().session.document().unwrap();
    assert!(!document.is_modified(), "the document itself has not changed");
    office.wait(1500);
    drop(office); // the power goes

    let mut office = Office::open(folder.path(), Look::Light);
    office.give(Command::Open(folder.path().join("a.passerelle")));
    assert!(matches!(office.window.state().session.prompt(), Some(Prompt::Leftover(_))));
    office.click("Reprendre ce travail");
    office.go(Page::Dimension("MOY".into()));
    assert_eq!(field(&office).as_deref(), Some("3 à 4 M€ selon le CA"));
    // Once it can be read, nothing is left to keep.
    let all = office.window.get_all_by_role(Role::TextInput);
    let first = all.into_iter().next().unwrap();
    first.focus();
    office.window.run();
    office.window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    office.window.run();
    let all = office.window.get_all_by_role(Role::TextInput);
    all.into_iter().next().unwrap().type_text("3500000");
    office.window.run();
    office.window.run();
    let document = office.window.state().session.document().unwrap();
    assert!(document.drafts().is_empty());
    let answer = document.diagnostic().answer("MOY-01").map(|answer| answer.state.clone());
    assert_eq!(answer, Some(State::Given(Value::Number(3_500_000.0))));
}

#[test]
fn a_crash_while_the_cursor_is_in_a_field_then_recovery() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Office::open(folder.path(), Look::Light);
    office.start(None);
    office.go(Page::Dimension("GOV".into()));
    let open = office
        .window
        .get_by_label("Nous avons des listes éparses, tenues par différents services.");
    open.click();
    office.window.run();
    office.window.get_by_label("Commentaire").focus();
    office.window.run();
    office.window.get_by_label("Commentaire").type_text("La liste est tenue par le cabinet");
    office.window.run();
    office.wait(1500);
    shot(&mut office.window, "safety-modified");
    drop(office); // the power goes, the cursor still in the field

    let mut office = Office::open(folder.path(), Look::Light);
    shot(&mut office.window, "safety-welcome");
    office.click("Voir le travail retrouvé");
    shot(&mut office.window, "safety-recovery");
    office.click("Comparer le travail sur Rennes");
    shot(&mut office.window, "safety-compared");
    office.click("Reprendre le travail sur Rennes");
    let typed = office.comment("GOV-01");
    assert_eq!(typed.as_deref(), Some("La liste est tenue par le cabinet"));
    office.window.get_by_label("Modifications non enregistrées");
}

#[test]
fn a_file_with_found_work_asks_when_it_is_opened() {
    for (look, name) in [(Look::Light, "safety-found"), (Look::Dark, "safety-found-dark")] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("rennes.passerelle");
        let mut office = Office::open(folder.path(), look);
        office.start(Some(&file));
        office.window.get_by_label("Enregistré à l’instant");
        office.answer("GOV-01", 1);
        office.answer("GOV-02", 3);
        office.wait(1500);
        drop(office);
        let mut office = Office::open(folder.path(), look);
        office.give(Command::Open(file));
        shot(&mut office.window, name);
        office.click("Reprendre ce travail");
        let document = office.window.state().session.document().unwrap();
        assert!(document.is_modified() && document.diagnostic().answer("GOV-02").is_some());
    }
}

#[test]
fn a_file_held_elsewhere_is_read_only_and_says_by_whom() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rennes.passerelle");
    let mut first = Office::open(folder.path(), Look::Light);
    first.start(Some(&file));
    let mut second = Office::open(folder.path(), Look::Light);
    second.give(Command::Open(file));
    shot(&mut second.window, "safety-held");
    first.give(Command::Close);
    second.click("Rouvrir");
    second.window.get_by_role_and_label(Role::Button, "Fichier");
    assert!(second.window.state().session.document().unwrap().can_change());
}

#[test]
fn a_file_changed_elsewhere_is_compared_before_it_is_saved() {
    for (look, name) in [(Look::Light, "safety-changed"), (Look::Dark, "safety-changed-dark")] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("rennes.passerelle");
        let mut office = Office::open(folder.path(), look);
        office.start(Some(&file));
        let mut theirs = storage::open(&file).unwrap().diagnostic;
        let state = State::Given(Value::Level(3));
        let answer = passerelle::domain::Answer { state, ..Default::default() };
        theirs.answers.insert("GOV-01".into(), answer);
        storage::save(&file, &theirs, &Extras::default()).unwrap();
        office.answer("GOV-01", 1);
        office.answer("GOV-02", 2);
        office.give(Command::Save);
        assert!(matches!(office.window.state().session.prompt(), Some(Prompt::Changed(_))));
        shot(&mut office.window, name);
        office.click("Reprendre le fichier");
        let document = office.window.state().session.document().unwrap();
        assert_eq!(*document.diagnostic().as_ref(), theirs);
    }
}

#[test]
fn saving_that_fails_is_said_until_it_succeeds() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rennes.passerelle");
    let mut office = Office::open(folder.path(), Look::Light);
    office.start(Some(&file));
    office.answer("GOV-01", 1);
    let full = storage::Trial { at: 0, kind: std::io::ErrorKind::StorageFull, lasting: true };
    full.run(|| office.give(Command::Save));
    office.window.get_by_label("Enregistrement impossible\u{a0}: disque plein");
    shot(&mut office.window, "safety-full");
    office.answer("GOV-02", 2);
    office.window.get_by_label("Enregistrement impossible\u{a0}: disque plein");
    office.wait(16_000);
    office.window.get_by_label("Enregistré à l’instant");
    assert!(storage::open(&file).unwrap().diagnostic.answer("GOV-02").is_some());
}

#[test]
fn the_history_reads_in_words_and_narrows_down() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Office::open(folder.path(), Look::Light);
    office.give(Command::OpenExample);
    office.give(Command::SetRole(Some("international".into())));
    office.answer("GOV-01", 1);
    office.answer("GOV-02", 4);
    office.click("Fichier");
    office.click("Historique des modifications");
    assert_eq!(*office.window.state().page(), Page::History);
    shot(&mut office.window, "safety-history");
    let file = folder.path().join("histoire.csv");
    let purpose = passerelle::app::Purpose::ExportHistory;
    office.give(Command::UsePath { purpose, path: file.clone(), replace: false });
    let csv = std::fs::read_to_string(&file).unwrap();
    let journal = office.window.state().session.document().unwrap().diagnostic().journal.len();
    assert_eq!(csv.lines().count(), journal + 1);
    assert!(csv.starts_with("\u{feff}Jour;Rôle;Thème;Quoi;Avant;Après\r\n"), "{csv}");
}

#[test]
fn versions_are_seen_compared_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rennes.passerelle");
    let mut office = Office::open(folder.path(), Look::Light);
    office.start(Some(&file));
    for level in [1, 2] {
        office.answer("GOV-01", level);
        office.give(Command::Save);
    }
    office.click("Fichier");
    office.click("Versions enregistrées");
    office.window.run();
    let see = |node: &egui_kittest::Node<'_>| {
        use egui_kittest::kittest::NodeT as _;
        node.accesskit_node().label().is_some_and(|l| l.starts_with("Voir les différences avec"))
    };
    office.window.get_all_by_role(Role::Button).find(see).unwrap().click();
    office.window.run();
    shot(&mut office.window, "safety-versions");
    office.click("Revenir à cette version");
    let answer = |office: &Office<'_>| {
        let document = office.window.state().session.document().unwrap();
        document.diagnostic().answer("GOV-01").unwrap().state.clone()
    };
    assert_eq!(answer(&office), State::Given(Value::Level(1)));
    office.give(Command::Undo);
    assert_eq!(answer(&office), State::Given(Value::Level(2)));
}
