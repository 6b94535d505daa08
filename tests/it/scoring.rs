//! What must hold of scoring whatever the questionnaire and the answers.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "dice have few sides"
)]

use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use passerelle::{
    domain::{
        Cell, Coverage, Diagnostic, Evidence, PackStamp, Path, Row, State, Table, Territory, Value,
    },
    questionnaire::{
        Choice, ColumnKind, Kind, Measure, Pack, PackSource, Question, Scoring, TableSpec,
    },
    scoring::{Aggregate, Assessment, Exclusion, Outcome, assess},
};
use proptest::prelude::*;

const ROUNDING: f64 = 1e-9;

/// The packs that properties are checked on.
pub(crate) static PACKS: LazyLock<Vec<Arc<Pack>>> = LazyLock::new(|| {
    let read = |name: &str, text: &str| {
        Arc::new(Pack::read(PackSource::of(&[(name, text)])).expect("the test pack is sound"))
    };
    vec![
        read("minimal.ron", include_str!("packs/minimal.ron")),
        read("crossing.ron", include_str!("packs/crossing.ron")),
        Pack::standard().expect("the standard pack is sound").clone(),
    ]
});

/// A source of choices that a seed determines.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.next() as usize % bound.max(1)
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn number(&mut self) -> f64 {
        const SIZES: [f64; 4] = [1.0, 20.0, 1_000.0, 200_000.0];
        let size = SIZES[self.below(SIZES.len())];
        (self.below(1_000) as f64 / 1_000.0 * size * 10.0).round() / 10.0
    }

    fn pick<'a>(&mut self, options: &'a [Choice]) -> &'a Choice {
        &options[self.below(options.len())]
    }
}

pub(crate) fn value(dice: &mut Dice, kind: &Kind) -> Option<Value> {
    Some(match kind {
        Kind::Scale(levels) => Value::Level(dice.below(levels.len()) as u8),
        Kind::Choice(options) => Value::Choice(dice.pick(options).id.clone()),
        Kind::YesPartlyNo { .. } => Value::Choice(["yes", "partly", "no"][dice.below(3)].into()),
        Kind::Multiple { options, amount } => Value::Picks(
            options
                .iter()
                .filter_map(|option| {
                    let figure = amount.is_some().then(|| dice.number());
                    dice.one_in(2).then(|| (option.id.clone(), figure))
                })
                .collect(),
        ),
        Kind::Number { .. } => Value::Number(dice.number()),
        Kind::Numbers(parts) => {
            Value::Parts(parts.iter().map(|part| (part.id.clone(), dice.number())).collect())
        }
        Kind::Derived(_) => return None,
    })
}

fn state(dice: &mut Dice, kind: &Kind) -> State {
    let Some(given) = value(dice, kind) else { return State::NotAsked };
    match (dice.below(10), given) {
        (0, _) => State::NotAsked,
        (1, _) => State::Unknown,
        (2, _) => State::NotApplicable { reason: String::new() },
        (3, Value::Number(low)) => {
            State::Between(Value::Number(low), Value::Number(low + dice.number()))
        }
        (3, Value::Level(level)) => State::Between(Value::Level(0), Value::Level(level)),
        (_, given) => State::Given(given),
    }
}

