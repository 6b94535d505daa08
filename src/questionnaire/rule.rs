//! Rules: what to advise when, as a pack's author writes it (method § 4).
//!
//! A rule never says more than its trigger knows: true, false, or unknown, in which case the
//! official is told what to find out first.

use serde::Deserialize;

use crate::domain::{
    BlockId, CarrierId, Class, ColumnId, DeviceId, GaugeId, NetworkId, RoleId, RuleId, TableId,
    TieId,
};

use super::{Condition, RowTest, Text};

/// One rule: a trigger, and what to do when it fires.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The rule's id.
    pub id: RuleId,
    /// What kind of advice it gives.
    pub family: Family,
    /// The gauges it serves, the one it is counted under first.
    #[serde(default)]
    pub gauges: Vec<GaugeId>,
    /// When it fires.
    pub when: Trigger,
    /// Of a rule over rows, the columns told beside the name of each row.
    #[serde(default)]
    pub shows: Vec<ColumnId>,
    /// What gives it leverage: ties of the territory, or opportunities of the matrix.
    #[serde(default)]
    pub levers: Vec<Lever>,
    /// The local players who could carry it.
    #[serde(default)]
    pub carriers: Vec<CarrierId>,
    /// The levelled blocks it raises, beside those of its trigger's questions.
    #[serde(default)]
    pub raises: Vec<BlockId>,
    /// How easily it is done.
    pub ease: Ease,
    /// Within how many months.
    pub months: u8,
    /// How much work it takes.
    pub effort: Effort,
    /// Who is in charge: a function, never a person.
    pub owner: RoleId,
    /// The decision asked for, in the infinitive.
    pub title: Text,
    /// What it is.
    pub what: Text,
    /// Why it is worth doing.
    pub why: Text,
    /// How to do it, step by step.
    pub how: Vec<Text>,
    /// By what one sees that it is done.
    pub indicator: Text,
    /// What happens if it is not decided.
    #[serde(default)]
    pub otherwise: Text,
    /// What to beware of.
    #[serde(default)]
    pub pitfalls: Vec<Text>,
    /// Funding devices that may pay for it, by id of the register.
    #[serde(default)]
    pub devices: Vec<DeviceId>,
    /// Networks that may help, by id of the register.
    #[serde(default)]
    pub networks: Vec<NetworkId>,
    /// Where it comes from: the study with its lines, a law with its date.
    pub source: Text,
    /// Whether it answers a complement of the questionnaire: told after all others.
    #[serde(default)]
    pub complement: bool,
    /// Whether it may never leave the authority.
    #[serde(default)]
    pub private: bool,
}

/// What kind of advice a rule gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Family {
    /// A measure that raises what the authority does.
    Recommendation,
    /// What a country's ties and partnerships call for.
    Matrix,
    /// What the law asks for; never legal advice.
    Compliance,
    /// What to find out, refresh or talk over.
    Data,
}

/// When a rule fires.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Trigger {
    /// The answers and scores of the whole diagnostic.
    When(Condition),
    /// The countries of the matrix, one by one.
    Countries(CountryTest),
    /// The rows of a table, one by one.
    Rows(TableId, RowTest),
    /// The questions that must be known or count most, and to which nobody has an answer.
    Unknown,
    /// The answers that are older than their question allows.
    Stale,
    /// The answers on which those who answered are far apart.
    Disputed,
}

/// A test of one country of the matrix; what is left out is not tested.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CountryTest {
    /// Its class is one of these.
    pub classes: Vec<Class>,
    /// Its opportunity O is at least this.
    pub opportunity: Option<f64>,
    /// It has at least so many partnerships.
    pub partnerships: Option<usize>,
    /// Some partnership with it passes this.
    pub partnership: Option<RowTest>,
}

/// What gives a measure leverage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Lever {
    /// The intensity of a tie.
    Tie(TieId),
    /// The largest opportunity of the matrix.
    Countries,
}

/// How easily a measure is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Ease {
    /// Within six months and without a budget.
    Quick,
    /// With a budget, or between six and eighteen months.
    Budgeted,
    /// Longer, or with other authorities.
    Long,
}

/// How much work a measure takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Effort {
    /// A few days of one person.
    Light,
    /// A few weeks, or several departments.
    Moderate,
    /// A post, a budget line or a council vote to prepare over months.
    Heavy,
}

/// A family of local players that can carry an action: rows of a table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carrier {
    /// Its id.
    pub id: CarrierId,
    /// What they are, such as « associations actives ».
    pub title: Text,
    /// The table that lists them.
    pub table: TableId,
    /// Which of its rows count.
    pub of: RowTest,
    /// The column of their countries.
    pub countries: ColumnId,
    /// The columns that name them; never those of persons.
    pub names: Vec<ColumnId>,
}

impl Ease {
    /// What it counts in the priority of a measure.
    pub const fn value(self) -> f64 {
        match self {
            Self::Quick => 1.0,
            Self::Budgeted => 0.6,
            Self::Long => 0.3,
        }
    }
}
