//! Aggregation: weighted values to an interval, a centre and its completeness (method § 3.3).

use crate::{
    domain::Interval,
    questionnaire::{Block, BlockMembers, Pack, Question},
};

use super::{Aggregate, BlockScore, Letter, QuestionScore, Reliability};

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

/// How far a block has been computed.
#[derive(Clone, Copy)]
enum Progress {
    /// One of its members has not.
    Waiting,
    /// It has; `None` if nothing in it applies.
    Done(Option<Aggregate>),
}

/// The blocks of a pack, in its order.
pub(super) fn blocks(pack: &Pack, scores: &[QuestionScore]) -> Vec<BlockScore> {
    let mut values = vec![Progress::Waiting; pack.blocks.len()];
    // A block of blocks waits for its members; each round settles at least one, or none is left.
    for _ in 0..pack.blocks.len() {
        for (index, block) in pack.blocks.iter().enumerate() {
            let value = match values.get(index) {
                Some(Progress::Waiting) => block_value(pack, block, scores, &values),
                Some(Progress::Done(_)) | None => continue,
            };
            if let Some(place) = values.get_mut(index) {
                *place = value;
            }
        }
        if values.iter().all(|value| matches!(value, Progress::Done(_))) {
            break;
        }
    }
    let score = |(block, value): (&Block, Progress)| BlockScore {
        id: block.id.clone(),
        value: match value {
            Progress::Done(value) => value,
            Progress::Waiting => None,
        },
        level: None,
    };
    pack.blocks.iter().zip(values).map(score).collect()
}

fn block_value(
    pack: &Pack,
    block: &Block,
    scores: &[QuestionScore],
    values: &[Progress],
) -> Progress {
    let ids = match &block.of {
        BlockMembers::Questions => {
            let all = pack.questions.iter().zip(scores);
            let own = all.filter(|(question, _)| question.block.as_ref() == Some(&block.id));
            return Progress::Done(weighted(own, block.centre_needs));
        }
        BlockMembers::Mean(ids) => ids,
    };
    let mut members = Vec::new();
    for id in ids {
        match pack.block_index(id.as_str()).and_then(|index| values.get(index)) {
            Some(Progress::Done(value)) => members.extend(*value),
            Some(Progress::Waiting) | None => return Progress::Waiting,
        }
    }
    Progress::Done(mean(&members, block.centre_needs))
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
pub(super) fn weighted<'a>(
    questions: impl Iterator<Item = (&'a Question, &'a QuestionScore)>,
    centre_needs: Option<f64>,
) -> Option<Aggregate> {
    let mut sums = Sums::default();
    for (question, score) in questions {
        if let Some(value) = score.outcome.interval() {
            sums.add(question.weight.get(), score, value);
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

/// The plain mean of blocks; `None` if there is none.
///
/// The centre is the mean of the members' centres that exist, so that a member of which nothing is
/// known does not pull it.
pub(super) fn mean(members: &[Aggregate], centre_needs: Option<f64>) -> Option<Aggregate> {
    let mean_of = |value: fn(&Aggregate) -> f64| average(members.iter().map(value));
    let count = members.len() as f64;
    let needed = (centre_needs.unwrap_or(CENTRE_NEEDS) * count - ROUNDING).ceil();
    let sufficient = members.iter().filter(|member| member.sufficient).count() as f64;
    let stale = members.iter().filter(|member| member.reliability.stale).count() as f64;
    Some(ordered(Aggregate {
        low: mean_of(|member| member.low)?,
        centre: average(members.iter().filter_map(|member| member.centre)),
        high: mean_of(|member| member.high)?,
        completeness: mean_of(|member| member.completeness)?,
        sufficient: needed <= sufficient,
        weight: count,
        reliability: reliability(
            mean_of(|member| member.reliability.value)?,
            STALE_SHARE < stale / count,
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
