//! Panels: what is counted, that nothing of one member can be had from them, and that any order and
//! any split of the members gives the same.

mod cli;
mod files;
mod safe;

use std::sync::Arc;

use jiff::civil::{Date, date};
use passerelle::{
    app::NewDiagnostic,
    domain::{Answer, AuthorityKind, Diagnostic, Path, State, Territory, Value},
    panel::{Counts, Gathered, Group, Key, Measures, Panel, Part},
    questionnaire::{Pack, Prefill},
    reference::PeerGroup,
    scoring::assess,
    storage,
};

/// The day on which panels are made here.
pub(crate) const DAY: Date = date(2026, 11, 26);

/// A member of this status and population, with nothing answered.
pub(super) fn member(code: &str, kind: AuthorityKind, population: f64) -> Diagnostic {
    let pack = Pack::standard().unwrap();
    let territory = Territory {
        name: format!("Collectivité {code}"),
        code: code.to_owned(),
        kind: Some(kind),
        ..Territory::default()
    };
    let new = NewDiagnostic { territory, population: None, path: Path::Full };
    let mut member = new.create(pack, date(2026, 6, 30));
    let question = pack.prefilled(Prefill::Population).unwrap().id.clone();
    let state = State::Given(Value::Number(population));
    member.answers.insert(question, Answer { state, ..Answer::default() });
    member
}

/// The member with one more answer.
pub(super) fn answering(mut member: Diagnostic, id: &str, value: Value) -> Diagnostic {
    let answer = Answer { state: State::Given(value), ..Answer::default() };
    member.answers.insert(id.into(), answer);
    member
}

pub(crate) fn measures() -> Arc<Measures> {
    let pack = Pack::standard().unwrap();
    Measures::of(pack, &storage::stamp(pack))
}

/// The exact counts of these members.
pub(crate) fn gathered<'a>(
    measures: &Arc<Measures>,
    members: impl IntoIterator<Item = &'a Diagnostic>,
) -> Gathered {
    let pack = Pack::standard().unwrap();
    let mut gathered = Gathered::new(Arc::clone(measures));
    for member in members {
        gathered.add(&measures.contribution(member, &assess(pack, member)));
    }
    gathered
}

/// Twelve communes and eight intercommunal authorities.
///
/// By hand: the budget is under 100,000 € in five of them, from 100,000 to 300,000 € in six, from
/// 300,000 € to a million in five, and over in four; sixteen have twinnings, four have none; the
/// trend is « stable » in twelve, « up » in six and « down » in two.
pub(super) fn twenty() -> Vec<Diagnostic> {
    (0..20)
        .map(|at| {
            let kind = if at < 12 { AuthorityKind::Commune } else { AuthorityKind::Metropole };
            let one = member(&format!("{at:05}"), kind, 150_000.0);
            let budget = [50_000.0, 150_000.0, 500_000.0, 2_000_000.0][match at {
                0..5 => 0,
                5..11 => 1,
                11..16 => 2,
                _ => 3,
            }];
            let trend = match at {
                0..12 => "stable",
                12..18 => "up",
                _ => "down",
            };
            let mut picks = vec![("networks".into(), None)];
            if at < 16 {
                picks.push(("twinning".into(), None));
            }
            let one = answering(one, "MOY-01", Value::Number(budget));
            let one = answering(one, "MOY-02", Value::Choice(trend.into()));
            answering(one, "PAR-08", Value::Picks(picks.into_iter().collect()))
        })
        .collect()
}

