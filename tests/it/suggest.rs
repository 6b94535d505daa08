//! What the registers of networks and devices say of a territory: one answer wherever it is told,
//! and an unknown answer is never a yes or a no.

use std::{path::Path, sync::Arc};

use passerelle::{
    advice::{
        CountryDevice, Eligibility, Reason, Standing, Suggestion, Verdict, advise, devices,
        devices_for_country, population, suggest_networks,
        words::{self, ToldKind},
    },
    domain::{
        Answer, Cell, ColumnId, CountryCode, Coverage, Diagnostic, OptionId, Picks, QuestionId,
        Row, State, Table, TableId, Territory, Value,
    },
    language::Lang,
    questionnaire::{Pack, Truth},
    reference::{self, Requirement},
    report::Brief,
    scoring::assess,
    storage,
};

/// A day on which nothing of the register is old yet but what is undated.
const EARLY: jiff::civil::Date = jiff::civil::date(2013, 1, 1);

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

fn device(diagnostic: &Diagnostic, id: &str) -> Eligibility {
    device_on(diagnostic, id, jiff::civil::date(2026, 11, 25))
}

fn device_on(diagnostic: &Diagnostic, id: &str, day: jiff::civil::Date) -> Eligibility {
    let pack = Pack::standard().unwrap();
    let found = devices(pack, diagnostic, &assess(pack, diagnostic), day);
    found.into_iter().find(|one| one.device.id == id).unwrap()
}

fn code(text: &str) -> CountryCode {
    CountryCode::parse(text).unwrap()
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
    assert_eq!(unknown.verdict, Verdict::ToVerify);
    let asked = vec![QuestionId::from("TER-05")];
    assert_eq!(
        unknown.reasons,
        [Reason::Competence(Requirement::Water, Truth::Unknown, asked.clone())]
    );
    diagnostic.answers.extend([competences(&["sanitation"])]);
    assert_eq!(device_on(&diagnostic, "1EAU", EARLY).verdict, Verdict::Eligible);
    // The information is of 2025: the conditions hold, and its age is said beside it.
    let today = device(&diagnostic, "1EAU");
    assert!(today.verdict == Verdict::Eligible && today.outdated);
    let told = words::device(Pack::standard().unwrap(), Lang::Fr, &today);
    assert_eq!(told.last().unwrap().text, Lang::Fr.devices_aged(2025));
    assert!(words::amounts(Lang::Fr, &today)[0].ends_with("(2025, à vérifier)"));
    // What the register itself leaves to check is never a yes, whatever the competence.
    let agency = device(&diagnostic, "AGEAU");
    assert!(agency.verdict == Verdict::ToVerify && agency.conditions_hold());
    let waste = device(&diagnostic, "1DEC");
    assert_eq!(waste.verdict, Verdict::Closed);
    assert_eq!(waste.reasons, [Reason::Competence(Requirement::Waste, Truth::False, asked)]);
    let unknown = Answer { state: State::Unknown, ..Answer::default() };
    diagnostic.answers.insert(QuestionId::from("TER-05"), unknown);
    assert_eq!(device(&diagnostic, "1DEC").verdict, Verdict::ToVerify);
}

#[test]
fn a_partner_counts_for_a_device_and_an_incomplete_list_decides_nothing() {
    let mut diagnostic = rennes();
    let empty = device(&diagnostic, "FICOL");
    assert_eq!(empty.verdict, Verdict::ToVerify);
    let table = TableId::from("T5");
    assert_eq!(empty.reasons, [Reason::PartnersUnknown(Requirement::AidCountry, table)]);

    rows(&mut diagnostic, "T5", "country", &["DE", "SN"]);
    let found = device(&diagnostic, "FICOL");
    assert!(found.tests[0].holds.is_true());
    assert_eq!(found.reasons, [Reason::Partners(Requirement::AidCountry, vec![code("SN")])]);
    assert_eq!(device_on(&diagnostic, "FORIM", EARLY).verdict, Verdict::ToVerify);
    assert!(device(&diagnostic, "FCFA").conditions_hold());
    assert!(device(&diagnostic, "CERV-TT").conditions_hold());
    assert_eq!(network(&diagnostic, "AIMF").standing, Standing::Suggested);

    rows(&mut diagnostic, "T5", "country", &["JP"]);
    assert_eq!(device(&diagnostic, "FICOL").verdict, Verdict::ToVerify);
    let table = Arc::make_mut(diagnostic.tables.get_mut("T5").unwrap());
    table.coverage = Some(Coverage::Exhaustive);
    assert_eq!(device(&diagnostic, "FICOL").verdict, Verdict::Closed);
    // A row whose country nobody recognises may be the one that counts.
    rows(&mut diagnostic, "T5", "country", &["Royaume de Nulle-Part"]);
    let table = Arc::make_mut(diagnostic.tables.get_mut("T5").unwrap());
    table.coverage = Some(Coverage::Exhaustive);
    assert_eq!(device(&diagnostic, "FICOL").verdict, Verdict::ToVerify);
}

