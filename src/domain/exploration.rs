//! Weights that somebody tried instead of the method's, noted because they asked for it.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;

use super::{BlockId, RoleId, Weight};

/// Other weights that were tried on a day. Results never use them: it is only noted that somebody
/// looked, and with which weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Exploration {
    /// The day.
    pub day: Date,
    /// The profile of the pack that was tried, by its id; empty for weights of one's own.
    pub profile: String,
    /// The blocks that counted otherwise than in the method, and how much.
    pub weights: BTreeMap<BlockId, Weight>,
    /// The role of whoever noted it, if it was said.
    pub role: Option<RoleId>,
}

impl Exploration {
    /// Whether another one tried the same on the same day.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.day, &self.profile, &self.weights) == (other.day, &other.profile, &other.weights)
    }
}

/// The compact form of the journal: `2026-11-26 solidarity ODD=2|PAR=2`.
impl fmt::Display for Exploration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day, self.profile)?;
        for (index, (block, weight)) in self.weights.iter().enumerate() {
            let mark = if index == 0 { ' ' } else { '|' };
            write!(f, "{mark}{block}={}", weight.get())?;
        }
        Ok(())
    }
}
