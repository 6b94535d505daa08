//! Do results stand if weights, goalposts and what is missing were otherwise? (Method § 3.6.)
//!
//! An official who presents a level needs to know whether it hangs by a thread. Many draws redo the
//! assessment with each weight × U(0.75, 1.25), each open value ~ U(low, high) and each set of
//! goalposts × U(0.85, 1.15). The balance test is another question, and run apart: in half of its
//! draws one hole hurts, since means are geometric. The same seed gives the same bits everywhere.

use std::ops::ControlFlow;

use crate::{
    domain::{BlockId, CountryCode, Diagnostic, GaugeId, QuestionId, TieId},
    questionnaire::Pack,
};

use super::{
    Aggregate, Assessment, Exclusion, Outcome, TieReading, Weights,
    aggregate::{With, block_value},
    draw::Draws,
    draw_countries,
    plan::Plan,
};

/// From which share of draws a level is « solide ».
pub const SOLID: f64 = 0.80;

/// How many gaps, and how many countries, are followed.
const TOP_GAPS: usize = 3;
const TOP_COUNTRIES: usize = 5;

/// How many draws pass between two reports of progress.
const PACE: usize = 64;

/// How draws are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawSettings {
    /// How many draws.
    pub draws: usize,
    /// The seed of the generator.
    pub seed: u64,
    /// Whether this is the balance test (« test d'équilibre »): geometric means in half of draws.
    pub balance: bool,
}

impl Default for DrawSettings {
    /// The method's: 2,000 draws from seed 42, arithmetic means.
    fn default() -> Self {
        Self { draws: 2_000, seed: 42, balance: false }
    }
}

/// What draws say of an assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Robustness {
    /// How they were made.
    pub settings: DrawSettings,
    /// One entry for each block of the pack, in its order.
    pub blocks: Vec<BlockSpread>,
    /// One entry for each gauge of the pack, in its order.
    pub gauges: Vec<GaugeSpread>,
    /// The ties of which most is left unused, largest gap first.
    pub gaps: Vec<Stability<TieId>>,
    /// The countries of the largest opportunity, largest first.
    pub countries: Vec<Stability<CountryCode>>,
    /// What centres would be without each known question.
    pub without: Vec<LeftOut>,
}

/// The spread of a number over draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// One draw in twenty is lower.
    pub p5: f64,
    /// Half of draws are lower.
    pub p50: f64,
    /// One draw in twenty is higher.
    pub p95: f64,
}

/// The spread of a block and of its level.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockSpread {
    /// The block.
    pub id: BlockId,
    /// Its spread; `None` if nothing in it applies.
    pub spread: Option<Spread>,
    /// The share of draws in which each level is reached, lowest first; empty for a block without.
    pub levels: Vec<f64>,
}

/// The spread of a gauge.
#[derive(Clone, Debug, PartialEq)]
pub struct GaugeSpread {
    /// The gauge.
    pub id: GaugeId,
    /// Its spread; `None` if no question of it applies.
    pub spread: Option<Spread>,
}

/// How often something that stands among the first stays there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stability<T> {
    /// What stands among the first.
    pub id: T,
    /// In how many draws it stays.
    pub stays: usize,
}

/// What centres would be without one question.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The question left out.
    pub question: QuestionId,
    /// By how much C changes, for its block and every index above.
    pub changes: Vec<(BlockId, f64)>,
}

impl BlockSpread {
    /// The likeliest level and its share of draws; the lower of equals.
    pub fn likeliest(&self) -> Option<(u8, f64)> {
        let levels = (0_u8..).zip(self.levels.iter().copied());
        levels.reduce(|a, b| if a.1 < b.1 { b } else { a })
    }

    /// Whether one level is reached in at least four draws of five (« solide », else « fragile »).
    pub fn is_solid(&self) -> bool {
        self.likeliest().is_some_and(|(_, share)| SOLID <= share)
    }
}

impl<T> Stability<T> {
    /// The share of draws in which it stays.
    pub fn share(&self, settings: DrawSettings) -> f64 {
        self.stays as f64 / settings.draws.max(1) as f64
    }
}

