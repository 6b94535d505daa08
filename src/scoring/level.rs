//! Maturity levels: a threshold and every gate up to it (method § 3.4).

use crate::{
    domain::{Diagnostic, Path},
    questionnaire::{Block, Facts, Levels, Pack, Truth},
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
    let quick = diagnostic.path == Path::Quick;
    let limit = pack.levels.quick_limit.filter(|_| quick).unwrap_or(u8::MAX);
    let blocks = pack.blocks.iter().zip(&assessment.blocks);
    blocks
        .map(|(block, score)| {
            let value = score.value.filter(|_| block.levelled)?;
            Some(reading(&pack.levels, limit, block, &value, &facts))
        })
        .collect()
}

fn reading(
    levels: &Levels,
    limit: u8,
    block: &Block,
    value: &Aggregate,
    facts: &impl Facts,
) -> LevelReading {
    let gates: Vec<GateState> = block
        .gates
        .iter()
        .map(|gate| GateState { level: gate.level, holds: gate.when.holds(facts) })
        .collect();
    let at = |value: f64| LevelAt {
        sure: reached(levels, limit, value, &gates, Truth::is_true),
        possible: reached(levels, limit, value, &gates, Truth::is_possible),
    };
    LevelReading {
        at_low: at(value.low),
        at_centre: value.shown_centre().map(at),
        at_high: at(value.high),
        gates,
    }
}

/// The highest level whose threshold and gates, and those of all levels below, are passed.
fn reached(
    levels: &Levels,
    limit: u8,
    value: f64,
    gates: &[GateState],
    accept: impl Fn(Truth) -> bool,
) -> u8 {
    let reached = (0..=limit).zip(&levels.names).take_while(|(level, name)| {
        reaches(value, name.from)
            && gates.iter().all(|gate| gate.level != *level || accept(gate.holds))
    });
    reached.last().map_or(0, |(level, _)| level)
}
