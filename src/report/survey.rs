//! Answers beside the founding study's survey, in words: how many of how many, what chance alone
//! would give, and whether this territory is within; never above or below.

use crate::{
    domain::{Diagnostic, QuestionId},
    language::Lang,
    questionnaire::{Pack, Truth},
    reference::{Finding, SurveyRange},
    scoring::{Against, Assessment, Compared, Surveyed, benchmarks},
};

use super::{
    brief::{self, Bar, Chart},
    why::beside_survey,
};

/// The answers that the survey also asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyWords {
    /// Every share of the survey on one scale, those that contradict each other side by side.
    pub chart: Chart,
    /// One by one.
    pub all: Vec<BesideWords>,
}

/// An answer beside what the survey found.
#[derive(Clone, Debug, PartialEq)]
pub struct BesideWords {
    /// The question where the answer is entered or shown.
    pub question: QuestionId,
    /// Its subject.
    pub subject: String,
    /// What the study counted.
    pub label: String,
    /// What the study says: each value with its base, its interval and its lines.
    pub study: Vec<String>,
    /// That the study contradicts itself; empty if it does not.
    pub contradiction: String,
    /// The answer, as it was given.
    pub own: String,
    /// Where the answer stands.
    pub standing: String,
    /// The bars of the shares; none for a range.
    pub bars: Vec<Bar>,
}

/// The answers of a scored diagnostic beside the survey, worded in `lang`.
pub fn survey(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
) -> SurveyWords {
    let found = benchmarks(pack, diagnostic, assessment);
    let words = |one: &Compared| {
        let question = pack.question(one.question.as_str())?;
        let (label, _, standing) = beside_survey(lang, &one.against);
        let own = brief::answer_words(pack, diagnostic, assessment, lang, question);
        let (study, bars) = match &one.against {
            Against::Share { finding, other, .. } => {
                let all = || std::iter::once(finding).chain(other);
                let study = all().map(|one| share_line(lang, one)).collect();
                (study, all().map(|one| bar(lang, one)).collect())
            }
            Against::Range { range, .. } => {
                (vec![range_line(lang, range, question.unit(lang))], Vec::new())
            }
        };
        let contradicted = matches!(&one.against, Against::Share { other: Some(_), .. });
        Some(BesideWords {
            question: question.id.clone(),
            subject: question.short.get(lang).to_owned(),
            label: label.to_owned(),
            study,
            contradiction: if contradicted { lang.survey_contradiction() } else { "" }.to_owned(),
            standing: standing_words(lang, &one.against, &standing),
            own,
            bars,
        })
    };
    let all: Vec<BesideWords> = found.iter().filter_map(words).collect();
    let bars: Vec<Bar> = all.iter().flat_map(|one| one.bars.iter().cloned()).collect();
    let told: Vec<String> =
        bars.iter().map(|bar| lang.report_word_and(&bar.label, &bar.value)).collect();
    let caption = lang.survey_chart();
    let alt = lang.report_chart_alt(caption, told.join(lang.report_semicolon()));
    let key = lang.survey_key().into();
    let chart = Chart { caption: caption.into(), alt: alt.into(), key, marks: Vec::new(), bars };
    SurveyWords { chart, all }
}

/// Where an answer stands, as a sentence.
fn standing_words(lang: Lang, against: &Against, standing: &str) -> String {
    match against {
        Against::Share { among: Truth::True, .. } => lang.survey_among().to_owned(),
        Against::Share { among: Truth::False, .. } => lang.survey_not_among().to_owned(),
        Against::Range { within: Truth::True, .. } => lang.survey_within().to_owned(),
        Against::Range { within: Truth::False, .. } => lang.survey_not_within().to_owned(),
        Against::Range { figure: Some(_), .. } => lang.survey_partly_within().to_owned(),
        Against::Share { .. } | Against::Range { figure: None, .. } => {
            let mut words = standing.chars();
            let first: String = words.next().into_iter().flat_map(char::to_uppercase).collect();
            format!("{first}{}.", words.as_str())
        }
    }
}

/// A typical figure within its range, and the lines that give it.
pub(super) fn range_line(lang: Lang, range: &SurveyRange, unit: &str) -> String {
    let of = |value: f64| brief::figure(lang, value, 0, unit);
    let low = lang.number(range.low, 0);
    lang.survey_line(lang.survey_range(of(range.high), low, of(range.typical)), range.lines)
}

/// A share with its interval and base, and the lines that give it.
fn share_line(lang: Lang, one: &Surveyed) -> String {
    lang.survey_line(share(lang, one), one.finding.lines)
}

fn share(lang: Lang, one: &Surveyed) -> String {
    let Finding { percent, n, .. } = one.finding;
    match (one.interval, n) {
        (Some(interval), Some(n)) => {
            let end = |value: f64| lang.number(100.0 * value, 0);
            lang.explain_share_of(end(interval.high()), end(interval.low()), n, percent)
        }
        _ => lang.survey_share_without_base(percent),
    }
}

/// A share on the scale; without its base it has no interval, only its value.
fn bar(lang: Lang, one: &Surveyed) -> Bar {
    let centre = f64::from(one.finding.percent) / 100.0;
    let (low, high) = one.interval.map_or((centre, centre), |all| (all.low(), all.high()));
    let note = if one.interval.is_some() { "" } else { lang.survey_no_interval() };
    Bar {
        label: one.finding.label(lang).into(),
        value: share(lang, one).into(),
        note: note.into(),
        low: Some(low),
        high: Some(high),
        centre: Some(centre),
        ..Bar::default()
    }
}
