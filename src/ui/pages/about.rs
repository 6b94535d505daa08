//! What Passerelle is made of: its version, its method, its data and their licences.
//!
//! Whoever must vouch for a figure, or for the program, finds here where things come from, from
//! when, under which licence, and that nothing leaves the computer.

use egui::Ui;

use crate::{
    app::{self, Document},
    language::{Lang, read_date},
    reference,
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets::{self, CalloutKind},
    },
};

/// Draws the page.
pub fn show(ui: &mut Ui, document: Option<&Document>, lang: Lang, out: &mut Out) {
    super::column(ui, "about", |ui| {
        widgets::title(ui, lang.about_title());
        widgets::weak(ui, lang.about_version(env!("CARGO_PKG_VERSION")));
        ui.add_space(space::SMALL);
        widgets::callout(ui, CalloutKind::Info, lang.shell_offline(), |_| ());
        ui.add_space(space::SMALL);
        ui.label(lang.about_text());
        // Without a document there is no path that would lead back.
        if document.is_none() && widgets::secondary(ui, lang.about_back()).clicked() {
            out.go(Page::Welcome);
        }
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, lang.about_method());
        ui.label(lang.about_method_text());
        if let Some(document) = document {
            let pack = document.pack();
            widgets::small(ui, lang.shell_pack(pack.title.get(lang), &pack.version));
        }
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, lang.about_data());
        for credit in reference::credits() {
            ui.add_space(space::TINY);
            ui.label(credit.title(lang));
            let date = read_date(credit.date).map_or(credit.date.to_owned(), |day| lang.date(day));
            widgets::small(ui, format!("{} · {date} · {}", credit.source, credit.licence));
        }
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, lang.about_fonts());
        widgets::small(ui, lang.about_font_credit());
        ui.add_space(space::MEDIUM);
        widgets::heading(ui, lang.about_computer());
        if let Some(renderer) = app::renderer() {
            let software = app::is_software(renderer);
            let words = if software { Lang::about_drawn_slowly } else { Lang::about_drawn };
            widgets::small(ui, words(lang, renderer));
        }
        if let Some(settings) = app::settings_file() {
            widgets::small(ui, lang.about_settings(settings.display()));
        }
    });
}
