//! Packs: the standard one is sound, another kind of pack works, and every fault is found.

use passerelle::{
    language::Lang,
    questionnaire::{Pack, PackSource, Problem, ProblemKind},
};

const MINIMAL: &str = include_str!("packs/minimal.ron");

/// The problems of the minimal pack after replacing some of its text.
#[track_caller]
fn problems_after(changes: &[(&str, &str)]) -> Vec<Problem> {
    let mut text = MINIMAL.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "the minimal pack has no `{from}`");
        text = text.replace(from, to);
    }
    match Pack::read_and_check(PackSource::of(&[("minimal.ron", &text)])) {
        Ok((_, problems)) | Err(problems) => problems,
    }
}

/// Checks that a change gives exactly this problem, at this place.
#[track_caller]
fn gives(from: &str, to: &str, place: &str, kind: &ProblemKind) {
    let problems = problems_after(&[(from, to)]);
    let found = problems.iter().any(|problem| problem.place == place && problem.kind == *kind);
    assert!(found, "expected {kind:?} at {place}, found {problems:#?}");
}

#[test]
fn the_standard_pack_has_no_problem_at_all() {
    let problems = match Pack::read_and_check(Pack::standard_source()) {
        Ok((_, problems)) | Err(problems) => problems,
    };
    let list: Vec<_> =
        problems.iter().map(|p| format!("{}: {}", p.place, p.sentence(Lang::Fr))).collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
}

#[test]
fn a_pack_of_another_kind_is_sound() {
    assert_eq!(problems_after(&[]), []);
}

#[test]
fn each_fault_is_found_at_its_place() {
    use ProblemKind as P;
    let id = |what, id: &str| P::UnresolvedId(what, id.to_owned());
    gives("group: \"all\"", "group: \"none\"", "dimension ONE", &id("group", "none"));
    gives("dimension: \"ONE\"", "dimension: \"TWO\"", "question ONE-1", &id("dimension", "TWO"));
    gives("block: \"LEFT\"", "block: \"UP\"", "question ONE-1", &id("block", "UP"));
    gives("indices: [\"TOTAL\"]", "indices: [\"SUM\"]", "pack test.minimal", &id("block", "SUM"));
    gives("Figure(\"ONE-1\"), 15", "Figure(\"ONE-9\"), 15", "block LEFT", &id("question", "ONE-9"));
    gives("id: \"ONE-2\"", "id: \"ONE-1\"", "question ONE-1", &P::DuplicateId("ONE-1".into()));
    gives(", en: \"Low\"", "", "level L0", &P::MissingLanguage("title", "en".into()));
    gives("\"Kilomètres\"", "\"\"", "question ONE-1", &P::MissingLanguage("short", "fr".into()));
    gives("weight: 2", "weight: 0", "block LEFT", &P::WeightlessBlock);
    gives("weight: 2", "weight: 0", "question ONE-1", &P::Unweighted);
    gives(
        "scoring: Goalposts([0, 4])",
        "scoring: Unscored",
        "question ONE-2",
        &P::WeightedUnscored,
    );
    gives("[0, 10, 20]", "[0, 20, 10]", "question ONE-1", &P::GoalpostsNotIncreasing);
    gives("[0, 10, 20]", "[0]", "question ONE-1", &P::GoalpostsNotIncreasing);
    gives("Goalposts([0, 4])", "Levels", "question ONE-2", &P::ScoringMismatch);
    gives("from: 0.5", "from: 0.0", "pack test.minimal", &P::LevelsNotIncreasing);
    gives("from: 0.0", "from: 0.1", "pack test.minimal", &P::LevelsNotIncreasing);
    gives("quick: true,", "", "pack test.minimal", &P::NoQuickPath);
    let scale = "kind: Scale([(fr: \"Non\", en: \"No\"), (fr: \"Oui\", en: \"Yes\")])";
    gives(
        "kind: Number(unit: (fr: \"agents\", en: \"staff\"), min: 0)",
        scale,
        "question ONE-2",
        &P::ScaleAnchors(2),
    );
    gives(
        "of: Mean([\"LEFT\", \"RIGHT\"])",
        "of: Mean([\"TOTAL\"])",
        "block TOTAL",
        &P::BlockCycle("TOTAL".into()),
    );
    gives(
        "applies_if: AtLeast(Figure(\"ONE-1\"), 1)",
        "applies_if: Known(\"ONE-2\")",
        "question ONE-2",
        &P::ConditionCycle("ONE-2".into()),
    );
    gives(
        "applies_if: AtLeast(Figure(\"ONE-1\"), 1)",
        "applies_if: Above(Block(\"LEFT\"), 0.5)",
        "question ONE-2",
        &P::ScoreInApplicability,
    );
}

