//! The page of a table by accessible names: what somebody does with a keyboard or a screen reader.

use egui::{Event, Key, Modifiers, Shape, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use jiff::{Timestamp, civil::date};
use passerelle::{
    app::{Clock, Command, Edit, NewDiagnostic, Session, Settings},
    domain::{Cell, Coverage, Path, Table, Territory},
    ui::{Desk, Page},
};

use super::{LAPTOP, Look, focused, harness, outline, press, shot};

type Window<'a> = Harness<'a, Desk>;

fn session() -> Session {
    Session::new(Settings::default(), Clock::Fixed(date(2026, 11, 23), Timestamp::UNIX_EPOCH))
}

fn open<'a>(mut desk: Desk, table: &str, look: Look) -> Window<'a> {
    desk.go(Page::Table(table.into()));
    let mut window = harness(LAPTOP, look, desk, |ui, desk| {
        desk.show(ui);
    });
    window.run();
    // The first frame follows the document to its first page.
    window.state_mut().go(Page::Table(table.into()));
    window.run();
    window
}

/// A new diagnostic.
fn blank<'a>(table: &str) -> Window<'a> {
    let mut session = session();
    let territory = Territory { name: "Rennes".into(), ..Territory::default() };
    let new = NewDiagnostic { territory, population: None, path: Path::Full };
    session.apply(Command::New(Box::new(new)));
    open(Desk::new(session), table, Look::Light)
}

/// The worked example.
fn example<'a>(table: &str, look: Look) -> Window<'a> {
    let mut session = session();
    session.apply(Command::OpenExample);
    open(Desk::new(session), table, look)
}

fn table(window: &Window<'_>, id: &str) -> Table {
    let document = window.state().session.document().unwrap();
    document.diagnostic().table(id).cloned().unwrap_or_default()
}

fn cell(window: &Window<'_>, id: &str, row: usize, column: &str) -> Cell {
    let table = table(window, id);
    table.column(column).map_or(Cell::Empty, |at| table.rows[row].cell(at).clone())
}

fn click(window: &mut Window<'_>, name: &str) {
    window.get_by_label(name).click();
    window.run();
}

fn type_in(window: &mut Window<'_>, name: &str, text: &str) {
    let field = window.get_by_role_and_label(Role::TextInput, name);
    field.focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, name).type_text(text);
    window.run();
}

fn paste(window: &mut Window<'_>, text: &str) {
    window.event(Event::Paste(text.to_owned()));
    window.run();
}

