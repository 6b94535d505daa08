//! The glossary: every word of the field, with its meaning and its name in the other language.
//!
//! Somebody who inherits the international file finds here, in the words of the field, what
//! everybody around the table takes for granted.

use egui::{Align, Id, RichText, Ui};

use crate::{
    language::Lang,
    reference::{self, Term, TermSource, fold},
    ui::{
        tokens::{Tokens, size, space},
        view::{Out, Page},
        widgets,
    },
};

/// What is looked for, and the term to bring into view.
#[derive(Debug, Default)]
pub struct State {
    text: String,
    bring: Option<&'static str>,
    /// The term that was brought into view.
    at: Option<&'static str>,
}

impl State {
    /// Brings a term into view, whatever was looked for.
    pub fn bring(&mut self, term: &'static str) {
        self.text.clear();
        self.bring = Some(term);
        self.at = Some(term);
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, lang: Lang, has_document: bool, state: &mut State, out: &mut Out) {
    super::column(ui, "glossary", |ui| {
        widgets::title(ui, lang.glossary_title());
        widgets::weak(ui, lang.glossary_lead());
        // Without a document there is no path that would lead back.
        if !has_document && widgets::secondary(ui, lang.about_back()).clicked() {
            out.go(Page::Welcome);
        }
        let id = Id::unique("glossary text");
        let hint = lang.glossary_find();
        if let Some(text) = widgets::line(ui, id, hint, hint, &state.text, 320.0) {
            state.text = text;
        }
        let query = fold(&state.text);
        let found: Vec<_> = reference::glossary_in_order(lang)
            .into_iter()
            .filter(|term| query.is_empty() || says(term, &query))
            .collect();
        widgets::small(ui, lang.glossary_count(found.len()));
        if found.is_empty() {
            widgets::weak(ui, lang.glossary_none());
        }
        for term in found {
            one(ui, term, lang, state);
        }
    });
}

fn says(term: &Term, query: &str) -> bool {
    Lang::ALL.iter().any(|lang| {
        let parts = [term.name(*lang), term.long(*lang), term.definition(*lang)];
        parts.iter().any(|part| fold(part).contains(query))
    })
}

fn one(ui: &mut Ui, term: &Term, lang: Lang, state: &mut State) {
    let shown = widgets::card(ui, state.at == Some(term.id), |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let heading = match term.long(lang) {
            "" => term.name(lang).to_owned(),
            whole => format!("{} · {whole}", term.name(lang)),
        };
        widgets::heading(ui, &heading);
        ui.add(egui::Label::new(term.definition(lang)).wrap());
        let mut remarks = Vec::new();
        for other in Lang::ALL.iter().filter(|other| **other != lang) {
            let mut name = term.name(*other).to_owned();
            if !term.long(*other).is_empty() {
                name = format!("{name}, {}", term.long(*other));
            }
            if name != heading {
                remarks.push(lang.glossary_in_other(name));
            }
        }
        remarks.push(
            match term.source {
                TermSource::Study => lang.glossary_from_study(),
                TermSource::Method => lang.glossary_from_method(),
            }
            .to_owned(),
        );
        let small = RichText::new(remarks.join(" · ")).size(size::SMALL);
        ui.add(egui::Label::new(small.color(Tokens::of(ui).weak)).wrap());
    });
    if state.bring == Some(term.id) {
        shown.response.scroll_to_me(Some(Align::Center));
        state.bring = None;
    }
    ui.add_space(space::TINY);
}
