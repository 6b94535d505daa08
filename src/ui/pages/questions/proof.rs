//! What is said beside an answer: year, source, evidence, area, role, remarks.

use egui::{Id, Ui};

use crate::{
    domain::{Answer, Evidence, Perimeter, Year},
    questionnaire::{Kind, Question},
    report::words,
    ui::{
        pages::{acting, sources},
        widgets::{self, Field, Number},
    },
};

use super::Sheet;

/// The fields beside an answer; returns the answer when one of them changed.
pub(super) fn show(
    ui: &mut Ui,
    page: &Sheet<'_>,
    question: &Question,
    answer: &Answer,
) -> Option<Answer> {
    let mut next = answer.clone();
    ui.spacing_mut().item_spacing.y = 6.0;
    if answer.state.is_answered() {
        includes(ui, page, question, &mut next);
        origin(ui, page, question, &mut next);
    }
    remarks(ui, page, question, &mut next);
    (next != *answer).then_some(next)
}

/// What a figure includes, as a checklist.
fn includes(ui: &mut Ui, page: &Sheet<'_>, question: &Question, next: &mut Answer) {
    let Kind::Number { includes, .. } = &question.kind else { return };
    if includes.is_empty() {
        return;
    }
    let lang = page.lang;
    widgets::small(ui, lang.questions_includes());
    let labels: Vec<_> = includes.iter().map(|choice| choice.label.get(lang)).collect();
    let on = |index: usize| includes.get(index).is_some_and(|c| next.includes.contains(&c.id));
    let toggled = widgets::checks(ui, lang.questions_includes(), &labels, on, |_, _| {});
    if let Some(choice) = toggled.and_then(|index| includes.get(index))
        && !next.includes.remove(&choice.id)
    {
        next.includes.insert(choice.id.clone());
    }
}

/// Source and year, then evidence and area.
fn origin(ui: &mut Ui, page: &Sheet<'_>, question: &Question, next: &mut Answer) {
    let lang = page.lang;
    let id = |part: &str| Id::unique((part, &question.id));
    let answer_source = next.source.clone();
    ui.horizontal_wrapped(|ui| {
        ui.label(lang.questions_source());
        let name = lang.questions_source();
        if let Some(source) =
            widgets::line(ui, id("source"), name, lang.questions_source_hint(), &next.source, 300.0)
        {
            next.source = source;
        }
        ui.label(lang.questions_year());
        let key = format!("{}/year", question.id);
        let of = Number { key: &key, ..year(lang.questions_year()) };
        let current = next.year.map(f64::from);
        if let Some(entered) = widgets::number(ui, id("year"), &of, current, lang) {
            next.year = entered.and_then(as_year);
        }
    });
    if let Some(recent) = sources::offer(ui, page.recent, &answer_source, lang) {
        next.source.clone_from(&recent.source);
        next.year = recent.year.or(next.year);
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(lang.questions_evidence());
        let labels: Vec<_> = Evidence::ALL.map(|grade| words::evidence(lang, grade)).to_vec();
        let chosen = next.evidence.map(|grade| usize::from(grade.grade()));
        let name = lang.questions_evidence();
        if let Some(index) = widgets::segments(ui, name, &labels, chosen) {
            let grade = Evidence::ALL.get(index).copied();
            next.evidence = grade.filter(|grade| next.evidence != Some(*grade));
        }
    });
    ui.horizontal_wrapped(|ui| {
        if matches!(question.kind, Kind::Number { .. } | Kind::Numbers(_)) {
            ui.label(lang.questions_perimeter());
            let labels: Vec<_> = Perimeter::ALL.map(|area| words::perimeter(lang, area)).to_vec();
            let chosen = next.perimeter.and_then(|p| Perimeter::ALL.iter().position(|a| *a == p));
            let field = Field {
                id: id("perimeter"),
                name: lang.questions_perimeter(),
                hint: lang.questions_perimeter_own(),
                width: 240.0,
            };
            if let Some(index) = widgets::select(ui, field, &labels, chosen) {
                next.perimeter = index.and_then(|index| Perimeter::ALL.get(index).copied());
            }
        }
        if page.document.pack().roles.is_empty() {
            return;
        }
        ui.label(lang.acting_respondent());
        let field = (id("respondent"), lang.acting_respondent());
        let role = next.role.clone();
        if let Some(role) = acting::list(ui, page.document, lang, field, role.as_ref()) {
            next.role = role;
        }
    });
}

/// The printed remark, the private one, and the flag.
fn remarks(ui: &mut Ui, page: &Sheet<'_>, question: &Question, next: &mut Answer) {
    let lang = page.lang;
    let id = |part: &str| Id::unique((part, &question.id));
    let hint = lang.questions_comment_hint();
    if let Some(text) =
        widgets::area(ui, id("comment"), lang.questions_comment(), hint, &next.comment)
    {
        next.comment = text;
    }
    let hint = lang.questions_note_hint();
    if let Some(text) = widgets::area(ui, id("note"), lang.questions_note(), hint, &next.note) {
        next.note = text;
    }
    ui.checkbox(&mut next.review, lang.questions_review());
}

/// A field for a year.
pub(crate) fn year(name: &str) -> Number<'_> {
    Number {
        name,
        bounds: (Some(1900.0), Some(2100.0)),
        width: 60.0,
        decimals: 0,
        grouped: false,
        ..Number::default()
    }
}

/// A figure as a year, if it is a whole one.
pub(crate) fn as_year(value: f64) -> Option<Year> {
    #[expect(clippy::cast_possible_truncation, reason = "checked just before")]
    (value.fract() == 0.0 && 1900.0 <= value && value <= 2100.0).then_some(value as Year)
}
