//! What a page that lives on answers says before there are any, and the way to the first one.

use egui::Ui;

use crate::{
    app::Document,
    domain::QuestionId,
    language::Lang,
    questionnaire::{Prefill, next_question, starting_rows},
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind},
    },
};

/// Whether nobody has answered anything yet: what the reference tables filled in does not count.
pub(super) fn is_blank(document: &Document) -> bool {
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let filled = [Prefill::AuthorityKind, Prefill::Population].map(|what| pack.prefilled(what));
    let is_filled = |id: &QuestionId| filled.iter().flatten().any(|question| question.id == *id);
    let said = diagnostic.answers.iter().any(|(id, a)| a.state.is_settled() && !is_filled(id));
    let mut tables = pack.tables.iter().filter(|spec| starting_rows(spec).is_none());
    let listed = tables
        .any(|spec| diagnostic.table(spec.id.as_str()).is_some_and(|table| !table.rows.is_empty()));
    !said && !listed
}

/// Says that nothing is answered yet, if so, with the way to the first question; returns whether
/// it did.
pub(super) fn show(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) -> bool {
    if !is_blank(document) {
        return false;
    }
    ui.add_space(space::SMALL);
    widgets::callout(ui, CalloutKind::Info, lang.questions_blank(), |_| ());
    ui.add_space(space::TINY);
    way(ui, document, lang, out);
    ui.add_space(space::SMALL);
    true
}

/// The way to the first question that waits for an answer.
pub(super) fn way(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    if let Some(next) = next_question(document.pack(), document.diagnostic(), None)
        && widgets::primary(ui, lang.questions_begin()).clicked()
    {
        out.go_to_question(document, &next.id);
    }
}
