//! What a number taken apart consists of: its formula, its parts, and what was left out.

use crate::{
    domain::{
        BlockId, CountryCode, GaugeId, Interval, OptionId, QuestionId, ReferenceId, RowId, TableId,
        TieId,
    },
    questionnaire::{Term, Truth},
};

use super::{Aggregate, Exclusion, StrengthOrigin};

/// A number that can be asked why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// The value of a question.
    Question(QuestionId),
    /// The value of a block or an index.
    Block(BlockId),
    /// The maturity level of a block.
    Level(BlockId),
    /// The value of a gauge.
    Gauge(GaugeId),
    /// Intensity minus mobilization of a tie.
    Gap(TieId),
    /// A figure of the country matrix.
    Country(CountryCode, CountryFigure),
    /// A figure of one partnership, by its row.
    Partnership(RowId, PartnershipFigure),
}

/// A figure of a country in the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountryFigure {
    /// D, S, E or A: the strength of a tie.
    Tie(TieId),
    /// R.
    Roots,
    /// P.
    Partnership,
    /// O.
    Opportunity,
    /// U.
    Unrooted,
}

/// A figure of a partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartnershipFigure {
    /// a.
    Activity,
    /// q.
    Quality,
    /// p.
    Strength,
}

/// A number taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// How the parts make the number.
    pub formula: Formula,
    /// The number; `None` where nothing applies, or nothing is known of a question.
    pub result: Option<Span>,
    /// The figure that a value stands for, in its own unit.
    pub figure: Option<(f64, f64)>,
    /// W: the weight that counts, where parts are weighted.
    pub weight: Option<f64>,
    /// What it is made of, in the pack's order.
    pub parts: Vec<Part>,
    /// What was left out, and why.
    pub excluded: Vec<Excluded>,
}

/// L, C and H, or what a part adds to each of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Span {
    /// At worst.
    pub low: f64,
    /// By what is known; `None` if nothing is.
    pub centre: Option<f64>,
    /// At best.
    pub high: f64,
}

/// One part of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub what: What,
    /// Its weight, where parts are weighted.
    pub weight: Option<f64>,
    /// Its weight as a share of W, from 0 to 1.
    pub share: Option<f64>,
    /// Its figure, in its own unit.
    pub figure: Option<(f64, f64)>,
    /// Its value from 0 to 1; `None` if it is unknown: it then counts from 0 to 1.
    pub value: Option<Interval>,
    /// What it adds to the number, where the number is a sum.
    pub adds: Option<Span>,
    /// Whether it holds, where it is a condition.
    pub holds: Option<Truth>,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A question.
    Question(QuestionId),
    /// A block.
    Block(BlockId),
    /// A tie of the matrix.
    Tie(TieId),
    /// A channel of a tie, such as exports.
    Channel(OptionId),
    /// A partnership, by its row.
    Partnership(RowId),
    /// A criterion of a partnership's quality.
    Criterion(Criterion),
    /// R of the country.
    Roots,
    /// P of the country.
    Partnerships,
    /// a of the partnership.
    Activity,
    /// q of the partnership.
    Quality,
    /// A table that the figure is computed from.
    Table(TableId),
    /// The upper term of a measure.
    Numerator(Term),
    /// The lower term of a measure.
    Denominator(Term),
    /// The value from which a level is reached.
    Threshold(u8),
    /// A gate of a level, by its place among the block's gates.
    Gate(u8, usize),
}

/// One of the six criteria of a partnership's quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// The state of the agreement.
    Agreement,
    /// Reciprocity.
    Reciprocity,
    /// Written objectives and themes.
    Objectives,
    /// Families of actors involved.
    Actors,
    /// How recently it was evaluated.
    Evaluation,
    /// Whether budget or staff are identified.
    Resources,
}

/// Something that was left out of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// What it is.
    pub what: WhatExcluded,
    /// Why.
    pub why: Exclusion,
}

/// What can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhatExcluded {
    /// A question.
    Question(QuestionId),
    /// A block in which nothing applies.
    Block(BlockId),
}

/// How parts make a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// Σ weight × value ÷ Σ weight.
    WeightedMean,
    /// The mean of blocks, by their weights, which the method has all alike.
    Mean,
    /// The first part minus the second.
    Difference,
    /// The highest level whose threshold and gates, and those of all below, are passed.
    ThresholdAndGates,
    /// The level over the highest.
    Levels(f64),
    /// The median of what several respondents say of a scale, over the highest level.
    Median {
        /// The highest level.
        top: f64,
        /// How many name a level.
        voices: usize,
        /// How far they agree, from 0 to 1.
        agreement: f64,
    },
    /// The value attached to the option.
    OptionValue,
    /// The sum of what was picked over this, at most 1.
    Saturation(f64),
    /// What was picked over what applies.
    ShareOfApplicable,
    /// Piecewise linear through goalposts, which stand for equal steps from 0 to 1.
    Goalposts {
        /// The goalposts.
        posts: Vec<f64>,
        /// The most that it may count, if less than 1.
        cap: Option<f64>,
    },
    /// (log₂(figure ÷ reference) + 2) ÷ 4, within 0 and 1.
    Quotient {
        /// The reference.
        reference: ReferenceId,
        /// Its value.
        value: f64,
    },
    /// The figure itself, within 0 and 1.
    Direct,
    /// The question is not scored.
    Unscored,
    /// The strongest channel.
    Strongest,
    /// The country is not listed: what that means.
    NotListed(StrengthOrigin),
    /// ½ the strongest + ½ the mean.
    Roots,
    /// 1 − Π (1 − part).
    AnyOf,
    /// The first part × (1 − the second).
    Without,
    /// By the age of the last activity: up to so many months so much, anything older the last.
    Activity {
        /// Steps of months and activity.
        steps: Vec<(i32, f64)>,
        /// Anything older.
        older: f64,
    },
    /// activity × (base + (1 − base) × quality).
    ActivityByQuality {
        /// The share that counts whatever the quality.
        base: f64,
    },
}

impl Explanation {
    pub(super) const fn new(formula: Formula, result: Option<Span>) -> Self {
        Self {
            formula,
            result,
            figure: None,
            weight: None,
            parts: Vec::new(),
            excluded: Vec::new(),
        }
    }

    /// The parts of which nothing is known, with the share of weight that they leave open.
    pub fn unknown(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.value.is_none() && part.share.is_some())
    }

    /// The sum of what parts add, which is the number where the formula is a sum.
    pub fn sum(&self) -> Option<Span> {
        let mut sum = Span::default();
        let mut centre = None;
        for part in &self.parts {
            let adds = part.adds?;
            sum.low += adds.low;
            sum.high += adds.high;
            if let Some(add) = adds.centre {
                centre = Some(centre.unwrap_or(0.0) + add);
            }
        }
        Some(Span { centre, ..sum })
    }
}

impl Part {
    pub(super) const fn of(what: What) -> Self {
        Self { what, weight: None, share: None, figure: None, value: None, adds: None, holds: None }
    }
}

impl From<Aggregate> for Span {
    fn from(value: Aggregate) -> Self {
        Self { low: value.low, centre: value.centre, high: value.high }
    }
}

impl From<Interval> for Span {
    fn from(value: Interval) -> Self {
        Self { low: value.low(), centre: Some(value.mid()), high: value.high() }
    }
}
