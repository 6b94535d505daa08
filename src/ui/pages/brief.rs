//! The brief to read before it is exported: the same words as on paper.

use egui::Ui;

use crate::{
    app::Document,
    language::Lang,
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind},
    },
};

use super::{overview::Kept, reading};

/// Draws the page.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, kept: &mut Kept, out: &mut Out) {
    let brief = kept.brief(document, lang);
    super::column(ui, "brief", |ui| {
        widgets::title(ui, lang.brief_title());
        widgets::weak(ui, lang.brief_lead());
        ui.horizontal(|ui| super::export::menu(ui, lang, out));
        ui.add_space(space::SMALL);
        let Some(front) = &brief.front else { return };
        if front.unknowns.items.is_empty() {
            widgets::callout(ui, CalloutKind::Success, lang.brief_nothing_unknown(), |_| ());
        }
        ui.add_space(space::MEDIUM);
        widgets::title(ui, brief.meta.title.as_str());
        widgets::weak(ui, brief.meta.date_text.as_str());
        for mark in &brief.meta.marks {
            widgets::caption(ui, mark.as_str());
        }
        widgets::weak(ui, front.lead.as_str());
        reading::chart(ui, &front.indices, lang, out);
        for findings in [&front.strengths, &front.gaps, &front.unknowns, &front.decisions] {
            ui.add_space(space::SMALL);
            reading::findings(ui, document, findings, out);
        }
        for section in &brief.sections {
            reading::section(ui, section, lang, out);
        }
    });
}
