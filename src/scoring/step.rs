//! The next better answer to a question, and the best one.

use crate::{
    domain::{Interval, OptionId, Picks, Score, State, Value},
    questionnaire::{Choice, Kind, Measure, Question, Scoring},
};

use super::figure::Case;

/// What rounding may take from a value on a step.
const ROUNDING: f64 = 1e-9;

/// The steps from 0 to 1 of a question that has none of its own.
const QUARTERS: f64 = 4.0;

/// An answer to try.
pub(super) struct Trial {
    /// What it is worth.
    pub(super) to: f64,
    /// The figure of the measure.
    pub(super) figure: Option<f64>,
    /// The answer itself, where it can be told from its worth.
    pub(super) state: Option<State>,
}

/// The next better answer; `None` at the top.
pub(super) fn step(case: Case<'_>, question: &Question, value: Interval) -> Option<Trial> {
    let now = value.mid();
    let cap = question.cap_score().map_or(1.0, Score::get);
    if cap <= now + ROUNDING {
        return None;
    }
    let trial = match (&question.scoring, &question.kind) {
        (Scoring::Levels, Kind::Scale(levels)) => {
            let top = levels.len().saturating_sub(1) as f64;
            level((now * top + ROUNDING).floor() + 1.0, top)
        }
        (Scoring::Options, kind) => {
            let better = options(case, kind).into_iter().filter(|(_, v)| now + ROUNDING < *v);
            let (id, value) = better.min_by(|a, b| a.1.total_cmp(&b.1))?;
            chosen(id, value)
        }
        (Scoring::Saturation(_) | Scoring::ShareOfApplicable, Kind::Multiple { options, .. }) => {
            let mut picked = picks(case, question);
            let open = |option: &&Choice| !picked.contains_key(&option.id) && counts(case, option);
            let next = options.iter().find(open)?.id.clone();
            picked.insert(next, None);
            multiple(case, question, options, picked)?
        }
        (Scoring::Goalposts(posts), _) => {
            let steps = posts.len().saturating_sub(1) as f64;
            figure(question, (now * steps + ROUNDING).floor() + 1.0, steps)
        }
        _ => figure(question, (now * QUARTERS + ROUNDING).floor() + 1.0, QUARTERS),
    };
    Some(Trial { to: trial.to.min(cap), ..trial })
}

/// The best answer; `None` if it is given already.
pub(super) fn best(case: Case<'_>, question: &Question, value: Option<Interval>) -> Option<Trial> {
    let cap = question.cap_score().map_or(1.0, Score::get);
    let trial = match (&question.scoring, &question.kind) {
        (Scoring::Levels, Kind::Scale(levels)) => {
            let top = levels.len().saturating_sub(1) as f64;
            level(top, top)
        }
        (Scoring::Options, kind) => {
            let (id, value) = options(case, kind).into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
            chosen(id, value)
        }
        (Scoring::Saturation(_) | Scoring::ShareOfApplicable, Kind::Multiple { options, .. }) => {
            let mut picked = picks(case, question);
            for option in options.iter().filter(|option| counts(case, option)) {
                picked.entry(option.id.clone()).or_insert(None);
            }
            multiple(case, question, options, picked)?
        }
        (Scoring::Goalposts(posts), _) => {
            let steps = posts.len().saturating_sub(1) as f64;
            figure(question, steps, steps)
        }
        _ => figure(question, QUARTERS, QUARTERS),
    };
    let trial = Trial { to: trial.to.min(cap), ..trial };
    let reached = value.is_some_and(|value| trial.to <= value.low() + ROUNDING);
    (!reached).then_some(trial)
}

fn level(level: f64, top: f64) -> Trial {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few levels")]
    let state = State::Given(Value::Level(level as u8));
    Trial { to: (level / top).min(1.0), figure: None, state: Some(state) }
}

fn chosen(id: OptionId, value: f64) -> Trial {
    Trial { to: value, figure: None, state: Some(State::Given(Value::Choice(id))) }
}

/// A figure at a goalpost.
fn figure(question: &Question, step: f64, steps: f64) -> Trial {
    let post = match &question.scoring {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few posts")]
        Scoring::Goalposts(posts) => posts.get(step as usize).copied(),
        Scoring::Direct => Some((step / steps).min(1.0)),
        _ => None,
    };
    let is_own = matches!(question.kind, Kind::Number { .. }) && question.measure == Measure::Own;
    let state = post.filter(|_| is_own).map(|post| State::Given(Value::Number(post)));
    Trial { to: if 0.0 < steps { (step / steps).min(1.0) } else { 1.0 }, figure: post, state }
}

/// The options that can be chosen, with what they are worth.
fn options(case: Case<'_>, kind: &Kind) -> Vec<(OptionId, f64)> {
    if let Kind::YesPartlyNo { .. } = kind {
        return vec![("no".into(), 0.0), ("partly".into(), 0.5), ("yes".into(), 1.0)];
    }
    let worth = |option: &Choice| Some((option.id.clone(), option.value?));
    kind.options().iter().filter(|option| counts(case, option)).filter_map(worth).collect()
}

fn counts(case: Case<'_>, option: &Choice) -> bool {
    case.applies(option.applies_if.as_ref()).is_possible()
        && option.value.is_none_or(|value| 0.0 < value)
}

fn picks(case: Case<'_>, question: &Question) -> Picks {
    match case.state(&question.id) {
        State::Given(Value::Picks(picks)) | State::Between(Value::Picks(picks), _) => picks.clone(),
        _ => Picks::new(),
    }
}

/// What picks are worth, where it is sure which options apply; else as if all did.
fn multiple(
    case: Case<'_>,
    question: &Question,
    options: &[Choice],
    picked: Picks,
) -> Option<Trial> {
    let counted = options.iter().filter(|option| counts(case, option));
    let own = counted.clone().filter(|option| picked.contains_key(&option.id));
    let to = if let Scoring::Saturation(at) = question.scoring {
        own.map(|option| option.value.unwrap_or(1.0)).sum::<f64>() / at
    } else {
        let all = counted.count();
        if all == 0 {
            return None;
        }
        own.count() as f64 / all as f64
    };
    let state = Some(State::Given(Value::Picks(picked)));
    Some(Trial { to: to.min(1.0), figure: None, state })
}
