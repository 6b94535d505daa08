//! One answer: its state, its proof, and what was said beside it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{Deserialize, Serialize};

use super::{OptionId, PartId, RoleId, Voice, Year};

/// The answer to one question, with its source and remarks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// What is known, in five states that are never confused with zero.
    pub state: State,
    /// The year the figure or fact is about.
    pub year: Option<Year>,
    /// The area the figure is about, where it is not the territory itself.
    pub perimeter: Option<Perimeter>,
    /// Where the answer comes from, in the official's words.
    pub source: String,
    /// How well the answer is proved.
    pub evidence: Option<Evidence>,
    /// In what role the respondent answered.
    pub role: Option<RoleId>,
    /// A remark that is printed in the brief.
    pub comment: String,
    /// A remark that is never exported.
    pub note: String,
    /// Whether somebody wants to look at this answer again.
    pub review: bool,
    /// Of a figure, the items that it includes (the boxes of a checklist).
    pub includes: BTreeSet<OptionId>,
    /// What several respondents said, if more than one was heard; the state spans it all until
    /// somebody decides.
    pub voices: Vec<Voice>,
    /// Whether somebody has decided between the voices, even where the state spans them all.
    pub decided: bool,
}

impl Answer {
    /// Whether nothing at all has been entered, so that the answer need not be kept.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// What is known of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    /// The question has not been reached yet.
    #[default]
    NotAsked,
    /// A definite answer.
    Given(Value),
    /// Somewhere from the first value to the second.
    ///
    /// For [`Value::Picks`] the first lists what is sure, the second what is possible.
    Between(Value, Value),
    /// Asked, and nobody knows yet.
    Unknown,
    /// The question does not concern this territory, for the reason given.
    NotApplicable {
        /// Why it does not; required of the official, kept even when empty.
        reason: String,
    },
}

impl State {
    /// Whether the question has been dealt with: answered, unknown or not applicable.
    pub const fn is_settled(&self) -> bool {
        !matches!(self, Self::NotAsked)
    }

    /// Whether it says something of the territory: a value or a range.
    pub const fn is_answered(&self) -> bool {
        matches!(self, Self::Given(_) | Self::Between(..))
    }
}

/// A definite value, of the kind that the question asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A level of a scale, from 0.
    Level(u8),
    /// One option of several; of a yes / partly / no question, `yes`, `partly` or `no`.
    Choice(OptionId),
    /// Any number of options, each with an amount where the question asks for one.
    Picks(Picks),
    /// A figure in the question's unit.
    Number(f64),
    /// Several figures that are asked together; a part may be missing.
    Parts(BTreeMap<PartId, f64>),
}

/// The options picked in a multiple choice, with the amount of each where one was given.
pub type Picks = BTreeMap<OptionId, Option<f64>>;

/// The compact form that files of answers and the journal use: `2`, `explicit`,
/// `water=30000|waste`, `1234.5`, `international=1596|total=14000`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Level(level) => write!(f, "{level}"),
            Self::Choice(option) => write!(f, "{option}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Picks(picks) => {
                for (index, (option, amount)) in picks.iter().enumerate() {
                    let mark = if index == 0 { "" } else { "|" };
                    write!(f, "{mark}{option}")?;
                    if let Some(amount) = amount {
                        write!(f, "={amount}")?;
                    }
                }
                Ok(())
            }
            Self::Parts(parts) => {
                for (index, (part, number)) in parts.iter().enumerate() {
                    let mark = if index == 0 { "" } else { "|" };
                    write!(f, "{mark}{part}={number}")?;
                }
                Ok(())
            }
        }
    }
}

/// The compact form that the journal uses: nothing, a value, `low..high`, `?` or `n/a`.
impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => Ok(()),
            Self::Given(value) => value.fmt(f),
            Self::Between(low, high) => write!(f, "{low}..{high}"),
            Self::Unknown => f.write_str("?"),
            Self::NotApplicable { .. } => f.write_str("n/a"),
        }
    }
}

/// How well an answer is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Evidence {
    /// Nothing supports it.
    E0,
    /// Somebody in charge says so.
    E1,
    /// An internal document shows it.
    E2,
    /// A public document or official statistics show it.
    E3,
}

impl Evidence {
    /// Every grade, weakest first.
    pub const ALL: [Self; 4] = [Self::E0, Self::E1, Self::E2, Self::E3];

    /// The grade from 0 to 3.
    pub const fn grade(self) -> u8 {
        self as u8
    }

    /// The grade's code, such as `E2`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::E0 => "E0",
            Self::E1 => "E1",
            Self::E2 => "E2",
            Self::E3 => "E3",
        }
    }

    /// Reads `E2`, `e2` or `2`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().trim_start_matches(['E', 'e']) {
            "0" => Some(Self::E0),
            "1" => Some(Self::E1),
            "2" => Some(Self::E2),
            "3" => Some(Self::E3),
            _ => None,
        }
    }
}

/// The area that a figure describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Perimeter {
    /// The commune.
    Commune,
    /// The intercommunal authority (EPCI or EPT).
    Epci,
    /// The employment zone (*zone d'emploi*).
    EmploymentZone,
    /// The département.
    Departement,
    /// The région.
    Region,
    /// Another area, named in the source.
    Other,
}

impl Perimeter {
    /// Every perimeter, smallest first.
    pub const ALL: [Self; 6] = [
        Self::Commune,
        Self::Epci,
        Self::EmploymentZone,
        Self::Departement,
        Self::Region,
        Self::Other,
    ];

    /// The word that stands for it in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::Epci => "epci",
            Self::EmploymentZone => "employment_zone",
            Self::Departement => "departement",
            Self::Region => "region",
            Self::Other => "other",
        }
    }

    /// Reads the word that stands for it in files.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL.into_iter().find(|perimeter| perimeter.code() == text)
    }

    /// Whether the area is at least a département, so that it says little of one town.
    pub const fn is_wide(self) -> bool {
        matches!(self, Self::Departement | Self::Region)
    }
}
