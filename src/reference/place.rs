//! Places by name: from what is typed or pasted to a country or a zone, and back to a name.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    countries, country, fold,
    fold::key,
    search::{Index, Rank},
    zone, zones,
};
use crate::{domain::Place, language::Lang};

/// The name of a place: a country's or a zone's, or the text that was typed.
pub fn place_name(place: &Place, lang: Lang) -> String {
    match place {
        Place::Country(code) => {
            country(*code).map_or_else(|| code.to_string(), |country| country.name(lang).to_owned())
        }
        Place::Zone(id) => zone(id.as_str())
            .map_or_else(|| id.as_str().to_owned(), |zone| zone.name(lang).to_owned()),
        Place::Other(text) => text.to_string(),
    }
}

/// The country or zone that a text names exactly, in French or English: a name, another usual
/// name or an ISO code; case, accents, hyphens and a leading article do not matter.
///
/// Nothing is guessed: what is not known stays `None`.
pub fn find_place(text: &str) -> Option<Place> {
    if let place @ Place::Zone(_) = Place::parse(text) {
        return known(place);
    }
    let names = &*NAMES;
    names.get(&fold(text)).or_else(|| names.get(&key(text))).cloned()
}

/// Countries and zones whose names begin with, contain a word that begins with, or nearly
/// are what was typed: best match first, then by name. An empty text lists them all.
pub fn search_places(text: &str, lang: Lang, limit: usize) -> Vec<Place> {
    let everything = fold(text).is_empty();
    let mut found: Vec<(Rank, usize)> = if everything {
        (0..PLACES.len()).map(|at| (Rank::Prefix, at)).collect()
    } else {
        SEARCH.matches(text)
    };
    if let Some(at) = find_place(text).and_then(|exact| PLACES.iter().position(|p| *p == exact)) {
        found.retain(|(_, thing)| *thing != at);
        found.push((Rank::Exact, at));
    }
    let mut named: Vec<(Rank, bool, String, &Place)> = found
        .into_iter()
        .filter_map(|(rank, at)| {
            let place = PLACES.get(at)?;
            let is_zone = matches!(place, Place::Zone(_));
            Some((rank, is_zone, fold(&place_name(place, lang)), place))
        })
        .collect();
    named.sort();
    named.into_iter().take(limit).map(|(.., place)| place.clone()).collect()
}

/// Countries, then zones.
static PLACES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let countries = countries().iter().map(|country| Place::Country(country.code));
    countries.chain(zones().iter().map(|zone| Place::Zone(zone.id.clone()))).collect()
});

/// Folded names, with and without articles. A name wins over a code, an own name over an alias.
static NAMES: LazyLock<BTreeMap<String, Place>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    let mut add = |name: &str, place: &Place| {
        names.entry(fold(name)).or_insert_with(|| place.clone());
    };
    for place in PLACES.iter() {
        for lang in Lang::ALL {
            add(&place_name(place, *lang), place);
        }
    }
    for place in PLACES.iter() {
        for name in names_of(place) {
            add(name, place);
            add(&key(name), place);
        }
    }
    for country in countries() {
        add(country.code.as_str(), &Place::Country(country.code));
        add(country.iso3, &Place::Country(country.code));
    }
    names
});

static SEARCH: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    for (at, place) in PLACES.iter().enumerate() {
        for name in names_of(place) {
            index.add(name, at);
        }
    }
    index
});

fn names_of(place: &Place) -> Vec<&'static str> {
    match place {
        Place::Country(code) => country(*code).map(|c| c.all_names().collect()),
        Place::Zone(id) => zone(id.as_str()).map(|z| z.all_names().collect()),
        Place::Other(_) => None,
    }
    .unwrap_or_default()
}

fn known(place: Place) -> Option<Place> {
    PLACES.contains(&place).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CountryCode;

    #[track_caller]
    fn finds(text: &str, code: &str) {
        let expected = CountryCode::parse(code).map(Place::Country);
        assert_eq!(find_place(text), expected, "{text}");
    }

    #[test]
    fn places_are_found_by_any_of_their_names() {
        finds("Sénégal", "SN");
        finds("  senegal ", "SN");
        finds("le Sénégal", "SN");
        finds("SEN", "SN");
        finds("sn", "SN");
        finds("COTE D'IVOIRE", "CI");
        finds("Congo (Rép.  Dém., ex-Zaïre)", "CD");
        finds("Congo", "CG");
        finds("RDC", "CD");
        finds("Viêt-Nam", "VN");
        finds("Etats-Unis d’Amérique", "US");
        finds("Royaume-Uni", "GB");
        finds("Türkiye", "TR");
        finds("La Réunion", "RE");
        finds("les Comores", "KM");
        finds("Trinité et Tobago", "TT");
        assert_eq!(find_place("zone:other_africa"), find_place("Autres pays d'Afrique"));
        assert!(find_place("autres pays de l'UE").is_some());
        for text in ["", "Prussia", "zone:atlantis", "le", "Sénégalais"] {
            assert_eq!(find_place(text), None, "{text}");
        }
    }

    #[test]
    fn every_name_of_every_place_finds_it() {
        for place in PLACES.iter() {
            for lang in Lang::ALL {
                assert_eq!(find_place(&place_name(place, *lang)).as_ref(), Some(place));
            }
            for name in names_of(place) {
                assert_eq!(find_place(name).as_ref(), Some(place), "{name}");
            }
            assert_eq!(find_place(&place.to_string()).as_ref(), Some(place));
        }
    }

    #[test]
    fn searching_helps_from_the_first_letters_and_through_typos() {
        let first = |text: &str| {
            search_places(text, Lang::Fr, 5).first().map(|place| place_name(place, Lang::Fr))
        };
        assert_eq!(first("séné").as_deref(), Some("Sénégal"));
        assert_eq!(first("sengeal").as_deref(), Some("Sénégal"));
        assert_eq!(first("nord").as_deref(), Some("Corée du Nord"));
        assert_eq!(first("CI").as_deref(), Some("Côte d’Ivoire"));
        assert_eq!(first("allemange").as_deref(), Some("Allemagne"));
        assert_eq!(first("qqqqqq"), None);
        assert_eq!(search_places("", Lang::Fr, 999).len(), PLACES.len());
        assert_eq!(search_places("a", Lang::Fr, 3).len(), 3);
    }

    #[test]
    fn free_text_is_shown_as_typed() {
        assert_eq!(place_name(&Place::parse("Prussia"), Lang::En), "Prussia");
        assert_eq!(place_name(&Place::parse("QQ"), Lang::En), "QQ");
    }
}
