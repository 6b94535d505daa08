//! A list of changes in words, from what to what: for recovery, conflicts and versions alike.

use egui::{Label, RichText, Ui};

use crate::{
    domain::{Diagnostic, Differences},
    language::Lang,
    questionnaire::Pack,
    report::history::{self, Line},
    ui::{
        tokens::{Tokens, size},
        widgets,
    },
};

/// What is listed, and how much of it.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Changes<'a> {
    /// The pack that names what changed.
    pub(in crate::ui) pack: &'a Pack,
    /// Either of the states that were compared.
    pub(in crate::ui) diagnostic: &'a Diagnostic,
    /// The changes.
    pub(in crate::ui) all: &'a Differences,
    /// How many are listed at most.
    pub(in crate::ui) most: usize,
}

/// « 3 réponses modifiées, 2 lignes de tableau modifiées ».
pub(in crate::ui) fn counts(lang: Lang, all: &Differences) -> String {
    let answers = (0 < all.answers).then(|| lang.safety_answers(all.answers));
    let rows = (0 < all.rows).then(|| lang.safety_rows_changed(all.rows));
    match (answers, rows) {
        (Some(answers), Some(rows)) => lang.safety_and(answers, rows),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => lang.safety_only_details().to_owned(),
    }
}

/// Draws the list.
pub(in crate::ui) fn list(ui: &mut Ui, lang: Lang, of: Changes<'_>) {
    ui.spacing_mut().item_spacing.y = 4.0;
    for difference in of.all.all.iter().take(of.most) {
        line(ui, lang, &history::difference(of.pack, of.diagnostic, lang, difference));
    }
    let left = of.all.all.len().saturating_sub(of.most);
    if 0 < left {
        widgets::small(ui, lang.safety_more(left));
    }
}

/// One change: what, then from what to what.
pub(in crate::ui) fn line(ui: &mut Ui, lang: Lang, line: &Line) {
    let tokens = Tokens::of(ui);
    ui.add(Label::new(RichText::new(&line.what).size(size::SMALL).color(tokens.weak)).wrap());
    if !(line.from.is_empty() && line.to.is_empty()) {
        ui.add_space(-2.0);
        let words = lang.safety_from_to(short(&line.from), short(&line.to));
        ui.add(Label::new(words).wrap());
    }
}

/// A long text by its beginning.
fn short(text: &str) -> String {
    const MOST: usize = 160;
    let flat = text.replace(['\n', '\r'], " ");
    if flat.chars().count() <= MOST {
        return flat;
    }
    flat.chars().take(MOST).chain(['…']).collect()
}
