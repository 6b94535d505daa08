//! The brief as running text, which a screen reader goes through by headings and tables.

use egui::Ui;

use crate::{
    app::Document,
    language::Lang,
    report::Brief,
    ui::{tokens::space, view::Out, widgets},
};

use crate::ui::pages::{column, reading};

/// Draws the text.
pub(super) fn show(ui: &mut Ui, document: &Document, brief: &Brief, lang: Lang, out: &mut Out) {
    column(ui, "brief", |ui| {
        widgets::weak(ui, lang.brief_lead());
        ui.add_space(space::MEDIUM);
        widgets::title(ui, brief.meta.title.as_str());
        widgets::weak(ui, brief.meta.date_text.as_str());
        for mark in &brief.meta.marks {
            widgets::caption(ui, mark.as_str());
        }
        if let Some(front) = &brief.front {
            widgets::weak(ui, front.lead.as_str());
            reading::chart(ui, &front.indices, lang, out);
            for findings in [&front.strengths, &front.gaps, &front.unknowns, &front.decisions] {
                ui.add_space(space::SMALL);
                reading::findings(ui, document, findings, out);
            }
        }
        for section in &brief.sections {
            reading::section(ui, section, lang, out);
        }
    });
}
