//! Merging: the same result whatever the order, nothing lost, and conflicts told with both sides.

use std::sync::Arc;

use jiff::civil::{Date, date};
use passerelle::{
    app::{ActionChange, Edit, NewDiagnostic, PlanEdit, ResolutionChange},
    domain::{
        Action, Ambition, Answer, Cell, Coverage, Diagnostic, Evidence, OptionId, Path, RoleId,
        RowId, State, TableId, Territory, Value,
        merge::{Choice, How, Merged, Subject, merge, resolve},
    },
    language::Lang,
    questionnaire::{Kind, Pack, Question, merge_guide},
    report::merge::{MergeHead, attribution, markdown, told},
    scoring::{Outcome, assess, to_debate},
    storage,
};
use proptest::prelude::*;

fn pack() -> &'static Arc<Pack> {
    Pack::standard().unwrap()
}

fn day(day: i8) -> Date {
    date(2026, 11, day)
}

fn blank() -> Diagnostic {
    let territory =
        Territory { name: "Rennes".into(), code: "35238".into(), ..Territory::default() };
    NewDiagnostic { territory, population: None, path: Path::Full }.create(pack(), day(1))
}

fn merged(base: Option<&Diagnostic>, ours: &Diagnostic, theirs: &Diagnostic) -> Merged {
    let names = attribution(pack(), Lang::Fr);
    merge(base, ours, theirs, &merge_guide(pack(), &names))
}

fn edited(of: &Diagnostic, role: &str, edits: impl IntoIterator<Item = Edit>) -> Diagnostic {
    let mut copy = of.clone();
    for edit in edits {
        edit.apply(&mut copy, pack(), day(20), Some(&role.into()));
    }
    copy
}

fn level(id: &str, level: u8, role: &str) -> Edit {
    let answer = Answer {
        state: State::Given(Value::Level(level)),
        role: Some(role.into()),
        source: format!("source de {role}"),
        evidence: Some(Evidence::E1),
        ..Answer::default()
    };
    Edit::Answer(id.into(), Box::new(answer))
}

/// An answer that its question can have, chosen by a number.
fn some_state(question: &Question, by: u16) -> State {
    let options = question.kind.options();
    let option = |n: u16| options.get(usize::from(n) % options.len().max(1)).map(|o| o.id.clone());
    let value = match &question.kind {
        _ if by.is_multiple_of(11) => return State::Unknown,
        _ if by.is_multiple_of(13) => {
            return State::NotApplicable { reason: "sans compétence".into() };
        }
        Kind::Scale(levels) => Value::Level(u8::try_from(usize::from(by) % levels.len()).unwrap()),
        Kind::Choice(_) => Value::Choice(option(by).unwrap()),
        Kind::YesPartlyNo { .. } => {
            Value::Choice(["yes", "partly", "no"][usize::from(by) % 3].into())
        }
        Kind::Multiple { .. } => {
            Value::Picks([by, by / 7].into_iter().filter_map(option).map(|o| (o, None)).collect())
        }
        Kind::Number { .. } => Value::Number(f64::from(by % 100)),
        Kind::Numbers(parts) => {
            Value::Parts(parts.iter().map(|part| (part.id.clone(), f64::from(by % 50))).collect())
        }
        Kind::Derived(_) => return State::NotAsked,
    };
    State::Given(value)
}

fn asked() -> Vec<&'static Question> {
    pack().questions.iter().filter(|question| question.kind.is_asked()).collect()
}

const COUNTRIES: [&str; 12] =
    ["MA", "DZ", "TN", "PT", "SN", "ML", "TR", "CN", "BR", "IT", "ES", "VN"];
const ROLES: [&str; 3] = ["university", "cci", "finance"];

