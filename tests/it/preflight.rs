//! What is told before an export: each kind of concern where there is one, none where there is none,
//! in the order of its weight, each with the place where it is settled.

use jiff::civil::date;
use passerelle::{
    app::NewDiagnostic,
    domain::{Answer, Diagnostic, Evidence, Path, State, Territory, Value},
    exchange::import_answers,
    language::Lang,
    questionnaire::Pack,
    report::{
        brief::Spot,
        preflight::{Concern, ConcernKind, Weight, preflight},
    },
    scoring::assess,
};

use crate::coherence::fill;

fn pack() -> &'static Pack {
    Pack::standard().unwrap()
}

fn begun() -> Diagnostic {
    let territory = Territory { name: "Ici".to_owned(), ..Territory::default() };
    let new = NewDiagnostic { territory, population: None, path: Path::Full };
    new.create(pack(), date(2026, 11, 23))
}

/// A diagnostic with these answers (`id;value;year;source;evidence` a line) and rows.
fn with(answers: &str, tables: &[(&str, &str)]) -> Diagnostic {
    let mut it = begun();
    let text = format!("id;value;year;source;evidence\n{answers}");
    it.answers.extend(import_answers(text.as_bytes(), pack()).unwrap().answers);
    fill(&mut it, tables);
    it
}

fn concerns(of: &Diagnostic) -> Vec<Concern> {
    preflight(pack(), of, &assess(pack(), of))
}

/// The place of each concern that is of a kind, with its weight.
fn of_kind(of: &Diagnostic, kind: fn(&ConcernKind) -> bool) -> Vec<(Weight, Spot)> {
    let found = concerns(of).into_iter().filter(|concern| kind(&concern.kind));
    found.map(|concern| (concern.weight, concern.place)).collect()
}

fn question(id: &str) -> Spot {
    Spot::Question(id.into())
}

const SOUND: &str = "TER-02;12000;2024;Insee;E3\nTER-04;9000000;2025;Compte financier;E3\n";

#[test]
fn contradictions_are_told_once_with_their_weight_and_place() {
    let told = |of: &Diagnostic| of_kind(of, |kind| matches!(kind, ConcernKind::Incoherent(_)));
    assert_eq!(told(&with(SOUND, &[])), []);
    // More spent abroad than in all: an error, and the alert that such a budget always gives.
    let whole = with("TER-04;120000;2025;Compte;E3\nMOY-01;900000;2025;Compte;E3\n", &[]);
    let at = question("MOY-01");
    assert_eq!(told(&whole), [(Weight::Error, at.clone()), (Weight::Alert, at)]);
    // Rows that contradict each other: told at their table.
    let rows = "country;counterpart;last_activity\nMA;Fès;2027-03\n";
    let [(_, place)] = told(&with("", &[("T5", rows)])).try_into().unwrap();
    assert_eq!(place, Spot::Table("T5".into()));
}

#[test]
fn a_strong_answer_that_nothing_supports_is_told_once() {
    let strong = |source: &str, evidence| {
        let mut it = begun();
        let answer = Answer {
            state: State::Given(Value::Level(4)),
            source: source.to_owned(),
            evidence,
            year: Some(2026),
            ..Answer::default()
        };
        it.answers.insert("GOV-02".into(), answer);
        let at = |concern: &Concern| concern.place == question("GOV-02");
        concerns(&it).into_iter().filter(at).map(|concern| concern.kind).collect::<Vec<_>>()
    };
    let bare = strong("", None);
    assert!(matches!(bare.as_slice(), [ConcernKind::Incoherent(_)]), "{bare:?}");
    // Without proof by its own word: that is said, and not said again.
    let unproved = strong("", Some(Evidence::E0));
    assert!(matches!(unproved.as_slice(), [ConcernKind::Unproved]), "{unproved:?}");
    let supported = strong("Délibération du 3 mai 2026", Some(Evidence::E3));
    assert!(supported.is_empty(), "{supported:?}");
}

#[test]
fn figures_without_source_old_ones_and_doubts_lead_to_their_question() {
    let sound = with(SOUND, &[]);
    let bare = with("TER-04;9000000;2025;;E3\n", &[]);
    let of = |it: &Diagnostic| of_kind(it, |kind| matches!(kind, ConcernKind::NoSource));
    assert_eq!((of(&sound), of(&bare)), (vec![], vec![(Weight::Alert, question("TER-04"))]));

    let old = with("TER-04;9000000;2019;Compte financier;E3\n", &[]);
    let of = |it: &Diagnostic| of_kind(it, |kind| matches!(kind, ConcernKind::Stale));
    assert_eq!((of(&sound), of(&old)), (vec![], vec![(Weight::Remark, question("TER-04"))]));

    let mut doubtful = with(SOUND, &[]);
    doubtful.answers.get_mut("TER-04").unwrap().review = true;
    let of = |it: &Diagnostic| of_kind(it, |kind| matches!(kind, ConcernKind::Review));
    assert_eq!((of(&sound), of(&doubtful)), (vec![], vec![(Weight::Alert, question("TER-04"))]));

    // What must be known and is not: told as long as it is not, whatever the reason.
    let of = |it: &Diagnostic| of_kind(it, |kind| matches!(kind, ConcernKind::Unknown(_)));
    let mut unknown = with(SOUND, &[]);
    let nobody = Answer { state: State::Unknown, ..Answer::default() };
    unknown.answers.insert("MOY-01".into(), nobody);
    assert!(of(&unknown).contains(&(Weight::Alert, question("MOY-01"))));
    let known = with("MOY-01;90000;2025;Compte financier;E3\n", &[]);
    assert!(of(&known).iter().all(|(_, place)| *place != question("MOY-01")));
}

#[test]
fn small_counts_and_rows_without_source_are_counted_at_their_table() {
    let rows = "country;measure;count;source\nMA;immigrants;700;Insee\nPT;immigrants;6;Insee\n\
                DE;immigrants;40;\n";
    let it = with("", &[("T1", rows)]);
    let found: Vec<_> = concerns(&it)
        .into_iter()
        .filter(|concern| concern.place == Spot::Table("T1".into()))
        .map(|concern| (concern.weight, concern.kind))
        .collect();
    let expected = [
        (Weight::Alert, ConcernKind::RowsWithoutSource(1)),
        (Weight::Remark, ConcernKind::FewPeople(1)),
    ];
    assert_eq!(found, expected);
}

#[test]
fn concerns_stand_by_weight_and_are_told_in_words() {
    let it = with(
        "TER-04;120000;2019;;E3\nMOY-01;900000;2025;Compte;E0\n",
        &[("T1", "country;measure;count\nPT;immigrants;6\n")],
    );
    let all = concerns(&it);
    let weights: Vec<_> = all.iter().map(|concern| concern.weight).collect();
    assert!(weights.is_sorted());
    for weight in Weight::ALL {
        assert!(weights.contains(&weight), "{weight:?}");
    }
    for concern in &all {
        let [french, english] = [Lang::Fr, Lang::En].map(|lang| concern.sentence(pack(), lang));
        assert!(10 < french.len() && !french.contains('{'), "{french}");
        assert_ne!(french, english);
    }
}
