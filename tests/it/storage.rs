//! Documents on disk: what is saved comes back, whatever is damaged is refused, nothing is lost.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use passerelle::{
    domain::{
        Action, ActionField, Ambition, Answer, AuthorityKind, Cell, Change, ChangeKey,
        Confidentiality, Cost, CountryCode, Cover, Coverage, Decision, Diagnostic, Evidence,
        Exploration, Frozen, Funder, Funding, FundingStatus, Month, Named, Owner, PackStamp,
        Path as Route, Perimeter, Plan, PlanField, PointChoice, PointId, Resolution,
        ResolutionField, Row, Stage, State, Status, Table, Target, Territory, Value, Voice, Weight,
    },
    language::Lang,
    questionnaire::Pack,
    storage::{
        Access, Extras, FaultReason, OpenProblem, ReadOnlyReason, SIZE_LIMIT, SaveProblem, open,
        read, save, stamp, write,
    },
};
use proptest::{collection, option, prelude::*};

/// A file of format 1 as a text editor could have left it, with fields of a later version.
const V1: &str = include_str!("fixtures/v1.passerelle");

fn arb_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        (-1_000_000_i32..1_000_000).prop_map(f64::from),
        proptest::num::f64::NORMAL | proptest::num::f64::ZERO,
    ]
}

fn arb_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z0-9_.-]{0,6}", "[A-Z]{3}-[0-9]{2}", any::<String>()]
}

fn arb_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<u8>().prop_map(Value::Level),
        arb_text().prop_map(|id| Value::Choice(id.into())),
        collection::btree_map(arb_text().prop_map_into(), option::of(arb_number()), 0..4)
            .prop_map(Value::Picks),
        arb_number().prop_map(Value::Number),
        collection::btree_map(arb_text().prop_map_into(), arb_number(), 0..4)
            .prop_map(Value::Parts),
    ]
}

fn arb_state() -> impl Strategy<Value = State> {
    prop_oneof![
        Just(State::NotAsked),
        arb_value().prop_map(State::Given),
        (arb_value(), arb_value()).prop_map(|(low, high)| State::Between(low, high)),
        Just(State::Unknown),
        arb_text().prop_map(|reason| State::NotApplicable { reason }),
    ]
}

fn arb_voice() -> impl Strategy<Value = Voice> {
    let evidence = option::of(prop::sample::select(Evidence::ALL.to_vec()));
    let day = option::of((1_i8..28).prop_map(|day| jiff::civil::date(2026, 11, day)));
    let role = option::of(arb_text().prop_map_into());
    (arb_state(), role, day, any::<Option<i16>>(), arb_text(), evidence).prop_map(
        |(state, role, day, year, source, evidence)| Voice {
            state,
            role,
            day,
            year,
            source,
            evidence,
            ..Voice::default()
        },
    )
}

fn arb_answer() -> impl Strategy<Value = Answer> {
    let perimeter = option::of(prop::sample::select(Perimeter::ALL.to_vec()));
    let evidence = option::of(prop::sample::select(Evidence::ALL.to_vec()));
    let role = option::of(arb_text().prop_map_into());
    let texts = (arb_text(), arb_text(), arb_text());
    let includes = collection::btree_set(arb_text().prop_map_into(), 0..3);
    let voices = (collection::vec(arb_voice(), 0..3), any::<bool>());
    let rest = (any::<bool>(), includes, voices);
    (arb_state(), any::<Option<i16>>(), perimeter, evidence, role, texts, rest).prop_map(
        |(state, year, perimeter, evidence, role, texts, rest)| {
            let (review, includes, (voices, decided)) = rest;
            let (source, comment, note) = texts;
            Answer {
                state,
                year,
                perimeter,
                source,
                evidence,
                role,
                comment,
                note,
                review,
                includes,
                voices,
                decided,
            }
        },
    )
}

