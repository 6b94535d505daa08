//! Countries and zones, counted against the lists they come from.

use std::collections::BTreeSet;

use passerelle::{
    domain::CountryCode,
    language::Lang,
    reference::{
        Border, Continent, Country, DacGroup, EuStatus, Francophonie, countries, country, credits,
        zone, zones,
    },
};

fn code(text: &str) -> CountryCode {
    CountryCode::parse(text).unwrap()
}

fn get(text: &str) -> &'static Country {
    country(code(text)).unwrap()
}

fn count(test: impl Fn(&Country) -> bool) -> usize {
    countries().iter().filter(|country| test(country)).count()
}

fn codes(test: impl Fn(&Country) -> bool) -> String {
    let found: Vec<_> =
        countries().iter().filter(|c| test(c)).map(|c| c.code.to_string()).collect();
    found.join(" ")
}

#[test]
fn unions_have_their_number_of_members() {
    assert_eq!(count(|c| c.un_member), 193);
    assert_eq!(
        codes(|c| c.un_member),
        "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA \
         CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM \
         FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE \
         KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM \
         MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA \
         RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN \
         TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW"
    );
    assert_eq!(count(|c| c.eu == Some(EuStatus::Member)), 27);
    assert_eq!(
        codes(|c| c.eu == Some(EuStatus::Member)),
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    );
    assert_eq!(codes(|c| c.eu == Some(EuStatus::Candidate)), "AL BA GE MD ME MK RS TR UA");
    assert_eq!(count(|c| c.eea), 30);
    assert_eq!(count(|c| c.schengen), 29);
    assert_eq!(codes(|c| c.eu == Some(EuStatus::Member) && !c.schengen), "CY IE");
    assert_eq!(codes(|c| c.border == Some(Border::Mainland)), "AD BE CH DE ES IT LU MC");
}

#[test]
fn aid_groups_have_their_number_of_countries() {
    let group = |group| count(|c| c.dac == Some(group));
    assert_eq!(group(DacGroup::LeastDeveloped), 44);
    assert_eq!(group(DacGroup::LowIncome), 2);
    assert_eq!(group(DacGroup::LowerMiddleIncome), 36);
    assert_eq!(group(DacGroup::UpperMiddleIncome), 59);
    assert_eq!(count(|c| c.dac.is_some()), 141);
    assert_eq!(codes(|c| c.dac == Some(DacGroup::LowIncome)), "KP SY");
    assert_eq!(
        codes(|c| c.dac == Some(DacGroup::LowerMiddleIncome)),
        "BO BT CG CI CM CV DZ EG FM GH HN IN IR JO KE KG LB LK MA MN NG NI PG PH PK ST SZ TJ TK \
         TN UA UZ VN VU WS ZW"
    );
    assert_eq!(
        codes(|c| c.dac == Some(DacGroup::UpperMiddleIncome)),
        "AL AM AR AZ BA BR BW BY BZ CN CO CR CU DM DO EC FJ GA GD GE GQ GT GY ID IQ JM KZ LC LY \
         MD ME MH MK MS MU MV MX MY NA NR NU PA PE PS PW PY RS SH SR SV TH TM TO TR VC VE WF XK \
         ZA"
    );
    assert_eq!(
        codes(|c| c.dac == Some(DacGroup::LeastDeveloped)),
        "AF AO BD BF BI BJ CD CF DJ ER ET GM GN GW HT KH KI KM LA LR LS MG ML MM MR MW MZ NE NP RW \
         SB SD SL SN SO SS TD TG TL TV TZ UG YE ZM"
    );
}

#[test]
fn the_francophonie_is_that_of_october_2024() {
    let standing = |standing| count(|c| c.francophonie == Some(standing));
    assert_eq!(codes(|c| c.francophonie == Some(Francophonie::LeavingMember)), "BF ML NE");
    assert_eq!(standing(Francophonie::Member), 50);
    assert_eq!(codes(|c| c.francophonie == Some(Francophonie::Associate)), "AE NC QA RS XK");
    assert_eq!(standing(Francophonie::Observer), 28);
    for lang in Lang::ALL {
        assert!(Francophonie::Member.name(*lang).contains("2024"));
    }
}

#[test]
fn every_country_can_be_named_and_drawn() {
    let mut names = BTreeSet::new();
    for country in countries() {
        for lang in Lang::ALL {
            assert!(names.insert((*lang, country.name(*lang))), "{}", country.name(*lang));
            assert!(!country.region.name(*lang).is_empty());
        }
        assert!(country.point.lat.abs() <= 90.0 && country.point.lon.abs() <= 180.0);
        assert_eq!(country.iso3.len(), 3);
        let disputed = ["IL", "PS", "BQ", "TK"].contains(&country.code.as_str());
        assert_eq!(country.capital(Lang::Fr).is_none(), disputed, "{}", country.code);
    }
    assert_eq!(get("SN").capital(Lang::Fr), Some("Dakar"));
    assert_eq!(get("AT").capital(Lang::Fr), Some("Vienne"));
    assert_eq!(get("AT").capital(Lang::En), Some("Vienna"));
    assert_eq!((get("SN").continent, get("SN").number), (Continent::Africa, Some(686)));
    assert!(country(code("QQ")).is_none());
}

#[test]
fn zones_hold_known_countries_and_never_france() {
    assert_eq!(zones().iter().filter(|zone| zone.insee).count(), 4);
    for zone in zones() {
        assert!(!zone.countries.is_empty(), "{:?}", zone.id);
        for member in &zone.countries {
            assert!(country(*member).is_some(), "{member}");
        }
        for french in ["FR", "RE", "GP", "MQ", "GF", "YT", "NC", "PF"] {
            assert!(!zone.contains(code(french)), "{:?}", zone.id);
        }
    }
    let insee: Vec<_> = zones().iter().filter(|zone| zone.insee).collect();
    for country in countries() {
        let holding = insee.iter().filter(|zone| zone.contains(country.code)).count();
        assert!(holding <= 1, "{} is in several zones of one table", country.code);
    }
    let africa = zone("other_africa").unwrap();
    assert!(africa.contains(code("SN")) && !africa.contains(code("MA")));
    assert_eq!(africa.name(Lang::Fr), "Autres pays d’Afrique");
    assert!(zone("atlantis").is_none());
}

#[test]
fn every_table_has_its_credit() {
    let credited: BTreeSet<&str> = credits().iter().map(|credit| credit.file).collect();
    for entry in std::fs::read_dir("assets/reference").unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let own = ["README.md", "build", "credits.tsv"].contains(&name.as_str());
        assert!(own || credited.contains(name.as_str()), "{name} has no credit");
    }
    for credit in credits() {
        assert!(std::path::Path::new("assets/reference").join(credit.file).exists());
        let cells = [credit.source, credit.date, credit.licence, credit.title(Lang::Fr)];
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{credit:?}");
    }
}
