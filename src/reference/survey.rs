//! What the founding study found among large French authorities: shares, with their base.

use std::{cmp::Ordering, sync::LazyLock};

use super::{
    country::pick,
    table::{rows, typeset},
};
use crate::language::Lang;

/// How many authorities answered the survey: 25 communes and 20 EPCI.
pub const SURVEY_REPLIES: u16 = 45;

/// The year of the survey.
pub const SURVEY_YEAR: i16 = 2020;

/// The population at which, in the study, intercommunal authorities take over from cities.
pub const STUDY_THRESHOLD: u32 = 200_000;

/// A share that the study gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its id, such as `action_twinnings`.
    pub id: &'static str,
    /// The share, in per cent.
    pub percent: u8,
    /// How many authorities it is a share of; `None` where the study does not say: then no more
    /// than [`SURVEY_REPLIES`].
    pub n: Option<u16>,
    /// The lines of the study's text that give it.
    pub lines: &'static str,
    /// The other value that the study gives for the same thing: always printed beside.
    pub contradicted_by: Option<&'static str>,
    labels: [&'static str; 2],
}

/// A figure that the study gives with the range in which it found authorities.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyRange {
    /// Its id, such as `budget`.
    pub id: &'static str,
    /// The median or mean.
    pub typical: f64,
    /// The least of the range.
    pub low: f64,
    /// The most of the range.
    pub high: f64,
    /// The lines of the study's text that give it.
    pub lines: &'static str,
    /// Where the study cuts it to count authorities; each is the least of the bracket above it.
    pub brackets: Vec<f64>,
    /// The lines of the study's text that give the brackets.
    pub bracket_lines: &'static str,
    labels: [&'static str; 2],
}

impl SurveyRange {
    /// What the figure is.
    pub fn label(&self, lang: Lang) -> &'static str {
        pick(self.labels, lang)
    }
}

impl Finding {
    /// What the share is of.
    pub fn label(&self, lang: Lang) -> &'static str {
        pick(self.labels, lang)
    }
}

/// Every share of the study that can be compared with, the contradictory ones side by side.
pub fn findings() -> &'static [Finding] {
    static TABLE: LazyLock<Vec<Finding>> = LazyLock::new(|| {
        rows(include_str!("../../assets/reference/survey.tsv"))
            .filter_map(|[id, fr, en, percent, n, lines, other]| {
                let percent = percent.parse().ok()?;
                let contradicted_by = (!other.is_empty()).then_some(other);
                let labels = typeset(fr, en);
                Some(Finding { id, percent, n: n.parse().ok(), lines, contradicted_by, labels })
            })
            .collect()
    });
    &TABLE
}

/// The share with this id.
pub fn finding(id: &str) -> Option<&'static Finding> {
    findings().iter().find(|finding| finding.id == id)
}

/// Every figure of the study that comes with a range.
pub fn survey_ranges() -> &'static [SurveyRange] {
    static TABLE: LazyLock<Vec<SurveyRange>> = LazyLock::new(|| {
        rows(include_str!("../../assets/reference/survey_ranges.tsv"))
            .filter_map(|[id, fr, en, typical, low, high, lines, brackets, bracket_lines]| {
                let [typical, low, high] = [typical, low, high].map(|text| text.parse().ok());
                let (typical, low, high) = (typical?, low?, high?);
                let brackets = brackets.split('|').filter_map(|cut| cut.parse().ok()).collect();
                let labels = typeset(fr, en);
                Some(SurveyRange { id, typical, low, high, lines, brackets, bracket_lines, labels })
            })
            .collect()
    });
    &TABLE
}

/// The range with this id.
pub fn survey_range(id: &str) -> Option<&'static SurveyRange> {
    survey_ranges().iter().find(|range| range.id == id)
}

/// Where a population stands against the study's threshold of 200,000 inhabitants.
///
/// Below, the study sees the cities carry international action; above, intercommunal authorities
/// are more active.
pub fn against_threshold(population: u32) -> Ordering {
    population.cmp(&STUDY_THRESHOLD)
}