fn arb_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        Just(Cell::Unknown),
        any::<bool>().prop_map(Cell::Flag),
        arb_number().prop_map(Cell::Number),
        (arb_number(), arb_number()).prop_map(|(low, high)| Cell::Range(low, high)),
        arb_text().prop_map(|text| Cell::Text(text.into())),
        collection::vec(arb_text().prop_map_into(), 0..4).prop_map(Cell::List),
    ]
}

fn arb_table() -> impl Strategy<Value = Arc<Table>> {
    let coverage = || prop::sample::select(Coverage::ALL.to_vec());
    let rows = collection::btree_map(any::<u32>(), collection::vec(arb_cell(), 0..5), 0..5);
    let channels = collection::btree_map(arb_text().prop_map_into(), coverage(), 0..3);
    let columns = collection::vec(arb_text().prop_map_into(), 0..5);
    (columns, rows.prop_shuffle_rows(), option::of(coverage()), channels).prop_map(
        |(columns, rows, coverage, channel_coverage)| {
            Arc::new(Table { columns, rows, coverage, channel_coverage })
        },
    )
}

/// Rows in any order, their ids unique.
trait ShuffleRows: Strategy<Value = BTreeMap<u32, Vec<Cell>>> + Sized {
    fn prop_shuffle_rows(self) -> impl Strategy<Value = Vec<Arc<Row>>> {
        self.prop_map(|rows| rows.into_iter().collect::<Vec<_>>()).prop_shuffle().prop_map(|rows| {
            rows.into_iter().map(|(id, cells)| Arc::new(Row { id, cells })).collect()
        })
    }
}

impl<S: Strategy<Value = BTreeMap<u32, Vec<Cell>>>> ShuffleRows for S {}

fn arb_target() -> impl Strategy<Value = Target> {
    let id = arb_text;
    prop_oneof![
        id().prop_map(Target::Profile),
        id().prop_map(|id| Target::Answer(id.into())),
        (id(), any::<u32>(), id()).prop_map(|(t, row, c)| Target::Cell(t.into(), row, c.into())),
        (id(), any::<u32>()).prop_map(|(t, row)| Target::Row(t.into(), row)),
        id().prop_map(|id| Target::Rows(id.into())),
        id().prop_map(|id| Target::Coverage(id.into())),
        id().prop_map(|id| Target::Ambition(id.into())),
        any::<u32>().prop_map(Target::Action),
        (any::<u32>(), prop::sample::select(ActionField::ALL.to_vec()))
            .prop_map(|(id, field)| Target::ActionField(id, field)),
        prop::sample::select(PlanField::ALL.to_vec()).prop_map(Target::Plan),
        id().prop_map(|id| Target::Dismissed(id.into())),
        (any::<u32>(), prop::sample::select(ResolutionField::ALL.to_vec()))
            .prop_map(|(row, field)| Target::Decision(row, field)),
    ]
}

fn arb_day() -> impl Strategy<Value = jiff::civil::Date> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

fn arb_territory() -> impl Strategy<Value = Territory> {
    let named =
        || option::of((arb_text(), arb_text()).prop_map(|(code, name)| Named { code, name }));
    let kind = option::of(prop::sample::select(AuthorityKind::ALL.to_vec()));
    (arb_text(), arb_text(), kind, named(), named(), named(), named()).prop_map(
        |(name, code, kind, epci, ept, departement, region)| Territory {
            name,
            code,
            kind,
            epci,
            ept,
            departement,
            region,
        },
    )
}

fn arb_change() -> impl Strategy<Value = (ChangeKey, Change)> {
    let key = (arb_day(), arb_target()).prop_map(|(day, target)| ChangeKey { day, target });
    let role = option::of(arb_text().prop_map_into());
    (key, (arb_text(), arb_text(), role).prop_map(|(from, to, role)| Change { from, to, role }))
}

fn arb_month() -> impl Strategy<Value = Option<Month>> {
    option::of(
        (1_000_i16..=9_999, 1_i8..=12).prop_map(|(year, month)| Month::new(year, month).unwrap()),
    )
}

