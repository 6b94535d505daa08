//! What every number is made of, what would move it, what is missing, and whether it stands.

use std::{
    ops::ControlFlow,
    path::Path as FilePath,
    sync::{Arc, LazyLock},
};

use passerelle::{
    domain::{BlockId, Diagnostic, Path, State, Value},
    questionnaire::{Kind, Pack, Truth, applicability},
    scoring::{
        Against, Assessment, Assessor, Change, CountryFigure, DrawSettings, Explanation, Formula,
        Lever, Number, Outcome, PartnershipFigure, Robustness, Span, ToAsk, Weights, What, assess,
        assess_with, benchmarks, by_contributor, explain, levers, robustness, strongest, to_verify,
    },
    storage::{self, Opened},
};
use proptest::prelude::*;

use crate::scoring::{cases, exclusions, feeds_matrix, scored, value};

const ROUNDING: f64 = 1e-9;

static EXAMPLE: LazyLock<Opened> = LazyLock::new(|| {
    storage::open(FilePath::new("templates/examples/valmont.passerelle")).expect("it opens")
});

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < ROUNDING, "{found} is not {expected}");
}

fn draw(pack: &Pack, diagnostic: &Diagnostic, settings: DrawSettings) -> Robustness {
    let assessment = assess(pack, diagnostic);
    robustness(pack, diagnostic, &assessment, settings, &mut |_, _| ControlFlow::Continue(()))
        .expect("nobody stops it")
}

/// Every number of an assessment that can be asked why.
fn numbers(pack: &Pack, assessment: &Assessment) -> Vec<Number> {
    let questions = pack.questions.iter().map(|q| Number::Question(q.id.clone()));
    let blocks = pack.blocks.iter().map(|block| Number::Block(block.id.clone()));
    let gauges = pack.gauges.iter().map(|gauge| Number::Gauge(gauge.id.clone()));
    let gaps = pack.ties.iter().map(|tie| Number::Gap(tie.id.clone()));
    let mut numbers: Vec<Number> = questions.chain(blocks).chain(gauges).chain(gaps).collect();
    for row in assessment.matrix.iter().flat_map(|matrix| &matrix.countries) {
        let ties = pack.matrix.iter().flat_map(|matrix| &matrix.ties);
        let ties = ties.map(|tie| CountryFigure::Tie(tie.id.clone()));
        let figures = ties.chain([
            CountryFigure::Roots,
            CountryFigure::Partnership,
            CountryFigure::Opportunity,
            CountryFigure::Unrooted,
        ]);
        numbers.extend(figures.map(|figure| Number::Country(row.country, figure)));
        for one in &row.partnerships {
            for figure in [
                PartnershipFigure::Activity,
                PartnershipFigure::Quality,
                PartnershipFigure::Strength,
            ] {
                numbers.push(Number::Partnership(one.row, figure));
            }
        }
    }
    numbers
}

