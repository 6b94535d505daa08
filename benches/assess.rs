//! How long scoring takes after a keystroke: `cargo bench --bench assess`.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::civil::date;
use passerelle::{
    domain::{Cell, Diagnostic, PackStamp, Path, Row, State, Table, Territory, Value},
    questionnaire::{Column, ColumnKind, Kind, Pack, TableSpec},
    reference,
    scoring::assess,
};

/// How many rows each table has: more than a large city enters.
const ROWS: usize = 60;
const ROUNDS: usize = 401;

fn main() {
    let Some(pack) = Pack::standard() else {
        println!("the standard pack cannot be read");
        return;
    };
    let empty = diagnostic(pack, 0);
    let full = diagnostic(pack, ROWS);
    let first = median(1, || assess(pack, &full));
    println!("first assessment, reference tables read  {first:?}");
    let nothing = median(ROUNDS, || assess(pack, &empty));
    println!("answers without rows                     {nothing:?}");
    let all = median(ROUNDS, || assess(pack, &full));
    println!("answers and {ROWS} rows in each table        {all:?} (bar: 1 ms)");
    let per_row = (all.as_secs_f64() - nothing.as_secs_f64()) / nothing.as_secs_f64();
    println!("all rows together, over all answers      {per_row:.1}");
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
        ColumnKind::Text => Cell::text("Valmont"),
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
