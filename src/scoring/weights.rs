//! How much questions and blocks count: by the method, by a profile, or by the user's own choice.
//!
//! Somebody who doubts the weights can try others and see whether the reading stands. Only the
//! method's weights make the results of a diagnostic; all others are an exploration (§ 3.1).

use crate::{
    domain::{BlockId, QuestionId, Weight},
    questionnaire::{Pack, Profile},
};

/// The weight of every question, and of every block within the means that it is a member of.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    questions: Vec<f64>,
    blocks: Vec<f64>,
}

impl Weights {
    /// The method's weights: those of the pack's questions, and members of a mean all alike.
    pub fn of_method(pack: &Pack) -> Self {
        Self {
            questions: pack.questions.iter().map(|question| question.weight.get()).collect(),
            blocks: vec![1.0; pack.blocks.len()],
        }
    }

    /// The method's weights, with the blocks that a profile names counting more.
    pub fn of_profile(pack: &Pack, profile: &Profile) -> Self {
        let mut weights = Self::of_method(pack);
        for (block, weight) in &profile.weights {
            weights.set_block(pack, block, *weight);
        }
        weights
    }

    /// Whether these are the method's weights, so that the results are those of the diagnostic.
    pub fn is_of_method(&self, pack: &Pack) -> bool {
        *self == Self::of_method(pack)
    }

    /// Gives a question another weight; one that is not scored stays without.
    pub fn set_question(&mut self, pack: &Pack, id: &QuestionId, weight: Weight) {
        let index = pack.question_index(id.as_str());
        if let Some(place) = index.and_then(|index| self.questions.get_mut(index))
            && 0.0 < *place
        {
            *place = weight.get();
        }
    }

    /// Gives a block another weight within the means that it is a member of.
    pub fn set_block(&mut self, pack: &Pack, id: &BlockId, weight: Weight) {
        let index = pack.block_index(id.as_str());
        if let Some(place) = index.and_then(|index| self.blocks.get_mut(index)) {
            *place = weight.get();
        }
    }

    /// The weight of a question by its place in the pack.
    pub(super) fn question(&self, index: usize) -> f64 {
        self.questions.get(index).copied().unwrap_or(0.0)
    }

    /// The weight of a block, among the members of a mean, by its place in the pack.
    pub(super) fn block(&self, index: usize) -> f64 {
        self.blocks.get(index).copied().unwrap_or(0.0)
    }
}