/// What the parts of an explanation make, done again by its formula alone.
fn redone(explanation: &Explanation) -> Option<(f64, f64)> {
    let ends = |index: usize| {
        let value = explanation.parts.get(index)?.value?;
        Some((value.low(), value.high()))
    };
    match &explanation.formula {
        Formula::WeightedMean | Formula::Mean | Formula::Difference | Formula::Roots => {
            explanation.sum().map(|sum| (sum.low, sum.high))
        }
        Formula::AnyOf => {
            let parts = explanation.parts.iter();
            let (mut low, mut high) = (1.0, 1.0);
            for value in parts.filter_map(|part| part.value) {
                low *= 1.0 - value.low();
                high *= 1.0 - value.high();
            }
            (!explanation.parts.is_empty()).then_some((1.0 - low, 1.0 - high))
        }
        Formula::Without => {
            let ((a, b), (c, d)) = (ends(0)?, ends(1)?);
            Some((a * (1.0 - d), b * (1.0 - c)))
        }
        Formula::ActivityByQuality { base } => {
            let ((a, b), (c, d)) = (ends(0)?, ends(1)?);
            Some((a * (base + (1.0 - base) * c), b * (base + (1.0 - base) * d)))
        }
        Formula::Strongest => {
            let parts = explanation.parts.iter().filter_map(|part| part.value);
            let most = |end: fn(passerelle::domain::Interval) -> f64| {
                parts.clone().map(end).fold(0.0, f64::max)
            };
            (1 < explanation.parts.len()).then(|| {
                (most(passerelle::domain::Interval::low), most(passerelle::domain::Interval::high))
            })
        }
        Formula::Goalposts { posts, cap } => {
            let (low, high) = explanation.figure?;
            let of = |x: f64| {
                let steps = (posts.len() - 1) as f64;
                let step = |(index, pair): (usize, &[f64])| {
                    let share = ((x - pair[0]) / (pair[1] - pair[0])).clamp(0.0, 1.0);
                    let _ = index;
                    share / steps
                };
                posts.windows(2).enumerate().map(step).sum::<f64>().min(cap.unwrap_or(1.0))
            };
            Some((of(low), of(high)))
        }
        _ => None,
    }
}

#[test]
fn every_number_of_the_example_can_be_redone_by_hand() {
    let (pack, diagnostic) = (&EXAMPLE.pack, &EXAMPLE.diagnostic);
    let assessment = assess(pack, diagnostic);
    let (mut all, mut checked) = (0, 0);
    for number in numbers(pack, &assessment) {
        let explanation = explain(pack, diagnostic, &assessment, &number).expect("it is there");
        all += 1;
        let (Some(result), Some((low, high))) = (explanation.result, redone(&explanation)) else {
            continue;
        };
        checked += 1;
        assert!((low - result.low).abs() < ROUNDING, "{number:?} {explanation:?}");
        assert!((high - result.high).abs() < ROUNDING, "{number:?} {explanation:?}");
        if let Some(Span { centre: Some(sum), .. }) = explanation.sum()
            && let Some(centre) = result.centre
        {
            assert!((sum - centre).abs() < ROUNDING, "{number:?} {explanation:?}");
        }
    }
    // Levels, options and derived shares have no sum: all else must have been redone.
    assert!(90 < checked, "{checked} of {all}");
}

/// Method § 3.7: GOV, whose parts the reference lists.
#[test]
fn the_governance_of_the_example_shows_its_unknowns_and_weights() {
    let (pack, diagnostic) = (&EXAMPLE.pack, &EXAMPLE.diagnostic);
    let assessment = assess(pack, diagnostic);
    let number = Number::Block("GOV".into());
    let explanation = explain(pack, diagnostic, &assessment, &number).unwrap();
    assert_eq!(explanation.formula, Formula::WeightedMean);
    assert_eq!((explanation.weight, explanation.parts.len()), (Some(27.0), 11));
    let unknown: Vec<_> = explanation.unknown().map(|part| part.what.clone()).collect();
    assert_eq!(unknown, ["GOV-07", "GOV-11"].map(|id| What::Question(id.into())));
    let first = &explanation.parts[0];
    near(first.share.unwrap(), 3.0 / 27.0);
    near(first.adds.unwrap().low, 3.0 * 0.25 / 27.0);
    near(first.adds.unwrap().centre.unwrap(), 3.0 * 0.25 / 24.0);
    let level = explain(pack, diagnostic, &assessment, &Number::Level("GOV".into())).unwrap();
    let closed = level.parts.iter().filter(|part| part.holds == Some(Truth::False));
    let closed: Vec<_> = closed.map(|part| part.what.clone()).take(2).collect();
    assert_eq!(closed, [What::Threshold(3), What::Gate(3, 1)]);
}

