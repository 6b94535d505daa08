//! How long scoring takes after a keystroke, and all that explains it:
//! `cargo bench --bench assess`.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

use std::{
    hint::black_box,
    ops::ControlFlow,
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::civil::date;
use passerelle::{
    domain::{Cell, Diagnostic, PackStamp, Path, Row, State, Table, Territory, Value},
    questionnaire::{Column, ColumnKind, Kind, Pack, TableSpec},
    reference,
    scoring::{Assessor, DrawSettings, assess, levers, robustness, to_verify},
    storage,
};

/// How many rows all tables have together: more than a large city enters.
const ROWS: usize = 500;
/// How many rows a table may have that somebody pasted.
const MANY: usize = 100_000;
const ROUNDS: usize = 401;

fn main() {
    let Some(pack) = Pack::standard() else {
        println!("the standard pack cannot be read");
        return;
    };
    let tables = pack.tables.len().max(1);
    let empty = diagnostic(pack, 0);
    let full = diagnostic(pack, ROWS.div_ceil(tables));
    let many = diagnostic(pack, MANY.div_ceil(tables));
    let first = median(1, || assess(pack, &full));
    println!("first assessment, reference tables read       {first:?}");
    line("answers without rows", "", median(ROUNDS, || assess(pack, &empty)));
    line("answers and 500 rows", "1 ms", median(ROUNDS, || assess(pack, &full)));
    line("one answer changed, 500 rows", "1 ms", typing(pack, &full));
    line("answers and 100,000 rows, tables read", "", median(11, || assess(pack, &many)));
    line("one answer changed, 100,000 rows", "20 ms", typing(pack, &many));
    let partners = partnerships(pack, MANY);
    line("one answer changed, 100,000 partnerships", "20 ms", typing(pack, &partners));
    let assessment = assess(pack, &full);
    let draws = |balance| {
        let settings = DrawSettings { balance, ..DrawSettings::default() };
        let go_on = &mut |_, _| ControlFlow::Continue(());
        robustness(pack, &full, &assessment, settings, go_on)
    };
    line("2,000 draws, 500 rows", "30 ms", median(21, || draws(false)));
    line("2,000 draws of the balance test", "", median(21, || draws(true)));
    line("levers", "20 ms", median(21, || levers(pack, &full, &assessment)));
    line("what to verify", "20 ms", median(21, || to_verify(pack, &full, &assessment)));
    let blank = assess(pack, &empty);
    line("what to verify, tables blank", "20 ms", median(21, || to_verify(pack, &empty, &blank)));
    let example = std::path::Path::new("templates/examples/valmont.passerelle");
    let Ok(valmont) = storage::open(example) else { return };
    let scores = assess(&valmont.pack, &valmont.diagnostic);
    let of_example = || {
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let settings = DrawSettings::default();
        robustness(&valmont.pack, &valmont.diagnostic, &scores, settings, go_on)
    };
    line("2,000 draws of the worked example", "30 ms", median(21, of_example));
    let of_example = || to_verify(&valmont.pack, &valmont.diagnostic, &scores);
    line("what to verify in the worked example", "20 ms", median(21, of_example));
}

fn line(what: &str, bar: &str, time: Duration) {
    let bar = if bar.is_empty() { String::new() } else { format!(" (bar: {bar})") };
    println!("{what:<45} {time:?}{bar}");
}

/// The time from one changed answer to new results, tables being as they were.
fn typing(pack: &Arc<Pack>, diagnostic: &Diagnostic) -> Duration {
    let mut diagnostic = diagnostic.clone();
    let mut assessor = Assessor::new(Arc::clone(pack));
    black_box(assessor.assess(&diagnostic));
    let scales: Vec<_> =
        pack.questions.iter().filter(|q| matches!(q.kind, Kind::Scale(_))).collect();
    let mut times: Vec<Duration> = (0_u8..)
        .zip(scales.iter().cycle())
        .take(101)
        .map(|(round, question)| {
            let answer = diagnostic.answers.entry(question.id.clone()).or_default();
            answer.state = State::Given(Value::Level(round % 5));
            let start = Instant::now();
            black_box(assessor.assess(&diagnostic));
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn median<T>(rounds: usize, work: impl Fn() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(rounds / 2).copied().unwrap_or_default()
}

/// Every question answered, every table filled.
fn diagnostic(pack: &Pack, rows: usize) -> Diagnostic {
    let mut diagnostic = Diagnostic {
        territory: Territory::default(),
        as_of: date(2026, 11, 23),
        pack: PackStamp {
            id: pack.id.clone(),
            version: pack.version.clone(),
            hash: "".into(),
            text: "".into(),
        },
        path: Path::Full,
        fictional: true,
        answers: [].into(),
        tables: [].into(),
        ambitions: [].into(),
        plan: passerelle::domain::Plan::default(),
        decisions: [].into(),
        explorations: Vec::new(),
        frozen: [].into(),
        cover: passerelle::domain::Cover::default(),
        points: [].into(),
        journal: [].into(),
    };
    for question in &pack.questions {
        if let Some(value) = value(&question.kind) {
            let answer = diagnostic.answers.entry(question.id.clone()).or_default();
            answer.state = State::Given(value);
        }
    }
    for spec in &pack.tables {
        diagnostic.tables.insert(spec.id.clone(), Arc::new(table(spec, rows)));
    }
    diagnostic
}

/// Every question answered, and all rows in the table of partnerships.
fn partnerships(pack: &Pack, rows: usize) -> Diagnostic {
    let mut diagnostic = diagnostic(pack, 0);
    let spec = pack.matrix.as_ref().and_then(|one| pack.table(one.partnerships.table.as_str()));
    if let Some(spec) = spec {
        diagnostic.tables.insert(spec.id.clone(), Arc::new(table(spec, rows)));
    }
    diagnostic
}

fn value(kind: &Kind) -> Option<Value> {
    Some(match kind {
        Kind::Scale(_) => Value::Level(2),
        Kind::Choice(options) => Value::Choice(options.first()?.id.clone()),
        Kind::YesPartlyNo { .. } => Value::Choice("partly".into()),
        Kind::Multiple { options, .. } => {
            Value::Picks(options.iter().map(|option| (option.id.clone(), Some(10.0))).collect())
        }
        Kind::Number { .. } => Value::Number(1_000.0),
        Kind::Numbers(parts) => {
            Value::Parts(parts.iter().map(|part| (part.id.clone(), 1_000.0)).collect())
        }
        Kind::Derived(_) => return None,
    })
}

fn table(spec: &TableSpec, rows: usize) -> Table {
    let row = |id: u32| {
        let cells = spec.columns.iter().map(|column| cell(column, id as usize)).collect();
        Arc::new(Row { id, cells })
    };
    Table {
        columns: spec.columns.iter().map(|column| column.id.clone()).collect(),
        rows: (1..).take(rows).map(row).collect(),
        ..Table::default()
    }
}

fn cell(column: &Column, row: usize) -> Cell {
    let country = || {
        let countries = reference::countries();
        countries.get(row % countries.len().max(1)).map_or("", |country| country.code.as_str())
    };
    match &column.kind {
        ColumnKind::Text | ColumnKind::Town { .. } => Cell::text("Valmont"),
        ColumnKind::Number { .. } => Cell::Number(row as f64),
        ColumnKind::Year => Cell::Number(2024.0),
        ColumnKind::Month => Cell::text("2025-10"),
        ColumnKind::YesNo => Cell::Flag(row.is_multiple_of(2)),
        ColumnKind::Choice(options) | ColumnKind::Choices { options, .. } => options
            .get(row % options.len().max(1))
            .map_or(Cell::Empty, |o| Cell::text(o.id.as_str())),
        ColumnKind::Level(_) => Cell::Number((row % 5) as f64),
        ColumnKind::Place | ColumnKind::Places => Cell::text(country()),
    }
}
