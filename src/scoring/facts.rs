//! What gates and rules may ask: answers, and what scoring made of them.

use crate::{
    domain::{Diagnostic, OptionId, QuestionId},
    questionnaire::{AnswerFacts, Facts, Kind, Measure, Pack, Quantity, Truth},
};

use super::{Assessment, Exclusion, Outcome};

/// The facts of a scored diagnostic.
#[derive(Clone, Copy, Debug)]
pub struct ScoredFacts<'a> {
    pack: &'a Pack,
    answers: AnswerFacts<'a>,
    assessment: &'a Assessment,
}

impl<'a> ScoredFacts<'a> {
    /// The facts of a diagnostic and its assessment by the same pack.
    pub const fn new(
        pack: &'a Pack,
        diagnostic: &'a Diagnostic,
        assessment: &'a Assessment,
    ) -> Self {
        Self { pack, answers: AnswerFacts::of(diagnostic), assessment }
    }

    fn score(&self, id: &QuestionId) -> Option<(f64, f64)> {
        match self.assessment.question(self.pack, id.as_str())?.outcome {
            Outcome::Known(interval) => Some((interval.low(), interval.high())),
            // A question left for later can still turn out to be anything.
            Outcome::Unknown | Outcome::Excluded(Exclusion::LeftForFullPath) => Some((0.0, 1.0)),
            Outcome::Unscored | Outcome::Excluded(_) => None,
        }
    }

    /// Whether a question's figure is computed, so that its answer alone does not tell it.
    fn is_computed(&self, id: &QuestionId) -> bool {
        self.pack
            .question(id.as_str())
            .is_some_and(|question| !question.kind.is_asked() || question.measure != Measure::Own)
    }

    fn figure(&self, id: &QuestionId) -> Option<(f64, f64)> {
        let score = self.assessment.question(self.pack, id.as_str())?;
        if let Outcome::Excluded(why) = score.outcome
            && why != Exclusion::LeftForFullPath
        {
            return None;
        }
        Some(score.figure.unwrap_or((f64::NEG_INFINITY, f64::INFINITY)))
    }
}

impl Facts for ScoredFacts<'_> {
    fn quantity(&self, quantity: &Quantity) -> Option<(f64, f64)> {
        match quantity {
            Quantity::Score(id) => self.score(id),
            Quantity::Figure(id) if self.is_computed(id) => self.figure(id),
            Quantity::Level(_)
            | Quantity::Figure(_)
            | Quantity::Answer(_)
            | Quantity::Part(..)
            | Quantity::Rows(..) => self.answers.quantity(quantity),
            Quantity::Block(id) => {
                self.assessment.value(self.pack, id.as_str()).map(|value| (value.low, value.high))
            }
            Quantity::Completeness(id) => self
                .assessment
                .value(self.pack, id.as_str())
                .map(|value| (value.completeness, value.completeness)),
            Quantity::Gauge(id) => {
                let gauge = self.assessment.gauges.iter().find(|gauge| gauge.id == *id)?;
                gauge.value.map(|value| (value.low, value.high))
            }
            Quantity::Gap(id) => self.assessment.ties.iter().find(|tie| tie.id == *id)?.gap_bounds,
        }
    }

    fn picked(&self, question: &QuestionId, option: &OptionId) -> Truth {
        self.answers.picked(question, option)
    }

    fn known(&self, question: &QuestionId) -> bool {
        let derived = |kind: &Kind| matches!(kind, Kind::Derived(_));
        match self.pack.question(question.as_str()) {
            Some(found) if derived(&found.kind) => self
                .assessment
                .question(self.pack, question.as_str())
                .is_some_and(|score| score.outcome.is_known()),
            _ => self.answers.known(question),
        }
    }

    fn unanswered(&self, question: &QuestionId) -> bool {
        self.answers.unanswered(question)
    }
}
