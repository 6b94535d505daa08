//! Where the territory lies and what it may do: what is known, and the questions that tell more.

use egui::{Label, Ui};

use crate::{
    questionnaire::{Applicability, Part, Question, applicability},
    report::brief,
    ui::{view::Out, widgets},
};

use super::{Sheet, kept::Kept, row};

pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, out: &mut Out) {
    let lang = page.lang;
    super::card(ui, lang.territory_situation(), |ui| {
        borders(ui, page, kept);
        let profile = page.document.pack().questions.iter().filter(|question| {
            question.part == Part::Profile
                && question.prefill.is_none()
                && applicability(page.document.diagnostic(), question) == Applicability::Asked
        });
        for question in profile {
            summary(ui, page, question, out);
        }
    });
}

fn borders(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept) {
    let lang = page.lang;
    row::line(ui, lang.territory_borders(), |ui| {
        ui.add_space(4.0);
        let departement = page.territory().departement.as_ref();
        if departement.is_none_or(|departement| departement.code.is_empty()) {
            return row::missing(ui, lang.territory_borders_unknown());
        }
        let names: Vec<_> = kept.borders().iter().map(|country| country.name(lang)).collect();
        if names.is_empty() {
            widgets::small(ui, lang.territory_borders_none());
        } else {
            ui.label(lang.territory_borders_text(names.join(", ")));
        }
    });
}

/// A question of the profile in one line, with the way to it.
fn summary(ui: &mut Ui, page: &Sheet<'_>, question: &Question, out: &mut Out) {
    let (lang, document) = (page.lang, page.document);
    let answer = document.diagnostic().answer(question.id.as_str());
    let settled = answer.is_some_and(|answer| answer.state.is_settled());
    let short = question.short.get(lang);
    let name = if settled {
        lang.territory_change_question(short)
    } else {
        lang.territory_open_question(short)
    };
    row::line(ui, short, |ui| {
        ui.horizontal_wrapped(|ui| {
            if settled {
                let (pack, diagnostic) = (document.pack(), document.diagnostic());
                let words =
                    brief::answer_words(pack, diagnostic, document.assessment(), lang, question);
                ui.add(Label::new(words).wrap());
            } else {
                row::missing(ui, lang.territory_to_answer());
            }
            let open = widgets::quiet(ui, lang.territory_population_question());
            if open.accessible_name(name).clicked() {
                out.go_to_question(document, &question.id);
            }
        });
    });
}
