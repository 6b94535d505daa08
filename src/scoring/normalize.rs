//! Normalization: from one answer or figure to a value from 0 to 1 (method § 3.2).

use crate::{
    domain::{Answer, Interval, OptionId, Picks, Score, State, Value},
    questionnaire::{Choice, Kind, Question, Scoring, Truth},
};

use super::{
    Outcome,
    figure::{Case, Figure, bounds},
};

/// What a scored question that counts is worth; `figure` is what it is measured by.
pub(super) fn value(case: Case<'_>, question: &Question, figure: Figure) -> Outcome {
    let interval = match &question.scoring {
        Scoring::Unscored => return Outcome::Unscored,
        Scoring::Levels => level(case, question),
        Scoring::Options => options(case, question),
        Scoring::Saturation(at) if question.kind.is_asked() => {
            saturation(case, question).map(|(low, high)| Interval::new(low / at, high / at))
        }
        Scoring::Saturation(at) => mapped(figure, |x| x / at),
        Scoring::ShareOfApplicable => share_of_applicable(case, question),
        Scoring::Goalposts(posts) => mapped(figure, |x| piecewise(x, posts)),
        Scoring::Quotient(id) => case
            .pack
            .reference(id)
            .filter(|reference| 0.0 < reference.value)
            .and_then(|reference| mapped(figure, |x| quotient(x, reference.value))),
        Scoring::Direct => mapped(figure, |x| x),
    };
    let cap = question.cap_score().map_or(1.0, Score::get);
    interval.map_or(Outcome::Unknown, |interval| Outcome::Known(interval.map(|x| x.min(cap))))
}

/// Piecewise linear through goalposts that stand for equal steps from 0 to 1.
pub(super) fn piecewise(x: f64, posts: &[f64]) -> f64 {
    let steps = posts.len().saturating_sub(1) as f64;
    let mut passed = 0.0;
    for (from, to) in posts.iter().zip(posts.iter().skip(1)) {
        if x < *to {
            return ((passed + (x - from) / (to - from)) / steps).max(0.0);
        }
        passed += 1.0;
    }
    if x.is_nan() || steps < 1.0 { 0.0 } else { 1.0 }
}

/// The location quotient on a scale of doublings: ¼, ½, 1, 2, 4 give 0, ¼, ½, ¾, 1.
fn quotient(share: f64, reference: f64) -> f64 {
    if share <= 0.0 { 0.0 } else { ((libm::log2(share / reference) + 2.0) / 4.0).clamp(0.0, 1.0) }
}

fn mapped(figure: Figure, rising: impl Fn(f64) -> f64) -> Option<Interval> {
    match figure {
        Figure::Known(low, high) => Some(Interval::new(rising(low), rising(high))),
        Figure::Unknown | Figure::Absent => None,
    }
}

/// The level over the highest; of several respondents, the median of theirs (method § 3.3).
fn level(case: Case<'_>, question: &Question) -> Option<Interval> {
    let Kind::Scale(levels) = &question.kind else { return None };
    let top = levels.len().saturating_sub(1) as f64;
    if let Some(both) = case.shared(&question.id).and_then(Answer::consensus) {
        return Some(Interval::new(both.low / top, both.high / top));
    }
    let level = bounds(case.state(&question.id), |value| match value {
        Value::Level(level) => Some(f64::from(*level)),
        _ => None,
    });
    mapped(level, |level| level / top)
}

/// The value of the chosen option; of several respondents, from the least to the most of theirs.
fn options(case: Case<'_>, question: &Question) -> Option<Interval> {
    let options = question.kind.options();
    let Some(shared) = case.shared(&question.id) else {
        return option(case.state(&question.id), options);
    };
    let each = shared.voices.iter().filter_map(|voice| option(&voice.state, options));
    each.reduce(|a, b| Interval::new(a.low().min(b.low()), a.high().max(b.high())))
}

