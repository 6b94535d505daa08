//! « Pourquoi ? »: every number taken apart into what it is made of (method § 3.1–3.5).
//!
//! Somebody who points at a number wants to redo it by hand: each answer with its figure, value and
//! weight, what was left out and why, and the formula. The parts of a sum add up to the number; the
//! words are in the language files, here is only the arithmetic.

use crate::{
    domain::{BlockId, Diagnostic, GaugeId, Interval, TieId},
    questionnaire::{Pack, Truth},
};

use super::{
    Aggregate, Assessment, Exclusion, Outcome, Weights, explain_matrix, explain_question,
    explanation::{Excluded, Explanation, Formula, Number, Part, Span, What, WhatExcluded},
    plan::{Members, Plan},
};

/// Takes a number apart; `None` if the pack or the matrix has no such number.
///
/// The assessment must be the one that `assess` gives for the same pack and diagnostic.
pub fn explain(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    number: &Number,
) -> Option<Explanation> {
    let by = &Weights::of_method(pack);
    match number {
        Number::Question(id) => explain_question::question(pack, diagnostic, assessment, id),
        Number::Block(id) => block(pack, assessment, by, pack.block_index(id.as_str())?),
        Number::Gauge(id) => gauge(pack, assessment, by, id),
        Number::Gap(id) => gap(pack, assessment, id),
        Number::Level(id) => level(pack, assessment, id),
        Number::Country(country, figure) => {
            explain_matrix::country((pack, diagnostic), assessment, *country, figure)
        }
        Number::Partnership(row, figure) => {
            explain_matrix::partnership(pack, assessment, *row, *figure)
        }
    }
}

/// A block by other weights than the method's, for exploration; see [`super::assess_with`].
pub fn explain_block_with(
    pack: &Pack,
    assessment: &Assessment,
    weights: &Weights,
    id: &BlockId,
) -> Option<Explanation> {
    block(pack, assessment, weights, pack.block_index(id.as_str())?)
}

fn block(
    pack: &Pack,
    assessment: &Assessment,
    weights: &Weights,
    index: usize,
) -> Option<Explanation> {
    let value = assessment.blocks.get(index)?.value;
    match Plan::of(pack).blocks.get(index)? {
        Members::Questions(questions) => {
            Some(weighted(pack, assessment, weights, questions, value))
        }
        Members::Blocks(blocks) => Some(mean(pack, assessment, weights, blocks, value)),
    }
}

fn gauge(
    pack: &Pack,
    assessment: &Assessment,
    weights: &Weights,
    id: &GaugeId,
) -> Option<Explanation> {
    let index = pack.gauges.iter().position(|gauge| gauge.id == *id)?;
    let value = assessment.gauges.get(index)?.value;
    let plan = Plan::of(pack);
    Some(weighted(pack, assessment, weights, plan.gauges.get(index)?, value))
}

/// A weighted mean of questions.
fn weighted(
    pack: &Pack,
    assessment: &Assessment,
    weights: &Weights,
    questions: &[usize],
    value: Option<Aggregate>,
) -> Explanation {
    let mut explanation = Explanation::new(Formula::WeightedMean, value.map(Span::from));
    let whole = value.map_or(0.0, |value| value.weight);
    let known = value.map_or(0.0, |value| value.weight * value.completeness);
    explanation.weight = value.map(|value| value.weight);
    for index in questions {
        let (Some(question), Some(score)) =
            (pack.questions.get(*index), assessment.questions.get(*index))
        else {
            continue;
        };
        let Some(ends) = score.outcome.interval() else {
            if let Outcome::Excluded(why) = score.outcome {
                let what = WhatExcluded::Question(question.id.clone());
                explanation.excluded.push(Excluded { what, why });
            }
            continue;
        };
        let weight = weights.question(*index);
        if weight <= 0.0 {
            continue;
        }
        let is_known = score.outcome.is_known();
        explanation.parts.push(Part {
            weight: Some(weight),
            share: Some(weight / whole),
            figure: score.figure,
            value: is_known.then_some(ends),
            adds: Some(Span {
                low: weight * ends.low() / whole,
                centre: is_known.then(|| weight * ends.mid() / known),
                high: weight * ends.high() / whole,
            }),
            ..Part::of(What::Question(question.id.clone()))
        });
    }
    explanation
}

