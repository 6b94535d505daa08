//! Several respondents to one question: what each of them said, kept apart, and what they say
//! together (method § 3.3).
//!
//! An answer to which nobody else objects has no voices. While voices are open, the answer's own
//! state spans all that they say; once somebody decides, they stay as the trace of the debate.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Answer, Evidence, OptionId, Perimeter, RoleId, State, Value, Year};

/// What one of several respondents said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voice {
    /// What is known, by this respondent.
    pub state: State,
    /// In what role: a function, never a person.
    pub role: Option<RoleId>,
    /// The day it was said, if that is known.
    pub day: Option<Date>,
    /// The year the figure or fact is about.
    pub year: Option<Year>,
    /// The area the figure is about, where it is not the territory itself.
    pub perimeter: Option<Perimeter>,
    /// Where it comes from.
    pub source: String,
    /// How well it is proved.
    pub evidence: Option<Evidence>,
}

/// What several respondents say together of a scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Consensus {
    /// The median of the lowest levels that they name.
    pub low: f64,
    /// The median of the highest levels that they name.
    pub high: f64,
    /// From the lowest level that somebody names to the highest.
    pub spread: u8,
    /// How many name a level.
    pub voices: usize,
}

impl Answer {
    /// What its respondents said; of an answer with only one, that it was the answer.
    pub fn voiced(&self, day: Option<Date>) -> Vec<Voice> {
        if !self.voices.is_empty() {
            return self.voices.clone();
        }
        if !self.state.is_settled() {
            return Vec::new();
        }
        vec![Voice {
            state: self.state.clone(),
            role: self.role.clone(),
            day,
            year: self.year,
            perimeter: self.perimeter,
            source: self.source.clone(),
            evidence: self.evidence,
        }]
    }

    /// Whether it still stands for what several respondents say, nobody having decided.
    pub fn is_shared(&self) -> bool {
        1 < self.voices.len()
            && !self.decided
            && self.state == hull(self.voices.iter().map(|voice| &voice.state))
    }

    /// What several respondents say together of a scale, as long as nobody has decided.
    pub fn consensus(&self) -> Option<Consensus> {
        if !self.is_shared() {
            return None;
        }
        let level = |value: &Value| match value {
            Value::Level(level) => Some(*level),
            _ => None,
        };
        let ends = |voice: &Voice| match &voice.state {
            State::Given(value) => Some((level(value)?, level(value)?)),
            State::Between(low, high) => Some((level(low)?, level(high)?)),
            State::NotAsked | State::Unknown | State::NotApplicable { .. } => None,
        };
        let named: Vec<(u8, u8)> = self.voices.iter().filter_map(ends).collect();
        let lowest = named.iter().map(|(low, _)| *low).min()?;
        let highest = named.iter().map(|(_, high)| *high).max()?;
        (1 < named.len()).then(|| Consensus {
            low: median(named.iter().map(|(low, _)| *low).collect()),
            high: median(named.iter().map(|(_, high)| *high).collect()),
            spread: highest.saturating_sub(lowest),
            voices: named.len(),
        })
    }

    /// Whether respondents who know something say different things and nobody has decided.
    pub fn is_disputed(&self) -> bool {
        let said = |voice: &&Voice| {
            voice.state.is_answered() || matches!(voice.state, State::NotApplicable { .. })
        };
        let mut told = self.voices.iter().filter(said).map(|voice| &voice.state);
        let first = told.next();
        self.is_shared() && told.any(|state| Some(state) != first)
    }
}

/// The middle of several levels; of an even number, the mean of the two in the middle.
fn median(mut levels: Vec<u8>) -> f64 {
    levels.sort_unstable();
    let at = |index: usize| levels.get(index).map_or(0.0, |level| f64::from(*level));
    let half = levels.len() / 2;
    if levels.len() % 2 == 1 {
        at(half)
    } else {
        f64::midpoint(at(half.saturating_sub(1)), at(half))
    }
}

/// All that several states say: one value if they agree, else from the least to the most; where
/// nobody gives a value, that nobody knows, or that it has no object.
pub fn hull<'a>(states: impl IntoIterator<Item = &'a State>) -> State {
    let mut ends: Option<(Value, Value)> = None;
    let mut rest = State::NotAsked;
    for state in states {
        let (low, high) = match state {
            State::Given(value) => (value, value),
            State::Between(low, high) => (low, high),
            State::Unknown => {
                rest = State::Unknown;
                continue;
            }
            State::NotApplicable { reason } => {
                rest = without_object(rest, reason);
                continue;
            }
            State::NotAsked => continue,
        };
        ends = Some(match ends {
            None => (low.clone(), high.clone()),
            Some((least, most)) => (end(&least, low, false), end(&most, high, true)),
        });
    }
    match ends {
        None => rest,
        Some((low, high)) if low == high => State::Given(low),
        Some((low, high)) => State::Between(low, high),
    }
}

/// « Sans objet » beside what others say: nobody knowing weighs more; of two reasons, one order.
fn without_object(rest: State, reason: &str) -> State {
    match rest {
        State::NotApplicable { reason: other } if *other <= *reason => {
            State::NotApplicable { reason: other }
        }
        State::NotAsked | State::NotApplicable { .. } => {
            State::NotApplicable { reason: reason.to_owned() }
        }
        rest => rest,
    }
}

