//! Partnerships as points of the map: at the partner's town where it is recognised, else at its
//! country's point; never anywhere by guess.

use crate::{
    domain::{CountryCode, Place, Row, Table, Territory},
    questionnaire::column,
    reference::{Flat, Point, country, equal_earth, find_town, locate, place_name},
};

use super::{Facts, arc::arc};

/// One partnership whose country is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Partner {
    /// Its country.
    pub country: CountryCode,
    /// Where it is drawn.
    pub at: Flat,
    /// Whether it is drawn at its own town.
    pub exact: bool,
    /// Its name with its country.
    pub label: String,
    /// The same with where it is drawn, where that is not its town.
    pub words: String,
    /// The shortest way from the territory, cut where it leaves the edge of the map.
    pub arc: Vec<Vec<Flat>>,
}

/// Where the territory lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    /// Its name.
    pub name: String,
    /// The commune where it is drawn.
    pub commune: &'static str,
    /// That place on the plane.
    pub at: Flat,
    /// That place on the earth.
    point: Point,
}

/// Where a territory lies; `None` if its code and département say nothing.
pub(super) fn home(territory: &Territory) -> Option<Home> {
    let location = locate(territory)?;
    Some(Home {
        name: territory.name.clone(),
        commune: location.commune,
        at: equal_earth(location.point),
        point: location.point,
    })
}

/// The partnerships that can be drawn, and the names of those that cannot.
pub(super) fn partners(from: Facts<'_>, home: Option<&Home>) -> (Vec<Partner>, Vec<String>) {
    let id = from.spec.partnerships.table.as_str();
    let (mut placed, mut unplaced) = (Vec::new(), Vec::new());
    let Some(table) = from.diagnostic.table(id) else { return (placed, unplaced) };
    for row in &table.rows {
        match partner(from, home, table, row) {
            Some(partner) => placed.push(partner),
            None => unplaced.push(name(table, row)),
        }
    }
    unplaced.retain(|name| !name.is_empty());
    (placed, unplaced)
}

fn partner(from: Facts<'_>, home: Option<&Home>, table: &Table, row: &Row) -> Option<Partner> {
    let lang = from.lang;
    let at_column = |id: &str| table.column(id).map(|index| row.cell(index));
    let code = at_column(column::COUNTRY)?.places().next()?.country()?;
    let its_country = country(code)?;
    let town = at_column(column::COUNTERPART).and_then(|cell| find_town(cell.as_text()?, code));
    let point = town.map_or(its_country.point, |town| town.point);
    let label = lang.map_partner(place_name(&Place::Country(code), lang), name(table, row));
    Some(Partner {
        country: code,
        at: equal_earth(point),
        exact: town.is_some(),
        words: if town.is_some() { label.clone() } else { lang.map_partner_elsewhere(&label) },
        label,
        arc: home.map(|home| arc(home.point, point)).unwrap_or_default(),
    })
}

/// The partner as its table names it: the counterpart, else the first text of the row.
fn name(table: &Table, row: &Row) -> String {
    let cell = |id: &str| table.column(id).and_then(|index| row.cell(index).as_text());
    let place = table.column(column::COUNTRY);
    let mut texts = row.cells.iter().enumerate().filter(|(index, _)| Some(*index) != place);
    cell(column::COUNTERPART)
        .or_else(|| texts.find_map(|(_, cell)| cell.as_text()))
        .unwrap_or_default()
        .to_owned()
}
