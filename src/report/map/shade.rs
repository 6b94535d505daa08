//! What a country shows on the map: a class, or how strong a tie surely is.

use crate::{
    language::Lang,
    report::words,
    scoring::{Class, TieStrength},
};

/// What the shades of a map stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layer {
    /// The class of each country in the matrix.
    #[default]
    Class,
    /// The sure strength of one tie, by its place among the matrix's ties.
    Tie(usize),
}

/// How a country is filled. A country without a row in any table has no shade at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// Its class.
    Class(Class),
    /// It is in the matrix, and calls for no action.
    Calm,
    /// How strong the tie surely is: from 1 to [`STEPS`].
    Step(u8),
    /// There is no tie, and that is known.
    Zero,
    /// Nothing is sure: there may be a tie or none.
    Unknown,
}

/// How many shades tell strengths apart.
pub const STEPS: u8 = 5;

/// The shade of a strength from 0 to 1: 0 for none, else from 1 to [`STEPS`].
pub fn step(strength: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped between two small numbers"
    )]
    let step = (strength * f64::from(STEPS)).ceil().clamp(0.0, f64::from(STEPS)) as u8;
    step
}

impl Shade {
    /// The shade of a class.
    pub fn of_class(class: Option<Class>) -> Self {
        class.map_or(Self::Calm, Self::Class)
    }

    /// The shade of a tie, by what is sure of it.
    pub fn of_tie(tie: &TieStrength) -> Self {
        match step(tie.value.low()) {
            0 if 0.0 < tie.value.high() => Self::Unknown,
            0 => Self::Zero,
            step => Self::Step(step),
        }
    }

    /// The sign that stands on a country, so that color is never alone.
    pub const fn sign(self) -> Option<&'static str> {
        match self {
            Self::Class(class) => Some(words::class_sign(Some(class))),
            Self::Unknown => Some("?"),
            Self::Calm | Self::Step(_) | Self::Zero => None,
        }
    }

    /// What the shade says.
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Class(class) => words::class(lang, Some(class)).to_owned(),
            Self::Calm => words::class(lang, None).to_owned(),
            Self::Zero => lang.map_zero().to_owned(),
            Self::Unknown => lang.map_unknown().to_owned(),
            Self::Step(step) => {
                let edge = |step: u8| lang.integer(usize::from(step) * 100 / usize::from(STEPS));
                lang.map_step(edge(step.saturating_sub(1)), edge(step))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Interval, scoring::StrengthOrigin};

    fn tie(low: f64, high: f64) -> Shade {
        let value = Interval::new(low, high);
        Shade::of_tie(&TieStrength {
            value,
            origin: StrengthOrigin::Listed,
            channel: None,
            figure: None,
        })
    }

    #[test]
    fn the_unknown_is_never_a_zero_and_the_sure_part_decides() {
        assert_eq!(tie(0.0, 0.0), Shade::Zero);
        assert_eq!(tie(0.0, 1.0), Shade::Unknown);
        assert_eq!(tie(0.0, 0.03), Shade::Unknown);
        assert_eq!(tie(0.001, 1.0), Shade::Step(1));
        assert_eq!(tie(0.2, 0.2), Shade::Step(1));
        assert_eq!(tie(0.201, 0.9), Shade::Step(2));
        assert_eq!(tie(1.0, 1.0), Shade::Step(5));
    }

    #[test]
    fn shades_differ_in_words() {
        let all: Vec<Shade> = Class::ALL
            .into_iter()
            .map(Shade::Class)
            .chain((1..=STEPS).map(Shade::Step))
            .chain([Shade::Calm, Shade::Zero, Shade::Unknown])
            .collect();
        for lang in Lang::ALL {
            let mut words: Vec<_> = all.iter().map(|shade| shade.words(*lang)).collect();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), all.len(), "{words:?}");
        }
    }
}