#[test]
fn a_border_speaks_for_interreg_without_any_partner() {
    let found = device(&of("59350"), "INTERREG");
    assert!(found.conditions_hold());
    assert!(matches!(found.reasons.as_slice(), [Reason::Border(codes)] if codes.len() == 1));
    let mut rennes = rennes();
    assert!(!device(&rennes, "INTERREG").conditions_hold());
    let picks: Picks = [(OptionId::from("border"), None)].into();
    let state = State::Given(Value::Picks(picks));
    rennes.answers.insert("TER-03".into(), Answer { state, ..Answer::default() });
    assert!(device(&rennes, "INTERREG").conditions_hold());
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

fn valmont() -> storage::Opened {
    storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap()
}

/// The page, the brief, the terminal, the JSON and the country sheets say one verdict.
#[test]
fn every_place_that_speaks_of_a_device_says_the_same() {
    let opened = valmont();
    let (pack, diagnostic) = (&opened.pack, &opened.diagnostic);
    let assessment = assess(pack, diagnostic);
    let day = diagnostic.as_of;
    let page = devices(pack, diagnostic, &assessment, day);
    let advice = advise(pack, diagnostic, &assessment, day);
    assert_eq!(page, advice.devices);
    assert_eq!(page.len(), reference::devices().len());
    for lang in Lang::ALL {
        let json = passerelle::exchange::advise_json(pack, diagnostic, &advice, *lang).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let brief = format!("{:?}", Brief::new(pack, diagnostic, &assessment, *lang));
        for (index, one) in page.iter().enumerate() {
            let line = &json["devices"][index];
            let word = match one.verdict {
                Verdict::Eligible => "eligible",
                Verdict::ToVerify => "to_verify",
                Verdict::Closed => "closed",
            };
            assert_eq!(line["verdict"], word, "{}", one.device.id);
            let told = words::device(pack, *lang, one);
            assert!(!told.is_empty(), "{} says nothing", one.device.id);
            let missing: Vec<_> =
                told.iter().filter(|t| t.kind.is_missing()).map(|t| t.text.as_str()).collect();
            assert_eq!(line["missing"], serde_json::json!(missing), "{}", one.device.id);
            assert_eq!(one.verdict == Verdict::Eligible, missing.is_empty(), "{}", one.device.id);
            // The brief says once, as a heading, what devices of a group have in common, and beside
            // the year that it may be old.
            let own = words::own(pack, *lang, one);
            let heading = words::groups(*lang)[usize::from(one.nearness())];
            let aged = one.device.as_of.filter(|_| one.outdated);
            let aged = aged.map(|year| lang.paper_year_to_confirm(year));
            for text in own.iter().map(String::as_str).chain([heading]).chain(aged.as_deref()) {
                let said = passerelle::report::brief::Line::from(text);
                assert!(brief.contains(&format!("{said:?}")), "not in the brief: {text}");
            }
            let fails = told.iter().any(|told| told.kind == ToldKind::Fails);
            assert_eq!(fails, one.verdict == Verdict::Closed, "{}", one.device.id);
        }
    }
}

#[test]
fn every_network_of_the_worked_example_has_its_reasons() {
    let opened = valmont();
    let assessment = assess(&opened.pack, &opened.diagnostic);
    let networks = suggest_networks(&opened.pack, &opened.diagnostic, &assessment);
    assert_eq!(networks.len(), reference::networks().len());
    for suggestion in &networks {
        let told = suggestion.standing == Standing::Untested || !suggestion.reasons.is_empty();
        assert!(told, "{}", suggestion.id);
    }
}

/// Nothing that the register has not verified is said to be open, and nothing old without saying so.
#[test]
fn nothing_unverified_or_old_is_said_to_be_open() {
    let opened = valmont();
    let assessment = assess(&opened.pack, &opened.diagnostic);
    for year in [2013, 2025, 2026, 2027] {
        let day = jiff::civil::date(year, 11, 25);
        for one in devices(&opened.pack, &opened.diagnostic, &assessment, day) {
            let fresh = one.device.as_of.is_some_and(|as_of| year <= as_of);
            let dated = one.device.as_of.is_some();
            let verified = one.device.to_check(Lang::Fr).is_none();
            assert!(one.verdict != Verdict::Eligible || dated && verified, "{}", one.device.id);
            let told = words::device(&opened.pack, Lang::Fr, &one);
            let aged = told.iter().any(|told| told.kind == ToldKind::Aged);
            assert_eq!(aged, one.verdict == Verdict::Eligible && !fresh, "{}", one.device.id);
            let amounts = words::amounts(Lang::Fr, &one);
            let said = amounts.iter().all(|a| a.contains("vérifi") || a.contains("Plafond"));
            assert!(said || fresh && verified, "{}: {amounts:?}", one.device.id);
        }
    }
}

fn for_country<'a>(all: &'a [CountryDevice], id: &str) -> Option<&'a CountryDevice> {
    all.iter().find(|one| one.eligibility.device.id == id)
}

