//! Headings and remarks.

use egui::{Label, Response, RichText, Ui, accesskit::Role};

use crate::ui::{
    theme,
    tokens::{Tokens, size},
};

/// The title of a page.
pub fn title(ui: &mut Ui, text: &str) -> Response {
    heading_of(ui, text, size::TITLE)
}

/// A heading within a page.
pub fn heading(ui: &mut Ui, text: &str) -> Response {
    heading_of(ui, text, size::HEADING)
}

fn heading_of(ui: &mut Ui, text: &str, size: f32) -> Response {
    let text = RichText::new(text).font(theme::strong_font(size)).color(Tokens::of(ui).ink);
    let response = ui.add(Label::new(text).wrap());
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(Role::Heading));
    response
}

/// A short heading in small capitals.
pub fn caption(ui: &mut Ui, text: &str) -> Response {
    let text = RichText::new(text.to_uppercase())
        .font(theme::strong_font(12.0))
        .extra_letter_spacing(0.6)
        .color(Tokens::of(ui).weak);
    ui.add(Label::new(text).wrap())
}

/// Words that lead somewhere.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let text = RichText::new(text).font(theme::strong_font(size::BODY));
    super::follow(ui.link(text))
}

/// Text of less weight.
pub fn weak(ui: &mut Ui, text: impl Into<String>) -> Response {
    let text = RichText::new(text).color(Tokens::of(ui).weak);
    ui.add(Label::new(text).wrap())
}

/// A remark.
pub fn small(ui: &mut Ui, text: impl Into<String>) -> Response {
    let text = RichText::new(text).size(size::SMALL).color(Tokens::of(ui).weak);
    ui.add(Label::new(text).wrap())
}
