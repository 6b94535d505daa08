//! Contradictions that a pack's author looks for between answers, and how bad each is.
//!
//! They never keep anything from being saved, scored or printed: whoever fills a diagnostic over
//! three weeks and with ten services wants to be told, not stopped.

use serde::Deserialize;

use crate::domain::{CoherenceId, ColumnId, QuestionId, TableId};

use super::{Condition, Quantity, RowTest, Text};

/// One contradiction that is looked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coherence {
    /// Its id.
    pub id: CoherenceId,
    /// How bad it is.
    pub grade: Grade,
    /// When it is told.
    pub when: Suspicion,
    /// The questions beside which it is told.
    #[serde(default)]
    pub questions: Vec<QuestionId>,
    /// The tables beside which it is told.
    #[serde(default)]
    pub tables: Vec<TableId>,
    /// What contradicts what, as a sentence.
    pub text: Text,
    /// What to do about it, as a sentence.
    pub hint: Text,
}

/// How bad a contradiction is, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Grade {
    /// A figure that cannot be.
    Error,
    /// Answers that can hardly be true together.
    Alert,
    /// Something worth a look.
    Remark,
}

impl Grade {
    /// Every grade, worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Alert, Self::Remark];
}

/// When a contradiction is told: only when it is sure.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Suspicion {
    /// When the condition surely holds.
    When(Condition),
    /// When the first magnitude is surely more than the second.
    More(Magnitude, Magnitude),
    /// Of the rows of which the test surely holds.
    Rows(TableId, RowTest),
    /// Of the rows that say the same in all of these columns.
    Twice(TableId, Vec<ColumnId>),
}

/// A figure that is compared with another one.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Magnitude {
    /// A fixed number.
    Number(f64),
    /// A quantity of the answers.
    Of(Quantity),
    /// A product of magnitudes that are never negative.
    Times(Vec<Self>),
    /// The sum of a column over the rows that surely pass a test: of the rows that agree in the
    /// columns of `by`, the group with the largest sum.
    SumOfRows {
        /// The table.
        table: TableId,
        /// The column that is added up.
        column: ColumnId,
        /// Which rows count; all if absent.
        #[serde(default)]
        among: Option<RowTest>,
        /// What tells apart figures that must not be added.
        #[serde(default)]
        by: Vec<ColumnId>,
    },
}

impl Magnitude {
    /// Calls `visit` with this magnitude and all those inside it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        if let Self::Times(all) = self {
            for one in all {
                one.walk(visit);
            }
        }
    }
}
