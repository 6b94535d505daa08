//! Frames of the whole window without a screen, and what they cost: shared by the benches of pages.

use std::{
    fmt::Display,
    hint::black_box,
    time::{Duration, Instant},
};

use egui::{Context, Event, Pos2, RawInput, Rect, vec2};
use passerelle::ui::{Desk, theme};

const FRAMES: usize = 200;

/// What a frame of a page costs: medians, and the slowest twentieth at rest.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) first: Duration,
    pub(crate) rest: Duration,
    pub(crate) rest_95: Duration,
    pub(crate) scrolling: Duration,
}

impl Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { first, rest, rest_95, scrolling } = self;
        write!(
            f,
            "first {first:.1?}, at rest {rest:.2?} (95 %: {rest_95:.2?}), scrolling {scrolling:.2?}"
        )
    }
}

/// A context with the product's fonts, in which the desk has turned to its first page.
pub(crate) fn context(desk: &mut Desk) -> Context {
    let ctx = Context::default();
    theme::install(&ctx);
    frame(&ctx, desk, Vec::new());
    ctx
}

/// What the page at hand costs; it is scrolled by so many points a frame.
pub(crate) fn cost(ctx: &Context, desk: &mut Desk, step: f32) -> Cost {
    let first = frame(ctx, desk, Vec::new());
    // What comes in the next frames, such as what is measured in the first, is no rest yet.
    for _ in 0..4 {
        frame(ctx, desk, Vec::new());
    }
    let mut rest: Vec<Duration> = (0..FRAMES).map(|_| frame(ctx, desk, Vec::new())).collect();
    let mut scrolled: Vec<Duration> = (0..FRAMES).map(|at| scroll(ctx, desk, at, step)).collect();
    rest.sort();
    scrolled.sort();
    Cost { first, rest: part(&rest, 50), rest_95: part(&rest, 95), scrolling: part(&scrolled, 50) }
}

fn part(sorted: &[Duration], percent: usize) -> Duration {
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

/// Down for a while, then up again, so that a short page moves in most frames too.
fn scroll(ctx: &Context, desk: &mut Desk, at: usize, step: f32) -> Duration {
    let down = (at / 20).is_multiple_of(2) || 300.0 <= step;
    let wheel = Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, if down { -step } else { step }),
        phase: egui::TouchPhase::Move,
        modifiers: egui::Modifiers::NONE,
        source: egui::MouseWheelSource::Unknown,
    };
    let over = Event::PointerMoved(Pos2::new(650.0, 450.0));
    frame(ctx, desk, vec![over, wheel])
}
