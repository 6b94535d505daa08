//! Advice: what fires on the worked example and on diagnostics that are all alike, that nothing
//! unknown or not applicable is taken for a lack, and that the linter proves it of any pack.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use jiff::civil::{Date, date};
use passerelle::{
    advice::{
        Advice, Fact, MOST_DECISIONS, MOST_PER_GAUGE, MOST_RECOMMENDATIONS, Recommendation,
        Verdict, advise,
    },
    domain::{
        Answer, Cell, Coverage, Decision, Diagnostic, PackStamp, PartId, QuestionId, Row, State,
        Table, Territory, Value,
    },
    exchange::advise_json,
    language::Lang,
    questionnaire::{
        Applicability, Condition, Family, Kind, Pack, PackSource, Problem, ProblemKind, Quantity,
        Question, Trigger, Truth, applicability,
    },
    scoring::assess,
    storage,
};

const TODAY: Date = date(2026, 11, 25);

fn pack() -> &'static Arc<Pack> {
    Pack::standard().unwrap()
}

fn advice_on(diagnostic: &Diagnostic) -> Advice {
    advise(pack(), diagnostic, &assess(pack(), diagnostic), TODAY)
}

fn valmont() -> Diagnostic {
    let opened = storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap();
    opened.diagnostic
}

fn ids(all: &[Recommendation]) -> BTreeSet<&str> {
    all.iter().map(|one| one.rule.as_str()).collect()
}

fn fired<'a>(advice: &'a Advice, id: &str) -> &'a Recommendation {
    let found = advice.recommendations.iter().find(|one| one.rule == *id);
    found.unwrap_or_else(|| panic!("{id} does not fire: {:?}", ids(&advice.recommendations)))
}

fn countries(one: &Recommendation) -> Vec<&str> {
    one.countries().map(|subject| subject.country.as_str()).collect()
}

/// How every question is answered and every table filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum All {
    Best,
    Worst,
    Unknown,
    NotApplicable,
}

pub(crate) fn diagnostic(all: All) -> Diagnostic {
    let pack = pack();
    let mut made = Diagnostic {
        territory: Territory::default(),
        as_of: TODAY,
        pack: PackStamp {
            id: pack.id.clone(),
            version: pack.version.clone(),
            hash: "".into(),
            text: "".into(),
        },
        path: passerelle::domain::Path::Full,
        fictional: true,
        answers: BTreeMap::new(),
        tables: BTreeMap::new(),
        ambitions: BTreeMap::new(),
        plan: passerelle::domain::Plan::default(),
        decisions: [].into(),
        explorations: Vec::new(),
        frozen: vec![],
        cover: passerelle::domain::Cover::default(),
        points: [].into(),
        journal: BTreeMap::new(),
    };
    for question in pack.questions.iter().filter(|question| question.kind.is_asked()) {
        let state = match all {
            All::Best => State::Given(best(question)),
            All::Worst => State::Given(worst(question)),
            All::Unknown => State::Unknown,
            All::NotApplicable => State::NotApplicable { reason: "essai".to_owned() },
        };
        made.answers.insert(question.id.clone(), Answer { state, ..Answer::default() });
    }
    match all {
        All::Best => tables(&mut made, true),
        All::Worst => tables(&mut made, false),
        All::Unknown | All::NotApplicable => {}
    }
    made
}

/// A figure that is best of its question: large, against small totals.
fn large(id: &QuestionId) -> f64 {
    match id.as_str() {
        "TER-02" => 10_000.0,
        "MOY-07" => 2_000_000.0,
        _ => 1_000_000.0,
    }
}

fn best(question: &Question) -> Value {
    let worth = |value: Option<f64>| value.unwrap_or(1.0);
    match &question.kind {
        Kind::Scale(levels) => Value::Level(u8::try_from(levels.len() - 1).unwrap()),
        Kind::Choice(options) => {
            let top = options.iter().max_by(|a, b| worth(a.value).total_cmp(&worth(b.value)));
            Value::Choice(top.unwrap().id.clone())
        }
        Kind::YesPartlyNo { .. } => Value::Choice("yes".into()),
        Kind::Multiple { options, amount } => {
            let paid = amount.as_ref().map(|_| 1_000_000.0);
            Value::Picks(options.iter().map(|option| (option.id.clone(), paid)).collect())
        }
        Kind::Numbers(parts) => parts_of(parts.iter().map(|part| &part.id), 1_000_000.0),
        Kind::Number { .. } | Kind::Derived(_) => Value::Number(large(&question.id)),
    }
}