/// A mean of blocks.
fn mean(
    pack: &Pack,
    assessment: &Assessment,
    weights: &Weights,
    blocks: &[usize],
    value: Option<Aggregate>,
) -> Explanation {
    let mut explanation = Explanation::new(Formula::Mean, value.map(Span::from));
    let whole = value.map_or(0.0, |value| value.weight);
    explanation.weight = value.map(|value| value.weight);
    let member = |index: &usize| Some((*index, assessment.blocks.get(*index)?));
    let centred = blocks.iter().filter_map(member).filter_map(|(index, member)| {
        member.value?.centre?;
        Some(weights.block(index))
    });
    let centred: f64 = centred.sum();
    for (index, member) in blocks.iter().filter_map(member) {
        let Some(block) = pack.blocks.get(index) else { continue };
        let Some(own) = member.value else {
            let what = WhatExcluded::Block(block.id.clone());
            explanation.excluded.push(Excluded { what, why: Exclusion::NothingToCount });
            continue;
        };
        let weight = weights.block(index);
        if weight <= 0.0 {
            continue;
        }
        explanation.parts.push(Part {
            weight: Some(weight),
            share: Some(weight / whole),
            value: own.centre.map(|_| Interval::new(own.low, own.high)),
            adds: Some(Span {
                low: weight * own.low / whole,
                centre: own.centre.map(|centre| weight * centre / centred),
                high: weight * own.high / whole,
            }),
            ..Part::of(What::Block(block.id.clone()))
        });
    }
    explanation
}

fn gap(pack: &Pack, assessment: &Assessment, id: &TieId) -> Option<Explanation> {
    let index = pack.ties.iter().position(|tie| tie.id == *id)?;
    let (tie, reading) = (pack.ties.get(index)?, assessment.ties.get(index)?);
    let result = reading.gap_bounds.map(|(low, high)| Span { low, centre: reading.gap, high });
    let mut explanation = Explanation::new(Formula::Difference, result);
    for (block, sign) in [(&tie.intensity, 1.0), (&tie.mobilisation, -1.0)] {
        let value = assessment.value(pack, block.as_str());
        let ends = value.map(|value| (sign * value.low, sign * value.high));
        explanation.parts.push(Part {
            value: value.map(|value| Interval::new(value.low, value.high)),
            adds: value.zip(ends).map(|(value, (a, b))| Span {
                low: a.min(b),
                // The gap is told only when both centres can be.
                centre: reading.gap.and(value.centre).map(|centre| sign * centre),
                high: a.max(b),
            }),
            ..Part::of(What::Block(block.clone()))
        });
    }
    Some(explanation)
}

/// Every threshold and gate of a block, in rising order, with whether it holds.
fn level(pack: &Pack, assessment: &Assessment, id: &BlockId) -> Option<Explanation> {
    let score = assessment.block(pack, id.as_str())?;
    let (reading, value) = (score.level.as_ref()?, score.value?);
    let (sure, possible) = reading.range();
    let result = Span { low: f64::from(sure), centre: None, high: f64::from(possible) };
    let mut explanation = Explanation::new(Formula::ThresholdAndGates, Some(result));
    let shown = value.shown_centre().unwrap_or(value.low);
    for (level, name) in (0_u8..).zip(&pack.levels.names) {
        let holds = super::aggregate::reaches(shown, name.from);
        let maybe = super::aggregate::reaches(value.high, name.from);
        let threshold = match (holds, maybe) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        };
        explanation.parts.push(Part {
            figure: Some((name.from, name.from)),
            value: Some(Interval::new(value.low, value.high)),
            holds: Some(threshold),
            ..Part::of(What::Threshold(level))
        });
        for (index, gate) in reading.gates.iter().enumerate().filter(|(_, g)| g.level == level) {
            explanation
                .parts
                .push(Part { holds: Some(gate.holds), ..Part::of(What::Gate(level, index)) });
        }
    }
    Some(explanation)
}
