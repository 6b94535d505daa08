//! Two dates side by side: what moved is said only where it is sure, why, and what breaks.

use std::{collections::BTreeSet, fs, path::Path as FilePath, sync::Arc};

use jiff::civil::{Date, date};
use passerelle::{
    domain::{Answer, Diagnostic, Evidence, Path, Perimeter, Plan, State, Value},
    exchange::compare_json,
    language::Lang,
    questionnaire::{Kind, Pack, PackSource},
    report::compare::{Told, told},
    scoring::{
        Assessment, Break, Cause, Comparison, InputKind, Moved, Number, Taken, Verdict, assess,
        compare,
    },
    storage::{self, Extras},
};
use proptest::prelude::*;

use crate::cli::{done, passerelle, path, refused, rennes};

const EXAMPLE: &str = "templates/examples/valmont.passerelle";

/// A state with its pack and results.
pub(crate) struct Scored {
    pub(crate) pack: Arc<Pack>,
    pub(crate) diagnostic: Diagnostic,
    pub(crate) assessment: Assessment,
}

impl Scored {
    pub(crate) fn of(diagnostic: Diagnostic) -> Self {
        Self::with(Pack::standard().unwrap().clone(), diagnostic)
    }

    fn with(pack: Arc<Pack>, diagnostic: Diagnostic) -> Self {
        let assessment = assess(&pack, &diagnostic);
        Self { pack, diagnostic, assessment }
    }

    pub(crate) fn taken(&self) -> Taken<'_> {
        Taken { pack: &self.pack, diagnostic: &self.diagnostic, assessment: &self.assessment }
    }
}

/// The worked example as it is, without what is frozen in it.
pub(crate) fn valmont() -> Diagnostic {
    let opened = storage::open(FilePath::new(EXAMPLE)).unwrap();
    Diagnostic { frozen: vec![], ..opened.diagnostic }
}

/// The worked example as it would have been a year before.
pub(crate) fn valmont_a_year_before() -> Diagnostic {
    let mut then = valmont();
    then.as_of = date(2025, 6, 30);
    then.plan = Plan::default();
    then.decisions.clear();
    let level = |level| State::Given(Value::Level(level));
    let number = |number| State::Given(Value::Number(number));
    let choice = |id: &str| State::Given(Value::Choice(id.into()));
    let changes = [
        ("COM-01", level(1), "Magazine municipal"),
        (
            "COM-03",
            State::Given(Value::Picks([("magazine".into(), None)].into())),
            "Revue des publications de 2024",
        ),
        ("COM-04", level(1), "Programme de la Fête de l'Europe, mai 2025"),
        ("DIA-05", level(0), "Service de la vie associative"),
        ("ESR-05", State::Unknown, ""),
        ("FOR-05", number(0.0), "Service international"),
        ("GOV-04", choice("councillor"), "Arrêté de délégation de 2024"),
        ("GOV-05", level(1), "Ordres du jour du bureau municipal"),
        ("MOY-01", number(72_000.0), "Compte financier unique 2024"),
        ("MOY-04", number(1.0), "Tableau des effectifs"),
        ("MOY-07", State::Unknown, ""),
        ("ODD-07", level(1), "Notes de retour de mission 2023-2025"),
    ];
    for (id, state, source) in changes {
        let answer = then.answers.get_mut(id).unwrap();
        let known = state.is_answered();
        *answer = Answer {
            state,
            year: known.then_some(if id == "MOY-01" { 2024 } else { 2025 }),
            source: source.to_owned(),
            evidence: answer.evidence.filter(|_| known),
            comment: String::new(),
            includes: BTreeSet::new(),
            ..answer.clone()
        };
    }
    for answer in then.answers.values_mut() {
        // What was known in 2025 is not of 2026.
        if answer.year == Some(2026) {
            answer.year = Some(2025);
        }
        answer.source = answer.source.replace("2026", "2025");
        answer.comment = String::new();
    }
    for table in then.tables.values_mut() {
        let table = Arc::make_mut(table);
        let columns = ["year", "source", "note"].map(|id| table.column(id));
        for row in &mut table.rows {
            let row = Arc::make_mut(row);
            for column in columns.into_iter().flatten() {
                use passerelle::domain::Cell;
                let cell = match row.cell(column) {
                    Cell::Number(year) if (*year - 2026.0).abs() < 0.5 => Cell::Number(2025.0),
                    Cell::Text(text) if Some(column) == columns[2] => Cell::text(&text[..0]),
                    Cell::Text(text) => Cell::text(&text.replace("2026", "2025")),
                    other => other.clone(),
                };
                row.set(column, cell);
            }
        }
    }
    let partnerships = Arc::make_mut(then.tables.get_mut("T5").unwrap());
    let last = "last_activity".into();
    assert!(partnerships.set_cell(2, &last, passerelle::domain::Cell::text("2025-05")));
    let networks = Arc::make_mut(then.tables.get_mut("T4").unwrap());
    networks.rows.retain(|row| row.id != 12);
    then
}

