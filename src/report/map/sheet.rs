//! What is known of a country or a zone, in lines of words.

use crate::{
    domain::{Interval, Place},
    language::Lang,
    reference::place_name,
    report::words,
    scoring::{CountryRow, StrengthOrigin, TieStrength, ZoneRow},
};

use super::{Facts, Partner};

/// Every tie, then every partnership of a country, a line each.
pub(super) fn country(from: Facts<'_>, row: &CountryRow, partners: &[Partner]) -> Vec<String> {
    let own = partners.iter().filter(|partner| partner.country == row.country);
    ties(from, &row.ties).chain(own.map(|partner| partner.words.clone())).collect()
}

/// A zone and what its sources give for the whole of it.
pub(super) fn zone(from: Facts<'_>, zone: &ZoneRow) -> String {
    let name = place_name(&Place::Zone(zone.zone.clone()), from.lang);
    // What nobody listed for a zone says nothing of it.
    let listed = zone.ties.iter().map(|tie| tie.origin == StrengthOrigin::Listed);
    let lines: Vec<_> = ties(from, &zone.ties)
        .zip(listed)
        .filter_map(|(line, listed)| listed.then_some(line))
        .collect();
    from.lang.map_zone(name, lines.join(", "))
}

/// The strength of a tie, and where that comes from.
pub(super) fn strength(lang: Lang, tie: &TieStrength) -> String {
    let origin = words::origin(lang, tie.origin);
    if tie.value == Interval::UNKNOWN {
        return origin.to_owned();
    }
    lang.map_strength(origin, span(lang, tie.value))
}

fn ties<'a>(from: Facts<'a>, ties: &'a [TieStrength]) -> impl Iterator<Item = String> + 'a {
    from.spec.ties.iter().zip(ties).map(move |(spec, tie)| {
        from.lang.map_line(spec.title.get(from.lang), strength(from.lang, tie))
    })
}

/// An interval as one figure out of 100, or two.
fn span(lang: Lang, value: Interval) -> String {
    let figure = |value: f64| lang.number(value * 100.0, 0);
    let (low, high) = (figure(value.low()), figure(value.high()));
    if low == high { low } else { lang.report_span(low, high) }
}
