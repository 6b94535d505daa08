//! The window on screens that are neither 100 nor 200 %: letters and lines are as clear there.

#![expect(clippy::cast_possible_truncation, reason = "pixels: coordinates are small")]

use eframe::egui::{
    Color32, Rect, Shape, Stroke,
    epaint::{ClippedShape, Primitive, WHITE_UV},
    pos2, vec2,
};
use egui_kittest::Harness;
use passerelle::{
    app::Command,
    ui::{Desk, Page},
};

use super::{LAPTOP, Look, desk::give, shot};

fn at_scale<'a>(scale: f32) -> Harness<'a, Desk> {
    let session = passerelle::app::Session::new(
        passerelle::app::Settings::default(),
        crate::session::clock(),
    );
    let desk = Desk::new(session);
    let mut window = super::bare(LAPTOP / scale, scale, Look::Light, desk, |ui, desk| {
        let effects = desk.show(ui);
        crate::safety::settle(&mut desk.session, effects);
    });
    give(&mut window, Command::OpenExample);
    window
}

/// Every shape that is drawn, with what it is clipped to.
fn shapes<S>(window: &Harness<'_, S>) -> Vec<(Rect, Shape)> {
    fn flatten(clip: Rect, shape: &Shape, all: &mut Vec<(Rect, Shape)>) {
        match shape {
            Shape::Vec(parts) => parts.iter().for_each(|part| flatten(clip, part, all)),
            shape => all.push((clip, shape.clone())),
        }
    }
    let mut all = Vec::new();
    for clipped in &window.output().shapes {
        flatten(clipped.clip_rect, &clipped.shape, &mut all);
    }
    all
}

/// How many corners of letters are drawn, and how many of them lie between two pixels.
fn letters(window: &Harness<'_, Desk>, scale: f32) -> (usize, usize) {
    let texts: Vec<_> = shapes(window)
        .into_iter()
        .filter(|(_, shape)| matches!(shape, Shape::Text(_)))
        .map(|(clip, shape)| ClippedShape::new(clip, shape))
        .collect();
    let (mut all, mut between) = (0, 0);
    for drawn in window.ctx.tessellate(texts, scale) {
        let Primitive::Mesh(mesh) = drawn.primitive else { continue };
        // What is drawn without letters, such as underlines, is drawn from one white point.
        for vertex in mesh.vertices.iter().filter(|v| v.uv != WHITE_UV) {
            let at = vertex.pos * scale;
            let off = |value: f32| 0.02 < (value - value.round()).abs();
            all += 1;
            between += usize::from(off(at.x) || off(at.y));
        }
    }
    (all, between)
}

/// How many frames and straight lines there are, and those without a row of pixels in their own
/// color: one that lies between two rows has only paler ones.
fn lines<S>(window: &mut Harness<'_, S>, scale: f32) -> (usize, Vec<String>) {
    let shapes = shapes(window);
    let picture = window.render().unwrap();
    let pixel = |x: f32, y: f32| {
        let [x, y] = [x, y].map(|value| u32::try_from((value * scale).floor() as i64).ok());
        picture.get_pixel_checked(x?, y?).map(|pixel| pixel.0)
    };
    // One row in its own color, or two alike where the line is nearer to two rows wide.
    let near = |at: [f32; 2], color: Color32| {
        let Some(beside) = pixel(at[0], at[1] - 4.0) else { return false };
        (-2..=2_i16).any(|step| {
            let row = pixel(at[0], at[1] + f32::from(step) / scale).unwrap_or_default();
            let channels = row.iter().zip(beside).zip(color.to_array()).take(3);
            channels.into_iter().all(|((row, beside), own)| {
                10 * u32::from(row.abs_diff(own)) <= 3 * u32::from(beside.abs_diff(own)) + 80
            })
        })
    };
    let (mut all, mut pale) = (0, Vec::new());
    for (clip, shape) in shapes {
        let (from, to, y, stroke) = match shape {
            Shape::Rect(frame) if 30.0 < frame.rect.width() && 12.0 < frame.rect.height() => {
                (frame.rect.left(), frame.rect.right(), frame.rect.top(), frame.stroke)
            }
            Shape::LineSegment { points: [a, b], stroke } if a.y.to_bits() == b.y.to_bits() => {
                (a.x.min(b.x), a.x.max(b.x), a.y, stroke)
            }
            _ => continue,
        };
        let seen = clip.shrink(2.0).y_range().contains(y) && clip.x_range().contains(to);
        if !seen || stroke.width < 0.9 || !stroke.color.is_opaque() {
            continue;
        }
        // Something else may lie over a part of it.
        let places = [0.2, 0.35, 0.5, 0.65, 0.8].map(|part| from + part * (to - from));
        all += 1;
        if !places.iter().any(|x| near([*x, y], stroke.color)) {
            pale.push(format!("{from}..{to} at {y}, {} wide, in {clip}", stroke.width));
        }
    }
    (all, pale)
}

#[test]
fn at_fractional_scales_letters_and_lines_stand_on_whole_pixels() {
    for (scale, page) in [(1.25, Page::Dimension("GOV".into())), (1.5, Page::Table("T1".into()))] {
        let mut window = at_scale(scale);
        window.state_mut().go(page.clone());
        window.run();
        assert!((window.ctx.pixels_per_point() - scale).abs() < 1e-6);
        shot(&mut window, &format!("scale-{scale}-{}", super::forms::named(&page)));
        let (all, between) = letters(&window, scale);
        assert!(1_000 < all && between == 0, "{page:?} at {scale}: {between} of {all}");
        let (all, pale) = lines(&mut window, scale);
        assert!(2 < all && pale.is_empty(), "{page:?} at {scale}: {pale:#?} of {all} lines");
    }
}

#[test]
fn a_blurred_window_would_be_seen_to_be_one() {
    let mut window = at_scale(1.25);
    window.state_mut().go(Page::Dimension("GOV".into()));
    window.run();
    window.ctx.tessellation_options_mut(|options| {
        options.round_text_to_pixels = false;
        options.round_rects_to_pixels = false;
        options.round_line_segments_to_pixels = false;
    });
    let (all, between) = letters(&window, 1.25);
    assert!(all < 4 * between, "{between} of {all} corners");
}

#[test]
fn a_line_between_two_rows_of_pixels_would_be_seen_to_be_pale() {
    for (off, expected) in [(0.5, 0), (0.0, 1)] {
        let mut window = super::bare(vec2(420.0, 120.0), 1.25, Look::Light, (), move |ui, ()| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, Color32::WHITE);
            let stroke = Stroke::new(1.0, Color32::BLACK);
            let points = [pos2(80.0, (80.0 + off) / 1.25), pos2(400.0, (80.0 + off) / 1.25)];
            ui.painter().line_segment(points, stroke);
        });
        window
            .ctx
            .tessellation_options_mut(|options| options.round_line_segments_to_pixels = false);
        window.run();
        let (all, pale) = lines(&mut window, 1.25);
        assert_eq!((all, pale.len()), (1, expected), "{pale:?}");
    }
}
