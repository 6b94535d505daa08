//! The words for what numbers are made of and whether they stand, in the reader's language.

use crate::{
    language::Lang,
    questionnaire::{Pack, Truth},
    scoring::{Against, Criterion, Doubt, Formula, Surveyed},
};

use crate::report::words;

/// How the parts of a number make it, as one sentence.
pub fn formula(lang: Lang, pack: &Pack, formula: &Formula) -> String {
    let number = |value: f64| lang.number(value, 2);
    match formula {
        Formula::WeightedMean => lang.explain_weighted_mean().to_owned(),
        Formula::Mean => lang.explain_mean().to_owned(),
        Formula::Difference => lang.explain_difference().to_owned(),
        Formula::ThresholdAndGates => lang.explain_threshold_and_gates().to_owned(),
        Formula::Levels(top) => lang.explain_levels(lang.number(*top, 0)),
        Formula::Median { top, voices, agreement } => {
            let agreement = lang.percent(*agreement, 0);
            lang.voices_explain(*voices, agreement, lang.number(*top, 0))
        }
        Formula::OptionValue => lang.explain_option_value().to_owned(),
        Formula::Saturation(at) => lang.explain_saturation(plain(lang, *at)),
        Formula::ShareOfApplicable => lang.explain_share_of_applicable().to_owned(),
        Formula::Goalposts { posts, cap } => {
            let posts: Vec<String> = posts.iter().map(|post| plain(lang, *post)).collect();
            match cap {
                Some(cap) => lang.explain_goalposts_capped(number(*cap), posts.join(" / ")),
                None => lang.explain_goalposts(posts.join(" / ")),
            }
        }
        Formula::Quotient { reference, value } => {
            let title = pack.reference(reference).map_or("", |one| one.title.get(lang));
            lang.explain_quotient(format!("{} ({title})", plain(lang, *value)))
        }
        Formula::Direct => lang.explain_direct().to_owned(),
        Formula::Unscored => lang.explain_unscored().to_owned(),
        Formula::Strongest => lang.explain_strongest().to_owned(),
        Formula::NotListed(origin) => lang.explain_not_listed(words::origin(lang, *origin)),
        Formula::Roots => lang.explain_roots().to_owned(),
        Formula::AnyOf => lang.explain_any_of().to_owned(),
        Formula::Without => lang.explain_without().to_owned(),
        Formula::Activity { steps, older } => {
            let step = |(months, value): &(i32, f64)| {
                lang.explain_activity_step(months, plain(lang, *value))
            };
            let steps: Vec<String> = steps.iter().map(step).collect();
            lang.explain_activity(plain(lang, *older), steps.join(", "))
        }
        Formula::ActivityByQuality { base } => {
            let rest = plain(lang, 1.0 - base);
            lang.explain_activity_by_quality(plain(lang, *base), rest)
        }
    }
}

/// A number with as many decimals as it needs, two at most.
fn plain(lang: Lang, value: f64) -> String {
    let decimals = (0..2).find(|decimals| {
        let scale = 10_f64.powi(i32::from(*decimals));
        ((value * scale).round() - value * scale).abs() < 1e-9
    });
    lang.number(value, decimals.unwrap_or(2))
}

/// A criterion of a partnership's quality.
pub const fn criterion(lang: Lang, criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Agreement => lang.explain_agreement(),
        Criterion::Reciprocity => lang.explain_reciprocity(),
        Criterion::Objectives => lang.explain_objectives(),
        Criterion::Actors => lang.explain_actors(),
        Criterion::Evaluation => lang.explain_evaluation(),
        Criterion::Resources => lang.explain_resources(),
    }
}

/// Whether a level stands over draws.
pub const fn solidity(lang: Lang, solid: bool) -> &'static str {
    if solid { lang.explain_solid() } else { lang.explain_fragile() }
}

/// What is open about something to verify.
pub const fn doubt(lang: Lang, doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::NotAsked => lang.explain_doubt_not_asked(),
        Doubt::Unknown => lang.explain_doubt_unknown(),
        Doubt::Inexact => lang.explain_doubt_inexact(),
        Doubt::Partial => lang.explain_doubt_partial(),
    }
}

/// A finding of the survey: what it is, what the study says, and where the territory stands.
pub fn beside_survey(lang: Lang, against: &Against) -> (&'static str, String, String) {
    match against {
        Against::Share { finding, other, among } => {
            let share = share(lang, finding);
            let survey = match other {
                Some(other) => lang.explain_share_contradicted(other.finding.percent, share),
                None => share,
            };
            let standing = match among {
                Truth::True => lang.explain_among(),
                Truth::False => lang.explain_not_among(),
                Truth::Unknown => lang.explain_among_unknown(),
            };
            (finding.finding.label(lang), survey, standing.to_owned())
        }
        Against::Range { range, figure, within } => {
            let of = |value: f64| lang.number(value, 0);
            let survey = lang.explain_range(of(range.high), of(range.low), of(range.typical));
            // Outside the range the figure stands alone: the base is too small to say more.
            let standing = match (within, figure) {
                (Truth::True, _) => lang.explain_within().to_owned(),
                (_, Some((low, high))) if high - low <= 0.0 => plain(lang, *low),
                (_, Some((low, high))) => lang.words_between(plain(lang, *low), plain(lang, *high)),
                (_, None) => lang.explain_among_unknown().to_owned(),
            };
            (range.label(lang), survey, standing)
        }
    }
}

/// A share with its interval and base, or alone where the study does not give its base.
fn share(lang: Lang, surveyed: &Surveyed) -> String {
    let percent = surveyed.finding.percent;
    match (surveyed.interval, surveyed.finding.n) {
        (Some(interval), Some(n)) => {
            let end = |value: f64| lang.number(100.0 * value, 0);
            lang.explain_share_of(end(interval.high()), end(interval.low()), n, percent)
        }
        _ => lang.explain_share(percent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_formula_have_the_decimals_they_need() {
        for (value, expected) in [(2.0, "2"), (0.3, "0,3"), (0.25, "0,25")] {
            assert_eq!(plain(Lang::Fr, value), expected);
        }
    }
}