fn arb_funding() -> impl Strategy<Value = Vec<Funding>> {
    let funder = prop_oneof![
        Just(Funder::Own),
        arb_text().prop_map(|id| Funder::Device(id.into())),
        arb_text().prop_map(Funder::Other),
    ];
    let status = prop::sample::select(FundingStatus::ALL.to_vec());
    let lines = (funder, option::of(arb_number()), status);
    collection::btree_map(any::<u32>(), lines, 0..3).prop_map(|lines| {
        let line = |(id, (funder, amount, status))| Funding { id, funder, amount, status };
        lines.into_iter().map(line).collect()
    })
}

fn arb_action() -> impl Strategy<Value = Action> {
    let owner = prop_oneof![
        arb_text().prop_map(|id| Owner::Role(id.into())),
        "[a-z]{1,9}".prop_map(Owner::Function),
    ];
    let cost = prop_oneof![
        arb_number().prop_map(Cost::Total),
        collection::btree_map(any::<i16>(), arb_number(), 0..3).prop_map(Cost::ByYear),
    ];
    let stage = prop::sample::select(Stage::ALL.to_vec());
    let texts = (arb_text(), arb_text(), arb_text(), arb_text(), arb_text());
    let rule = (option::of(arb_text().prop_map_into()), option::of("[A-Z]{2}"));
    let months = (arb_month(), arb_month());
    (rule, option::of(owner), months, option::of(cost), arb_funding(), stage, texts).prop_map(
        |((rule, country), owner, (start, end), cost, funding, stage, texts)| {
            let (title, indicator, baseline, target, comment) = texts;
            Action {
                id: 0,
                rule,
                country: country.as_deref().and_then(CountryCode::parse),
                title,
                owner,
                start,
                end,
                cost,
                funding,
                stage,
                indicator,
                baseline,
                target,
                comment,
            }
        },
    )
}

fn arb_plan() -> impl Strategy<Value = Plan> {
    let actions = collection::btree_map(any::<u32>(), arb_action(), 0..4);
    let actions = actions.prop_map(|all| {
        all.into_iter().map(|(id, action)| Action { id, ..action }).collect::<Vec<_>>()
    });
    let dismissed = collection::btree_map(arb_text().prop_map_into(), arb_text(), 0..3);
    (arb_month(), arb_month(), actions.prop_shuffle(), dismissed)
        .prop_map(|(from, until, actions, dismissed)| Plan { from, until, actions, dismissed })
}

fn arb_points() -> impl Strategy<Value = BTreeMap<PointId, PointChoice>> {
    let choice = prop_oneof![
        Just(PointChoice::Kept),
        Just(PointChoice::Dropped),
        (arb_text(), arb_text()).prop_map(|(text, basis)| PointChoice::Reworded { text, basis }),
    ];
    collection::btree_map("[a-z]{1,6}".prop_map(PointId::from), choice, 0..3)
}

fn arb_decisions() -> impl Strategy<Value = BTreeMap<u32, Resolution>> {
    let choice = option::of(prop::sample::select(Decision::ALL.to_vec()));
    let resolution = (choice, arb_text(), option::of(arb_day()))
        .prop_map(|(choice, comment, vote)| Resolution { choice, comment, vote });
    collection::btree_map(any::<u32>(), resolution, 0..3)
}

fn arb_exploration() -> impl Strategy<Value = Exploration> {
    let weight = (0.0..9.0).prop_map(|weight| Weight::new(weight).unwrap());
    let weights = collection::btree_map(arb_text().prop_map_into(), weight, 0..3);
    (arb_day(), arb_text(), weights).prop_map(|(day, profile, weights)| Exploration {
        day,
        profile,
        weights,
        role: None,
    })
}

