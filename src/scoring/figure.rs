//! Figures: what answers say in their own units, and the measures made of several of them.

use crate::{
    domain::{Answer, Diagnostic, Picks, QuestionId, State, Table, Value},
    questionnaire::{Condition, Measure, Pack, Question, Term, Truth, applies},
};

/// What is scored, and by which questionnaire.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) pack: &'a Pack,
    pub(super) diagnostic: &'a Diagnostic,
}

/// What is known of a figure in its own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Figure {
    /// Somewhere from the first to the second, which may be infinite.
    Known(f64, f64),
    /// It exists, and nobody has told it yet.
    Unknown,
    /// There is no such figure: what it would count does not concern the territory.
    Absent,
}

impl Figure {
    /// A figure known exactly.
    pub(super) const fn exactly(value: f64) -> Self {
        Self::Known(value, value)
    }

    /// Both ends, if they are numbers that can be printed.
    pub(super) fn ends(self) -> Option<(f64, f64)> {
        match self {
            Self::Known(low, high) if low.is_finite() && high.is_finite() => Some((low, high)),
            _ => None,
        }
    }
}

impl<'a> Case<'a> {
    /// What was answered to a question.
    pub(super) fn state(self, id: &QuestionId) -> &'a State {
        self.diagnostic.answer(id.as_str()).map_or(&State::NotAsked, |answer| &answer.state)
    }

    /// An answer of which several respondents gave each their own and nobody has decided.
    pub(super) fn shared(self, id: &QuestionId) -> Option<&'a Answer> {
        self.diagnostic.answer(id.as_str()).filter(|answer| answer.is_shared())
    }

    /// A table, if anything was entered.
    pub(super) fn table(self, id: &str) -> Option<&'a Table> {
        self.diagnostic.table(id)
    }

    /// Whether what bears this `applies_if` concerns the territory.
    pub(super) fn applies(self, when: Option<&Condition>) -> Truth {
        applies(self.diagnostic, when)
    }

    /// The figure that answers a question.
    pub(super) fn answered(self, id: &QuestionId) -> Figure {
        bounds(self.state(id), |value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
    }

    /// The figure that a question is scored by, from its own one.
    pub(super) fn measured(self, question: &Question, own: Figure) -> Figure {
        match &question.measure {
            Measure::Own => own,
            Measure::Ratio { of, to, times } => {
                let of = self.term(&question.id, own, of);
                ratio(of, self.term(&question.id, own, to), *times)
            }
        }
    }

    /// One figure that a measure of question `id` is made of.
    pub(super) fn term(self, id: &QuestionId, own: Figure, term: &Term) -> Figure {
        match term {
            Term::Own => own,
            Term::Part(part) => self.total(&Term::PartOf(id.clone(), part.clone())),
            _ => self.total(term),
        }
    }

    /// A figure that does not depend on the question which uses it.
    pub(super) fn total(self, term: &Term) -> Figure {
        match term {
            Term::Own | Term::Part(_) => Figure::Unknown,
            Term::Answer(id) => self.answered(id),
            Term::PartOf(id, part) => bounds(self.state(id), |value| match value {
                Value::Parts(parts) => parts.get(part).copied(),
                _ => None,
            }),
            Term::SumOfParts(id) => bounds(self.state(id), |value| match value {
                Value::Parts(parts) if !parts.is_empty() => Some(parts.values().sum()),
                _ => None,
            }),
            Term::SumOfAmounts(id) if self.nothing_applies(id) => Figure::Absent,
            Term::SumOfAmounts(id) => bounds(self.state(id), |value| match value {
                Value::Picks(picks) => sum_of_amounts(picks),
                _ => None,
            }),
        }
    }

    /// Whether a question has options and none of them concerns the territory.
    pub(super) fn nothing_applies(self, id: &QuestionId) -> bool {
        let options = self.pack.question(id.as_str()).map_or(&[][..], |q| q.kind.options());
        !options.is_empty()
            && options.iter().all(|option| !self.applies(option.applies_if.as_ref()).is_possible())
    }
}

/// The sum, if every picked option has its amount.
fn sum_of_amounts(picks: &Picks) -> Option<f64> {
    picks.values().try_fold(0.0, |sum, amount| amount.map(|amount| sum + amount))
}

/// Both ends of an answer as figures taken by `figure`.
pub(super) fn bounds(state: &State, figure: impl Fn(&Value) -> Option<f64>) -> Figure {
    let finite = |value: &Value| figure(value).filter(|figure| figure.is_finite());
    let ends = match state {
        State::Given(value) => finite(value).map(|x| (x, x)),
        State::Between(a, b) => finite(a).zip(finite(b)),
        State::NotAsked | State::Unknown => None,
        State::NotApplicable { .. } => return Figure::Absent,
    };
    ends.map_or(Figure::Unknown, |(a, b)| Figure::Known(a.min(b), a.max(b)))
}

/// `of` ÷ `to` × `times`; unknown when `to` is unknown or may be zero.
pub(super) fn ratio(of: Figure, to: Figure, times: f64) -> Figure {
    match (of, to) {
        (Figure::Absent, _) | (_, Figure::Absent) => Figure::Absent,
        (Figure::Known(least, most), Figure::Known(low, high)) if 0.0 < low => {
            // Dividing by the far end makes a figure small, unless it is negative.
            let over = |figure: f64, toward: f64, away: f64| {
                figure / if figure < 0.0 { away } else { toward } * times
            };
            Figure::Known(over(least, high, low), over(most, low, high))
        }
        _ => Figure::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_of_ranges_take_the_extremes() {
        let ratio = |of, to| ratio(of, to, 10.0);
        assert_eq!(
            ratio(Figure::Known(1.0, 2.0), Figure::Known(4.0, 5.0)),
            Figure::Known(2.0, 5.0)
        );
        assert_eq!(
            ratio(Figure::exactly(-1.0), Figure::Known(4.0, 5.0)),
            Figure::Known(-2.5, -2.0)
        );
        assert_eq!(ratio(Figure::exactly(1.0), Figure::exactly(0.0)), Figure::Unknown);
        assert_eq!(ratio(Figure::Absent, Figure::Unknown), Figure::Absent);
    }
}
