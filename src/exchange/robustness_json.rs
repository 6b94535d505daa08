//! Draws, the survey and what to verify, as JSON: parts of `passerelle-score/1`.

use serde::Serialize;

use crate::{
    domain::RoleId,
    reference::SURVEY_YEAR,
    scoring::{
        Against, Check, Compared, Doubt, DrawSettings, LeftOut, Robustness, Spread, Stability,
        Surveyed, ToAsk,
    },
};

use super::json::{Ends, ends, interval, rounded, truth};

#[derive(Debug, Serialize)]
pub(super) struct RobustnessPart<'a> {
    draws: usize,
    seed: u64,
    blocks: Vec<SpreadLine<'a>>,
    gauges: Vec<SpreadLine<'a>>,
    gaps: Vec<StabilityLine<'a>>,
    countries: Vec<StabilityLine<'a>>,
    without: Vec<LeftOutLine<'a>>,
}

#[derive(Debug, Serialize)]
struct SpreadLine<'a> {
    id: &'a str,
    p5: Option<f64>,
    p50: Option<f64>,
    p95: Option<f64>,
    levels: Vec<f64>,
    solid: Option<bool>,
}

#[derive(Debug, Serialize)]
struct StabilityLine<'a> {
    id: &'a str,
    stays: f64,
}

#[derive(Debug, Serialize)]
struct LeftOutLine<'a> {
    question: &'a str,
    changes: Vec<ChangeLine<'a>>,
}

#[derive(Debug, Serialize)]
struct ChangeLine<'a> {
    block: &'a str,
    centre: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct BenchmarkLine<'a> {
    question: &'a str,
    finding: &'a str,
    survey: i16,
    lines: &'a str,
    percent: Option<u8>,
    n: Option<u16>,
    wilson: Option<Ends>,
    among: Option<&'static str>,
    contradicted_by: Option<OtherPart<'a>>,
    range: Option<Ends>,
    typical: Option<f64>,
    figure: Option<Ends>,
    within: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct OtherPart<'a> {
    finding: &'a str,
    percent: u8,
    lines: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct CheckLine<'a> {
    kind: &'static str,
    id: &'a str,
    doubt: &'static str,
    narrows: Vec<NarrowingLine<'a>>,
    gates: Vec<GateToDecide<'a>>,
    countries: usize,
    contributors: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct NarrowingLine<'a> {
    block: &'a str,
    by: f64,
}

#[derive(Debug, Serialize)]
struct GateToDecide<'a> {
    block: &'a str,
    level: u8,
}

pub(super) fn robustness_part(drawn: &Robustness) -> RobustnessPart<'_> {
    let settings = drawn.settings;
    let blocks = drawn.blocks.iter().map(|block| SpreadLine {
        levels: block.levels.iter().copied().map(rounded).collect(),
        solid: (!block.levels.is_empty()).then(|| block.is_solid()),
        ..spread_line(block.id.as_str(), block.spread)
    });
    let gauges = drawn.gauges.iter().map(|one| spread_line(one.id.as_str(), one.spread));
    RobustnessPart {
        draws: settings.draws,
        seed: settings.seed,
        blocks: blocks.collect(),
        gauges: gauges.collect(),
        gaps: drawn.gaps.iter().map(|one| stability(one.id.as_str(), one, settings)).collect(),
        countries: drawn
            .countries
            .iter()
            .map(|one| stability(one.id.as_str(), one, settings))
            .collect(),
        without: drawn.without.iter().map(left_out_line).collect(),
    }
}

fn spread_line(id: &str, spread: Option<Spread>) -> SpreadLine<'_> {
    let at = |end: fn(Spread) -> f64| spread.map(end).map(rounded);
    SpreadLine {
        id,
        p5: at(|spread| spread.p5),
        p50: at(|spread| spread.p50),
        p95: at(|spread| spread.p95),
        levels: Vec::new(),
        solid: None,
    }
}

fn stability<'a, T>(id: &'a str, one: &Stability<T>, settings: DrawSettings) -> StabilityLine<'a> {
    StabilityLine { id, stays: rounded(one.share(settings)) }
}

fn left_out_line(left: &LeftOut) -> LeftOutLine<'_> {
    LeftOutLine {
        question: left.question.as_str(),
        changes: left
            .changes
            .iter()
            .map(|(block, centre)| ChangeLine { block: block.as_str(), centre: rounded(*centre) })
            .collect(),
    }
}

pub(super) fn benchmark_line(compared: &Compared) -> BenchmarkLine<'_> {
    let blank = BenchmarkLine {
        question: compared.question.as_str(),
        finding: "",
        survey: SURVEY_YEAR,
        lines: "",
        percent: None,
        n: None,
        wilson: None,
        among: None,
        contradicted_by: None,
        range: None,
        typical: None,
        figure: None,
        within: None,
    };
    match &compared.against {
        Against::Share { finding: Surveyed { finding, interval: wilson }, other, among } => {
            let other = other.map(|other| OtherPart {
                finding: other.finding.id,
                percent: other.finding.percent,
                lines: other.finding.lines,
            });
            BenchmarkLine {
                finding: finding.id,
                lines: finding.lines,
                percent: Some(finding.percent),
                n: finding.n,
                wilson: wilson.map(interval),
                among: Some(truth(*among)),
                contradicted_by: other,
                ..blank
            }
        }
        Against::Range { range, figure, within } => BenchmarkLine {
            finding: range.id,
            lines: range.lines,
            range: Some(ends(range.low, range.high)),
            typical: Some(range.typical),
            figure: figure.map(|(low, high)| ends(low, high)),
            within: Some(truth(*within)),
            ..blank
        },
    }
}

pub(super) fn check_line(check: &Check) -> CheckLine<'_> {
    let (kind, id) = match &check.what {
        ToAsk::Question(id) => ("question", id.as_str()),
        ToAsk::Table(id) => ("table", id.as_str()),
    };
    let narrows = check.narrows.iter();
    let gates = check.gates.iter();
    CheckLine {
        kind,
        id,
        doubt: match check.doubt {
            Doubt::NotAsked => "not_asked",
            Doubt::Unknown => "unknown",
            Doubt::Inexact => "inexact",
            Doubt::Partial => "partial",
        },
        narrows: narrows
            .map(|one| NarrowingLine { block: one.block.as_str(), by: rounded(one.by) })
            .collect(),
        gates: gates
            .map(|(block, level)| GateToDecide { block: block.as_str(), level: *level })
            .collect(),
        countries: check.countries,
        contributors: check.contributors.iter().map(RoleId::as_str).collect(),
    }
}
