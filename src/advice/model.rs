//! What advice consists of: plain data, no sentence.

use jiff::civil::Date;

use crate::{
    domain::{
        BlockId, CarrierId, Class, CountryCode, GaugeId, Interval, QuestionId, RowId, RuleId,
        TableId, TieId,
    },
    questionnaire::Truth,
};

use super::{Eligibility, Proposal};

/// The most measures that a brief prints.
pub const MOST_RECOMMENDATIONS: usize = 12;

/// The most of them that serve the same gauge.
pub const MOST_PER_GAUGE: usize = 3;

/// The most of them that are put to a decision.
pub const MOST_DECISIONS: usize = 5;

/// Everything that is advised of a diagnostic on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The day on which it is given; terms and the age of devices are counted to it.
    pub today: Date,
    /// The measures that fire, the first to take first.
    pub recommendations: Vec<Recommendation>,
    /// The measures of which it is not known yet whether they fire, likeliest to matter first.
    pub to_verify: Vec<Recommendation>,
    /// What the law asks for, what surely fires first.
    pub compliance: Vec<Recommendation>,
    /// What to find out, refresh or talk over.
    pub data: Vec<Recommendation>,
    /// What each partnership calls for, in the order of its table.
    pub partnerships: Vec<Proposal>,
    /// The funding devices, in the order of the register.
    pub devices: Vec<Eligibility>,
}

/// A rule that fires, or may fire.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// The rule.
    pub rule: RuleId,
    /// True if it fires; unknown if what is not known would decide.
    pub holds: Truth,
    /// Its place among the measures that a brief prints, from 1; none if it is not among them.
    pub rank: Option<usize>,
    /// What fired it, or would decide.
    pub causes: Vec<Cause>,
    /// The countries, rows or questions it is about, if it is about some.
    pub subjects: Vec<Subject>,
    /// How much it matters.
    pub priority: Priority,
    /// What could close the gap: ties and local players.
    pub assets: Vec<Asset>,
}

/// How much a measure matters: π = .40·gap + .25·ambition + .20·leverage + .15·ease.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Priority {
    /// π, from 0 to 1.
    pub value: f64,
    /// G: how far from the best the answers are that the rule looks at.
    pub gap: f64,
    /// Amb: how far the level wanted is from the level reached; the gap if none is wanted.
    pub ambition: f64,
    /// Lev: the strongest tie or opportunity behind it; one half if none is known.
    pub leverage: f64,
    /// Ease: how easily it is done.
    pub ease: f64,
}

/// One thing that a rule looked at, and whether its test of it held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What was looked at.
    pub fact: Fact,
    /// Whether the test held.
    pub holds: Truth,
}

/// Something that a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// An answer, or what is computed for a question.
    Question(QuestionId),
    /// The value of a block.
    Block(BlockId),
    /// How much of a block is known.
    Completeness(BlockId),
    /// The value of a gauge.
    Gauge(GaugeId),
    /// Intensity against mobilisation.
    Gap(TieId),
    /// How many rows of a table surely and possibly pass.
    Rows(TableId, usize, usize),
}

/// What a measure is about, where it is about some of many.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A country of the matrix.
    Country(Box<CountrySubject>),
    /// A row of a table, and whether the rule holds of it.
    Row(TableId, RowId, Truth),
    /// A question.
    Question(QuestionId),
}

/// A country that a measure is about.
#[derive(Clone, Debug, PartialEq)]
pub struct CountrySubject {
    /// The country.
    pub country: CountryCode,
    /// Whether the rule holds of it.
    pub holds: Truth,
    /// Its class.
    pub class: Option<Class>,
    /// O: roots without partnership.
    pub opportunity: Interval,
    /// The partnerships with it, by row.
    pub partnerships: Vec<RowId>,
    /// The tables that would settle what is open.
    pub settled_by: Vec<TableId>,
    /// The local players who have ties with it.
    pub assets: Vec<Asset>,
    /// How much it matters.
    pub priority: Priority,
}

/// What a territory has that could close a gap.
#[derive(Clone, Debug, PartialEq)]
pub enum Asset {
    /// A strong tie, with its intensity.
    Tie(TieId, f64),
    /// Local players: rows of the carrier's table, in its order.
    Carriers(CarrierId, Vec<RowId>),
}

impl Advice {
    /// The measures that a brief prints, in order.
    pub fn printed(&self) -> impl Iterator<Item = &Recommendation> {
        self.recommendations.iter().filter(|one| one.rank.is_some())
    }

    /// The measures that are put to a decision, in order.
    pub fn decisions(&self) -> impl Iterator<Item = &Recommendation> {
        self.printed().take(MOST_DECISIONS)
    }

    /// What is advised of one country, in order of priority.
    pub fn of_country(&self, country: CountryCode) -> impl Iterator<Item = &Recommendation> {
        let all = self.recommendations.iter().chain(&self.to_verify);
        all.filter(move |one| one.country(country).is_some())
    }

    /// The proposal for a partnership.
    pub fn proposal(&self, row: RowId) -> Option<&Proposal> {
        self.partnerships.iter().find(|proposal| proposal.row == row)
    }

    /// What is known of a device.
    pub fn device(&self, id: &str) -> Option<&Eligibility> {
        self.devices.iter().find(|one| one.device.id == id)
    }
}

impl Recommendation {
    /// What the measure says of a country, if it is about it.
    pub fn country(&self, country: CountryCode) -> Option<&CountrySubject> {
        self.countries().find(|subject| subject.country == country)
    }

    /// The countries the measure is about.
    pub fn countries(&self) -> impl Iterator<Item = &CountrySubject> {
        self.subjects.iter().filter_map(|subject| match subject {
            Subject::Country(country) => Some(&**country),
            Subject::Row(..) | Subject::Question(_) => None,
        })
    }

    /// The questions that are named by its causes and, if `unknown`, would decide.
    pub fn questions(&self, unknown: bool) -> impl Iterator<Item = &QuestionId> {
        let causes = self.causes.iter();
        let some = causes.filter(move |cause| !unknown || cause.holds == Truth::Unknown);
        some.filter_map(|cause| match &cause.fact {
            Fact::Question(id) => Some(id),
            _ => None,
        })
    }
}
