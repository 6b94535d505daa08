//! Other readings that a pack offers: weights to explore, and answers to hold against a survey.

use serde::Deserialize;

use crate::domain::{BlockId, ProfileId, QuestionId, Weight};

use super::{Condition, Text};

/// Weights that a reader may try instead of the method's, such as « Solidarité ».
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The profile's id.
    pub id: ProfileId,
    /// Its name.
    pub title: Text,
    /// What counts more in it, as a sentence.
    pub meaning: Text,
    /// The blocks that count otherwise within their means, and how much; all others count 1.
    pub weights: Vec<(BlockId, Weight)>,
}

/// An answer that the founding study's survey also asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// The finding or range of the survey, as `reference` names it.
    pub finding: String,
    /// The question, or the one nearest to it, where the answer is entered or shown.
    pub question: QuestionId,
    /// How the answer compares.
    pub compare: Comparison,
}

/// How an answer is held against the survey.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Comparison {
    /// The territory is among the share of authorities if this holds.
    Among(Condition),
    /// The answer's own figure stands beside the range that the survey found.
    Figure,
}
