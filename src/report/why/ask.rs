//! The number behind a part of another, which can be asked in turn.

use crate::{
    questionnaire::Term,
    scoring::{CountryFigure, Number, PartnershipFigure, What},
};

/// The number behind a part, if it can be asked in turn.
pub(super) fn number(of: &Number, what: &What) -> Option<Number> {
    let country = |figure| match of {
        Number::Country(code, _) => Some(Number::Country(*code, figure)),
        _ => None,
    };
    let partnership = |figure| match of {
        Number::Partnership(row, _) => Some(Number::Partnership(*row, figure)),
        _ => None,
    };
    match what {
        What::Question(id) => Some(Number::Question(id.clone())),
        What::Block(id) => Some(Number::Block(id.clone())),
        What::Tie(id) => country(CountryFigure::Tie(id.clone())),
        What::Roots => country(CountryFigure::Roots),
        What::Partnerships => country(CountryFigure::Partnership),
        What::Partnership(row) => Some(Number::Partnership(*row, PartnershipFigure::Strength)),
        What::Activity => partnership(PartnershipFigure::Activity),
        What::Quality => partnership(PartnershipFigure::Quality),
        What::Numerator(term) | What::Denominator(term) => match term {
            Term::Answer(id)
            | Term::PartOf(id, _)
            | Term::SumOfParts(id)
            | Term::SumOfAmounts(id) => Some(Number::Question(id.clone())),
            Term::Own | Term::Part(_) => None,
        },
        What::Channel(_)
        | What::Criterion(_)
        | What::Table(_)
        | What::Threshold(_)
        | What::Gate(..) => None,
    }
}
