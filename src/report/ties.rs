//! The ties in words: what the territory has, what is done with it, and what the gap says.

use crate::{
    domain::{Diagnostic, TieId},
    language::Lang,
    questionnaire::{Pack, TiePair},
    scoring::{Assessment, TieReading, TieVerdict},
};

use super::{brief, words};

/// One tie: its two halves and their difference.
#[derive(Clone, Debug, PartialEq)]
pub struct TieWords {
    /// The tie.
    pub id: TieId,
    /// Its name.
    pub title: String,
    /// What the territory has.
    pub intensity: brief::Bar,
    /// What is done with it.
    pub mobilisation: brief::Bar,
    /// The difference in points, such as « +31 », or between what and what it lies.
    pub gap: String,
    /// What the difference is called.
    pub verdict: &'static str,
    /// What that means, as a sentence.
    pub meaning: String,
}

/// The ties of a scored diagnostic, worded in `lang`.
pub fn ties(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
) -> Vec<TieWords> {
    let halves = brief::tie_bars(pack, diagnostic, assessment, lang);
    let read = pack.ties.iter().zip(&assessment.ties).zip(halves);
    read.map(|((pair, reading), [intensity, mobilisation])| TieWords {
        id: pair.id.clone(),
        title: pair.title.get(lang).to_owned(),
        intensity,
        mobilisation,
        gap: gap(lang, reading),
        verdict: words::verdict(lang, reading.verdict),
        meaning: meaning(lang, pair, reading.verdict),
    })
    .collect()
}

/// The difference of a tie in points, with its sign.
pub fn gap(lang: Lang, reading: &TieReading) -> String {
    match (reading.gap, reading.gap_bounds) {
        (Some(gap), _) => signed(lang, gap),
        (None, Some((low, high))) => lang.words_between(signed(lang, low), signed(lang, high)),
        (None, None) => lang.words_state_not_applicable().to_owned(),
    }
}

fn signed(lang: Lang, value: f64) -> String {
    let number = lang.number(value.abs() * 100.0, 0);
    match value {
        v if v.abs() < 0.005 => number,
        v if v < 0.0 => format!("−{number}"),
        _ => format!("+{number}"),
    }
}

fn meaning(lang: Lang, pair: &TiePair, verdict: TieVerdict) -> String {
    let points = lang.number(pair.notable_gap * 100.0, 0);
    match verdict {
        TieVerdict::UnderMobilised => lang.ties_under_mobilised(points),
        TieVerdict::Unrooted => lang.ties_unrooted(points),
        TieVerdict::Balanced => lang.ties_balanced(points),
        TieVerdict::Insufficient => lang.ties_insufficient().to_owned(),
    }
}
