//! Rules over the data themselves: what nobody knows, what is old, what is disputed.

use crate::{
    domain::{QuestionId, State, Value},
    questionnaire::{Applicability, Kind, Part, Question, applicability},
    scoring::Outcome,
};

use super::{Subject, facts::Case};

/// From which weight a question counts most.
const CORE_WEIGHT: f64 = 3.0;

/// Below which agreement those who answered a scale are far apart (method § 3.3).
const AGREEMENT: f64 = 0.5;

/// The questions that must be known, or count most, and to which there is no answer yet.
pub(super) fn unknown(case: Case<'_>) -> Vec<Subject> {
    let mut questions: Vec<&Question> = case
        .pack
        .questions
        .iter()
        .filter(|question| question.must_know || CORE_WEIGHT <= question.weight.get())
        .filter(|question| applicability(case.diagnostic, question) == Applicability::Asked)
        .filter(|question| matches!(state(case, &question.id), State::NotAsked | State::Unknown))
        .filter(|question| !case.is_out(&question.id))
        .collect();
    // What was asked in vain comes first, then what must be known.
    questions.sort_by_key(|question| {
        (*state(case, &question.id) != State::Unknown, !question.must_know)
    });
    subjects(questions)
}

/// The answers that are older than their question allows.
pub(super) fn stale(case: Case<'_>) -> Vec<Subject> {
    let scored = case.pack.questions.iter().zip(&case.assessment.questions);
    let old = scored.filter(|(question, score)| {
        score.stale && question.kind.is_asked() && counts(case, question, score.outcome)
    });
    subjects(old.map(|(question, _)| question).collect())
}

fn counts(case: Case<'_>, question: &Question, outcome: Outcome) -> bool {
    question.part == Part::Profile && !case.is_out(&question.id) || outcome.is_known()
}

/// The scales that were answered by a range so wide that it is to be talked over.
pub(super) fn disputed(case: Case<'_>) -> Vec<Subject> {
    let wide = case.pack.questions.iter().filter(|question| {
        let Kind::Scale(levels) = &question.kind else { return false };
        let State::Between(Value::Level(a), Value::Level(b)) = state(case, &question.id) else {
            return false;
        };
        let top = levels.len().saturating_sub(1).max(1) as f64;
        1.0 - f64::from(a.abs_diff(*b)) / top < AGREEMENT
    });
    subjects(wide.collect())
}

fn state<'a>(case: Case<'a>, id: &QuestionId) -> &'a State {
    case.diagnostic.answer(id.as_str()).map_or(&State::NotAsked, |answer| &answer.state)
}

fn subjects(questions: Vec<&Question>) -> Vec<Subject> {
    questions.into_iter().map(|question| Subject::Question(question.id.clone())).collect()
}
