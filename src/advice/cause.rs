//! Why a rule fires: the parts of its condition that decided, and what they looked at.

use crate::questionnaire::{Condition, Facts, Quantity};

use super::{Cause, Fact};

/// What decided a condition, each thing once, in the author's order.
///
/// Of alternatives, those that came out like the whole; of requirements, all of them.
pub(super) fn causes(condition: &Condition, facts: &impl Facts) -> Vec<Cause> {
    let mut found = Vec::new();
    collect(condition, facts, &mut found);
    found
}

fn collect(condition: &Condition, facts: &impl Facts, found: &mut Vec<Cause>) {
    let holds = condition.holds(facts);
    match condition {
        Condition::All(all) => all.iter().for_each(|one| collect(one, facts, found)),
        Condition::Any(some) | Condition::SomeOf(_, some) => {
            let like = some.iter().filter(|one| one.holds(facts) == holds);
            like.for_each(|one| collect(one, facts, found));
        }
        Condition::Not(one) => collect(one, facts, found),
        simple => {
            if let Some(fact) = fact(simple, facts)
                && !found.iter().any(|cause| same(&cause.fact, &fact))
            {
                found.push(Cause { fact, holds });
            }
        }
    }
}

fn same(a: &Fact, b: &Fact) -> bool {
    match (a, b) {
        (Fact::Rows(a, ..), Fact::Rows(b, ..)) => a == b,
        _ => a == b,
    }
}

/// What a simple condition looks at.
fn fact(condition: &Condition, facts: &impl Facts) -> Option<Fact> {
    let question = match condition {
        Condition::Picked(id, _) | Condition::Known(id) | Condition::Unanswered(id) => id,
        _ => {
            let (quantity, _) = condition.quantity()?;
            match quantity {
                Quantity::Level(id)
                | Quantity::Score(id)
                | Quantity::Figure(id)
                | Quantity::Answer(id)
                | Quantity::Part(id, _) => id,
                Quantity::Block(id) => return Some(Fact::Block(id.clone())),
                Quantity::Completeness(id) => return Some(Fact::Completeness(id.clone())),
                Quantity::Gauge(id) => return Some(Fact::Gauge(id.clone())),
                Quantity::Gap(id) => return Some(Fact::Gap(id.clone())),
                Quantity::Rows(id, _) => {
                    let (sure, possible) = facts.quantity(quantity)?;
                    return Some(Fact::Rows(id.clone(), count(sure), count(possible)));
                }
            }
        }
    };
    Some(Fact::Question(question.clone()))
}

/// A number of rows as facts give it.
fn count(rows: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of rows is a whole number from 0"
    )]
    let count = rows.clamp(0.0, 1e9) as usize;
    count
}

/// Whether a condition looks for something that is lacking: a low value, or a wide gap.
pub(super) const fn looks_for_lack(condition: &Condition) -> bool {
    match condition {
        Condition::AtMost(quantity, _) | Condition::Below(quantity, _) => {
            !matches!(quantity, Quantity::Gap(_) | Quantity::Rows(..))
        }
        Condition::AtLeast(quantity, _) | Condition::Above(quantity, _) => {
            matches!(quantity, Quantity::Gap(_))
        }
        _ => false,
    }
}
