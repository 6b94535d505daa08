//! Conditions: what they name exists, they can hold and fail, and they do not go in circles.

use std::collections::BTreeMap;

use crate::{
    domain::{OptionId, QuestionId},
    questionnaire::{
        Condition, Facts, Kind, Pack, ProblemKind, Quantity, Question, Scoring, Truth,
    },
};

use super::{Checker, ids::unresolved_in_test};

pub(super) fn check(checker: &mut Checker<'_>) {
    let pack = checker.pack;
    for block in &pack.blocks {
        for gate in &block.gates {
            check_one(checker, "block", block.id.as_str(), &gate.when);
        }
    }
    for competence in &pack.eligibility.competences {
        check_one(checker, "eligibility", "", &competence.when);
    }
    for question in &pack.questions {
        let id = question.id.as_str();
        if let Some(when) = &question.applies_if {
            check_one(checker, "question", id, when);
            check_answers_only(checker, question, when);
        }
        for option in question.kind.options() {
            if let Some(when) = &option.applies_if {
                check_one(checker, "question", id, when);
                check_answers_only(checker, question, when);
            }
        }
        if let Some(cycle) = cycle(pack, &mut vec![&question.id]) {
            checker.question(question, ProblemKind::ConditionCycle(cycle));
        }
    }
}

/// Reports what a condition names and the pack lacks; whether there is nothing of the kind.
pub(super) fn check_named(
    checker: &mut Checker<'_>,
    what: &str,
    id: &str,
    condition: &Condition,
) -> bool {
    let missing = unresolved(checker.pack, condition);
    let none = missing.is_empty();
    for (kind, name) in missing {
        checker.report(what, id, ProblemKind::UnresolvedId(kind, name));
    }
    none
}

pub(super) fn check_one(checker: &mut Checker<'_>, what: &str, id: &str, condition: &Condition) {
    if !check_named(checker, what, id, condition) {
        return;
    }
    let facts = Anything { pack: checker.pack, narrowed: BTreeMap::new() };
    match possible(condition, &facts) {
        Truth::False => {
            checker.report(what, id, ProblemKind::Unreachable(format!("{condition:?}")));
        }
        Truth::True => {
            checker.report(what, id, ProblemKind::AlwaysTrue(format!("{condition:?}")));
        }
        Truth::Unknown => {}
    }
}

/// Whether a condition can hold and fail over all that answers could be.
///
/// Within an `All`, comparisons of one quantity are joined first, so that « at least 3 and at most
/// 1 » is found out.
fn possible(condition: &Condition, facts: &Anything<'_>) -> Truth {
    let Condition::All(all) = condition else {
        return match condition {
            Condition::Any(any) => Truth::any(any.iter().map(|one| possible(one, facts))),
            Condition::SomeOf(needed, some) => {
                Truth::at_least(*needed, some.iter().map(|one| possible(one, facts)))
            }
            Condition::Not(one) => possible(one, facts).negated(),
            Condition::Known(_) | Condition::Unanswered(_) => Truth::Unknown,
            simple => simple.holds(facts),
        };
    };
    let mut narrowed = facts.clone();
    for one in all {
        let Some((quantity, bound)) = one.quantity() else { continue };
        let Some((low, high)) = narrowed.quantity(quantity) else { continue };
        let bounds = match one {
            Condition::AtLeast(..) | Condition::Above(..) => (low.max(bound), high),
            _ => (low, high.min(bound)),
        };
        if bounds.1 < bounds.0 {
            return Truth::False;
        }
        narrowed.narrowed.insert(quantity, bounds);
    }
    Truth::all(all.iter().map(|one| possible(one, facts)))
}

/// Facts of a territory of which nothing is known: every quantity has its whole range.
#[derive(Clone)]
struct Anything<'a> {
    pack: &'a Pack,
    narrowed: BTreeMap<&'a Quantity, (f64, f64)>,
}

impl Facts for Anything<'_> {
    fn quantity(&self, quantity: &Quantity) -> Option<(f64, f64)> {
        if let Some(bounds) = self.narrowed.get(quantity) {
            return Some(*bounds);
        }
        let kind = |id: &QuestionId| self.pack.question(id.as_str()).map(|q| &q.kind);
        Some(match quantity {
            Quantity::Level(id) => match kind(id) {
                Some(Kind::Scale(levels)) => (0.0, levels.len().saturating_sub(1) as f64),
                _ => return None,
            },
            Quantity::Figure(id) => match kind(id) {
                Some(Kind::Number { min, max, .. }) => {
                    (min.unwrap_or(f64::NEG_INFINITY), max.unwrap_or(f64::INFINITY))
                }
                Some(Kind::Numbers(_) | Kind::Derived(_)) => (f64::NEG_INFINITY, f64::INFINITY),
                _ => return None,
            },
            Quantity::Answer(_) => (f64::NEG_INFINITY, f64::INFINITY),
            Quantity::Part(..) | Quantity::Rows(..) => (0.0, f64::INFINITY),
            Quantity::Score(_)
            | Quantity::Block(_)
            | Quantity::Completeness(_)
            | Quantity::Gauge(_) => (0.0, 1.0),
            Quantity::Gap(_) => (-1.0, 1.0),
        })
    }

    fn picked(&self, _: &QuestionId, _: &OptionId) -> Truth {
        Truth::Unknown
    }

    fn known(&self, _: &QuestionId) -> bool {
        false
    }

    fn unanswered(&self, _: &QuestionId) -> bool {
        false
    }
}

