//! A comparison as JSON for other tools: `passerelle-compare/1`, see docs/compare-json.md.
//!
//! These types mirror the file, not the engine. Private remarks and small counts of people stay
//! out of it; numbers are rounded to six decimals.

use serde::Serialize;

use crate::{
    domain::{Aspect, Diagnostic, Difference, Path, QuestionId, Target},
    questionnaire::{LEAST_COUNT, Pack},
    scoring::{
        Break, Cause, Class, ClassReading, Comparison, CountryMoved, Input, Moved, Number, Reach,
        Taken, Verdict,
    },
};

use super::json::rounded;

/// The name and version of the schema; any change but an added field raises the number.
pub const COMPARE_SCHEMA: &str = "passerelle-compare/1";

#[derive(Debug, Serialize)]
struct CompareFile<'a> {
    schema: &'static str,
    old: SidePart<'a>,
    new: SidePart<'a>,
    comparable: ComparablePart,
    breaks: Vec<BreakLine<'a>>,
    changes: Vec<ChangeLine<'a>>,
    aged: &'a [QuestionId],
    refreshed: &'a [QuestionId],
    indices: Vec<ValueLine<'a>>,
    blocks: Vec<ValueLine<'a>>,
    levels: Vec<LevelLine<'a>>,
    gauges: Vec<ValueLine<'a>>,
    ties: Vec<ValueLine<'a>>,
    countries: Vec<CountryLine<'a>>,
    questions: Vec<ValueLine<'a>>,
}

#[derive(Debug, Serialize)]
struct SidePart<'a> {
    territory: TerritoryPart<'a>,
    as_of: String,
    quick: bool,
    fictional: bool,
    pack: PackPart<'a>,
}

#[derive(Debug, Serialize)]
struct TerritoryPart<'a> {
    name: &'a str,
    code: &'a str,
}

#[derive(Debug, Serialize)]
struct PackPart<'a> {
    id: &'a str,
    version: &'a str,
    sha256: &'a str,
}

#[derive(Debug, Serialize)]
struct ComparablePart {
    same: usize,
    of: usize,
    share: f64,
}

#[derive(Debug, Serialize)]
struct BreakLine<'a> {
    kind: &'static str,
    question: Option<&'a str>,
    table: Option<&'a str>,
    rows: Option<usize>,
    changed: Vec<&'a str>,
    reworded: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct ChangeLine<'a> {
    kind: &'static str,
    question: Option<&'a str>,
    table: Option<&'a str>,
    row: Option<u32>,
    column: Option<&'a str>,
    block: Option<&'a str>,
    action: Option<u32>,
    rule: Option<&'a str>,
    point: Option<&'a str>,
    field: Option<&'a str>,
    sides: Vec<SideLine<'a>>,
}

#[derive(Debug, Serialize)]
struct SideLine<'a> {
    aspect: &'static str,
    from: Option<&'a str>,
    to: Option<&'a str>,
    masked: bool,
}

#[derive(Debug, Serialize)]
struct ValueLine<'a> {
    id: &'a str,
    old: Option<ReachPart>,
    new: Option<ReachPart>,
    verdict: &'static str,
    causes: Vec<&'static str>,
    questions: &'a [QuestionId],
}

#[derive(Debug, Serialize)]
struct ReachPart {
    low: f64,
    centre: Option<f64>,
    high: f64,
}

#[derive(Debug, Serialize)]
struct LevelLine<'a> {
    id: &'a str,
    old: Option<LevelPart<'a>>,
    new: Option<LevelPart<'a>>,
    verdict: &'static str,
    causes: Vec<&'static str>,
    questions: &'a [QuestionId],
}

#[derive(Debug, Serialize)]
struct LevelPart<'a> {
    sure: &'a str,
    possible: &'a str,
}

#[derive(Debug, Serialize)]
struct CountryLine<'a> {
    country: &'a str,
    old: Option<ClassPart>,
    new: Option<ClassPart>,
    verdict: &'static str,
    causes: Vec<&'static str>,
    roots: ValueLine<'a>,
    partnership: ValueLine<'a>,
}

