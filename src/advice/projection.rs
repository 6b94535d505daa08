//! « Avant / après »: what the results would be if the actions of a plan were done. A projection
//! by the plan's own words, never a forecast.
//!
//! A recommendation is called for by answers that are too low; done, it is no longer called for.
//! So the answers that its condition finds too low are raised to the first value that no longer
//! calls for it, all else as it is, and the diagnostic is assessed again. Only answers on a scale,
//! yes / partly / no and single choices are raised, for only there does the condition name the
//! answer that would follow. What is unknown stays unknown; a recommendation whose condition names
//! no such answer, and the official's own actions, project nothing, and that is said.

use std::collections::BTreeMap;

use crate::{
    domain::{Action, ActionId, Diagnostic, OptionId, QuestionId, RuleId, Stage, State, Value},
    questionnaire::{Condition, Kind, Pack, Quantity, Question, Scoring, Trigger},
    scoring::{Assessment, Exclusion, Outcome, assess},
};

use super::facts::Case;

/// What one action would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Projected {
    /// The action.
    pub action: ActionId,
    /// The answers that it would raise, or why none is projected.
    pub raises: Result<Vec<Raise>, NoEffect>,
}

/// An answer raised by an action.
#[derive(Clone, Debug, PartialEq)]
pub struct Raise {
    /// The question.
    pub question: QuestionId,
    /// The answer it would have.
    pub to: Value,
}

/// Why nothing is projected for an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoEffect {
    /// It is the official's own: no rule says what it would change.
    Own,
    /// The recommendation names no answer that it would change.
    NamesNone,
    /// The answers no longer call for it.
    NotCalledFor,
}

/// The results before and after a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// What each action would change, in the plan's order; those given up are left out.
    pub actions: Vec<Projected>,
    /// The results if all of them were done; none if nothing would change.
    pub after: Option<Assessment>,
}

/// What the plan of a diagnostic would change, beside its assessment by the same pack.
pub fn project(pack: &Pack, diagnostic: &Diagnostic, assessment: &Assessment) -> Projection {
    let case = Case { pack, diagnostic, assessment };
    let actions = diagnostic.plan.actions.iter();
    let kept = actions.filter(|action| action.stage != Stage::Abandoned);
    let actions: Vec<Projected> = kept.map(|action| projected(case, action)).collect();
    let mut all: BTreeMap<QuestionId, Value> = BTreeMap::new();
    for raise in actions.iter().filter_map(|one| one.raises.as_ref().ok()).flatten() {
        raise_to(case, &mut all, raise);
    }
    let after = (!all.is_empty()).then(|| after(case, &all));
    Projection { actions, after }
}

/// The results if one recommendation were done; none if nothing would change.
pub fn project_rule(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    rule: &RuleId,
) -> Option<Assessment> {
    let case = Case { pack, diagnostic, assessment };
    let raises = raises(case, rule).ok()?;
    let all = raises.into_iter().map(|raise| (raise.question, raise.to)).collect();
    Some(after(case, &all))
}

fn projected(case: Case<'_>, action: &Action) -> Projected {
    let raises = action.rule.as_ref().map_or(Err(NoEffect::Own), |rule| raises(case, rule));
    Projected { action: action.id, raises }
}

/// The answers that a recommendation would raise, each question once, in the pack's order.
fn raises(case: Case<'_>, rule: &RuleId) -> Result<Vec<Raise>, NoEffect> {
    let rule = case.pack.rule(rule).ok_or(NoEffect::NamesNone)?;
    let Trigger::When(condition) = &rule.when else { return Err(NoEffect::NamesNone) };
    if !condition.holds(&case.facts()).is_true() {
        return Err(NoEffect::NotCalledFor);
    }
    let mut found = BTreeMap::new();
    collect(case, condition, &mut found);
    if found.is_empty() {
        return Err(NoEffect::NamesNone);
    }
    let raise = |(question, to)| Raise { question, to };
    Ok(found.into_iter().map(raise).collect())
}

