//! What a frame of the country matrix and of a country's sheet costs, with hundreds of countries
//! and thousands of rows: `cargo bench --bench matrix`.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

mod common;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use passerelle::{
    app::{Clock, Command, Edit, NewDiagnostic, Population, Session, Settings},
    domain::{Cell, ColumnId, CountryCode, Path, TableId, Territory},
    reference,
    report::matrix::{Board, Grouping, Wish},
    ui::{Desk, Page},
};

use common::{context, cost};

const ROWS: usize = 5_000;
const COUNTRIES: usize = 200;

fn main() {
    let mut desk = desk();
    let ctx = context(&mut desk);
    boards(&desk);
    let senegal = CountryCode::parse("SN").map(Page::Country);
    for page in [Some(Page::Matrix), senegal].into_iter().flatten() {
        desk.go(page.clone());
        println!("{page:?}: {}", cost(&ctx, &mut desk, 40.0));
    }
}

/// What the lines cost when the document or the wish changes: never within a frame at rest.
fn boards(desk: &Desk) {
    let Some(document) = desk.session.document() else { return };
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    for grouping in [Grouping::None, Grouping::Region] {
        let wish = Wish { grouping, ..Wish::default() };
        let mut times: Vec<Duration> = (0..21)
            .map(|_| {
                let start = Instant::now();
                let lang = passerelle::language::Lang::Fr;
                let assessment = document.assessment();
                black_box(Board::new(pack, diagnostic, assessment, &wish, lang));
                start.elapsed()
            })
            .collect();
        times.sort();
        println!(
            "lines of {COUNTRIES} countries, {grouping:?}: {:?}",
            times.get(times.len() / 2).copied().unwrap_or_default()
        );
    }
}

/// A diagnostic with ties in four tables and partnerships with many countries.
fn desk() -> Desk {
    let mut session = Session::new(Settings::default(), Clock::System);
    let territory = Territory { name: "Valmont".into(), ..Territory::default() };
    let population = Some(Population { count: 120_000, year: 2023, source: "Insee".into() });
    let new = NewDiagnostic { territory, population, path: Path::Full };
    session.apply(Command::New(Box::new(new)));
    let text = |id: &str, value: &str| -> (ColumnId, Cell) { (id.into(), Cell::text(value)) };
    let number =
        |id: &str, value: usize| -> (ColumnId, Cell) { (id.into(), Cell::Number(value as f64)) };
    let codes: Vec<&str> =
        reference::countries().iter().take(COUNTRIES).map(|one| one.code.as_str()).collect();
    let code = |at: usize| codes.get(at % codes.len().max(1)).copied().unwrap_or_default();
    let rows = |table: &str, row: &dyn Fn(usize) -> Vec<(ColumnId, Cell)>, many: usize| {
        Edit::AddRows(TableId::from(table), (0..many).map(row).collect())
    };
    let fifth = ROWS / 5;
    let tables = [
        rows(
            "T1",
            &|at| {
                vec![text("country", code(at)), text("measure", "immigrants"), number("count", at)]
            },
            2 * fifth,
        ),
        rows("T2", &|at| vec![text("country", code(at)), number("count", at)], fifth),
        rows(
            "T3",
            &|at| {
                vec![
                    text("country", code(at)),
                    text("channel", "local_firms"),
                    number("firms", at % 9),
                ]
            },
            fifth,
        ),
        rows(
            "T4",
            &|at| vec![text("countries", code(at)), ("active".into(), Cell::Flag(true))],
            fifth - COUNTRIES / 2,
        ),
        rows(
            "T5",
            &|at| {
                let town = format!("Ville {at}");
                vec![
                    text("country", code(2 * at)),
                    text("counterpart", &town),
                    text("last_activity", "2026-03"),
                ]
            },
            COUNTRIES / 2,
        ),
    ];
    for edit in tables {
        session.apply(Command::Edit(edit));
    }
    Desk::new(session)
}
