//! The rungs of one capacity over the same scale as its bar: which are reached, which are held
//! back and which one is wanted, by sign and word as well as by color.

use egui::{
    Align2, FontId, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

use crate::{
    language::Lang,
    report::ladder::{Capacity, Rung, RungState},
    ui::{
        theme,
        tokens::Tokens,
        widgets::{self, Icon, Span, paint_icon},
    },
};

/// How high a rung is, in points.
const HEIGHT: f32 = 42.0;

/// Draws the rungs, and the value under them.
pub(super) fn show(ui: &mut Ui, capacity: &Capacity, target: Option<f64>, lang: Lang) {
    let words: Vec<String> = capacity.rungs.iter().map(|rung| words(rung, lang)).collect();
    let size = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let said = words.join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    let starts = capacity.rungs.iter().map(|rung| rung.from);
    let ends = starts.clone().skip(1).chain([1.0]);
    let x = |value: f64| widgets::drawn(value).mul_add(rect.width(), rect.left());
    for ((rung, start), end) in capacity.rungs.iter().zip(starts).zip(ends) {
        let place = Rect::from_x_y_ranges(x(start)..=x(end), rect.y_range());
        cell(ui, place.shrink2(vec2(1.0, 0.0)), rung);
    }
    response.on_hover_ui(|ui| {
        ui.label(&said);
    });
    let span = Span { ends: capacity.ends, centre: capacity.centre, target };
    let marks: Vec<f64> = capacity.rungs.iter().map(|rung| rung.from).collect();
    let value = lang.ladder_value_of(&capacity.title, &capacity.value);
    widgets::interval_bar(ui, span, &marks, &value);
}

/// A rung as a sentence.
fn words(rung: &Rung, lang: Lang) -> String {
    let state = match rung.state {
        RungState::Reached => lang.ladder_reached(),
        RungState::Possible => lang.ladder_possible(),
        RungState::Held => lang.ladder_held_back(),
        RungState::Ahead => lang.ladder_ahead(),
    };
    if rung.wanted {
        lang.ladder_rung_wanted(&rung.code, &rung.title, state)
    } else {
        lang.ladder_rung(&rung.code, &rung.title, state)
    }
}

fn cell(ui: &Ui, rect: Rect, rung: &Rung) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let (fill, edge, icon, color) = match rung.state {
        RungState::Reached => (tokens.chosen, tokens.accent, Icon::Check, tokens.accent),
        RungState::Possible => (tokens.page, tokens.accent, Icon::Half, tokens.accent),
        RungState::Held => (tokens.warn_soft, tokens.warn, Icon::Lock, tokens.warn),
        RungState::Ahead => (tokens.page, tokens.line, Icon::Ring, tokens.weak),
    };
    painter.rect(rect, 3.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let middle = rect.top() + 14.0;
    let square = |x: f32| Rect::from_center_size(pos2(x, middle), vec2(12.0, 12.0));
    paint_icon(&painter, icon, square(rect.left() + 12.0), color);
    let strong = theme::strong_font(14.0);
    let code = painter.text(
        pos2(rect.left() + 23.0, middle),
        Align2::LEFT_CENTER,
        &rung.code,
        strong,
        tokens.ink,
    );
    if rung.wanted {
        paint_icon(&painter, Icon::Flag, square(code.right() + 12.0), tokens.ink);
    }
    let below = pos2(rect.left() + 7.0, rect.top() + 31.0);
    painter.text(below, Align2::LEFT_CENTER, &rung.title, FontId::proportional(12.5), tokens.weak);
}