/// The lower or the higher of two values of one kind.
fn end(a: &Value, b: &Value, high: bool) -> Value {
    let pick = |a: f64, b: f64| if high { a.max(b) } else { a.min(b) };
    match (a, b) {
        (Value::Level(a), Value::Level(b)) => {
            Value::Level(if high { *a.max(b) } else { *a.min(b) })
        }
        (Value::Number(a), Value::Number(b)) => Value::Number(pick(*a, *b)),
        (Value::Choice(a), Value::Choice(b)) => {
            Value::Choice(if high { a.max(b) } else { a.min(b) }.clone())
        }
        (Value::Picks(a), Value::Picks(b)) => {
            let amount = |id: &OptionId| match (a.get(id), b.get(id)) {
                (Some(Some(a)), Some(Some(b))) => Some(pick(*a, *b)),
                (Some(amount), None) | (None, Some(amount)) => *amount,
                _ => None,
            };
            let both = |id: &&OptionId| high || (a.contains_key(*id) && b.contains_key(*id));
            let all = a.keys().chain(b.keys());
            Value::Picks(all.filter(both).map(|id| (id.clone(), amount(id))).collect())
        }
        (Value::Parts(a), Value::Parts(b)) => {
            let mut parts: BTreeMap<_, f64> = a.clone();
            for (id, figure) in b {
                let figure = parts.get(id).map_or(*figure, |own| pick(*own, *figure));
                parts.insert(id.clone(), figure);
            }
            Value::Parts(parts)
        }
        // Two kinds never answer one question; a file made by hand still has one order.
        (a, b) => {
            let first = format!("{a:?}") <= format!("{b:?}");
            if first == high { b.clone() } else { a.clone() }
        }
    }
}

/// All the voices of two sides, each respondent's own words once, in one order.
pub(super) fn unite(ours: Vec<Voice>, theirs: Vec<Voice>) -> Vec<Voice> {
    let mut all: Vec<Voice> = Vec::new();
    for voice in ours.into_iter().chain(theirs) {
        let same = |other: &&mut Voice| other.role == voice.role && other.state == voice.state;
        match all.iter_mut().find(same) {
            None => all.push(voice),
            Some(known) => {
                known.day = known.day.max(voice.day);
                known.year = known.year.max(voice.year);
                known.perimeter = known.perimeter.max(voice.perimeter);
                known.evidence = known.evidence.max(voice.evidence);
                known.source = sources(&known.source, &voice.source);
            }
        }
    }
    all.sort_by_cached_key(|voice| format!("{:?} {:?}", voice.role, voice.state));
    all
}

/// What stands between two sources.
const BETWEEN_SOURCES: &str = " ; ";

/// The sources that two sides name, each once, in one order.
pub(super) fn sources(ours: &str, theirs: &str) -> String {
    let each = ours.split(BETWEEN_SOURCES).chain(theirs.split(BETWEEN_SOURCES));
    let all: std::collections::BTreeSet<&str> =
        each.map(str::trim).filter(|one| !one.is_empty()).collect();
    all.into_iter().collect::<Vec<_>>().join(BETWEEN_SOURCES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(states: &[State]) -> Answer {
        let voices = states.iter().enumerate().map(|(at, state)| Voice {
            state: state.clone(),
            role: Some(format!("role{at}").into()),
            ..Voice::default()
        });
        Answer { state: hull(states), voices: voices.collect(), ..Answer::default() }
    }

    fn level(level: u8) -> State {
        State::Given(Value::Level(level))
    }

    #[test]
    fn a_scale_is_the_median_of_those_who_name_a_level() {
        let two = shared(&[level(1), level(4)]).consensus().unwrap();
        assert_eq!((two.low, two.high, two.spread, two.voices), (2.5, 2.5, 3, 2));
        let three = shared(&[level(1), State::Unknown, level(1), level(3)]).consensus().unwrap();
        assert_eq!((three.low, three.spread, three.voices), (1.0, 2, 3));
        let range = State::Between(Value::Level(0), Value::Level(2));
        let ranged = shared(&[range, level(3)]).consensus().unwrap();
        assert_eq!((ranged.low, ranged.high, ranged.spread), (1.5, 2.5, 3));
    }

    #[test]
    fn a_decision_ends_the_debate_and_keeps_its_trace() {
        let mut answer = shared(&[level(1), level(4)]);
        assert!(answer.is_disputed());
        answer.state = level(4);
        assert!(!answer.is_disputed() && answer.consensus().is_none());
        assert_eq!(answer.voices.len(), 2);
        let range = State::Between(Value::Level(0), Value::Level(4));
        let mut wide = shared(&[range.clone(), level(2)]);
        assert_eq!(wide.state, range);
        assert!(wide.is_shared());
        wide.decided = true;
        assert!(!wide.is_shared());
    }

    #[test]
    fn what_several_say_spans_all_of_it_and_unknown_is_no_value() {
        let number = |n| State::Given(Value::Number(n));
        let both = State::Between(Value::Number(2.0), Value::Number(9.0));
        assert_eq!(hull(&[number(9.0), State::Unknown, number(2.0)]), both);
        assert_eq!(hull(&[State::Unknown, State::NotAsked]), State::Unknown);
        let picks = |ids: &[&str]| {
            let all = ids.iter().map(|id| (OptionId::from(*id), None)).collect();
            Value::Picks(all)
        };
        let (water, more) =
            (State::Given(picks(&["water"])), State::Given(picks(&["water", "waste"])));
        assert_eq!(
            hull(&[water, more]),
            State::Between(picks(&["water"]), picks(&["waste", "water"]))
        );
    }
}
