//! Which networks and devices are suggested, and that an unknown answer is never a yes or a no.

use std::{path::Path, sync::Arc};

use passerelle::{
    advice::{Reason, Standing, Suggestion, population, suggest_devices, suggest_networks},
    domain::{
        Answer, Cell, ColumnId, Coverage, Diagnostic, OptionId, Picks, QuestionId, Row, State,
        Table, TableId, Territory, Value,
    },
    questionnaire::{Pack, Truth},
    reference::{self, Requirement},
    scoring::assess,
    storage,
};

/// Rennes with nothing answered but what the tables know.
fn rennes() -> Diagnostic {
    of("35238")
}

fn of(code: &str) -> Diagnostic {
    use passerelle::{app::NewDiagnostic, domain::Path};
    let profile = reference::territory(code).unwrap();
    let today = jiff::civil::date(2026, 11, 25);
    NewDiagnostic::of(&profile, Path::Full).create(Pack::standard().unwrap(), today)
}

fn competences(picked: &[&str]) -> (QuestionId, Answer) {
    let picks: Picks = picked.iter().map(|id| (OptionId::from(*id), None)).collect();
    let state = State::Given(Value::Picks(picks));
    (QuestionId::from("TER-05"), Answer { state, ..Answer::default() })
}

fn rows(diagnostic: &mut Diagnostic, table: &str, column: &str, cells: &[&str]) {
    let column = ColumnId::from(column);
    let mut filled = Table { columns: vec![column], ..Table::default() };
    for (id, cell) in (1..).zip(cells) {
        filled.rows.push(Arc::new(Row { id, cells: vec![Cell::text(cell)] }));
    }
    diagnostic.tables.insert(TableId::from(table), Arc::new(filled));
}

fn device(diagnostic: &Diagnostic, id: &str) -> Suggestion {
    let pack = Pack::standard().unwrap();
    let found = suggest_devices(pack, diagnostic, &assess(pack, diagnostic));
    found.into_iter().find(|suggestion| suggestion.id == id).unwrap()
}

fn network(diagnostic: &Diagnostic, id: &str) -> Suggestion {
    let pack = Pack::standard().unwrap();
    let found = suggest_networks(pack, diagnostic, &assess(pack, diagnostic));
    found.into_iter().find(|suggestion| suggestion.id == id).unwrap()
}

#[test]
fn a_competence_decides_on_its_one_per_cent_and_silence_does_not() {
    let mut diagnostic = rennes();
    let unknown = device(&diagnostic, "1EAU");
    assert_eq!(unknown.standing, Standing::ToCheck);
    let asked = vec![QuestionId::from("TER-05")];
    assert_eq!(
        unknown.reasons,
        [Reason::Competence(Requirement::Water, Truth::Unknown, asked.clone())]
    );
    diagnostic.answers.extend([competences(&["sanitation"])]);
    assert_eq!(device(&diagnostic, "1EAU").standing, Standing::Suggested);
    let waste = device(&diagnostic, "1DEC");
    assert_eq!(waste.standing, Standing::Unmet);
    assert_eq!(waste.reasons, [Reason::Competence(Requirement::Waste, Truth::False, asked)]);
    let unknown = Answer { state: State::Unknown, ..Answer::default() };
    diagnostic.answers.insert(QuestionId::from("TER-05"), unknown);
    assert_eq!(device(&diagnostic, "1DEC").standing, Standing::ToCheck);
}

#[test]
fn a_partner_counts_for_a_device_and_an_incomplete_list_decides_nothing() {
    let code = |text| passerelle::domain::CountryCode::parse(text).unwrap();
    let mut diagnostic = rennes();
    let empty = device(&diagnostic, "FICOL");
    assert_eq!(empty.standing, Standing::ToCheck);
    assert_eq!(empty.reasons, [Reason::PartnersUnknown(Requirement::AidCountry)]);

    rows(&mut diagnostic, "T5", "country", &["DE", "SN"]);
    let found = device(&diagnostic, "FICOL");
    assert_eq!(found.standing, Standing::Suggested);
    assert_eq!(found.reasons, [Reason::Partners(Requirement::AidCountry, vec![code("SN")])]);
    assert_eq!(device(&diagnostic, "FCFA").standing, Standing::Suggested);
    assert_eq!(device(&diagnostic, "CERV-TT").standing, Standing::Suggested);
    assert_eq!(network(&diagnostic, "AIMF").standing, Standing::Suggested);

    rows(&mut diagnostic, "T5", "country", &["JP"]);
    assert_eq!(device(&diagnostic, "FICOL").standing, Standing::ToCheck);
    assert_eq!(device(&diagnostic, "AAP").standing, Standing::Suggested);
    let table = Arc::make_mut(diagnostic.tables.get_mut("T5").unwrap());
    table.coverage = Some(Coverage::Exhaustive);
    assert_eq!(device(&diagnostic, "FICOL").standing, Standing::Unmet);
    // A row whose country nobody recognises may be the one that counts.
    rows(&mut diagnostic, "T5", "country", &["Royaume de Nulle-Part"]);
    let table = Arc::make_mut(diagnostic.tables.get_mut("T5").unwrap());
    table.coverage = Some(Coverage::Exhaustive);
    assert_eq!(device(&diagnostic, "FICOL").standing, Standing::ToCheck);
}

