//! What rules may ask of: the facts of scoring, without what does not concern the territory.

use crate::{
    domain::{Diagnostic, OptionId, QuestionId, State, TableId},
    questionnaire::{Applicability, Facts, Pack, Quantity, Truth, applicability},
    scoring::{Assessment, Exclusion, Outcome, ScoredFacts},
};

/// A scored diagnostic under advice.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) pack: &'a Pack,
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) assessment: &'a Assessment,
}

/// The facts of a case: a question that does not concern the territory answers nothing.
pub(super) struct CaseFacts<'a> {
    case: Case<'a>,
    scored: ScoredFacts<'a>,
}

impl<'a> Case<'a> {
    pub(super) const fn facts(self) -> CaseFacts<'a> {
        let scored = ScoredFacts::new(self.pack, self.diagnostic, self.assessment);
        CaseFacts { case: self, scored }
    }

    /// Whether a question does not concern the territory.
    pub(super) fn is_out(self, id: &QuestionId) -> bool {
        let state = self.diagnostic.answer(id.as_str()).map(|answer| &answer.state);
        let question = self.pack.question(id.as_str());
        let excluded = self.assessment.question(self.pack, id.as_str()).is_some_and(|score| {
            matches!(score.outcome, Outcome::Excluded(why) if why != Exclusion::LeftForFullPath)
        });
        let ruled_out = question.is_some_and(|question| {
            applicability(self.diagnostic, question) == Applicability::RuledOut
        });
        matches!(state, Some(State::NotApplicable { .. })) || excluded || ruled_out
    }

    /// Whether a table lists everything, or is one that does not ask.
    pub(super) fn is_complete(self, id: &TableId) -> bool {
        let listed = self.pack.table(id.as_str()).zip(self.diagnostic.table(id.as_str()));
        listed.is_some_and(|(spec, table)| spec.lists_all(table))
    }

    /// Whether the chosen path does not ask a question.
    pub(super) fn is_left(self, id: &QuestionId) -> bool {
        let score = self.assessment.question(self.pack, id.as_str());
        score.is_some_and(|s| s.outcome == Outcome::Excluded(Exclusion::LeftForFullPath))
    }

    /// The value of a question, one half if it is not known; `None` if it does not count.
    pub(super) fn value(self, id: &QuestionId) -> Option<f64> {
        let outcome = self.assessment.question(self.pack, id.as_str())?.outcome;
        match outcome {
            Outcome::Excluded(Exclusion::LeftForFullPath) => Some(0.5),
            outcome => Some(outcome.interval()?.mid()),
        }
    }
}

impl Facts for CaseFacts<'_> {
    fn quantity(&self, quantity: &Quantity) -> Option<(f64, f64)> {
        match quantity {
            Quantity::Level(id)
            | Quantity::Score(id)
            | Quantity::Figure(id)
            | Quantity::Answer(id)
            | Quantity::Part(id, _)
                if self.case.is_out(id) =>
            {
                None
            }
            Quantity::Rows(id, _) => {
                // What a list that may not be complete leaves out could pass as well.
                let (sure, possible) = self.scored.quantity(quantity)?;
                Some((sure, if self.case.is_complete(id) { possible } else { f64::INFINITY }))
            }
            _ => self.scored.quantity(quantity),
        }
    }

    fn picked(&self, question: &QuestionId, option: &OptionId) -> Truth {
        if self.case.is_out(question) { Truth::False } else { self.scored.picked(question, option) }
    }

    fn known(&self, question: &QuestionId) -> bool {
        self.scored.known(question)
    }

    fn unanswered(&self, question: &QuestionId) -> bool {
        self.scored.unanswered(question)
    }
}
