//! Networks, devices, creative cities and the survey: nothing lost, nothing undated.

use std::cmp::Ordering;

use passerelle::{
    language::Lang,
    reference::{
        Requirement, SURVEY_REPLIES, against_threshold, creative_city, device, devices, finding,
        findings, networks, territory,
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
