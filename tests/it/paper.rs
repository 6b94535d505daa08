//! What documents say of a territory that has only begun: nothing that contradicts itself, nothing
//! said row after row, nothing left out without a word.

use std::sync::Arc;

use jiff::civil::date;
use passerelle::{
    app::{Command, NewDiagnostic, Session},
    domain::{Coverage, Diagnostic, Path, Territory},
    exchange::import_answers,
    language::Lang,
    questionnaire::{Pack, Trigger},
    report::{
        Brief, DocumentKind, DocumentOptions,
        brief::{Block, Cell, Section, Table, review},
    },
    scoring::{Taken, assess},
    storage::settings::Settings,
};

use crate::{coherence::fill, map::example, session::clock};

/// Twin towns as a public list names them, of which nothing else is known.
const TWINS: &str = "form;country;counterpart;source\n\
    Jumelage;IE;Cork;Liste publique\nJumelage;BE;Leuven;Liste publique\n\
    Jumelage;PL;Poznań;Liste publique\nJumelage;GB;Exeter;Liste publique\n\
    Jumelage;DE;Erlangen;Liste publique\nJumelage;CZ;Brno;Liste publique\n";

fn pack() -> &'static Pack {
    Pack::standard().unwrap()
}

fn begun() -> Diagnostic {
    let territory = Territory { name: "Ici".to_owned(), ..Territory::default() };
    let new = NewDiagnostic { territory, population: None, path: Path::Full };
    let mut it = new.create(pack(), date(2026, 11, 23));
    let answers = "id;value\nGOV-01;2\nGOV-08;1\nGOV-11;0\n";
    it.answers.extend(import_answers(answers.as_bytes(), pack()).unwrap().answers);
    fill(&mut it, &[("T5", TWINS)]);
    it
}

fn sections(it: &Diagnostic, kind: DocumentKind, public: bool) -> Vec<Section> {
    let options = DocumentOptions { public, ..DocumentOptions::of(kind, Lang::Fr) };
    Brief::of(pack(), it, &assess(pack(), it), &options).sections
}

