//! The grid: a line a country, a shade a strength, the figure always beside it.

use egui::{
    Align2, Color32, FontId, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

use crate::{
    domain::{Interval, Place},
    language::Lang,
    questionnaire::MatrixSpec,
    reference,
    report::{map::step, words},
    scoring::{Class, CountryRow, Matrix, StrengthOrigin},
    ui::{
        theme,
        tokens::{Tokens, space},
        widgets::{Icon, paint_icon},
    },
};

use super::State;

const ROW: f32 = 30.0;
const NAME: f32 = 170.0;
const CELL: f32 = 84.0;
const SUM: f32 = 78.0;

/// The table: a line a country, a shade a strength, the figure always beside it.
pub(super) fn show(
    ui: &mut Ui,
    spec: &MatrixSpec,
    matrix: &Matrix,
    rows: &[(&CountryRow, String)],
    lang: Lang,
    state: &mut State,
) {
    ui.add_space(space::SMALL);
    let width = NAME + CELL * spec.ties.len() as f32 + 2.0 * SUM + 230.0;
    ScrollArea::horizontal().id_salt("wide").show(ui, |ui| {
        ui.set_min_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        head(ui, spec, lang, width);
        for (row, name) in rows {
            let open = state.country == Some(row.country);
            if line(ui, row, name, lang, width, open).clicked() {
                state.country = (!open).then_some(row.country);
            }
        }
        for zone in &matrix.zones {
            let name = reference::place_name(&Place::Zone(zone.zone.clone()), lang);
            let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &name));
            text(ui, rect.left() + 8.0, rect, &name, false, Tokens::of(ui).weak);
            for (index, tie) in zone.ties.iter().enumerate() {
                shade(ui, cell(rect, index), tie.value, tie.origin);
            }
            let at = rect.left() + NAME + CELL * zone.ties.len() as f32 + 8.0;
            text(ui, at, rect, lang.matrix_zone(), false, Tokens::of(ui).weak);
        }
    });
}

fn head(ui: &mut Ui, spec: &MatrixSpec, lang: Lang, width: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    let color = Tokens::of(ui).weak;
    text(ui, rect.left() + 8.0, rect, lang.matrix_country(), true, color);
    let right = |ui: &Ui, x: f32, words: &str| {
        let font = theme::strong_font(13.0);
        ui.painter().text(pos2(x - 8.0, rect.center().y), Align2::RIGHT_CENTER, words, font, color);
    };
    for (index, tie) in spec.ties.iter().enumerate() {
        right(ui, cell(rect, index).right(), tie.title.get(lang));
    }
    let after = cell(rect, spec.ties.len()).left();
    right(ui, after + SUM, lang.matrix_roots());
    right(ui, after + 2.0 * SUM, lang.matrix_partnership());
    text(ui, after + 2.0 * SUM + 14.0, rect, lang.matrix_reading(), true, color);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, color));
}

fn line(
    ui: &mut Ui,
    row: &CountryRow,
    name: &str,
    lang: Lang,
    width: f32,
    open: bool,
) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    let certainty = if row.is_certain() { lang.words_sure() } else { lang.words_to_confirm() };
    let class = words::class_of(lang, row);
    response.widget_info(|| {
        let words = format!(
            "{name}, {class}, {certainty}, {} {}, {} {}",
            lang.matrix_roots(),
            span(row.roots),
            lang.matrix_partnership(),
            span(row.partnership)
        );
        WidgetInfo::selected(Role::Row, true, open, words)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if open || response.hovered() {
        ui.painter().rect_filled(rect, 0.0, if open { tokens.chosen } else { tokens.track });
    }
    text(ui, rect.left() + 8.0, rect, name, true, tokens.ink);
    for (index, tie) in row.ties.iter().enumerate() {
        shade(ui, cell(rect, index), tie.value, tie.origin);
    }
    let after = cell(rect, row.ties.len()).left();
    let sum = |x: f32, interval: Interval, heavy: bool| {
        let font = if heavy { theme::strong_font(14.0) } else { FontId::proportional(14.0) };
        let place = pos2(x - 8.0, rect.center().y);
        ui.painter().text(place, Align2::RIGHT_CENTER, span(interval), font, tokens.ink);
    };
    sum(after + SUM, row.roots, true);
    sum(after + 2.0 * SUM, row.partnership, false);
    badge(
        ui,
        after + 2.0 * SUM + 14.0,
        rect,
        row.class.filter(|_| !row.is_open()),
        class,
        certainty,
    );
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, tokens.accent);
        ui.painter().rect_stroke(rect, 2.0, stroke, egui::StrokeKind::Inside);
    }
    response
}

