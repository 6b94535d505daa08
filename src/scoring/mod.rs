//! Scoring: from answers to intervals, levels and the country matrix. Pure, one file a step.
//!
//! Formulas and golden values are those of the method (§ 3); every intermediate value is kept, so
//! that each number on a screen or page can be explained.

mod assessment;
mod matrix;

pub use assessment::{
    Aggregate, Assessment, BlockScore, Exclusion, GateState, GaugeScore, Letter, LevelAt,
    LevelReading, Outcome, QuestionScore, Reliability, TieReading, TieVerdict,
};
pub use matrix::{
    Class, CountryRow, Matrix, PartnershipReading, Quality, StrengthOrigin, TieStrength, ZoneRow,
};
