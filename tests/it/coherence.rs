//! Contradictions: each of the standard pack is told when it is sure, and only then.

use std::collections::BTreeSet;

use jiff::civil::date;
use passerelle::{
    advice::{Finding, Incoherence, coherence},
    app::NewDiagnostic,
    domain::{Diagnostic, Path, Row, State, Table, Territory},
    exchange::{import_answers, import_table},
    language::Lang,
    questionnaire::{Grade, Pack},
    scoring::assess,
};

/// A diagnostic of November 2026 with these answers, `id;value` a line, and these tables.
fn diagnostic(answers: &str, tables: &[(&str, &str)]) -> Diagnostic {
    let pack = Pack::standard().unwrap();
    let territory = Territory { name: "Ici".to_owned(), ..Territory::default() };
    let new = NewDiagnostic { territory, population: None, path: Path::Full };
    let mut diagnostic = new.create(pack, date(2026, 11, 23));
    let text = format!("id;value\n{answers}");
    let read = import_answers(text.as_bytes(), pack).unwrap_or_else(|e| panic!("{answers}: {e:?}"));
    diagnostic.answers.extend(read.answers);
    fill(&mut diagnostic, tables);
    diagnostic
}

/// Fills tables of a diagnostic with the rows of these texts.
pub(crate) fn fill(diagnostic: &mut Diagnostic, tables: &[(&str, &str)]) {
    let pack = Pack::standard().unwrap();
    for (id, rows) in tables {
        let spec = pack.table(id).unwrap();
        let read = import_table(rows.as_bytes(), spec).unwrap_or_else(|e| panic!("{rows}: {e:?}"));
        let mut table = Table::default();
        for (id, cells) in (1..).zip(read.rows) {
            let mut row = Row { id, cells: Vec::new() };
            for (column, cell) in cells {
                row.set(table.column_or_insert(&column), cell);
            }
            table.rows.push(row.into());
        }
        diagnostic.tables.insert((*id).into(), table.into());
    }
}

fn found(answers: &str, tables: &[(&str, &str)]) -> Vec<Finding> {
    let pack = Pack::standard().unwrap();
    let diagnostic = diagnostic(answers, tables);
    coherence(pack, &diagnostic, &assess(pack, &diagnostic))
}

/// The contradictions told of these answers and tables.
fn told(answers: &str, tables: &[(&str, &str)]) -> BTreeSet<String> {
    let all = found(answers, tables).into_iter().filter_map(|finding| match finding.what {
        Incoherence::Contradiction(id) => Some(id.to_string()),
        _ => None,
    });
    all.collect()
}

type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// For each contradiction of the standard pack, answers and tables of which it is told.
const CASES: &[Case] = &[
    ("K-PAR-COUNT", "PAR-11;active=1|total=9\n", &[("T5", "country;counterpart\nMA;Fès\n")]),
    ("K-PAR-COUNT-LESS", "PAR-11;active=0|total=0\n", &[("T5", "country;counterpart\nMA;Fès\n")]),
    ("K-BUDGET-WHOLE", "MOY-01;900000\nTER-04;120000\n", &[]),
    ("K-BUDGET-SIZE", "MOY-01;900000\nTER-04;9000000\n", &[]),
    ("K-EXPORTS-100", "", &[("T3", "country;channel;value\nDE;exports;60\nES;exports;55\n")]),
    (
        "K-NIGHTS-100",
        "",
        &[("T3", "country;channel;value\nDE;tourist_nights;60\nES;tourist_nights;55\n")],
    ),
    ("K-JOBS-1000", "", &[("T3", "country;channel;value\nDE;foreign_controlled_jobs;1200\n")]),
    ("K-LAST-FUTURE", "", &[("T5", "country;counterpart;last_activity\nMA;Fès;2027-03\n")]),
    (
        "K-STUDENTS-ROWS",
        "ESR-01;international=50|total=900\n",
        &[("T2", "country;count;mobility;academic_year\nMA;800;degree;2024\nCN;150;degree;2024\n")],
    ),
    (
        "K-RESIDENTS-ROWS",
        "TER-02;1000\n",
        &[("T1", "country;measure;count\nMA;immigrants;700\nPT;immigrants;400\n")],
    ),
    (
        "K-IMMIGRANTS-SHARE",
        "TER-02;10000\nDIA-01;5\n",
        &[("T1", "country;measure;count\nMA;immigrants;400\nPT;immigrants;300\n")],
    ),
    (
        "K-FEES",
        "MOY-01;5000\n",
        &[("T6", "name;family;fee\nCités Unies France;national;4000\nEUROCITIES;european;9000\n")],
    ),
    ("K-STAFF-NONE", "GOV-03;none\nMOY-04;1,5\n", &[]),
    ("K-STAFF-UNIT", "GOV-03;deputy\nMOY-04;0\n", &[]),
    ("K-DELEGATE", "GOV-04;none\nGOV-05;3\n", &[]),
    ("K-SPLIT", "TER-07;undefined\nGOV-07;3\n", &[]),
    ("K-CITIZENS", "ASS-04;absent\nASS-06;3\n", &[]),
    ("K-DIALOGUE", "DIA-04;0\nDIA-05;4\n", &[]),
    ("K-SDG", "ODD-04;0\nODD-05;sdg_4|sdg_6\n", &[]),
    (
        "K-AGREEMENT-OVER",
        "",
        &[("T5", "country;counterpart;agreement;agreement_ends\nMA;Fès;in_force;2025-06\n")],
    ),
    (
        "K-ACTIVITY-BEFORE",
        "",
        &[("T5", "country;counterpart;since;last_activity\nMA;Fès;2024;2019-05\n")],
    ),
    ("K-TWICE-T5", "", &[("T5", "country;counterpart;form\nMA;Fès;twinning\nMA;fès;twinning\n")]),
    ("K-TWICE-T4", "", &[("T4", "name\nAmis de Fès\nAmis de Fès\n")]),
    ("K-TWICE-T6", "", &[("T6", "name;family\nEUROCITIES;european\nEUROCITIES;european\n")]),
    (
        "K-TWINNING-NOT-LISTED",
        "PAR-08;twinning|networks\n",
        &[("T5", "country;counterpart;form\nMA;Fès;technical\n")],
    ),
    (
        "K-TWINNING-NOT-SAID",
        "PAR-08;networks\n",
        &[("T5", "country;counterpart;form\nMA;Fès;twinning\n")],
    ),
    ("K-NETWORKS-NOT-SAID", "PAR-08;twinning\n", &[("T6", "name;family\nEUROCITIES;european\n")]),
    ("K-STRATEGY-FIRST", "GOV-01;0\nGOV-02;3\n", &[]),
    ("K-BUDGET-ZERO", "MOY-01;0\nMOY-03;3\n", &[]),
];

