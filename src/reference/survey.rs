//! What the founding study found among large French authorities: shares, with their base.

use std::{cmp::Ordering, sync::LazyLock};

use super::{country::pick, table::rows};
use crate::language::Lang;

/// How many authorities answered the survey: 25 communes and 20 EPCI.
pub const SURVEY_REPLIES: u16 = 45;

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
    labels: [&'static str; 2],
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
            .filter_map(|[id, fr, en, percent, n, lines]| {
                let percent = percent.parse().ok()?;
                Some(Finding { id, percent, n: n.parse().ok(), lines, labels: [fr, en] })
            })
            .collect()
    });
    &TABLE
}

/// The share with this id.
pub fn finding(id: &str) -> Option<&'static Finding> {
    findings().iter().find(|finding| finding.id == id)
}

/// Where a population stands against the study's threshold of 200,000 inhabitants.
///
/// Below, the study sees the cities carry international action; above, intercommunal authorities
/// are more active.
pub fn against_threshold(population: u32) -> Ordering {
    population.cmp(&STUDY_THRESHOLD)
}
