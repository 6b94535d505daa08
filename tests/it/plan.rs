//! The action plan and the decisions on partnerships: kept in the file, changed one field at a
//! time, told in words.

use std::{collections::BTreeMap, path::Path};

use passerelle::{
    app::{ActionChange, Command, Edit, PlanEdit, ResolutionChange, Session, Settings},
    domain::{
        Action, ActionField, Cost, Decision, Diagnostic, Differences, Funder, FundingStatus, Month,
        Owner, Plan, Resolution, Stage, Target,
    },
    language::Lang,
    questionnaire::{DocumentPlace as Place, DocumentProblemKind as Kind, Pack, check_document},
    report::{Brief, DocumentKind, DocumentOptions, history, plan_words},
    scoring::assess,
    storage::{self, Extras, read, write},
};

use crate::session::clock;

/// A file of format 1 with a plan, and fields of a later version in every part of it.
const V1: &str = include_str!("fixtures/v1_plan.passerelle");

#[test]
fn a_plan_of_the_first_format_opens_forever() {
    let plan = read(V1.as_bytes()).unwrap().diagnostic.plan;
    assert_eq!(plan.until, Month::new(2032, 3));
    assert_eq!(plan.actions.iter().map(|action| action.id).collect::<Vec<_>>(), [4, 1]);
    let [first, second] = plan.actions.as_slice() else { panic!() };
    assert_eq!((first.cost.clone(), first.stage), (Some(Cost::Total(0.0)), Stage::Underway));
    assert_eq!(first.owner, Some(Owner::Role("general_management".into())));
    assert_eq!(second.owner, Some(Owner::Function("Direction de la culture".into())));
    let years = BTreeMap::from([(2027, 20_000.0), (2028, 35_000.5)]);
    assert_eq!(second.cost, Some(Cost::ByYear(years)));
    let lines: Vec<_> = second.funding.iter().map(|f| (&f.funder, f.amount, f.status)).collect();
    assert_eq!(lines[0], (&Funder::Own, Some(15_000.0), FundingStatus::Granted));
    assert_eq!(lines[1], (&Funder::Device("FICOL".into()), None, FundingStatus::Requested));
    assert_eq!(lines[2], (&Funder::Other("Mécénat".into()), None, FundingStatus::Planned));
    let reason = plan.dismissal(&"P8-4".into());
    assert_eq!(reason, Some("L'agglomération s'en charge."));
}

#[test]
fn unknown_fields_of_a_plan_survive_where_they_stood() {
    let opened = read(V1.as_bytes()).unwrap();
    let text = write(&opened.diagnostic, &opened.extras);
    for kept in [
        "mood: Steady),",
        "status: \"requested\", file: \"2027-18\")",
        "by: \"council\"",
        "        theme: \"mandat\",\n    ),\n    decisions",
        "number: \"D-2026-88\"),",
    ] {
        assert!(text.contains(kept), "`{kept}` is lost in\n{text}");
    }
    let again = read(text.as_bytes()).unwrap();
    assert_eq!(again.diagnostic, opened.diagnostic);
    assert_eq!(write(&again.diagnostic, &again.extras), text);
}

#[test]
fn a_document_without_a_plan_says_nothing_of_one() {
    let mut diagnostic = read(V1.as_bytes()).unwrap().diagnostic;
    diagnostic.plan = Plan::default();
    diagnostic.decisions.clear();
    diagnostic.journal.clear();
    let text = write(&diagnostic, &Extras::default());
    assert!(!text.contains("plan:") && !text.contains("decisions:"), "{text}");
}

fn session() -> Session {
    let mut session = Session::new(Settings::default(), clock());
    session.apply(Command::OpenExample);
    change(&mut session, |diagnostic| {
        diagnostic.plan = Plan::default();
        diagnostic.decisions.clear();
        diagnostic.journal.clear();
    });
    session
}

/// Puts the document of a session in another state, as a file would.
fn change(session: &mut Session, change: impl FnOnce(&mut Diagnostic)) {
    let document = session.document().unwrap();
    let mut diagnostic = (**document.diagnostic()).clone();
    change(&mut diagnostic);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("example.passerelle");
    std::fs::write(&path, write(&diagnostic, &Extras::default())).unwrap();
    let opened = storage::open(&path).unwrap();
    session.receive(passerelle::app::Event::Opened(path, Ok(Box::new(opened))));
}

fn edit(session: &mut Session, edit: Edit) {
    session.apply(Command::Edit(edit));
}

fn diagnostic(session: &Session) -> &Diagnostic {
    session.document().unwrap().diagnostic()
}

