//! What numbers are made of, as JSON: a part of `passerelle-score/1`, see docs/score-json.md.

use serde::Serialize;

use crate::{
    questionnaire::Term,
    scoring::{Criterion, Exclusion, Explanation, Formula, Part, Span, What, WhatExcluded},
};

use super::json::{Ends, ends, interval, rounded, truth};

#[derive(Debug, Serialize)]
pub(super) struct ExplanationPart {
    formula: FormulaPart,
    weight: Option<f64>,
    parts: Vec<PartLine>,
    excluded: Vec<ExcludedLine>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum FormulaPart {
    WeightedMean,
    Mean,
    Difference,
    ThresholdAndGates,
    Levels { top: f64 },
    Median { top: f64, voices: usize, agreement: f64 },
    OptionValue,
    Saturation { at: f64 },
    ShareOfApplicable,
    Goalposts { posts: Vec<f64>, cap: Option<f64> },
    Quotient { reference: String, value: f64 },
    Direct,
    Unscored,
    Strongest,
    NotListed,
    Roots,
    AnyOf,
    Without,
    Activity { steps: Vec<(i32, f64)>, older: f64 },
    ActivityByQuality { base: f64 },
}

#[derive(Debug, Serialize)]
struct PartLine {
    kind: &'static str,
    id: Option<String>,
    weight: Option<f64>,
    share: Option<f64>,
    figure: Option<Ends>,
    value: Option<Ends>,
    adds: Option<AddsPart>,
    holds: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct AddsPart {
    low: f64,
    centre: Option<f64>,
    high: f64,
}

#[derive(Debug, Serialize)]
struct ExcludedLine {
    kind: &'static str,
    id: String,
    why: &'static str,
}

pub(super) fn explanation_part(explanation: &Explanation) -> ExplanationPart {
    let excluded = explanation.excluded.iter().map(|one| {
        let (kind, id) = match &one.what {
            WhatExcluded::Question(id) => ("question", id.to_string()),
            WhatExcluded::Block(id) => ("block", id.to_string()),
        };
        ExcludedLine { kind, id, why: exclusion(one.why) }
    });
    ExplanationPart {
        formula: formula(&explanation.formula),
        weight: explanation.weight.map(rounded),
        parts: explanation.parts.iter().map(part_line).collect(),
        excluded: excluded.collect(),
    }
}

/// The word for why something does not count.
pub(super) const fn exclusion(why: Exclusion) -> &'static str {
    match why {
        Exclusion::NotApplicable => "not_applicable",
        Exclusion::RuledOut => "ruled_out",
        Exclusion::LeftForFullPath => "left_for_full_path",
        Exclusion::NothingToCount => "nothing_to_count",
    }
}

/// The word for what is known of a condition.
fn part_line(part: &Part) -> PartLine {
    let (kind, id) = what(&part.what);
    let adds = |span: Span| AddsPart {
        low: rounded(span.low),
        centre: span.centre.map(rounded),
        high: rounded(span.high),
    };
    PartLine {
        kind,
        id,
        weight: part.weight.map(rounded),
        share: part.share.map(rounded),
        figure: part.figure.map(|(low, high)| ends(low, high)),
        value: part.value.map(interval),
        adds: part.adds.map(adds),
        holds: part.holds.map(truth),
    }
}

fn what(what: &What) -> (&'static str, Option<String>) {
    match what {
        What::Question(id) => ("question", Some(id.to_string())),
        What::Block(id) => ("block", Some(id.to_string())),
        What::Tie(id) => ("tie", Some(id.to_string())),
        What::Channel(id) => ("channel", Some(id.to_string())),
        What::Partnership(row) => ("partnership", Some(row.to_string())),
        What::Criterion(one) => ("criterion", Some(criterion(*one).to_owned())),
        What::Roots => ("roots", None),
        What::Partnerships => ("partnerships", None),
        What::Activity => ("activity", None),
        What::Quality => ("quality", None),
        What::Table(id) => ("table", Some(id.to_string())),
        What::Numerator(term) => ("numerator", term_id(term)),
        What::Denominator(term) => ("denominator", term_id(term)),
        What::Threshold(level) => ("threshold", Some(level.to_string())),
        What::Gate(level, _) => ("gate", Some(level.to_string())),
    }
}

/// The question, and the part of it, that a term names; none for the question's own figure.
fn term_id(term: &Term) -> Option<String> {
    match term {
        Term::Own => None,
        Term::Part(part) => Some(part.to_string()),
        Term::PartOf(id, part) => Some(format!("{id}.{part}")),
        Term::Answer(id) | Term::SumOfParts(id) | Term::SumOfAmounts(id) => Some(id.to_string()),
    }
}

const fn criterion(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Agreement => "agreement",
        Criterion::Reciprocity => "reciprocity",
        Criterion::Objectives => "objectives",
        Criterion::Actors => "actors",
        Criterion::Evaluation => "evaluation",
        Criterion::Resources => "resources",
    }
}

fn formula(formula: &Formula) -> FormulaPart {
    match formula {
        Formula::WeightedMean => FormulaPart::WeightedMean,
        Formula::Mean => FormulaPart::Mean,
        Formula::Difference => FormulaPart::Difference,
        Formula::ThresholdAndGates => FormulaPart::ThresholdAndGates,
        Formula::Levels(top) => FormulaPart::Levels { top: *top },
        Formula::Median { top, voices, agreement } => {
            FormulaPart::Median { top: *top, voices: *voices, agreement: *agreement }
        }
        Formula::OptionValue => FormulaPart::OptionValue,
        Formula::Saturation(at) => FormulaPart::Saturation { at: *at },
        Formula::ShareOfApplicable => FormulaPart::ShareOfApplicable,
        Formula::Goalposts { posts, cap } => {
            FormulaPart::Goalposts { posts: posts.clone(), cap: *cap }
        }
        Formula::Quotient { reference, value } => {
            FormulaPart::Quotient { reference: reference.to_string(), value: *value }
        }
        Formula::Direct => FormulaPart::Direct,
        Formula::Unscored => FormulaPart::Unscored,
        Formula::Strongest => FormulaPart::Strongest,
        Formula::NotListed(_) => FormulaPart::NotListed,
        Formula::Roots => FormulaPart::Roots,
        Formula::AnyOf => FormulaPart::AnyOf,
        Formula::Without => FormulaPart::Without,
        Formula::Activity { steps, older } => {
            FormulaPart::Activity { steps: steps.clone(), older: *older }
        }
        Formula::ActivityByQuality { base } => FormulaPart::ActivityByQuality { base: *base },
    }
}