fn cell(dice: &mut Dice, kind: &ColumnKind) -> Cell {
    const PLACES: [&str; 7] = ["SN", "MA", "PT", "JP", "zone:other_africa", "Atlantide", "XX"];
    match (dice.below(8), kind) {
        (0, _) => Cell::Empty,
        (1, _) => Cell::Unknown,
        (2, ColumnKind::Number { .. }) => {
            let low = dice.number();
            Cell::Range(low, low + dice.number())
        }
        (_, ColumnKind::Number { .. }) => Cell::Number(dice.number()),
        (_, ColumnKind::Text | ColumnKind::Town { .. }) => Cell::text("Valmont"),
        (_, ColumnKind::Year) => Cell::Number(2015.0 + dice.below(12) as f64),
        (_, ColumnKind::Month) => {
            Cell::text(&format!("20{}-0{}", 18 + dice.below(9), 1 + dice.below(9)))
        }
        (_, ColumnKind::YesNo) => Cell::Flag(dice.one_in(2)),
        (_, ColumnKind::Choice(options)) => Cell::text(dice.pick(options).id.as_str()),
        (_, ColumnKind::Choices { options, .. }) => Cell::List(
            options.iter().filter(|_| dice.one_in(3)).map(|o| o.id.as_str().into()).collect(),
        ),
        (_, ColumnKind::Level(levels)) => Cell::Number(dice.below(levels.len()) as f64),
        (_, ColumnKind::Place) => Cell::text(PLACES[dice.below(PLACES.len())]),
        (_, ColumnKind::Places) => Cell::List(
            PLACES.iter().filter(|_| dice.one_in(3)).map(|place| (*place).into()).collect(),
        ),
    }
}

fn table(dice: &mut Dice, spec: &TableSpec) -> Table {
    let rows = dice.below(7);
    let row = |id| {
        let cells = spec.columns.iter().map(|column| cell(dice, &column.kind)).collect();
        Arc::new(Row { id, cells })
    };
    Table {
        columns: spec.columns.iter().map(|column| column.id.clone()).collect(),
        rows: (1..).take(rows).map(row).collect(),
        coverage: [None, Some(Coverage::Exhaustive), Some(Coverage::TopN), Some(Coverage::Partial)]
            [rows % 4],
        ..Table::default()
    }
}

pub(crate) fn diagnostic(pack: &Pack, seed: u64) -> Diagnostic {
    let dice = &mut Dice(seed);
    let mut diagnostic = Diagnostic {
        territory: Territory::default(),
        as_of: date(2026, 11, 23),
        pack: PackStamp {
            id: pack.id.clone(),
            version: pack.version.clone(),
            hash: "".into(),
            text: "".into(),
        },
        path: if dice.one_in(5) { Path::Quick } else { Path::Full },
        fictional: true,
        answers: [].into(),
        tables: [].into(),
        ambitions: [].into(),
        plan: passerelle::domain::Plan::default(),
        decisions: [].into(),
        explorations: Vec::new(),
        frozen: [].into(),
        cover: passerelle::domain::Cover::default(),
        points: [].into(),
        journal: [].into(),
    };
    for question in &pack.questions {
        let answer = diagnostic.answers.entry(question.id.clone()).or_default();
        answer.state = state(dice, &question.kind);
        answer.evidence = (!dice.one_in(3)).then(|| Evidence::ALL[dice.below(4)]);
        answer.year = (!dice.one_in(3)).then(|| 2018 + dice.below(9) as i16);
    }
    for spec in &pack.tables {
        if !dice.one_in(6) {
            diagnostic.tables.insert(spec.id.clone(), Arc::new(table(dice, spec)));
        }
    }
    diagnostic
}

/// Every pack with a diagnostic that a seed determines, and the dice for what happens next.
pub(crate) fn cases(seed: u64) -> impl Iterator<Item = (Arc<Pack>, Diagnostic, Dice)> {
    PACKS.iter().map(move |pack| {
        let diagnostic = diagnostic(pack, seed);
        (pack.clone(), diagnostic, Dice(!seed))
    })
}

/// An asked question that is scored.
pub(crate) fn scored<'a>(pack: &'a Pack, dice: &mut Dice) -> Option<&'a Question> {
    let scored: Vec<&Question> = pack
        .questions
        .iter()
        .filter(|question| question.kind.is_asked() && question.scoring != Scoring::Unscored)
        .collect();
    scored.get(dice.below(scored.len())).copied()
}

