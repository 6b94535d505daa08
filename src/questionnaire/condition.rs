//! Conditions over answers and scores, in three-valued logic: true, false, or not known yet.

use serde::Deserialize;

use crate::domain::{BlockId, GaugeId, OptionId, PartId, QuestionId, TableId, TieId};

use super::RowTest;

/// Something that holds, does not hold, or is not known yet.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Condition {
    /// All hold.
    All(Vec<Self>),
    /// Some one holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// At least so many of these hold.
    SomeOf(usize, Vec<Self>),
    /// The quantity is at least this.
    AtLeast(Quantity, f64),
    /// The quantity is more than this.
    Above(Quantity, f64),
    /// The quantity is at most this.
    AtMost(Quantity, f64),
    /// The quantity is less than this.
    Below(Quantity, f64),
    /// The option is chosen or among those picked.
    Picked(QuestionId, OptionId),
    /// The question has a value or a range.
    Known(QuestionId),
    /// The question was asked and nobody knows.
    Unanswered(QuestionId),
}

/// A figure that conditions compare.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Quantity {
    /// The level chosen on a scale, from 0.
    Level(QuestionId),
    /// The normalised value of a question, from 0 to 1.
    Score(QuestionId),
    /// The figure of a question, or its measure, in its own unit.
    Figure(QuestionId),
    /// The figure that was answered, before any measure is made of it.
    Answer(QuestionId),
    /// One part of a question's figures.
    Part(QuestionId, PartId),
    /// The value of a block, from 0 to 1.
    Block(BlockId),
    /// The completeness of a block, from 0 to 1.
    Completeness(BlockId),
    /// The value of a gauge, from 0 to 1.
    Gauge(GaugeId),
    /// Intensity minus mobilisation of a tie, from −1 to 1.
    Gap(TieId),
    /// How many rows of a table pass a test.
    Rows(TableId, RowCheck),
}

/// A row test as part of a quantity; ordered by its text so that quantities can be compared.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct RowCheck(pub RowTest);

impl Eq for RowCheck {}

impl PartialOrd for RowCheck {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RowCheck {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        format!("{:?}", self.0).cmp(&format!("{:?}", other.0))
    }
}

/// The outcome of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds, whatever is still unknown.
    True,
    /// It does not hold, whatever is still unknown.
    False,
    /// What is unknown would decide.
    Unknown,
}

/// What a condition asks for, in the order in which it names it, nothing twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The questions whose answers it looks at.
    pub questions: Vec<&'a QuestionId>,
    /// The blocks whose values or completeness it looks at.
    pub blocks: Vec<&'a BlockId>,
    /// The tables whose rows it counts.
    pub tables: Vec<&'a TableId>,
}

/// What conditions are asked of.
pub trait Facts {
    /// The least and the most that a quantity can be; `None` if it makes no sense (not applicable).
    fn quantity(&self, quantity: &Quantity) -> Option<(f64, f64)>;
    /// Whether an option is chosen.
    fn picked(&self, question: &QuestionId, option: &OptionId) -> Truth;
    /// Whether a question has a value or a range.
    fn known(&self, question: &QuestionId) -> bool;
    /// Whether « ne sait pas » was answered.
    fn unanswered(&self, question: &QuestionId) -> bool;
}

impl Truth {
    /// True or false.
    pub const fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    /// Whether it certainly holds.
    pub const fn is_true(self) -> bool {
        matches!(self, Self::True)
    }

    /// Whether it may hold.
    pub const fn is_possible(self) -> bool {
        !matches!(self, Self::False)
    }

    /// True becomes false and the other way round.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Whether at least `needed` of these hold.
    pub fn at_least(needed: usize, truths: impl IntoIterator<Item = Self>) -> Self {
        let (mut sure, mut possible) = (0, 0);
        for truth in truths {
            sure += usize::from(truth.is_true());
            possible += usize::from(truth.is_possible());
        }
        if needed <= sure {
            Self::True
        } else if possible < needed {
            Self::False
        } else {
            Self::Unknown
        }
    }

    /// Whether all of these hold.
    pub fn all(truths: impl IntoIterator<Item = Self>) -> Self {
        Self::at_least(1, truths.into_iter().map(Self::negated)).negated()
    }

    /// Whether any of these holds.
    pub fn any(truths: impl IntoIterator<Item = Self>) -> Self {
        Self::at_least(1, truths)
    }
}