fn option(state: &State, options: &[Choice]) -> Option<Interval> {
    let worth = |chosen: &OptionId| {
        if options.is_empty() {
            return match chosen.as_str() {
                "yes" => Some(1.0),
                "partly" => Some(0.5),
                "no" => Some(0.0),
                _ => None,
            };
        }
        options.iter().find(|option| option.id == *chosen)?.value
    };
    let value = bounds(state, |value| match value {
        Value::Choice(chosen) => worth(chosen),
        _ => None,
    });
    mapped(value, |x| x)
}

/// Options that are surely and possibly picked.
fn picks(state: &State) -> Option<(&Picks, &Picks)> {
    match state {
        State::Given(Value::Picks(picks)) => Some((picks, picks)),
        State::Between(Value::Picks(sure), Value::Picks(possible)) => Some((sure, possible)),
        _ => None,
    }
}

/// Each option with whether it applies and whether it is picked.
fn marked<'a>(case: Case<'a>, question: &'a Question) -> Option<Vec<(&'a Choice, Truth, Truth)>> {
    let (sure, possible) = picks(case.state(&question.id))?;
    let mark = |option: &'a Choice| {
        let picked = match (sure.contains_key(&option.id), possible.contains_key(&option.id)) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        };
        (option, case.applies(option.applies_if.as_ref()), picked)
    };
    Some(question.kind.options().iter().map(mark).collect())
}

/// The least and the most that the picked options that apply are worth together.
fn saturation(case: Case<'_>, question: &Question) -> Option<(f64, f64)> {
    let mut sum = (0.0, 0.0);
    for (option, applies, picked) in marked(case, question)? {
        let worth = option.value.unwrap_or(1.0);
        let counts = Truth::all([applies, picked]);
        sum.0 += if counts.is_true() { worth } else { 0.0 };
        sum.1 += if counts.is_possible() { worth } else { 0.0 };
    }
    Some(sum)
}

/// The share of picked options among those that apply, over all that is open.
fn share_of_applicable(case: Case<'_>, question: &Question) -> Option<Interval> {
    let (mut worst, mut best) = ((0.0, 0.0), (0.0, 0.0));
    for (_, applies, picked) in marked(case, question)? {
        let counts = Truth::all([applies, picked]);
        // At worst, what may be left out of the picked is, and what may be asked too much is.
        if counts.is_true() {
            worst.0 += 1.0;
        }
        if applies.is_true() || applies.is_possible() && !picked.is_true() {
            worst.1 += 1.0;
        }
        if counts.is_possible() {
            best.0 += 1.0;
        }
        if applies.is_true() || counts.is_possible() {
            best.1 += 1.0;
        }
    }
    let share = |(part, whole): (f64, f64)| if 0.0 < whole { part / whole } else { 0.0 };
    Some(Interval::new(share(worst), share(best)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(value: f64, expected: f64) {
        assert!((value - expected).abs() < 5e-5, "{value} is not {expected}");
    }

    #[test]
    fn goalposts_stand_for_equal_steps() {
        let posts = [0.0, 0.1, 0.3, 0.6, 1.0];
        for (x, expected) in [(-1.0, 0.0), (0.0, 0.0), (0.1, 0.25), (0.5, 0.6667), (1.0, 1.0)] {
            close(piecewise(x, &posts), expected);
        }
        close(piecewise(2.0 / 1.2, &[0.0, 0.5, 1.0, 2.0, 4.0]), 0.6667);
        close(piecewise(18.0 / 90.0, &[0.0, 0.1, 0.25, 0.5, 1.0]), 0.4167);
        close(piecewise(30_000.0 / 240_000.0, &posts), 0.2812);
        close(piecewise(f64::INFINITY, &posts), 1.0);
        close(piecewise(f64::NAN, &posts), 0.0);
        close(piecewise(1.0, &[]), 0.0);
    }

    #[test]
    fn quotients_count_doublings() {
        for (share, reference, expected) in [
            (8.9, 10.7, 0.4336),
            (11.4, 13.0, 0.4526),
            (19.0, 13.0, 0.6369),
            (0.0, 13.0, 0.0),
            (52.0, 13.0, 1.0),
            (3.25, 13.0, 0.0),
        ] {
            close(quotient(share, reference), expected);
        }
    }
}