fn both(old: &Scored, new: &Scored) -> Comparison {
    compare(old.taken(), new.taken())
}

fn find<'a>(all: &'a [Moved], what: &Number) -> &'a Moved {
    all.iter().find(|one| one.what == *what).unwrap_or_else(|| panic!("no {what:?}"))
}

fn block(id: &str) -> Number {
    Number::Block(id.into())
}

fn words(comparison: &Comparison, old: &Scored, new: &Scored) -> Told {
    told(comparison, old.taken(), new.taken(), Lang::Fr)
}

#[test]
fn a_state_compared_with_itself_differs_in_nothing() {
    for diagnostic in [valmont(), valmont_a_year_before()] {
        let state = Scored::of(diagnostic);
        let found = both(&state, &state);
        assert!(found.is_empty(), "{:?}", found.inputs);
        assert_eq!((found.breaks.len(), found.comparable.share()), (0, 1.0));
        let told = words(&found, &state, &state);
        assert!(told.inputs.is_empty() && told.breaks.is_empty() && !told.has_moved());
    }
}

#[test]
fn a_year_of_the_worked_example_moves_what_is_sure_and_no_more() {
    let (old, new) = (Scored::of(valmont_a_year_before()), Scored::of(valmont()));
    let found = both(&old, &new);
    assert!(found.breaks.is_empty(), "{:?}", found.breaks);
    let gov = find(&found.blocks, &block("GOV"));
    assert_eq!(gov.verdict, Verdict::Within, "GOV still holds unknown answers: {gov:?}");
    assert!(gov.questions.iter().any(|id| *id == "GOV-04"), "{gov:?}");
    assert!(gov.causes.contains(&Cause::Answers));
    let com = find(&found.blocks, &block("COM"));
    assert_eq!(com.verdict, Verdict::Up, "{com:?}");
    let told = words(&found, &old, &new);
    assert!(told.has_moved());
    assert_eq!(told.dates, Lang::Fr.compare_dates("30 juin 2025", "30 juin 2026"));
    for group in &told.groups {
        for row in &group.rows {
            assert_eq!(row.because.is_empty(), row.verdict == Verdict::Same, "{row:?}");
        }
    }
}

#[test]
fn time_alone_is_told_from_answers_and_rows() {
    let old = Scored::of(valmont());
    let later = Diagnostic { as_of: date(2029, 6, 30), ..valmont() };
    let found = both(&old, &Scored::of(later));
    let kinds: Vec<_> = found.inputs.iter().map(|input| input.kind).collect();
    assert_eq!(kinds, [InputKind::Date]);
    assert!(!found.aged.is_empty(), "answers have grown old in three years");
    let lists = [&found.questions, &found.blocks, &found.levels, &found.gauges, &found.ties];
    let differing: Vec<_> =
        lists.into_iter().flatten().filter(|one| one.verdict.differs()).collect();
    assert!(!differing.is_empty());
    for one in differing {
        assert_eq!(one.causes, [Cause::Time], "{one:?}");
    }
}

#[test]
fn a_row_added_is_a_row_and_moves_its_country() {
    let old = Scored::of(valmont_a_year_before());
    let mut now = valmont_a_year_before();
    let table = Arc::make_mut(now.tables.get_mut("T5").unwrap());
    table.rows.retain(|row| row.id != 2);
    let new = Scored::of(now);
    let found = both(&old, &new);
    assert!(found.inputs.iter().all(|input| input.kind == InputKind::Row), "{:?}", found.inputs);
    let germany = found.countries.iter().find(|c| c.country.as_str() == "DE").unwrap();
    assert_eq!(germany.causes, [Cause::Rows]);
    assert_eq!(germany.verdict, Verdict::Other, "{germany:?}");
    assert_eq!(germany.partnership.verdict, Verdict::Down);
}

