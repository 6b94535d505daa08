//! What a reader on a screen can go to from the words and figures of a brief.

use crate::{
    domain::{QuestionId, TableId},
    scoring::Number,
};

use super::Cell;

/// What stands behind a printed word or figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A question.
    Question(QuestionId),
    /// A table.
    Table(TableId),
    /// The action plan.
    Plan,
    /// What is decided of partnerships.
    Decisions,
    /// The words of the covers.
    Cover,
    /// A number that can be asked why.
    Number(Number),
}

impl Cell {
    /// The cell with what stands behind it.
    #[must_use]
    pub fn on(mut self, spot: Spot) -> Self {
        self.spot = Some(spot);
        self
    }
}