#[test]
fn a_lever_is_what_a_new_assessment_gives() {
    let (pack, diagnostic) = (&EXAMPLE.pack, &EXAMPLE.diagnostic);
    let assessment = assess(pack, diagnostic);
    let levers = levers(pack, diagnostic, &assessment);
    let mut checked = 0;
    for lever in &levers {
        let question = pack.question(lever.question.as_str()).unwrap();
        let Kind::Scale(anchors) = &question.kind else { continue };
        let Some(step) = &lever.step else { continue };
        let mut better = diagnostic.clone();
        let level = (step.to * (anchors.len() - 1) as f64).round();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "five levels")]
        let value = Value::Level(level as u8);
        better.answers.get_mut(&question.id).unwrap().state = State::Given(value);
        let after = assess(pack, &better);
        if exclusions(&after) != exclusions(&assessment) {
            continue;
        }
        checked += 1;
        for (before, after) in assessment.blocks.iter().zip(&after.blocks) {
            let effect = step.effects.iter().find(|effect| effect.block == before.id);
            let change = |end: fn(&passerelle::scoring::Aggregate) -> Option<f64>| {
                end(&after.value?).zip(end(&before.value?)).map(|(after, before)| after - before)
            };
            let (low, centre) = (change(|v| Some(v.low)), change(|v| v.centre));
            near(effect.map_or(0.0, |effect| effect.low), low.unwrap_or(0.0));
            near(effect.and_then(|effect| effect.centre).unwrap_or(0.0), centre.unwrap_or(0.0));
            let ranges = before.level.as_ref().zip(after.level.as_ref());
            let ranges = ranges.map(|(before, after)| [before.range(), after.range()]);
            let changed = ranges.filter(|[before, after]| before != after);
            assert_eq!(effect.and_then(|effect| effect.level), changed, "{}", lever.question);
        }
    }
    assert!(20 < checked, "{checked}");
    let index: BlockId = "B".into();
    let best =
        strongest(&levers, &index, |lever: &Lever| -> Option<&Change> { lever.step.as_ref() });
    assert!(best.windows(2).all(|two| two[1].1.shown() <= two[0].1.shown()));
    assert!(best.iter().all(|(_, effect)| 0.0 <= effect.shown()));
}

#[test]
fn what_to_verify_says_how_much_and_whom_to_ask() {
    let (pack, diagnostic) = (&EXAMPLE.pack, &EXAMPLE.diagnostic);
    let assessment = assess(pack, diagnostic);
    let checks = to_verify(pack, diagnostic, &assessment);
    let most: Vec<f64> = checks.iter().map(|check| check.most(&pack.indices)).collect();
    assert!(most.windows(2).all(|two| two[1] <= two[0]), "{most:?}");
    let split = checks.iter().find(|check| check.what == ToAsk::Question("GOV-07".into())).unwrap();
    near(split.most(&["GOV".into()]), 2.0 / 27.0);
    near(split.most(&["B".into()]), 2.0 / 27.0 / 8.0);
    assert!(!split.contributors.is_empty());
    let grouped = by_contributor(pack, &checks);
    assert_eq!(grouped.iter().map(|(_, checks)| checks.len()).sum::<usize>(), checks.len());
}

#[test]
fn the_example_stands_beside_the_survey() {
    let (pack, diagnostic) = (&EXAMPLE.pack, &EXAMPLE.diagnostic);
    let assessment = assess(pack, diagnostic);
    let compared = benchmarks(pack, diagnostic, &assessment);
    let of = |id: &str| {
        let found = compared.iter().find(|one| match &one.against {
            Against::Share { finding, .. } => finding.finding.id == id,
            Against::Range { range, .. } => range.id == id,
        });
        found.map(|one| one.against.clone()).expect("it is compared")
    };
    let Against::Range { figure, within, range } = of("budget") else { panic!("a range") };
    assert_eq!((figure, within), (Some((90_000.0, 90_000.0)), Truth::False));
    assert_eq!((range.low, range.typical, range.high), (100_000.0, 300_000.0, 1_000_000.0));
    let Against::Range { within, .. } = of("staff") else { panic!("a range") };
    assert_eq!(within, Truth::True);
    let Against::Share { finding, other, .. } = of("transversal_62") else { panic!("a share") };
    let interval = finding.interval.unwrap();
    assert_eq!(((100.0 * interval.low()).round(), (100.0 * interval.high()).round()), (46.0, 75.0));
    let other = other.expect("the study contradicts itself");
    assert_eq!((other.finding.percent, other.interval), (70, None));
}