#[test]
fn another_area_is_a_break_and_what_rests_on_it_is_not_judged() {
    let old = Scored::of(valmont());
    let mut now = valmont();
    let answer = now.answers.get_mut("DIA-01").unwrap();
    answer.state = State::Given(Value::Number(14.0));
    answer.perimeter = Some(Perimeter::Epci);
    let new = Scored::of(now);
    let found = both(&old, &new);
    assert_eq!(found.breaks, [Break::Area("DIA-01".into())]);
    assert_eq!(found.inputs[0].kind, InputKind::Area);
    let question = find(&found.questions, &Number::Question("DIA-01".into()));
    assert_eq!(question.verdict, Verdict::Broken);
    let broken = |all: &[Moved]| all.iter().any(|one| one.verdict == Verdict::Broken);
    assert!(broken(&found.blocks) && broken(&found.ties));
    assert!(!found.blocks.iter().any(|one| one.verdict.has_moved()));
    let told = words(&found, &old, &new);
    assert!(told.breaks[0].text.contains("périmètre"), "{:?}", told.breaks);
}

#[test]
fn another_territory_path_or_pack_keeps_everything_from_being_judged() {
    let old = Scored::of(valmont_a_year_before());
    let mut elsewhere = valmont();
    elsewhere.territory.name = "Aubeville".into();
    let quick = Diagnostic { path: Path::Quick, ..valmont() };
    let mut foreign = valmont();
    foreign.pack.id = "another.grid".into();
    for (new, expected) in
        [(elsewhere, Break::Territory), (quick, Break::Path), (foreign, Break::OtherPack)]
    {
        let new = Scored::of(new);
        let found = both(&old, &new);
        assert!(found.breaks.contains(&expected), "{:?}", found.breaks);
        let lists = [&found.questions, &found.blocks, &found.levels, &found.gauges, &found.ties];
        assert!(!lists.into_iter().flatten().any(|one| one.verdict.has_moved()));
        assert!(!words(&found, &old, &new).has_moved());
    }
}

/// The standard pack with one change in one of its files.
pub(crate) fn changed_pack(from: &str, to: &str) -> Arc<Pack> {
    let joined = Pack::standard_source().joined();
    assert!(joined.contains(from), "the standard pack has no `{from}`");
    let source = PackSource::split(&joined.replacen(from, to, 1)).unwrap();
    Arc::new(Pack::read(source).unwrap())
}

#[test]
fn a_changed_pack_is_said_with_its_share_and_breaks_only_what_it_touches() {
    let old = Scored::of(valmont_a_year_before());
    let pack = changed_pack(
        r#"id: "COM-01", dimension: "COM", part: Action, block: "COM", weight: 3"#,
        r#"id: "COM-01", dimension: "COM", part: Action, block: "COM", weight: 2"#,
    );
    let stamp = storage::stamp(&pack);
    let new = Scored::with(pack, Diagnostic { pack: stamp, ..valmont() });
    let found = both(&old, &new);
    let Some(Break::Pack { reworded, changed }) = found.breaks.first() else {
        panic!("{:?}", found.breaks)
    };
    assert!(reworded.is_empty());
    assert_eq!(*changed, ["COM-01"]);
    assert_eq!(found.comparable.of - found.comparable.same, 1);
    assert_eq!(find(&found.blocks, &block("COM")).verdict, Verdict::Broken);
    assert_ne!(find(&found.blocks, &block("GOV")).verdict, Verdict::Broken);
    let told = words(&found, &old, &new);
    assert!(told.breaks[0].text.contains("Information des habitants"), "{:?}", told.breaks);
    assert!(told.breaks[0].text.contains('%'), "the share is said: {:?}", told.breaks);
}

#[test]
fn small_counts_and_private_remarks_stay_out() {
    let old = Scored::of(valmont());
    let mut now = valmont();
    now.answers.get_mut("GOV-01").unwrap().note = "à taire absolument".into();
    let table = Arc::make_mut(now.tables.get_mut("T1").unwrap());
    assert!(table.set_cell(6, &"count".into(), passerelle::domain::Cell::Number(7.0)));
    let new = Scored::of(now);
    let found = both(&old, &new);
    let json = compare_json(&found, old.taken(), new.taken()).unwrap();
    assert!(!json.contains("à taire"));
    assert!(json.contains("\"masked\": true") && !json.contains("\"to\": \"7\""), "{json}");
    let said = format!("{:?}", words(&found, &old, &new));
    assert!(!said.contains("à taire"));
    assert!(said.contains(&Lang::Fr.words_masked("11")), "{said}");
}