fn tables(sections: &[Section]) -> Vec<&Table> {
    fn walk<'a>(blocks: &'a [Block], out: &mut Vec<&'a Table>) {
        for block in blocks {
            match block {
                Block::Table(table) => out.push(table),
                Block::Group(some) => walk(some, out),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    for section in sections {
        walk(&section.blocks, &mut out);
    }
    out
}

fn told(cell: &Cell) -> String {
    let lines = std::iter::once(&cell.text).chain(&cell.details);
    lines.map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn nobody_is_told_to_wake_a_partnership_that_is_not_there() {
    let mut it = example().diagnostic;
    // A list that may be longer: a partnership with any country is possible.
    Arc::make_mut(it.tables.get_mut("T5").unwrap()).coverage = Some(Coverage::Partial);
    let waking = pack().rules.iter().filter(|rule| match &rule.when {
        Trigger::Countries(test) => format!("{:?}", test.classes) == "[ToRevive]",
        _ => false,
    });
    let waking: Vec<_> = waking.map(|rule| rule.title.get(Lang::Fr)).collect();
    assert!(!waking.is_empty());
    let sections = sections(&it, DocumentKind::Countries, false);
    let sheets = tables(&sections);
    let without = |sheet: &&&Table| {
        !sheet
            .rows
            .iter()
            .any(|row| row[0].text.as_str() == Lang::Fr.documents_sheet_partnerships())
    };
    assert!(0 < sheets.iter().filter(without).count());
    for sheet in sheets.iter().filter(without) {
        let said: String = sheet.rows.iter().flatten().map(told).collect();
        assert!(waking.iter().all(|title| !said.contains(title)), "{said}");
    }
}

#[test]
fn a_plan_without_actions_says_so_and_what_is_proposed() {
    let all = sections(&begun(), DocumentKind::Plan, false);
    assert_eq!(all[0].title.as_str(), Lang::Fr.plan_title());
    assert!(
        matches!(&all[0].blocks[0], Block::Text(text) if text.as_str() == Lang::Fr.paper_plan_not_yet())
    );
    assert!(!tables(&all[..1])[0].rows.is_empty());
    // In the brief, proposals stand elsewhere.
    let brief = sections(&begun(), DocumentKind::Brief, false);
    assert!(brief.iter().all(|section| !section.title.as_str().contains(Lang::Fr.plan_title())));
}

#[test]
fn what_devices_have_in_common_is_said_once() {
    let all = sections(&begun(), DocumentKind::Plan, false);
    let devices = all.last().unwrap();
    let headings = devices.blocks.iter().filter(|block| matches!(block, Block::Heading(_))).count();
    let tables = tables(std::slice::from_ref(devices));
    assert_eq!(headings, tables.len());
    assert!(1 < headings && 15 < tables.iter().map(|table| table.rows.len()).sum::<usize>());
    for row in tables.iter().flat_map(|table| &table.rows) {
        let said: String = row.iter().map(told).collect();
        for common in
            [Lang::Fr.devices_conditions_hold(), Lang::Fr.devices_untested(), "Information de"]
        {
            assert!(!said.contains(common), "{said}");
        }
        assert!(row.iter().all(|cell| !cell.text.is_empty()), "{said}");
    }
}

#[test]
fn rows_are_named_and_a_source_that_all_share_is_told_once() {
    let all = sections(&begun(), DocumentKind::Register, false);
    let last = all.last().unwrap();
    let note = "Source de toutes les lignes\u{a0}: Liste publique.";
    assert!(
        last.blocks.iter().any(|block| matches!(block, Block::Note(text) if text.as_str() == note))
    );
    let table = tables(std::slice::from_ref(last))[0];
    assert_eq!(table.rows[0][0].text.as_str(), "Cork");
    assert_eq!(table.columns.len(), table.rows[0].len());
    let open = begun();
    let public = sections(&open, DocumentKind::Register, true);
    for table in tables(&public) {
        for column in 0..table.columns.len() {
            let empty = table.rows.iter().all(|row| row[column].text.is_empty());
            assert!(!empty, "{} says nothing", table.columns[column].label);
        }
    }
}

#[test]
fn what_every_row_would_say_of_itself_is_said_once() {
    let it = begun();
    let all = sections(&it, DocumentKind::Brief, false);
    let named = [Lang::Fr.report_register_table(), Lang::Fr.report_matrix_table()];
    let mut seen = 0;
    for table in tables(&all).into_iter().filter(|it| named.contains(&it.caption.as_str())) {
        seen += 1;
        for column in 1..table.columns.len() {
            let first = told(&table.rows[0][column]);
            let alike =
                table.rows.iter().all(|row| row[column].open && told(&row[column]) == first);
            assert!(!alike, "{first} in every row of « {} »", table.caption);
        }
    }
    assert_eq!(seen, 1, "a matrix of countries with no known tie has no row to show");
    let notes: Vec<_> = all
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Note(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let open = notes.iter().find(|note| note.starts_with("6 pays partenaires")).unwrap();
    assert!(open.ends_with("Allemagne, Belgique, Irlande, Pologne, Royaume-Uni et Tchéquie."));
    let alike = notes.iter().find(|note| note.starts_with("Dans toutes les lignes")).unwrap();
    assert!(alike.contains("Qualité\u{a0}: inconnu"), "{alike}");
}

#[test]
fn no_row_is_without_a_name() {
    let mut it = begun();
    let nameless = "form;country;counterpart;source\nJumelage;PE;;Liste publique\n\
        Jumelage;CL;Valparaíso;Liste publique\n";
    fill(&mut it, &[("T5", nameless)]);
    for kind in DocumentKind::ALL {
        for table in tables(&sections(&it, kind, false)) {
            let blank = |row: &[Cell]| row.iter().all(|cell| cell.text.is_empty());
            for row in table.rows.iter().filter(|row| !blank(row)) {
                assert!(!row[0].text.is_empty(), "{} · {}", kind.code(), table.summary);
            }
        }
    }
}

#[test]
fn rows_that_nobody_filled_in_are_no_figures_without_a_source() {
    let all = sections(&begun(), DocumentKind::Sources, false);
    let titles: Vec<_> = all.iter().flat_map(|section| &section.blocks).collect();
    let heading = pack().table("T7").unwrap().title.get(Lang::Fr);
    let printed = titles
        .iter()
        .any(|block| matches!(block, Block::Heading(text) if text.as_str() == heading));
    assert!(!printed, "{heading}");
}

#[test]
fn what_a_review_leaves_out_is_counted() {
    let new = begun();
    let mut old = new.clone();
    old.tables.remove("T5");
    let (before, after) = (assess(pack(), &old), assess(pack(), &new));
    let taken = |diagnostic, assessment| Taken { pack: pack(), diagnostic, assessment };
    let options = DocumentOptions::of(DocumentKind::Review, Lang::Fr);
    let brief = review(taken(&old, &before), taken(&new, &after), &options);
    let done = &brief.front.as_ref().unwrap().strengths.items[0];
    assert_eq!(done.title.as_str(), "6 partenariats nouveaux");
    assert_eq!(
        done.detail.as_str(),
        "Cork – Irlande, Leuven – Belgique, Poznań – Pologne, Exeter – Royaume-Uni et 2 autres"
    );
    // Two states of one day are told apart by something else than the day.
    let labels: Vec<_> =
        brief.front.unwrap().indices.bars.iter().map(|bar| bar.label.to_string()).collect();
    assert!(labels[0] != labels[1], "{labels:?}");
}

#[test]
fn an_export_that_succeeds_takes_back_that_it_had_failed() {
    use passerelle::app::{Event, ExportFailure, Unprinted};
    let mut session = Session::new(Settings::default(), clock());
    session.apply(Command::OpenExample);
    let path = std::path::Path::new("/nowhere/note.pdf");
    session.receive(Event::Exported(path.to_owned(), Err(ExportFailure::Stopped)));
    let stopped = session.notices().last().unwrap().news.sentence(Lang::Fr);
    session.receive(Event::Exported(path.to_owned(), Ok(Unprinted::default())));
    assert!(session.notices().iter().all(|notice| notice.news.sentence(Lang::Fr) != stopped));
}