#[test]
fn every_contradiction_of_the_pack_is_told_when_it_is_sure() {
    for (id, answers, tables) in CASES {
        let told = told(answers, tables);
        assert!(told.contains(*id), "{id} of {answers}{tables:?}: {told:?}");
    }
    let tried: BTreeSet<_> = CASES.iter().map(|(id, ..)| (*id).to_owned()).collect();
    let pack = Pack::standard().unwrap();
    let all: BTreeSet<_> = pack.coherence.iter().map(|one| one.id.to_string()).collect();
    // Parts above their whole cannot be read from a file at all: tried below.
    let left: Vec<_> = all.difference(&tried).map(String::as_str).collect();
    assert_eq!(left, ["K-ESR-PART", "K-PAR-ACTIVE"]);
}

#[test]
fn a_part_above_its_whole_is_told_as_an_error() {
    use passerelle::domain::Value;
    let pack = Pack::standard().unwrap();
    let mut diagnostic = diagnostic("", &[]);
    for (id, part) in [("ESR-01", "international"), ("PAR-11", "active")] {
        let parts = [(part.into(), 30.0), ("total".into(), 20.0)].into_iter().collect();
        let answer = diagnostic.answers.entry(id.into()).or_default();
        answer.state = State::Given(Value::Parts(parts));
    }
    let found = coherence(pack, &diagnostic, &assess(pack, &diagnostic));
    for id in ["K-ESR-PART", "K-PAR-ACTIVE"] {
        let of = found.iter().find(|one| one.what == Incoherence::Contradiction(id.into()));
        assert_eq!(of.unwrap().grade, Grade::Error, "{id}");
    }
    assert_eq!(found[0].grade, Grade::Error, "the worst comes first");
}

#[test]
fn what_is_not_sure_accuses_nobody() {
    let nothing: [Case; 9] = [
        ("", "", &[]),
        ("", "MOY-01;?\nTER-04;100\n", &[]),
        ("", "MOY-01;50..900\nTER-04;9000..90000\n", &[]),
        ("", "GOV-03;none\nMOY-04;?\n", &[]),
        ("", "GOV-03;none\nMOY-04;0..3\n", &[]),
        ("", "DIA-04;n/a\nDIA-05;4\n", &[]),
        ("", "PAR-08;twinning\n", &[("T5", "country;counterpart\nMA;Fès\n")]),
        ("", "", &[("T5", "country;counterpart;since;last_activity\nMA;Fès;2019;2019-05\n")]),
        ("", "", &[("T3", "country;channel;value;year\nDE;exports;60;2023\nDE;exports;60;2024\n")]),
    ];
    for (_, answers, tables) in nothing {
        let told = told(answers, tables);
        assert!(told.is_empty(), "{answers}{tables:?}: {told:?}");
    }
}

#[test]
fn a_strong_answer_without_source_is_worth_a_remark_until_it_has_one() {
    let remarks = |answers: &str| {
        let found = found(answers, &[]);
        found.iter().filter(|one| matches!(one.what, Incoherence::Unsupported(_))).count()
    };
    assert_eq!(remarks("GOV-01;4\n"), 1);
    assert_eq!(remarks("GOV-01;1\n"), 0);
    let pack = Pack::standard().unwrap();
    let mut sourced = diagnostic("GOV-01;4\n", &[]);
    sourced.answers.get_mut("GOV-01").unwrap().source = "Rapport de 2025".to_owned();
    assert_eq!(coherence(pack, &sourced, &assess(pack, &sourced)), []);
}

#[test]
fn the_worked_example_contradicts_itself_nowhere() {
    let opened =
        passerelle::storage::open(std::path::Path::new("templates/examples/valmont.passerelle"));
    let opened = opened.unwrap();
    let (pack, diagnostic) = (&opened.pack, &opened.diagnostic);
    let found = coherence(pack, diagnostic, &assess(pack, diagnostic));
    let grave: Vec<_> = found.iter().filter(|one| one.grade != Grade::Remark).collect();
    let said: Vec<_> = grave.iter().map(|one| one.sentence(pack, Lang::Fr)).collect();
    assert_eq!(said, [""; 0]);
}

#[test]
fn everything_found_says_what_and_what_to_do_in_both_languages() {
    let pack = Pack::standard().unwrap();
    for (_, answers, tables) in CASES {
        for finding in found(answers, tables) {
            for lang in Lang::ALL {
                assert!(!finding.sentence(pack, *lang).is_empty(), "{finding:?}");
                assert!(!finding.hint(pack, *lang).is_empty(), "{finding:?}");
            }
            assert!(!finding.questions.is_empty() || !finding.tables.is_empty(), "{finding:?}");
        }
    }
}
