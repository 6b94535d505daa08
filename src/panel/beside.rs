//! One territory beside a panel: its own value against the median and the quartiles of its peers.
//!
//! Never a place in an order: only whether the value lies in the middle half of them, and that
//! nothing can be said where too few answered or the question has changed.

use crate::{
    domain::Diagnostic,
    questionnaire::{Comparison, Pack},
    scoring::{Assessment, Comparable},
};

use super::{Band, Group, Key, Measures, Panel, measure::Measure, place::Case, told::Counts};

/// A value of the territory beside its peers.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// What it is.
    pub key: Key,
    /// The territory's own.
    pub own: Own,
    /// How many peers it is held against; 0 if they are hidden.
    pub n: u32,
    /// The first quartile, the median and the third quartile of the peers.
    pub quartiles: Option<[Band; 3]>,
    /// Where the value stands.
    pub standing: Standing,
}

/// A value of the territory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Own {
    /// The least and the most it can be.
    pub ends: Option<(f64, f64)>,
    /// The value to show, if enough is known.
    pub centre: Option<f64>,
}

/// Where a value stands among those of its peers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In the middle half.
    Within,
    /// Not in the middle half.
    Outside,
    /// Too near to an end of the middle half to say.
    Near,
    /// Not enough is known of the territory.
    Unknown,
    /// Too few peers to tell.
    Hidden,
    /// It is not asked or scored in the same way.
    NotComparable,
}

/// How many questions of a pack mean the same in a panel.
pub fn comparable_with(measures: &Measures, panel: &Panel) -> Comparable {
    let own = measures.questions();
    let same = own.iter().filter(|(id, asked)| panel.questions.get(*id) == Some(*asked)).count();
    let gone = panel.questions.keys().filter(|id| !own.contains_key(*id)).count();
    Comparable { same, of: own.len() + gone }
}

/// The values of a territory beside those of a group: blocks, gauges, and the figures that the
/// survey asked for.
pub fn beside(
    measures: &Measures,
    panel: &Panel,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    group: Group,
) -> Vec<Beside> {
    let pack: &Pack = measures.pack();
    let case = Case { pack, diagnostic, assessment };
    let all = measures.all().iter().filter(|measure| is_shown(pack, &measure.key));
    all.map(|measure| one(case, panel, measure, group)).collect()
}

fn is_shown(pack: &Pack, key: &Key) -> bool {
    match key {
        Key::Block(_) | Key::Gauge(_) => true,
        Key::Figure(id) => {
            let mut figures = pack.benchmarks.iter().filter(|b| b.compare == Comparison::Figure);
            figures.any(|benchmark| benchmark.question == *id)
        }
        _ => false,
    }
}

fn one(case: Case<'_>, panel: &Panel, measure: &Measure, group: Group) -> Beside {
    let own = own(case, &measure.key);
    let told = panel.measures.get(&measure.key);
    let like = told.is_none_or(|told| told.like == measure.like && told.scale == measure.scale);
    let told = told.filter(|_| like);
    let quartiles = told.and_then(|told| told.quartiles(group));
    let standing = match (like, quartiles, own.centre) {
        (false, ..) => Standing::NotComparable,
        (true, None, _) => Standing::Hidden,
        (true, Some(_), None) => Standing::Unknown,
        (true, Some(quartiles), Some(value)) => standing(quartiles, value),
    };
    let n = told.and_then(|told| told.groups.get(&group)).map_or(0, Counts::n);
    Beside { key: measure.key.clone(), own, n, quartiles, standing }
}

fn standing([low, _, high]: [Band; 3], value: f64) -> Standing {
    if low.high <= value && value <= high.low {
        Standing::Within
    } else if value < low.low || high.high <= value {
        Standing::Outside
    } else {
        Standing::Near
    }
}

fn own(case: Case<'_>, key: &Key) -> Own {
    let aggregate = match key {
        Key::Block(id) => case.assessment.value(case.pack, id.as_str()),
        Key::Gauge(id) => {
            let gauge = case.assessment.gauges.iter().find(|gauge| gauge.id == *id);
            gauge.and_then(|gauge| gauge.value)
        }
        Key::Figure(id) => {
            let figure = case.figure(id.as_str());
            return Own { ends: figure.map(|figure| (figure, figure)), centre: figure };
        }
        _ => None,
    };
    // A quick reading is not held against full ones.
    let aggregate = aggregate.filter(|_| !case.assessment.quick);
    Own {
        ends: aggregate.map(|value| (100.0 * value.low, 100.0 * value.high)),
        centre: aggregate.and_then(|value| value.shown_centre()).map(|centre| 100.0 * centre),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_in_the_middle_half_only_beyond_doubt() {
        let band = |low, high| Band { low, high };
        let quartiles = [band(20.0, 30.0), band(40.0, 45.0), band(60.0, 70.0)];
        for (value, expected) in [
            (10.0, Standing::Outside),
            (25.0, Standing::Near),
            (30.0, Standing::Within),
            (60.0, Standing::Within),
            (65.0, Standing::Near),
            (70.0, Standing::Outside),
        ] {
            assert_eq!(standing(quartiles, value), expected, "{value}");
        }
    }
}
