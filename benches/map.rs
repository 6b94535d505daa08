//! What the map costs a frame: `cargo bench --bench map`.

#![expect(clippy::print_stdout, reason = "a bench prints its measures")]

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use egui::{CentralPanel, Context, RawInput, Rect, pos2, vec2};
use passerelle::{
    language::Lang,
    report::map::{Layer, Picture, draw},
    scoring::assess,
    storage,
    ui::{theme, widgets::WorldMap},
};

const ROUNDS: usize = 201;

fn main() {
    let Ok(opened) = storage::open(Path::new("templates/examples/valmont.passerelle")) else {
        println!("the worked example cannot be read");
        return;
    };
    let assessment = assess(&opened.pack, &opened.diagnostic);
    let make =
        || Picture::new(&opened.pack, &opened.diagnostic, &assessment, Layer::Class, Lang::Fr);
    let start = Instant::now();
    let Some(picture) = make().map(Arc::new) else {
        println!("the worked example has no map");
        return;
    };
    println!("first picture, towns and outlines read   {:?}", start.elapsed());
    println!("picture again                            {:?}", median(|| drop(make())));
    let drawing = draw(&picture, Lang::Fr);
    println!(
        "drawing for paper                        {:?}, {} kB",
        median(|| drop(draw(&picture, Lang::Fr))),
        drawing.svg.len() / 1024
    );
    let ctx = Context::default();
    theme::install(&ctx);
    let mut map = WorldMap::default();
    let mut frame = || {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(1366.0, 768.0));
        let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| {
            CentralPanel::default().show(ui, |ui| {
                map.show(ui, &picture, None, 460.0, Lang::Fr);
            });
        });
        // No graphics card takes the textures.
        output.textures_delta.clear();
        drop(ctx.tessellate(output.shapes, output.pixels_per_point));
    };
    let start = Instant::now();
    frame();
    println!("first frame, outlines cut into triangles {:?}", start.elapsed());
    for _ in 0..3 {
        frame();
    }
    println!("a frame after that                       {:?} (bar: 2 ms)", median(frame));
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(ROUNDS / 2).copied().unwrap_or_default()
}