fn collect(case: Case<'_>, condition: &Condition, found: &mut BTreeMap<QuestionId, Value>) {
    if !condition.holds(&case.facts()).is_true() {
        return;
    }
    match condition {
        Condition::All(all) | Condition::Any(all) => {
            for one in all {
                collect(case, one, found);
            }
        }
        Condition::AtMost(Quantity::Level(id), bound) => {
            raise_above(case, id, |level, _| *bound < level, found);
        }
        Condition::Below(Quantity::Level(id), bound) => {
            raise_above(case, id, |level, _| *bound <= level, found);
        }
        Condition::AtMost(Quantity::Score(id), bound) => {
            raise_above(case, id, |_, value| *bound < value, found);
        }
        Condition::Below(Quantity::Score(id), bound) => {
            raise_above(case, id, |_, value| *bound <= value, found);
        }
        _ => {}
    }
}

/// Raises a question that is answered to its first answer, worst first, that is enough by its
/// level or its worth.
fn raise_above(
    case: Case<'_>,
    id: &QuestionId,
    enough: impl Fn(f64, f64) -> bool,
    found: &mut BTreeMap<QuestionId, Value>,
) {
    let Some(question) = case.pack.question(id.as_str()) else { return };
    let answered = case.diagnostic.answer(id.as_str()).is_some_and(|a| a.state.is_answered());
    if !answered {
        return;
    }
    let worths = answers(question);
    let first = worths.into_iter().find(|(level, worth, _)| enough(*level, *worth));
    if let Some((_, _, to)) = first {
        raise_to(case, found, &Raise { question: id.clone(), to });
    }
}

/// The answers that can be given to a question, worst first: level, worth, answer. None where a
/// worth does not tell the answer.
fn answers(question: &Question) -> Vec<(f64, f64, Value)> {
    let cap = question.cap.unwrap_or(1.0);
    match (&question.kind, &question.scoring) {
        (Kind::Scale(levels), Scoring::Levels) => {
            let top = levels.len().saturating_sub(1).max(1) as f64;
            let all = (0_u8..).take(levels.len());
            let one = |level: u8| {
                let height = f64::from(level);
                (height, (height / top).min(cap), Value::Level(level))
            };
            all.map(one).collect()
        }
        (Kind::YesPartlyNo { .. }, Scoring::Options) => {
            let one = |(id, worth): (&str, f64)| (worth, worth.min(cap), Value::Choice(id.into()));
            [("no", 0.0), ("partly", 0.5), ("yes", 1.0)].into_iter().map(one).collect()
        }
        (Kind::Choice(options), Scoring::Options) => {
            // What applies to some territories only is no answer to count on.
            let some = options.iter().filter(|option| option.applies_if.is_none());
            let worth = |option: &OptionId, value: f64| {
                (value, value.min(cap), Value::Choice(option.clone()))
            };
            let mut all: Vec<_> = some.filter_map(|one| Some(worth(&one.id, one.value?))).collect();
            all.sort_by(|a, b| a.1.total_cmp(&b.1));
            all
        }
        _ => Vec::new(),
    }
}

/// Keeps the higher of two answers to one question.
fn raise_to(case: Case<'_>, all: &mut BTreeMap<QuestionId, Value>, raise: &Raise) {
    let height = |value: &Value| {
        let question = case.pack.question(raise.question.as_str());
        let answers = question.map(answers).unwrap_or_default();
        answers.iter().position(|(_, _, one)| one == value)
    };
    match all.get(&raise.question) {
        Some(present) if height(&raise.to) <= height(present) => {}
        _ => {
            all.insert(raise.question.clone(), raise.to.clone());
        }
    }
}

/// The results with these answers. Questions that nobody was asked before stay out: that they
/// would be asked then is no loss of the plan.
fn after(case: Case<'_>, raised: &BTreeMap<QuestionId, Value>) -> Assessment {
    let mut diagnostic = case.diagnostic.clone();
    for (id, value) in raised {
        if let Some(answer) = diagnostic.answers.get_mut(id) {
            answer.state = State::Given(value.clone());
        }
    }
    let first = assess(case.pack, &diagnostic);
    let ruled_out = |outcome: Outcome| outcome == Outcome::Excluded(Exclusion::RuledOut);
    let mut opened = false;
    for (before, now) in case.assessment.questions.iter().zip(&first.questions) {
        if ruled_out(before.outcome) && !ruled_out(now.outcome) {
            let answer = diagnostic.answers.entry(now.id.clone()).or_default();
            answer.state = State::NotApplicable { reason: String::new() };
            opened = true;
        }
    }
    if opened { assess(case.pack, &diagnostic) } else { first }
}