/// So many members that differ in every answer: what a network looks like.
pub(crate) fn network_of(count: usize) -> Vec<Diagnostic> {
    use passerelle::questionnaire::Kind;
    let pack = Pack::standard().unwrap();
    let populations = [60_000.0, 150_000.0, 250_000.0, 450_000.0];
    (0..count)
        .map(|at| {
            let communes = at % 3 != 0;
            let kind = if communes { AuthorityKind::Commune } else { AuthorityKind::Metropole };
            let mut one = member(&format!("{at:05}"), kind, populations[at / 3 % 4]);
            for (nth, question) in pack.questions.iter().enumerate() {
                // The same numbers every time, without a pattern that the eye would find.
                let dice = |most: usize| (at * 7 + nth * 13 + at * nth * 3 + at * at) % most;
                let value = match &question.kind {
                    _ if dice(11) == 0 => continue,
                    Kind::Scale(levels) => Value::Level(u8::try_from(dice(levels.len())).unwrap()),
                    Kind::Choice(options) if question.prefill.is_none() => {
                        Value::Choice(options[dice(options.len())].id.clone())
                    }
                    Kind::YesPartlyNo { .. } => {
                        Value::Choice(["yes", "partly", "no"][dice(3)].into())
                    }
                    Kind::Multiple { options, amount: None } => Value::Picks(
                        options
                            .iter()
                            .enumerate()
                            .filter(|(option, _)| dice(5) < 4 - option % 4)
                            .map(|(_, option)| (option.id.clone(), None))
                            .collect(),
                    ),
                    Kind::Number { .. } if question.id == "MOY-01" => {
                        Value::Number([40_000.0, 120_000.0, 260_000.0, 700_000.0, 1.5e6][dice(5)])
                    }
                    Kind::Number { .. } if question.id == "MOY-04" => {
                        Value::Number([1.0, 2.5, 4.0, 6.0, 8.0, 14.0][dice(6)])
                    }
                    _ => continue,
                };
                one = answering(one, question.id.as_str(), value);
            }
            one
        })
        .collect()
}

fn counts<'a>(panel: &'a Panel, key: &str) -> &'a Counts {
    panel.counts(&Key::parse(key).unwrap(), Group::All).unwrap()
}

#[test]
fn a_small_panel_is_what_was_counted_by_hand() {
    let panel = gathered(&measures(), &twenty()).publish(5, DAY).unwrap();
    assert_eq!(panel.members(Group::All), 20);
    assert_eq!(panel.members(Group::Family(PeerGroup::Communes)), 12);
    assert_eq!(panel.members(Group::Family(PeerGroup::Intercommunal)), 8);
    assert_eq!(panel.members(Group::Class(PeerGroup::Communes, 100_000)), 12);
    // Five below 100,000, six below 300,000, and the four over a million with the five before.
    let budget = &panel.measures[&Key::parse("figure:MOY-01").unwrap()];
    let budgets = budget.groups[&Group::All].clone();
    let at = |value: f64| budget.scale.starting(value).unwrap();
    assert_eq!(budgets.between(0, at(100_000.0)), (5, 5));
    assert_eq!(budgets.between(at(100_000.0), at(300_000.0)), (6, 6));
    assert_eq!(budgets.between(at(300_000.0), budget.scale.len()), (9, 9));
    assert_eq!(budgets.between(at(1_000_000.0), budget.scale.len()), (0, 9));
    // Twenty members: the median lies between the tenth and the eleventh, both under 300,000 €.
    let [low, middle, high] = budget.quartiles(Group::All).unwrap();
    assert!(low.low <= 50_000.0 && 150_000.0 < low.high);
    assert!(middle.low <= 150_000.0 && 150_000.0 < middle.high && middle.high <= 300_000.0);
    assert!(high.low <= 500_000.0 && 500_000.0 < high.high);
    // Sixteen have twinnings; four have none, which is too few to say.
    let twinning = Counts::Named { n: 20, each: vec![(0, 4), (16, 20)] };
    assert_eq!(*counts(&panel, "pick:PAR-08/twinning"), twinning);
    // All twenty are in networks: that is not told exactly either.
    let networks = Counts::Named { n: 20, each: vec![(0, 4), (16, 20)] };
    assert_eq!(*counts(&panel, "pick:PAR-08/networks"), networks);
    // Two are « down »: they are told with the six that are « up ».
    let pack = Pack::standard().unwrap();
    let options = pack.question("MOY-02").unwrap().kind.options();
    let Counts::Named { n: 20, each } = counts(&panel, "answer:MOY-02") else { panic!() };
    let told: Vec<_> = options.iter().zip(each).map(|(o, told)| (o.id.as_str(), *told)).collect();
    assert!(told.contains(&("stable", (12, 12))), "{told:?}");
    assert!(told.contains(&("down", (0, 8))), "{told:?}");
    assert!(told.contains(&("up", (0, 8))), "{told:?}");
}

