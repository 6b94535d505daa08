//! Interval bars: what a value is at least, at most, and most likely.

use egui::{Rect, Response, Sense, Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use crate::ui::tokens::Tokens;

/// What an interval bar draws, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    /// The least and the most; `None` if the value does not apply.
    pub ends: Option<(f64, f64)>,
    /// The centre, if enough is known to show it.
    pub centre: Option<f64>,
    /// Where it should come to.
    pub target: Option<f64>,
}

/// Draws an interval bar as wide as there is room; `words` say all that it shows.
pub fn interval_bar(ui: &mut Ui, span: Span, marks: &[f64], words: &str) -> Response {
    let tokens = Tokens::of(ui);
    let size = vec2(ui.available_width().max(60.0), 20.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words));
    let track = Rect::from_center_size(rect.center(), vec2(rect.width(), 10.0));
    let painter = ui.painter();
    painter.rect_filled(track, 2.0, tokens.track);
    let x = |value: f64| super::drawn(value.clamp(0.0, 1.0)).mul_add(track.width(), track.left());
    for mark in marks {
        painter.vline(x(*mark), track.y_range(), Stroke::new(1.0, tokens.page));
    }
    if let Some((low, high)) = span.ends {
        let bar = Rect::from_x_y_ranges(x(low)..=x(high).max(x(low) + 3.0), track.y_range());
        if span.centre.is_some() {
            painter.rect_filled(bar, 2.0, tokens.interval);
        } else {
            hatch(ui, bar);
        }
    }
    if let Some(target) = span.target {
        painter.vline(x(target), rect.y_range(), Stroke::new(1.5, tokens.weak));
    }
    if let Some(centre) = span.centre {
        let tick = Rect::from_center_size(pos2(x(centre), rect.center().y), vec2(4.0, 18.0));
        painter.rect_filled(tick, 2.0, tokens.accent);
    }
    response
}

/// What is open: hatched, so that it is not taken for a value even without color.
fn hatch(ui: &Ui, bar: Rect) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter().with_clip_rect(bar.intersect(ui.clip_rect()));
    painter.rect_filled(bar, 2.0, tokens.track);
    let stroke = Stroke::new(1.5, tokens.interval);
    let mut x = bar.left() - bar.height();
    while x < bar.right() {
        painter.line_segment([pos2(x, bar.bottom()), pos2(x + bar.height(), bar.top())], stroke);
        x += 5.0;
    }
    painter.rect_stroke(bar, 2.0, Stroke::new(1.0, tokens.interval), egui::StrokeKind::Inside);
}