fn of_rule(rule: &str) -> Action {
    Action { rule: Some(rule.into()), ..Action::default() }
}

#[test]
fn typing_a_field_is_one_step_and_choosing_another() {
    let mut session = session();
    let set = |change| Edit::Plan(PlanEdit::Set(1, change));
    edit(&mut session, Edit::Plan(PlanEdit::Add(vec![of_rule("P2-1"), of_rule("P2-1")])));
    assert_eq!(diagnostic(&session).plan.actions.len(), 1, "a recommendation is taken up once");
    for typed in ["R", "Ré", "Réu"] {
        edit(&mut session, set(ActionChange::Title(typed.into())));
    }
    edit(&mut session, set(ActionChange::Stage(Stage::Underway)));
    session.apply(Command::Undo);
    session.apply(Command::Undo);
    let action = &diagnostic(&session).plan.actions[0];
    assert_eq!((action.title.as_str(), action.stage), ("", Stage::ToLaunch));
    session.apply(Command::Undo);
    assert!(diagnostic(&session).plan.actions.is_empty());
}

#[test]
fn a_number_is_never_given_to_another_action() {
    let mut session = session();
    edit(&mut session, Edit::Plan(PlanEdit::Add(vec![of_rule("P2-1"), of_rule("P3-1")])));
    edit(&mut session, Edit::Plan(PlanEdit::Order(vec![2, 1])));
    let ids = |session: &Session| -> Vec<u32> {
        diagnostic(session).plan.actions.iter().map(|action| action.id).collect()
    };
    assert_eq!(ids(&session), [2, 1]);
    // As a file of yesterday would have it: the actions are not new today.
    change(&mut session, |diagnostic| diagnostic.journal.clear());
    edit(&mut session, Edit::Plan(PlanEdit::Remove(2)));
    edit(&mut session, Edit::Plan(PlanEdit::Add(vec![of_rule("P4-1")])));
    assert_eq!(ids(&session), [1, 3]);
}

#[test]
fn taking_up_a_recommendation_ends_its_dismissal() {
    let mut session = session();
    edit(&mut session, Edit::Plan(PlanEdit::Dismiss("P2-1".into(), "Déjà fait.".into())));
    assert_eq!(diagnostic(&session).plan.dismissal(&"P2-1".into()), Some("Déjà fait."));
    edit(&mut session, Edit::Plan(PlanEdit::Add(vec![of_rule("P2-1")])));
    assert!(diagnostic(&session).plan.dismissed.is_empty());
    assert_eq!(diagnostic(&session).plan.actions[0].rule, Some("P2-1".into()));
}

#[test]
fn a_decision_goes_with_the_row_it_is_about() {
    let mut session = session();
    let row = diagnostic(&session).table("T5").unwrap().rows.last().unwrap().id;
    let choose = |choice| Edit::Decision(row, ResolutionChange::Choice(choice));
    edit(&mut session, choose(Some(Decision::Close)));
    edit(&mut session, Edit::Decision(row, ResolutionChange::Comment("Voté.".into())));
    assert_eq!(diagnostic(&session).decisions[&row].choice, Some(Decision::Close));
    edit(&mut session, Edit::RemoveRows("T5".into(), vec![row]));
    assert!(diagnostic(&session).decisions.is_empty());
    session.apply(Command::Undo);
    assert_eq!(diagnostic(&session).decisions[&row].comment, "Voté.");
    edit(&mut session, Edit::Decision(row, ResolutionChange::Comment(String::new())));
    edit(&mut session, choose(None));
    assert!(diagnostic(&session).decisions.is_empty(), "nothing is kept of nothing");
}

#[test]
fn every_change_of_a_plan_differs_and_is_told_in_words() {
    let from = read(V1.as_bytes()).unwrap().diagnostic;
    let mut to = from.clone();
    to.plan.actions.reverse();
    to.plan.actions[0].owner = Some(Owner::Role("finance".into()));
    to.plan.actions[0].funding[1].amount = Some(200_000.0);
    to.plan.actions[1].cost = None;
    to.plan.dismissed.clear();
    to.decisions.insert(9, Resolution { choice: Some(Decision::Revive), ..Resolution::default() });
    let found = Differences::between(&from, &to);
    let pack = Pack::standard().unwrap();
    let told: Vec<_> = found
        .all
        .iter()
        .map(|one| history::difference(pack, &to, Lang::Fr, one))
        .map(|line| format!("{} | {} | {}", line.what, line.from, line.to))
        .collect();
    insta::assert_snapshot!(told.join("\n").replace(['\u{a0}', '\u{202f}'], " "));
    assert!(Differences::between(&from, &from).is_empty());
}

