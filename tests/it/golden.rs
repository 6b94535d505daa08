//! The method's worked example: the figures that the reference implementation printed (§ 3.7).

use std::{ops::ControlFlow, sync::Arc};

use jiff::civil::date;
use passerelle::{
    domain::{
        Cell, CountryCode, Coverage, Diagnostic, PackStamp, PartId, Path, Row, State, Table,
        Territory, Value,
    },
    exchange::{Analysis, score_json},
    questionnaire::{Pack, PackSource},
    scoring::{
        Assessment, Class, CountryRow, DrawSettings, StrengthOrigin, assess, benchmarks,
        robustness, to_verify,
    },
};

const CROSSING: &str = include_str!("packs/crossing.ron");

/// Checks a value to the four decimals that the reference prints.
#[track_caller]
fn close(value: f64, expected: f64) {
    assert!((value - expected).abs() < 5e-5, "{value} is not {expected}");
}

fn diagnostic() -> Diagnostic {
    Diagnostic {
        territory: Territory::default(),
        as_of: date(2026, 11, 23),
        pack: PackStamp {
            id: "test".into(),
            version: "0.1.0".to_owned(),
            hash: "".into(),
            text: "".into(),
        },
        path: Path::Full,
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
    }
}

fn given(diagnostic: &mut Diagnostic, id: &str, value: Value) {
    diagnostic.answers.entry(id.into()).or_default().state = State::Given(value);
}

/// A table from its columns and lines of cells written as in a file of rows: `|` between cells,
/// `+` between the items of a list, `..` in a range, `?` for what nobody knows.
fn table(columns: &[&str], coverage: Option<Coverage>, lines: &[&str]) -> Table {
    let cell = |text: &str| match text.trim() {
        "?" => Cell::Unknown,
        "yes" => Cell::Flag(true),
        "no" => Cell::Flag(false),
        text => match (text.parse(), text.split_once("..")) {
            (Ok(number), _) => Cell::Number(number),
            (_, Some((a, b))) => Cell::Range(a.parse().unwrap(), b.parse().unwrap()),
            _ if text.contains('+') => Cell::List(text.split('+').map(Into::into).collect()),
            _ => Cell::text(text),
        },
    };
    let row =
        |(id, line): (u32, &&str)| Arc::new(Row { id, cells: line.split('|').map(cell).collect() });
    Table {
        columns: columns.iter().map(|id| (*id).into()).collect(),
        rows: (1..).zip(lines).map(row).collect(),
        coverage,
        ..Table::default()
    }
}

/// Valmont's tables, as far as the method's worked example goes.
fn valmont() -> Diagnostic {
    let mut diagnostic = diagnostic();
    given(&mut diagnostic, "POPULATION", Value::Number(120_000.0));
    given(&mut diagnostic, "STUDENTS", Value::Parts([(PartId::from("total"), 14_000.0)].into()));
    let tables: [(&str, Table); 5] = [
        ("PEOPLE", people()),
        ("STUDENTS", students()),
        ("TRADE", trade()),
        ("CLUBS", clubs()),
        ("TWINS", twins()),
    ];
    for (id, table) in tables {
        diagnostic.tables.insert(id.into(), Arc::new(table));
    }
    diagnostic
}

fn people() -> Table {
    table(
        &["country", "measure", "count"],
        Some(Coverage::TopN),
        &[
            "PT|born|2600",
            "MA|born|1900",
            "SN|born|420",
            "DE|born|150",
            "RO|born|110",
            "JP|born|0..60",
        ],
    )
}

fn students() -> Table {
    table(
        &["country", "mobility", "count", "academic_year"],
        Some(Coverage::TopN),
        &[
            "PT|degree|15|2024",
            "PT|exchange|5|2024",
            "PT|exchange|80|2023",
            "MA|degree|520|2024",
            "MA|foreign|700|2024",
            "SN|foreign|260|2024",
            "DE|exchange|60|2024",
            "RO|degree|12|2024",
            "JP|degree|0..15|2024",
        ],
    )
}

