//! The result of scoring a diagnostic: plain data, in the pack's order.

use std::sync::Arc;

use crate::{
    domain::{BlockId, GaugeId, Interval, QuestionId, TieId},
    questionnaire::{Pack, Truth},
};

use super::Matrix;

/// Everything that scoring says of a diagnostic.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// One entry for each question of the pack, in its order.
    pub questions: Vec<QuestionScore>,
    /// One entry for each block of the pack, in its order.
    pub blocks: Vec<BlockScore>,
    /// One entry for each gauge of the pack, in its order.
    pub gauges: Vec<GaugeScore>,
    /// One entry for each tie of the pack, in its order.
    pub ties: Vec<TieReading>,
    /// The country matrix, if the pack has one and there is something to show; shared, since it
    /// stays the same until a table changes.
    pub matrix: Option<Arc<Matrix>>,
    /// Whether only the quick questions counted (« lecture rapide »).
    pub quick: bool,
}

/// What scoring made of one question.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionScore {
    /// The question.
    pub id: QuestionId,
    /// Its value, or why it has none.
    pub outcome: Outcome,
    /// The figure behind the value, in its own unit, least and most.
    pub figure: Option<(f64, f64)>,
    /// How well it is proved, from 0 to 3; of a derived question, the mean of its rows.
    pub evidence: Option<f64>,
    /// Whether the answer is older than the question allows.
    pub stale: bool,
}

/// The value of a question, or why it has none; none of these is ever shown as zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// It is not scored.
    Unscored,
    /// It does not count for this territory.
    Excluded(Exclusion),
    /// It counts, and nothing is known: anything from 0 to 1.
    Unknown,
    /// It is known, exactly or within an interval.
    Known(Interval),
}

/// Why a scored question does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exclusion {
    /// The official answered « sans objet ».
    NotApplicable,
    /// The profile or another answer rules it out.
    RuledOut,
    /// The quick path does not ask it.
    LeftForFullPath,
    /// There is nothing to compute it from, and that is known (no partnership, no eligible scheme).
    NothingToCount,
}

/// A weighted group of values (method § 3.3).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aggregate {
    /// L: the value if all that is unknown were worst.
    pub low: f64,
    /// C: the value of what is known; `None` if nothing is.
    pub centre: Option<f64>,
    /// H: the value if all that is unknown were best.
    pub high: f64,
    /// κ: the share of weight that is known, from 0 to 1.
    pub completeness: f64,
    /// Whether enough is known to show the centre; else « données insuffisantes ».
    pub sufficient: bool,
    /// W: the weight that counts, exclusions left out; of a mean, the number of members.
    pub weight: f64,
    /// How well the known answers are proved.
    pub reliability: Reliability,
}

/// How far an aggregate can be relied on; it never changes a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reliability {
    /// F = κ × mean evidence ÷ 3, from 0 to 1.
    pub value: f64,
    /// The letter it earns.
    pub letter: Letter,
    /// Whether more than a quarter of the weight is stale, shown as †.
    pub stale: bool,
}

/// A reliability letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Letter {
    /// F ≥ .60.
    A,
    /// F ≥ .40.
    B,
    /// F ≥ .20.
    C,
    /// Below.
    D,
}

/// What scoring made of one block.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockScore {
    /// The block.
    pub id: BlockId,
    /// Its value; `None` if nothing in it applies to this territory.
    pub value: Option<Aggregate>,
    /// Its maturity level, if it bears one.
    pub level: Option<LevelReading>,
}

/// The maturity level of a block (method § 3.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelReading {
    /// The level by L.
    pub at_low: LevelAt,
    /// The level by C, if there is enough to show it.
    pub at_centre: Option<LevelAt>,
    /// The level by H.
    pub at_high: LevelAt,
    /// The level that the value to show would give by itself, whatever the gates.
    pub by_value: u8,
    /// The block's gates, in the author's order, with what is known of them.
    pub gates: Vec<GateState>,
}

/// The level for one value: sure if unknown gates fail, possible if they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelAt {
    /// The highest level whose threshold and gates certainly hold.
    pub sure: u8,
    /// The highest level whose threshold and gates may hold.
    pub possible: u8,
}

/// What is known of a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GateState {
    /// The level it guards.
    pub level: u8,
    /// Whether it holds.
    pub holds: Truth,
}

/// What scoring made of one gauge.
#[derive(Clone, Debug, PartialEq)]
pub struct GaugeScore {
    /// The gauge.
    pub id: GaugeId,
    /// Its value; `None` if no question of it applies.
    pub value: Option<Aggregate>,
}

/// What the territory has, against what the authority does with it.
#[derive(Clone, Debug, PartialEq)]
pub struct TieReading {
    /// The tie.
    pub id: TieId,
    /// Intensity minus mobilisation, by the centres, if both can be shown.
    pub gap: Option<f64>,
    /// The least and the most the gap can be; `None` if a half does not apply.
    pub gap_bounds: Option<(f64, f64)>,
    /// What the gap says.
    pub verdict: TieVerdict,
}

/// The reading of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieVerdict {
    /// The tie is strong and little is done with it: *atout sous-mobilisé*.
    UnderMobilised,
    /// Much is done on a weak tie: *effort sans assise*.
    Unrooted,
    /// Neither.
    Balanced,
    /// Not enough is known.
    Insufficient,
}

impl Outcome {
    /// What the question contributes to intervals: `None` if it does not count at all.
    pub const fn interval(self) -> Option<Interval> {
        match self {
            Self::Known(interval) => Some(interval),
            Self::Unknown => Some(Interval::UNKNOWN),
            Self::Unscored | Self::Excluded(_) => None,
        }
    }

    /// Whether something is known.
    pub const fn is_known(self) -> bool {
        matches!(self, Self::Known(_))
    }
}

impl Aggregate {
    /// The centre, if enough is known to show it.
    pub fn shown_centre(&self) -> Option<f64> {
        self.centre.filter(|_| self.sufficient)
    }
}

impl Letter {
    /// The letter for F.
    pub fn of(value: f64) -> Self {
        match value {
            f if 0.60 <= f => Self::A,
            f if 0.40 <= f => Self::B,
            f if 0.20 <= f => Self::C,
            _ => Self::D,
        }
    }

    /// The letter as text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

impl LevelReading {
    /// The level to show: by C if it can be shown, else by L; sure, then possible by H.
    pub fn range(&self) -> (u8, u8) {
        let sure = self.at_centre.unwrap_or(self.at_low).sure;
        (sure, self.at_high.possible.max(sure))
    }
}

impl Assessment {
    /// The score of a question.
    pub fn question<'a>(&'a self, pack: &Pack, id: &str) -> Option<&'a QuestionScore> {
        self.questions.get(pack.question_index(id)?)
    }

    /// The score of a block.
    pub fn block<'a>(&'a self, pack: &Pack, id: &str) -> Option<&'a BlockScore> {
        self.blocks.get(pack.block_index(id)?)
    }

    /// The value of a block, if anything in it applies.
    pub fn value(&self, pack: &Pack, id: &str) -> Option<Aggregate> {
        self.block(pack, id)?.value
    }
}
