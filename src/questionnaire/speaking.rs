//! Speaking points: what an élu can say of the results, as a pack's author words it.
//!
//! An élu has two minutes: why here, what it brings, what it costs, two proofs. A point is said
//! only when its condition surely holds and all its figures are known.

use serde::Deserialize;

use crate::domain::PointId;

use super::{Condition, Quantity, Text};

/// One thing that can be said.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointSpec {
    /// The point's id.
    pub id: PointId,
    /// What it answers.
    pub theme: Theme,
    /// When it is true; if absent, whenever its figures are known.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The figures that its text names.
    #[serde(default)]
    pub figures: Vec<PointFigure>,
    /// The sentence, with the name of each figure in braces.
    pub text: Text,
}

/// What a speaking point answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Theme {
    /// Why international action, here.
    Why,
    /// What it brings to residents.
    Benefit,
    /// What it costs.
    Cost,
    /// What proves it.
    Proof,
}

/// One figure of a speaking point.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointFigure {
    /// Its name in the text.
    pub name: String,
    /// What it is.
    pub of: FigureSource,
    /// How many decimals are told.
    #[serde(default)]
    pub decimals: u8,
    /// Whether it is a sum of euros.
    #[serde(default)]
    pub euros: bool,
    /// Whether it counts people, so that a small one is not told.
    #[serde(default)]
    pub people: bool,
}

/// What a figure of a speaking point is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum FigureSource {
    /// A figure of the answers or of the results.
    Quantity(Quantity),
    /// The countries that surely have the strongest roots here, by name.
    Rooted,
}

impl Theme {
    /// Every theme, in the order in which points are said.
    pub const ALL: [Self; 4] = [Self::Why, Self::Benefit, Self::Cost, Self::Proof];

    /// How many points of a theme are said.
    pub const fn most(self) -> usize {
        match self {
            Self::Why | Self::Benefit => 3,
            Self::Cost | Self::Proof => 2,
        }
    }
}

impl PointSpec {
    /// The names in braces in a text.
    pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
    }
}
