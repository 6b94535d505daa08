//! The population brackets in which the founding study counts authorities: peers to compare with.

use std::sync::LazyLock;

use super::table::rows;
use crate::domain::AuthorityKind;

/// The two families that the study never adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeerGroup {
    /// Communes.
    Communes,
    /// Intercommunal authorities.
    Intercommunal,
}

impl PeerGroup {
    /// The family of an authority of this status.
    pub const fn of(kind: AuthorityKind) -> Self {
        match kind {
            AuthorityKind::Commune => Self::Communes,
            AuthorityKind::Metropole
            | AuthorityKind::UrbanCommunity
            | AuthorityKind::AgglomerationCommunity
            | AuthorityKind::CommuneCommunity
            | AuthorityKind::Special => Self::Intercommunal,
        }
    }

    /// How many authorities of the family answered the study's survey.
    pub const fn survey_replies(self) -> u16 {
        match self {
            Self::Communes => 25,
            Self::Intercommunal => 20,
        }
    }
}

/// One bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeClass {
    /// The family it is a bracket of.
    pub group: PeerGroup,
    /// The population from which it counts; 0 for the lowest.
    pub from: u32,
    /// The population from which the next one counts; `None` for the highest.
    pub below: Option<u32>,
    /// The lines of the study's text that give it.
    pub lines: &'static str,
}

impl SizeClass {
    fn holds(&self, population: u32) -> bool {
        self.from <= population && self.below.is_none_or(|below| population < below)
    }
}

/// Every bracket, communes first, then from the smallest.
pub fn size_classes() -> &'static [SizeClass] {
    static TABLE: LazyLock<Vec<SizeClass>> = LazyLock::new(|| {
        rows(include_str!("../../assets/reference/size_classes.tsv"))
            .filter_map(|[group, from, below, lines]| {
                let group = match group {
                    "commune" => PeerGroup::Communes,
                    "intercommunal" => PeerGroup::Intercommunal,
                    _ => return None,
                };
                Some(SizeClass {
                    group,
                    from: from.parse().ok()?,
                    below: below.parse().ok(),
                    lines,
                })
            })
            .collect()
    });
    &TABLE
}

/// The bracket of an authority of this status with so many inhabitants.
pub fn size_class(kind: AuthorityKind, population: u32) -> Option<&'static SizeClass> {
    let group = PeerGroup::of(kind);
    size_classes().iter().find(|class| class.group == group && class.holds(population))
}
