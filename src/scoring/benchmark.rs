//! Answers beside the survey of the founding study (method § 3.8).
//!
//! An élu asks « and the others? ». The study's shares come from some forty large authorities, so
//! each stands with its base and its 95 % Wilson interval, and a territory is told whether it is
//! among a share, or within a range: never above or below. Where the study contradicts itself, both
//! values stand side by side.

use crate::{
    domain::{Diagnostic, Interval, QuestionId},
    questionnaire::{Benchmark, Comparison, Pack, Truth},
    reference::{self, Finding, SurveyRange},
};

use super::{
    Assessment, Exclusion, Outcome, ScoredFacts,
    figure::{Case, Figure},
};

/// An answer beside what the survey found.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The question where the answer is entered or shown.
    pub question: QuestionId,
    /// What it stands beside.
    pub against: Against,
}

/// What an answer stands beside.
#[derive(Clone, Debug, PartialEq)]
pub enum Against {
    /// The share of authorities that do a thing.
    Share {
        /// The share.
        finding: Surveyed,
        /// The other value that the study gives for the same thing, if it contradicts itself.
        other: Option<Surveyed>,
        /// Whether the territory does it too.
        among: Truth,
    },
    /// The range in which authorities were found.
    Range {
        /// The range.
        range: &'static SurveyRange,
        /// The territory's own figure, least and most, if it is known.
        figure: Option<(f64, f64)>,
        /// Whether it is within the range (« dans l'intervalle »).
        within: Truth,
    },
}

/// A share of the survey with what chance alone would give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surveyed {
    /// The share, its base and the lines of the study.
    pub finding: &'static Finding,
    /// The 95 % Wilson interval; `None` where the study does not say of how many it is a share:
    /// then only the share is told.
    pub interval: Option<Interval>,
}

impl Surveyed {
    fn of(finding: &'static Finding) -> Self {
        let interval = |n: u16| wilson_of_share(f64::from(finding.percent) / 100.0, n);
        Self { finding, interval: finding.n.map(interval) }
    }
}

/// What the pack holds against the survey, in its order; what does not concern the territory is
/// left out.
///
/// The assessment must be the one that `assess` gives for the same pack and diagnostic.
pub fn benchmarks(pack: &Pack, diagnostic: &Diagnostic, assessment: &Assessment) -> Vec<Compared> {
    let one = |benchmark: &Benchmark| {
        let score = assessment.question(pack, benchmark.question.as_str())?;
        if let Outcome::Excluded(Exclusion::NotApplicable | Exclusion::RuledOut) = score.outcome {
            return None;
        }
        let against = match &benchmark.compare {
            Comparison::Among(condition) => {
                let finding = reference::finding(&benchmark.finding)?;
                let other = finding.contradicted_by.and_then(reference::finding);
                Against::Share {
                    finding: Surveyed::of(finding),
                    other: other.map(Surveyed::of),
                    among: condition.holds(&ScoredFacts::new(pack, diagnostic, assessment)),
                }
            }
            Comparison::Figure => {
                let range = reference::survey_range(&benchmark.finding)?;
                let figure = match (Case { pack, diagnostic }).answered(&benchmark.question) {
                    Figure::Known(low, high) => Some((low, high)),
                    Figure::Unknown | Figure::Absent => None,
                };
                Against::Range { range, figure, within: within(figure, range) }
            }
        };
        Some(Compared { question: benchmark.question.clone(), against })
    };
    pack.benchmarks.iter().filter_map(one).collect()
}

fn within(figure: Option<(f64, f64)>, range: &SurveyRange) -> Truth {
    match figure {
        Some((low, high)) if range.low <= low && high <= range.high => Truth::True,
        Some((low, high)) if high < range.low || range.high < low => Truth::False,
        Some(_) | None => Truth::Unknown,
    }
}

/// The 95 % Wilson interval of a share that is told in whole per cent, of `n` answers.
pub fn wilson_of_share(share: f64, n: u16) -> Interval {
    wilson_of((share * f64::from(n)).round(), f64::from(n))
}

/// The 95 % Wilson interval of a share that is counted: `k` of `n`.
pub fn wilson(k: u32, n: u32) -> Interval {
    wilson_of(f64::from(k.min(n)), f64::from(n))
}

/// The 95 % Wilson interval of `k` among `n`; anything if there is none.
fn wilson_of(k: f64, n: f64) -> Interval {
    const Z: f64 = 1.96;
    if n <= 0.0 {
        return Interval::UNKNOWN;
    }
    let p = k / n;
    let d = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / d;
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt() / d;
    Interval::new(centre - half, centre + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Method § 3.8, with the bases of its reference implementation.
    #[test]
    fn intervals_are_those_of_the_method() {
        for (percent, n, low, high) in [
            (90, 39, 76, 96),
            (85, 39, 70, 93),
            (79, 39, 64, 89),
            (74, 39, 59, 85),
            (69, 39, 54, 81),
            (59, 39, 43, 73),
            (54, 39, 39, 68),
            (62, 39, 46, 75),
            (61, 38, 45, 74),
            (36, 38, 23, 53),
            (73, 45, 59, 84),
            (57, 45, 43, 71),
            (95, 45, 85, 99),
            (91, 45, 79, 96),
            (50, 39, 36, 66),
            (15, 39, 7, 30),
            (50, 40, 35, 65),
            (35, 40, 22, 50),
            (13, 39, 6, 27),
        ] {
            let interval = wilson_of_share(f64::from(percent) / 100.0, n);
            for (found, expected) in [(interval.low(), low), (interval.high(), high)] {
                let off = (100.0 * found).round() - f64::from(expected);
                assert!(off.abs() < 0.5, "{percent} % of {n}: {interval:?}");
            }
        }
    }

    #[test]
    fn nothing_asked_says_nothing() {
        assert_eq!(wilson_of_share(0.5, 0), Interval::UNKNOWN);
        assert!(wilson_of_share(0.0, 10).low().abs() < 1e-12);
    }
}
