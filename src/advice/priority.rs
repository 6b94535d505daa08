//! The priority of a measure, π = .40·G + .25·Amb + .20·Lev + .15·Ease, its four terms kept.

use crate::{
    domain::{BlockId, QuestionId},
    questionnaire::{BlockMembers, Condition, Facts as _, Lever, Quantity, Rule, Trigger, Truth},
};

use super::{Priority, cause::looks_for_lack, facts::Case};

/// What a term counts when nothing is known of it.
const UNKNOWN: f64 = 0.5;

impl Priority {
    /// The priority made of its four terms.
    pub(super) fn of(gap: f64, ambition: Option<f64>, leverage: f64, ease: f64) -> Self {
        let ambition = ambition.unwrap_or(gap);
        let value = 0.40 * gap + 0.25 * ambition + 0.20 * leverage + 0.15 * ease;
        Self { value, gap, ambition, leverage, ease }
    }
}

/// The priority of a rule over answers.
pub(super) fn of_rule(case: Case<'_>, rule: &Rule, holds: Truth) -> Priority {
    let gap = match &rule.when {
        Trigger::When(condition) => gap(case, condition, holds),
        _ if holds.is_true() => 1.0,
        _ => UNKNOWN,
    };
    Priority::of(gap, ambition(case, rule), leverage(case, rule), rule.ease.value())
}

/// G: one minus the mean value of what a condition finds lacking.
fn gap(case: Case<'_>, condition: &Condition, holds: Truth) -> f64 {
    let mut values: Vec<f64> = Vec::new();
    let mut seen: Vec<&Quantity> = Vec::new();
    condition.walk(&mut |one| {
        if let Some((quantity, _)) = one.quantity()
            && looks_for_lack(one)
            && !seen.contains(&quantity)
        {
            seen.push(quantity);
            values.extend(value(case, quantity));
        }
    });
    if values.is_empty() {
        return if holds.is_true() { 1.0 } else { UNKNOWN };
    }
    1.0 - values.iter().sum::<f64>() / values.len() as f64
}

/// The value of what a condition compares, from 0 to 1; `None` if it says nothing of a gap.
fn value(case: Case<'_>, quantity: &Quantity) -> Option<f64> {
    match quantity {
        Quantity::Level(id)
        | Quantity::Score(id)
        | Quantity::Figure(id)
        | Quantity::Answer(id)
        | Quantity::Part(id, _) => case.value(id),
        Quantity::Block(_) | Quantity::Completeness(_) | Quantity::Gauge(_) => {
            let (low, high) = case.facts().quantity(quantity)?;
            Some(f64::midpoint(low, high))
        }
        Quantity::Gap(id) => {
            let tie = case.assessment.ties.iter().find(|tie| tie.id == *id)?;
            Some(tie.gap.map_or(UNKNOWN, |gap| 1.0 - gap.clamp(0.0, 1.0)))
        }
        Quantity::Rows(..) => None,
    }
}

/// Amb: the largest distance from the level reached to the level wanted, over all levels.
pub(super) fn ambition(case: Case<'_>, rule: &Rule) -> Option<f64> {
    let top = case.pack.levels.names.len().checked_sub(1).filter(|top| 0 < *top)?;
    let mut blocks: Vec<&BlockId> = rule.raises.iter().collect();
    if let Trigger::When(condition) = &rule.when {
        condition.walk(&mut |one| {
            if looks_for_lack(one)
                && let Some((quantity, _)) = one.quantity()
            {
                blocks.extend(levelled(case, quantity));
            }
        });
    }
    let distance = |id: &&BlockId| {
        let wanted = case.diagnostic.ambitions.get(*id)?.level;
        let level = case.assessment.block(case.pack, id.as_str())?.level.as_ref()?;
        let (reached, _) = level.range();
        Some(f64::from(wanted.saturating_sub(reached)) / top as f64)
    };
    blocks.iter().filter_map(distance).max_by(f64::total_cmp)
}

/// The levelled block that a question counts in, or that a block is or belongs to.
fn levelled<'a>(case: Case<'a>, quantity: &Quantity) -> Option<&'a BlockId> {
    let of_question = |id: &QuestionId| case.pack.question(id.as_str())?.block.as_ref();
    let block = match quantity {
        Quantity::Level(id)
        | Quantity::Score(id)
        | Quantity::Figure(id)
        | Quantity::Answer(id)
        | Quantity::Part(id, _) => of_question(id)?,
        Quantity::Block(id) => id,
        Quantity::Gap(id) => &case.pack.ties.iter().find(|tie| tie.id == *id)?.mobilisation,
        Quantity::Completeness(_) | Quantity::Gauge(_) | Quantity::Rows(..) => return None,
    };
    let found = case.pack.blocks.iter().filter(|one| one.levelled).find(|one| {
        one.id == *block || matches!(&one.of, BlockMembers::Mean(of) if of.contains(block))
    });
    found.map(|one| &one.id)
}

/// Lev: the strongest tie or opportunity behind a rule.
fn leverage(case: Case<'_>, rule: &Rule) -> f64 {
    let known = rule.levers.iter().filter_map(|lever| match lever {
        Lever::Tie(id) => {
            let tie = case.pack.ties.iter().find(|tie| tie.id == *id)?;
            case.assessment.value(case.pack, tie.intensity.as_str())?.shown_centre()
        }
        Lever::Countries => {
            let countries = &case.assessment.matrix.as_ref()?.countries;
            countries.iter().map(|row| row.opportunity.mid()).max_by(f64::total_cmp)
        }
    });
    known.max_by(f64::total_cmp).unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_ambition_the_gap_stands_for_it() {
        let one = Priority::of(0.8, None, 0.5, 1.0);
        assert!((one.value - (0.65 * 0.8 + 0.1 + 0.15)).abs() < 1e-12);
        assert!((Priority::of(0.8, Some(0.0), 0.5, 1.0).value - 0.57).abs() < 1e-12);
        assert!((Priority::of(1.0, Some(1.0), 1.0, 1.0).value - 1.0).abs() < 1e-12);
    }
}
