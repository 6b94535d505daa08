//! Choices as lists of sentences, checked lists, and segments.

use egui::{
    FontId, Id, Rect, Response, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2,
    vec2,
};

use crate::ui::{
    theme,
    tokens::{RADIUS, Tokens, size},
};

use super::roving::Roving;

/// One option of several, each a sentence; returns the one that was just chosen.
///
/// The list is one Tab stop; the arrows move in it, space and Enter choose what has the focus.
pub fn choices<T: AsRef<str>>(
    ui: &mut Ui,
    name: &str,
    options: &[T],
    chosen: Option<usize>,
) -> Option<usize> {
    numbered(ui, name, options, chosen, None)
}

/// The letters that follow the digits: without N and R, which in a room write a remark and mark.
const LETTERS: &str = "ABCDEFGHIJKLMOPQSTUVWXYZ";

/// The key that chooses an option of a list counted from `first`: a digit, then letters.
pub fn choice_key(first: u8, index: usize) -> Option<char> {
    let number = usize::from(first) + index;
    match u32::try_from(number).ok().and_then(|number| char::from_digit(number, 10)) {
        Some(digit) => Some(digit),
        None => LETTERS.chars().nth(number - 10),
    }
}

/// The option that a letter chooses, in a list whose digits count from `first`.
pub fn lettered(first: u8, letter: char) -> Option<usize> {
    let after = LETTERS.chars().position(|known| known == letter.to_ascii_uppercase())?;
    (10 + after).checked_sub(usize::from(first))
}

/// The same, each option with the digit or letter that chooses it, counted from `first`.
pub fn numbered<T: AsRef<str>>(
    ui: &mut Ui,
    name: &str,
    options: &[T],
    chosen: Option<usize>,
    first: Option<u8>,
) -> Option<usize> {
    let group = UiBuilder::new().accessibility_role(Role::RadioGroup).accessibility_label(name);
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let base = ui.scope_id().with("choices").with(name);
        let roving = Roving::new(ui, base, options.len(), chosen);
        let mut picked = None;
        for (index, option) in options.iter().enumerate() {
            let (id, on) = (roving.id(index), chosen == Some(index));
            let key = first.and_then(|first| choice_key(first, index));
            let line = Line { id, on, role: Role::RadioButton, sense: roving.sense(index), key };
            let response = row(ui, option.as_ref(), line);
            Roving::focusable(ui, &response);
            if response.clicked() {
                picked = Some(index);
            }
        }
        roving.moved(ui);
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
    more: impl FnMut(&mut Ui, usize),
) -> Option<usize> {
    numbered_checks(ui, name, options, (checked, None), more)
}

/// The same, each option with the digit or letter that checks it, counted from `first`.
pub fn numbered_checks<T: AsRef<str>>(
    ui: &mut Ui,
    name: &str,
    options: &[T],
    (checked, first): (impl Fn(usize) -> bool, Option<u8>),
    mut more: impl FnMut(&mut Ui, usize),
) -> Option<usize> {
    let group = UiBuilder::new().accessibility_role(Role::Group).accessibility_label(name);
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let base = ui.scope_id().with("checks").with(name);
        if !options.is_empty() && super::takes_focus(ui) {
            ui.memory_mut(|memory| memory.request_focus(base.with(0)));
        }
        let mut picked = None;
        for (index, option) in options.iter().enumerate() {
            let (id, on) = (base.with(index), checked(index));
            let key = first.and_then(|first| choice_key(first, index));
            let line = Line { id, on, role: Role::CheckBox, sense: Sense::click(), key };
            if row(ui, option.as_ref(), line).clicked() {
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
        let base = ui.scope_id().with("segments").with(name);
        let roving = Roving::new(ui, base, options.len(), chosen);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let mut picked = None;
            for (index, option) in options.iter().enumerate() {
                let (id, on) = (roving.id(index), chosen == Some(index));
                let sense = roving.sense(index);
                let line = Line { id, on, role: Role::RadioButton, sense, key: None };
                let response = segment(ui, option.as_ref(), line);
                Roving::focusable(ui, &response);
                if response.clicked() {
                    picked = Some(index);
                }
            }
            roving.moved(ui);
            picked
        })
        .inner
    })
    .inner
}

/// One option as it stands: its id, whether it is chosen, its role, what it reacts to, and the key
/// that chooses it.
#[derive(Clone, Copy)]
struct Line {
    id: Id,
    on: bool,
    role: Role,
    sense: Sense,
    key: Option<char>,
}

fn segment(ui: &mut Ui, label: &str, line: Line) -> Response {
    let chosen = line.on;
    let tokens = Tokens::of(ui);
    let font = if chosen { theme::strong_font(14.0) } else { FontId::proportional(14.0) };
    let color = if chosen { tokens.accent } else { tokens.ink };
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font, color);
    let (_, rect) = ui.allocate_space(vec2(galley.size().x + 20.0, 28.0));
    let response = ui.interact(rect, line.id, line.sense);
    response.widget_info(|| WidgetInfo::selected(line.role, ui.is_enabled(), chosen, label));
    let (fill, edge) = match (chosen, response.hovered()) {
        (true, _) => (tokens.chosen, tokens.accent),
        (false, true) => (tokens.chosen, tokens.field_edge),
        (false, false) => (tokens.surface, tokens.field_edge),
    };
    let stroke = Stroke::new(tokens.edge_width, edge);
    ui.painter().rect(rect, 14.0, fill, stroke, egui::StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    super::follow(response)
}

/// One line of a list: a mark, then a sentence that wraps before the key that chooses it.
fn row(ui: &mut Ui, label: &str, line: Line) -> Response {
    let Line { id, on, role, sense, key } = line;
    let tokens = Tokens::of(ui);
    let width = ui.available_width();
    let font = FontId::proportional(size::BODY);
    let room = (width - if key.is_some() { 64.0 } else { 44.0 }).max(40.0);
    let galley = ui.painter().layout(label.to_owned(), font, tokens.ink, room);
    let (pad, tall) = if theme::is_dense(ui) { (6.0, 24.0) } else { (12.0, 32.0) };
    let (rect, _) =
        ui.allocate_exact_size(vec2(width, (galley.size().y + pad).max(tall)), Sense::hover());
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), on, label));
    let painter = ui.painter();
    if on || response.hovered() {
        painter.rect_filled(rect, RADIUS, if on { tokens.chosen } else { tokens.track });
    }
    let mark = Rect::from_center_size(
        pos2(
            rect.left() + 18.0,
            rect.top() + pad / 2.0 + galley.rows.first().map_or(10.0, |r| r.height() / 2.0),
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
    let middle = mark.center().y;
    painter.galley(pos2(rect.left() + 34.0, rect.top() + pad / 2.0), galley, tokens.ink);
    if let Some(key) = key {
        let at = pos2(rect.right() - 12.0, middle);
        let font = FontId::proportional(size::SMALL);
        painter.text(at, egui::Align2::RIGHT_CENTER, key, font, tokens.weak);
    }
    super::follow(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_has_a_key_and_every_key_its_option() {
        for first in [0, 1] {
            let keys: Vec<char> = (0..20).filter_map(|at| choice_key(first, at)).collect();
            assert_eq!(keys.len(), 20);
            assert!(!keys.contains(&'N') && !keys.contains(&'R'));
            for (at, key) in keys.into_iter().enumerate().filter(|(_, key)| key.is_alphabetic()) {
                assert_eq!(lettered(first, key), Some(at));
            }
        }
        assert_eq!(choice_key(1, 9), Some('A'));
        assert_eq!((lettered(1, 'n'), lettered(1, 'b')), (None, Some(10)));
    }
}