fn trade() -> Table {
    let mut trade = table(
        &["country", "channel", "value", "firms", "perimeter"],
        None,
        &[
            "PT|exports|2||departement",
            "SN|exports|0..1||departement",
            "MA|firms||2|commune",
            "DE|jobs|28||commune",
            "JP|firms||1|commune",
        ],
    );
    trade.channel_coverage = [
        ("exports".into(), Coverage::TopN),
        ("jobs".into(), Coverage::Exhaustive),
        ("firms".into(), Coverage::Exhaustive),
    ]
    .into();
    trade
}

fn clubs() -> Table {
    let clubs = [("PT", 3), ("MA", 4), ("SN", 6), ("DE", 1)];
    let lines: Vec<String> = clubs
        .iter()
        .flat_map(|(country, count)| std::iter::repeat_n(format!("{country}|yes"), *count))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    table(&["countries", "active"], Some(Coverage::Exhaustive), &lines)
}

fn twins() -> Table {
    table(
        &[
            "country",
            "last_activity",
            "agreement",
            "objectives",
            "themes",
            "reciprocity",
            "actors",
            "own_budget",
            "cofunding",
            "staff",
            "last_evaluation",
            "context",
        ],
        Some(Coverage::Exhaustive),
        &[
            // (.7 + 0 + 0 + 0 + .5 + 0) ÷ 6 = .20
            "PT|2023-07|in_renewal|no|none|0|none|0|0|0|2022|normal",
            // (.3 + 1 + 1 + 1 + 0 + 0) ÷ 6 = .55
            "DE|2026-09|expired|yes|economy|4|elected+schools+firms|0||0||normal",
            // (1 + 0 + 1 + 1 + 0 + 0) ÷ 6 = .50
            "JP|2025-03|in_force|yes|culture|0|elected+schools+firms+hospital|0||0||suspended",
            // (.6 + 0 + 0 + 0 + 0 + 0) ÷ 6 = .10
            "RO|2020-05|none|yes|none|0|none|0|0|0||normal",
        ],
    )
}

fn crossing() -> Pack {
    Pack::read(PackSource::of(&[("crossing.ron", CROSSING)])).unwrap()
}

#[track_caller]
fn country<'a>(assessment: &'a Assessment, code: &str) -> &'a CountryRow {
    let code = CountryCode::parse(code).unwrap();
    let matrix = assessment.matrix.as_ref().unwrap();
    matrix.countries.iter().find(|row| row.country == code).unwrap()
}

#[test]
fn the_matrix_of_the_worked_example() {
    let assessment = assess(&crossing(), &valmont());
    let strengths = |code| -> Vec<(f64, f64)> {
        let ties = &country(&assessment, code).ties;
        ties.iter().map(|tie| (tie.value.low(), tie.value.high())).collect()
    };
    for (code, expected) in [
        ("MA", [(1.0, 1.0), (1.0, 1.0), (0.375, 0.375), (0.75, 0.75)]),
        ("SN", [(0.625, 0.625), (0.8571, 0.8571), (0.0, 0.25), (0.875, 0.875)]),
        ("PT", [(1.0, 1.0), (0.3036, 0.3036), (0.375, 0.375), (0.625, 0.625)]),
        ("DE", [(0.375, 0.375), (0.5459, 0.5459), (0.975, 0.975), (0.25, 0.25)]),
        ("JP", [(0.0, 0.25), (0.0, 0.2589), (0.25, 0.25), (0.0, 0.0)]),
        ("RO", [(0.3194, 0.3194), (0.2143, 0.2143), (0.0, 0.25), (0.0, 0.0)]),
    ] {
        for (strength, expected) in strengths(code).into_iter().zip(expected) {
            close(strength.0, expected.0);
            close(strength.1, expected.1);
        }
    }
    for (code, roots, class) in [
        ("MA", (0.891, 0.891), Class::LatentOpportunity),
        ("SN", (0.732, 0.763), Class::LatentOpportunity),
        ("PT", (0.788, 0.788), Class::ToRevive),
        ("DE", (0.756, 0.756), Class::Pillar),
        ("JP", (0.156, 0.224), Class::ToRoot),
        ("RO", (0.226, 0.258), Class::Dormant),
    ] {
        let row = country(&assessment, code);
        assert!((row.roots.low() - roots.0).abs() < 5e-4, "{row:?}");
        assert!((row.roots.high() - roots.1).abs() < 5e-4, "{row:?}");
        assert_eq!((row.class, row.is_certain()), (Some(class), true), "{row:?}");
        assert!(row.settled_by.is_empty());
    }
}