#[test]
fn a_row_is_added_filled_undone_and_removed() {
    let mut window = blank("T1");
    click(&mut window, "Ajouter une ligne");
    type_in(&mut window, "Pays ou zone", "séné");
    press(&mut window, &[Key::Enter]);
    assert_eq!(cell(&window, "T1", 0, "country"), Cell::text("SN"));
    window.get_by_label_contains("Francophonie au 5 octobre 2024");
    type_in(&mut window, "Effectif", "10 à 60");
    assert_eq!(cell(&window, "T1", 0, "count"), Cell::Range(10.0, 60.0));
    window.get_by_label_contains("exportés le masquent");
    click(&mut window, "Associations\u{a0}: ne sait pas");
    assert_eq!(cell(&window, "T1", 0, "associations"), Cell::Unknown);
    window.get_by_label("Non").click_accesskit();
    window.run();
    assert_eq!(cell(&window, "T1", 0, "contacts_known"), Cell::Flag(false));
    press(&mut window, &[Key::Escape]);
    let count = window.get_by_label("Effectif, ligne 1");
    assert_eq!(count.accesskit_node().value().as_deref(), Some("de 10 à 60"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(cell(&window, "T1", 0, "contacts_known"), Cell::Empty);
    press(&mut window, &[Key::Delete]);
    assert!(table(&window, "T1").rows.is_empty());
    window.get_by_role_and_label(Role::Status, "1 ligne retirée.");
    // What is read says what it does, as what is heard.
    let read = window.output().shapes.iter().any(|shape| {
        matches!(&shape.shape, Shape::Text(text)
            if text.galley.text() == "Annuler ce qui vient d’être fait")
    });
    assert!(read);
    click(&mut window, "Annuler ce qui vient d’être fait");
    assert_eq!(table(&window, "T1").rows.len(), 1);
}

#[test]
fn what_cannot_be_read_stays_in_sight_and_changes_nothing() {
    let mut window = blank("T1");
    click(&mut window, "Ajouter une ligne");
    type_in(&mut window, "Effectif", "douze");
    press(&mut window, &[Key::Tab]);
    assert!(table(&window, "T1").rows.is_empty());
    window.get_by_label_contains("n’est pas un nombre");
    type_in(&mut window, "Pays ou zone", "Atlantide");
    press(&mut window, &[Key::Tab]);
    assert_eq!(cell(&window, "T1", 0, "country"), Cell::text("Atlantide"));
    window.get_by_label_contains("n’est pas reconnu");
}

#[test]
fn a_sheet_is_pasted_checked_and_added_as_one_step() {
    let mut window = blank("T1");
    let text =
        "Pays\tEffectif\tAnnée\nMaroc\t1 430\t2021\nAtlantide\t12\t2021\nPortugal\tn.d.\t2021\n";
    paste(&mut window, text);
    assert!(table(&window, "T1").rows.is_empty(), "nothing is added before it was seen");
    window.get_by_label_contains("1 ligne a une case qui n’a pas été comprise");
    window.get_by_label_contains("1 ligne a un pays non reconnu");
    shot(&mut window, "table-paste-light");
    click(&mut window, "Ajouter la ligne 2\u{a0}: Atlantide – non reconnu, 12, 2021");
    click(&mut window, "Ajouter 2 lignes");
    let added = table(&window, "T1");
    assert_eq!(added.rows.len(), 2);
    assert_eq!(cell(&window, "T1", 0, "country"), Cell::text("MA"));
    assert_eq!(cell(&window, "T1", 0, "count"), Cell::Number(1430.0));
    assert_eq!(cell(&window, "T1", 1, "count"), Cell::Empty, "not understood is never zero");
    window.get_by_role_and_label(Role::Status, "2 lignes ajoutées.");
    paste(&mut window, text);
    window.get_by_label_contains("figurent déjà");
    press(&mut window, &[Key::Escape]);
    click(&mut window, "Annuler ce qui vient d’être fait");
    assert!(table(&window, "T1").rows.is_empty());
}

#[test]
fn coverage_is_said_in_words_for_the_table_and_for_a_channel() {
    let mut window = blank("T3");
    click(&mut window, "Les principaux");
    assert_eq!(table(&window, "T3").coverage, Some(Coverage::TopN));
    click(&mut window, "Les principaux");
    assert_eq!(table(&window, "T3").coverage, None, "the answer is taken back");
    click(&mut window, "Par canal (0 précisé)");
    click(&mut window, "exportations (%), comme le tableau");
    let options = window.get_all_by_label("Tout est listé");
    options.last().unwrap().click();
    window.run();
    let channels = table(&window, "T3").channel_coverage;
    assert_eq!(channels.get("exports"), Some(&Coverage::Exhaustive));
}

#[test]
fn the_grid_is_worked_by_keyboard_alone() {
    let mut window = example("T6", Look::Light);
    window.get_by_label("Réseau, label ou programme, ligne 1").focus();
    window.run();
    press(&mut window, &[Key::ArrowDown, Key::ArrowRight, Key::ArrowRight]);
    assert_eq!(focused(&window).unwrap().1, "Depuis, ligne 2");
    window.event(Event::Text("1999".into()));
    window.run();
    press(&mut window, &[Key::Enter]);
    assert_eq!(cell(&window, "T6", 1, "since"), Cell::Number(1999.0));
    assert_eq!(focused(&window).unwrap().1, "Depuis, ligne 3");
    press(&mut window, &[Key::Space, Key::ArrowDown, Key::Space]);
    window.get_by_label("2 lignes cochées");
    window.key_press_modifiers(Modifiers::COMMAND, Key::D);
    window.run();
    assert_eq!(cell(&window, "T6", 3, "since"), cell(&window, "T6", 2, "since"));
    press(&mut window, &[Key::Delete]);
    assert_eq!(table(&window, "T6").rows.len(), 4);
    assert_eq!(focused(&window).unwrap().1, "Depuis, ligne 3");
    press(&mut window, &[Key::Enter]);
    assert!(outline(&window).contains("Heading « Ligne 3 sur 4 »"));
    press(&mut window, &[Key::Escape]);
    assert!(focused(&window).unwrap().1.ends_with("ligne 3"));
}

#[test]
fn a_screen_reader_goes_to_any_cell_at_once() {
    let mut window = example("T6", Look::Light);
    // No cell is at hand yet, and Tab would meet only the first.
    window.get_by_label("Depuis, ligne 3").focus();
    window.run();
    assert_eq!(focused(&window).unwrap().1, "Depuis, ligne 3");
    window.event(Event::Text("2004".into()));
    window.run();
    press(&mut window, &[Key::Enter]);
    assert_eq!(cell(&window, "T6", 2, "since"), Cell::Number(2004.0));
    window.get_by_label("Réseau, label ou programme, ligne 1").focus();
    window.run();
    press(&mut window, &[Key::ArrowDown]);
    assert_eq!(focused(&window).unwrap().1, "Réseau, label ou programme, ligne 2");
}

#[test]
fn a_town_brings_its_country() {
    let mut window = blank("T5");
    click(&mut window, "Ajouter une ligne");
    type_in(&mut window, "Ville ou collectivité partenaire", "dakar");
    press(&mut window, &[Key::Enter]);
    assert_eq!(cell(&window, "T5", 0, "counterpart"), Cell::text("Dakar"));
    assert_eq!(cell(&window, "T5", 0, "country"), Cell::text("SN"));
}

#[test]
fn the_rows_that_a_table_starts_with_are_a_click_away() {
    let mut window = blank("T7");
    let rows = table(&window, "T7").rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let edit = Edit::RemoveRows("T7".into(), rows[3..5].to_vec());
    window.state_mut().session.apply(Command::Edit(edit));
    window.run();
    click(&mut window, "Ajouter les 2 lignes qui manquent");
    assert_eq!(table(&window, "T7").rows.len(), rows.len());
    assert!(window.query_by_label_contains("qui manquent").is_none());
}

#[test]
fn rows_are_sorted_and_found() {
    let mut window = example("T1", Look::Light);
    let first = |window: &Window<'_>| {
        let node = window.get_by_label("Pays ou zone, ligne 1");
        node.accesskit_node().value().unwrap()
    };
    let entered = first(&window);
    for expected in ["Japon", "Portugal", &entered] {
        window.get_by_role_and_label(Role::ColumnHeader, "Effectif").click();
        window.run();
        assert_eq!(first(&window), expected);
    }
    type_in(&mut window, "Chercher dans les lignes", "allem");
    assert_eq!(first(&window), "Allemagne");
}

#[test]
fn a_screen_reader_hears_the_table() {
    let window = example("T1", Look::Light);
    let outline = outline(&window);
    let from = outline.find("Heading « Diasporas par pays »").unwrap();
    insta::assert_snapshot!(&outline[from..]);
}

#[test]
fn the_pages_are_looked_at() {
    if std::env::var_os("PASSERELLE_SHOTS").is_none() {
        return;
    }
    for (name, look) in [("light", Look::Light), ("dark", Look::Dark)] {
        for id in ["T1", "T3", "T5", "T7"] {
            let mut window = example(id, look);
            window.get_all_by_role(Role::Cell).nth(9).unwrap().focus();
            window.run();
            shot(&mut window, &format!("table-{id}-{name}"));
        }
        for id in ["T1", "T5"] {
            let mut window = example(id, look);
            window.get_all_by_role(Role::Cell).next().unwrap().focus();
            window.run();
            press(&mut window, &[Key::Enter]);
            shot(&mut window, &format!("table-form-{id}-{name}"));
        }
    }
    let mut window = blank("T1");
    shot(&mut window, "table-empty-light");
    let edit = Edit::AddRows("T1".into(), vec![vec![("count".into(), Cell::Number(4.0))]]);
    window.state_mut().session.apply(Command::Edit(edit));
    window.run();
    shot(&mut window, "table-faulty-light");
}

#[test]
fn what_is_typed_in_a_cell_covers_what_stood_in_it() {
    let mut window = example("T1", Look::Light);
    let name = "Effectif, ligne 1";
    window.get_by_role_and_label(Role::Cell, name).focus();
    window.run();
    let cell = window.get_by_role_and_label(Role::Cell, name).rect();
    press(&mut window, &[Key::F2]);
    let field = window.get_by_role_and_label(Role::TextInput, "Effectif").rect();
    assert!(field.expand(0.5).contains_rect(cell), "{field} over {cell}");
}
