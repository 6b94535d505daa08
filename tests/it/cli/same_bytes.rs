//! The window and the command line write the same file, to the byte, from the same answers.

use std::{fs, path::Path};

use passerelle::{
    app::{Command, Edit, NewDiagnostic, Purpose, Session, perform},
    domain::{Answer, Cell, ColumnId, Coverage, Evidence, Path as Route, State, Value},
    reference,
    storage::settings::Settings,
};

use super::{done, path, written};
use crate::session::clock;

const ANSWERS: &str = "id;state;value;min;max;year;source;evidence;role;comment\n\
    GOV-01;;2;;;2026;Délibération du 12 mars;E3;international;\n\
    MOY-04;ne sait pas;;;;;;;;Demandé aux ressources humaines\n\
    ECO-03;sans objet;Aucun hébergement;;;;;;;\n\
    DIA-03;;;5;8;;;;;\n\
    TER-05;;energy|drinking_water;;;;;;;\n\
    ESR-01;;total=14000|international=1596;;;;;;;\n";

const ROWS: &str = "couverture;partiel\n\
    Source;Pays;Ville ou collectivité partenaire;Convention;Dernière activité;Thèmes;Objectifs écrits\n\
    Registre;Allemagne;Grünwalden;En vigueur;2026-05;innovation|economy;oui\n\
    ;Roumanie;Valea Albă;?;;;\n";

/// What a person does in the window: one answer, one row, one cell at a time.
struct Window(Session);

impl Window {
    fn ask(&mut self, command: Command) {
        let mut todo = self.0.apply(command);
        while let Some(effect) = todo.pop() {
            if !matches!(effect, passerelle::app::Effect::SaveSettings(_))
                && let Some(event) = perform(effect)
            {
                todo.extend(self.0.receive(event));
            }
        }
    }

    fn answer(&mut self, id: &str, answer: Answer) {
        self.ask(Command::Edit(Edit::Answer(id.into(), Box::new(answer))));
    }

    fn state(&mut self, id: &str, state: State) {
        self.answer(id, Answer { state, ..Answer::default() });
    }

    fn row(&mut self, cells: &[(&str, Cell)]) {
        self.ask(Command::Edit(Edit::AddRows("T5".into(), vec![Vec::new()])));
        let document = self.0.document().unwrap();
        let row = document.diagnostic().table("T5").unwrap().rows.last().unwrap().id;
        for (column, cell) in cells {
            let column = ColumnId::from(*column);
            self.ask(Command::Edit(Edit::Cell("T5".into(), row, column, cell.clone())));
        }
    }

    fn save(&mut self, file: &Path) {
        let path = file.to_owned();
        self.ask(Command::UsePath { purpose: Purpose::SaveAs, path, replace: false });
    }
}

/// The answers of [`ANSWERS`] and [`ROWS`], typed in another order, with a change of mind.
fn typed(window: &mut Window) {
    let number = |value| Value::Number(value);
    let list = |items: &[&str]| Cell::List(items.iter().map(|item| (*item).into()).collect());
    window.state("DIA-03", State::Between(number(5.0), number(8.0)));
    let picks = ["energy", "drinking_water"].map(|id| (id.into(), None));
    window.state("TER-05", State::Given(Value::Picks(picks.into())));
    let parts = [("total", 14_000.0), ("international", 1596.0)].map(|(id, n)| (id.into(), n));
    window.state("ESR-01", State::Given(Value::Parts(parts.into())));
    window.state("ECO-03", State::NotApplicable { reason: "Aucun hébergement".into() });
    window.state("GOV-01", State::Given(Value::Level(4)));
    window.answer(
        "GOV-01",
        Answer {
            state: State::Given(Value::Level(2)),
            year: Some(2026),
            source: "Délibération du 12 mars".into(),
            evidence: Some(Evidence::E3),
            role: Some("international".into()),
            ..Answer::default()
        },
    );
    let comment = "Demandé aux ressources humaines".into();
    window.answer("MOY-04", Answer { state: State::Unknown, comment, ..Answer::default() });
    window.row(&[
        ("counterpart", Cell::text("Grünwalden")),
        ("country", Cell::text("DE")),
        ("themes", list(&["innovation", "economy"])),
        ("objectives", Cell::Flag(true)),
        ("agreement", Cell::text("expired")),
        ("agreement", Cell::text("in_force")),
        ("last_activity", Cell::text("2026-05")),
        ("source", Cell::text("Registre")),
        ("note", Cell::Empty),
    ]);
    window.ask(Command::Edit(Edit::Coverage("T5".into(), Some(Coverage::Partial))));
    window.row(&[
        ("agreement", Cell::Unknown),
        ("country", Cell::text("RO")),
        ("counterpart", Cell::text("Valea Albă")),
    ]);
}

#[test]
fn the_window_and_the_command_line_write_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (answers, rows) = (written(&folder, "a.csv", ANSWERS), written(&folder, "t.csv", ROWS));
    let script = path(&folder, "script.passerelle");
    done(&["new", "--territory", "35238", "-o", &script]);
    done(&["import", &script, &answers, "--from", "answers"]);
    done(&["import", &script, &rows, "--from", "csv", "--table", "T5"]);

    let mut window = Window(Session::new(Settings::default(), clock()));
    let profile = reference::territory("35238").unwrap();
    window.ask(Command::New(Box::new(NewDiagnostic::of(&profile, Route::Full))));
    typed(&mut window);
    let file = folder.path().join("window.passerelle");
    window.save(&file);

    let (script, window) = (fs::read_to_string(script).unwrap(), fs::read_to_string(file).unwrap());
    for (script, window) in script.lines().zip(window.lines()) {
        assert_eq!(script, window);
    }
    assert_eq!(script, window);
    assert!(script.contains("journal:") && script.contains("Row(\"T5\", 1)"), "{script}");
}

/// Rows that come and go on one day, and tables that say nothing, leave nothing in the file.
#[test]
fn what_was_taken_back_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window(Session::new(Settings::default(), clock()));
    let profile = reference::territory("35238").unwrap();
    window.ask(Command::New(Box::new(NewDiagnostic::of(&profile, Route::Full))));
    let (first, second) = (folder.path().join("1.passerelle"), folder.path().join("2.passerelle"));
    window.save(&first);
    window.row(&[("country", Cell::text("DE"))]);
    window.ask(Command::Edit(Edit::RemoveRows("T5".into(), vec![1])));
    window.ask(Command::Edit(Edit::Coverage("T1".into(), None)));
    window.save(&second);
    assert_eq!(fs::read_to_string(first).unwrap(), fs::read_to_string(second).unwrap());
}
