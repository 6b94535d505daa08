//! How many people live there, and whom the study lets it be compared with.

use std::cmp::Ordering;

use egui::{Id, Ui};

use crate::{
    advice,
    app::{Edit, NewDiagnostic},
    domain::{Answer, AuthorityKind, State as AnswerState, Value},
    language::Lang,
    questionnaire::{Prefill, Question},
    reference::{self, Figure, PeerGroup, SURVEY_REPLIES, SizeClass},
    report::brief,
    ui::{
        view::Out,
        widgets::{self, Number},
    },
};

use super::{Sheet, kept::Kept, row};

pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, out: &mut Out) {
    let lang = page.lang;
    super::card(ui, lang.territory_size(), |ui| {
        if let Some(question) = page.document.pack().prefilled(Prefill::Population) {
            population(ui, page, kept, question, out);
        }
        let known = advice::population(page.document.pack(), page.document.diagnostic());
        threshold(ui, lang, known);
        peers(ui, lang, page.territory().kind, known);
    });
}

fn population(ui: &mut Ui, page: &Sheet<'_>, kept: &Kept, question: &Question, out: &mut Out) {
    let (lang, label) = (page.lang, page.lang.territory_population());
    let answer = page.document.diagnostic().answer(question.id.as_str());
    let figure = kept.profile().and_then(|profile| profile.population);
    row::line(ui, label, |ui| {
        let of = Number {
            name: label,
            unit: lang.territory_inhabitants(),
            decimals: 0,
            bounds: (Some(1.0), None),
            width: 140.0,
            grouped: true,
            key: "territory/population",
        };
        let value = match answer.map(|answer| &answer.state) {
            Some(AnswerState::Given(Value::Number(count))) => Some(*count),
            _ => None,
        };
        if let Some(typed) =
            widgets::number(ui, Id::unique("territory population"), &of, value, lang)
        {
            let changed = typed_over(answer, typed, figure);
            out.edit(Edit::Answer(question.id.clone(), Box::new(changed)));
        }
        let known = answer.filter(|answer| answer.state.is_settled());
        match (known, figure) {
            (None, _) => row::missing(ui, lang.territory_missing()),
            (Some(answer), Some(figure)) if is_table(answer, figure) => {
                widgets::small(ui, lang.territory_population_table(figure.source, figure.year));
            }
            (Some(_), Some(figure)) => {
                own_words(ui, page, question, value);
                let count = count(lang, figure.value);
                let (source, year) = (figure.source, figure.year);
                widgets::small(ui, lang.territory_population_changed(count, source, year));
            }
            (Some(answer), None) => {
                own_words(ui, page, question, value);
                let told = answer.year.filter(|_| !answer.source.is_empty());
                widgets::small(
                    ui,
                    told.map_or_else(
                        || lang.territory_typed().to_owned(),
                        |year| lang.territory_population_table(&answer.source, year),
                    ),
                );
            }
        }
        ui.horizontal_wrapped(|ui| {
            let as_table = known.zip(figure).is_some_and(|(answer, it)| is_table(answer, it));
            if let Some(profile) = kept.profile().filter(|_| figure.is_some() && !as_table)
                && row::revert(ui, lang, label)
            {
                let new = NewDiagnostic::of(profile, page.document.diagnostic().path);
                if let Some(answer) = new.answer(question, answer) {
                    super::whole(out, Edit::Answer(question.id.clone(), Box::new(answer)));
                }
            }
            if widgets::quiet(ui, lang.territory_population_question())
                .accessible_name(lang.territory_change_question(question.short.get(lang)))
                .clicked()
            {
                out.go_to_question(page.document, &question.id);
            }
        });
    });
}

/// The answer in words, where it is not one figure.
fn own_words(ui: &mut Ui, page: &Sheet<'_>, question: &Question, value: Option<f64>) {
    if value.is_none() {
        let document = page.document;
        let words = brief::answer_words(
            document.pack(),
            document.diagnostic(),
            document.assessment(),
            page.lang,
            question,
        );
        widgets::small(ui, page.lang.territory_population_state(words));
    }
}

