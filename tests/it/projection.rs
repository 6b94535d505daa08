//! « Avant / après »: a projection never lowers a result, never makes something known of what is
//! not, raises only what the recommendation names, and says when it says nothing.

use std::path::Path;

use passerelle::{
    advice::{Frame, Horizon, NoEffect, advise, horizon, project, project_rule, proposed, take_up},
    domain::{Action, Diagnostic, Month, Plan, Stage, State, Value},
    questionnaire::{Family, Kind, Pack},
    scoring::{Aggregate, Assessment, Outcome, assess},
    storage,
};
use proptest::prelude::*;

fn valmont() -> Diagnostic {
    let opened = storage::open(Path::new("templates/examples/valmont.passerelle")).unwrap();
    Diagnostic { plan: Plan::default(), ..opened.diagnostic }
}

fn pack() -> &'static Pack {
    Pack::standard().unwrap()
}

fn planned(mut diagnostic: Diagnostic, rules: &[&str]) -> Diagnostic {
    let actions = (1..).zip(rules);
    diagnostic.plan.actions = actions
        .map(|(id, rule)| Action { id, rule: Some((*rule).into()), ..Action::default() })
        .collect();
    diagnostic
}

fn values(of: &Assessment) -> Vec<Option<Aggregate>> {
    let blocks = of.blocks.iter().map(|block| block.value);
    blocks.chain(of.gauges.iter().map(|gauge| gauge.value)).collect()
}

/// Fails if anything is lower after than before, or better known.
fn never_lower(before: &Assessment, after: &Assessment) -> Result<(), TestCaseError> {
    for (old, new) in values(before).iter().zip(values(after)) {
        let (Some(old), Some(new)) = (old, new) else { continue };
        prop_assert!(old.low <= new.low + 1e-9, "{old:?} {new:?}");
        prop_assert!(old.high <= new.high + 1e-9, "{old:?} {new:?}");
        prop_assert!(old.centre.unwrap_or(0.0) <= new.centre.unwrap_or(0.0) + 1e-9);
        prop_assert!((old.completeness - new.completeness).abs() < 1e-9, "{old:?} {new:?}");
    }
    for (old, new) in before.questions.iter().zip(&after.questions) {
        if old.outcome == Outcome::Unknown {
            prop_assert_eq!(new.outcome, Outcome::Unknown, "{} is made known", &old.id);
        }
    }
    Ok(())
}

#[test]
fn the_answer_that_a_recommendation_finds_too_low_is_raised_just_enough() {
    let diagnostic = planned(valmont(), &["P9-2"]);
    let before = assess(pack(), &diagnostic);
    let projection = project(pack(), &diagnostic, &before);
    let raises = projection.actions[0].raises.as_ref().unwrap();
    assert_eq!(raises.len(), 1);
    assert_eq!((raises[0].question.as_str(), &raises[0].to), ("GOV-08", &Value::Level(2)));
    let after = projection.after.unwrap();
    let low = |of: &Assessment| of.value(pack(), "GOV").unwrap().low;
    assert!(low(&before) < low(&after));
    // Done, the recommendation is no longer called for.
    let mut done = diagnostic;
    done.answers.get_mut("GOV-08").unwrap().state = State::Given(Value::Level(2));
    let advice = advise(pack(), &done, &assess(pack(), &done), done.as_of);
    assert!(advice.recommendations.iter().all(|one| one.rule != *"P9-2"));
}

#[test]
fn where_nothing_is_named_nothing_is_projected_and_that_is_said() {
    let mut diagnostic = planned(valmont(), &["M1", "P9-4", "P3-5", "P9-2"]);
    diagnostic.plan.actions.push(Action { id: 9, title: "La nôtre".into(), ..Action::default() });
    diagnostic.plan.actions[3].stage = Stage::Abandoned;
    diagnostic.answers.get_mut("ECO-06").unwrap().state = State::Given(Value::Level(4));
    let before = assess(pack(), &diagnostic);
    let projection = project(pack(), &diagnostic, &before);
    let said: Vec<_> =
        projection.actions.iter().map(|one| (one.action, one.raises.clone().err())).collect();
    assert_eq!(
        said,
        [
            (1, Some(NoEffect::NamesNone)),
            (2, Some(NoEffect::NamesNone)),
            (3, Some(NoEffect::NotCalledFor)),
            (9, Some(NoEffect::Own)),
        ]
    );
    assert_eq!(projection.after, None);
}