#[test]
fn going_back_to_another_state_is_written_field_by_field() {
    let mut session = session();
    edit(&mut session, Edit::Plan(PlanEdit::Add(vec![of_rule("P2-1")])));
    change(&mut session, |diagnostic| diagnostic.journal.clear());
    let mut other = diagnostic(&session).clone();
    other.plan.actions[0].cost = Some(Cost::Total(500.0));
    edit(&mut session, Edit::Restore(Box::new(other)));
    let targets: Vec<_> =
        diagnostic(&session).journal.keys().map(|key| key.target.clone()).collect();
    assert_eq!(targets, [Target::ActionField(1, ActionField::Cost)]);
}

#[test]
fn what_cannot_be_in_a_plan_is_found() {
    let opened = storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap();
    let mut diagnostic = read(V1.as_bytes()).unwrap().diagnostic;
    diagnostic.tables = opened.diagnostic.tables;
    diagnostic.plan.actions[0].end = Month::new(2026, 1);
    diagnostic.plan.actions[0].rule = Some("P99".into());
    diagnostic.plan.actions[1].funding[0].amount = Some(-4.0);
    diagnostic.plan.actions[1].funding[1].funder = Funder::Device("NOPE".into());
    diagnostic.plan.dismissed.insert("P1-1".into(), " ".into());
    diagnostic.decisions.insert(4_000, Resolution::default());
    let kinds: Vec<_> = check_document(&opened.pack, &diagnostic)
        .into_iter()
        .filter(|problem| {
            matches!(problem.place, Place::Action(_) | Place::Dismissed(_) | Place::Decision(4_000))
        })
        .map(|problem| {
            assert!(problem.sentence(Lang::Fr).contains("\u{a0}: "));
            assert!(!problem.hint(Lang::En).is_empty());
            problem.kind
        })
        .collect();
    assert_eq!(
        kinds,
        [
            Kind::NotInPack,
            Kind::EndsBeforeStart,
            Kind::BadAmount,
            Kind::UnknownDevice("NOPE".into()),
            Kind::NoDismissalReason,
            Kind::NoSuchRow,
        ]
    );
}

#[test]
fn an_action_reads_as_the_recommendation_until_it_is_renamed() {
    let pack = Pack::standard().unwrap();
    let mut action = of_rule("P2-1");
    let title = pack.rule(&"P2-1".into()).unwrap().title.get(Lang::Fr);
    assert_eq!(plan_words::action_name(pack, Lang::Fr, &action), title);
    action.title = "Rattacher la mission".into();
    assert_eq!(plan_words::action_name(pack, Lang::Fr, &action), "Rattacher la mission");
}

/// The worked example in a brief, all its texts in one.
fn told(diagnostic: &Diagnostic, public: bool) -> (Brief, String) {
    let pack = Pack::standard().unwrap();
    let options = DocumentOptions { public, ..DocumentOptions::of(DocumentKind::Brief, Lang::Fr) };
    let brief = Brief::of(pack, diagnostic, &assess(pack, diagnostic), &options);
    let all = serde_json::to_string_pretty(&brief).unwrap();
    (brief, all.replace(['\u{a0}', '\u{202f}'], " "))
}

#[test]
fn the_brief_tells_what_was_chosen_and_what_was_voted() {
    let opened = storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap();
    let (brief, text) = told(&opened.diagnostic, false);
    let decisions = brief.front.unwrap().decisions;
    assert_eq!(decisions.title.as_str(), Lang::Fr.plan_front());
    assert!(decisions.items[0].title.as_str().starts_with("Cadrer en 90\u{a0}jours"));
    for line in [
        "Budget par année",
        "voté le 22 juin 2026",
        "Proposer un pacte autour d’un seul projet d’école",
        "Une action n’est pas chiffrée et ne compte pas ici",
        "La comparaison des pays se fera",
        "Ce n’est pas une prévision.",
    ] {
        assert!(text.contains(line), "`{line}` is not in\n{text}");
    }
    let (_, public) = told(&opened.diagnostic, true);
    for kept_inside in ["Proposer un pacte", "La comparaison des pays", "Teranga Valmont."] {
        assert!(!public.contains(kept_inside), "{kept_inside}");
    }
    let bare = Diagnostic { plan: Plan::default(), ..opened.diagnostic };
    let (brief, text) = told(&bare, false);
    assert_eq!(brief.front.unwrap().decisions.title.as_str(), Lang::Fr.plan_proposed());
    assert!(!text.contains("Budget par année"));
}
