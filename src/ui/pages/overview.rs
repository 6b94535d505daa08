//! Results at a glance: what an official reads first, and can defend.

use std::sync::Arc;

use egui::Ui;

use crate::{
    app::Document,
    language::Lang,
    report::{
        Brief,
        brief::{self, Section},
    },
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets,
    },
};

use super::reading;

/// The brief of the document as it is now, worded once and kept until something changes.
#[derive(Debug, Default)]
pub struct Kept {
    of: Option<(u64, Lang)>,
    brief: Option<Arc<Brief>>,
    results: Arc<[Section]>,
    /// What there is to do.
    pub(super) to_do: Arc<[Section]>,
}

impl Kept {
    /// The brief of this document in this language.
    pub fn brief(&mut self, document: &Document, lang: Lang) -> Arc<Brief> {
        let key = Some((document.revision(), lang));
        match &self.brief {
            Some(brief) if self.of == key => Arc::clone(brief),
            _ => {
                let (pack, diagnostic) = (document.pack(), document.diagnostic());
                let brief = Brief::new(pack, diagnostic, document.assessment(), lang);
                self.of = key;
                self.results = brief::results(pack, diagnostic, document.assessment(), lang).into();
                self.to_do = brief::to_do(pack, diagnostic, document.assessment(), lang).into();
                Arc::clone(self.brief.insert(Arc::new(brief)))
            }
        }
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, kept: &mut Kept, out: &mut Out) {
    let brief = kept.brief(document, lang);
    super::column(ui, "overview", |ui| {
        let Some(front) = &brief.front else { return };
        widgets::title(ui, lang.overview_title());
        widgets::weak(ui, front.lead.as_str());
        ui.add_space(space::MEDIUM);
        reading::chart(ui, &front.indices, lang, out);
        ui.add_space(space::MEDIUM);
        if ui.available_width() < 560.0 {
            reading::findings(ui, document, &front.strengths, out);
            reading::findings(ui, document, &front.gaps, out);
        } else {
            ui.columns(2, |columns| {
                if let [left, right] = columns {
                    reading::findings(left, document, &front.strengths, out);
                    reading::findings(right, document, &front.gaps, out);
                }
            });
        }
        ui.add_space(space::SMALL);
        reading::findings(ui, document, &front.unknowns, out);
        ui.add_space(space::SMALL);
        reading::findings(ui, document, &front.decisions, out);
        for section in kept.results.iter() {
            reading::section(ui, section, lang, out);
        }
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| {
            if document.pack().matrix.is_some()
                && widgets::secondary(ui, lang.shell_matrix()).clicked()
            {
                out.go(Page::Matrix);
            }
            if widgets::secondary(ui, lang.shell_brief()).clicked() {
                out.go(Page::Brief);
            }
        });
    });
}
