//! Frames around things that belong together.

use egui::{Frame, InnerResponse, Label, Margin, RichText, Stroke, Ui};

use crate::ui::{
    theme,
    tokens::{RADIUS, Tokens, space},
};

use super::{Icon, paint_icon};

/// A card; `current` marks the one that is worked on.
pub fn card<R>(ui: &mut Ui, current: bool, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let tokens = Tokens::of(ui);
    let stroke =
        if current { Stroke::new(1.5, tokens.accent) } else { Stroke::new(1.0, tokens.line) };
    Frame::new()
        .fill(tokens.surface)
        .stroke(stroke)
        .corner_radius(RADIUS)
        .inner_margin(if theme::is_dense(ui) { space::SMALL + 2.0 } else { space::MEDIUM })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
}

/// How a message should be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something to know.
    Info,
    /// Done.
    Success,
    /// Attention.
    Warning,
    /// Refused.
    Error,
}

/// A message in a frame, with an icon: color is never alone.
pub fn callout<R>(
    ui: &mut Ui,
    kind: Kind,
    text: &str,
    more: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let tokens = Tokens::of(ui);
    let (color, icon) = match kind {
        Kind::Info => (tokens.accent, Icon::Info),
        Kind::Success => (tokens.success, Icon::Check),
        Kind::Warning => (tokens.warn, Icon::Warning),
        Kind::Error => (tokens.error, Icon::Warning),
    };
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, color))
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let (rect, _) =
                    ui.allocate_exact_size(egui::vec2(18.0, 20.0), egui::Sense::hover());
                paint_icon(ui.painter(), icon, rect, color);
                ui.add(Label::new(RichText::new(text).color(tokens.ink)).wrap());
                more(ui)
            })
            .inner
        })
}