#[test]
fn profiles_explore_and_never_change_the_results() {
    let (pack, diagnostic) = (&EXAMPLE.pack, &EXAMPLE.diagnostic);
    let method = assess(pack, diagnostic);
    assert_eq!(pack.profiles.len(), 4);
    for profile in &pack.profiles {
        let weights = Weights::of_profile(pack, profile);
        assert!(!weights.is_of_method(pack));
        let explored = assess_with(pack, diagnostic, &weights);
        assert_eq!(explored.questions, method.questions);
        let index = |assessment: &Assessment| {
            pack.indices.iter().map(|id| assessment.value(pack, id.as_str())).collect::<Vec<_>>()
        };
        assert_ne!(index(&explored), index(&method), "{}", profile.id);
    }
    // By hand: with PAR and ODD double, B is the mean of ten parts.
    let solidarity = &pack.profiles[0];
    let explored = assess_with(pack, diagnostic, &Weights::of_profile(pack, solidarity));
    let low = |id| method.value(pack, id).unwrap().low;
    let eight = ["MOB", "PAR", "RES", "GOV", "MOY", "COM", "FOR", "ODD"].map(low);
    let expected = (eight.iter().sum::<f64>() + low("PAR") + low("ODD")) / 10.0;
    near(explored.value(pack, "B").unwrap().low, expected);
}

