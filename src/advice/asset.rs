//! What a territory has that could close a gap: its strong ties and those who carry them.

use crate::{
    domain::{CarrierId, CountryCode, Diagnostic, RowId},
    questionnaire::{Carrier, Lever, Pack, Rule, Truth},
    scoring::Assessment,
};

use super::{Asset, facts::Case};

/// From which intensity a tie is an asset to build on.
const STRONG_TIE: f64 = 0.50;

/// The assets behind a measure: the strong ties among its levers, and its local players.
pub(super) fn of_rule(case: Case<'_>, rule: &Rule) -> Vec<Asset> {
    let ties = rule.levers.iter().filter_map(|lever| {
        let Lever::Tie(id) = lever else { return None };
        let tie = case.pack.ties.iter().find(|tie| tie.id == *id)?;
        let intensity = case.assessment.value(case.pack, tie.intensity.as_str())?.shown_centre()?;
        (STRONG_TIE <= intensity).then(|| Asset::Tie(id.clone(), intensity))
    });
    let carriers = rule.carriers.iter().filter_map(|id| carried(case, id, None));
    ties.chain(carriers).collect()
}

/// The local players who have ties with a country; of all families, in the pack's order.
pub fn country_carriers(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    country: CountryCode,
) -> Vec<Asset> {
    of_country(Case { pack, diagnostic, assessment }, country)
}

/// The local players who have ties with a country; of all families, in the pack's order.
pub(super) fn of_country(case: Case<'_>, country: CountryCode) -> Vec<Asset> {
    let all = case.pack.carriers.iter();
    all.filter_map(|carrier| carried(case, &carrier.id, Some(country))).collect()
}

fn carried(case: Case<'_>, id: &CarrierId, country: Option<CountryCode>) -> Option<Asset> {
    let carrier = case.pack.carrier(id)?;
    let rows = rows(case, carrier, country);
    (!rows.is_empty()).then(|| Asset::Carriers(id.clone(), rows))
}

/// The rows of a carrier that surely count, with this country if one is given.
pub(super) fn rows(case: Case<'_>, carrier: &Carrier, country: Option<CountryCode>) -> Vec<RowId> {
    let Some(table) = case.diagnostic.table(carrier.table.as_str()) else { return Vec::new() };
    let test = carrier.of.resolve(table);
    let places = table.column(carrier.countries.as_str());
    let with = |row: &crate::domain::Row| {
        let Some(country) = country else { return true };
        places.is_some_and(|at| row.cell(at).places().any(|p| p.country() == Some(country)))
    };
    let some = table
        .rows
        .iter()
        .filter(|row| test.holds(row, case.diagnostic.as_of) == Truth::True && with(row));
    some.map(|row| row.id).collect()
}

/// The countries of a carrier's rows, each once.
pub(super) fn countries(case: Case<'_>, carrier: &Carrier) -> Vec<CountryCode> {
    let Some(table) = case.diagnostic.table(carrier.table.as_str()) else { return Vec::new() };
    let Some(at) = table.column(carrier.countries.as_str()) else { return Vec::new() };
    let rows = rows(case, carrier, None);
    let named = table.rows.iter().filter(|row| rows.contains(&row.id));
    let mut found: Vec<CountryCode> =
        named.flat_map(|row| row.cell(at).places()).filter_map(|place| place.country()).collect();
    found.sort_unstable();
    found.dedup();
    found
}
