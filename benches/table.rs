//! What a frame of the page of a table costs: `cargo bench --bench table`.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

mod common;

use passerelle::{
    app::{Clock, Command, Edit, NewDiagnostic, Session, Settings},
    domain::{Cell, ColumnId, Path, Territory},
    reference,
    ui::{Desk, Page},
};

use common::{context, cost};

fn main() {
    for rows in [10, 1_000, 100_000] {
        let mut desk = desk(rows);
        let ctx = context(&mut desk);
        desk.go(Page::Table("T1".into()));
        println!("{rows:>7} rows: {}", cost(&ctx, &mut desk, 300.0));
    }
}

/// A table of residents by country, as long as asked.
fn desk(rows: usize) -> Desk {
    let mut session = Session::new(Settings::default(), Clock::System);
    let territory = Territory { name: "Valmont".into(), ..Territory::default() };
    let new = NewDiagnostic { territory, population: None, path: Path::Full };
    session.apply(Command::New(Box::new(new)));
    let countries = reference::countries();
    let row = |at: usize| -> Vec<(ColumnId, Cell)> {
        let country = countries.get(at % countries.len().max(1));
        vec![
            ("country".into(), Cell::text(country.map_or("", |country| country.code.as_str()))),
            ("measure".into(), Cell::text("immigrants")),
            ("count".into(), Cell::Number(at as f64)),
            ("source".into(), Cell::text("INSEE")),
            ("year".into(), Cell::Number(2022.0)),
        ]
    };
    let rows = (0..rows).map(row).collect();
    session.apply(Command::Edit(Edit::AddRows("T1".into(), rows)));
    Desk::new(session)
}