#[test]
fn draws_can_be_followed_and_stopped() {
    let (pack, diagnostic) = (&EXAMPLE.pack, &EXAMPLE.diagnostic);
    let assessment = assess(pack, diagnostic);
    let mut seen = Vec::new();
    let settings = DrawSettings { draws: 200, ..DrawSettings::default() };
    let stopped = robustness(pack, diagnostic, &assessment, settings, &mut |done, all| {
        seen.push((done, all));
        if 100 < done { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped, None);
    assert_eq!(seen, [(0, 200), (64, 200), (128, 200)]);
}

#[test]
fn extremes_give_no_invented_number() {
    let pack = Pack::standard().unwrap();
    let blank = Diagnostic {
        answers: [].into(),
        tables: [].into(),
        ambitions: [].into(),
        plan: passerelle::domain::Plan::default(),
        decisions: [].into(),
        points: [].into(),
        ..EXAMPLE.diagnostic.clone()
    };
    let fill = |state: &dyn Fn(&Kind) -> State| {
        let mut all = blank.clone();
        for question in &pack.questions {
            all.answers.entry(question.id.clone()).or_default().state = state(&question.kind);
        }
        all
    };
    let top = |kind: &Kind, best: bool| {
        let figure = if best { 1e9 } else { 0.0 };
        let worth = |value: Option<f64>| value.unwrap_or(0.0);
        State::Given(match kind {
            Kind::Scale(_) => Value::Level(if best { 4 } else { 0 }),
            Kind::Choice(options) => {
                let order = |a: &&passerelle::questionnaire::Choice,
                             b: &&passerelle::questionnaire::Choice| {
                    worth(a.value).total_cmp(&worth(b.value))
                };
                let chosen =
                    if best { options.iter().max_by(order) } else { options.iter().min_by(order) };
                Value::Choice(chosen.unwrap().id.clone())
            }
            Kind::YesPartlyNo { .. } => Value::Choice(if best { "yes" } else { "no" }.into()),
            Kind::Multiple { options, .. } if best => {
                Value::Picks(options.iter().map(|o| (o.id.clone(), Some(figure))).collect())
            }
            Kind::Multiple { .. } => Value::Picks([].into()),
            Kind::Number { .. } => Value::Number(figure),
            Kind::Numbers(parts) => {
                Value::Parts(parts.iter().map(|part| (part.id.clone(), figure)).collect())
            }
            Kind::Derived(_) => return State::NotAsked,
        })
    };
    let not_applicable = State::NotApplicable { reason: "essai".to_owned() };
    for (name, diagnostic) in [
        ("nothing asked", blank.clone()),
        ("all unknown", fill(&|_| State::Unknown)),
        ("all not applicable", fill(&|_| not_applicable.clone())),
        ("all worst", fill(&|kind| top(kind, false))),
        ("all best", fill(&|kind| top(kind, true))),
    ] {
        for path in [Path::Full, Path::Quick] {
            let diagnostic = Diagnostic { path, ..diagnostic.clone() };
            sound(pack, &diagnostic);
            if name == "all unknown" && path == Path::Full {
                let assessment = assess(pack, &diagnostic);
                assert!(assessment.blocks.iter().all(|b| b.value.unwrap().centre.is_none()));
                for index in &pack.indices {
                    let value = assessment.value(pack, index.as_str()).unwrap();
                    assert_eq!((value.low, value.high), (0.0, 1.0));
                }
            }
        }
    }
}

/// Whether all that analysis says is a number between its bounds.
fn sound(pack: &Pack, diagnostic: &Diagnostic) {
    let assessment = assess(pack, diagnostic);
    for number in numbers(pack, &assessment) {
        let explanation = explain(pack, diagnostic, &assessment, &number).expect("it is there");
        for span in explanation.result.iter().chain(explanation.sum().iter()) {
            assert!(span.low.is_finite() && span.high.is_finite(), "{number:?} {explanation:?}");
            assert!(span.centre.is_none_or(f64::is_finite), "{number:?} {explanation:?}");
        }
        for part in &explanation.parts {
            assert!(part.share.is_none_or(f64::is_finite), "{number:?} {part:?}");
        }
    }
    for lever in levers(pack, diagnostic, &assessment) {
        for change in lever.step.iter().chain(&lever.best) {
            assert!(0.0 <= change.to && change.to <= 1.0, "{lever:?}");
            for effect in &change.effects {
                assert!(effect.low.is_finite() && effect.high.is_finite(), "{lever:?}");
            }
        }
    }
    for check in to_verify(pack, diagnostic, &assessment) {
        for narrowing in &check.narrows {
            assert!(0.0 <= narrowing.by && narrowing.by <= 1.0 + ROUNDING, "{check:?}");
        }
    }
    assert!(benchmarks(pack, diagnostic, &assessment).len() <= pack.benchmarks.len());
    for balance in [false, true] {
        let settings = DrawSettings { draws: 30, balance, ..DrawSettings::default() };
        let drawn = draw(pack, diagnostic, settings);
        assert_eq!(drawn, draw(pack, diagnostic, settings));
        let blocks = drawn.blocks.iter().map(|block| block.spread);
        for spread in blocks.chain(drawn.gauges.iter().map(|gauge| gauge.spread)).flatten() {
            assert!(0.0 <= spread.p5 && spread.p5 <= spread.p50, "{spread:?}");
            assert!(spread.p50 <= spread.p95 && spread.p95 <= 1.0, "{spread:?}");
        }
        for (block, score) in drawn.blocks.iter().zip(&assessment.blocks) {
            assert_eq!(block.spread.is_some(), score.value.is_some(), "{}", block.id);
            if !block.levels.is_empty() {
                near(block.levels.iter().sum(), 1.0);
            }
        }
        let stays = drawn.gaps.iter().map(|gap| gap.stays);
        for stays in stays.chain(drawn.countries.iter().map(|country| country.stays)) {
            assert!(stays <= 30);
        }
        for left in &drawn.without {
            assert!(left.changes.iter().all(|(_, change)| change.is_finite()), "{left:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_add_up_to_their_number(seed: u64) {
        for (pack, diagnostic, _) in cases(seed) {
            let assessment = assess(&pack, &diagnostic);
            for number in numbers(&pack, &assessment) {
                let explanation = explain(&pack, &diagnostic, &assessment, &number).unwrap();
                let (Some(result), Some(redone)) = (explanation.result, redone(&explanation)) else {
                    continue;
                };
                prop_assert!((redone.0 - result.low).abs() < ROUNDING, "{:?} {:?}", number, explanation);
                prop_assert!((redone.1 - result.high).abs() < ROUNDING, "{:?} {:?}", number, explanation);
            }
        }
    }

    #[test]
    fn an_assessor_says_what_a_fresh_assessment_says(seed: u64) {
        for (pack, mut diagnostic, mut dice) in cases(seed) {
            let mut assessor = Assessor::new(Arc::clone(&pack));
            for round in 0..6 {
                prop_assert_eq!(assessor.assess(&diagnostic), assess(&pack, &diagnostic));
                let other = crate::scoring::diagnostic(&pack, seed.wrapping_add(round));
                match round % 3 {
                    0 => {
                        let Some(question) = scored(&pack, &mut dice) else { continue };
                        let answer = other.answers[&question.id].clone();
                        diagnostic.answers.insert(question.id.clone(), answer);
                    }
                    // A table changes in place, as an edit does.
                    1 => {
                        let Some(table) = diagnostic.tables.values_mut().next() else { continue };
                        Arc::make_mut(table).rows.pop();
                    }
                    _ => diagnostic.answers = other.answers,
                }
            }
        }
    }

    #[test]
    fn analysis_is_sound_whatever_was_answered(seed: u64) {
        for (pack, diagnostic, _) in cases(seed) {
            sound(&pack, &diagnostic);
        }
    }

    #[test]
    fn answering_narrows_by_what_was_announced(seed: u64) {
        for (pack, mut diagnostic, mut dice) in cases(seed) {
            let Some(question) = scored(&pack, &mut dice) else { continue };
            let Some(given) = value(&mut dice, &question.kind) else { continue };
            diagnostic.answers.get_mut(&question.id).unwrap().state = State::Unknown;
            let before = assess(&pack, &diagnostic);
            let checks = to_verify(&pack, &diagnostic, &before);
            let what = ToAsk::Question(question.id.clone());
            let check = checks.iter().find(|check| check.what == what);
            diagnostic.answers.get_mut(&question.id).unwrap().state = State::Given(given);
            let after = assess(&pack, &diagnostic);
            let index = pack.question_index(question.id.as_str()).unwrap();
            let exact = matches!(after.questions[index].outcome, Outcome::Known(x) if x.width() == 0.0);
            if exclusions(&before) != exclusions(&after) || feeds_matrix(&pack, question) || !exact {
                continue;
            }
            let counts = before.questions[index].outcome == Outcome::Unknown;
            prop_assert_eq!(check.is_some_and(|check| !check.narrows.is_empty()), counts);
            let Some(check) = check else { continue };
            let named = format!("{:?}", question.id);
            let shared = pack.questions.iter().any(|q| format!("{:?}", q.measure).contains(&named));
            for (old, new) in before.blocks.iter().zip(&after.blocks) {
                let (Some(was), Some(is)) = (old.value, new.value) else { continue };
                let narrowed = (was.high - was.low) - (is.high - is.low);
                let announced = check.most(std::slice::from_ref(&old.id));
                prop_assert!(narrowed <= announced + ROUNDING, "{} {}", question.id, old.id);
                if !shared {
                    prop_assert!((narrowed - announced).abs() < ROUNDING, "{} {}", question.id, old.id);
                }
            }
            prop_assert!(applicability(&diagnostic, question) == passerelle::questionnaire::Applicability::Asked);
        }
    }
}
