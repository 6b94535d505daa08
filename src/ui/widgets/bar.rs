//! Interval bars: what a value is at least, at most, and most likely.

use egui::{
    Align2, FontId, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

use crate::ui::tokens::Tokens;

use super::Roving;

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
    let (rect, response) = ui.allocate_exact_size(room(ui), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words));
    paint(ui, rect, span, marks);
    told(response, words)
}

/// One bar of several, which Tab enters once and arrows go along; its words are shown while it is
/// pointed at or has the focus.
pub(crate) fn charted_bar(
    ui: &mut Ui,
    (roving, index): (&Roving, usize),
    span: Span,
    marks: &[f64],
    words: &str,
) -> Response {
    let (_, rect) = ui.allocate_space(room(ui));
    let response = ui.interact(rect, roving.id(index), roving.sense(index));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words));
    Roving::focusable(ui, &response);
    paint(ui, rect, span, marks);
    let response = super::follow(response);
    if response.has_focus() {
        response.show_tooltip_text(words);
        return response;
    }
    told(response, words)
}

/// Shows words under the pointer; those who cannot see have heard them as the name.
fn told(response: Response, words: &str) -> Response {
    response.on_hover_ui(|ui| {
        ui.label(words);
    })
}

/// The scale under bars, or the names of what is marked on it, where they are as wide as bars.
pub fn scale<S: AsRef<str>>(ui: &mut Ui, marks: impl IntoIterator<Item = (f64, S)>) {
    let color = Tokens::of(ui).weak;
    let (rect, _) = ui.allocate_exact_size(vec2(room(ui).x, 16.0), Sense::hover());
    for (at, label) in marks {
        let align = match at {
            at if at <= 0.0 => Align2::LEFT_CENTER,
            at if 1.0 <= at => Align2::RIGHT_CENTER,
            _ => Align2::CENTER_CENTER,
        };
        let place = pos2(x(rect, at), rect.center().y);
        ui.painter().text(place, align, label.as_ref(), FontId::proportional(12.0), color);
    }
}

/// Every chart has the same scale, whatever its values.
pub const SCALE: [(f64, &str); 5] =
    [(0.0, "0"), (0.25, "25"), (0.5, "50"), (0.75, "75"), (1.0, "100")];

fn room(ui: &Ui) -> Vec2 {
    vec2(ui.available_width().max(60.0), 20.0)
}

/// Where a value stands on the scale.
fn x(rect: Rect, value: f64) -> f32 {
    super::drawn(value.clamp(0.0, 1.0)).mul_add(rect.width(), rect.left())
}

fn paint(ui: &Ui, rect: Rect, span: Span, marks: &[f64]) {
    let tokens = Tokens::of(ui);
    let track = Rect::from_center_size(rect.center(), vec2(rect.width(), 10.0));
    let painter = ui.painter();
    painter.rect_filled(track, 2.0, tokens.track);
    for mark in marks {
        painter.vline(x(track, *mark), track.y_range(), Stroke::new(1.0, tokens.page));
    }
    if let Some((low, high)) = span.ends {
        let (left, right) = (x(track, low), x(track, high));
        let bar = Rect::from_x_y_ranges(left..=right.max(left + 3.0), track.y_range());
        if span.centre.is_some() {
            painter.rect_filled(bar, 2.0, tokens.interval);
        } else {
            hatch(ui, bar);
        }
    }
    if let Some(centre) = span.centre {
        let at = pos2(x(track, centre), rect.center().y);
        let tick = Rect::from_center_size(at, vec2(4.0, 18.0));
        painter.rect_filled(tick, 2.0, tokens.accent);
    }
    if let Some(target) = span.target {
        let at = x(track, target);
        painter.vline(at, rect.y_range(), Stroke::new(1.5, tokens.ink));
        let (top, half) = (rect.top(), 4.5);
        let points = vec![pos2(at - half, top), pos2(at + half, top), pos2(at, top + 7.0)];
        painter.add(Shape::convex_polygon(points, tokens.ink, Stroke::NONE));
    }
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