#[test]
fn options_need_values_when_they_are_scored() {
    let choice = "kind: Choice([(id: \"a\", label: \"A\", value: 0.5), (id: \"b\", label: \"B\")])";
    let problems = problems_after(&[
        ("kind: Number(unit: (fr: \"agents\", en: \"staff\"), min: 0)", choice),
        ("Goalposts([0, 4])", "Options"),
    ]);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].kind, ProblemKind::OptionValue("b".into()));
}

#[test]
fn conditions_that_can_never_hold_or_fail_are_told_apart() {
    let unreachable = |when: &str| {
        let problems = problems_after(&[("when: AtLeast(Figure(\"ONE-1\"), 15)", when)]);
        problems.iter().any(|problem| matches!(problem.kind, ProblemKind::Unreachable(_)))
    };
    assert!(unreachable("when: Below(Figure(\"ONE-1\"), 0)"));
    assert!(unreachable("when: AtLeast(Score(\"ONE-1\"), 1.5)"));
    assert!(unreachable(
        "when: All([AtLeast(Figure(\"ONE-1\"), 9), AtMost(Figure(\"ONE-1\"), 3)])"
    ));
    assert!(!unreachable(
        "when: All([AtLeast(Figure(\"ONE-1\"), 3), AtMost(Figure(\"ONE-1\"), 9)])"
    ));
    assert!(!unreachable("when: All([AtLeast(Figure(\"ONE-1\"), 3), Known(\"ONE-2\")])"));
    assert!(!unreachable("when: Unanswered(\"ONE-2\")"));
    let problems =
        problems_after(&[("AtLeast(Figure(\"ONE-1\"), 15)", "AtLeast(Figure(\"ONE-1\"), 0)")]);
    assert!(problems.iter().any(|problem| matches!(problem.kind, ProblemKind::AlwaysTrue(_))));
}

#[test]
fn all_faults_are_told_at_once_with_file_line_sentence_and_hint() {
    let problems = problems_after(&[
        ("group: \"all\"", "group: \"none\""),
        ("[0, 10, 20]", "[3, 2]"),
        (", en: \"Low\"", ""),
    ]);
    assert_eq!(problems.len(), 3, "{problems:#?}");
    for problem in &problems {
        assert_eq!(problem.file, "minimal.ron");
        for lang in Lang::ALL {
            assert!(
                problem.sentence(*lang).ends_with(['.', '»', '”']),
                "{}",
                problem.sentence(*lang)
            );
            assert!(problem.hint(*lang).ends_with('.'));
        }
    }
    let goalposts =
        problems.iter().find(|p| p.kind == ProblemKind::GoalpostsNotIncreasing).unwrap();
    assert_eq!(goalposts.line, Some(22));
}

#[test]
fn a_file_that_does_not_parse_says_where() {
    let problems = problems_after(&[("weight: 2,", "weight: 2 ;")]);
    assert_eq!(problems.len(), 1);
    assert!(matches!(problems[0].kind, ProblemKind::Syntax(_)), "{problems:?}");
    assert_eq!(problems[0].line, Some(22));
    let problems = problems_after(&[("weight: 2,", "weight: 2, wieght: 3,")]);
    assert!(matches!(problems[0].kind, ProblemKind::Syntax(_)), "{problems:?}");
}

#[test]
fn a_town_stands_beside_a_country() {
    let table = |country: &str| {
        format!(
            "tables: [(id: \"T\", title: \"T\", short: \"T\", why: \"W\", source: \"S\", columns: [\
             (id: \"land\", label: \"L\", kind: Place), \
             (id: \"town\", label: \"T\", kind: Town(country: \"{country}\"), total: true)])], questions: ["
        )
    };
    let problems = |country: &str| {
        let problems = problems_after(&[("questions: [", &table(country))]);
        problems.into_iter().map(|problem| problem.kind).collect::<Vec<_>>()
    };
    let missing = |id: &str| ProblemKind::UnresolvedId("column", id.to_owned());
    assert!(problems("town").contains(&missing("town")), "{:?}", problems("town"));
    assert!(!problems("land").contains(&missing("land")), "{:?}", problems("land"));
}