#[derive(Debug, Serialize)]
struct ClassPart {
    class: Option<&'static str>,
    open: bool,
    possible: Vec<Option<&'static str>>,
}

/// The comparison as JSON text.
pub fn compare_json(
    comparison: &Comparison,
    old: Taken<'_>,
    new: Taken<'_>,
) -> serde_json::Result<String> {
    let is_index = |one: &&Moved| match &one.what {
        Number::Block(id) => new.pack.indices.contains(id) || old.pack.indices.contains(id),
        _ => false,
    };
    let of = comparison;
    let share = rounded(of.comparable.share());
    let file = CompareFile {
        schema: COMPARE_SCHEMA,
        old: side(old.diagnostic),
        new: side(new.diagnostic),
        comparable: ComparablePart { same: of.comparable.same, of: of.comparable.of, share },
        breaks: of.breaks.iter().map(break_line).collect(),
        changes: of.inputs.iter().map(|input| change(new.pack, input)).collect(),
        aged: &of.aged,
        refreshed: &of.refreshed,
        indices: of.blocks.iter().filter(is_index).map(value).collect(),
        blocks: of.blocks.iter().filter(|one| !is_index(one)).map(value).collect(),
        levels: of.levels.iter().map(|moved| level(old.pack, new.pack, moved)).collect(),
        gauges: of.gauges.iter().map(value).collect(),
        ties: of.ties.iter().map(value).collect(),
        countries: of.countries.iter().map(country).collect(),
        questions: of.questions.iter().map(value).collect(),
    };
    let mut text = serde_json::to_string_pretty(&file)?;
    text.push('\n');
    Ok(text)
}

fn side(of: &Diagnostic) -> SidePart<'_> {
    SidePart {
        territory: TerritoryPart { name: &of.territory.name, code: &of.territory.code },
        as_of: of.as_of.to_string(),
        quick: of.path == Path::Quick,
        fictional: of.fictional,
        pack: PackPart {
            id: of.pack.id.as_str(),
            version: &of.pack.version,
            sha256: &of.pack.hash,
        },
    }
}

fn break_line(of: &Break) -> BreakLine<'_> {
    let mut line = BreakLine {
        kind: "territory",
        question: None,
        table: None,
        rows: None,
        changed: Vec::new(),
        reworded: Vec::new(),
    };
    match of {
        Break::Territory => {}
        Break::OtherPack => line.kind = "other_pack",
        Break::Path => line.kind = "path",
        Break::Pack { reworded, changed } => {
            line.kind = "pack";
            line.changed = changed.iter().map(QuestionId::as_str).collect();
            line.reworded = reworded.iter().map(QuestionId::as_str).collect();
        }
        Break::Area(id) => {
            line.kind = "area";
            line.question = Some(id.as_str());
        }
        Break::AreaOfRows(id, rows) => {
            line.kind = "area_of_rows";
            line.table = Some(id.as_str());
            line.rows = Some(*rows);
        }
    }
    line
}

fn change<'a>(pack: &Pack, of: &'a Input) -> ChangeLine<'a> {
    let mut line = ChangeLine {
        kind: of.kind.code(),
        question: None,
        table: None,
        row: None,
        column: None,
        block: None,
        action: None,
        rule: None,
        point: None,
        field: None,
        sides: of.sides.iter().map(|side| side_line(pack, side)).collect(),
    };
    match &of.target {
        Target::Answer(id) => line.question = Some(id.as_str()),
        Target::Cell(table, row, column) => {
            line.table = Some(table.as_str());
            line.row = Some(*row);
            line.column = Some(column.as_str());
        }
        Target::Row(table, row) => {
            line.table = Some(table.as_str());
            line.row = Some(*row);
        }
        Target::Rows(table) | Target::Coverage(table) => line.table = Some(table.as_str()),
        Target::Ambition(block) => line.block = Some(block.as_str()),
        Target::Profile(field) => line.field = Some(field),
        Target::Plan(field) => line.field = Some(field.code()),
        Target::Action(id) => line.action = Some(*id),
        Target::ActionField(id, field) => {
            line.action = Some(*id);
            line.field = Some(field.code());
        }
        Target::Dismissed(rule) => line.rule = Some(rule.as_str()),
        Target::Point(point) => line.point = Some(point.as_str()),
        Target::Decision(row, field) => {
            line.row = Some(*row);
            line.field = Some(field.code());
        }
    }
    line
}

