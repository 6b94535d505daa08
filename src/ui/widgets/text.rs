//! Headings and remarks.

use egui::{Label, Response, RichText, Ui, UiKind, WidgetInfo, accesskit::Role};

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

fn heading_of(ui: &mut Ui, text: &str, points: f32) -> Response {
    let drawn = RichText::new(text).font(theme::strong_font(points)).color(Tokens::of(ui).ink);
    let response = ui.add(Label::new(drawn).wrap());
    as_heading(&response, text, if points < size::TITLE { 2 } else { 1 });
    response
}

/// The heading of a dialog, which is its name too.
pub fn dialog_heading(ui: &mut Ui, text: &str) -> Response {
    name_dialog(ui, text);
    heading(ui, text)
}

/// Names the dialog that is being drawn, for those who hear it.
pub fn name_dialog(ui: &Ui, name: &str) {
    let dialog = ui.stack().iter().find(|part| part.kind() == Some(UiKind::Modal));
    if let Some(dialog) = dialog {
        ui.ctx().accesskit_node_builder(dialog.unique_id, |node| node.set_label(name));
    }
}

/// Has screen readers hear a line as one that can be chosen from a list: « selected », where the
/// general form would say « checked ».
pub fn as_option(response: &Response, chosen: bool, words: &str) {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, enabled, words));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_selected(chosen));
}

/// Has screen readers hear a text as a heading of this level: only plain text is named by what it
/// says, so that a heading must be given its name.
pub fn as_heading(response: &Response, text: &str, level: usize) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_level(level);
        node.set_label(text);
        node.clear_value();
    });
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
