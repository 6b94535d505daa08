//! What makes a network or a device worth a look, as far as a program can test it.

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::Year;

/// A condition of a device, or a reason to look at a network, that a program can test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Requirement {
    /// A partner in a country of the OECD list of aid recipients.
    AidCountry,
    /// A partner in a country of the European Union.
    EuCountry,
    /// A partner in a country of the Francophonie.
    Francophone,
    /// A partner in Germany.
    Germany,
    /// A partner abroad, wherever it is.
    Partner,
    /// A département on a land border, or a partner in a country of the European Union.
    CrossBorder,
    /// Responsibility for water or sanitation.
    Water,
    /// Responsibility for waste.
    Waste,
    /// Responsibility for mobility.
    Mobility,
    /// Responsibility for the distribution of energy.
    Energy,
    /// A région that has a multi-actor network.
    Region,
    /// As many inhabitants as the study's threshold.
    Large,
}

impl Requirement {
    /// Reads a cell of a table that may be empty; `None` if the word is not known.
    #[expect(clippy::option_option, reason = "known or not, then a requirement or none")]
    pub(super) fn optional(word: &str) -> Option<Option<Self>> {
        Some(Some(match word {
            "" => return Some(None),
            "aid_country" => Self::AidCountry,
            "eu_country" => Self::EuCountry,
            "francophone" => Self::Francophone,
            "germany" => Self::Germany,
            "partner" => Self::Partner,
            "cross_border" => Self::CrossBorder,
            "water" => Self::Water,
            "waste" => Self::Waste,
            "mobility" => Self::Mobility,
            "energy" => Self::Energy,
            "region" => Self::Region,
            "large" => Self::Large,
            _ => return None,
        }))
    }
}

/// Whether information of this year may be more than twelve months old on this day.
///
/// Of the tables only the year is known, so that the doubt counts against the information, and so
/// does a missing date.
pub fn may_be_old(as_of: Option<Year>, today: Date) -> bool {
    as_of.is_none_or(|year| year < today.year())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn information_of_last_year_may_be_old() {
        assert!(!may_be_old(Some(2026), date(2026, 11, 25)));
        assert!(may_be_old(Some(2025), date(2026, 1, 1)));
        assert!(may_be_old(None, date(2026, 1, 1)));
    }

    #[test]
    fn a_word_that_is_not_known_is_refused() {
        assert_eq!(Requirement::optional(""), Some(None));
        assert_eq!(Requirement::optional("water"), Some(Some(Requirement::Water)));
        assert_eq!(Requirement::optional("wine"), None);
    }
}