/// Whether an answer is the tables' figure with the tables' source.
fn is_table(answer: &Answer, figure: Figure) -> bool {
    answer.state == AnswerState::Given(Value::Number(f64::from(figure.value)))
        && answer.year == Some(figure.year)
        && answer.source == figure.source
}

/// The answer after a figure was typed: the tables' source no longer stands behind it.
fn typed_over(answer: Option<&Answer>, typed: Option<f64>, figure: Option<Figure>) -> Answer {
    let mut changed = answer.cloned().unwrap_or_default();
    changed.state =
        typed.map_or(AnswerState::NotAsked, |count| AnswerState::Given(Value::Number(count)));
    if answer.zip(figure).is_some_and(|(answer, figure)| answer.source == figure.source) {
        changed.year = None;
        changed.source = String::new();
        changed.evidence = None;
    }
    changed
}

fn count(lang: Lang, value: u32) -> String {
    lang.integer(usize::try_from(value).unwrap_or_default())
}

fn threshold(ui: &mut Ui, lang: Lang, known: Option<(f64, f64)>) {
    row::line(ui, lang.territory_threshold(), |ui| {
        ui.add_space(4.0);
        let Some((low, high)) = known else {
            return row::missing(ui, lang.territory_threshold_unknown());
        };
        let side = |value| reference::against_threshold(whole(value)) != Ordering::Less;
        let text = match (side(low), side(high)) {
            (true, true) => lang.territory_threshold_above(),
            (false, false) => lang.territory_threshold_below(),
            _ => lang.territory_threshold_unsure(),
        };
        ui.add(egui::Label::new(text).wrap());
    });
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a conversion that saturates is what is wanted of a population"
)]
const fn whole(value: f64) -> u32 {
    value as u32
}

fn peers(ui: &mut Ui, lang: Lang, kind: Option<AuthorityKind>, known: Option<(f64, f64)>) {
    row::line(ui, lang.territory_peers(), |ui| {
        ui.add_space(4.0);
        let Some((kind, (low, high))) = kind.zip(known) else {
            return row::missing(ui, lang.territory_peers_unknown());
        };
        let (low, high) = (whole(low), whole(high));
        match (reference::size_class(kind, low), reference::size_class(kind, high)) {
            (Some(class), Some(other)) if class == other => {
                ui.add(egui::Label::new(class_words(lang, class)).wrap());
            }
            _ => row::missing(ui, lang.territory_peers_unsure()),
        }
        let group = PeerGroup::of(kind);
        let replies = group.survey_replies();
        widgets::small(
            ui,
            match group {
                PeerGroup::Communes => lang.territory_peers_communes(SURVEY_REPLIES, replies),
                PeerGroup::Intercommunal => {
                    lang.territory_peers_intercommunal(SURVEY_REPLIES, replies)
                }
            },
        );
    });
}

/// A bracket in words: « Communes de 200 000 à 400 000 habitants ».
fn class_words(lang: Lang, class: &SizeClass) -> String {
    let from = count(lang, class.from);
    let below = class.below.map(|below| count(lang, below));
    match (class.group, below) {
        (PeerGroup::Communes, Some(below)) if class.from == 0 => {
            lang.territory_class_commune_below(below)
        }
        (PeerGroup::Communes, Some(below)) => lang.territory_class_commune_between(below, from),
        (PeerGroup::Communes, None) => lang.territory_class_commune_from(from),
        (PeerGroup::Intercommunal, Some(below)) if class.from == 0 => {
            lang.territory_class_intercommunal_below(below)
        }
        (PeerGroup::Intercommunal, Some(below)) => {
            lang.territory_class_intercommunal_between(below, from)
        }
        (PeerGroup::Intercommunal, None) => lang.territory_class_intercommunal_from(from),
    }
}
