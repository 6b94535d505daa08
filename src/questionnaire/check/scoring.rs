//! Scoring: each question's way of scoring fits its kind, and its numbers make sense.

use crate::questionnaire::{Kind, ProblemKind, Question, Scoring};

use super::Checker;

pub(super) fn check(checker: &mut Checker<'_>) {
    for question in &checker.pack.questions {
        check_kind(checker, question);
        check_scoring(checker, question);
        check_weight(checker, question);
        if question.cap.is_some_and(|cap| !(0.0 < cap && cap <= 1.0)) {
            checker.question(question, ProblemKind::OutOfRange("cap"));
        }
        if question.applies_if.is_some() && question.otherwise.is_empty() {
            checker.question(question, ProblemKind::NoOtherwise);
        }
    }
    if !checker.pack.questions.iter().any(|question| question.quick) {
        checker.pack_head(ProblemKind::NoQuickPath);
    }
}

fn check_kind(checker: &mut Checker<'_>, question: &Question) {
    match &question.kind {
        Kind::Scale(levels) if levels.len() != 5 => {
            checker.question(question, ProblemKind::ScaleAnchors(levels.len()));
        }
        Kind::Number { min: Some(min), max: Some(max), .. } if max <= min => {
            checker.question(question, ProblemKind::OutOfRange("max"));
        }
        Kind::Numbers(parts) => {
            for part in parts {
                let unknown =
                    part.within.as_ref().filter(|id| !parts.iter().any(|other| other.id == **id));
                if let Some(id) = unknown {
                    let kind = ProblemKind::UnresolvedId("part", id.to_string());
                    checker.question(question, kind);
                }
            }
        }
        Kind::Choice(options) | Kind::Multiple { options, .. } if options.is_empty() => {
            checker.question(question, ProblemKind::MissingText("options"));
        }
        _ => {}
    }
}

fn check_scoring(checker: &mut Checker<'_>, question: &Question) {
    let fits = match (&question.scoring, &question.kind) {
        (Scoring::Unscored, _)
        | (Scoring::Levels, Kind::Scale(_))
        | (Scoring::Options, Kind::Choice(_) | Kind::YesPartlyNo { .. })
        | (Scoring::ShareOfApplicable, Kind::Multiple { .. })
        | (Scoring::Saturation(_), Kind::Multiple { .. } | Kind::Derived(_)) => true,
        (Scoring::Goalposts(_) | Scoring::Quotient(_) | Scoring::Direct, kind) => {
            matches!(kind, Kind::Number { .. } | Kind::Numbers(_) | Kind::Derived(_))
        }
        _ => false,
    };
    if !fits {
        checker.question(question, ProblemKind::ScoringMismatch);
    }
    match &question.scoring {
        Scoring::Goalposts(posts) if !rise(posts) => {
            checker.question(question, ProblemKind::GoalpostsNotIncreasing);
        }
        Scoring::Saturation(at) if !(at.is_finite() && 0.0 < *at) => {
            checker.question(question, ProblemKind::OutOfRange("saturation"));
        }
        Scoring::Options => {
            let unscored = |value: Option<f64>| value.is_none_or(|v| !(0.0 <= v && v <= 1.0));
            for option in question.kind.options().iter().filter(|option| unscored(option.value)) {
                checker.question(question, ProblemKind::OptionValue(option.id.to_string()));
            }
        }
        _ => {}
    }
}

fn check_weight(checker: &mut Checker<'_>, question: &Question) {
    let scored = question.scoring != Scoring::Unscored;
    let weighted = question.block.is_some() && 0.0 < question.weight.get();
    let claimed = question.block.is_some() || !question.gauges.is_empty() && scored;
    if scored && !weighted {
        checker.question(question, ProblemKind::Unweighted);
    } else if !scored && (claimed || 0.0 < question.weight.get()) {
        checker.question(question, ProblemKind::WeightedUnscored);
    }
}

/// Whether numbers rise strictly, are finite, and are at least two.
pub(super) fn rise(posts: &[f64]) -> bool {
    2 <= posts.len()
        && posts.iter().all(|post| post.is_finite())
        && posts.is_sorted_by(|a, b| a < b)
}