fn cell(rect: Rect, index: usize) -> Rect {
    let left = CELL.mul_add(index as f32, rect.left() + NAME);
    Rect::from_min_size(pos2(left, rect.top()), vec2(CELL, rect.height()))
}

fn text(ui: &Ui, x: f32, rect: Rect, words: &str, heavy: bool, color: Color32) {
    let font = if heavy { theme::strong_font(14.0) } else { FontId::proportional(14.0) };
    ui.painter().text(pos2(x, rect.center().y), Align2::LEFT_CENTER, words, font, color);
}

/// The strength of a tie: a shade for what is sure, the figure or the range in it.
fn shade(ui: &Ui, rect: Rect, value: Interval, origin: StrengthOrigin) {
    let tokens = Tokens::of(ui);
    let fill = tokens.step(step(value.low()));
    let inner = rect.shrink2(vec2(1.0, 1.0));
    ui.painter().rect_filled(inner, 0.0, fill);
    let ink = tokens.ink_on(fill);
    let unknown = origin == StrengthOrigin::Unknown;
    let words = if unknown { "?".to_owned() } else { span(value) };
    let place = pos2(rect.right() - 8.0, rect.center().y);
    ui.painter().text(place, Align2::RIGHT_CENTER, words, FontId::proportional(14.0), ink);
}

/// An interval as one figure out of 100, or two.
pub(super) fn span(interval: Interval) -> String {
    let figure = |value: f64| format!("{:.0}", value * 100.0);
    let (low, high) = (figure(interval.low()), figure(interval.high()));
    if low == high { low } else { format!("{low}–{high}") }
}

fn badge(ui: &Ui, x: f32, rect: Rect, class: Option<Class>, label: &str, certainty: &str) {
    let tokens = Tokens::of(ui);
    let (icon, color) = look(class, tokens);
    if let Some(icon) = icon {
        let place = Rect::from_center_size(pos2(x + 8.0, rect.center().y), vec2(14.0, 14.0));
        paint_icon(ui.painter(), icon, place, color);
    }
    let shown = ui.painter().text(
        pos2(x + 22.0, rect.center().y),
        Align2::LEFT_CENTER,
        label,
        FontId::proportional(14.0),
        if class.is_some() { tokens.ink } else { tokens.weak },
    );
    if class.is_some() {
        let place = pos2(shown.right() + 8.0, rect.center().y);
        let font = FontId::proportional(12.5);
        ui.painter().text(place, Align2::LEFT_CENTER, certainty, font, tokens.weak);
    }
}

/// The sign of a class: shape and word, never color alone.
pub(super) const fn look(class: Option<Class>, tokens: &Tokens) -> (Option<Icon>, Color32) {
    match class {
        Some(Class::Pillar) => (Some(Icon::Square), tokens.success),
        Some(Class::LatentOpportunity) => (Some(Icon::Diamond), tokens.accent),
        Some(Class::ToRevive) => (Some(Icon::Triangle), tokens.warn),
        Some(Class::ToRoot) => (Some(Icon::Half), tokens.accent),
        Some(Class::Dormant) => (Some(Icon::Ring), tokens.weak),
        None => (None, tokens.weak),
    }
}