#[test]
fn a_country_has_the_devices_that_fit_it_and_the_partner_they_lack() {
    let opened = valmont();
    let (pack, diagnostic) = (&opened.pack, &opened.diagnostic);
    let assessment = assess(pack, diagnostic);
    let of = |text: &str| {
        devices_for_country(pack, diagnostic, &assessment, code(text), diagnostic.as_of)
    };
    let senegal = of("SN");
    let facility = for_country(&senegal, "FICOL").unwrap();
    // Valmont has no partnership in Senegal, and its list of partnerships is complete.
    assert_eq!((facility.partner, facility.rate), (Truth::False, Some(0.70)));
    assert_eq!(facility.eligibility.verdict, Verdict::ToVerify);
    let told = words::country_device(pack, Lang::Fr, facility);
    assert!(told.iter().any(|told| told.kind == ToldKind::NotYet), "{told:?}");
    assert!(for_country(&senegal, "FCFA").is_none() && for_country(&senegal, "CERV-TT").is_none());
    // An association of residents tied to Senegal is active: it may apply.
    assert!(for_country(&senegal, "FORIM").unwrap().partner.is_true());
    // A competence opens its 1 % wherever the partner is; one that is not held opens nothing.
    assert!(for_country(&senegal, "1EAU").is_some() && for_country(&senegal, "1DEC").is_none());
    let germany = of("DE");
    assert!(for_country(&germany, "OFAJ").unwrap().partner.is_true());
    assert!(for_country(&germany, "FICOL").is_none());
    assert!(of("FR").is_empty());
    // What the list of devices says of a country with a partner is what the country says.
    let calls = for_country(&germany, "AAP").unwrap();
    let whole = devices(pack, diagnostic, &assessment, diagnostic.as_of);
    let whole = whole.iter().find(|one| one.device.id == "AAP").unwrap();
    assert_eq!(calls.eligibility.verdict, whole.verdict);
}

#[test]
fn what_is_missing_names_the_place_where_it_is_settled() {
    let diagnostic = rennes();
    let pack = Pack::standard().unwrap();
    for lang in Lang::ALL {
        let water = words::device(pack, *lang, &device(&diagnostic, "1EAU"));
        let open = water.iter().find(|told| told.kind == ToldKind::Unanswered).unwrap();
        assert_eq!(open.question, Some("TER-05".into()));
        let facility = words::device(pack, *lang, &device(&diagnostic, "FICOL"));
        let open = facility.iter().find(|told| told.table.is_some()).unwrap();
        assert_eq!(open.table, Some("T5".into()));
    }
}
