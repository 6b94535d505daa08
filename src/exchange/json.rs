//! What the JSON files share: whom they are about, and how numbers and truths are written.

use serde::Serialize;

use crate::{
    domain::{Diagnostic, Interval},
    questionnaire::{Pack, Truth},
};

/// The questionnaire that a file was made with.
#[derive(Debug, Serialize)]
pub(super) struct PackLine<'a> {
    id: &'a str,
    version: &'a str,
}

/// The territory that a file is about.
#[derive(Debug, Serialize)]
pub(super) struct TerritoryLine<'a> {
    name: &'a str,
    code: &'a str,
}

/// The least and the most that something can be.
#[derive(Debug, Serialize)]
pub(super) struct Ends {
    low: f64,
    high: f64,
}

impl<'a> PackLine<'a> {
    pub(super) fn of(pack: &'a Pack) -> Self {
        Self { id: pack.id.as_str(), version: &pack.version }
    }
}

impl<'a> TerritoryLine<'a> {
    pub(super) fn of(diagnostic: &'a Diagnostic) -> Self {
        Self { name: &diagnostic.territory.name, code: &diagnostic.territory.code }
    }
}

/// Six decimals, without a negative zero.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}

pub(super) fn ends(low: f64, high: f64) -> Ends {
    Ends { low: rounded(low), high: rounded(high) }
}

pub(super) fn interval(interval: Interval) -> Ends {
    ends(interval.low(), interval.high())
}

pub(super) const fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "unknown",
    }
}
