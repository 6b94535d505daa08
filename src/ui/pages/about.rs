//! What Passerelle is made of: its version, its data and their licences.

use egui::Ui;

use crate::{
    language::Lang,
    reference,
    ui::{tokens::space, widgets},
};

/// Draws the page.
pub fn show(ui: &mut Ui, lang: Lang) {
    super::column(ui, "about", |ui| {
        widgets::title(ui, lang.about_title());
        widgets::weak(ui, lang.about_version(env!("CARGO_PKG_VERSION")));
        ui.label(lang.about_text());
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, lang.about_data());
        for credit in reference::credits() {
            ui.add_space(space::TINY);
            ui.label(credit.title(lang));
            widgets::small(ui, format!("{} · {} · {}", credit.source, credit.date, credit.licence));
        }
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, lang.about_fonts());
        widgets::small(ui, lang.about_font_credit());
    });
}