/// One change by one of three people, that no other one contradicts.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of change")]
fn operate(of: &mut Diagnostic, person: usize, (kind, a, b): (u8, u16, u16)) {
    let role: RoleId = ROLES[person].into();
    let mine = |n: usize| n % 3 == person;
    let at = usize::from(a);
    let apply = |edit: Edit, of: &mut Diagnostic| {
        edit.apply(of, pack(), day(10 + i8::try_from(b % 5).unwrap()), Some(&role));
    };
    let rows = |of: &Diagnostic, table: &str| -> Vec<RowId> {
        of.table(table).map(|t| t.rows.iter().map(|row| row.id).collect()).unwrap_or_default()
    };
    let all = asked();
    let question = all[at % all.len()];
    let before = of.answer(question.id.as_str()).cloned().unwrap_or_default();
    let shared = (at % all.len()).is_multiple_of(7);
    match kind {
        // An answer of one's own question; one on which all agree; a remark on any.
        0..=3 if mine(at % all.len()) && !shared => {
            let state = some_state(question, b);
            let answer = Answer { state, role: Some(role.clone()), year: Some(2020), ..before };
            apply(Edit::Answer(question.id.clone(), Box::new(answer)), of);
        }
        4 if shared => {
            let answer = Answer {
                state: some_state(question, u16::try_from(at % all.len()).unwrap()),
                role: Some(role.clone()),
                year: Some(2015 + i16::try_from(person).unwrap()),
                source: format!("document {person}"),
                ..before
            };
            apply(Edit::Answer(question.id.clone(), Box::new(answer)), of);
        }
        5 => {
            let comment = format!("remarque {} de {person}", b % 3);
            let answer = Answer { comment, ..before };
            apply(Edit::Answer(question.id.clone(), Box::new(answer)), of);
        }
        6 => {
            let country = COUNTRIES[at % COUNTRIES.len()];
            let known = of.table("T1").is_some_and(|t| {
                t.rows.iter().any(|row| row.cells.iter().any(|c| c.as_text() == Some(country)))
            });
            if !known {
                let cells = vec![
                    ("country".into(), Cell::text(country)),
                    ("measure".into(), Cell::text("immigrants")),
                    ("count".into(), Cell::Number(at as f64 % 12.0 * 30.0)),
                    ("note".into(), Cell::text(&format!("vu par {person}"))),
                ];
                apply(Edit::AddRows("T1".into(), vec![cells]), of);
            }
        }
        7 => {
            if let Some(id) = rows(of, "T5").into_iter().find(|id| mine(*id as usize) && *id < 7) {
                let edit = Edit::Cell("T5".into(), id, "objectives".into(), Cell::Flag(b % 2 == 0));
                apply(edit, of);
                let remark = ResolutionChange::Comment(format!("avis de {person}"));
                apply(Edit::Decision(id, remark), of);
            }
        }
        8 => {
            let doomed = rows(of, "T5")
                .into_iter()
                .find(|id| mine(*id as usize) && *id == 6 + u32::from(a) % 3);
            apply(Edit::RemoveRows("T5".into(), doomed.into_iter().collect()), of);
        }
        9 => {
            let name = format!("Ville {} {person}", at % 4);
            let there = of.table("T5").is_some_and(|t| {
                t.rows.iter().any(|row| row.cells.iter().any(|c| c.as_text() == Some(&name)))
            });
            if !there {
                let cells = vec![
                    ("country".into(), Cell::text("DE")),
                    ("counterpart".into(), Cell::text(&name)),
                ];
                apply(Edit::AddRows("T5".into(), vec![cells]), of);
                let id = of.table("T5").unwrap().rows.iter().map(|row| row.id).max().unwrap();
                let edit = ResolutionChange::Comment(format!("nouveau : {name}"));
                apply(Edit::Decision(id, edit), of);
            }
        }
        10 => {
            let title = format!("Action {}", at % 3);
            if !of.plan.actions.iter().any(|action| action.title == title) {
                let action = Action { title, ..Action::default() };
                apply(Edit::Plan(PlanEdit::Add(vec![action])), of);
            }
        }
        11 => {
            let blocks: Vec<_> = pack().blocks.iter().filter(|block| block.levelled).collect();
            let at = at % blocks.len();
            if mine(at) {
                let ambition = Ambition { level: u8::try_from(b % 5).unwrap(), year: Some(2030) };
                apply(Edit::Ambition(blocks[at].id.clone(), Some(ambition)), of);
            }
        }
        12 => {
            let table: TableId = ["T1", "T2", "T5"][person].into();
            apply(Edit::Coverage(table, Some(Coverage::ALL[usize::from(b) % 3])), of);
        }
        13 => apply(
            Edit::NoteExploration(format!("p{}", b % 2), std::collections::BTreeMap::default()),
            of,
        ),
        14 => {
            if let Some(action) =
                of.plan.actions.iter().find(|one| one.id <= 3 && mine(one.id as usize))
            {
                let change = ActionChange::Comment(format!("fait par {person}"));
                let edit = Edit::Plan(PlanEdit::Set(action.id, change));
                apply(edit, of);
            }
        }
        _ => {}
    }
}