fn worst(question: &Question) -> Value {
    let profile = question.id.as_str().starts_with("TER");
    let worth = |value: Option<f64>| value.unwrap_or(0.0);
    match &question.kind {
        _ if profile => best(question),
        Kind::Scale(_) => Value::Level(0),
        Kind::Choice(options) => {
            let least = options.iter().min_by(|a, b| worth(a.value).total_cmp(&worth(b.value)));
            Value::Choice(least.unwrap().id.clone())
        }
        Kind::YesPartlyNo { .. } => Value::Choice("no".into()),
        Kind::Multiple { .. } => Value::Picks(BTreeMap::new()),
        Kind::Numbers(parts) => {
            let mut all = BTreeMap::new();
            all.extend(parts.iter().map(|part| (part.id.clone(), 0.0)));
            all.entry("total".into()).and_modify(|total| *total = 1000.0);
            Value::Parts(all)
        }
        Kind::Number { .. } | Kind::Derived(_) => {
            // A share of nothing is no figure: the budget is tiny, not absent.
            Value::Number(if question.id == "MOY-01" { 1.0 } else { 0.0 })
        }
    }
}

fn parts_of<'a>(ids: impl Iterator<Item = &'a PartId>, value: f64) -> Value {
    Value::Parts(ids.map(|id| (id.clone(), value)).collect())
}

/// A partnership that is all that one can be, or asleep and against every rule.
fn partnership(well: bool) -> Vec<(&'static str, Cell)> {
    let list = |items: &[&str]| Cell::List(items.iter().map(|item| (*item).into()).collect());
    let pick = |good: &str, bad: &str| Cell::text(if well { good } else { bad });
    let number = |good: f64, bad: f64| Cell::Number(if well { good } else { bad });
    vec![
        ("country", Cell::text("DE")),
        ("counterpart", Cell::text("Ville d'essai")),
        ("tier", pick("commune", "state")),
        ("agreement", pick("in_force", "expired")),
        ("agreement_ends", pick("2030-01", "2015-01")),
        ("sent_to_prefect", pick("yes", "no")),
        ("objectives", Cell::Flag(well)),
        ("themes", list(&[if well { "economy" } else { "none" }])),
        ("reciprocity", number(4.0, 0.0)),
        ("last_activity", pick("2026-10", "2015-01")),
        ("actors", if well { list(&["elected", "schools", "firms"]) } else { list(&["none"]) }),
        ("own_budget", number(1000.0, 0.0)),
        ("cofunding", number(1000.0, 0.0)),
        ("staff", number(1.0, 0.0)),
        ("last_evaluation", if well { Cell::Number(2026.0) } else { Cell::Empty }),
        ("evaluation_kind", pick("joint", "none")),
        ("context", pick("normal", "suspended")),
    ]
}

/// One row for each table that scores something.
fn rows_of(well: bool) -> Vec<(&'static str, Vec<(&'static str, Cell)>)> {
    let list = |items: &[&str]| Cell::List(items.iter().map(|item| (*item).into()).collect());
    let number = |good: f64, bad: f64| Cell::Number(if well { good } else { bad });
    vec![
        (
            "T1",
            vec![
                ("country", Cell::text("DE")),
                ("measure", Cell::text("immigrants")),
                ("count", number(5000.0, 1.0)),
            ],
        ),
        (
            "T4",
            vec![
                ("name", Cell::text("Association d'essai")),
                ("type", Cell::text("diaspora")),
                ("countries", list(&["DE"])),
                ("active", Cell::Flag(well)),
            ],
        ),
        ("T5", partnership(well)),
        (
            "T6",
            vec![
                ("name", Cell::text("Réseau d'essai")),
                ("family", Cell::text("national")),
                ("participation", number(4.0, 0.0)),
            ],
        ),
        (
            "T7",
            vec![
                ("policy", Cell::text("youth")),
                ("level", number(4.0, 0.0)),
                ("focal_point", Cell::Flag(well)),
            ],
        ),
    ]
}

