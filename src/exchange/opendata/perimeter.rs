//! Which lines of a national file are about a territory: by codes of today and of before, by the
//! districts of Paris, Lyon and Marseille, by name where there is no code.

use std::collections::BTreeMap;

use crate::{
    domain::Territory,
    reference::{Point, fold, locate, members, official_codes, search_territories, territory},
};

/// How far a commune's point may lie from ours and still be the same commune.
const SAME_COMMUNE_KM: f64 = 15.0;

/// The communes of a territory, as official files name them.
#[derive(Clone, Debug, Default)]
pub(super) struct Perimeter {
    /// The territory's own code.
    pub(super) code: String,
    /// Codes as they stand in files, and the commune they are of today.
    codes: BTreeMap<Vec<u8>, &'static str>,
    /// Folded names, and the code of today.
    names: BTreeMap<String, &'static str>,
    pub(super) departement: Option<String>,
}

/// What a line is of us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placed {
    Here,
    Elsewhere,
    /// Nothing in it tells.
    Nowhere,
}

impl Perimeter {
    /// The communes of a territory; none if its code is not known.
    pub(super) fn of(place: &Territory) -> Self {
        let Some(profile) = territory(&place.code) else { return Self::default() };
        let code = profile.territory.code.clone();
        let is_commune = code.len() == 5;
        let codes = official_codes(&code);
        let mut names = BTreeMap::new();
        if is_commune {
            if let Some((_, now)) = codes.first() {
                names.insert(fold(&profile.territory.name), *now);
            }
        } else {
            names.extend(members(&code).iter().map(|member| (fold(member.name), member.code)));
        }
        Self {
            code,
            codes: codes.into_iter().map(|(code, now)| (code.as_bytes().to_vec(), now)).collect(),
            names,
            departement: profile.territory.departement.map(|named| named.code),
        }
    }

    /// What the code of a commune is of us; a leading zero may be lost, as spreadsheets do.
    pub(super) fn by_code(&self, raw: &[u8]) -> Placed {
        let code = raw.trim_ascii();
        let is_figure = |code: &[u8]| code.iter().all(u8::is_ascii_digit);
        let known = match code.len() {
            0 => return Placed::Nowhere,
            5 => self.codes.contains_key(code),
            4 if is_figure(code) => self.codes.contains_key([b"0", code].concat().as_slice()),
            _ => false,
        };
        if known { Placed::Here } else { Placed::Elsewhere }
    }

    /// Whether a code is one that a commune bears no more: of a former commune or a district.
    pub(super) fn is_former(&self, code: &str) -> bool {
        self.codes.get(code.as_bytes()).is_some_and(|now| *now != code)
    }

    /// What a commune's name is of us, with the postcode beside it.
    pub(super) fn by_name(&self, name: &str, postcode: &str) -> Placed {
        let folded = fold(name);
        if folded.is_empty() {
            return Placed::Nowhere;
        }
        let Some(code) = self.names.get(&folded) else { return Placed::Elsewhere };
        let departement = if code.starts_with("97") { code.get(..3) } else { code.get(..2) };
        match (departement, postcode.trim()) {
            (_, "") => Placed::Nowhere,
            (Some("2A" | "2B"), postcode) if postcode.starts_with("20") => Placed::Here,
            (Some(departement), postcode) if postcode.starts_with(departement) => Placed::Here,
            _ => Placed::Elsewhere,
        }
    }

    /// What a commune's name is of us, with where it lies.
    ///
    /// Names are not enough: there is a Saint-Denis near Paris and one in La Réunion.
    pub(super) fn by_point(&self, name: &str, point: Option<Point>) -> Placed {
        let folded = fold(name);
        let Some(code) = self.names.get(&folded) else {
            return if folded.is_empty() { Placed::Nowhere } else { Placed::Elsewhere };
        };
        let place = Territory { code: (*code).to_owned(), ..Territory::default() };
        let own = locate(&place).filter(|location| fold(location.commune) == folded);
        match (own, point) {
            (Some(own), Some(point)) if own.point.distance_km(point) <= SAME_COMMUNE_KM => {
                Placed::Here
            }
            (Some(_), Some(_)) => Placed::Elsewhere,
            _ if is_alone(&folded) => Placed::Here,
            _ => Placed::Nowhere,
        }
    }

    /// The département as files write it.
    pub(super) fn is_departement(&self, text: &str) -> Placed {
        let text = text.trim();
        let Some(own) = &self.departement else { return Placed::Nowhere };
        if text.is_empty() {
            return Placed::Nowhere;
        }
        let bare = text.trim_start_matches('D').trim_start_matches('0');
        let named = crate::reference::departements().iter().find(|d| d.code == own);
        let is_so = bare == own.trim_start_matches('0')
            || named.is_some_and(|departement| fold(departement.name) == fold(text));
        if is_so { Placed::Here } else { Placed::Elsewhere }
    }
}

/// Whether only one commune of France bears a name.
fn is_alone(folded: &str) -> bool {
    let hits = search_territories(folded, 12);
    let same = hits.iter().filter(|hit| hit.code.len() == 5 && fold(hit.name) == folded);
    same.count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Perimeter {
        Perimeter::of(&Territory { code: code.to_owned(), ..Territory::default() })
    }

    #[test]
    fn codes_of_today_of_before_and_of_districts_are_known() {
        let lyon = of("69123");
        for code in [&b"69123"[..], b"69381", b" 69389 "] {
            assert_eq!(lyon.by_code(code), Placed::Here);
        }
        assert_eq!(lyon.by_code(b"69266"), Placed::Elsewhere);
        assert_eq!(lyon.by_code(b""), Placed::Nowhere);
        assert!(lyon.is_former("69381") && !lyon.is_former("69123"));
        let first = of("01004");
        assert_eq!(first.by_code(b"1004"), Placed::Here, "a spreadsheet dropped the zero");
        let nantes = of("244400404");
        assert_eq!(nantes.by_code(b"44109"), Placed::Here);
        assert_eq!(nantes.by_code(b"44190"), Placed::Here);
        assert_eq!(nantes.by_code(b"35238"), Placed::Elsewhere);
        assert_eq!(of("").by_code(b"44109"), Placed::Elsewhere);
    }

    #[test]
    fn a_name_alone_places_nothing_that_another_commune_bears() {
        let near_paris = Some(Point { lat: 48.9356, lon: 2.3539 });
        let island = Some(Point { lat: -20.8789, lon: 55.4481 });
        let (saint_denis, reunion) = (of("93066"), of("97411"));
        assert_eq!(saint_denis.by_point("Saint-Denis", near_paris), Placed::Here);
        assert_eq!(saint_denis.by_point("Saint-Denis", island), Placed::Elsewhere);
        assert_eq!(reunion.by_point("Saint-Denis", island), Placed::Here);
        assert_eq!(reunion.by_point("Saint-Denis", near_paris), Placed::Elsewhere);
        let strasbourg = of("67482");
        assert_eq!(strasbourg.by_name("STRASBOURG", "67000"), Placed::Here);
        assert_eq!(strasbourg.by_name("Strasbourg", "57000"), Placed::Elsewhere);
        assert_eq!(strasbourg.by_name("Colmar", "68000"), Placed::Elsewhere);
    }

    #[test]
    fn departements_are_known_by_number_and_name() {
        let nantes = of("44109");
        for text in ["44", "D044", "Loire-Atlantique"] {
            assert_eq!(nantes.is_departement(text), Placed::Here, "{text}");
        }
        assert_eq!(nantes.is_departement("35"), Placed::Elsewhere);
        assert_eq!(of("01004").is_departement("1"), Placed::Here);
    }
}
