//! What stands out: three strengths, three gaps and three unknowns, each with its proof.

use std::collections::BTreeSet;

use crate::{
    domain::{DimensionId, State},
    questionnaire::{Applicability, Question, applicability},
    scoring::{Number, Outcome, QuestionScore, TieVerdict},
};

use super::{
    Finding, Findings,
    answers::{derived_words, state_words},
    source::Source,
};

/// How many findings of each kind stand on the first page.
const MOST: usize = 3;

/// From which value a question is a strength.
const STRONG: f64 = 0.70;

/// Up to which value a question is a gap.
const WEAK: f64 = 0.30;

/// How long an answer may be on the first page, in characters.
const LENGTH: usize = 130;

/// A finding that may be shown, with its rank and its theme.
struct Candidate {
    rank: f64,
    theme: String,
    finding: Finding,
}

/// Questions with sure, high values, best proved and weightiest first.
pub(super) fn strengths(of: &Source<'_>) -> Findings {
    let candidates = scored(of).filter_map(|(question, score)| {
        let Outcome::Known(value) = score.outcome else { return None };
        let rank =
            question.weight.get() * value.low() * (1.0 + score.evidence.unwrap_or(0.0) / 6.0);
        (STRONG <= value.low()).then(|| candidate(of, question, rank))
    });
    Findings {
        title: of.lang.report_strengths().into(),
        items: best(candidates.collect()),
        empty: of.lang.report_strengths_none().into(),
    }
}

/// Ties that nothing is done with, and questions with sure, low values.
pub(super) fn gaps(of: &Source<'_>) -> Findings {
    let questions = scored(of).filter_map(|(question, score)| {
        let Outcome::Known(value) = score.outcome else { return None };
        let rank = question.weight.get() * (1.0 - value.high());
        (value.high() <= WEAK).then(|| candidate(of, question, rank))
    });
    let candidates = idle_ties(of).into_iter().chain(questions).collect();
    Findings {
        title: of.lang.report_gaps().into(),
        items: best(candidates),
        empty: of.lang.report_gaps_none().into(),
    }
}

/// What nobody knows yet and would weigh most, with who may know.
pub(super) fn unknowns(of: &Source<'_>) -> Findings {
    let all = unknown_questions(of);
    let candidates = all.iter().map(|question| {
        let bonus = if question.must_know { 3.0 } else { 0.0 };
        let asked = of.state(question) == &State::Unknown;
        let rank = question.weight.get() + bonus + if asked { 0.5 } else { 0.0 };
        Candidate {
            rank,
            theme: question.dimension.to_string(),
            finding: Finding {
                title: of.text(&question.short).into(),
                detail: who_knows(of, question)
                    .map(|role| of.lang.report_ask(role))
                    .unwrap_or_default()
                    .into(),
                proof: state_words(of, question, of.state(question)),
                question: Some(question.id.clone()),
                number: None,
            },
        }
    });
    let items = best(candidates.collect());
    let title = match all.len().checked_sub(items.len()) {
        Some(more) if 0 < more => of.lang.report_unknowns_of(all.len()),
        _ => of.lang.report_unknowns().to_owned(),
    };
    Findings { title: title.into(), items, empty: of.lang.report_unknowns_none().into() }
}

/// Every question that counts, or must be known, and is not.
pub(super) fn unknown_questions<'a>(of: &Source<'a>) -> Vec<&'a Question> {
    let pack = of.pack;
    pack.questions
        .iter()
        .filter(|question| applicability(of.diagnostic, question) == Applicability::Asked)
        .filter(|question| {
            let score = of.assessment.question(pack, question.id.as_str());
            let counts = score.is_some_and(|score| score.outcome == Outcome::Unknown);
            let open = matches!(of.state(question), State::Unknown | State::NotAsked);
            open && (counts || question.must_know)
        })
        .collect()
}

/// Who usually knows the answer to a question.
pub(super) fn who_knows<'a>(of: &Source<'a>, question: &Question) -> Option<&'a str> {
    let role = question.contributors.iter().find_map(|id| of.pack.role(id))?;
    Some(role.title.get(of.lang))
}

fn scored<'a>(of: &Source<'a>) -> impl Iterator<Item = (&'a Question, &'a QuestionScore)> {
    of.pack.questions.iter().zip(&of.assessment.questions)
}

fn candidate(of: &Source<'_>, question: &Question, rank: f64) -> Candidate {
    let answer = of.answer(question).filter(|_| question.kind.is_asked());
    let (detail, proof) = match answer {
        Some(answer) => (state_words(of, question, &answer.state), of.short_proof(answer)),
        None => (derived_words(of, question), of.lang.report_computed().into()),
    };
    Candidate {
        rank,
        theme: question.dimension.to_string(),
        finding: Finding {
            title: of.text(&question.short).into(),
            detail: detail.shortened(LENGTH),
            proof,
            question: Some(question.id.clone()),
            number: None,
        },
    }
}

/// The ties that are strong and little is done with.
fn idle_ties(of: &Source<'_>) -> Vec<Candidate> {
    let pairs = of.pack.ties.iter().zip(&of.assessment.ties);
    pairs
        .filter(|(_, reading)| reading.verdict == TieVerdict::UnderMobilised)
        .filter_map(|(pair, reading)| {
            let value = |id: &str| of.assessment.value(of.pack, id)?.shown_centre();
            let intensity = of.score(value(pair.intensity.as_str())?);
            let mobilisation = of.score(value(pair.mobilisation.as_str())?);
            Some(Candidate {
                rank: 3.0 * (0.6 + reading.gap?),
                theme: pair.id.to_string(),
                finding: Finding {
                    title: of.lang.report_idle_tie(of.text(&pair.title)).into(),
                    detail: of.lang.report_idle_tie_detail(intensity, mobilisation).into(),
                    proof: of.lang.report_computed().into(),
                    question: None,
                    number: Some(Number::Gap(pair.id.clone())),
                },
            })
        })
        .collect()
}

/// The weightiest candidates, from different themes as far as there are.
fn best(mut candidates: Vec<Candidate>) -> Vec<Finding> {
    candidates.sort_by(|a, b| b.rank.total_cmp(&a.rank));
    let mut themes = BTreeSet::new();
    let (first, others): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|candidate| themes.insert(candidate.theme.clone()));
    first.into_iter().chain(others).take(MOST).map(|candidate| candidate.finding).collect()
}

/// The themes of which something is unknown, in the order of the pack.
pub(super) fn by_theme<'a>(
    of: &Source<'a>,
    questions: &[&'a Question],
) -> Vec<(DimensionId, Vec<&'a Question>)> {
    let themes = of.pack.dimensions.iter().map(|dimension| {
        let of_theme = questions.iter().filter(|q| q.dimension == dimension.id).copied();
        (dimension.id.clone(), of_theme.collect::<Vec<_>>())
    });
    themes.filter(|(_, questions)| !questions.is_empty()).collect()
}
