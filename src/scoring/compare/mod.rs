//! Two states of a diagnostic side by side: what moved, why, and what cannot be compared.
//!
//! The official who reports a year later must be able to say « this has moved » and be right. A
//! result has moved only if the two intervals have nothing in common; the same result under
//! another pack, path or area is a break, shown and never judged. Exchanging the two states gives
//! the same comparison the other way round.

mod breaks;
mod cause;
mod input;
mod likeness;
mod result;
mod verdict;

use std::collections::BTreeSet;

use crate::{
    domain::{CountryCode, Diagnostic, QuestionId},
    questionnaire::Pack,
};

use super::{Assessment, Class, Number};

pub use breaks::{Break, Comparable};
pub use cause::Cause;
pub use input::{Input, InputKind};
pub use verdict::{Reach, Verdict};

use breaks::Breaks;
use cause::Causes;
use result::Case;

/// One of the states that are compared.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'a> {
    /// Its pack.
    pub pack: &'a Pack,
    /// What was answered.
    pub diagnostic: &'a Diagnostic,
    /// What scoring made of it.
    pub assessment: &'a Assessment,
}

/// What two states of a diagnostic have in common and where they differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What keeps results from being compared, weightiest first.
    pub breaks: Vec<Break>,
    /// How many questions mean the same in both packs.
    pub comparable: Comparable,
    /// What was entered otherwise, in the order of the journal.
    pub inputs: Vec<Input>,
    /// The answers that are too old in the later state and were not in the earlier, though nobody
    /// changed them.
    pub aged: Vec<QuestionId>,
    /// The answers that were too old in the earlier state and are not in the later.
    pub refreshed: Vec<QuestionId>,
    /// The value of every question, in the order of asking.
    pub questions: Vec<Moved>,
    /// The value of every block, in the pack's order.
    pub blocks: Vec<Moved>,
    /// The level of every block that bears one, in the pack's order; ends are levels, from 0.
    pub levels: Vec<Moved>,
    /// The value of every gauge, in the pack's order.
    pub gauges: Vec<Moved>,
    /// The gap of every tie, in the pack's order.
    pub ties: Vec<Moved>,
    /// Every country of either matrix, by code.
    pub countries: Vec<CountryMoved>,
}

/// One result before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The result.
    pub what: Number,
    /// What it was; `None` if it did not apply.
    pub old: Option<Reach>,
    /// What it is.
    pub new: Option<Reach>,
    /// What can be said of the two.
    pub verdict: Verdict,
    /// What made the difference, if there is one.
    pub causes: Vec<Cause>,
    /// The questions in it whose own value differs.
    pub questions: Vec<QuestionId>,
}

/// One country before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryMoved {
    /// The country.
    pub country: CountryCode,
    /// R: its roots.
    pub roots: Moved,
    /// P: its partnership.
    pub partnership: Moved,
    /// What was read of it; `None` if it was not in the matrix.
    pub old: Option<ClassReading>,
    /// What is read of it.
    pub new: Option<ClassReading>,
    /// What can be said of the two readings.
    pub verdict: Verdict,
    /// What made the difference, if there is one.
    pub causes: Vec<Cause>,
}

/// The class of a country, and whether it is sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassReading {
    /// The class by the middle of the intervals.
    pub class: Option<Class>,
    /// Every class that the intervals allow.
    pub possible: Vec<Option<Class>>,
    /// Whether nothing is known of the ties, so that no class can be named.
    pub open: bool,
}

/// Compares an earlier state with a later one.
pub fn compare(old: Taken<'_>, new: Taken<'_>) -> Comparison {
    let breaks = Breaks::between(old, new);
    let causes = Causes::between(old, new);
    let of = Case { old, new, breaks: &breaks, causes: &causes };
    let questions = of.questions();
    let differ = questions.iter().filter(|one| one.verdict.differs());
    let moved: BTreeSet<QuestionId> =
        differ.flat_map(|one| one.questions.iter().cloned()).collect();
    let blocks = of.blocks(&moved);
    Comparison {
        inputs: input::between(old, new),
        aged: aged(old, new),
        refreshed: aged(new, old),
        levels: of.levels(&moved),
        gauges: of.gauges(&moved),
        ties: of.ties(&moved),
        countries: of.countries(),
        comparable: breaks.comparable,
        questions,
        blocks,
        breaks: breaks.all,
    }
}

impl Comparison {
    /// Whether the two states say and give the same.
    pub fn is_empty(&self) -> bool {
        let same = |all: &[Moved]| all.iter().all(|one| one.verdict == Verdict::Same);
        self.breaks.is_empty()
            && self.inputs.is_empty()
            && [&self.questions, &self.blocks, &self.levels, &self.gauges, &self.ties]
                .into_iter()
                .all(|all| same(all))
            && self.countries.iter().all(CountryMoved::is_same)
    }
}

impl CountryMoved {
    /// Whether nothing of it differs.
    pub fn is_same(&self) -> bool {
        [self.verdict, self.roots.verdict, self.partnership.verdict]
            .into_iter()
            .all(|verdict| verdict == Verdict::Same)
    }
}

/// The answers that have grown too old in the later state, nobody having changed them.
fn aged(old: Taken<'_>, new: Taken<'_>) -> Vec<QuestionId> {
    let stale = |of: Taken<'_>, id: &QuestionId| {
        of.assessment.question(of.pack, id.as_str()).is_some_and(|score| score.stale)
    };
    let kept = |id: &&QuestionId| {
        let (before, after) = (old.diagnostic.answers.get(*id), new.diagnostic.answers.get(*id));
        before.is_some() && before == after && stale(new, id) && !stale(old, id)
    };
    new.pack.questions.iter().map(|question| &question.id).filter(kept).cloned().collect()
}