/// A document that three people begin from.
fn begun(seed: &[(u8, u16, u16)]) -> Diagnostic {
    let mut of = blank();
    let partner = |n: u16| {
        vec![
            ("country".into(), Cell::text("PL")),
            ("counterpart".into(), Cell::text(&format!("Partenaire {n}"))),
        ]
    };
    let edits = [
        Edit::AddRows("T5".into(), (0..9).map(partner).collect()),
        Edit::Plan(PlanEdit::Add(
            ["un", "deux", "trois"]
                .map(|title| Action { title: title.into(), ..Action::default() })
                .to_vec(),
        )),
    ];
    for edit in edits {
        edit.apply(&mut of, pack(), day(2), None);
    }
    for (nth, one) in seed.iter().enumerate() {
        operate(&mut of, nth % 3, *one);
    }
    of
}

fn operations(most: usize) -> impl Strategy<Value = Vec<(u8, u16, u16)>> {
    prop::collection::vec((0_u8..15, 0_u16..400, 0_u16..400), 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn three_contributions_merge_to_the_same_document_in_every_order(
        seed in operations(12),
        work in [operations(25), operations(25), operations(25)],
    ) {
        let base = begun(&seed);
        let mut people = Vec::new();
        for (person, work) in work.iter().enumerate() {
            let mut own = base.clone();
            for one in work {
                operate(&mut own, person, *one);
            }
            people.push(own);
        }
        let mut first: Option<Diagnostic> = None;
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let mut whole = people[order[0]].clone();
            for at in &order[1..] {
                let found = merged(Some(&base), &whole, &people[*at]);
                prop_assert!(found.conflicts.is_empty(), "{:?}", found.conflicts);
                prop_assert!(found.kept.is_empty(), "{:?}", found.kept);
                whole = found.document;
            }
            match &first {
                None => first = Some(whole),
                Some(first) => {
                    let text = |of: &Diagnostic| storage::write(of, &storage::Extras::default());
                    let (one, other) = (text(first), text(&whole));
                    for (a, b) in one.lines().zip(other.lines()) {
                        prop_assert_eq!(a, b, "in order {:?}", order);
                    }
                    prop_assert!(one == other && *first == whole);
                }
            }
        }
        // Everything that anybody has written is there.
        let whole = first.unwrap();
        for own in &people {
            for (id, answer) in &own.answers {
                // What somebody rewrote is theirs to rewrite; what they wrote stays.
                if base.answer(id.as_str()).is_some_and(|base| base.comment == answer.comment) {
                    continue;
                }
                let kept = whole.answer(id.as_str());
                prop_assert!(kept.is_some_and(|kept| kept.comment.contains(
                    answer.comment.lines().last().unwrap_or_default()
                )), "{id}: {:?} in {:?}", answer.comment, kept);
            }
        }
    }
}

#[test]
fn what_only_one_side_changed_is_taken_and_what_both_changed_is_a_conflict() {
    let base = edited(&blank(), "international", [level("GOV-01", 1, "international")]);
    let ours =
        edited(&base, "finance", [level("GOV-01", 2, "finance"), level("GOV-02", 3, "finance")]);
    let theirs = edited(&base, "cci", [level("GOV-01", 4, "cci"), level("GOV-03", 0, "cci")]);
    let found = merged(Some(&base), &ours, &theirs);
    let taken: Vec<_> = found.taken.iter().map(|one| (one.how, one.to.as_str())).collect();
    assert_eq!(taken, [(How::New, "0")]);
    assert_eq!(found.conflicts.len(), 1);
    let conflict = &found.conflicts[0];
    assert_eq!(conflict.our_who.role.as_ref().unwrap(), &RoleId::from("finance"));
    assert_eq!(conflict.their_who.day, Some(day(20)));
    assert_eq!(conflict.offers(), [Choice::Ours, Choice::Theirs, Choice::Both, Choice::Range]);
    // The other way round, the same answers stand against each other.
    let back = merged(Some(&base), &theirs, &ours);
    assert_eq!(back.conflicts.len(), 1);

    let after = |choice| resolve(&found, &[choice]).answer("GOV-01").unwrap().clone();
    assert_eq!(after(Choice::Ours).state, State::Given(Value::Level(2)));
    assert_eq!(after(Choice::Theirs).state, State::Given(Value::Level(4)));
    let range = State::Between(Value::Level(2), Value::Level(4));
    assert_eq!(after(Choice::Range).state, range);
    assert!(after(Choice::Range).consensus().is_none());
    for choice in Choice::ALL {
        let sources: Vec<_> = after(choice).voices.into_iter().map(|voice| voice.source).collect();
        assert_eq!(sources, ["source de cci", "source de finance"], "{choice:?}");
    }
}

