//! Why a country or a partnership has its figures (method § 3.5).

use crate::{
    domain::{CountryCode, Diagnostic, Interval, Place, RowId, TieId},
    questionnaire::{MatrixSpec, Pack, TieSource},
};

use super::{
    Assessment, CountryFigure, CountryRow, Criterion, Explanation, Formula, Part,
    PartnershipFigure, PartnershipReading, Span, StrengthOrigin, What,
    figure::Case,
    strength::{Listing, Tie},
};

pub(super) fn country(
    (pack, diagnostic): (&Pack, &Diagnostic),
    assessment: &Assessment,
    country: CountryCode,
    figure: &CountryFigure,
) -> Option<Explanation> {
    let spec = pack.matrix.as_ref()?;
    let matrix = assessment.matrix.as_ref()?;
    let row = matrix.countries.iter().find(|row| row.country == country)?;
    let value = |what, value| Part { value: Some(value), ..Part::of(what) };
    Some(match figure {
        CountryFigure::Tie(id) => return tie(Case { pack, diagnostic }, spec, row, id),
        CountryFigure::Roots => roots(spec, row),
        CountryFigure::Partnership => Explanation {
            parts: row
                .partnerships
                .iter()
                .map(|one| value(What::Partnership(one.row), one.strength))
                .collect(),
            ..Explanation::new(Formula::AnyOf, Some(row.partnership.into()))
        },
        CountryFigure::Opportunity => Explanation {
            parts: vec![value(What::Roots, row.roots), value(What::Partnerships, row.partnership)],
            ..Explanation::new(Formula::Without, Some(row.opportunity.into()))
        },
        CountryFigure::Unrooted => Explanation {
            parts: vec![value(What::Partnerships, row.partnership), value(What::Roots, row.roots)],
            ..Explanation::new(Formula::Without, Some(row.unrooted.into()))
        },
    })
}

/// R as a sum: each tie adds its part of the mean, the strongest half of itself besides.
fn roots(spec: &MatrixSpec, row: &CountryRow) -> Explanation {
    let count = row.ties.len().max(1) as f64;
    let strongest = |end: fn(Interval) -> f64| {
        let ends = row.ties.iter().map(|tie| end(tie.value)).enumerate();
        ends.reduce(|a, b| if a.1 < b.1 { b } else { a }).map(|(index, _)| index)
    };
    let (by_low, by_high) = (strongest(Interval::low), strongest(Interval::high));
    let adds = |index: usize, value: f64, strongest: Option<usize>| {
        0.5 * value / count + if Some(index) == strongest { 0.5 * value } else { 0.0 }
    };
    let part = |(index, (tie, strength)): (usize, (&TieId, &super::TieStrength))| {
        let low = adds(index, strength.value.low(), by_low);
        let high = adds(index, strength.value.high(), by_high);
        Part {
            figure: strength.figure,
            value: Some(strength.value),
            adds: Some(Span { low, centre: Some(f64::midpoint(low, high)), high }),
            ..Part::of(What::Tie(tie.clone()))
        }
    };
    let ties = spec.ties.iter().map(|tie| &tie.id).zip(&row.ties);
    Explanation {
        parts: ties.enumerate().map(part).collect(),
        ..Explanation::new(Formula::Roots, Some(row.roots.into()))
    }
}

/// A tie, read again from its table with every channel.
fn tie(case: Case<'_>, spec: &MatrixSpec, row: &CountryRow, id: &TieId) -> Option<Explanation> {
    let index = spec.ties.iter().position(|tie| tie.id == *id)?;
    let (tie, strength) = (spec.ties.get(index)?, row.ties.get(index)?);
    let place = Place::Country(row.country);
    let read = Tie::read(case, &tie.source);
    let table = Part::of(What::Table(tie.source.table().clone()));
    if let TieSource::Channels { channels, .. } = &tie.source {
        let part = |listing: &Listing<'_>| {
            let one = listing.with(&place);
            let channel = channels.get(listing.channel?)?;
            Some(Part {
                figure: one.figure,
                value: Some(one.value),
                ..Part::of(What::Channel(channel.id.clone()))
            })
        };
        let channels = read.listings.iter().filter_map(part);
        return Some(Explanation {
            parts: channels.chain([table]).collect(),
            figure: strength.figure,
            ..Explanation::new(Formula::Strongest, Some(strength.value.into()))
        });
    }
    let formula = match (strength.origin, read.listings.first()) {
        (StrengthOrigin::Listed, Some(listing)) => {
            Formula::Goalposts { posts: listing.goalposts.to_vec(), cap: None }
        }
        (origin, _) => Formula::NotListed(origin),
    };
    let mut parts = vec![table];
    if let TieSource::CountPer { per, .. } = &tie.source {
        let figure = case.total(per).ends();
        parts.push(Part { figure, ..Part::of(What::Denominator(per.clone())) });
    }
    Some(Explanation {
        parts,
        figure: strength.figure,
        ..Explanation::new(formula, Some(strength.value.into()))
    })
}

pub(super) fn partnership(
    pack: &Pack,
    assessment: &Assessment,
    row: RowId,
    figure: PartnershipFigure,
) -> Option<Explanation> {
    let spec = &pack.matrix.as_ref()?.partnerships;
    let countries = assessment.matrix.iter().flat_map(|matrix| &matrix.countries);
    let one = countries.flat_map(|row| &row.partnerships).find(|one| one.row == row)?;
    let value = |what, value| Part { value: Some(value), ..Part::of(what) };
    let table = Part::of(What::Table(spec.table.clone()));
    Some(match figure {
        PartnershipFigure::Activity => {
            let steps = spec.activity.iter().map(|step| (step.0, step.1)).collect();
            let formula = Formula::Activity { steps, older: spec.older };
            Explanation {
                parts: vec![table],
                ..Explanation::new(formula, Some(one.activity.into()))
            }
        }
        PartnershipFigure::Quality => quality(one),
        PartnershipFigure::Strength => Explanation {
            parts: vec![
                value(What::Activity, one.activity),
                value(What::Quality, one.quality.mean),
            ],
            ..Explanation::new(
                Formula::ActivityByQuality { base: spec.base },
                Some(one.strength.into()),
            )
        },
    })
}

/// q as the mean of its six criteria.
fn quality(one: &PartnershipReading) -> Explanation {
    let q = &one.quality;
    let criteria = [
        (Criterion::Agreement, q.agreement),
        (Criterion::Reciprocity, q.reciprocity),
        (Criterion::Objectives, q.objectives),
        (Criterion::Actors, q.actors),
        (Criterion::Evaluation, q.evaluation),
        (Criterion::Resources, q.resources),
    ];
    let count = criteria.len() as f64;
    let part = |(criterion, value): (Criterion, Interval)| Part {
        weight: Some(1.0),
        share: Some(1.0 / count),
        value: Some(value),
        adds: Some(Span {
            low: value.low() / count,
            centre: Some(value.mid() / count),
            high: value.high() / count,
        }),
        ..Part::of(What::Criterion(criterion))
    };
    Explanation {
        parts: criteria.into_iter().map(part).collect(),
        weight: Some(count),
        ..Explanation::new(Formula::Mean, Some(q.mean.into()))
    }
}
