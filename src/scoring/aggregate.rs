//! Aggregation: weighted values to an interval, a centre and its completeness (method § 3.3).

use crate::{
    domain::Interval,
    questionnaire::{Block, Pack},
};

use super::{
    Aggregate, BlockScore, Letter, QuestionScore, Reliability, Weights,
    plan::{Members, Plan},
};

/// The share of weight, or of members, that must be known where a pack does not say.
const CENTRE_NEEDS: f64 = 0.60;
/// The share of weight from which staleness is told.
const STALE_SHARE: f64 = 0.25;
/// What rounding may take from a sum without changing a verdict.
const ROUNDING: f64 = 1e-9;

/// Whether a value reaches a threshold, forgiving what rounding took from it.
pub(super) fn reaches(value: f64, threshold: f64) -> bool {
    threshold <= value + ROUNDING
}

/// The blocks of a pack, in its order, without their levels.
pub(super) fn blocks(pack: &Pack, with: With<'_>) -> Vec<BlockScore> {
    let mut values = vec![None; pack.blocks.len()];
    for index in &with.plan.order {
        let value = block_value(pack, with, *index, &values);
        if let Some(place) = values.get_mut(*index) {
            *place = value;
        }
    }
    let score = |(block, value): (&Block, Option<Aggregate>)| BlockScore {
        id: block.id.clone(),
        value,
        level: None,
    };
    pack.blocks.iter().zip(values).map(score).collect()
}

/// What blocks and gauges are computed from.
#[derive(Clone, Copy)]
pub(super) struct With<'a> {
    pub(super) plan: &'a Plan,
    pub(super) weights: &'a Weights,
    pub(super) questions: &'a [QuestionScore],
}

/// One block, from its questions or from the values of other blocks.
pub(super) fn block_value(
    pack: &Pack,
    with: With<'_>,
    index: usize,
    values: &[Option<Aggregate>],
) -> Option<Aggregate> {
    let needs = pack.blocks.get(index).and_then(|block| block.centre_needs);
    match with.plan.blocks.get(index)? {
        Members::Questions(questions) => weighted(with, questions, needs),
        Members::Blocks(blocks) => {
            let value = |block: &usize| {
                let value = values.get(*block).copied().flatten()?;
                Some((with.weights.block(*block), value))
            };
            mean(&blocks.iter().filter_map(value).collect::<Vec<_>>(), needs)
        }
    }
}

/// Sums over the questions that count, in the pack's order.
#[derive(Default)]
struct Sums {
    weight: f64,
    low: f64,
    high: f64,
    known: f64,
    middle: f64,
    grade: f64,
    stale: f64,
}

impl Sums {
    fn add(&mut self, weight: f64, score: &QuestionScore, value: Interval) {
        self.weight += weight;
        self.low += weight * value.low();
        self.high += weight * value.high();
        if score.outcome.is_known() {
            self.known += weight;
            self.middle += weight * value.mid();
            self.grade += weight * score.evidence.unwrap_or(0.0);
            self.stale += if score.stale { weight } else { 0.0 };
        }
    }
}

/// The weighted mean of questions; `None` if none of them counts.
pub(super) fn weighted(
    with: With<'_>,
    questions: &[usize],
    centre_needs: Option<f64>,
) -> Option<Aggregate> {
    let mut sums = Sums::default();
    for index in questions {
        let Some(score) = with.questions.get(*index) else { continue };
        if let Some(value) = score.outcome.interval() {
            sums.add(with.weights.question(*index), score, value);
        }
    }
    if sums.weight <= 0.0 {
        return None;
    }
    let completeness = sums.known / sums.weight;
    let grade = if 0.0 < sums.known { sums.grade / sums.known } else { 0.0 };
    let stale = STALE_SHARE < sums.stale / sums.weight;
    Some(ordered(Aggregate {
        low: sums.low / sums.weight,
        centre: (0.0 < sums.known).then(|| sums.middle / sums.known),
        high: sums.high / sums.weight,
        completeness,
        sufficient: reaches(completeness, centre_needs.unwrap_or(CENTRE_NEEDS)),
        weight: sums.weight,
        reliability: reliability(completeness * grade / 3.0, stale),
    }))
}

/// The mean of blocks by weights, which are all alike in the method; `None` if there is none.
///
/// The centre is the mean of the members' centres that exist, so that a member of which nothing is
/// known does not pull it.
fn mean(members: &[(f64, Aggregate)], centre_needs: Option<f64>) -> Option<Aggregate> {
    let members = || members.iter().filter(|(weight, _)| 0.0 < *weight);
    let mean_of = |value: fn(&Aggregate) -> Option<f64>| {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (weight, member) in members() {
            if let Some(value) = value(member) {
                sum += weight * value;
                weights += weight;
            }
        }
        (0.0 < weights).then(|| sum / weights)
    };
    let weight = members().map(|(weight, _)| weight).sum::<f64>();
    let stale = members().filter(|(_, member)| member.reliability.stale);
    let needed =
        (centre_needs.unwrap_or(CENTRE_NEEDS) * members().count() as f64 - ROUNDING).ceil();
    let sufficient = members().filter(|(_, member)| member.sufficient).count() as f64;
    Some(ordered(Aggregate {
        low: mean_of(|member| Some(member.low))?,
        centre: mean_of(|member| member.centre),
        high: mean_of(|member| Some(member.high))?,
        completeness: mean_of(|member| Some(member.completeness))?,
        sufficient: needed <= sufficient,
        weight,
        reliability: reliability(
            mean_of(|member| Some(member.reliability.value))?,
            STALE_SHARE < stale.map(|(weight, _)| weight).sum::<f64>() / weight,
        ),
    }))
}

/// The mean of some numbers; `None` without any.
pub(super) fn average(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (0.0 < count).then(|| sum / count)
}

/// Rounding must not put a centre outside the interval that it lies in.
fn ordered(aggregate: Aggregate) -> Aggregate {
    let high = aggregate.high.max(aggregate.low);
    let centre = aggregate.centre.map(|centre| centre.clamp(aggregate.low, high));
    Aggregate { centre, high, ..aggregate }
}

fn reliability(value: f64, stale: bool) -> Reliability {
    Reliability { value, letter: Letter::of(value), stale }
}