fn aggregates(assessment: &Assessment) -> impl Iterator<Item = Option<Aggregate>> {
    let blocks = assessment.blocks.iter().map(|block| block.value);
    blocks.chain(assessment.gauges.iter().map(|gauge| gauge.value))
}

pub(crate) fn exclusions(assessment: &Assessment) -> Vec<Option<Exclusion>> {
    let exclusion = |outcome| match outcome {
        Outcome::Excluded(why) => Some(why),
        _ => None,
    };
    assessment.questions.iter().map(|score| exclusion(score.outcome)).collect()
}

/// The minimal pack's assessment when kilometers and staff are in these states.
fn minimal(path: Path, kilometers: State, staff: State) -> Assessment {
    let pack = &PACKS[0];
    let mut diagnostic = diagnostic(pack, 0);
    diagnostic.path = path;
    diagnostic.answers.clear();
    for (id, state) in [("ONE-1", kilometers), ("ONE-2", staff)] {
        diagnostic.answers.entry(id.into()).or_default().state = state;
    }
    assess(pack, &diagnostic)
}

fn number(number: f64) -> State {
    State::Given(Value::Number(number))
}

#[test]
fn a_mean_of_blocks_shows_its_centre_when_enough_members_do() {
    let total = |kilometers, staff| {
        minimal(Path::Full, kilometers, staff).value(&PACKS[0], "TOTAL").unwrap()
    };
    let both = total(number(10.0), number(1.0));
    assert_eq!((both.low, both.centre, both.high), (0.375, Some(0.375), 0.375));
    assert!(both.sufficient);
    let one = total(number(10.0), State::Unknown);
    assert_eq!((one.low, one.centre, one.high), (0.25, Some(0.5), 0.75));
    assert_eq!((one.completeness, one.shown_centre()), (0.5, None));
    // Without kilometers, staff does not count: one member is left.
    let left = total(number(0.0), State::NotAsked);
    assert_eq!((left.low, left.centre, left.high, left.weight), (0.0, Some(0.0), 0.0, 1.0));
}

#[test]
fn why_a_question_does_not_count_is_told() {
    let staff = |path, kilometers, staff| minimal(path, kilometers, staff).questions[1].outcome;
    let not_applicable = State::NotApplicable { reason: String::new() };
    for (path, kilometers, answer, expected) in [
        (Path::Full, number(9.0), State::NotAsked, Outcome::Unknown),
        (Path::Full, State::Unknown, State::Unknown, Outcome::Unknown),
        (Path::Full, number(9.0), not_applicable, Outcome::Excluded(Exclusion::NotApplicable)),
        (Path::Full, number(0.0), number(3.0), Outcome::Excluded(Exclusion::RuledOut)),
        (Path::Quick, number(9.0), number(3.0), Outcome::Excluded(Exclusion::LeftForFullPath)),
    ] {
        assert_eq!(staff(path, kilometers, answer), expected);
    }
}

