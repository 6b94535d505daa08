//! In which category of each measure a diagnostic stands; none where it says nothing definite.

use crate::{
    domain::{Diagnostic, State, Value},
    questionnaire::Pack,
    scoring::{Aggregate, Assessment, Exclusion, Outcome},
};

use super::measure::{Key, Measure, Scale, TIE_VERDICTS};

/// A scored diagnostic.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) pack: &'a Pack,
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) assessment: &'a Assessment,
}

impl Case<'_> {
    /// The category of a measure that the diagnostic is counted in.
    ///
    /// Ranges, « ne sait pas », « sans objet » and what was not asked are counted nowhere: none of
    /// them is a value. The values of a quick reading stand beside no others, so they are left out.
    pub(super) fn category(self, measure: &Measure) -> Option<usize> {
        let scale = &measure.scale;
        let full = !self.assessment.quick;
        match &measure.key {
            Key::Members => Some(0),
            Key::Block(id) if full => {
                let block = self.assessment.block(self.pack, id.as_str())?;
                points(scale, block.value)
            }
            Key::Gauge(id) if full => {
                let gauge = self.assessment.gauges.iter().find(|gauge| gauge.id == *id)?;
                points(scale, gauge.value)
            }
            Key::Level(id) if full => {
                let block = self.assessment.block(self.pack, id.as_str())?;
                let reached = block.level.as_ref()?.at_centre?;
                scale.category(f64::from(reached.sure))
            }
            Key::Tie(id) if full => {
                let tie = self.assessment.ties.iter().find(|tie| tie.id == *id)?;
                TIE_VERDICTS.iter().position(|(verdict, _)| *verdict == tie.verdict)
            }
            Key::Block(_) | Key::Gauge(_) | Key::Level(_) | Key::Tie(_) => None,
            Key::Answer(id) => self.answer(id.as_str(), |value| match (value, scale) {
                (Value::Level(level), Scale::Levels(count)) => {
                    Some(usize::from(*level)).filter(|level| level < count)
                }
                (Value::Choice(chosen), Scale::Options(options)) => {
                    options.iter().position(|option| option == chosen)
                }
                _ => None,
            }),
            Key::Pick(id, option) => self.answer(id.as_str(), |value| match value {
                Value::Picks(picks) => Some(usize::from(picks.contains_key(option))),
                _ => None,
            }),
            Key::Figure(id) => self.figure(id.as_str()).and_then(|figure| scale.category(figure)),
        }
    }

    /// What of a definite answer counts, unless the question does not concern the territory.
    fn answer<T>(self, id: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        if self.is_ruled_out(id) {
            return None;
        }
        match &self.diagnostic.answer(id)?.state {
            State::Given(value) => read(value),
            State::Between(low, high) if low == high => read(low),
            _ => None,
        }
    }

    /// The figure of a question if it is known exactly, in the unit in which it is asked; what is
    /// computed, in its own.
    pub(super) fn figure(self, id: &str) -> Option<f64> {
        let question = self.pack.question(id)?;
        if question.kind.is_asked() {
            return self.answer(id, |value| match value {
                Value::Number(number) => Some(*number),
                _ => None,
            });
        }
        let score = self.assessment.question(self.pack, id)?;
        let known = !matches!(score.outcome, Outcome::Excluded(_));
        let (low, high) = score.figure.filter(|_| known)?;
        (high - low).abs().le(&1e-9).then_some(low)
    }

    fn is_ruled_out(self, id: &str) -> bool {
        let score = self.assessment.question(self.pack, id);
        score.is_some_and(|score| {
            let ruled_out = [Exclusion::RuledOut, Exclusion::NotApplicable];
            matches!(score.outcome, Outcome::Excluded(why) if ruled_out.contains(&why))
        })
    }
}

fn points(scale: &Scale, value: Option<Aggregate>) -> Option<usize> {
    scale.category(100.0 * value?.shown_centre()?)
}
