//! Territories: every code opens, homonyms are told apart, names are found as people type them.

use std::collections::{BTreeMap, BTreeSet};

use passerelle::{
    domain::AuthorityKind,
    reference::{members, regions, rrma, search_territories, territory},
};

#[track_caller]
fn first(text: &str) -> String {
    search_territories(text, 10).first().map(|hit| hit.label.clone()).unwrap_or_default()
}

#[track_caller]
fn now(code: &str) -> String {
    territory(code).map(|profile| profile.territory.code).unwrap_or_default()
}

#[test]
fn a_commune_comes_with_all_that_it_belongs_to() {
    let rennes = territory("35238").unwrap();
    assert_eq!(rennes.territory.name, "Rennes");
    assert_eq!(rennes.territory.kind, Some(AuthorityKind::Commune));
    assert_eq!(rennes.territory.epci.unwrap().name, "Rennes Métropole");
    assert_eq!(rennes.territory.departement.unwrap().name, "Ille-et-Vilaine");
    assert_eq!(rennes.territory.region.unwrap().name, "Bretagne");
    let population = rennes.population.unwrap();
    assert_eq!((population.value, population.year), (230_890, 2023));

    let aubervilliers = territory("93001").unwrap().territory;
    assert_eq!(aubervilliers.ept.unwrap().name, "Plaine Commune");
    assert_eq!(aubervilliers.epci.unwrap().name, "Métropole du Grand Paris");
    assert_eq!(territory("29155").unwrap().territory.epci, None, "Ouessant is alone");
}

#[test]
fn an_intercommunal_authority_counts_its_members() {
    let nantes = territory("244400404").unwrap();
    assert_eq!(nantes.territory.kind, Some(AuthorityKind::Metropole));
    assert_eq!(nantes.territory.departement.unwrap().code, "44");
    assert_eq!(nantes.population.unwrap().value, 689_456);
    let communes = members("244400404");
    assert_eq!(communes.len(), 24);
    assert_eq!(communes[0].name, "Nantes");
    assert_eq!(communes.iter().filter_map(|c| c.population).sum::<u32>(), 689_456);
    let kind = |siren| territory(siren).unwrap().territory.kind.unwrap();
    assert_eq!(kind("200046977"), AuthorityKind::Metropole);
    assert_eq!(kind("200033579"), AuthorityKind::UrbanCommunity);
    assert_eq!(kind("200010650"), AuthorityKind::AgglomerationCommunity);
    assert_eq!(kind("200000172"), AuthorityKind::CommuneCommunity);
    assert_eq!(kind("200057867"), AuthorityKind::Special);
    assert_eq!(members("200057867").len(), 8);
}

#[test]
fn old_codes_and_districts_lead_to_the_commune_of_today() {
    for (old, new) in [
        ("75101", "75056"),
        ("75120", "75056"),
        ("69381", "69123"),
        ("13216", "13055"),
        ("01003", "01165"),
        ("93059", "93066"),
        ("49031", "49018"),
        (" 2a004 ", "2A004"),
    ] {
        assert_eq!(now(old), new, "{old}");
    }
    for unknown in ["", "00000", "99999", "123456789", "France", "35", "é é é"] {
        assert_eq!(territory(unknown), None, "{unknown}");
    }
}

#[test]
fn overseas_territories_have_their_own_census_years() {
    let year = |code| territory(code).unwrap().population.unwrap().year;
    assert_eq!((year("97411"), year("97611"), year("98735")), (2023, 2017, 2022));
    assert_eq!(territory("97411").unwrap().territory.region.unwrap().name, "La Réunion");
    assert_eq!(territory("98411").unwrap().population, None, "no inhabitant is not zero");
}

/// Each EPCI and EPT holds the communes that name it, those only, each with its own population.
#[test]
fn members_are_the_communes_that_belong_to_the_grouping() {
    let mut expected: BTreeMap<String, BTreeMap<String, Option<u32>>> = BTreeMap::new();
    let mut alone = 0;
    for code in every_code().iter().filter(|code| code.len() == 5) {
        let profile = territory(code).unwrap();
        let population = profile.population.map(|figure| figure.value);
        let of = [profile.territory.epci, profile.territory.ept];
        alone += u32::from(of.iter().all(Option::is_none));
        for grouping in of.into_iter().flatten() {
            expected.entry(grouping.code).or_default().insert(code.clone(), population);
        }
    }
    assert_eq!(expected.len(), 1_255 + 11);
    for (siren, communes) in &expected {
        let found: BTreeMap<String, Option<u32>> = members(siren)
            .iter()
            .map(|member| (member.code.to_owned(), member.population))
            .collect();
        assert_eq!(found, *communes, "{siren}");
        let sum: u32 = communes.values().copied().flatten().sum();
        assert_eq!(territory(siren).unwrap().population.map(|figure| figure.value), Some(sum));
    }
    // The four islands without grouping, and the collectivities overseas.
    assert!(0 < alone && alone < 100, "{alone}");
}