/// Frozen states of the present pack, or of one of two others that share a text.
fn arb_frozen() -> impl Strategy<Value = Vec<Arc<Frozen>>> {
    let other = |version: String| PackStamp {
        id: "other".into(),
        version,
        hash: "ab".into(),
        text: "folded".into(),
    };
    let pack = prop_oneof![
        Just(standard_stamp()),
        prop::sample::select(vec!["1".to_owned(), "2".to_owned()]).prop_map(other),
    ];
    let one = (arb_text(), arb_day(), arb_day(), pack, arb_text(), arb_text());
    collection::btree_map(any::<u32>(), one, 0..4).prop_map(|all| {
        let state = |(id, (name, day, as_of, pack, hash, content))| {
            let (hash, content) = (String::into(hash), String::into(content));
            Arc::new(Frozen { id, name, day, as_of, pack, hash, content })
        };
        all.into_iter().map(state).collect()
    })
}

fn arb_cover() -> impl Strategy<Value = Cover> {
    let status = option::of(prop::sample::select(Status::ALL.to_vec()));
    let degree = option::of(prop::sample::select(Confidentiality::ALL.to_vec()));
    let texts = (arb_text(), arb_text(), arb_text(), arb_text());
    (texts, option::of(arb_day()), status, degree).prop_map(
        |((title, subtitle, issuer, version), date, status, confidentiality)| Cover {
            title,
            subtitle,
            issuer,
            date,
            version,
            status,
            confidentiality,
        },
    )
}

fn arb_diagnostic() -> impl Strategy<Value = Diagnostic> {
    let ambition = (any::<u8>(), any::<Option<i16>>());
    let ambition = ambition.prop_map(|(level, year)| Ambition { level, year });
    (
        arb_territory(),
        arb_day(),
        prop::sample::select(vec![Route::Quick, Route::Full]),
        any::<bool>(),
        collection::btree_map(arb_text().prop_map_into(), arb_answer(), 0..6),
        collection::btree_map(arb_text().prop_map_into(), arb_table(), 0..3),
        collection::btree_map(arb_text().prop_map_into(), ambition, 0..3),
        (
            (arb_plan(), arb_cover()),
            arb_decisions(),
            collection::vec(arb_exploration(), 0..3),
            (arb_frozen(), arb_points()),
        ),
        collection::btree_map(arb_change().prop_map(|(key, _)| key), arb_change(), 0..4),
    )
        .prop_map(
            |(territory, as_of, path, fictional, answers, tables, ambitions, decided, changes)| {
                let journal = changes.into_iter().map(|(key, (_, change))| (key, change)).collect();
                let pack = standard_stamp();
                let ((plan, cover), decisions, explorations, (frozen, points)) = decided;
                Diagnostic {
                    territory,
                    as_of,
                    pack,
                    path,
                    fictional,
                    answers,
                    tables,
                    ambitions,
                    plan,
                    decisions,
                    explorations,
                    cover,
                    frozen,
                    points,
                    journal,
                }
            },
        )
}

fn standard_stamp() -> PackStamp {
    stamp(Pack::standard().unwrap())
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_and_written_the_same(diagnostic in arb_diagnostic()) {
        let text = write(&diagnostic, &Extras::default());
        let opened = read(text.as_bytes()).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
        prop_assert_eq!(&opened.diagnostic, &diagnostic);
        prop_assert!(opened.extras.is_empty());
        prop_assert_eq!(write(&opened.diagnostic, &opened.extras), text);
    }

    #[test]
    fn any_bytes_are_read_or_refused_with_a_sentence(bytes in collection::vec(any::<u8>(), 0..300)) {
        let error = read(&bytes).unwrap_err();
        prop_assert!(error.sentence(Lang::Fr).ends_with('.'));
    }

    #[test]
    fn flipped_bytes_never_panic(at in 0..V1.len(), byte in any::<u8>()) {
        let mut bytes = V1.as_bytes().to_vec();
        bytes[at] = byte;
        if let Err(error) = read(&bytes) {
            prop_assert!(error.sentence(Lang::Fr).ends_with('.'), "{}", error);
        }
    }
}