/// Makes the draws; `None` if `progress`, told how many of how many are done, asks to stop.
///
/// The assessment must be the one that `assess` gives for the same pack and diagnostic. This may
/// take some tens of milliseconds: call it off the thread that draws windows.
pub fn robustness(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    settings: DrawSettings,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Option<Robustness> {
    let plan = Plan::of(pack);
    let mut draws = Draws::new(pack, diagnostic, assessment, &plan, settings);
    let gaps = largest_gaps(assessment);
    let mut stays = vec![0; gaps.len()];
    let mut countries =
        draw_countries::Countries::new(pack, diagnostic, assessment, settings, TOP_COUNTRIES);
    for done in 0..settings.draws {
        if done % PACE == 0 && progress(done, settings.draws).is_break() {
            return None;
        }
        draws.next();
        let first = first(&draws.gaps(), gaps.len());
        for (tie, stays) in gaps.iter().zip(&mut stays) {
            *stays += usize::from(first.contains(tie));
        }
        countries.next();
    }
    let id = |tie: &usize| pack.ties.get(*tie).map(|tie| tie.id.clone());
    let (blocks, gauges) = draws.spreads();
    Some(Robustness {
        settings,
        blocks,
        gauges,
        gaps: gaps
            .iter()
            .zip(stays)
            .filter_map(|(tie, stays)| Some(Stability { id: id(tie)?, stays }))
            .collect(),
        countries: countries.stability(),
        without: without(pack, assessment, &plan),
    })
}

/// The ties of the largest gaps, by the centres, else by the middle of what they can be.
fn largest_gaps(assessment: &Assessment) -> Vec<usize> {
    let gap = |tie: &TieReading| {
        tie.gap.or_else(|| tie.gap_bounds.map(|(low, high)| f64::midpoint(low, high)))
    };
    let gaps: Vec<Option<f64>> = assessment.ties.iter().map(gap).collect();
    first(&gaps, TOP_GAPS)
}

/// The places of the largest values, largest first, the first of equals before the others.
fn first(values: &[Option<f64>], count: usize) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> =
        values.iter().enumerate().filter_map(|(index, value)| Some((index, (*value)?))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order.into_iter().take(count).map(|(index, _)| index).collect()
}

/// The centres without each known question.
fn without(pack: &Pack, assessment: &Assessment, plan: &Plan) -> Vec<LeftOut> {
    let weights = Weights::of_method(pack);
    let mut questions = assessment.questions.clone();
    let now: Vec<Option<Aggregate>> = assessment.blocks.iter().map(|block| block.value).collect();
    let mut all = Vec::new();
    for (index, score) in assessment.questions.iter().enumerate() {
        if !score.outcome.is_known() {
            continue;
        }
        if let Some(one) = questions.get_mut(index) {
            one.outcome = Outcome::Excluded(Exclusion::NotApplicable);
        }
        let mut values = now.clone();
        let mut changes = Vec::new();
        for block in plan.reached_by(index) {
            let with = With { plan, weights: &weights, questions: &questions };
            let value = block_value(pack, with, block, &values);
            let before = now.get(block).copied().flatten().and_then(|value| value.centre);
            let after = value.and_then(|value| value.centre);
            if let (Some((after, before)), Some(block)) =
                (after.zip(before), pack.blocks.get(block))
            {
                changes.push((block.id.clone(), after - before));
            }
            if let Some(place) = values.get_mut(block) {
                *place = value;
            }
        }
        if let Some(one) = questions.get_mut(index) {
            one.outcome = score.outcome;
        }
        all.push(LeftOut { question: score.id.clone(), changes });
    }
    all
}

/// The spread of some draws, by the method's choice of places in their order.
pub(super) fn spread(mut draws: Vec<f64>) -> Option<Spread> {
    let last = draws.len().checked_sub(1)?;
    let mut at = |share: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place within the draws"
        )]
        let place = (share * last as f64) as usize;
        *draws.select_nth_unstable_by(place, f64::total_cmp).1
    };
    Some(Spread { p5: at(0.05), p50: at(0.5), p95: at(0.95) })
}
