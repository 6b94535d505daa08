//! « Importer des données » in the window: nothing comes in that was not shown, and one step of
//! undo takes it back.

use std::path::PathBuf;

use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use passerelle::{
    app::{Command, Import, ImportCommand, Purpose},
    language::Lang,
    ui::{Desk, Page},
};

use super::{LAPTOP, Look, desk, outline, shot};

fn fixture(name: &str) -> Command {
    let path = PathBuf::from("tests/it/fixtures/opendata").join(name);
    Command::UsePath { purpose: Purpose::Import, path, replace: false }
}

/// Saves what becomes of each line, by the button that offers it.
fn save_report(window: &mut egui_kittest::Harness<'_, Desk>, path: &std::path::Path) {
    desk::click(window, Role::Button, Lang::Fr.imports_save_report());
    assert!(matches!(
        window.state().session.prompt(),
        Some(passerelle::app::Prompt::TypePath(Purpose::ImportReport, _))
    ));
    let (purpose, path) = (Purpose::ImportReport, path.to_owned());
    desk::give(window, Command::UsePath { purpose, path, replace: false });
}

/// A window with a new diagnostic of a territory, on the page of imports.
fn window_of(code: &str, look: Look) -> egui_kittest::Harness<'static, Desk> {
    let profile = passerelle::reference::territory(code).unwrap();
    let new = passerelle::app::NewDiagnostic::of(&profile, passerelle::domain::Path::Full);
    let mut window = desk::desk(LAPTOP, look);
    desk::give(&mut window, Command::New(Box::new(new)));
    window.state_mut().go(Page::Import);
    window.run();
    window
}

#[test]
fn a_file_is_shown_taken_in_and_taken_back_as_one_step() {
    let mut window = window_of("44109", Look::Light);
    shot(&mut window, "import-choose");
    assert!(outline(&window).contains("Répertoire national des associations"));
    desk::give(&mut window, fixture("img1b.csv"));
    shot(&mut window, "import-insee");
    let said = outline(&window);
    for words in ["Portugal", "jamais sur un fichier réel", "Syldavie", "Importer 4 lignes"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let rows = |window: &egui_kittest::Harness<'_, Desk>| {
        let document = window.state().session.document().unwrap();
        document.diagnostic().table("T1").map_or(0, |table| table.rows.len())
    };
    assert_eq!(rows(&window), 0, "nothing is there before it is accepted");
    let folder = tempfile::tempdir().unwrap();
    let reports = ["before", "after"].map(|name| folder.path().join(format!("{name}.csv")));
    save_report(&mut window, &reports[0]);
    desk::click(&mut window, Role::Button, &Lang::Fr.imports_accept(4));
    shot(&mut window, "import-done");
    assert_eq!(rows(&window), 4);
    save_report(&mut window, &reports[1]);
    let [before, after] = reports.map(|path| std::fs::read_to_string(path).unwrap());
    assert_eq!(before, after);
    assert!(before.starts_with('\u{feff}') && before.lines().count() == 6, "{before}");
    assert!(before.contains("Portugal") && before.contains("Syldavie"), "{before}");
    let undo =
        window.get_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    let named = undo.into_iter().any(|label| label.contains("import INSEE, immigrés"));
    assert!(named, "the step has no name of its own");
    desk::give(&mut window, Command::Undo);
    assert_eq!(rows(&window), 0);
}

#[test]
fn what_is_unplaced_or_to_confirm_waits_for_a_hand() {
    let mut window = window_of("244400404", Look::Dark);
    desk::give(&mut window, fixture("sise.csv"));
    shot(&mut window, "import-sise-dark");
    assert!(outline(&window).contains("École sans adresse"));
    let name =
        "École sans adresse (Étudiants en tout\u{a0}: 85, Dont étudiants internationaux\u{a0}: 25)";
    window.get_by_role_and_label(Role::CheckBox, name).scroll_to_me();
    window.run();
    desk::click(&mut window, Role::CheckBox, name);
    assert!(outline(&window).contains("internationaux\u{a0}: 265"), "{}", outline(&window));
    let mut window = window_of("93066", Look::Light);
    desk::give(&mut window, fixture("wikidata.tsv"));
    shot(&mut window, "import-wikidata");
    let said = outline(&window);
    assert!(said.contains("À confirmer") && !said.contains(Lang::Fr.imports_all()), "{said}");
    window.state_mut().go(Page::Import);
}

#[test]
fn any_file_asks_for_its_table_and_columns_and_an_unsound_one_says_why() {
    let folder = tempfile::Builder::new().prefix("opendata-").tempdir().unwrap();
    let file = folder.path().join("villes.csv");
    crate::cli::put(&file, "Ville;État;Depuis\nVille inventée;Mali;1998\nAutre;Syldavie;2001\n")
        .unwrap();
    let open = |path: PathBuf| Command::UsePath { purpose: Purpose::Import, path, replace: false };
    let mut window = window_of("44109", Look::Light);
    desk::give(&mut window, open(file.clone()));
    shot(&mut window, "import-unknown");
    assert!(outline(&window).contains(Lang::Fr.imports_unknown_file()));
    desk::give(&mut window, Command::Import(ImportCommand::Table("T5".into(), 0)));
    for (at, column) in [(0, "counterpart"), (1, "country"), (2, "since")] {
        let assign = ImportCommand::Assign(at, Some(column.into()));
        desk::give(&mut window, Command::Import(assign));
    }
    shot(&mut window, "import-columns");
    desk::give(&mut window, Command::Import(ImportCommand::Accept));
    // The same headings are matched the same way the next time.
    desk::give(&mut window, Command::Import(ImportCommand::Close));
    desk::give(&mut window, open(file));
    desk::give(&mut window, Command::Import(ImportCommand::Table("T5".into(), 0)));
    let Some(Import::Open(desk)) = window.state().session.import() else { panic!("not open") };
    let passerelle::app::ImportWay::Table(_, _, matching) = &desk.read.way else { panic!() };
    let columns: Vec<_> = matching
        .clipping
        .columns
        .iter()
        .flatten()
        .map(passerelle::domain::ColumnId::as_str)
        .collect();
    assert_eq!(columns, ["counterpart", "country", "since"]);
    let damaged = folder.path().join("abime.xlsx");
    crate::cli::put(&damaged, b"PK\x03\x04 cut").unwrap();
    desk::give(&mut window, open(damaged));
    shot(&mut window, "import-damaged");
    assert!(outline(&window).contains("abîmé"));
}
