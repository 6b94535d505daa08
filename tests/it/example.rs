//! The worked example: complete, sound, made with the standard pack, and equal to the method's.

use std::{fs, path::Path};

use jiff::civil::date;
use passerelle::{
    domain::{Cell, State},
    questionnaire::{Kind, Pack, check_document},
    scoring::{Assessment, assess},
    storage::{self, Opened},
};

const FILE: &str = "templates/examples/valmont.passerelle";

fn example() -> Opened {
    storage::open(Path::new(FILE)).expect("the example opens")
}

/// A change of the pack restamps the example: `UPDATE_EXAMPLE=1 cargo test example`.
#[test]
fn it_is_made_with_the_standard_pack() {
    let mut opened = example();
    let stamp = storage::stamp(Pack::standard().expect("the standard pack reads"));
    if std::env::var_os("UPDATE_EXAMPLE").is_some() && opened.diagnostic.pack != stamp {
        opened.diagnostic.pack = stamp.clone();
        for state in &mut opened.diagnostic.frozen {
            std::sync::Arc::make_mut(state).pack = stamp.clone();
        }
        fs::write(FILE, storage::write(&opened.diagnostic, &opened.extras)).unwrap();
    }
    assert_eq!(opened.diagnostic.pack.hash, stamp.hash);
}

/// A state frozen a year before, so that two dates can be compared at once; it is made anew by
/// `UPDATE_EXAMPLE=1 cargo test example -- --test-threads 1`.
#[test]
fn it_holds_a_state_that_was_frozen_a_year_before() {
    let mut opened = example();
    let then = crate::compare::valmont_a_year_before();
    let made = storage::freeze(&then, &opened.extras, "État des lieux 2025", date(2025, 7, 2));
    let kept = opened.diagnostic.frozen.iter().any(|state| state.hash == made.hash);
    if std::env::var_os("UPDATE_EXAMPLE").is_some() && !kept {
        opened.diagnostic.frozen = vec![made.into()];
        fs::write(FILE, storage::write(&opened.diagnostic, &opened.extras)).unwrap();
    }
    let [state] = opened.diagnostic.frozen.as_slice() else { panic!("one frozen state") };
    assert_eq!(state.as_of, date(2025, 6, 30));
    assert_eq!(state.pack, opened.diagnostic.pack, "the pack stands once in the file");
    let thawed = storage::thaw(state).unwrap();
    assert_eq!(check_document(&thawed.pack, &thawed.diagnostic), []);
}

#[test]
fn it_says_that_it_is_fictional_and_has_no_problem() {
    let opened = example();
    assert!(opened.diagnostic.fictional);
    assert_eq!(check_document(&opened.pack, &opened.diagnostic), []);
}

#[test]
fn it_uses_every_kind_of_question_every_state_and_every_table() {
    let opened = example();
    let answers = opened.diagnostic.answers.values().map(|answer| &answer.state);
    assert!(answers.clone().any(|state| matches!(state, State::Between(..))));
    assert!(answers.clone().any(|state| *state == State::Unknown));
    assert!(answers.clone().any(|state| matches!(state, State::NotApplicable { .. })));
    let kinds: std::collections::BTreeSet<_> = opened
        .pack
        .questions
        .iter()
        .filter(|q| opened.diagnostic.answers.contains_key(&q.id) || !q.kind.is_asked())
        .map(|q| match q.kind {
            Kind::Scale(_) => "scale",
            Kind::Choice(_) => "choice",
            Kind::YesPartlyNo { .. } => "yes",
            Kind::Multiple { .. } => "multiple",
            Kind::Number { .. } => "number",
            Kind::Numbers(_) => "numbers",
            Kind::Derived(_) => "derived",
        })
        .collect();
    assert_eq!(kinds.len(), 7, "{kinds:?}");
    for table in &opened.pack.tables {
        assert!(opened.diagnostic.tables.contains_key(&table.id), "{}", table.id);
    }
    let cells = opened.diagnostic.tables.values().flat_map(|t| &t.rows).flat_map(|r| &r.cells);
    assert!(cells.clone().any(|cell| matches!(cell, Cell::Range(..))));
}

/// Method § 3.7, to four decimals.
#[test]
fn it_gives_the_figures_of_the_method() {
    let opened = example();
    let scores = assess(&opened.pack, &opened.diagnostic);
    let block = |id| scores.value(&opened.pack, id).unwrap();
    near(block("GOV").low, 0.3214);
    near(block("GOV").centre.unwrap(), 0.3616);
    near(block("GOV").high, 0.4325);
    near(block("GOV").completeness, 0.8889);
    near(block("MOY").low, 0.4925);
    near(block("MOY").centre.unwrap(), 0.5214);
    near(block("MOY").high, 0.5480);
    near(block("MOY").completeness, 0.9444);
    for (question, value) in [("DIA-01", 0.4336), ("ESR-01", 0.4526), ("ECO-01", 0.6369)] {
        near(value_of(&scores, &opened.pack, question), value);
    }
    let matrix = scores.matrix.as_ref().unwrap();
    for (country, roots, partnership) in [
        ("MA", (0.891, 0.891), 0.0),
        ("SN", (0.732, 0.763), 0.0),
        ("PT", (0.788, 0.788), 0.052),
        ("DE", (0.756, 0.756), 0.730),
        ("JP", (0.156, 0.224), 0.490),
        ("RO", (0.226, 0.258), 0.046),
    ] {
        let row = matrix.countries.iter().find(|row| row.country.as_str() == country).unwrap();
        assert!((row.roots.low() - roots.0).abs() < 6e-4, "{country} {:?}", row.roots);
        assert!((row.roots.high() - roots.1).abs() < 6e-4, "{country} {:?}", row.roots);
        assert!((row.partnership.mid() - partnership).abs() < 6e-4, "{country}");
        assert!(row.is_certain(), "{country}");
    }
}

fn value_of(scores: &Assessment, pack: &Pack, id: &str) -> f64 {
    scores.question(pack, id).unwrap().outcome.interval().unwrap().mid()
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 5e-5, "{found} is not {expected}");
}
