//! The score of a diagnostic as JSON for other tools: `passerelle-score/1`, see docs/score-json.md.
//!
//! These types mirror the file, not the engine: the engine may change, a published schema may not.
//! Fields stand in the order they are written; numbers are rounded to six decimals.

use serde::Serialize;

use crate::{
    domain::Diagnostic,
    questionnaire::Pack,
    scoring::{
        Aggregate, Assessment, BlockScore, Check, Compared, GateState, LevelReading, Number,
        Outcome, QuestionScore, Robustness, TieReading, TieVerdict, explain,
    },
};

use super::{
    explanation_json::{ExplanationPart, exclusion, explanation_part},
    json::{Ends, PackLine, TerritoryLine, ends, interval, rounded, truth},
    matrix_json::{MatrixPart, matrix_part},
    robustness_json::{
        BenchmarkLine, CheckLine, RobustnessPart, benchmark_line, check_line, robustness_part,
    },
};

/// The name and version of the schema; any change but an added field raises the number.
pub const SCHEMA: &str = "passerelle-score/1";

/// The whole file.
#[derive(Debug, Serialize)]
pub struct ScoreFile<'a> {
    schema: &'static str,
    pack: PackLine<'a>,
    territory: TerritoryLine<'a>,
    as_of: String,
    fictional: bool,
    quick: bool,
    indices: Vec<BlockLine<'a>>,
    blocks: Vec<BlockLine<'a>>,
    questions: Vec<QuestionLine<'a>>,
    ties: Vec<TieLine<'a>>,
    gauges: Vec<GaugeLine<'a>>,
    matrix: Option<MatrixPart<'a>>,
    to_verify: Vec<CheckLine<'a>>,
    benchmarks: Vec<BenchmarkLine<'a>>,
    robustness: Option<RobustnessPart<'a>>,
    balance: Option<RobustnessPart<'a>>,
}

/// What is told beside the assessment itself.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// What to verify, what matters most first.
    pub to_verify: Vec<Check>,
    /// Answers beside the survey.
    pub benchmarks: Vec<Compared>,
    /// The draws, if they were made.
    pub robustness: Option<Robustness>,
    /// The draws of the balance test, if they were made.
    pub balance: Option<Robustness>,
}

#[derive(Debug, Serialize)]
struct BlockLine<'a> {
    id: &'a str,
    #[serde(flatten)]
    value: Option<ValuePart>,
    level: Option<LevelPart<'a>>,
    explanation: Option<ExplanationPart>,
}

#[derive(Debug, Serialize)]
struct ValuePart {
    low: f64,
    centre: Option<f64>,
    high: f64,
    completeness: f64,
    sufficient: bool,
    weight: f64,
    reliability: ReliabilityPart,
}

#[derive(Debug, Serialize)]
struct ReliabilityPart {
    value: f64,
    letter: &'static str,
    stale: bool,
}

#[derive(Debug, Serialize)]
struct LevelPart<'a> {
    sure: &'a str,
    possible: &'a str,
    by_low: &'a str,
    by_centre: Option<&'a str>,
    by_high: &'a str,
    gates: Vec<GateLine<'a>>,
}

#[derive(Debug, Serialize)]
struct GateLine<'a> {
    level: &'a str,
    holds: &'static str,
    blocking: bool,
}

#[derive(Debug, Serialize)]
struct QuestionLine<'a> {
    id: &'a str,
    block: Option<&'a str>,
    weight: f64,
    outcome: &'static str,
    value: Option<Ends>,
    figure: Option<Ends>,
    evidence: Option<f64>,
    stale: bool,
    explanation: Option<ExplanationPart>,
}

#[derive(Debug, Serialize)]
struct TieLine<'a> {
    id: &'a str,
    gap: Option<f64>,
    bounds: Option<Ends>,
    reading: &'static str,
    explanation: Option<ExplanationPart>,
}

#[derive(Debug, Serialize)]
struct GaugeLine<'a> {
    id: &'a str,
    #[serde(flatten)]
    value: Option<ValuePart>,
    explanation: Option<ExplanationPart>,
}

