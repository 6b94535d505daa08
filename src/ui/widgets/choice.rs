//! Choices as lists of sentences, checked lists, and segments.

use egui::{
    EventFilter, FontId, Id, Key, Modifiers, Rect, Response, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, accesskit::Role, pos2, vec2,
};

use crate::ui::{
    theme,
    tokens::{RADIUS, Tokens, size},
};

/// One option of several, each a sentence; returns the one that was just chosen.
///
/// The arrows move the choice, space and Enter choose what has the focus.
pub fn choices<T: AsRef<str>>(
    ui: &mut Ui,
    name: &str,
    options: &[T],
    chosen: Option<usize>,
) -> Option<usize> {
    let group = UiBuilder::new().accessibility_role(Role::RadioGroup).accessibility_label(name);
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let base = ui.scope_id().with("choices").with(name);
        let mut picked = None;
        for (index, option) in options.iter().enumerate() {
            let response = row(
                ui,
                base.with(index),
                option.as_ref(),
                chosen == Some(index),
                Role::RadioButton,
            );
            if response.clicked() {
                picked = Some(index);
            }
            if let Some(next) = stepped(ui, &response, index, options.len()) {
                ui.memory_mut(|memory| memory.request_focus(base.with(next)));
                picked = Some(next);
            }
        }
        picked
    })
    .inner
}

/// Any number of options; returns the one that was just checked or unchecked. `more` draws what
/// belongs to an option, such as an amount, beside it.
pub fn checks<T: AsRef<str>>(
    ui: &mut Ui,
    name: &str,
    options: &[T],
    checked: impl Fn(usize) -> bool,
    mut more: impl FnMut(&mut Ui, usize),
) -> Option<usize> {
    let group = UiBuilder::new().accessibility_role(Role::Group).accessibility_label(name);
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let base = ui.scope_id().with("checks").with(name);
        let mut picked = None;
        for (index, option) in options.iter().enumerate() {
            let on = checked(index);
            if row(ui, base.with(index), option.as_ref(), on, Role::CheckBox).clicked() {
                picked = Some(index);
            }
            more(ui, index);
        }
        picked
    })
    .inner
}

/// A few short options side by side; returns the one that was just chosen.
pub fn segments<T: AsRef<str>>(
    ui: &mut Ui,
    name: &str,
    options: &[T],
    chosen: Option<usize>,
) -> Option<usize> {
    let group = UiBuilder::new().accessibility_role(Role::RadioGroup).accessibility_label(name);
    ui.scope_builder(group, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let mut picked = None;
            for (index, option) in options.iter().enumerate() {
                let response = segment(ui, option.as_ref(), chosen == Some(index));
                if response.clicked() {
                    picked = Some(index);
                }
            }
            picked
        })
        .inner
    })
    .inner
}

fn segment(ui: &mut Ui, label: &str, chosen: bool) -> Response {
    let tokens = Tokens::of(ui);
    let font = if chosen { theme::strong_font(14.0) } else { FontId::proportional(14.0) };
    let color = if chosen { tokens.accent } else { tokens.ink };
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font, color);
    let (rect, response) =
        ui.allocate_exact_size(vec2(galley.size().x + 20.0, 28.0), Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, label));
    let (fill, edge) = match (chosen, response.hovered()) {
        (true, _) => (tokens.chosen, tokens.accent),
        (false, true) => (tokens.chosen, tokens.field_edge),
        (false, false) => (tokens.surface, tokens.field_edge),
    };
    let width = if response.has_focus() { 2.5 } else { 1.0 };
    let edge = if response.has_focus() { tokens.accent } else { edge };
    let stroke = Stroke::new(width, edge);
    ui.painter().rect(rect, 14.0, fill, stroke, egui::StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    super::follow(response)
}

/// One line of a list: a mark, then a sentence that wraps.
fn row(ui: &mut Ui, id: Id, label: &str, on: bool, role: Role) -> Response {
    let tokens = Tokens::of(ui);
    let width = ui.available_width();
    let font = FontId::proportional(size::BODY);
    let galley = ui.painter().layout(label.to_owned(), font, tokens.ink, width - 44.0);
    let (rect, _) =
        ui.allocate_exact_size(vec2(width, (galley.size().y + 12.0).max(32.0)), Sense::hover());
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), on, label));
    let painter = ui.painter();
    if on || response.hovered() {
        painter.rect_filled(rect, RADIUS, if on { tokens.chosen } else { tokens.track });
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, tokens.accent);
        painter.rect_stroke(rect.shrink(1.0), RADIUS, stroke, egui::StrokeKind::Inside);
    }
    let mark = Rect::from_center_size(
        pos2(
            rect.left() + 18.0,
            rect.top() + 6.0 + galley.rows.first().map_or(10.0, |r| r.height() / 2.0),
        ),
        vec2(16.0, 16.0),
    );
    let edge = Stroke::new(1.4, if on { tokens.accent } else { tokens.field_edge });
    match (role, on) {
        (Role::RadioButton, on) => {
            painter.circle(mark.center(), 8.0, tokens.field, edge);
            if on {
                painter.circle_filled(mark.center(), 4.5, tokens.accent);
            }
        }
        (_, on) => {
            let fill = if on { tokens.accent } else { tokens.field };
            painter.rect(mark, 3.0, fill, edge, egui::StrokeKind::Inside);
            if on {
                super::paint_icon(painter, super::Icon::Check, mark.shrink(2.0), tokens.on_accent);
            }
        }
    }
    painter.galley(pos2(rect.left() + 34.0, rect.top() + 6.0), galley, tokens.ink);
    super::follow(response)
}

/// Where an arrow key moves a choice from the option that has the focus.
fn stepped(ui: &Ui, response: &Response, index: usize, count: usize) -> Option<usize> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        return Some(index + 1).filter(|next| *next < count);
    }
    if pressed(Key::ArrowUp) {
        return index.checked_sub(1);
    }
    None
}