#[test]
fn a_level_needs_its_threshold_and_its_gate() {
    let between = |a, b| State::Between(Value::Number(a), Value::Number(b));
    for (kilometers, range) in [
        (number(9.0), (0, 0)),
        // The threshold is reached, the gate of 15 km is not.
        (number(12.0), (0, 0)),
        (number(15.0), (1, 1)),
        (between(12.0, 16.0), (0, 1)),
        (between(15.0, 16.0), (1, 1)),
        (State::Unknown, (0, 1)),
    ] {
        let assessment = minimal(Path::Full, kilometers.clone(), State::NotAsked);
        let level = assessment.blocks[0].level.clone().unwrap();
        assert_eq!(level.range(), range, "{kilometers}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn centres_lie_within_their_intervals(seed: u64) {
        for (pack, diagnostic, _) in cases(seed) {
            let assessment = assess(&pack, &diagnostic);
            for value in aggregates(&assessment).flatten() {
                prop_assert!(0.0 <= value.low && value.low <= value.high && value.high <= 1.0 + ROUNDING);
                prop_assert!(0.0 <= value.completeness && value.completeness <= 1.0);
                if let Some(centre) = value.centre {
                    prop_assert!(value.low <= centre && centre <= value.high, "{value:?}");
                }
            }
            for reading in assessment.blocks.iter().filter_map(|block| block.level.as_ref()) {
                prop_assert!(reading.at_low.sure <= reading.at_high.sure);
                prop_assert!(reading.at_high.sure <= reading.at_high.possible);
            }
        }
    }

    #[test]
    fn what_point_answers_leave_open_is_what_is_missing(seed: u64) {
        for (pack, diagnostic, _) in cases(seed) {
            let assessment = assess(&pack, &diagnostic);
            for (block, score) in pack.blocks.iter().zip(&assessment.blocks) {
                let own = pack.questions.iter().zip(&assessment.questions);
                let mut own = own.filter(|(question, _)| question.block.as_ref() == Some(&block.id));
                let points = own.all(|(_, score)| match score.outcome {
                    Outcome::Known(interval) => interval.width() == 0.0,
                    _ => true,
                });
                let asks = pack.questions.iter().any(|q| q.block.as_ref() == Some(&block.id));
                let Some(value) = score.value.filter(|_| points && asks) else { continue };
                let kappa = value.completeness;
                prop_assert!((value.high - value.low - (1.0 - kappa)).abs() < ROUNDING);
                prop_assert!((value.low - kappa * value.centre.unwrap_or(0.0)).abs() < ROUNDING);
            }
        }
    }

    #[test]
    fn answering_only_narrows(seed: u64) {
        for (pack, mut diagnostic, mut dice) in cases(seed) {
            let Some(question) = scored(&pack, &mut dice) else { continue };
            let Some(given) = value(&mut dice, &question.kind) else { continue };
            diagnostic.answers.get_mut(&question.id).unwrap().state = State::Unknown;
            let before = assess(&pack, &diagnostic);
            diagnostic.answers.get_mut(&question.id).unwrap().state = State::Given(given);
            let after = assess(&pack, &diagnostic);
            // An answer that makes another question pointless changes what is asked, not only what
            // is known.
            if exclusions(&before) != exclusions(&after) || feeds_matrix(&pack, question) {
                continue;
            }
            for (before, after) in aggregates(&before).zip(aggregates(&after)) {
                if let Some((before, after)) = before.zip(after) {
                    prop_assert!(before.low <= after.low + ROUNDING, "{}", question.id);
                    prop_assert!(after.high <= before.high + ROUNDING, "{}", question.id);
                    prop_assert!(before.completeness <= after.completeness + ROUNDING);
                }
            }
        }
    }

    #[test]
    fn not_applicable_only_takes_weight_away(seed: u64) {
        for (pack, mut diagnostic, mut dice) in cases(seed) {
            let Some(question) = scored(&pack, &mut dice) else { continue };
            let index = pack.question_index(question.id.as_str()).unwrap();
            let before = assess(&pack, &diagnostic);
            let state = State::NotApplicable { reason: "test".to_owned() };
            diagnostic.answers.get_mut(&question.id).unwrap().state = state;
            let after = assess(&pack, &diagnostic);
            let others = |assessment: &Assessment| {
                let mut outcomes: Vec<_> = assessment.questions.iter().map(|q| q.outcome).collect();
                outcomes.remove(index);
                outcomes
            };
            let counted = before.questions[index].outcome.interval();
            let (Some(block), Some(interval)) = (&question.block, counted) else { continue };
            if others(&before) != others(&after) {
                continue;
            }
            let weight = question.weight.get();
            let value = |assessment: &Assessment| assessment.value(&pack, block.as_str());
            let before = value(&before).unwrap();
            match value(&after) {
                None => prop_assert!((before.weight - weight).abs() < ROUNDING),
                Some(after) => {
                    prop_assert!((before.weight - weight - after.weight).abs() < ROUNDING);
                    let low = before.low * before.weight - weight * interval.low();
                    prop_assert!((after.low * after.weight - low).abs() < 1e-6);
                    let high = before.high * before.weight - weight * interval.high();
                    prop_assert!((after.high * after.weight - high).abs() < 1e-6);
                }
            }
        }
    }

    #[test]
    fn a_better_answer_never_lowers_a_score(seed: u64) {
        for (pack, mut diagnostic, mut dice) in cases(seed) {
            let Some(question) = scored(&pack, &mut dice) else { continue };
            let Some((worse, better)) = pair(&mut dice, question) else { continue };
            let mut with = |value| {
                diagnostic.answers.get_mut(&question.id).unwrap().state = State::Given(value);
                assess(&pack, &diagnostic)
            };
            let (before, after) = (with(worse), with(better));
            if exclusions(&before) != exclusions(&after) || feeds_others(&pack, question) {
                continue;
            }
            for (before, after) in aggregates(&before).zip(aggregates(&after)) {
                if let Some((before, after)) = before.zip(after) {
                    prop_assert!(before.low <= after.low + ROUNDING, "{}", question.id);
                    prop_assert!(before.centre <= after.centre.map(|c| c + ROUNDING));
                    prop_assert!(before.high <= after.high + ROUNDING, "{}", question.id);
                }
            }
            for (before, after) in before.blocks.iter().zip(&after.blocks) {
                if let (Some(before), Some(after)) = (&before.level, &after.level) {
                    prop_assert!(before.range() <= after.range(), "{}", question.id);
                }
            }
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(seed: u64) {
        for (pack, mut diagnostic, mut dice) in cases(seed) {
            let before = in_row_order(assess(&pack, &diagnostic));
            for table in diagnostic.tables.values_mut() {
                let rows = &mut Arc::make_mut(table).rows;
                for last in (1..rows.len()).rev() {
                    rows.swap(last, dice.below(last + 1));
                }
            }
            prop_assert_eq!(before, in_row_order(assess(&pack, &diagnostic)));
        }
    }
}

/// A worse and a better answer to a question, where that makes sense.
fn pair(dice: &mut Dice, question: &Question) -> Option<(Value, Value)> {
    match (&question.kind, &question.measure) {
        (Kind::Scale(levels), _) => {
            let level = dice.below(levels.len() - 1) as u8;
            Some((Value::Level(level), Value::Level(level + 1)))
        }
        (Kind::Choice(options), _) => {
            let mut two = [dice.pick(options), dice.pick(options)];
            two.sort_by(|a, b| a.value.partial_cmp(&b.value).unwrap());
            Some((Value::Choice(two[0].id.clone()), Value::Choice(two[1].id.clone())))
        }
        (Kind::Number { .. }, Measure::Own) => {
            let number = dice.number();
            Some((Value::Number(number), Value::Number(number + dice.number())))
        }
        _ => None,
    }
}

/// Whether a question's figure is part of another question's measure or a total of the matrix,
/// where more may be worse and knowing may weigh countries otherwise.
fn feeds_others(pack: &Pack, question: &Question) -> bool {
    let named = format!("{:?}", question.id);
    let mut measures = pack.questions.iter().map(|other| format!("{:?}", other.measure));
    measures.any(|measure| measure.contains(&named)) || feeds_matrix(pack, question)
}

pub(crate) fn feeds_matrix(pack: &Pack, question: &Question) -> bool {
    format!("{:?}", pack.matrix).contains(&format!("{:?}", question.id))
}

/// The assessment with what is listed row by row in the order of row numbers.
fn in_row_order(mut assessment: Assessment) -> Assessment {
    if let Some(matrix) = assessment.matrix.as_mut().map(Arc::make_mut) {
        matrix.unplaced.sort();
        for country in &mut matrix.countries {
            country.partnerships.sort_by_key(|one| one.row);
        }
    }
    assessment
}
