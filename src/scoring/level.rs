//! Maturity levels: a threshold and every gate up to it (method § 3.4).

use crate::{
    domain::{Diagnostic, Path},
    questionnaire::{Block, Facts, Gate, Levels, Pack, Truth},
};

use super::{
    Aggregate, Assessment, GateState, LevelAt, LevelReading, ScoredFacts, aggregate::reaches,
};

/// The level of every block that bears one, in the pack's order.
pub(super) fn readings(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
) -> Vec<Option<LevelReading>> {
    let facts = ScoredFacts::new(pack, diagnostic, assessment);
    let limit = limit(pack, diagnostic);
    let blocks = pack.blocks.iter().zip(&assessment.blocks);
    blocks
        .map(|(block, score)| {
            let value = score.value.filter(|_| block.levelled)?;
            Some(reading(&pack.levels, limit, &value, gates(block, &facts)))
        })
        .collect()
}

/// The highest level that this diagnostic can give.
pub(super) fn limit(pack: &Pack, diagnostic: &Diagnostic) -> u8 {
    let quick = diagnostic.path == Path::Quick;
    pack.levels.quick_limit.filter(|_| quick).unwrap_or(u8::MAX)
}

/// What is known of a block's gates.
fn gates(block: &Block, facts: &impl Facts) -> Vec<GateState> {
    let state = |gate: &Gate| GateState { level: gate.level, holds: gate.when.holds(facts) };
    block.gates.iter().map(state).collect()
}

/// The level by L, C and H.
pub(super) fn reading(
    levels: &Levels,
    limit: u8,
    value: &Aggregate,
    gates: Vec<GateState>,
) -> LevelReading {
    let reached = |value: f64, accept: fn(Truth) -> bool| {
        let passes = |gate: &GateState| accept(gate.holds);
        reached(levels, limit, value, |level| {
            gates.iter().filter(|gate| gate.level == level).all(passes)
        })
    };
    let at = |value: f64| LevelAt {
        sure: reached(value, Truth::is_true),
        possible: reached(value, Truth::is_possible),
    };
    LevelReading {
        at_low: at(value.low),
        at_centre: value.shown_centre().map(at),
        at_high: at(value.high),
        by_value: reached(value.shown_centre().unwrap_or(value.low), |_| true),
        gates,
    }
}

/// The highest level whose threshold and gates, and those of all levels below, are passed.
pub(super) fn reached(levels: &Levels, limit: u8, value: f64, passes: impl Fn(u8) -> bool) -> u8 {
    let reached = (0..=limit)
        .zip(&levels.names)
        .take_while(|(level, name)| reaches(value, name.from) && passes(*level));
    reached.last().map_or(0, |(level, _)| level)
}