/// A few edits of the worked example.
#[derive(Clone, Debug)]
enum Tweak {
    Level(usize, u8),
    Unknown(usize),
    Blank(usize),
    Area(usize),
    Proof(usize),
    DropRow(usize, usize),
    Day(Date),
    Quick,
}

fn arb_tweaks() -> impl Strategy<Value = Vec<Tweak>> {
    let one = prop_oneof![
        4 => (0..200_usize, 0..5_u8).prop_map(|(at, level)| Tweak::Level(at, level)),
        2 => (0..200_usize).prop_map(Tweak::Unknown),
        1 => (0..200_usize).prop_map(Tweak::Blank),
        1 => (0..200_usize).prop_map(Tweak::Area),
        1 => (0..200_usize).prop_map(Tweak::Proof),
        2 => (0..7_usize, 0..15_usize).prop_map(|(table, row)| Tweak::DropRow(table, row)),
        1 => (2023..2030_i16, 1..13_i8).prop_map(|(year, month)| Tweak::Day(date(year, month, 1))),
        1 => Just(Tweak::Quick),
    ];
    prop::collection::vec(one, 0..6)
}

fn tweaked(tweaks: &[Tweak]) -> Scored {
    let pack = Pack::standard().unwrap();
    let mut diagnostic = valmont();
    let scales: Vec<_> =
        pack.questions.iter().filter(|q| matches!(q.kind, Kind::Scale(_))).collect();
    for tweak in tweaks {
        let id = |at: &usize| scales[at % scales.len()].id.clone();
        let mut change = |at: &usize, change: &dyn Fn(&mut Answer)| {
            change(diagnostic.answers.entry(id(at)).or_default());
        };
        match tweak {
            Tweak::Level(at, level) => {
                change(at, &|a| a.state = State::Given(Value::Level(*level)));
            }
            Tweak::Unknown(at) => change(at, &|a| a.state = State::Unknown),
            Tweak::Area(at) => change(at, &|a| a.perimeter = Some(Perimeter::Region)),
            Tweak::Proof(at) => change(at, &|a| a.evidence = Some(Evidence::E0)),
            Tweak::Blank(at) => drop(diagnostic.answers.remove(&id(at))),
            Tweak::DropRow(table, row) => {
                let at = table % diagnostic.tables.len();
                let table = diagnostic.tables.values_mut().nth(at).unwrap();
                let table = Arc::make_mut(table);
                if !table.rows.is_empty() {
                    table.rows.remove(row % table.rows.len());
                }
            }
            Tweak::Day(day) => diagnostic.as_of = *day,
            Tweak::Quick => diagnostic.path = Path::Quick,
        }
    }
    Scored::of(diagnostic)
}

fn all_of(found: &Comparison) -> Vec<&Moved> {
    let lists = [&found.questions, &found.blocks, &found.levels, &found.gauges, &found.ties];
    let countries = found.countries.iter().flat_map(|c| [&c.roots, &c.partnership]);
    lists.into_iter().flatten().chain(countries).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn exchanging_the_states_gives_the_same_comparison_the_other_way_round(
        a in arb_tweaks(), b in arb_tweaks()
    ) {
        let (a, b) = (tweaked(&a), tweaked(&b));
        let (there, back) = (both(&a, &b), both(&b, &a));
        prop_assert_eq!(there.is_empty(), back.is_empty());
        prop_assert_eq!(&there.breaks, &back.breaks);
        prop_assert_eq!(there.comparable, back.comparable);
        prop_assert_eq!(&there.aged, &back.refreshed);
        prop_assert_eq!(&there.refreshed, &back.aged);
        prop_assert_eq!(there.inputs.len(), back.inputs.len());
        for (one, other) in there.inputs.iter().zip(&back.inputs) {
            prop_assert_eq!((one.kind, &one.target), (other.kind, &other.target));
            let swapped = one.sides.iter().map(|side| (&side.to, &side.from));
            prop_assert!(swapped.eq(other.sides.iter().map(|side| (&side.from, &side.to))));
        }
        for (one, other) in all_of(&there).into_iter().zip(all_of(&back)) {
            prop_assert_eq!(&one.what, &other.what);
            prop_assert_eq!((one.old, one.new), (other.new, other.old));
            prop_assert_eq!(one.verdict, other.verdict.reversed());
            prop_assert_eq!(&one.causes, &other.causes);
        }
    }

    #[test]
    fn nothing_is_said_to_move_while_the_intervals_meet(a in arb_tweaks(), b in arb_tweaks()) {
        let (a, b) = (tweaked(&a), tweaked(&b));
        for one in all_of(&both(&a, &b)) {
            if let (Some(old), Some(new)) = (one.old, one.new) {
                let meet = old.low <= new.high && new.low <= old.high;
                prop_assert!(!(meet && one.verdict.has_moved()), "{:?}", one);
                prop_assert_eq!(one.verdict.differs(), !one.causes.is_empty());
            }
        }
    }

    #[test]
    fn a_state_equals_itself_whatever_it_holds(a in arb_tweaks()) {
        let a = tweaked(&a);
        prop_assert!(both(&a, &a).is_empty());
    }
}

