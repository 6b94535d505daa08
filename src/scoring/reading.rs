//! Second readings of the same answers: gauges, and each tie against what is done with it.

use crate::{
    domain::BlockId,
    questionnaire::{Pack, TiePair},
};

use super::{
    Aggregate, BlockScore, GaugeScore, TieReading, TieVerdict,
    aggregate::{With, reaches, weighted},
};

/// The gauges of a pack, in its order: action and mobilization only.
pub(super) fn gauges(pack: &Pack, with: With<'_>) -> Vec<GaugeScore> {
    let gauges = pack.gauges.iter().zip(&with.plan.gauges);
    gauges
        .map(|(gauge, questions)| GaugeScore {
            id: gauge.id.clone(),
            value: weighted(with, questions, None),
        })
        .collect()
}

/// The ties of a pack, in its order.
pub(super) fn ties(pack: &Pack, blocks: &[BlockScore]) -> Vec<TieReading> {
    let value = |id: &BlockId| {
        pack.block_index(id.as_str()).and_then(|index| blocks.get(index)).and_then(|b| b.value)
    };
    pack.ties
        .iter()
        .map(|tie| tie_reading(tie, value(&tie.intensity).zip(value(&tie.mobilisation))))
        .collect()
}

fn tie_reading(tie: &TiePair, halves: Option<(Aggregate, Aggregate)>) -> TieReading {
    let gap = halves.and_then(|(has, does)| Some(has.shown_centre()? - does.shown_centre()?));
    let verdict = match gap {
        None => TieVerdict::Insufficient,
        Some(gap) if reaches(gap, tie.notable_gap) => TieVerdict::UnderMobilised,
        Some(gap) if reaches(-gap, tie.notable_gap) => TieVerdict::Unrooted,
        Some(_) => TieVerdict::Balanced,
    };
    let gap_bounds = halves.map(|(has, does)| (has.low - does.high, has.high - does.low));
    TieReading { id: tie.id.clone(), gap, gap_bounds, verdict }
}
