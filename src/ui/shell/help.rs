//! The help that follows the question or table at hand.

use egui::{ScrollArea, Ui};

use crate::{
    app::Document,
    domain::RoleId,
    language::Lang,
    questionnaire::Text,
    ui::{pages::PageStates, view::Page, widgets},
};

/// Whether a page has help beside it.
pub(super) const fn speaks_of(page: &Page) -> bool {
    matches!(page, Page::Dimension(_) | Page::Table(_))
}

pub(super) fn show(ui: &mut Ui, document: &Document, lang: Lang, page: &Page, states: &PageStates) {
    ScrollArea::vertical().id_salt("help").auto_shrink(false).show(ui, |ui| {
        widgets::heading(ui, lang.shell_help());
        match page {
            Page::Table(id) => table(ui, document, lang, id.as_str()),
            _ => question(ui, document, lang, states),
        }
    });
}

fn question(ui: &mut Ui, document: &Document, lang: Lang, states: &PageStates) {
    let open = states.questions.open().and_then(|id| document.pack().question(id.as_str()));
    let Some(question) = open else {
        widgets::weak(ui, lang.shell_help_none());
        return;
    };
    part(ui, lang.shell_help_why(), &question.why, lang);
    part(ui, lang.shell_help_source(), &question.source, lang);
    who(ui, document, lang, &question.contributors);
    part(ui, lang.shell_help_example(), &question.example, lang);
    part(ui, lang.shell_help_evidence(), &question.evidence, lang);
    part(ui, lang.shell_help_caution(), &question.caution, lang);
}

fn table(ui: &mut Ui, document: &Document, lang: Lang, id: &str) {
    let Some(spec) = document.pack().table(id) else { return };
    part(ui, lang.shell_help_why(), &spec.why, lang);
    part(ui, lang.shell_help_source(), &spec.source, lang);
    who(ui, document, lang, &spec.contributors);
    part(ui, lang.shell_help_caution(), &spec.caution, lang);
}

fn part(ui: &mut Ui, heading: &str, text: &Text, lang: Lang) {
    if !text.is_empty() {
        words(ui, heading, text.get(lang));
    }
}

fn who(ui: &mut Ui, document: &Document, lang: Lang, roles: &[RoleId]) {
    let names: Vec<_> =
        roles.iter().filter_map(|id| Some(document.pack().role(id)?.title.get(lang))).collect();
    if !names.is_empty() {
        words(ui, lang.shell_help_who(), &names.join(" · "));
    }
}

fn words(ui: &mut Ui, heading: &str, text: &str) {
    ui.add_space(8.0);
    widgets::caption(ui, heading);
    ui.add_space(-4.0);
    ui.add(egui::Label::new(text).wrap());
}
