//! Derived questions: figures computed from tables and from the country matrix.

use crate::questionnaire::Derivation;

use super::figure::{Case, Figure};

/// What the country matrix gives to derived questions.
pub(super) struct Crossed {}

/// The figure that a derivation gives.
pub(super) fn figure(case: Case<'_>, crossed: &Crossed, derivation: &Derivation) -> Figure {
    let _ = (case, crossed, derivation);
    Figure::Unknown
}