#[test]
fn every_code_opens_and_every_grouping_sums_its_members() {
    let (mut communes, mut groups) = (0, 0);
    let mut without_population = 0;
    for code in every_code() {
        let profile = territory(&code).unwrap();
        assert!(profile.territory.kind.is_some() && !profile.territory.name.is_empty(), "{code}");
        assert!(profile.territory.departement.is_some(), "{code}");
        assert!(profile.territory.region.is_some(), "{code}");
        if code.len() == 5 {
            communes += 1;
            without_population += u32::from(profile.population.is_none());
        } else {
            groups += 1;
            let members = members(&code);
            let sum: u32 = members.iter().filter_map(|member| member.population).sum();
            assert!(!members.is_empty(), "{code}");
            assert_eq!(profile.population.map(|figure| figure.value), Some(sum), "{code}");
        }
    }
    assert_eq!((communes, groups, without_population), (34_969, 1_255 + 11, 6));
}

/// The codes of all communes, and the SIREN numbers of all EPCI and EPT that a commune names.
fn every_code() -> BTreeSet<String> {
    let digits = |n: u32| format!("{n:05}");
    let corsica = ('A'..='B').flat_map(|l| (1..1000).map(move |n| format!("2{l}{n:03}")));
    let candidates = (1000..99_000).map(digits).chain(corsica);
    let mut codes = BTreeSet::new();
    for profile in candidates.filter_map(|code| territory(&code)) {
        codes.insert(profile.territory.code);
        codes.extend(profile.territory.epci.map(|named| named.code));
        codes.extend(profile.territory.ept.map(|named| named.code));
    }
    codes
}

#[test]
fn territories_are_found_as_people_type_them() {
    for (text, expected) in [
        ("rennes", "Rennes (35)"),
        ("RENNES METROPOLE", "Rennes Métropole (35)"),
        ("nantes met", "Nantes Métropole (44)"),
        ("havre", "Le Havre (76)"),
        ("le havre", "Le Havre (76)"),
        ("l'hay les roses", "L’Haÿ-les-Roses (94)"),
        ("st etienne", "Saint-Étienne (42)"),
        ("Saint-Et", "Saint-Étienne Métropole (42)"),
        ("coeuvres", "Cœuvres-et-Valsery (02)"),
        ("CŒUVRES", "Cœuvres-et-Valsery (02)"),
        ("la haye les roses", "L’Haÿ-les-Roses (94)"),
        ("chatelerault", "Châtellerault (86)"),
        ("sainte genevieve des bois", "Sainte-Geneviève-des-Bois (91)"),
        ("montpelier", "Montpellier (34)"),
        ("marsielle", "Marseille (13)"),
        ("villeneuve d", "Villeneuve-d’Ascq (59)"),
        ("saint denis", "Saint-Denis (La Réunion)"),
        ("saint denis 93", "Saint-Denis (93)"),
        ("Saint-Denis (93)", "Saint-Denis (93)"),
        ("Saint-Denis (La Réunion)", "Saint-Denis (La Réunion)"),
        ("saint denis seine saint denis", "Saint-Denis (93)"),
        ("grand dole", "Communauté d’agglomération du Grand Dole (39)"),
        ("plaine commune", "Plaine Commune (93)"),
        ("métropole de lyon", "Métropole de Lyon (69)"),
        ("35238", "Rennes (35)"),
        ("244400404", "Nantes Métropole (44)"),
        ("44000", "Nantes (44)"),
        ("nouméa", "Nouméa (Nouvelle-Calédonie)"),
        ("saint barth", "Saint-Barthélemy"),
    ] {
        assert_eq!(first(text), expected, "{text}");
    }
    for nothing in ["", "  ", "zzzzzzzz", "-"] {
        assert!(search_territories(nothing, 10).is_empty(), "{nothing}");
    }
}

#[test]
fn former_names_lead_to_the_commune_of_today() {
    let hit = search_territories("pierrefitte-sur-seine", 5).into_iter().next().unwrap();
    assert_eq!((hit.code, hit.former), ("93066", Some("Pierrefitte-sur-Seine")));
    let hit = search_territories("cherbourg octeville", 5).into_iter().next().unwrap();
    assert_eq!(hit.name, "Cherbourg-en-Cotentin");
    let hit = search_territories("Bellegarde-sur-Valserine", 5).into_iter().next().unwrap();
    assert_eq!((hit.name, hit.former), ("Valserhône", Some("Bellegarde-sur-Valserine")));
}

#[test]
fn the_largest_come_first_and_homonyms_bear_different_labels() {
    let hits = search_territories("saint-denis", 50);
    assert!(hits.len() > 10);
    let labels: BTreeSet<&str> = hits.iter().map(|hit| hit.label.as_str()).collect();
    assert_eq!(labels.len(), hits.len());
    let exact: Vec<u32> = hits
        .iter()
        .filter(|hit| hit.name == "Saint-Denis" && hit.former.is_none())
        .filter_map(|hit| hit.population)
        .collect();
    assert!(exact.len() > 2 && exact.is_sorted_by(|a, b| a >= b), "{exact:?}");
}

#[test]
fn each_metropolitan_region_but_two_has_its_network() {
    let with: Vec<&str> = regions().iter().filter_map(|r| Some(rrma(r.code)?.name)).collect();
    assert_eq!(with.len(), 12);
    assert_eq!(rrma("53").unwrap().name, "Réseau Bretagne Solidaire");
    assert_eq!(rrma("11"), None);
}
