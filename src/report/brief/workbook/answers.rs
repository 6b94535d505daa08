//! Every question with its answer, in whatever state, and with what scoring made of it.

use crate::{
    domain::{Answer, State, Value},
    questionnaire::{Kind, Question},
    report::brief::{
        Line,
        answers::{derived_words, state_words},
        source::Source,
    },
    scoring::{Outcome, QuestionScore},
};

use super::{Datum, Field, Form, Sheet};

/// The columns that scores are recomputed from.
pub(super) mod column {
    /// The block in which the question counts.
    pub(crate) const BLOCK: usize = 13;
    /// Its weight, if it counts.
    pub(crate) const WEIGHT: usize = 14;
    /// Its weight, if it is known.
    pub(crate) const KNOWN: usize = 15;
    /// The least it can be.
    pub(crate) const LOW: usize = 16;
    /// The middle of what it can be.
    pub(crate) const MIDDLE: usize = 17;
    /// The most it can be.
    pub(crate) const HIGH: usize = 18;
}

pub(super) fn sheet(of: &Source<'_>) -> Sheet {
    let lang = of.lang;
    Sheet {
        name: lang.exports_answers().into(),
        title: lang.exports_answers().into(),
        notes: vec![lang.exports_answers_note().into()],
        columns: columns(of),
        rows: of.pack.questions.iter().map(|question| row(of, question)).collect(),
    }
}

fn columns(of: &Source<'_>) -> Vec<Field> {
    let lang = of.lang;
    let year = Field { label: lang.exports_year().into(), width: 8, form: Form::Year };
    vec![
        Field::words(lang.exports_id(), 13),
        Field::words(lang.exports_theme(), 20),
        Field::words(lang.exports_question(), 46),
        Field::words(lang.exports_state(), 18),
        Field::words(lang.exports_answer(), 40),
        Field::figures(lang.exports_figure(), 2),
        Field::figures(lang.exports_least(), 2),
        Field::figures(lang.exports_most(), 2),
        year,
        Field::words(lang.exports_source(), 30),
        Field::words(lang.exports_evidence(), 9),
        Field::words(lang.exports_role(), 22),
        Field::words(lang.exports_comment(), 40),
        Field::words(lang.exports_block(), 9),
        Field::figures(lang.exports_weight(), 2),
        Field::figures(lang.exports_weight_known(), 2),
        Field::figures(lang.exports_value_low(), 3),
        Field::figures(lang.exports_value_middle(), 3),
        Field::figures(lang.exports_value_high(), 3),
    ]
}

fn row(of: &Source<'_>, question: &Question) -> Vec<Datum> {
    let nothing = Answer::default();
    let answer = of.answer(question).unwrap_or(&nothing);
    let score = of.assessment.question(of.pack, question.id.as_str());
    let theme = of.pack.dimension(&question.dimension).map_or("", |theme| of.text(&theme.short));
    let role = answer.role.as_ref().and_then(|id| of.pack.role(id));
    let (state, said) = words(of, question, &answer.state);
    let (figure, least, most) = figures(&answer.state);
    let mut row = vec![
        Datum::text(question.id.as_str()),
        Datum::text(theme),
        Datum::text(of.text(&question.text)),
        Datum::text(state),
        Datum::text(said),
        Datum::number(figure),
        Datum::number(least),
        Datum::number(most),
        Datum::number(answer.year.map(f64::from)),
        Datum::text(of.typed(&answer.source)),
        Datum::text(answer.evidence.map_or("", crate::domain::Evidence::code)),
        Datum::text(role.map_or("", |role| of.text(&role.title))),
        Datum::text(of.typed(&answer.comment)),
    ];
    row.extend(scored(question, score));
    row
}

/// The state in a word, and the answer in words.
fn words(of: &Source<'_>, question: &Question, state: &State) -> (Line, Line) {
    let lang = of.lang;
    if !question.kind.is_asked() {
        return (lang.exports_state_computed().into(), derived_words(of, question));
    }
    let said = state_words(of, question, state);
    match state {
        State::Given(_) => (lang.exports_state_given().into(), said),
        State::Between(..) => (lang.exports_state_between().into(), said),
        State::NotApplicable { .. } => (lang.words_state_not_applicable().into(), said),
        State::Unknown | State::NotAsked => (said, Line::default()),
    }
}

/// A figure, or its least and most.
fn figures(state: &State) -> (Option<f64>, Option<f64>, Option<f64>) {
    let of = |value: &Value| match value {
        Value::Number(number) => Some(*number),
        Value::Level(level) => Some(f64::from(*level)),
        Value::Choice(_) | Value::Picks(_) | Value::Parts(_) => None,
    };
    match state {
        State::Given(value) => (of(value), None, None),
        State::Between(low, high) => (None, of(low), of(high)),
        State::NotAsked | State::Unknown | State::NotApplicable { .. } => (None, None, None),
    }
}

/// Block, weights and value; empty where the question does not count.
fn scored(question: &Question, score: Option<&QuestionScore>) -> Vec<Datum> {
    let outcome = score.map_or(Outcome::Unscored, |score| score.outcome);
    let block = question.block.as_ref().map_or("", |block| block.as_str());
    let mut row = vec![Datum::text(block)];
    let Some(value) = outcome.interval() else {
        row.extend([const { Datum::Empty }; 5]);
        return row;
    };
    let weight = question.weight.get();
    let known = outcome.is_known();
    // What is computed from counts of people is rounded, so that no small count can be found again.
    let rounded = |value: f64| {
        if matches!(question.kind, Kind::Derived(_)) {
            (value * 100.0).round() / 100.0
        } else {
            value
        }
    };
    row.extend([
        Datum::Number(weight),
        Datum::number(known.then_some(weight)),
        Datum::Number(rounded(value.low())),
        Datum::number(known.then(|| rounded(value.mid()))),
        Datum::Number(rounded(value.high())),
    ]);
    row
}