#[test]
fn partnerships_of_the_worked_example() {
    let assessment = assess(&crossing(), &valmont());
    for (code, activity, quality) in
        [("DE", 1.0, 0.55), ("JP", 0.7, 0.50), ("PT", 0.1, 0.20), ("RO", 0.1, 0.10)]
    {
        let row = country(&assessment, code);
        let [one] = row.partnerships.as_slice() else { panic!("{row:?}") };
        for (value, expected) in [
            (one.activity, activity),
            (one.quality.mean, quality),
            (row.partnership, activity * (0.4 + 0.6 * quality)),
        ] {
            close(value.low(), expected);
            close(value.high(), expected);
        }
        assert_eq!(one.suspended, code == "JP");
    }
    for (code, opportunity, unrooted) in [
        ("MA", (0.8906, 0.8906), (0.0, 0.0)),
        ("SN", (0.7321, 0.7634), (0.0, 0.0)),
        ("PT", (0.7470, 0.7470), (0.0110, 0.0110)),
        ("DE", (0.2040, 0.2040), (0.1783, 0.1783)),
        ("JP", (0.0797, 0.1144), (0.3801, 0.4134)),
        ("RO", (0.2160, 0.2458), (0.0341, 0.0356)),
    ] {
        let row = country(&assessment, code);
        for (interval, expected) in [(row.opportunity, opportunity), (row.unrooted, unrooted)] {
            close(interval.low(), expected.0);
            close(interval.high(), expected.1);
        }
    }
}

/// A pack of one block, whose questions take values from 0 to 1 as they are.
fn direct(weights: &[f64]) -> Pack {
    let question = |(index, weight): (usize, &f64)| {
        format!(
            "(id: \"Q{index}\", dimension: \"ONE\", part: Action, block: \"B\", \
             weight: {weight}, quick: true, kind: Number(unit: \"%\"), scoring: Direct, \
             text: \"?\", short: \"?\", why: \"?\", evidence: \"?\", source: \"?\", example: \"?\"),"
        )
    };
    let questions: String = weights.iter().enumerate().map(question).collect();
    let level = |(index, from): (usize, &f64)| {
        format!("(code: \"N{index}\", title: \"?\", from: {from:?}),")
    };
    let levels: String = [0.0, 0.10, 0.35, 0.60, 0.80].iter().enumerate().map(level).collect();
    let text = format!(
        "(id: \"direct\", version: \"1\", title: \"?\", languages: [\"fr\"], indices: [\"B\"], \
         groups: [(id: \"all\", title: \"?\")], levels: (names: [{levels}]), content: ( \
         dimensions: [(id: \"ONE\", group: \"all\", title: \"?\", short: \"?\", intro: \"?\")], \
         questions: [{questions}], \
         blocks: [(id: \"B\", title: \"?\", short: \"?\", levelled: true)]))"
    );
    Pack::read(PackSource::of(&[("direct.ron", &text)])).unwrap()
}

