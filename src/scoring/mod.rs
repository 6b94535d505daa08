//! Scoring: from answers to intervals, levels and the country matrix. Pure, one file a step.
//!
//! Formulas and golden values are those of the method (§ 3); every intermediate value is kept, so
//! that each number on a screen or page can be explained.

mod assessment;
mod matrix;
mod figure;
mod normalize;
mod provenance;
mod strength;
mod partnership;
mod cross;
mod derive;
mod questions;
mod aggregate;
mod reading;
mod facts;
mod level;

pub use assessment::{
    Aggregate, Assessment, BlockScore, Exclusion, GateState, GaugeScore, Letter, LevelAt,
    LevelReading, Outcome, QuestionScore, Reliability, TieReading, TieVerdict,
};
pub use facts::ScoredFacts;
pub use matrix::{
    Class, CountryRow, Matrix, PartnershipReading, Quality, StrengthOrigin, TieStrength, ZoneRow,
};

use crate::{
    domain::{Diagnostic, Path},
    questionnaire::Pack,
};

/// Scores a diagnostic by its pack: the same answers give the same bits on every machine.
pub fn assess(pack: &Pack, diagnostic: &Diagnostic) -> Assessment {
    let case = figure::Case { pack, diagnostic };
    let crossed = cross::Crossed::read(case);
    let questions = questions::scores(case, &crossed);
    let blocks = aggregate::blocks(pack, &questions);
    let mut assessment = Assessment {
        gauges: reading::gauges(pack, &questions),
        ties: reading::ties(pack, &blocks),
        matrix: crossed.shown(case),
        quick: diagnostic.path == Path::Quick,
        questions,
        blocks,
    };
    let levels = level::readings(pack, diagnostic, &assessment);
    for (block, level) in assessment.blocks.iter_mut().zip(levels) {
        block.level = level;
    }
    assessment
}