/// The score of a diagnostic, ready to be written.
pub fn score_file<'a>(
    pack: &'a Pack,
    diagnostic: &'a Diagnostic,
    assessment: &'a Assessment,
    analysis: &'a Analysis,
) -> ScoreFile<'a> {
    let why = |number: Number| {
        explain(pack, diagnostic, assessment, &number).as_ref().map(explanation_part)
    };
    let is_index = |block: &&BlockScore| pack.indices.contains(&block.id);
    let blocks = |index: bool| {
        let some = assessment.blocks.iter().filter(move |block| is_index(block) == index);
        some.map(|block| block_line(pack, block, why(Number::Block(block.id.clone())))).collect()
    };
    ScoreFile {
        schema: SCHEMA,
        pack: PackLine::of(pack),
        territory: TerritoryLine::of(diagnostic),
        as_of: diagnostic.as_of.to_string(),
        fictional: diagnostic.fictional,
        quick: assessment.quick,
        indices: blocks(true),
        blocks: blocks(false),
        questions: assessment
            .questions
            .iter()
            .map(|score| question_line(pack, score, why(Number::Question(score.id.clone()))))
            .collect(),
        ties: assessment
            .ties
            .iter()
            .map(|tie| tie_line(tie, why(Number::Gap(tie.id.clone()))))
            .collect(),
        gauges: assessment
            .gauges
            .iter()
            .map(|gauge| GaugeLine {
                id: gauge.id.as_str(),
                value: gauge.value.map(value_part),
                explanation: why(Number::Gauge(gauge.id.clone())),
            })
            .collect(),
        matrix: assessment.matrix.as_ref().map(|matrix| matrix_part(pack, matrix)),
        to_verify: analysis.to_verify.iter().map(check_line).collect(),
        benchmarks: analysis.benchmarks.iter().map(benchmark_line).collect(),
        robustness: analysis.robustness.as_ref().map(robustness_part),
        balance: analysis.balance.as_ref().map(robustness_part),
    }
}

/// The score of a diagnostic as the text of a JSON file.
pub fn score_json(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    analysis: &Analysis,
) -> serde_json::Result<String> {
    let file = score_file(pack, diagnostic, assessment, analysis);
    let mut text = serde_json::to_string_pretty(&file)?;
    text.push('\n');
    Ok(text)
}

fn value_part(value: Aggregate) -> ValuePart {
    ValuePart {
        low: rounded(value.low),
        centre: value.centre.map(rounded),
        high: rounded(value.high),
        completeness: rounded(value.completeness),
        sufficient: value.sufficient,
        weight: rounded(value.weight),
        reliability: ReliabilityPart {
            value: rounded(value.reliability.value),
            letter: value.reliability.letter.as_str(),
            stale: value.reliability.stale,
        },
    }
}

fn block_line<'a>(
    pack: &'a Pack,
    score: &'a BlockScore,
    explanation: Option<ExplanationPart>,
) -> BlockLine<'a> {
    BlockLine {
        id: score.id.as_str(),
        value: score.value.map(value_part),
        level: score.level.as_ref().map(|level| level_part(pack, level)),
        explanation,
    }
}

fn level_part<'a>(pack: &'a Pack, reading: &LevelReading) -> LevelPart<'a> {
    let code = |level: u8| pack.level(level).map_or("", |name| name.code.as_str());
    let (sure, possible) = reading.range();
    let gate = |gate: &GateState| GateLine {
        level: code(gate.level),
        holds: truth(gate.holds),
        // The gates that stand between the level reached and the next.
        blocking: gate.level == sure.saturating_add(1) && !gate.holds.is_true(),
    };
    LevelPart {
        sure: code(sure),
        possible: code(possible),
        by_low: code(reading.at_low.sure),
        by_centre: reading.at_centre.map(|level| code(level.sure)),
        by_high: code(reading.at_high.sure),
        gates: reading.gates.iter().map(gate).collect(),
    }
}

fn question_line<'a>(
    pack: &'a Pack,
    score: &'a QuestionScore,
    explanation: Option<ExplanationPart>,
) -> QuestionLine<'a> {
    let question = pack.question(score.id.as_str());
    QuestionLine {
        id: score.id.as_str(),
        block: question.and_then(|question| Some(question.block.as_ref()?.as_str())),
        weight: question.map_or(0.0, |question| rounded(question.weight.get())),
        outcome: match score.outcome {
            Outcome::Unscored => "unscored",
            Outcome::Excluded(why) => exclusion(why),
            Outcome::Unknown => "unknown",
            Outcome::Known(_) => "known",
        },
        value: match score.outcome {
            Outcome::Known(value) => Some(interval(value)),
            Outcome::Unscored | Outcome::Excluded(_) | Outcome::Unknown => None,
        },
        figure: score.figure.map(|(low, high)| ends(low, high)),
        evidence: score.evidence.map(rounded),
        stale: score.stale,
        explanation,
    }
}

fn tie_line(tie: &TieReading, explanation: Option<ExplanationPart>) -> TieLine<'_> {
    TieLine {
        id: tie.id.as_str(),
        gap: tie.gap.map(rounded),
        bounds: tie.gap_bounds.map(|(low, high)| ends(low, high)),
        reading: match tie.verdict {
            TieVerdict::UnderMobilised => "under_mobilised",
            TieVerdict::Unrooted => "unrooted",
            TieVerdict::Balanced => "balanced",
            TieVerdict::Insufficient => "insufficient",
        },
        explanation,
    }
}