fn tables(made: &mut Diagnostic, well: bool) {
    for (id, cells) in rows_of(well) {
        let mut rows = vec![cells.clone()];
        if id == "T6" && well {
            // Every family, two labels and two European programmes.
            let families =
                ["regional", "european", "world", "label", "label", "eu_programme", "eu_programme"];
            for family in families {
                let mut row = cells.clone();
                row[1].1 = Cell::text(family);
                rows.push(row);
            }
        }
        let columns = cells.iter().map(|(column, _)| (*column).into()).collect();
        let row = |(id, cells): (u32, Vec<(&str, Cell)>)| {
            Arc::new(Row { id, cells: cells.into_iter().map(|(_, cell)| cell).collect() })
        };
        let rows = (1..).zip(rows).map(row).collect();
        let coverage = Some(Coverage::Exhaustive);
        let table = Table { columns, rows, coverage, ..Table::default() };
        made.tables.insert(id.into(), Arc::new(table));
    }
}

#[test]
fn the_best_answers_call_for_nothing() {
    let advice = advice_on(&diagnostic(All::Best));
    assert_eq!(ids(&advice.recommendations), BTreeSet::new());
    assert_eq!(ids(&advice.compliance), BTreeSet::new());
    let measures: Vec<_> =
        ids(&advice.to_verify).into_iter().filter(|id| id.contains('-')).collect();
    assert_eq!(measures, Vec::<&str>::new());
    assert_eq!(advice.partnerships[0].decision, Some(Decision::Maintain));
}

#[test]
fn the_worst_answers_reach_every_measure_but_one_that_needs_a_delegation() {
    let advice = advice_on(&diagnostic(All::Worst));
    let found = ids(&advice.recommendations);
    for rule in pack().rules.iter().filter(|rule| rule.family == Family::Recommendation) {
        assert_eq!(found.contains(rule.id.as_str()), rule.id != "P9-1", "{}", rule.id);
    }
    assert_eq!(ids(&advice.compliance), BTreeSet::from(["C1", "C3", "C4", "C5"]));
    assert_eq!(advice.partnerships[0].decision, Some(Decision::Suspend));
}

#[test]
fn nothing_is_concluded_from_answers_that_nobody_has() {
    for made in [
        diagnostic(All::Unknown),
        Diagnostic { answers: BTreeMap::new(), ..diagnostic(All::Unknown) },
    ] {
        let advice = advice_on(&made);
        assert_eq!(ids(&advice.recommendations), BTreeSet::new());
        assert!(advice.compliance.iter().all(|one| one.holds == Truth::Unknown));
        assert!(30 < advice.to_verify.len(), "{:?}", ids(&advice.to_verify));
        for one in &advice.to_verify {
            assert!(one.causes.iter().any(|cause| cause.holds == Truth::Unknown), "{}", one.rule);
        }
        assert_eq!(ids(&advice.data), BTreeSet::from(["D1"]));
        for device in advice.devices.iter().filter(|device| !device.tests.is_empty()) {
            assert_eq!(device.verdict, Verdict::ToVerify, "{}", device.device.id);
        }
    }
}

#[test]
fn nothing_is_advised_of_what_does_not_concern_the_territory() {
    let made = diagnostic(All::NotApplicable);
    let advice = advice_on(&made);
    assert_eq!(ids(&advice.recommendations), BTreeSet::new());
    assert_eq!(ids(&advice.compliance), BTreeSet::new());
    // Tables cannot be « sans objet »: what is computed of those that are empty stays open.
    for one in &advice.to_verify {
        for id in one.questions(true) {
            let question = pack().question(id.as_str()).unwrap();
            assert_eq!(applicability(&made, question), Applicability::Derived, "{}", one.rule);
        }
    }
    // One question that does not concern the territory reaches no measure that only it could.
    for id in ["GOV-08", "FOR-05", "MOY-08", "ECO-06"] {
        let mut made = diagnostic(All::Worst);
        let reason = "essai".to_owned();
        made.answers.get_mut(id).unwrap().state = State::NotApplicable { reason };
        let advice = advice_on(&made);
        for one in advice.recommendations.iter().chain(&advice.to_verify) {
            let looks = |cause: &passerelle::advice::Cause| cause.fact == Fact::Question(id.into());
            let only = one.causes.iter().all(looks) && !one.causes.is_empty();
            assert!(!only, "{} is advised of {id}", one.rule);
        }
    }
}