#[test]
fn components_of_the_worked_example() {
    const UNKNOWN: f64 = f64::NAN;
    // Governance: L .3214, C .3616, H .4325, κ .8889; level N2 by C and H, N1 by L.
    let governance = [
        (3.0, 0.25),
        (3.0, 0.5),
        (3.0, 0.4),
        (3.0, 0.85),
        (2.0, 0.5),
        (2.0, 3.0 / 14.0),
        (2.0, UNKNOWN),
        (3.0, 0.0),
        (3.0, 0.25),
        (2.0, 0.25),
        (1.0, UNKNOWN),
    ];
    // Means: L .4925, C .5214, H .5480, κ .9444.
    let means = [
        (3.0, 0.666_667),
        (1.0, 0.75),
        (3.0, 0.5),
        (3.0, 0.666_667),
        (2.0, 0.5),
        (1.0, 0.281_25),
        (2.0, 0.416_667),
        (2.0, 0.25),
        (1.0, UNKNOWN),
    ];
    for (answers, expected, levels) in [
        (governance.as_slice(), [0.3214, 0.3616, 0.4325, 0.8889], [1, 2, 2]),
        (means.as_slice(), [0.4925, 0.5214, 0.5480, 0.9444], [2, 2, 2]),
    ] {
        let weights: Vec<f64> = answers.iter().map(|(weight, _)| *weight).collect();
        let pack = direct(&weights);
        let mut diagnostic = diagnostic();
        for (index, (_, value)) in answers.iter().enumerate().filter(|(_, a)| !a.1.is_nan()) {
            given(&mut diagnostic, &format!("Q{index}"), Value::Number(*value));
        }
        let assessment = assess(&pack, &diagnostic);
        let block = assessment.block(&pack, "B").unwrap();
        let value = block.value.unwrap();
        let found = [value.low, value.centre.unwrap(), value.high, value.completeness];
        for (found, expected) in found.into_iter().zip(expected) {
            close(found, expected);
        }
        let level = block.level.as_ref().unwrap();
        let found = [level.at_low.sure, level.at_centre.unwrap().sure, level.at_high.sure];
        assert_eq!(found, levels);
    }
}

/// The governance of the worked example as a block of its own.
fn governance() -> (Pack, Diagnostic) {
    let answers = [
        (3.0, Some(0.25)),
        (3.0, Some(0.5)),
        (3.0, Some(0.4)),
        (3.0, Some(0.85)),
        (2.0, Some(0.5)),
        (2.0, Some(3.0 / 14.0)),
        (2.0, None),
        (3.0, Some(0.0)),
        (3.0, Some(0.25)),
        (2.0, Some(0.25)),
        (1.0, None),
    ];
    let pack = direct(&answers.map(|(weight, _)| weight));
    let mut diagnostic = diagnostic();
    for (index, value) in answers.iter().enumerate().filter_map(|(i, a)| Some((i, a.1?))) {
        given(&mut diagnostic, &format!("Q{index}"), Value::Number(value));
    }
    (pack, diagnostic)
}

/// The draws are those of the reference, in its order: all printed digits must agree.
#[test]
fn draws_of_the_worked_example() {
    let (pack, diagnostic) = governance();
    let assessment = assess(&pack, &diagnostic);
    for (balance, quantiles, levels) in [
        (false, [0.3347, 0.3767, 0.4212], [0.0, 0.158, 0.842, 0.0, 0.0]),
        (true, [0.2162, 0.3047, 0.4123], [0.0, 0.573, 0.427, 0.0, 0.0]),
    ] {
        let settings = DrawSettings { balance, ..DrawSettings::default() };
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let drawn = robustness(&pack, &diagnostic, &assessment, settings, go_on).unwrap();
        let [block] = drawn.blocks.as_slice() else { panic!("one block") };
        let spread = block.spread.unwrap();
        for (found, expected) in [spread.p5, spread.p50, spread.p95].into_iter().zip(quantiles) {
            close(found, expected);
        }
        for (found, expected) in block.levels.iter().zip(levels) {
            assert!((found - expected).abs() < 6e-4, "{:?}", block.levels);
        }
        assert_eq!(block.is_solid(), !balance);
        assert_eq!(block.likeliest().map(|(level, _)| level), Some(if balance { 1 } else { 2 }));
    }
}

#[test]
fn derived_figures_of_the_worked_example() {
    let pack = crossing();
    let assessment = assess(&pack, &valmont());
    let figure = |id: &str| assessment.question(&pack, id).unwrap().figure.unwrap();
    close(figure("ACTIVITY").0, (0.1 + 1.0 + 0.7 + 0.1) / 4.0);
    let quality = 0.1 * 0.20 + 0.55 + 0.7 * 0.5 + 0.1 * 0.10;
    close(figure("QUALITY").0, quality / 1.9);
    close(figure("ALIGNMENT").0, 0.1915);
    close(figure("AWAKE").0, 1.0);
    let (least, most) = figure("DIVERSITY");
    assert!(1.0 < least && least < most && most < 6.0);
}