/// One side of a change; what a row held is not repeated, since it may count people.
fn side_line<'a>(pack: &Pack, of: &'a Difference) -> SideLine<'a> {
    if let Target::Row(..) = of.target {
        let aspect = if of.from.is_empty() { "added" } else { "removed" };
        return SideLine { aspect, from: None, to: None, masked: false };
    }
    let few = |text: &str| {
        let Target::Cell(table, _, column) = &of.target else { return false };
        let least = text.split("..").next().and_then(|text| text.parse::<f64>().ok());
        pack.counts_people(table, column) && least.is_some_and(|least| least < LEAST_COUNT)
    };
    let masked = few(&of.from) || few(&of.to);
    let told = |text: &'a str| Some(text).filter(|text| !text.is_empty() && !few(text));
    SideLine { aspect: aspect(of.aspect), from: told(&of.from), to: told(&of.to), masked }
}

const fn aspect(of: Aspect) -> &'static str {
    match of {
        Aspect::Value => "value",
        Aspect::Year => "year",
        Aspect::Source => "source",
        Aspect::Evidence => "evidence",
        Aspect::Comment => "comment",
        Aspect::Note => "note",
        Aspect::Review => "review",
        Aspect::Other => "other",
    }
}

fn value(of: &Moved) -> ValueLine<'_> {
    ValueLine {
        id: id(&of.what),
        old: of.old.map(reach),
        new: of.new.map(reach),
        verdict: of.verdict.code(),
        causes: causes(of.verdict, &of.causes),
        questions: &of.questions,
    }
}

fn id(of: &Number) -> &str {
    match of {
        Number::Question(id) => id.as_str(),
        Number::Block(id) | Number::Level(id) => id.as_str(),
        Number::Gauge(id) => id.as_str(),
        Number::Gap(id) => id.as_str(),
        Number::Country(code, _) => code.as_str(),
        Number::Partnership(..) => "",
    }
}

fn reach(of: Reach) -> ReachPart {
    ReachPart { low: rounded(of.low), centre: of.centre.map(rounded), high: rounded(of.high) }
}

fn causes(verdict: Verdict, causes: &[Cause]) -> Vec<&'static str> {
    if verdict.differs() { causes.iter().map(|cause| cause.code()).collect() } else { Vec::new() }
}

fn level<'a>(old: &'a Pack, new: &'a Pack, of: &'a Moved) -> LevelLine<'a> {
    fn part(pack: &Pack, reach: Reach) -> LevelPart<'_> {
        let code = |value: f64| {
            let names = pack.levels.names.iter().zip(0_u8..);
            let mut found = names.filter(|(_, level)| (f64::from(*level) - value).abs() < 0.5);
            found.next().map_or("", |(name, _)| name.code.as_str())
        };
        LevelPart { sure: code(reach.low), possible: code(reach.high) }
    }
    LevelLine {
        id: id(&of.what),
        old: of.old.map(|reach| part(old, reach)),
        new: of.new.map(|reach| part(new, reach)),
        verdict: of.verdict.code(),
        causes: causes(of.verdict, &of.causes),
        questions: &of.questions,
    }
}

fn country(of: &CountryMoved) -> CountryLine<'_> {
    let part = |reading: &ClassReading| ClassPart {
        class: reading.class.map(Class::code),
        open: reading.open,
        possible: reading.possible.iter().map(|class| class.map(Class::code)).collect(),
    };
    CountryLine {
        country: of.country.as_str(),
        old: of.old.as_ref().map(part),
        new: of.new.as_ref().map(part),
        verdict: of.verdict.code(),
        causes: causes(of.verdict, &of.causes),
        roots: value(&of.roots),
        partnership: value(&of.partnership),
    }
}
