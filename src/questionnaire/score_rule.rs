//! How an answer becomes a value from 0 to 1, as a pack says it (method § 3.2).

use serde::Deserialize;

use crate::domain::{ColumnId, PartId, QuestionId, ReferenceId, TableId};

use super::RowTest;

/// The function from an answer, or from its measure, to a value from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub enum Scoring {
    /// The question is not scored.
    #[default]
    Unscored,
    /// Level k of n counts k / (n − 1).
    Levels,
    /// The value of the chosen option; of yes, partly, no: 1, ½, 0.
    Options,
    /// The number of picked options (or the sum of their values) over this number, at most 1.
    Saturation(f64),
    /// The number of picked options over the number of options that apply; not applicable if none.
    ShareOfApplicable,
    /// Piecewise linear through the goalposts, which stand for equal steps from 0 to 1.
    Goalposts(Vec<f64>),
    /// The location quotient against a reference: ¼, ½, 1, 2, 4 count 0, ¼, ½, ¾, 1.
    Quotient(ReferenceId),
    /// The measure itself, kept within 0 and 1.
    Direct,
}

/// The figure that is scored.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub enum Measure {
    /// The answer's own figure, or the derived one.
    #[default]
    Own,
    /// `of` ÷ `to` × `times`; unknown when `to` is unknown or zero.
    Ratio {
        /// The numerator.
        of: Term,
        /// The denominator.
        to: Term,
        /// The factor, such as 10 000 for « par 10 000 habitants ».
        times: f64,
    },
}

/// A figure that a measure is made of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Term {
    /// The question's own figure.
    Own,
    /// A part of the question's own figures.
    Part(PartId),
    /// The figure that answers another question.
    Answer(QuestionId),
    /// A part of another question's figures.
    PartOf(QuestionId, PartId),
    /// The sum of all parts of another question's figures.
    SumOfParts(QuestionId),
    /// The sum of the amounts of the options picked in another question.
    SumOfAmounts(QuestionId),
}

/// A figure computed from tables (method § 2.2, questions « calculé »).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Derivation {
    /// The measure alone, from other answers.
    Measure,
    /// exp(−Σ p ln p) over the shares p of each value of `group` in the sum of `count`.
    EffectiveNumber {
        /// The table.
        table: TableId,
        /// The column of figures.
        count: ColumnId,
        /// The column whose values share the sum.
        group: ColumnId,
        /// The column that tells measures apart which must never be added, best first in its
        /// options; only the best one present is used.
        #[serde(default)]
        measure: Option<ColumnId>,
    },
    /// The share of rows that pass `of`, among those that pass `among`.
    ShareOfRows {
        /// The table.
        table: TableId,
        /// The test counted.
        of: RowTest,
        /// Which rows count at all; all if absent.
        #[serde(default)]
        among: Option<RowTest>,
    },
    /// The number of rows that pass a test.
    CountOfRows {
        /// The table.
        table: TableId,
        /// The test.
        of: RowTest,
    },
    /// The number of different values in a column among the rows that pass a test.
    DistinctValues {
        /// The table.
        table: TableId,
        /// The column.
        column: ColumnId,
        /// Which rows count; all if absent.
        #[serde(default)]
        among: Option<RowTest>,
    },
    /// The mean of a column of levels, over its highest level.
    MeanLevel {
        /// The table.
        table: TableId,
        /// The column.
        column: ColumnId,
    },
    /// The mean activity of the matrix's partnerships (method § 3.5, a).
    PartnershipActivity,
    /// The mean quality of the matrix's partnerships, weighted by their activity (q, a).
    PartnershipQuality,
    /// How far partnerships stand where the strongest ties are: Σ R·P ÷ Σ R over the `top` first R.
    Alignment {
        /// How many countries count.
        top: usize,
    },
}

impl Derivation {
    /// The table that it counts the rows of, if it names one.
    pub const fn table(&self) -> Option<&TableId> {
        match self {
            Self::EffectiveNumber { table, .. }
            | Self::ShareOfRows { table, .. }
            | Self::CountOfRows { table, .. }
            | Self::DistinctValues { table, .. }
            | Self::MeanLevel { table, .. } => Some(table),
            Self::Measure
            | Self::PartnershipActivity
            | Self::PartnershipQuality
            | Self::Alignment { .. } => None,
        }
    }
}
