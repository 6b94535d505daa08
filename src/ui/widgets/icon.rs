//! Icons drawn as shapes, since fonts lack them or draw them otherwise.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// A sign beside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Done.
    Check,
    /// Attention.
    Warning,
    /// To know.
    Info,
    /// Nothing yet: an empty ring.
    Ring,
    /// Begun: a half-filled ring.
    Half,
    /// To look at again: a flag.
    Flag,
    /// A full square.
    Square,
    /// A diamond.
    Diamond,
    /// A triangle.
    Triangle,
    /// Something to open downwards.
    Down,
}

/// Draws an icon in the middle of a rectangle.
pub fn paint(painter: &Painter, icon: Icon, rect: Rect, color: Color32) {
    let side = rect.width().min(rect.height()).min(16.0);
    let area = Rect::from_center_size(rect.center(), vec2(side, side));
    let at = |x: f32, y: f32| pos2(x.mul_add(side, area.left()), y.mul_add(side, area.top()));
    let stroke = Stroke::new(1.8, color);
    let line = |points: Vec<Pos2>| {
        painter.add(Shape::line(points, stroke));
    };
    let full = |points: Vec<Pos2>| {
        painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
    };
    match icon {
        Icon::Check => line(vec![at(0.15, 0.55), at(0.4, 0.8), at(0.85, 0.25)]),
        Icon::Warning => {
            painter
                .add(Shape::closed_line(vec![at(0.5, 0.1), at(0.95, 0.9), at(0.05, 0.9)], stroke));
            line(vec![at(0.5, 0.4), at(0.5, 0.64)]);
            painter.circle_filled(at(0.5, 0.77), 1.2, color);
        }
        Icon::Info => {
            painter.circle_stroke(area.center(), side * 0.44, stroke);
            line(vec![at(0.5, 0.45), at(0.5, 0.74)]);
            painter.circle_filled(at(0.5, 0.28), 1.2, color);
        }
        Icon::Ring => {
            painter.circle_stroke(area.center(), side * 0.3, Stroke::new(1.4, color));
        }
        Icon::Half => {
            painter.circle_stroke(area.center(), side * 0.34, Stroke::new(1.4, color));
            let arc = (0..=12).map(|i| {
                let angle = std::f32::consts::PI * (i as f32 / 12.0 + 0.5);
                area.center() + side * 0.34 * vec2(angle.cos(), angle.sin())
            });
            full(arc.collect());
        }
        Icon::Flag => {
            line(vec![at(0.25, 0.95), at(0.25, 0.1)]);
            full(vec![at(0.25, 0.1), at(0.9, 0.3), at(0.25, 0.55)]);
        }
        Icon::Square => full(vec![at(0.2, 0.2), at(0.8, 0.2), at(0.8, 0.8), at(0.2, 0.8)]),
        Icon::Diamond => full(vec![at(0.5, 0.1), at(0.9, 0.5), at(0.5, 0.9), at(0.1, 0.5)]),
        Icon::Triangle => full(vec![at(0.5, 0.15), at(0.9, 0.85), at(0.1, 0.85)]),
        Icon::Down => line(vec![at(0.2, 0.38), at(0.5, 0.68), at(0.8, 0.38)]),
    }
}
