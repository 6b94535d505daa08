//! « Préconisations »: what the answers call for, with the answers that call for it.
//!
//! The official prepares what the élu will be asked to decide: first the few decisions, then each
//! measure with its reason, how, how long and who, then what the law asks, then who could pay.

use egui::Ui;

use crate::{
    app::Document,
    language::Lang,
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets::{self, CalloutKind},
    },
};

use super::{begin, overview::Kept, reading};

/// Draws the page.
pub fn show(ui: &mut Ui, document: &Document, lang: Lang, kept: &mut Kept, out: &mut Out) {
    let worded = kept.worded(document, lang);
    let brief = &worded.brief;
    super::column(ui, "advice", |ui| {
        widgets::title(ui, lang.advice_page_title());
        widgets::weak(ui, lang.advice_page_lead());
        begin::show(ui, document, lang, out);
        ui.add_space(space::SMALL);
        if worded.to_do.is_empty() {
            widgets::callout(ui, CalloutKind::Info, lang.advice_page_empty(), |_| ());
        }
        if let Some(front) = &brief.front {
            reading::findings(ui, document, &front.decisions, out);
        }
        for section in worded.to_do.iter() {
            reading::section(ui, section, lang, out);
        }
        ui.add_space(space::MEDIUM);
        ui.horizontal_wrapped(|ui| {
            if widgets::secondary(ui, lang.plan_short()).clicked() {
                out.go(Page::Plan);
            }
            if widgets::secondary(ui, lang.decisions_title()).clicked() {
                out.go(Page::Decisions);
            }
            if widgets::secondary(ui, lang.verify_short()).clicked() {
                out.go(Page::Verify);
            }
            if widgets::secondary(ui, lang.shell_brief()).clicked() {
                out.go(Page::Brief);
            }
        });
    });
}
