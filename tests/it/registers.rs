//! Networks, devices, creative cities and the survey: nothing lost, nothing undated.

use std::cmp::Ordering;

use passerelle::{
    domain::AuthorityKind,
    language::Lang,
    reference::{
        Border, PeerGroup, Requirement, SURVEY_REPLIES, against_threshold, borders, countries,
        creative_city, departements, device, devices, finding, findings, networks, size_class,
        size_classes, territory,
    },
};

fn lines(text: &str) -> usize {
    text.lines().count() - 1
}

#[test]
fn every_row_is_read_and_says_everything_in_both_languages() {
    assert_eq!(devices().len(), lines(include_str!("../../assets/reference/devices.tsv")));
    assert_eq!(networks().len(), lines(include_str!("../../assets/reference/networks.tsv")));
    assert_eq!(findings().len(), lines(include_str!("../../assets/reference/survey.tsv")));
    for lang in Lang::ALL {
        for d in devices() {
            let texts = [d.name(*lang), d.conditions(*lang), d.amount(*lang), d.holder, d.source];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", d.id);
        }
        for n in networks() {
            let texts = [n.description(*lang), n.audience(*lang), n.offers(*lang), n.source];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", n.id);
        }
    }
    for d in devices() {
        assert_eq!(d.to_check(Lang::Fr).is_some(), d.to_check(Lang::En).is_some(), "{}", d.id);
    }
    assert!(device("FICOL").unwrap().to_check(Lang::Fr).is_some());
    assert_eq!(device("1EAU").unwrap().requires, Some(Requirement::Water));
}

#[test]
fn shares_of_the_study_are_shares_of_its_respondents() {
    for finding in findings() {
        assert!(finding.percent <= 100);
        assert!(finding.n.is_none_or(|n| n <= SURVEY_REPLIES), "{}", finding.id);
        assert!(!finding.lines.is_empty() && !finding.label(Lang::En).is_empty());
    }
    let twinnings = finding("action_twinnings").unwrap();
    assert_eq!((twinnings.percent, twinnings.n), (69, Some(39)));
    assert_eq!(against_threshold(199_999), Ordering::Less);
    assert_eq!(against_threshold(230_890), Ordering::Greater);
}

#[test]
fn creative_cities_are_communes_of_today() {
    let codes = include_str!("../../assets/reference/creative_cities.tsv").lines().skip(1);
    for code in codes.filter_map(|line| line.split('\t').next()) {
        assert!(territory(code).is_some_and(|profile| profile.territory.code == code), "{code}");
        assert!(!creative_city(code).unwrap().field(Lang::En).is_empty());
    }
    assert_eq!(creative_city("42218").unwrap().field(Lang::Fr), "Design");
    assert_eq!(creative_city("35238"), None);
}

/// Method § 3.8: four brackets of communes, five of intercommunal authorities, without a hole.
#[test]
fn size_classes_follow_each_other_and_hold_everybody() {
    assert_eq!(
        size_classes().len(),
        lines(include_str!("../../assets/reference/size_classes.tsv"))
    );
    for (group, brackets) in [(PeerGroup::Communes, 4), (PeerGroup::Intercommunal, 5)] {
        let of: Vec<_> = size_classes().iter().filter(|class| class.group == group).collect();
        assert_eq!((of.len(), of[0].from, of[brackets - 1].below), (brackets, 0, None));
        assert!(of.windows(2).all(|pair| pair[0].below == Some(pair[1].from)));
    }
    let from = |kind, population| size_class(kind, population).unwrap().from;
    assert_eq!(from(AuthorityKind::Commune, 99_999), 0);
    assert_eq!(from(AuthorityKind::Commune, 230_890), 200_000);
    assert_eq!(from(AuthorityKind::Commune, 2_000_000), 400_000);
    assert_eq!(from(AuthorityKind::Metropole, 689_456), 500_000);
    assert_eq!(from(AuthorityKind::AgglomerationCommunity, 430_000), 400_000);
    let replies = [PeerGroup::Communes, PeerGroup::Intercommunal].map(PeerGroup::survey_replies);
    assert_eq!(replies.iter().sum::<u16>(), SURVEY_REPLIES);
}

/// Two tables kept apart agree on the countries that France touches.
#[test]
fn the_neighbours_of_departements_are_those_of_france() {
    let of = |code: &str| -> Vec<String> {
        borders(code).iter().map(|country| country.code.to_string()).collect()
    };
    let mut touched: Vec<String> =
        departements().iter().flat_map(|departement| of(departement.code)).collect();
    touched.sort();
    touched.dedup();
    let neighbours: Vec<String> = countries()
        .iter()
        .filter(|country| country.border.is_some())
        .map(|country| country.code.to_string())
        .collect();
    assert_eq!(touched, neighbours);
    assert_eq!(of("57"), ["DE", "LU"]);
    assert_eq!(of("973"), ["BR", "SR"]);
    assert!(of("35").is_empty() && of("").is_empty());
    let mainland = |code: &str| borders(code).iter().all(|c| c.border == Some(Border::Mainland));
    assert!(mainland("59") && !mainland("978"));
    let rows = lines(include_str!("../../assets/reference/borders.tsv"));
    let found = departements().iter().filter(|d| !borders(d.code).is_empty()).count();
    assert_eq!(found, rows, "a row names no département, or no country");
}
