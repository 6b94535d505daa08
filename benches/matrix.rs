//! What a frame of the country matrix and of a country's sheet costs, with hundreds of countries
//! and thousands of rows: `cargo bench --bench matrix`.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use egui::{Context, Event, Pos2, RawInput, Rect, vec2};
use passerelle::{
    app::{Clock, Command, Edit, NewDiagnostic, Population, Session, Settings},
    domain::{Cell, ColumnId, CountryCode, Path, TableId, Territory},
    reference,
    report::matrix::{Board, Grouping, Wish},
    ui::{Desk, Page, theme},
};

const FRAMES: usize = 200;
const ROWS: usize = 5_000;
const COUNTRIES: usize = 200;

fn main() {
    let mut desk = desk();
    let ctx = Context::default();
    theme::install(&ctx);
    frame(&ctx, &mut desk, Vec::new());
    boards(&desk);
    let senegal = CountryCode::parse("SN").map(Page::Country);
    for page in [Some(Page::Matrix), senegal].into_iter().flatten() {
        desk.go(page.clone());
        let first = frame(&ctx, &mut desk, Vec::new());
        for _ in 0..3 {
            frame(&ctx, &mut desk, Vec::new());
        }
        let mut rest: Vec<Duration> =
            (0..FRAMES).map(|_| frame(&ctx, &mut desk, Vec::new())).collect();
        let mut scrolled: Vec<Duration> = (0..FRAMES).map(|_| scroll(&ctx, &mut desk)).collect();
        rest.sort();
        scrolled.sort();
        println!(
            "{page:?}: first frame {first:?}, at rest {:?} (95 %: {:?}), scrolling {:?}",
            at(&rest, 50),
            at(&rest, 95),
            at(&scrolled, 50)
        );
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
        println!("lines of {COUNTRIES} countries, {grouping:?}: {:?}", at(&times, 50));
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
        delta: vec2(0.0, -40.0),
        phase: egui::TouchPhase::Move,
        modifiers: egui::Modifiers::NONE,
        source: egui::MouseWheelSource::Unknown,
    };
    let over = Event::PointerMoved(Pos2::new(650.0, 450.0));
    frame(ctx, desk, vec![over, wheel])
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
    let mut desk = Desk::new(session);
    // The first frame follows the document to its first page.
    let ctx = Context::default();
    theme::install(&ctx);
    frame(&ctx, &mut desk, Vec::new());
    desk
}
