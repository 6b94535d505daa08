//! Shares in words and as bars: how many of how many, exactly or between two bounds.

use crate::{
    language::Lang,
    panel::Counts,
    questionnaire::{Comparison, Condition, Quantity},
    reference::{self, Finding},
    report::{
        brief::{Bar, Line},
        survey::range_line,
    },
    scoring::{wilson, wilson_of_share},
};

use super::Of;

/// How many members stand somewhere, of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) least: u32,
    pub(super) most: u32,
    pub(super) n: u32,
}

impl Share {
    /// The members in these categories.
    pub(super) fn of(counts: &Counts, from: usize, to: usize) -> Self {
        let (least, most) = counts.between(from, to);
        Self { least, most, n: counts.n() }
    }

    /// Whether nothing is told of it.
    pub(super) const fn is_hidden(self) -> bool {
        self.least == 0 && self.most == self.n
    }

    /// « 69 % (27 sur 39) », or « de 90 à 100 % (35 à 39 sur 39) ».
    pub(super) fn words(self, lang: Lang) -> String {
        let percent = |count: u32| lang.number(100.0 * self.ratio(count), 0);
        let count = |count: u32| lang.integer(count as usize);
        let n = count(self.n);
        if self.is_hidden() {
            return lang.panel_hidden().to_owned();
        }
        if self.least == self.most {
            return lang.panel_share(count(self.least), n, percent(self.least));
        }
        let (least, least_count) = (percent(self.least), count(self.least));
        let (most, most_count) = (percent(self.most), count(self.most));
        if least == most {
            return lang.panel_share_near(least_count, most_count, n, most);
        }
        lang.panel_share_between(least, least_count, most, most_count, n)
    }

    fn ratio(self, count: u32) -> f64 {
        if self.n == 0 { 0.0 } else { f64::from(count) / f64::from(self.n) }
    }

    /// The share as a bar: the interval that chance alone gives, around what is known.
    pub(super) fn bar(self, label: impl Into<Line>, lang: Lang) -> Bar {
        let exact = self.least == self.most;
        Bar {
            label: label.into(),
            value: self.words(lang).into(),
            note: if exact || self.is_hidden() {
                Line::default()
            } else {
                lang.panel_between_note().into()
            },
            low: Some(wilson(self.least, self.n).low()),
            high: Some(wilson(self.most, self.n).high()),
            centre: exact.then(|| self.ratio(self.least)),
            ..Bar::default()
        }
    }
}

/// What the study found for an option of a question, in words; empty if it did not ask.
pub(super) fn study_of_option(of: Of<'_>, question: &str, option: &str) -> String {
    let asks = |condition: &Condition| match condition {
        Condition::Picked(id, picked) => *id == *question && *picked == *option,
        _ => false,
    };
    findings(of, question, &asks)
}

/// What the study found for a question as a whole, where that is not about one option.
pub(super) fn study_of_question(of: Of<'_>, question: &str) -> Vec<String> {
    let whole = of.pack.benchmarks.iter().filter(|benchmark| benchmark.question == *question);
    whole
        .filter_map(|benchmark| match &benchmark.compare {
            Comparison::Among(Condition::Picked(..)) => None,
            Comparison::Among(_) => {
                let finding = reference::finding(&benchmark.finding)?;
                Some(lang_line(of.lang, finding))
            }
            Comparison::Figure => {
                let range = reference::survey_range(&benchmark.finding)?;
                let unit = of.pack.question(question).map_or("", |asked| asked.unit(of.lang));
                Some(of.lang.panel_study(range_line(of.lang, range, unit)))
            }
        })
        .collect()
}

/// The share of members of whom a condition on one answer holds, where the answer decides it.
pub(super) fn of_condition(
    counts: &Counts,
    condition: &Condition,
    values: &[f64],
) -> Option<Share> {
    let holds = |value: f64| match condition {
        Condition::AtLeast(Quantity::Level(_) | Quantity::Score(_), bound) => Some(*bound <= value),
        Condition::AtMost(Quantity::Level(_) | Quantity::Score(_), bound) => Some(value <= *bound),
        _ => None,
    };
    let truths: Option<Vec<bool>> = values.iter().map(|value| holds(*value)).collect();
    let truths = truths?;
    // Only a run of neighbours can be counted as one.
    let from = truths.iter().position(|truth| *truth)?;
    let to = truths.iter().rposition(|truth| *truth)? + 1;
    let is_run = truths.get(from..to).is_some_and(|run| run.iter().all(|truth| *truth));
    is_run.then(|| Share::of(counts, from, to))
}

fn findings(of: Of<'_>, question: &str, asks: &dyn Fn(&Condition) -> bool) -> String {
    let found = of.pack.benchmarks.iter().find(|benchmark| {
        let Comparison::Among(condition) = &benchmark.compare else { return false };
        benchmark.question == *question && asks(condition)
    });
    let finding = found.and_then(|benchmark| reference::finding(&benchmark.finding));
    finding.map(|finding| study(of.lang, finding)).unwrap_or_default()
}

/// « étude 2020 : 69 % [54 ; 81], n = 39 ».
pub(super) fn study(lang: Lang, finding: &Finding) -> String {
    let percent = finding.percent;
    let figures = match finding.n {
        Some(n) => {
            let interval = wilson_of_share(f64::from(percent) / 100.0, n);
            let end = |value: f64| lang.number(100.0 * value, 0);
            lang.explain_share_of(end(interval.high()), end(interval.low()), n, percent)
        }
        None => lang.survey_share_without_base(percent),
    };
    lang.panel_study(figures)
}

/// The same with what it counts, and with its contradiction if the study contradicts itself.
fn lang_line(lang: Lang, finding: &Finding) -> String {
    let one = |finding: &Finding| lang.report_word_and(finding.label(lang), study(lang, finding));
    let other = finding.contradicted_by.and_then(reference::finding);
    let Some(other) = other else { return one(finding) };
    [one(finding), one(other)].join(lang.report_semicolon())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_once_where_both_ends_round_to_the_same() {
        let words = |least, most| {
            let share = Share { least, most, n: 10_000 };
            share.words(Lang::Fr).replace(['\u{a0}', '\u{202f}'], " ")
        };
        assert_eq!(words(0, 4), "0 % (0 à 4 sur 10 000)");
        assert_eq!(words(9_000, 10_000), "de 90 à 100 % (9 000 à 10 000 sur 10 000)");
        assert_eq!(words(6_900, 6_900), "69 % (6 900 sur 10 000)");
    }
}
