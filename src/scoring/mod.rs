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
mod weights;
mod plan;
mod aggregate;
mod reading;
mod facts;
mod level;
mod assessor;
mod explanation;
mod explain;
mod explain_question;
mod explain_matrix;
mod step;
mod sensitivity;
mod to_verify;
mod debate;
mod generator;
mod draw;
mod draw_countries;
mod robustness;
mod benchmark;
mod compare;

pub use crate::domain::Class;
pub use assessment::{
    Aggregate, Assessment, BlockScore, Exclusion, GateState, GaugeScore, Letter, LevelAt,
    LevelReading, Outcome, QuestionScore, Reliability, TieReading, TieVerdict,
};
pub use assessor::Assessor;
pub use benchmark::{Against, Compared, Surveyed, benchmarks, wilson, wilson_of_share};
pub use compare::{
    Break, Cause, ClassReading, Comparable, Comparison, CountryMoved, Input, InputKind, Moved,
    Reach, Taken, Verdict, compare,
};
pub use debate::{Debate, FAIR_AGREEMENT, to_debate};
pub use explain::{explain, explain_block_with};
pub use explanation::{
    CountryFigure, Criterion, Excluded, Explanation, Formula, Number, Part, PartnershipFigure,
    Span, What, WhatExcluded,
};
pub use facts::ScoredFacts;
pub use matrix::{
    CountryRow, Matrix, PartnershipReading, Quality, StrengthOrigin, TieStrength, ZoneRow,
};
pub use robustness::{
    BlockSpread, DrawSettings, GaugeSpread, LeftOut, Robustness, SOLID, Spread, Stability,
    robustness,
};
pub use sensitivity::{Change, Effect, Lever, levers, strongest};
pub use to_verify::{Check, Doubt, Narrowing, ToAsk, by_contributor, to_verify};
pub use weights::Weights;

use crate::{
    domain::{Diagnostic, Path},
    questionnaire::Pack,
};

/// Scores a diagnostic by its pack: the same answers give the same bits on every machine.
pub fn assess(pack: &Pack, diagnostic: &Diagnostic) -> Assessment {
    assess_with(pack, diagnostic, &Weights::of_method(pack))
}

/// Scores a diagnostic by other weights than the method's, for exploration only.
pub fn assess_with(pack: &Pack, diagnostic: &Diagnostic, weights: &Weights) -> Assessment {
    let case = figure::Case { pack, diagnostic };
    evaluate(case, &assessor::Tables::read(case), weights)
}

/// Scores a case of which the tables have been read.
fn evaluate(case: figure::Case<'_>, tables: &assessor::Tables, weights: &Weights) -> Assessment {
    let figure::Case { pack, diagnostic } = case;
    let questions = questions::scores(case, &tables.derived);
    let plan = plan::Plan::of(pack);
    let with = aggregate::With { plan: &plan, weights, questions: &questions };
    let blocks = aggregate::blocks(pack, with);
    let mut assessment = Assessment {
        gauges: reading::gauges(pack, with),
        ties: reading::ties(pack, &blocks),
        matrix: tables.crossed.shown(case),
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