#[test]
fn a_border_speaks_for_interreg_without_any_partner() {
    let found = device(&of("59350"), "INTERREG");
    assert_eq!(found.standing, Standing::Suggested);
    assert!(matches!(found.reasons.as_slice(), [Reason::Border(codes)] if codes.len() == 1));
    assert_eq!(device(&rennes(), "INTERREG").standing, Standing::ToCheck);
}

#[test]
fn the_region_gives_its_network_and_a_listed_membership_is_seen() {
    let mut diagnostic = rennes();
    let found = network(&diagnostic, "RRMA");
    assert_eq!(found.standing, Standing::Suggested);
    assert_eq!(found.reasons, [Reason::Rrma("Réseau Bretagne Solidaire")]);
    rows(
        &mut diagnostic,
        "T6",
        "name",
        &["réseau Bretagne solidaire", "Cités Unies France (CUF)", "EUROCITIES"],
    );
    for id in ["RRMA", "CUF", "EUROCITIES"] {
        let found = network(&diagnostic, id);
        assert_eq!(found.standing, Standing::Member, "{id}");
        assert!(matches!(found.reasons.as_slice(), [Reason::Listed(_)]), "{id}");
    }
    assert_ne!(network(&diagnostic, "AFCCRE").standing, Standing::Member);
    // Where no list gives a network, that is to be checked and not a no.
    assert_eq!(network(&of("75056"), "RRMA").standing, Standing::ToCheck);
    diagnostic.territory = Territory::default();
    assert_eq!(network(&diagnostic, "AFCCRE").standing, Standing::ToCheck);
    let pack = Pack::standard().unwrap();
    let nowhere = Diagnostic { tables: std::collections::BTreeMap::new(), ..diagnostic };
    let found = suggest_networks(pack, &nowhere, &assess(pack, &nowhere));
    let rrma = found.iter().find(|suggestion| suggestion.id == "RRMA").unwrap();
    assert_eq!(rrma.reasons, [Reason::RegionUnknown]);
}

#[test]
fn creative_cities_are_members_of_their_network_and_so_are_their_groupings() {
    assert_eq!(network(&of("42218"), "UCCN").reasons, [Reason::CreativeCity("42218")]);
    // Saint-Étienne Métropole holds Saint-Étienne.
    assert_eq!(network(&of("244200770"), "UCCN").reasons, [Reason::CreativeCity("42218")]);
    assert_eq!(network(&rennes(), "UCCN").standing, Standing::Untested);
}

#[test]
fn networks_of_large_cities_wait_for_a_population() {
    let mut diagnostic = rennes();
    assert_eq!(network(&diagnostic, "FRANCE_URBAINE").standing, Standing::Suggested);
    assert_eq!(network(&of("35360"), "FRANCE_URBAINE").standing, Standing::Unmet);
    let between = State::Between(Value::Number(150_000.0), Value::Number(250_000.0));
    diagnostic.answers.get_mut("TER-02").unwrap().state = between;
    assert_eq!(network(&diagnostic, "FRANCE_URBAINE").standing, Standing::ToCheck);
    diagnostic.answers.remove("TER-02");
    assert_eq!(population(Pack::standard().unwrap(), &diagnostic), None);
    assert_eq!(network(&diagnostic, "FRANCE_URBAINE").standing, Standing::ToCheck);
}

#[test]
fn the_worked_example_has_reasons_for_all_that_it_is_suggested() {
    let opened = storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap();
    let assessment = assess(&opened.pack, &opened.diagnostic);
    let devices = suggest_devices(&opened.pack, &opened.diagnostic, &assessment);
    let networks = suggest_networks(&opened.pack, &opened.diagnostic, &assessment);
    assert_eq!(devices.len(), reference::devices().len());
    assert_eq!(networks.len(), reference::networks().len());
    for suggestion in devices.iter().chain(&networks) {
        let told = suggestion.standing == Standing::Untested || !suggestion.reasons.is_empty();
        assert!(told, "{}", suggestion.id);
    }
    let ids = |standing| {
        devices.iter().filter(|s| s.standing == standing).map(|s| s.id).collect::<Vec<_>>()
    };
    assert!(ids(Standing::Suggested).contains(&"FICOL"), "{devices:?}");
    assert!(ids(Standing::Suggested).contains(&"1EAU"), "{devices:?}");
    assert!(ids(Standing::Unmet).contains(&"1DEC"), "{devices:?}");
}