#[test]
fn the_first_format_opens_forever() {
    let opened = read(V1.as_bytes()).unwrap();
    let document = &opened.diagnostic;
    assert_eq!(opened.access, Access::ReadWrite);
    assert_eq!(document.territory.name, "Valmont-sur-Mer");
    assert_eq!(document.answer("GOV-01").unwrap().state, State::Given(Value::Level(2)));
    let number = Value::Number(12.5);
    let range = State::Between(Value::Number(10.0), number);
    assert_eq!(document.answer("MOY-02").unwrap().state, range);
    assert_eq!(document.answer("MOY-03").unwrap().state, State::Unknown);
    let reason = "La commune n'a pas d'université.".to_owned();
    assert_eq!(document.answer("ETU-01").unwrap().state, State::NotApplicable { reason });
    let table = document.table("T5").unwrap();
    assert_eq!(table.rows[1].cell(1), &Cell::Unknown);
    assert_eq!(table.rows[0].cell(3), &Cell::Range(10.0, 60.0));
    assert_eq!(document.journal.len(), 2);
}

#[test]
fn fields_of_a_later_version_survive_a_save_where_they_stood() {
    let opened = read(V1.as_bytes()).unwrap();
    let text = write(&opened.diagnostic, &opened.extras);
    for kept in [
        "mood: Cheerful(level: 3)",
        "approved_by: [\"conseil municipal\", None]",
        "sealed: true",
        "population: 31_250",
        "frozen: {\"2025\": (score: 0.5)}",
    ] {
        assert!(text.contains(kept), "`{kept}` is lost in\n{text}");
    }
    let again = read(text.as_bytes()).unwrap();
    assert_eq!(again.extras, opened.extras);
    assert_eq!(again.diagnostic, opened.diagnostic);
    assert_eq!(write(&again.diagnostic, &again.extras), text);
}

#[test]
fn a_document_cut_after_any_line_is_refused_with_the_place() {
    let text = write(&read(V1.as_bytes()).unwrap().diagnostic, &Extras::default());
    let lines = text.lines().count();
    for kept in 2..lines {
        let cut: String = text.lines().take(kept).flat_map(|line| [line, "\n"]).collect();
        let OpenProblem::Damaged(fault) = read(cut.as_bytes()).unwrap_err().problem else {
            panic!("{kept} lines of {lines} were taken for something else");
        };
        assert_eq!(fault.reason, FaultReason::Truncated, "after line {kept}");
        assert!(kept <= fault.line, "after line {kept}: {fault:?}");
    }
}

/// Checks that replacing a piece of the fixture gives this fault on this line.
#[track_caller]
fn faulty(from: &str, to: &str, reason: &FaultReason) {
    assert!(V1.contains(from), "the fixture has no `{from}`");
    let line = V1[..V1.find(from).unwrap()].matches('\n').count() + 1;
    let problem = read(V1.replacen(from, to, 1).as_bytes()).unwrap_err().problem;
    let OpenProblem::Damaged(fault) = problem else { panic!("{problem:?}") };
    assert_eq!((&fault.reason, fault.line), (reason, line), "{}", fault.sentence(Lang::Fr));
}

#[test]
fn each_fault_is_told_with_its_line() {
    use FaultReason as R;
    faulty("2026-11-23\"", "2026-13-45\"", &R::Value("2026-13-45".into()));
    faulty("path: \"full\"", "path: \"long\"", &R::Value("long".into()));
    faulty("Level(2)", "Niveau(2)", &R::Value("Niveau".into()));
    faulty("\"MOY-03\"", "\"MOY-02\"", &R::Twice("MOY-02".into()));
    faulty("fictional: true", "fictional: true, fictional: false", &R::Twice("fictional".into()));
    faulty("evidence: \"E2\",", "evidence: \"E2\" ", &R::Punctuation);
}

