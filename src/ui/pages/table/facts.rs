//! What the program knows of a country, in one dated line.

use crate::{
    domain::{CountryCode, Place},
    language::Lang,
    reference::{self, EuStatus},
};

/// Aid list, Francophonie and European Union, each with its date; of a zone, how many countries.
pub(super) fn known(place: &Place, lang: Lang) -> Option<String> {
    match place {
        Place::Country(code) => country(*code, lang),
        Place::Zone(id) => {
            let zone = reference::zone(id.as_str())?;
            Some(lang.table_zone(zone.countries.len()))
        }
        Place::Other(_) => None,
    }
}

fn country(code: CountryCode, lang: Lang) -> Option<String> {
    let country = reference::country(code)?;
    let eu = country.eu.map(|eu| match eu {
        EuStatus::Member => lang.table_eu_member(),
        EuStatus::Candidate => lang.table_eu_candidate(),
    });
    let aid = country.dac.map(|group| group.name(lang));
    let french = country.francophonie.map(|standing| standing.name(lang));
    let facts: Vec<_> = [eu, aid, french].into_iter().flatten().collect();
    Some(if facts.is_empty() { lang.table_no_list().to_owned() } else { facts.join(" · ") })
}

/// Whether a place is one that the program knows.
pub(super) fn is_known(place: &Place) -> bool {
    match place {
        Place::Country(code) => reference::country(*code).is_some(),
        Place::Zone(id) => reference::zone(id.as_str()).is_some(),
        Place::Other(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_bears_its_date() {
        let known = |text: &str| known(&Place::parse(text), Lang::En);
        let senegal = known("SN").unwrap();
        assert!(senegal.contains("2025 flows") && senegal.contains("2024"), "{senegal}");
        assert!(known("DE").unwrap().contains("(2025)"));
        assert!(known("JP").unwrap().contains("2025"));
        assert!(known("zone:other_africa").unwrap().contains("countries"));
        assert_eq!(known("Atlantide"), None);
        assert_eq!(known("QQ"), None);
    }
}
