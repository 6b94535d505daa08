//! A table.
use crate::{app::Document, domain::TableId, language::Lang, ui::view::Out};
use egui::Ui;
/// State.
#[derive(Debug, Default)]
pub struct State {}
/// Draws.
pub fn show(_: &mut Ui, _: &Document, _: &TableId, _: Lang, _: &mut State, _: &mut Out) {}
