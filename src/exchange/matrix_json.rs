//! The country matrix as JSON: a part of `passerelle-score/1`, see docs/score-json.md.

use serde::Serialize;

use crate::{
    domain::{Class, TableId},
    questionnaire::{Pack, TieSource},
    scoring::{CountryRow, Matrix, PartnershipReading, StrengthOrigin, TieStrength, ZoneRow},
};

use super::json::{Ends, ends, interval, rounded};

#[derive(Debug, Serialize)]
pub(super) struct MatrixPart<'a> {
    countries: Vec<CountryLine<'a>>,
    zones: Vec<ZoneLine<'a>>,
    unplaced: Vec<RowLine<'a>>,
}

#[derive(Debug, Serialize)]
struct CountryLine<'a> {
    country: &'a str,
    ties: Vec<StrengthLine<'a>>,
    roots: Ends,
    partnership: Ends,
    opportunity: Ends,
    unrooted: Ends,
    class: Option<&'static str>,
    certain: bool,
    possible: Vec<Option<&'static str>>,
    settled_by: Vec<&'a str>,
    partnerships: Vec<PartnershipLine>,
}

#[derive(Debug, Serialize)]
struct ZoneLine<'a> {
    zone: &'a str,
    ties: Vec<StrengthLine<'a>>,
}

#[derive(Debug, Serialize)]
struct StrengthLine<'a> {
    tie: &'a str,
    low: f64,
    high: f64,
    origin: &'static str,
    figure: Option<Ends>,
    channel: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct PartnershipLine {
    row: u32,
    activity: Ends,
    quality: Ends,
    strength: Ends,
    suspended: bool,
    criteria: CriteriaPart,
}

#[derive(Debug, Serialize)]
struct CriteriaPart {
    agreement: Ends,
    reciprocity: Ends,
    objectives: Ends,
    actors: Ends,
    evaluation: Ends,
    resources: Ends,
}

#[derive(Debug, Serialize)]
struct RowLine<'a> {
    table: &'a str,
    row: u32,
}

pub(super) fn matrix_part<'a>(pack: &'a Pack, matrix: &'a Matrix) -> MatrixPart<'a> {
    let zone =
        |row: &'a ZoneRow| ZoneLine { zone: row.zone.as_str(), ties: strengths(pack, &row.ties) };
    let unplaced = matrix.unplaced.iter();
    MatrixPart {
        countries: matrix.countries.iter().map(|row| country_line(pack, row)).collect(),
        zones: matrix.zones.iter().map(zone).collect(),
        unplaced: unplaced.map(|(id, row)| RowLine { table: id.as_str(), row: *row }).collect(),
    }
}

fn country_line<'a>(pack: &'a Pack, row: &'a CountryRow) -> CountryLine<'a> {
    CountryLine {
        country: row.country.as_str(),
        ties: strengths(pack, &row.ties),
        roots: interval(row.roots),
        partnership: interval(row.partnership),
        opportunity: interval(row.opportunity),
        unrooted: interval(row.unrooted),
        class: row.named_class().map(Class::code),
        certain: row.is_certain(),
        possible: row.possible.iter().map(|class| class.map(Class::code)).collect(),
        settled_by: row.settled_by.iter().map(TableId::as_str).collect(),
        partnerships: row.partnerships.iter().map(partnership_line).collect(),
    }
}

fn strengths<'a>(pack: &'a Pack, ties: &[TieStrength]) -> Vec<StrengthLine<'a>> {
    let specs = pack.matrix.iter().flat_map(|matrix| &matrix.ties);
    specs
        .zip(ties)
        .map(|(spec, strength)| StrengthLine {
            tie: spec.id.as_str(),
            low: rounded(strength.value.low()),
            high: rounded(strength.value.high()),
            origin: match strength.origin {
                StrengthOrigin::Listed => "listed",
                StrengthOrigin::WithinZone => "within_zone",
                StrengthOrigin::AbsentFromAll => "absent_from_all",
                StrengthOrigin::BelowListed => "below_listed",
                StrengthOrigin::Unknown => "unknown",
            },
            figure: strength.figure.map(|(low, high)| ends(low, high)),
            channel: strength.channel.and_then(|index| channel(&spec.source, index)),
        })
        .collect()
}

/// The channel that stands at this place among those of a tie.
fn channel(source: &TieSource, index: usize) -> Option<&str> {
    match source {
        TieSource::Channels { channels, .. } => Some(channels.get(index)?.id.as_str()),
        TieSource::CountPer { .. } | TieSource::ActiveRows { .. } => None,
    }
}

fn partnership_line(one: &PartnershipReading) -> PartnershipLine {
    PartnershipLine {
        row: one.row,
        activity: interval(one.activity),
        quality: interval(one.quality.mean),
        strength: interval(one.strength),
        suspended: one.suspended,
        criteria: CriteriaPart {
            agreement: interval(one.quality.agreement),
            reciprocity: interval(one.quality.reciprocity),
            objectives: interval(one.quality.objectives),
            actors: interval(one.quality.actors),
            evaluation: interval(one.quality.evaluation),
            resources: interval(one.quality.resources),
        },
    }
}