#[test]
fn two_respondents_count_as_their_median_and_a_wide_gap_is_debated() {
    let base = blank();
    let ours = edited(&base, "finance", [level("GOV-01", 0, "finance")]);
    let theirs = edited(&base, "cci", [level("GOV-01", 3, "cci")]);
    let found = merged(Some(&base), &ours, &theirs);
    let both = resolve(&found, &[Choice::Both]);
    let score = |of: &Diagnostic| {
        let assessment = assess(pack(), of);
        match assessment.question(pack(), "GOV-01").unwrap().outcome {
            Outcome::Known(value) => (value.low(), value.high()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(score(&both), (0.375, 0.375));
    let debates = to_debate(pack(), &both);
    assert_eq!(debates.len(), 1);
    assert_eq!(debates[0].agreement, Some(0.25));
    assert!(debates[0].is_wide());
    // Once somebody decides, the decision counts and the voices stay.
    let decided = resolve(&found, &[Choice::Theirs]);
    assert_eq!(score(&decided), (0.75, 0.75));
    assert!(to_debate(pack(), &decided).is_empty());
    // And all of it survives the file.
    let text = storage::write(&both, &storage::Extras::default());
    let read = storage::read(text.as_bytes()).unwrap().diagnostic;
    assert_eq!(read, both);
}

/// What each of several respondents said is printed with the answer, and the debate is listed; a
/// version for the public names nobody's role.
#[test]
fn the_brief_prints_every_respondent_and_what_is_to_be_debated() {
    let ours = edited(&blank(), "finance", [level("GOV-01", 0, "finance")]);
    let theirs = edited(&blank(), "cci", [level("GOV-01", 3, "university")]);
    let both = resolve(&merged(Some(&blank()), &ours, &theirs), &[Choice::Both]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("both.passerelle");
    storage::save(&file, &both, &storage::Extras::default()).unwrap();
    let (file, out) = (file.to_str().unwrap(), folder.path().join("note.md"));
    let out = out.to_str().unwrap();
    let export = |more: &[&str]| {
        let args = ["export", file, "--format", "md", "-o", out, "--force"];
        crate::cli::done(&[&args, more].concat());
        std::fs::read_to_string(out).unwrap().replace(['\u{a0}', '\u{202f}'], " ")
    };
    let text = export(&[]);
    for words in
        ["À débattre", "finances, 20/11/2026", "université", "accord 25 %", "Personne n’a tranché"]
    {
        assert!(text.contains(words), "no `{words}` in {text}");
    }
    let public = export(&["--public"]);
    assert!(public.contains("rôle non précisé") && !public.contains("finances, 20/11/2026"));
}

#[test]
fn without_a_base_only_a_blank_gives_way() {
    let ours = edited(&blank(), "finance", [level("GOV-01", 2, "finance")]);
    let theirs = edited(&blank(), "cci", [level("GOV-01", 3, "cci"), level("GOV-02", 1, "cci")]);
    let found = merged(None, &ours, &theirs);
    assert_eq!(found.conflicts.len(), 1);
    assert!(found.document.answer("GOV-02").is_some());
    let unknown = Answer { state: State::Unknown, ..Answer::default() };
    let theirs = edited(&blank(), "cci", [Edit::Answer("GOV-01".into(), Box::new(unknown))]);
    let found = merged(None, &ours, &theirs);
    assert!(found.conflicts.is_empty(), "« ne sait pas » gives way to an answer");
    assert_eq!(found.document.answer("GOV-01").unwrap().state, State::Given(Value::Level(2)));
}

#[test]
fn rows_are_matched_by_what_they_are_about_and_their_cells_one_by_one() {
    let row = |country: &str, count: f64, source: &str| {
        vec![
            ("country".into(), Cell::text(country)),
            ("measure".into(), Cell::text("immigrants")),
            ("count".into(), Cell::Number(count)),
            ("source".into(), Cell::text(source)),
        ]
    };
    let add = |rows| Edit::AddRows("T1".into(), rows);
    let base = edited(&blank(), "international", [add(vec![row("MA", 100.0, "Insee")])]);
    let ours = edited(
        &base,
        "a",
        [
            Edit::Cell("T1".into(), 1, "count".into(), Cell::Number(120.0)),
            add(vec![row("SN", 40.0, "Insee"), row("VN", 9.0, "Insee")]),
        ],
    );
    let theirs = edited(
        &base,
        "b",
        [
            Edit::Cell("T1".into(), 1, "count".into(), Cell::Number(150.0)),
            add(vec![row("SN", 40.0, "Consulat"), row("ML", 20.0, "Consulat")]),
        ],
    );
    let found = merged(Some(&base), &ours, &theirs);
    let table = found.document.table("T1").unwrap();
    assert_eq!(table.rows.len(), 4);
    let Subject::Cells { cells, .. } = &found.conflicts[0].subject else { panic!() };
    assert_eq!(cells, &[("count".into(), Cell::Number(120.0), Cell::Number(150.0))]);
    let senegal = table.rows.iter().find(|row| row.cells[0] == Cell::text("SN")).unwrap();
    let source = table.column("source").unwrap();
    assert_eq!(senegal.cell(source), &Cell::text("Consulat ; Insee"));
    let range = resolve(&found, &[Choice::Range]);
    let table = range.table("T1").unwrap();
    let count = table.column("count").unwrap();
    assert_eq!(table.row(1).unwrap().cell(count), &Cell::Range(120.0, 150.0));

    // A row that one side took away and the other changed is not decided for anybody.
    let gone = edited(&base, "a", [Edit::RemoveRows("T1".into(), vec![1])]);
    let found = merged(Some(&base), &gone, &theirs);
    let Subject::Row { ours: None, theirs: Some(_), .. } = &found.conflicts[0].subject else {
        panic!("{:?}", found.conflicts)
    };
    assert!(resolve(&found, &[Choice::Ours]).table("T1").unwrap().row(1).is_none());
    assert!(resolve(&found, &[Choice::Theirs]).table("T1").unwrap().row(1).is_some());
}

#[test]
fn the_report_tells_both_sides_and_what_was_decided() {
    let base = blank();
    let ours = edited(&base, "finance", [level("GOV-01", 0, "finance")]);
    let theirs = edited(&base, "cci", [level("GOV-01", 3, "cci"), level("GOV-02", 1, "cci")]);
    let found = merged(Some(&base), &ours, &theirs);
    let head = MergeHead {
        ours: "a.passerelle".into(),
        theirs: "b.passerelle".into(),
        ..MergeHead::default()
    };
    let text = markdown(&told(pack(), &found, Lang::Fr), &head, &[Choice::Both], Lang::Fr);
    for words in [
        "GOV-01",
        "GOV-02",
        "source de cci",
        "source de finance",
        "20/11/2026",
        "Garder les deux avis",
        "non fourni",
    ] {
        assert!(text.replace(['\u{a0}', '\u{202f}'], " ").contains(words), "{words} in {text}");
    }
}

#[test]
fn an_option_chosen_twice_otherwise_counts_from_one_to_the_other() {
    let question = pack().questions.iter().find(|q| {
        matches!(q.kind, Kind::YesPartlyNo { .. }) && q.weight.get() > 0.0 && q.applies_if.is_none()
    });
    let question = question.unwrap();
    let say = |option: &str, role: &str| {
        let state = State::Given(Value::Choice(OptionId::from(option)));
        let answer = Answer { state, role: Some(role.into()), ..Answer::default() };
        edited(&blank(), role, [Edit::Answer(question.id.clone(), Box::new(answer))])
    };
    let found = merged(Some(&blank()), &say("no", "finance"), &say("yes", "cci"));
    let both = resolve(&found, &[Choice::Both]);
    let assessment = assess(pack(), &both);
    let outcome = assessment.question(pack(), question.id.as_str()).unwrap().outcome;
    let value = outcome.interval().unwrap();
    assert_eq!((value.low(), value.high()), (0.0, 1.0));
    assert_eq!(to_debate(pack(), &both)[0].agreement, None);
}