#[test]
fn each_kind_of_wrong_file_gets_its_own_sentence() {
    let problem = |bytes: &[u8]| read(bytes).unwrap_err().problem;
    assert_eq!(problem(b""), OpenProblem::Empty);
    assert_eq!(problem(b"\xef\xbb\xbf \n"), OpenProblem::Empty);
    assert_eq!(problem(b"PK\x03\x04\0\0"), OpenProblem::Binary);
    let latin1: Vec<u8> = V1.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    assert!(matches!(problem(&latin1), OpenProblem::NotUtf8 { line } if 1 < line));
    assert_eq!(problem("id;état;valeur\n".as_bytes()), OpenProblem::NotADocument);
    let without_date = V1.replacen("as_of", "as_off", 1);
    let OpenProblem::Damaged(fault) = problem(without_date.as_bytes()) else { panic!() };
    assert_eq!(fault.reason, FaultReason::Missing("as_of".into()));
    let foreign = V1.replacen("passerelle.internationalisation", "someone.else", 1);
    assert!(matches!(problem(foreign.as_bytes()), OpenProblem::UnknownPack(..)));
}

#[test]
fn what_editors_do_to_line_ends_does_not_matter() {
    let opened = read(V1.as_bytes()).unwrap();
    let windows = format!("\u{feff}{}", V1.replace('\n', "\r\n"));
    assert_eq!(read(windows.as_bytes()).unwrap().diagnostic, opened.diagnostic);
}

#[test]
fn a_newer_format_opens_read_only_or_says_so() {
    let newer = V1.replacen("format: 1", "format: 7", 1);
    let opened = read(newer.as_bytes()).unwrap();
    assert_eq!(opened.access, Access::ReadOnly(ReadOnlyReason::NewerFormat(7)));
    assert_eq!(opened.diagnostic, read(V1.as_bytes()).unwrap().diagnostic);
    let other = newer.replacen("as_of: ", "as_of: Day", 1);
    assert_eq!(read(other.as_bytes()).unwrap_err().problem, OpenProblem::NewerFormat(7));
}

#[test]
fn the_previous_version_is_kept_only_when_it_differs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("été.passerelle");
    let backup = folder.path().join("été.passerelle.bak");
    let mut opened = read(V1.as_bytes()).unwrap();
    let saved = || save(&path, &opened.diagnostic, &opened.extras).unwrap();
    saved();
    saved();
    assert!(!backup.exists());
    let first = fs::read(&path).unwrap();
    opened.diagnostic.territory.name = "Autreville".to_owned();
    save(&path, &opened.diagnostic, &opened.extras).unwrap();
    assert_eq!(fs::read(&backup).unwrap(), first);
    save(&path, &opened.diagnostic, &opened.extras).unwrap();
    assert_eq!(fs::read(&backup).unwrap(), first);
    let again = open(&path).unwrap();
    assert_eq!(again.diagnostic, opened.diagnostic);
    assert!(again.stamp.is_some());
}

#[test]
fn files_that_cannot_be_opened_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let problem = |path: &Path| open(path).unwrap_err().problem;
    assert_eq!(problem(&folder.path().join("none")), OpenProblem::NotFound);
    assert_eq!(problem(folder.path()), OpenProblem::Folder);
    let large = folder.path().join("large");
    fs::File::create(&large).unwrap().set_len(SIZE_LIMIT + 1).unwrap();
    assert_eq!(problem(&large), OpenProblem::TooLarge(SIZE_LIMIT + 1));
    let sentence = open(&large).unwrap_err().sentence(Lang::Fr);
    assert!(sentence.contains("large") && sentence.contains("64"), "{sentence}");
}

#[test]
fn a_file_marked_read_only_opens_read_only_and_is_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.passerelle");
    let opened = read(V1.as_bytes()).unwrap();
    save(&path, &opened.diagnostic, &opened.extras).unwrap();
    let before = fs::read(&path).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let mut opened = open(&path).unwrap();
    assert_eq!(opened.access, Access::ReadOnly(ReadOnlyReason::Protected));
    opened.diagnostic.fictional = false;
    let error = save(&path, &opened.diagnostic, &opened.extras).unwrap_err();
    assert_eq!(error.problem, SaveProblem::Protected);
    assert_eq!(fs::read(&path).unwrap(), before);
}