impl Condition {
    /// Whether the condition holds of these facts. A quantity that is not applicable fails it.
    pub fn holds(&self, facts: &impl Facts) -> Truth {
        match self {
            Self::All(all) => Truth::all(all.iter().map(|one| one.holds(facts))),
            Self::Any(any) => Truth::any(any.iter().map(|one| one.holds(facts))),
            Self::Not(one) => one.holds(facts).negated(),
            Self::SomeOf(needed, some) => {
                Truth::at_least(*needed, some.iter().map(|one| one.holds(facts)))
            }
            Self::AtLeast(quantity, bound) => compare(facts, quantity, |v| *bound <= v),
            Self::Above(quantity, bound) => compare(facts, quantity, |v| *bound < v),
            Self::AtMost(quantity, bound) => compare(facts, quantity, |v| v <= *bound),
            Self::Below(quantity, bound) => compare(facts, quantity, |v| v < *bound),
            Self::Picked(question, option) => facts.picked(question, option),
            Self::Known(question) => Truth::of(facts.known(question)),
            Self::Unanswered(question) => Truth::of(facts.unanswered(question)),
        }
    }

    /// The conditions directly inside this one.
    pub fn children(&self) -> &[Self] {
        match self {
            Self::All(all) | Self::Any(all) | Self::SomeOf(_, all) => all,
            Self::Not(one) => std::slice::from_ref(one),
            Self::AtLeast(..)
            | Self::Above(..)
            | Self::AtMost(..)
            | Self::Below(..)
            | Self::Picked(..)
            | Self::Known(_)
            | Self::Unanswered(_) => &[],
        }
    }

    /// The quantity compared, if this is a comparison.
    pub const fn quantity(&self) -> Option<(&Quantity, f64)> {
        match self {
            Self::AtLeast(quantity, bound)
            | Self::Above(quantity, bound)
            | Self::AtMost(quantity, bound)
            | Self::Below(quantity, bound) => Some((quantity, *bound)),
            _ => None,
        }
    }

    /// The questions, blocks and tables that decide whether it holds.
    pub fn asked(&self) -> Asked<'_> {
        let mut asked = Asked::default();
        self.walk(&mut |one| asked.add(one));
        asked
    }

    /// Calls `visit` with this condition and all those inside it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }
}

impl<'a> Asked<'a> {
    /// Adds what a condition asks for by itself, whatever is inside it.
    fn add(&mut self, one: &'a Condition) {
        match one {
            Condition::Picked(id, _) | Condition::Known(id) | Condition::Unanswered(id) => {
                once(&mut self.questions, id);
            }
            _ => match one.quantity() {
                Some((
                    Quantity::Level(id)
                    | Quantity::Score(id)
                    | Quantity::Figure(id)
                    | Quantity::Answer(id)
                    | Quantity::Part(id, _),
                    _,
                )) => once(&mut self.questions, id),
                Some((Quantity::Block(id) | Quantity::Completeness(id), _)) => {
                    once(&mut self.blocks, id);
                }
                Some((Quantity::Rows(id, _), _)) => once(&mut self.tables, id),
                Some((Quantity::Gauge(_) | Quantity::Gap(_), _)) | None => {}
            },
        }
    }
}

fn once<'a, T: PartialEq>(all: &mut Vec<&'a T>, one: &'a T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

/// Compares both ends: a monotone test that they agree on holds or fails in between too.
fn compare(facts: &impl Facts, quantity: &Quantity, test: impl Fn(f64) -> bool) -> Truth {
    match facts.quantity(quantity) {
        None => Truth::False,
        Some((low, high)) => match (test(low), test(high)) {
            (true, true) => Truth::True,
            (false, false) => Truth::False,
            _ => Truth::Unknown,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_tells_all_that_it_asks_for_once() {
        let level = |id: &str| Condition::AtLeast(Quantity::Level(id.into()), 2.0);
        let condition = Condition::All(vec![
            level("A"),
            Condition::Not(Box::new(Condition::Unanswered("B".into()))),
            Condition::Any(vec![
                Condition::Above(Quantity::Answer("C".into()), 1.0),
                Condition::Below(Quantity::Completeness("D".into()), 0.5),
                level("A"),
            ]),
        ]);
        let asked = condition.asked();
        let questions: Vec<_> = asked.questions.iter().map(|id| id.as_str()).collect();
        assert_eq!(questions, ["A", "B", "C"]);
        assert_eq!(asked.blocks, [&BlockId::from("D")]);
        assert!(asked.tables.is_empty());
    }

    #[test]
    fn three_valued_logic_says_unknown_only_when_it_matters() {
        use Truth::{False, True, Unknown};
        assert_eq!(Truth::all([True, Unknown]), Unknown);
        assert_eq!(Truth::all([False, Unknown]), False);
        assert_eq!(Truth::all([]), True);
        assert_eq!(Truth::any([True, Unknown]), True);
        assert_eq!(Truth::any([False, Unknown]), Unknown);
        assert_eq!(Truth::any([]), False);
        assert_eq!(Truth::at_least(2, [True, Unknown, False]), Unknown);
        assert_eq!(Truth::at_least(2, [True, False, False]), False);
    }
}
