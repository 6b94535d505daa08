//! Where a French territory lies, to draw it on a map of the world.
//!
//! Only communes of 20,000 inhabitants and more, and the largest of each département, have a
//! point: on a map of the world, the others are drawn there, and the page says so.

use std::sync::LazyLock;

use super::{
    country::Point,
    table::rows,
    territory::{Commune, members, one_commune, territory},
};
use crate::domain::Territory;

/// Where a territory is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location {
    /// The point.
    pub point: Point,
    /// The commune that lies there.
    pub commune: &'static str,
}

/// Where a territory is drawn: at its own point, at its largest commune's, else at the largest
/// commune of its département; `None` if nothing says where it lies.
pub fn locate(place: &Territory) -> Option<Location> {
    let known = territory(&place.code).map(|profile| profile.territory);
    let itself = known.as_ref().and_then(|known| at_commune(&known.code));
    let largest = || members(&place.code).first().and_then(|member| at_commune(member.code));
    let departement = || {
        let named = known.as_ref().and_then(|known| known.departement.as_ref());
        in_departement(&named.or(place.departement.as_ref())?.code)
    };
    itself.or_else(largest).or_else(departement)
}

/// Codes and points, by code.
static POINTS: LazyLock<Vec<(&'static str, Point)>> = LazyLock::new(|| {
    rows(include_str!("../../assets/reference/commune_points.tsv"))
        .filter_map(|[code, lat, lon]| Some((code, Point::parse(lat, lon)?)))
        .collect()
});

fn at_commune(code: &str) -> Option<Location> {
    let at = POINTS.binary_search_by_key(&code, |(code, _)| code).ok()?;
    let (code, point) = POINTS.get(at)?;
    Some(Location { point: *point, commune: one_commune(code)?.name })
}

fn in_departement(code: &str) -> Option<Location> {
    let lies_there = |commune: &Commune| commune.departement().is_some_and(|own| own.code == code);
    let communes = POINTS.iter().filter_map(|(code, point)| Some((one_commune(code)?, *point)));
    communes
        .filter(|(commune, _)| lies_there(commune))
        .max_by_key(|(commune, _)| commune.population)
        .map(|(commune, point)| Location { point, commune: commune.name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::departements;

    #[track_caller]
    fn at(code: &str) -> &'static str {
        let place = Territory { code: code.to_owned(), ..Territory::default() };
        locate(&place).map_or("", |location| location.commune)
    }

    #[test]
    fn a_territory_lies_at_its_town_or_at_the_largest_near() {
        assert_eq!(at("35238"), "Rennes");
        assert_eq!(at("243500139"), "Rennes", "an EPCI lies at its largest commune");
        assert_eq!(at("35001"), "Rennes", "a village lies at the largest commune around");
        assert_eq!(at("69381"), "Lyon", "a district lies in its town");
        assert_eq!(at("97411"), "Saint-Denis");
        assert_eq!(at(""), "");
    }

    #[test]
    fn points_are_sorted_and_lie_in_france() {
        assert!(POINTS.is_sorted_by_key(|(code, _)| *code));
        assert!(480 < POINTS.len());
        for (code, point) in POINTS.iter().filter(|(code, _)| !code.starts_with('9')) {
            assert!((41.0..51.5).contains(&point.lat), "{code}");
            assert!((-5.5..10.0).contains(&point.lon), "{code}");
        }
    }

    #[test]
    fn every_departement_of_the_mainland_has_a_point() {
        for departement in departements() {
            let found = in_departement(departement.code).is_some();
            assert!(found || 3 == departement.code.len(), "{}", departement.name);
        }
    }
}