/// What fires names an answer that says so: the reader finds the reason, word for word.
#[test]
fn every_measure_names_what_fired_it() {
    for made in [valmont(), diagnostic(All::Worst)] {
        let advice = advice_on(&made);
        for one in &advice.recommendations {
            let named = one.causes.iter().any(|cause| cause.holds.is_true());
            let counted = one.countries().any(|country| country.holds.is_true());
            assert!(named || counted, "{}", one.rule);
        }
    }
}

#[test]
fn priorities_are_the_weighted_sum_and_order_the_measures() {
    let advice = advice_on(&valmont());
    for one in advice.recommendations.iter().chain(&advice.to_verify) {
        let p = one.priority;
        let sum = 0.40 * p.gap + 0.25 * p.ambition + 0.20 * p.leverage + 0.15 * p.ease;
        assert!((p.value - sum).abs() < 1e-12 && 0.0 <= sum && sum <= 1.0, "{}", one.rule);
    }
    let order =
        |one: &Recommendation| (pack().rule(&one.rule).unwrap().complement, one.priority.value);
    let told: Vec<_> = advice.recommendations.iter().map(order).collect();
    assert!(
        told.is_sorted_by(|a, b| u8::from(a.0) <= u8::from(b.0) && (a.0 != b.0 || b.1 <= a.1)),
        "{told:?}"
    );
    // GOV-08 is 0 of 4, no ambition is set, no tie is behind it, and it takes a year.
    let review = fired(&advice, "P9-2").priority;
    assert_eq!((review.gap, review.ambition, review.leverage, review.ease), (1.0, 1.0, 0.5, 0.6));
}

#[test]
fn an_ambition_moves_a_measure() {
    let mut made = valmont();
    let level = |level| passerelle::domain::Ambition { level, year: None };
    made.ambitions.insert("GOV".into(), level(4));
    let priority = fired(&advice_on(&made), "P9-2").priority;
    // From N1 or N2 reached to N4 wanted.
    assert!(0.4 < priority.ambition && priority.ambition < 0.8, "{priority:?}");
    made.ambitions.insert("GOV".into(), level(0));
    assert!(fired(&advice_on(&made), "P9-2").priority.ambition.abs() < 1e-12);
}

#[test]
fn a_brief_prints_few_measures_and_fewer_of_one_gauge() {
    for made in [valmont(), diagnostic(All::Worst)] {
        let advice = advice_on(&made);
        let printed: Vec<_> = advice.printed().collect();
        assert_eq!(printed.len(), MOST_RECOMMENDATIONS);
        let ranks: Vec<_> = printed.iter().map(|one| one.rank.unwrap()).collect();
        assert_eq!(ranks, (1..=MOST_RECOMMENDATIONS).collect::<Vec<_>>());
        assert_eq!(advice.decisions().count(), MOST_DECISIONS);
        let mut of_gauge: BTreeMap<String, usize> = BTreeMap::new();
        for one in printed {
            let rule = pack().rule(&one.rule).unwrap();
            *of_gauge.entry(format!("{:?}", rule.gauges.first())).or_default() += 1;
        }
        assert!(of_gauge.values().all(|count| *count <= MOST_PER_GAUGE), "{of_gauge:?}");
    }
}

#[test]
fn the_worked_example_is_advised_as_the_method_reads_it() {
    let advice = advice_on(&valmont());
    assert_eq!(countries(fired(&advice, "M1")), ["MA", "SN"]);
    assert_eq!(countries(fired(&advice, "M2")), ["PT"]);
    assert_eq!(countries(fired(&advice, "M3")), ["JP"]);
    assert_eq!(countries(fired(&advice, "M4")), ["RO"]);
    // The associations and the university agreements that could carry Morocco are named.
    let morocco = fired(&advice, "M1").country("MA".into_code()).unwrap();
    assert_eq!(morocco.assets.len(), 2, "{morocco:?}");
    // Nobody knows who does what between the town and the agglomeration.
    let unknown = advice.to_verify.iter().find(|one| one.rule == *"P2-4").unwrap();
    assert_eq!(unknown.questions(true).collect::<Vec<_>>(), [&QuestionId::from("GOV-07")]);
    let due: Vec<_> = advice.compliance.iter().map(|one| one.rule.as_str()).collect();
    assert!(due.contains(&"C1") && due.contains(&"C4"), "{due:?}");
    let decisions: Vec<_> = advice.partnerships.iter().map(|one| one.decision.unwrap()).collect();
    assert_eq!(decisions[0], Decision::Revive);
    assert!([Decision::Maintain, Decision::Strengthen].contains(&decisions[1]));
    assert_eq!(decisions[3], Decision::Transform);
}

