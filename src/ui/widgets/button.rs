//! Buttons of four weights.

use egui::{Button, Color32, Response, RichText, Stroke, Ui};

use crate::ui::{
    theme,
    tokens::{Tokens, size},
};

/// The one thing to do next.
pub fn primary(ui: &mut Ui, label: &str) -> Response {
    let tokens = Tokens::of(ui);
    filled(ui, label, tokens.accent, tokens.on_accent)
}

/// Something that destroys.
pub fn danger(ui: &mut Ui, label: &str) -> Response {
    let tokens = Tokens::of(ui);
    let text = if tokens.dark { tokens.on_accent } else { tokens.surface };
    filled(ui, label, tokens.error, text)
}

fn filled(ui: &mut Ui, label: &str, fill: Color32, text: Color32) -> Response {
    let text = RichText::new(label).font(theme::strong_font(size::BODY)).color(text);
    let focus = Tokens::of(ui).ink;
    let response = ui.add(Button::new(text).fill(fill).stroke(Stroke::NONE));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, focus);
        ui.painter().rect_stroke(response.rect.expand(2.0), 7.0, stroke, egui::StrokeKind::Outside);
    }
    super::follow(response)
}

/// Something else to do.
pub fn secondary(ui: &mut Ui, label: &str) -> Response {
    super::follow(ui.add(Button::new(label)))
}

/// Something beside the point, without a frame.
pub fn quiet(ui: &mut Ui, label: &str) -> Response {
    let text = RichText::new(label).color(Tokens::of(ui).accent);
    super::follow(ui.add(Button::new(text).frame_when_inactive(false)))
}
