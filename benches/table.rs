//! What a frame of the page of a table costs: `cargo bench --bench table`.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use egui::{Context, Event, Pos2, RawInput, Rect, vec2};
use passerelle::{
    app::{Clock, Command, Edit, NewDiagnostic, Session, Settings},
    domain::{Cell, ColumnId, Path, TableId, Territory},
    reference,
    ui::{Desk, Page, theme},
};

const FRAMES: usize = 200;

fn main() {
    for rows in [10, 1_000, 100_000] {
        let mut desk = desk(rows);
        let ctx = Context::default();
        theme::install(&ctx);
        let first = frame(&ctx, &mut desk, Vec::new());
        let mut rest: Vec<Duration> =
            (0..FRAMES).map(|_| frame(&ctx, &mut desk, Vec::new())).collect();
        let mut scrolled: Vec<Duration> = (0..FRAMES).map(|_| scroll(&ctx, &mut desk)).collect();
        rest.sort();
        scrolled.sort();
        println!(
            "{rows:>7} rows: first frame {first:?}, at rest {:?} (95 %: {:?}), scrolling {:?}",
            at(&rest, 50),
            at(&rest, 95),
            at(&scrolled, 50)
        );
    }
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted.get(sorted.len() * percent / 100).copied().unwrap_or_default()
}

/// One pass over the whole window, without drawing it on a screen.
fn frame(ctx: &Context, desk: &mut Desk, events: Vec<Event>) -> Duration {
    let screen = Rect::from_min_size(Pos2::ZERO, vec2(1366.0, 768.0));
    let input = RawInput { screen_rect: Some(screen), events, ..RawInput::default() };
    let start = Instant::now();
    let mut output = ctx.run_ui(input, |ui| {
        black_box(desk.show(ui));
    });
    output.textures_delta.clear();
    black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
    start.elapsed()
}

fn scroll(ctx: &Context, desk: &mut Desk) -> Duration {
    let wheel = Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -300.0),
        phase: egui::TouchPhase::Move,
        modifiers: egui::Modifiers::NONE,
        source: egui::MouseWheelSource::Unknown,
    };
    let over = Event::PointerMoved(Pos2::new(650.0, 450.0));
    frame(ctx, desk, vec![over, wheel])
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
    let table: TableId = "T1".into();
    let rows = (0..rows).map(row).collect();
    session.apply(Command::Edit(Edit::AddRows(table.clone(), rows)));
    let mut desk = Desk::new(session);
    // The first frame follows the document to its first page.
    let ctx = Context::default();
    theme::install(&ctx);
    frame(&ctx, &mut desk, Vec::new());
    desk.go(Page::Table(table));
    desk
}