trait IntoCode {
    fn into_code(self) -> passerelle::domain::CountryCode;
}

impl IntoCode for &str {
    fn into_code(self) -> passerelle::domain::CountryCode {
        passerelle::domain::CountryCode::parse(self).unwrap()
    }
}

#[test]
fn devices_say_what_is_open_what_is_missing_and_how_much() {
    let mut made = valmont();
    let water = advice_on(&made).device("1EAU").unwrap().clone();
    // The information is of 2025: a year later it may be old, which is said, and closes nothing.
    assert!(water.outdated && water.verdict == Verdict::Eligible);
    let earlier = advise(pack(), &made, &assess(pack(), &made), date(2025, 12, 1));
    let fresh = earlier.device("1EAU").unwrap();
    assert!(!fresh.outdated && fresh.verdict == Verdict::Eligible);
    let amount = water.amount.unwrap();
    assert_eq!(amount.ceiling, (240_000.0, 240_000.0));
    assert_eq!(amount.used, Some(30_000.0));
    assert_eq!(amount.left(), Some((210_000.0, 210_000.0)));
    // No partner is in a country that receives aid; two countries with strong ties would count.
    let facility = advice_on(&made).device("FICOL").unwrap().clone();
    assert_eq!(facility.verdict, Verdict::Closed);
    let codes: Vec<_> = facility.would_count.iter().map(|code| code.as_str().to_owned()).collect();
    assert_eq!(codes, ["MA", "SN"]);
    assert_eq!(advice_on(&made).device("1DEC").unwrap().verdict, Verdict::Closed);
    assert_eq!(advice_on(&made).device("CERV-TT").unwrap().verdict, Verdict::ToVerify);
    // Senegal is a least developed country: seven tenths, against five for Morocco.
    let calls = advice_on(&made).device("AAP").unwrap().clone();
    let rate = |code: &str| calls.rates.iter().find(|(c, _)| c.as_str() == code).unwrap().1;
    assert_eq!((rate("SN"), rate("MA"), rate("DE")), (0.70, 0.50, 0.30));
    // A list of partners that may not be complete closes nothing.
    let table = Arc::make_mut(made.tables.get_mut("T5").unwrap());
    table.coverage = Some(Coverage::Partial);
    assert_eq!(advice_on(&made).device("FICOL").unwrap().verdict, Verdict::ToVerify);
    // What is not known of a competence is asked for.
    made.answers.remove("TER-05");
    assert_eq!(advice_on(&made).device("1EAU").unwrap().verdict, Verdict::ToVerify);
}

#[test]
fn advice_as_json_is_a_published_schema() {
    let made = valmont();
    let advice = advice_on(&made);
    insta::assert_snapshot!(
        "the_advice_on_the_worked_example_as_json",
        advise_json(pack(), &made, &advice, Lang::Fr).unwrap()
    );
    let again = advise_json(pack(), &made, &advice_on(&made), Lang::En).unwrap();
    assert!(again.contains("\"language\": \"en\"") && !again.contains("Préconisation"));
}

/// The problems of the standard pack after replacing some of its text.
#[track_caller]
fn problems_after(from: &str, to: &str) -> Vec<Problem> {
    let text = Pack::standard_source().joined();
    assert!(text.contains(from), "the pack has no `{from}`");
    let source = PackSource::split(&text.replacen(from, to, 1)).unwrap();
    match Pack::read_and_check(source) {
        Ok((_, problems)) | Err(problems) => problems,
    }
}

#[track_caller]
fn gives(from: &str, to: &str, place: &str, kind: &ProblemKind) {
    let problems = problems_after(from, to);
    let found = problems.iter().any(|problem| problem.place == place && problem.kind == *kind);
    assert!(found, "expected {kind:?} at {place}, found {problems:#?}");
}