/// What a condition names and the pack lacks.
fn unresolved(pack: &Pack, condition: &Condition) -> Vec<(&'static str, String)> {
    let mut missing = Vec::new();
    condition.walk(&mut |one| {
        match one {
            Condition::Picked(id, option) => match pack.question(id.as_str()) {
                None => missing.push(("question", id.to_string())),
                Some(question) if !has_option(question, option) => {
                    missing.push(("option", option.to_string()));
                }
                Some(_) => {}
            },
            Condition::Known(id) | Condition::Unanswered(id)
                if pack.question(id.as_str()).is_none() =>
            {
                missing.push(("question", id.to_string()));
            }
            _ => {}
        }
        if let Some((quantity, _)) = one.quantity() {
            missing.extend(unresolved_quantity(pack, quantity));
        }
    });
    missing
}

fn has_option(question: &Question, option: &OptionId) -> bool {
    match &question.kind {
        Kind::YesPartlyNo { .. } => ["yes", "partly", "no"].contains(&option.as_str()),
        kind => kind.options().iter().any(|known| known.id == *option),
    }
}

pub(super) fn unresolved_quantity(pack: &Pack, quantity: &Quantity) -> Vec<(&'static str, String)> {
    let absent = |what, id: &str, found: bool| {
        if found { vec![] } else { vec![(what, id.to_owned())] }
    };
    match quantity {
        Quantity::Level(id) => {
            let scale =
                pack.question(id.as_str()).is_some_and(|q| matches!(q.kind, Kind::Scale(_)));
            absent("scale", id.as_str(), scale)
        }
        Quantity::Score(id) => {
            let scored = pack.question(id.as_str()).is_some_and(|q| q.scoring != Scoring::Unscored);
            absent("scored question", id.as_str(), scored)
        }
        Quantity::Figure(id) | Quantity::Answer(id) | Quantity::Part(id, _) => {
            absent("question", id.as_str(), pack.question(id.as_str()).is_some())
        }
        Quantity::Block(id) | Quantity::Completeness(id) => {
            absent("block", id.as_str(), pack.block(id.as_str()).is_some())
        }
        Quantity::Gauge(id) => absent("gauge", id.as_str(), pack.gauge(id).is_some()),
        Quantity::Gap(id) => absent("tie", id.as_str(), pack.ties.iter().any(|tie| tie.id == *id)),
        Quantity::Rows(id, test) => match pack.table(id.as_str()) {
            None => vec![("table", id.to_string())],
            Some(table) => unresolved_in_test(table, &test.0),
        },
    }
}

fn check_answers_only(checker: &mut Checker<'_>, question: &Question, condition: &Condition) {
    let mut uses_score = false;
    condition.walk(&mut |one| {
        uses_score |= one.quantity().is_some_and(|(quantity, _)| {
            !matches!(
                quantity,
                Quantity::Level(_)
                    | Quantity::Figure(_)
                    | Quantity::Answer(_)
                    | Quantity::Part(..)
                    | Quantity::Rows(..)
            )
        });
    });
    if uses_score {
        checker.question(question, ProblemKind::ScoreInApplicability);
    }
}

/// The questions that decide whether a question is asked.
fn decided_by<'a>(pack: &'a Pack, id: &QuestionId) -> Vec<&'a QuestionId> {
    let mut ids = Vec::new();
    let Some(condition) = pack.question(id.as_str()).and_then(|q| q.applies_if.as_ref()) else {
        return ids;
    };
    condition.walk(&mut |one| match one {
        Condition::Picked(id, _) | Condition::Known(id) | Condition::Unanswered(id) => ids.push(id),
        _ => {
            if let Some((quantity, _)) = one.quantity()
                && let Quantity::Level(id)
                | Quantity::Figure(id)
                | Quantity::Answer(id)
                | Quantity::Part(id, _) = quantity
            {
                ids.push(id);
            }
        }
    });
    ids
}

/// The way from the first question of `path` back to itself, if there is one.
fn cycle<'a>(pack: &'a Pack, path: &mut Vec<&'a QuestionId>) -> Option<String> {
    for next in decided_by(pack, path.last()?) {
        if path.first() == Some(&next) {
            return Some(path.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" → "));
        }
        if !path.contains(&next) {
            path.push(next);
            if let Some(found) = cycle(pack, path) {
                return Some(found);
            }
            path.pop();
        }
    }
    None
}