#[test]
fn what_is_not_a_value_is_counted_nowhere() {
    let states = [
        State::Unknown,
        State::NotAsked,
        State::NotApplicable { reason: "sans objet".to_owned() },
        State::Between(Value::Level(1), Value::Level(2)),
    ];
    let members: Vec<Diagnostic> = (0..24)
        .map(|at| {
            let one = member(&format!("{at:05}"), AuthorityKind::Commune, 50_000.0);
            let mut one = answering(one, "COM-01", Value::Level(3));
            if 6 <= at {
                one.answers.get_mut("COM-01").unwrap().state = states[at % 4].clone();
            }
            one
        })
        .collect();
    let panel = gathered(&measures(), &members).publish(5, DAY).unwrap();
    let Counts::Ordered(parts) = counts(&panel, "answer:COM-01") else { panic!() };
    assert_eq!(parts, &[Part { from: 0, to: 5, count: 6 }]);
}

/// Two versions of the grid: what is asked alike is compared, the share is said, the rest is not.
#[test]
fn members_of_another_version_count_where_they_were_asked_the_same() {
    // An option that is worth something else.
    let pack =
        crate::compare::changed_pack(r#"(id: "task", value: 0.4,"#, r#"(id: "task", value: 0.3,"#);
    let stamp = storage::stamp(&pack);
    let (own, later) = (measures(), Measures::of(&pack, &stamp));
    let members: Vec<Diagnostic> = twenty()
        .into_iter()
        .map(|one| answering(one, "GOV-03", Value::Choice("task".into())))
        .collect();
    let mut whole = gathered(&own, &members);
    let mut others = Gathered::new(Arc::clone(&later));
    for member in &members[..8] {
        let member = Diagnostic { pack: stamp.clone(), ..member.clone() };
        others.add(&later.contribution(&member, &assess(&pack, &member)));
    }
    whole.merge(&others);
    let panel = whole.publish(5, DAY).unwrap();
    assert_eq!(panel.members(Group::All), 28);
    let n = |key: &str| counts(&panel, key).n();
    assert_eq!((n("answer:MOY-02"), n("answer:GOV-03")), (28, 20));
    // A member with the later grid beside this panel hears of how much is compared.
    let comparable = passerelle::panel::comparable_with(&later, &panel);
    assert_eq!(comparable.of - comparable.same, 1);
    assert!(0.9 < comparable.share() && comparable.share() < 1.0);
    let member = Diagnostic { pack: stamp.clone(), ..members[0].clone() };
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        crate::cli::put(&path, text).unwrap();
        path.display().to_string()
    };
    let panel = file("reseau.panel", &passerelle::exchange::write_panel(&panel).unwrap());
    let extras = storage::Extras::default();
    let member = file("own.passerelle", &storage::write(&member, &extras));
    let said = crate::cli::done(&["compare", &member, "--panel", &panel]);
    assert!(said.contains("Questions comparables") && said.contains("99 %"), "{said}");
}

#[test]
fn fewer_than_k_members_make_no_panel() {
    let four = &twenty()[..4];
    assert_eq!(gathered(&measures(), four).publish(5, DAY), None);
    // Under three, « fewer than k » would say one number: k is never less.
    let two = &twenty()[..2];
    assert_eq!(gathered(&measures(), two).publish(1, DAY), None);
}

#[test]
fn quick_readings_count_answers_and_no_results() {
    let mut members = twenty();
    for member in &mut members {
        member.path = Path::Quick;
    }
    let panel = gathered(&measures(), &members).publish(5, DAY).unwrap();
    assert!(panel.counts(&Key::parse("answer:MOY-02").unwrap(), Group::All).is_some());
    let result = |key: &Key| matches!(key, Key::Block(_) | Key::Level(_) | Key::Gauge(_));
    assert!(!panel.measures.keys().any(result));
}

#[test]
fn nothing_of_who_members_are_is_in_a_panel() {
    let mut members = twenty();
    for member in &mut members {
        let answer = member.answers.get_mut("MOY-01").unwrap();
        answer.comment = "remarque confidentielle".to_owned();
        answer.source = "compte administratif de Valmont".to_owned();
    }
    let panel = gathered(&measures(), &members).publish(5, DAY).unwrap();
    let text = passerelle::exchange::write_panel(&panel).unwrap();
    for word in ["Collectivité", "00007", "confidentielle", "Valmont", "2026-06-30"] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(text.len() < 300_000, "{}", text.len());
}