#[test]
fn the_linter_finds_rules_that_advise_too_much_or_too_little() {
    use ProblemKind as P;
    let when = "when: When(AtMost(Level(\"GOV-08\"), 1))";
    let with = |condition: &str| format!("when: When({condition})");
    let rule = "rule P9-2";
    gives(when, &with("AtMost(Level(\"GOV-08\"), 4)"), rule, &P::FiresAtBest);
    gives(when, &with("Unanswered(\"GOV-08\")"), rule, &P::FiresUnknown);
    gives(when, &with("Not(AtLeast(Level(\"GOV-08\"), 3))"), rule, &P::FiresWithoutObject);
    let other = with("AtMost(Level(\"GOV-09\"), 1)");
    gives(when, &other, "question GOV-08", &P::GapWithoutRule);
    let never = with("All([AtMost(Level(\"GOV-08\"), 1), AtLeast(Level(\"GOV-08\"), 3)])");
    let problems = problems_after(when, &never);
    assert!(problems.iter().any(|problem| matches!(problem.kind, P::Unreachable(_))));
}

#[test]
fn the_linter_finds_what_rules_name_and_nothing_has() {
    let missing = |what, id: &str| ProblemKind::UnresolvedId(what, id.to_owned());
    let gone = |from: &str, to: &str, place, what, id| gives(from, to, place, &missing(what, id));
    gone("devices: [\"AAP-CEM\"", "devices: [\"NONE\"", "rule P10-3", "device", "NONE");
    gone("networks: [\"UCCN\"", "networks: [\"NONE\"", "rule P5-5", "network", "NONE");
    gone(
        "carriers: [\"universities\"]",
        "carriers: [\"nobody\"]",
        "rule P7-1",
        "carrier",
        "nobody",
    );
    gone("levers: [Tie(\"economy\")]", "levers: [Tie(\"sea\")]", "rule P3-5", "tie", "sea");
    gone(
        "Recommendation, gauges: [\"P9\"]",
        "Recommendation, gauges: [\"P99\"]",
        "rule P9-1",
        "gauge",
        "P99",
    );
    gone("owner: \"european_funds\"", "owner: \"nobody\"", "rule P8-4", "role", "nobody");
    gone("Is(\"tier\", \"state\")", "Is(\"tier\", \"moon\")", "rule C3", "option", "moon");
    let twice = "id: \"CERV-NT\", partners: 3";
    let again = "id: \"1DEC\", tests: [(when: Picked(\"TER-05\", \"waste\"), text: \"x\")]";
    gives(twice, again, "device 1DEC", &ProblemKind::TestedTwice);
    gone("id: \"CERV-NT\", partners", "id: \"NONE\", partners", "device NONE", "device", "NONE");
    gone(
        "of: Yes(\"active\"), countries",
        "of: Yes(\"awake\"), countries",
        "carrier associations",
        "column",
        "awake",
    );
    gone("(\"MOY-05\", \"water\")", "(\"MOY-05\", \"milk\")", "device 1EAU", "option", "milk");
    let quick = "ease: Quick, months: 4";
    gives(quick, "ease: Quick, months: 14", "rule P1-2", &ProblemKind::OutOfRange("months"));
}

/// Every threshold of the method stands in the rules (§ 4.2).
#[test]
fn the_rules_hold_the_thresholds_of_the_method() {
    let at_most = [
        "GOV-01:2", "DIA-04:1", "GOV-02:2", "GOV-05:1", "GOV-07:1", "ODD-02:1", "ODD-06:1",
        "ECO-06:1", "DIA-05:1", "DIA-06:1", "ASS-05:1", "ASS-07:1", "COM-01:1", "COM-02:1",
        "COM-04:1", "COM-07:1", "FOR-01:1", "FOR-02:1", "FOR-03:1", "FOR-04:1", "COM-06:1",
        "FOR-07:1", "MOY-03:2", "MOY-08:1", "GOV-08:1", "GOV-10:1", "PAR-09:1", "GOV-09:1",
        "ESR-05:1", "ECO-07:1", "MOY-09:1",
    ];
    let mut found = BTreeSet::new();
    for rule in &pack().rules {
        let Trigger::When(condition) = &rule.when else { continue };
        condition.walk(&mut |one| {
            if let Condition::AtMost(Quantity::Level(id), bound) = one {
                found.insert(format!("{id}:{bound}"));
            }
        });
    }
    for wanted in at_most {
        assert!(found.contains(wanted), "{wanted} is in no rule: {found:?}");
    }
}