#[test]
fn an_answer_that_nobody_knows_is_not_raised() {
    let mut diagnostic = planned(valmont(), &["P4-3"]);
    // Either of two answers calls for it; of one of them nothing is known.
    diagnostic.answers.get_mut("DIA-06").unwrap().state = State::Unknown;
    diagnostic.answers.get_mut("ASS-06").unwrap().state = State::Given(Value::Level(0));
    let before = assess(pack(), &diagnostic);
    let projection = project(pack(), &diagnostic, &before);
    let raised = projection.actions[0].raises.as_ref().unwrap();
    let raised: Vec<_> = raised.iter().map(|raise| raise.question.as_str()).collect();
    assert_eq!(raised, ["ASS-06"]);
}

#[test]
fn every_measure_of_the_pack_that_fires_raises_without_lowering() {
    let mut diagnostic = valmont();
    for question in &pack().questions {
        if matches!(question.kind, Kind::Scale(_)) {
            let answer = diagnostic.answers.entry(question.id.clone()).or_default();
            answer.state = State::Given(Value::Level(0));
        }
    }
    let before = assess(pack(), &diagnostic);
    let mut raising = 0;
    for rule in pack().rules.iter().filter(|rule| rule.family == Family::Recommendation) {
        if let Some(after) = project_rule(pack(), &diagnostic, &before, &rule.id) {
            raising += 1;
            never_lower(&before, &after).unwrap();
            assert_ne!(before, after, "{} raises nothing that shows", rule.id);
        }
    }
    assert!(35 <= raising, "{raising} measures project something");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_projection_never_lowers_and_never_makes_known(
        levels in proptest::collection::vec(0_u8..7, 120),
        chosen in proptest::collection::vec(any::<bool>(), 80),
    ) {
        let mut diagnostic = valmont();
        let scales = pack().questions.iter().filter(|q| matches!(q.kind, Kind::Scale(_)));
        for (question, level) in scales.zip(levels) {
            let state = match level {
                0..=4 => State::Given(Value::Level(level)),
                5 => State::Unknown,
                _ => State::Between(Value::Level(0), Value::Level(1)),
            };
            diagnostic.answers.entry(question.id.clone()).or_default().state = state;
        }
        let rules = pack().rules.iter().zip(chosen).filter(|(_, chosen)| *chosen);
        let rules: Vec<&str> = rules.map(|(rule, _)| rule.id.as_str()).collect();
        let diagnostic = planned(diagnostic, &rules);
        let before = assess(pack(), &diagnostic);
        if let Some(after) = project(pack(), &diagnostic, &before).after {
            never_lower(&before, &after)?;
        }
    }
}

#[test]
fn the_five_decisions_become_actions_with_owner_and_term() {
    let mut diagnostic = valmont();
    let advice = advise(pack(), &diagnostic, &assess(pack(), &diagnostic), diagnostic.as_of);
    let actions = proposed(pack(), &diagnostic, &advice);
    assert_eq!(actions.len(), 5);
    let first = &actions[0];
    assert_eq!(first.rule, Some("M1".into()));
    assert_eq!((first.start, first.end), (Month::new(2026, 6), Month::new(2026, 9)));
    assert_eq!(horizon(pack(), &diagnostic, first), Some(Horizon::HundredDays));
    assert!(first.cost.is_none(), "nobody has said what it costs");
    // What is taken up or dismissed is not proposed again.
    diagnostic.plan.actions = vec![Action { id: 1, ..first.clone() }];
    diagnostic.plan.dismissed.insert("P9-2".into(), "Non.".into());
    let rest = proposed(pack(), &diagnostic, &advice);
    assert_eq!(rest.len(), 3);
    assert_eq!(Frame::of(&diagnostic).unwrap().until, Month::new(2032, 3).unwrap());
    let undated = Action { start: None, end: None, ..take_up(&diagnostic, &pack().rules[0]) };
    assert!(horizon(pack(), &diagnostic, &undated).is_some(), "the rule says by when");
}