#[test]
fn the_worked_example_as_json() {
    let (pack, diagnostic) = (crossing(), valmont());
    let assessment = assess(&pack, &diagnostic);
    let settings = DrawSettings { draws: 200, ..DrawSettings::default() };
    let draw = |balance| {
        let go_on = &mut |_, _| ControlFlow::Continue(());
        robustness(&pack, &diagnostic, &assessment, DrawSettings { balance, ..settings }, go_on)
    };
    let analysis = Analysis {
        to_verify: to_verify(&pack, &diagnostic, &assessment),
        benchmarks: benchmarks(&pack, &diagnostic, &assessment),
        robustness: draw(false),
        balance: draw(true),
    };
    let text = score_json(&pack, &diagnostic, &assessment, &analysis).unwrap();
    insta::assert_snapshot!(text);
}

#[test]
fn what_is_not_listed_depends_on_coverage_and_zones() {
    let strength = |diagnostic: &Diagnostic, code| {
        let assessment = assess(&crossing(), diagnostic);
        let tie = country(&assessment, code).ties[0];
        (tie.value.low(), tie.value.high(), tie.origin)
    };
    let mut diagnostic = valmont();
    let people = |coverage, lines: &[&str]| {
        Arc::new(table(&["country", "measure", "count"], coverage, lines))
    };
    let lines = ["PT|born|2600", "zone:other_africa|born|240", "MA|estimate|60", "MA|born|30"];
    for (coverage, absent, origin) in [
        (Some(Coverage::Exhaustive), 0.0, StrengthOrigin::AbsentFromAll),
        (Some(Coverage::TopN), 0.125, StrengthOrigin::BelowListed),
        (Some(Coverage::Partial), 1.0, StrengthOrigin::Unknown),
        (None, 1.0, StrengthOrigin::Unknown),
    ] {
        diagnostic.tables.insert("PEOPLE".into(), people(coverage, &lines));
        assert_eq!(strength(&diagnostic, "JP"), (0.0, absent, origin));
        // A country inside a listed zone: anything up to the zone, whatever the coverage.
        let within = strength(&diagnostic, "SN");
        close(within.1, 0.5);
        assert_eq!((within.0, within.2), (0.0, StrengthOrigin::WithinZone));
        // Measures are never added: births win over the estimate.
        assert_eq!(strength(&diagnostic, "MA"), (0.125, 0.125, StrengthOrigin::Listed));
    }
    // Without a total there is nothing to compare with.
    diagnostic.answers.remove("POPULATION");
    assert_eq!(strength(&diagnostic, "MA"), (0.0, 1.0, StrengthOrigin::Listed));
    diagnostic.tables.remove("PEOPLE");
    assert_eq!(strength(&diagnostic, "MA"), (0.0, 1.0, StrengthOrigin::Unknown));
}

#[test]
fn an_open_class_names_what_would_settle_it() {
    let mut diagnostic = valmont();
    diagnostic.tables.remove("CLUBS");
    let assessment = assess(&crossing(), &diagnostic);
    let senegal = country(&assessment, "SN");
    assert!(senegal.is_certain());
    let romania = country(&assessment, "RO");
    assert_eq!(romania.class, Some(Class::Dormant));
    assert_eq!(romania.possible, [Some(Class::ToRevive), Some(Class::Dormant)]);
    assert_eq!(romania.settled_by, ["TRADE", "CLUBS"]);

    // What nobody declared complete may lack a partnership as well as what is said to.
    for coverage in [Some(Coverage::Partial), None] {
        let twins = Arc::make_mut(diagnostic.tables.get_mut("TWINS").unwrap());
        twins.coverage = coverage;
        let assessment = assess(&crossing(), &diagnostic);
        let senegal = country(&assessment, "SN");
        assert_eq!(senegal.class, Some(Class::LatentOpportunity));
        assert_eq!(senegal.possible.len(), 3);
        assert_eq!(senegal.settled_by, ["TWINS"]);
    }
}
