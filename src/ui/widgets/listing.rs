//! A long list in a frame of its own: one Tab stop, the arrows move and scroll.

use egui::{
    Align2, FontId, Frame, Margin, ScrollArea, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

use crate::ui::{
    theme,
    tokens::{RADIUS, Tokens},
};

use super::roving::Roving;

/// One line of a list: what it is, its figure at the right, and both as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the line is about.
    pub label: String,
    /// Its figure.
    pub value: String,
    /// What a screen reader says.
    pub spoken: String,
}

const ROW: f32 = 26.0;

/// A list at most so high, to be read line by line.
pub fn listing(ui: &mut Ui, name: &str, lines: &[Line], height: f32) {
    let tokens = Tokens::of(ui);
    let group = UiBuilder::new().accessibility_role(Role::List).accessibility_label(name);
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(4, 4));
    frame.show(ui, |ui| {
        ScrollArea::vertical().id_salt(name).max_height(height).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.scope_builder(group, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let base = ui.scope_id().with("listing").with(name);
                    let roving = Roving::new(ui, base, lines.len(), None);
                    for (index, line) in lines.iter().enumerate() {
                        row(ui, &roving, index, line);
                    }
                    roving.moved(ui);
                });
            },
        );
    });
}

fn row(ui: &mut Ui, roving: &Roving, index: usize, line: &Line) {
    let tokens = Tokens::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, roving.id(index), roving.sense(index));
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &line.spoken));
    Roving::focusable(ui, &response);
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        if response.has_focus() {
            painter.rect_filled(rect, RADIUS, tokens.chosen);
        } else if index % 2 == 1 {
            painter.rect_filled(rect, 0.0, tokens.track.gamma_multiply(0.35));
        }
        let font = FontId::proportional(14.0);
        let left = pos2(rect.left() + 10.0, rect.center().y);
        painter.text(left, Align2::LEFT_CENTER, &line.label, font, tokens.ink);
        let right = pos2(rect.right() - 14.0, rect.center().y);
        painter.text(
            right,
            Align2::RIGHT_CENTER,
            &line.value,
            theme::strong_font(14.0),
            tokens.ink,
        );
    }
    super::follow(response);
}
