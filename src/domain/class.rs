//! The classes of the country matrix: what ties and partnerships together call for.

use serde::Deserialize;

/// What ties and partnership together say of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Class {
    /// Strong roots and strong partnership: consolidate, evaluate.
    Pillar,
    /// Strong roots and no partnership: explore.
    LatentOpportunity,
    /// Strong roots and a weak partnership: revive, at the lowest cost.
    ToRevive,
    /// Weak roots and a strong partnership: find local carriers, or assume the choice.
    ToRoot,
    /// Weak roots and a weak partnership: transform, or close with dignity.
    Dormant,
}

impl Class {
    /// Every class, in the order of the method.
    pub const ALL: [Self; 5] =
        [Self::Pillar, Self::LatentOpportunity, Self::ToRevive, Self::ToRoot, Self::Dormant];

    /// The word that stands for it in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pillar => "pillar",
            Self::LatentOpportunity => "latent_opportunity",
            Self::ToRevive => "to_revive",
            Self::ToRoot => "to_root",
            Self::Dormant => "dormant",
        }
    }
}
