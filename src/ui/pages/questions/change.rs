//! How an answer changes when its state or value does: what was said beside it is kept.

use crate::{
    domain::{Answer, OptionId, State, Value},
    questionnaire::{Kind, Question},
};

/// The five states as one chooses between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A definite answer, or none yet.
    Exact,
    /// From one value to another.
    Range,
    /// « Ne sait pas ».
    Unknown,
    /// « Sans objet ».
    NotApplicable,
}

impl Mode {
    /// The state that an answer is in.
    pub(super) const fn of(state: &State) -> Self {
        match state {
            State::NotAsked | State::Given(_) => Self::Exact,
            State::Between(..) => Self::Range,
            State::Unknown => Self::Unknown,
            State::NotApplicable { .. } => Self::NotApplicable,
        }
    }

    /// The modes that make sense for a question.
    pub(super) fn for_question(question: &Question) -> Vec<Self> {
        let ranged = !matches!(question.kind, Kind::Derived(_));
        [Self::Exact, Self::Range, Self::Unknown, Self::NotApplicable]
            .into_iter()
            .filter(|mode| *mode != Self::Range || ranged)
            .collect()
    }
}

/// The state after another mode was chosen; `None` waits for a value to be entered.
pub(super) fn turned(state: &State, mode: Mode) -> Option<State> {
    Some(match (mode, state) {
        (Mode::Exact, State::Given(_)) | (Mode::NotApplicable, State::NotApplicable { .. }) => {
            return None;
        }
        (Mode::Exact, State::Between(low, high)) if low == high => State::Given(low.clone()),
        (Mode::Exact, _) => State::NotAsked,
        (Mode::Range, State::Given(value)) => State::Between(value.clone(), value.clone()),
        (Mode::Range, _) => return None,
        (Mode::Unknown, _) => State::Unknown,
        (Mode::NotApplicable, _) => State::NotApplicable { reason: String::new() },
    })
}

/// The same answer in another state.
pub(super) fn with_state(answer: Option<&Answer>, state: State) -> Answer {
    Answer { state, ..answer.cloned().unwrap_or_default() }
}

/// The value of one end of an answer; of a definite one, both ends are the same.
pub(super) const fn end(state: &State, high: bool) -> Option<&Value> {
    match state {
        State::Given(value) => Some(value),
        State::Between(low, top) => Some(if high { top } else { low }),
        State::NotAsked | State::Unknown | State::NotApplicable { .. } => None,
    }
}

/// A definite value, or none: picking nothing of a list is an answer, an empty field is not.
pub(super) fn given(value: Option<Value>) -> State {
    value.map_or(State::NotAsked, State::Given)
}

/// The option ids of a yes / partly / no question.
pub(super) fn yes_partly_no() -> [OptionId; 3] {
    ["yes".into(), "partly".into(), "no".into()]
}

/// Two ends in order: levels and figures are put the right way round.
pub(super) fn between(low: Value, high: Value) -> State {
    let swapped = match (&low, &high) {
        (Value::Level(low), Value::Level(high)) => high < low,
        (Value::Number(low), Value::Number(high)) => high < low,
        _ => false,
    };
    if swapped { State::Between(high, low) } else { State::Between(low, high) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changing_the_mode_keeps_what_can_be_kept() {
        let given = State::Given(Value::Number(3.0));
        let ranged = turned(&given, Mode::Range).unwrap();
        assert_eq!(ranged, State::Between(Value::Number(3.0), Value::Number(3.0)));
        assert_eq!(turned(&ranged, Mode::Exact), Some(given));
        assert_eq!(turned(&State::NotAsked, Mode::Range), None);
        assert_eq!(turned(&State::Unknown, Mode::Exact), Some(State::NotAsked));
    }

    #[test]
    fn ends_are_put_in_order() {
        let state = between(Value::Level(3), Value::Level(1));
        assert_eq!(state, State::Between(Value::Level(1), Value::Level(3)));
    }
}