// The command line.

/// A folder with the worked example a year before and now.
fn two_files() -> (tempfile::TempDir, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (path(&folder, "2025.passerelle"), path(&folder, "2026.passerelle"));
    fs::write(&old, storage::write(&valmont_a_year_before(), &Extras::default())).unwrap();
    fs::write(&new, storage::write(&valmont(), &Extras::default())).unwrap();
    (folder, old, new)
}

#[test]
fn two_files_are_compared_in_words_and_the_same_each_time() {
    let (_folder, old, new) = two_files();
    let said = done(&["compare", &old, &new]);
    for words in [
        "Valmont · Du 30 juin 2025 au 30 juin 2026",
        "exemple fictif",
        "a progressé",
        "dans l’incertitude",
        "En cause",
        "Réponses changées",
        "GOV-04",
    ] {
        assert!(said.contains(words), "no `{words}` in:\n{said}");
    }
    assert_eq!(said, done(&["compare", &old, &new]));
    let json = done(&["compare", &old, &new, "--format", "json"]);
    assert_eq!(json, done(&["compare", &old, &new, "--format", "json"]));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["schema"], "passerelle-compare/1");
    assert_eq!(value["old"]["as_of"], "2025-06-30");
    assert_eq!(value["comparable"]["share"], 1.0);
    let com = value["blocks"].as_array().unwrap().iter().find(|one| one["id"] == "COM").unwrap();
    assert_eq!(com["verdict"], "up");
    let english = done(&["compare", &old, &new, "--lang", "en"]);
    assert!(english.contains("has risen") && english.contains("From "), "{english}");
}

/// The names of all fields, however deep.
fn keys(value: &serde_json::Value, out: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                out.insert(key.clone());
                keys(value, out);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, out)),
        _ => {}
    }
}

#[test]
fn every_field_of_the_json_is_in_its_guide() {
    let (_folder, old, new) = two_files();
    let json = done(&["compare", &old, &new, "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let guide = fs::read_to_string("docs/compare-json.md").unwrap();
    let mut found = BTreeSet::new();
    keys(&value, &mut found);
    for key in found {
        assert!(guide.contains(&format!("`{key}`")), "docs/compare-json.md does not tell `{key}`");
    }
}

#[test]
fn a_state_is_frozen_and_compared_from_a_terminal() {
    let (_folder, file) = rennes();
    let said = done(&["freeze", &file, "--name", "Avant l'été"]);
    assert!(said.contains("Avant l'été") || said.contains("Avant l’été"), "{said}");
    let told = done(&["compare", &file, "--frozen", "Avant l'été"]);
    assert!(told.contains("Les deux états disent la même chose"), "{told}");
    assert_eq!(told, done(&["compare", &file, "--frozen", "1"]));
}

#[test]
fn what_cannot_be_compared_is_refused_with_what_to_do() {
    let (folder, old, _) = two_files();
    refused(folder.path(), &["compare", &old], &["--frozen"]);
    refused(folder.path(), &["compare", &old, "--frozen", "2019"], &["2019", "aucun état figé"]);
    let none = path(&folder, "none.passerelle");
    refused(folder.path(), &["compare", &none, &old], &["none.passerelle"]);
    refused(folder.path(), &["compare", &old, &none], &["none.passerelle"]);
    refused(folder.path(), &["freeze", &old, "--name", " "], &["--name"]);
    assert_eq!(passerelle(&["compare"]).code, 2);
}
