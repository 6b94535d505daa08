//! Our scoring against the method's reference implementation in Python, on random diagnostics.
//!
//! The reference is no part of the project: where it is absent, or Python is, the test says so and
//! passes. `docs/reliability.md` has the figures and the command.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use passerelle::{
    domain::{Coverage, Diagnostic, Path as Route, State, Value},
    exchange::{Analysis, score_json},
    questionnaire::{Kind, Measure, Pack, Question, Scoring},
    scoring::assess,
};
use serde_json::{Value as Json, json};

use crate::scoring::{Dice, diagnostic};

/// Where the reference lies beside the project.
const REFERENCE: &str = "../shared/method";

/// An answer as it was entered: its figures, levels, places of options or numbers of options.
fn entered(pack: &Pack, question: &Question, state: &State) -> Json {
    let one = |value: &Value| match (value, &question.kind) {
        (Value::Level(level), _) => f64::from(*level),
        (Value::Number(number), _) => *number,
        (Value::Choice(id), Kind::Choice(options)) => {
            options.iter().position(|option| option.id == *id).unwrap() as f64
        }
        (Value::Choice(id), _) => {
            ["yes", "partly", "no"].iter().position(|known| *known == id.as_str()).unwrap() as f64
        }
        (Value::Picks(picks), _) => picks.len() as f64,
        (Value::Parts(_), _) => 0.0,
    };
    let national = match &question.scoring {
        Scoring::Quotient(id) => pack.references.iter().find(|r| r.id == *id).map(|r| r.value),
        _ => None,
    };
    let parts = match state {
        State::Given(Value::Parts(parts)) => json!(
            parts
                .iter()
                .map(|(id, n)| (id.to_string(), *n))
                .collect::<std::collections::BTreeMap<_, _>>()
        ),
        _ => Json::Null,
    };
    let (word, low, high) = match state {
        State::NotAsked => ("not_asked", 0.0, 0.0),
        State::Unknown => ("unknown", 0.0, 0.0),
        State::NotApplicable { .. } => ("not_applicable", 0.0, 0.0),
        State::Given(value) => ("given", one(value), one(value)),
        State::Between(low, high) => ("between", one(low), one(high)),
    };
    json!({"state": word, "low": low, "high": high, "parts": parts, "national": national})
}

/// Gives figures a size at which goalposts and references tell them apart.
fn sized(pack: &Pack, diagnostic: &mut Diagnostic, dice: &mut Dice) {
    for question in &pack.questions {
        let Some(answer) = diagnostic.answers.get_mut(&question.id) else { continue };
        let most = match (&question.scoring, &question.measure) {
            (Scoring::Goalposts(posts), Measure::Own) => posts.last().copied(),
            (Scoring::Quotient(id), Measure::Own) => {
                pack.references.iter().find(|r| r.id == *id).map(|r| r.value * 3.0)
            }
            _ => None,
        };
        let Some(most) = most else { continue };
        let figure = |dice: &mut Dice| dice.below(1_300) as f64 / 1_000.0 * most;
        match &mut answer.state {
            State::Given(Value::Number(number)) => *number = figure(dice),
            State::Between(Value::Number(low), Value::Number(high)) => {
                *low = figure(dice);
                *high = *low + figure(dice);
            }
            _ => {}
        }
    }
}

#[test]
fn scores_are_those_of_the_reference_implementation() {
    let reference = Path::new(REFERENCE).join("reference_scorer.py");
    let python = ["python3", "/usr/bin/python3"]
        .into_iter()
        .find(|python| Command::new(python).arg("--version").output().is_ok());
    let (true, Some(python)) = (reference.exists(), python) else {
        println!("not compared: {REFERENCE} or python3 is not here");
        return;
    };
    let cases: u64 = env::var("PASSERELLE_CASES").map_or(320, |text| text.parse().unwrap());
    let pack = Pack::standard().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    for case in 0..cases {
        let mut diagnostic = diagnostic(pack, case);
        diagnostic.path = Route::Full;
        sized(pack, &mut diagnostic, &mut Dice(case ^ 0x5eed));
        let assessment = assess(pack, &diagnostic);
        let score = score_json(pack, &diagnostic, &assessment, &Analysis::default()).unwrap();
        let score: Json = serde_json::from_str(&score).unwrap();
        let answers: Json = pack
            .questions
            .iter()
            .filter(|question| question.kind.is_asked())
            .map(|question| {
                let state = diagnostic.answer(question.id.as_str()).map(|answer| &answer.state);
                let state = state.cloned().unwrap_or_default();
                (question.id.to_string(), entered(pack, question, &state))
            })
            .collect::<serde_json::Map<_, _>>()
            .into();
        // A list that nobody declared complete may lack partnerships.
        let closed = diagnostic
            .table("T5")
            .is_some_and(|table| table.coverage == Some(Coverage::Exhaustive));
        let line = json!({"case": case, "score": score, "answers": answers, "closed": closed});
        writeln!(lines, "{line}").unwrap();
    }
    let file: PathBuf = folder.path().join("cases.jsonl");
    fs::write(&file, lines).unwrap();
    let output = Command::new(python)
        .arg("tests/it/reference.py")
        .arg(&reference)
        .arg(Path::new(REFERENCE).join("questionnaire.json"))
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
