//! What is counted of each diagnostic: one measure for each result and answer that can be counted.

use std::{fmt, sync::LazyLock};

use crate::{
    domain::{BlockId, GaugeId, OptionId, QuestionId, TieId},
    questionnaire::{Comparison, Kind, Pack, Part, Question},
    reference,
    scoring::TieVerdict,
};

use super::signature::{self, Signature};

/// One thing that is counted, in one of the categories of its scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What it is.
    pub key: Key,
    /// How it is asked and scored: counts are only added up where this is the same.
    pub like: Signature,
    /// The categories.
    pub scale: Scale,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The members themselves.
    Members,
    /// The value of a block, in points from 0 to 100.
    Block(BlockId),
    /// The maturity level that a block has reached for sure.
    Level(BlockId),
    /// The value of a gauge, in points.
    Gauge(GaugeId),
    /// What the gap between a tie and its mobilisation says.
    Tie(TieId),
    /// The answer to a question with one level or one option.
    Answer(QuestionId),
    /// Whether an option was picked in a question with several.
    Pick(QuestionId, OptionId),
    /// The figure of a question, in its own unit.
    Figure(QuestionId),
}

/// The categories in which something is counted.
#[derive(Clone, Debug, PartialEq)]
pub enum Scale {
    /// One category: a member is a member.
    Members,
    /// Hundred categories, one for each point.
    Points,
    /// Levels from 0; how many.
    Levels(usize),
    /// Figures: the categories lie between [`figure_edges`]; cuts to keep as long as possible.
    Figure(Vec<f64>),
    /// Named options.
    Options(Vec<OptionId>),
    /// No, then yes.
    YesNo,
}

/// The readings of a gap, in the order of their categories; what is insufficient is not counted.
pub const TIE_VERDICTS: [(TieVerdict, &str); 3] = [
    (TieVerdict::UnderMobilised, "under_mobilised"),
    (TieVerdict::Balanced, "balanced"),
    (TieVerdict::Unrooted, "unrooted"),
];

/// The answers to a question of yes, partly or no.
const YES_PARTLY_NO: [&str; 3] = ["yes", "partly", "no"];

/// Where figures are cut: seventeen times in each power of ten, so that a figure is known within a
/// quarter of itself, and well within a tenth on average.
///
/// Before the first edge lie negative figures; the first category after it holds zero.
pub fn figure_edges() -> &'static [f64] {
    static EDGES: LazyLock<Vec<f64>> = LazyLock::new(|| {
        const TENTHS: [u8; 17] =
            [10, 11, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90];
        let powers = (-3..=11_i8).flat_map(|power| TENTHS.map(|tenths| (tenths, power)));
        // Read as text, so that an edge is the very number that a person would write.
        let edges = powers.filter_map(|(tenths, power)| format!("{tenths}e{power}").parse().ok());
        std::iter::once(0.0).chain(edges).collect()
    });
    &EDGES
}

impl Scale {
    /// How many categories there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Members => 1,
            Self::Points => 100,
            Self::Levels(count) => *count,
            Self::Figure(_) => figure_edges().len() + 1,
            Self::Options(options) => options.len(),
            Self::YesNo => 2,
        }
    }

    /// Whether there is no category at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the categories have an order, so that neighbours can be told together.
    pub const fn is_ordered(&self) -> bool {
        matches!(self, Self::Members | Self::Points | Self::Levels(_) | Self::Figure(_))
    }

    /// Where a category begins; the end of one is where the next begins. Infinite at both ends of
    /// figures.
    pub fn start(&self, category: usize) -> f64 {
        match self {
            Self::Figure(_) => match category.checked_sub(1) {
                None => f64::NEG_INFINITY,
                Some(at) => figure_edges().get(at).copied().unwrap_or(f64::INFINITY),
            },
            _ => category as f64,
        }
    }

    /// The category that begins there.
    pub fn starting(&self, at: f64) -> Option<usize> {
        (0..=self.len()).find(|category| self.start(*category).total_cmp(&at).is_eq())
    }

    /// The category of a value.
    pub(super) fn category(&self, value: f64) -> Option<usize> {
        let last = self.len().checked_sub(1)?;
        if value.is_nan() {
            return None;
        }
        if let Self::Figure(_) = self {
            return Some(figure_edges().partition_point(|edge| *edge <= value));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to last")]
        let category = value.clamp(0.0, last as f64) as usize;
        Some(category)
    }

    /// The categories at which cuts are kept as long as they can be.
    pub(super) fn kept_cuts(&self) -> Vec<usize> {
        match self {
            Self::Figure(cuts) => cuts.iter().filter_map(|cut| self.starting(*cut)).collect(),
            _ => Vec::new(),
        }
    }
}

impl Measure {
    /// Every measure that a pack gives, in the order of its parts.
    pub(super) fn all(pack: &Pack) -> Vec<Self> {
        let members = Signature(0);
        let mut all = vec![Self { key: Key::Members, like: members, scale: Scale::Members }];
        for block in &pack.blocks {
            let like = signature::block(pack, block);
            all.push(Self { key: Key::Block(block.id.clone()), like, scale: Scale::Points });
            if block.levelled {
                let like = signature::level(pack, block);
                let scale = Scale::Levels(pack.levels.names.len());
                all.push(Self { key: Key::Level(block.id.clone()), like, scale });
            }
        }
        for gauge in &pack.gauges {
            let like = signature::gauge(pack, &gauge.id);
            all.push(Self { key: Key::Gauge(gauge.id.clone()), like, scale: Scale::Points });
        }
        for tie in &pack.ties {
            let halves = [&tie.intensity, &tie.mobilisation];
            let blocks = halves.into_iter().filter_map(|id| pack.block(id.as_str()));
            let blocks: Vec<_> = blocks.map(|block| signature::block(pack, block)).collect();
            let like = signature::joined(&blocks, tie.notable_gap);
            let options = TIE_VERDICTS.iter().map(|(_, word)| OptionId::from(*word)).collect();
            all.push(Self { key: Key::Tie(tie.id.clone()), like, scale: Scale::Options(options) });
        }
        // The profile is what classes are made of: counted again, it would tell who is in them.
        let asked = pack.questions.iter().filter(|question| question.part != Part::Profile);
        all.extend(asked.flat_map(|question| of_question(pack, question)));
        all
    }
}

fn of_question(pack: &Pack, question: &Question) -> Vec<Measure> {
    let like = signature::asked(question);
    let (id, answer) = (&question.id, Key::Answer(question.id.clone()));
    match &question.kind {
        Kind::Scale(levels) => {
            vec![Measure { key: answer, like, scale: Scale::Levels(levels.len()) }]
        }
        Kind::Choice(options) => {
            let options = options.iter().map(|option| option.id.clone()).collect();
            vec![Measure { key: answer, like, scale: Scale::Options(options) }]
        }
        Kind::YesPartlyNo { .. } => {
            let options = YES_PARTLY_NO.map(OptionId::from).to_vec();
            vec![Measure { key: answer, like, scale: Scale::Options(options) }]
        }
        Kind::Multiple { options, .. } => options
            .iter()
            .map(|option| {
                let key = Key::Pick(id.clone(), option.id.clone());
                Measure { key, like, scale: Scale::YesNo }
            })
            .collect(),
        Kind::Number { .. } | Kind::Derived(_) => {
            let scale = Scale::Figure(brackets(pack, question));
            let like = signature::figure(question);
            vec![Measure { key: Key::Figure(id.clone()), like, scale }]
        }
        Kind::Numbers(_) => Vec::new(),
    }
}

/// The cuts at which the founding study counts the figure of a question.
fn brackets(pack: &Pack, question: &Question) -> Vec<f64> {
    let against = pack.benchmarks.iter().filter(|benchmark| benchmark.question == question.id);
    let ranges = against.filter(|benchmark| benchmark.compare == Comparison::Figure);
    ranges
        .filter_map(|benchmark| reference::survey_range(&benchmark.finding))
        .flat_map(|range| range.brackets.iter().copied())
        .collect()
}

/// The word that stands for it in files: `block:A`, `pick:PAR-08/twinning`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Members => f.write_str("members"),
            Self::Block(id) => write!(f, "block:{id}"),
            Self::Level(id) => write!(f, "level:{id}"),
            Self::Gauge(id) => write!(f, "gauge:{id}"),
            Self::Tie(id) => write!(f, "tie:{id}"),
            Self::Answer(id) => write!(f, "answer:{id}"),
            Self::Pick(id, option) => write!(f, "pick:{id}/{option}"),
            Self::Figure(id) => write!(f, "figure:{id}"),
        }
    }
}

impl Key {
    /// Reads the word that stands for it in files.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "members" {
            return Some(Self::Members);
        }
        let (kind, id) = text.split_once(':').filter(|(_, id)| !id.is_empty())?;
        Some(match kind {
            "block" => Self::Block(id.into()),
            "level" => Self::Level(id.into()),
            "gauge" => Self::Gauge(id.into()),
            "tie" => Self::Tie(id.into()),
            "answer" => Self::Answer(id.into()),
            "figure" => Self::Figure(id.into()),
            "pick" => {
                let (question, option) = id.split_once('/')?;
                Self::Pick(question.into(), option.into())
            }
            _ => return None,
        })
    }

    /// The question that it counts answers to, if it does.
    pub const fn question(&self) -> Option<&QuestionId> {
        match self {
            Self::Answer(id) | Self::Pick(id, _) | Self::Figure(id) => Some(id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_cut_where_a_person_would_cut_them() {
        let scale = Scale::Figure(vec![100_000.0, 300_000.0, 1_000_000.0]);
        for cut in [0.0, 1.0, 3.0, 7.0, 11.0, 100_000.0, 300_000.0, 1_000_000.0] {
            let category = scale.category(cut).unwrap();
            assert_eq!(scale.start(category).to_string(), cut.to_string());
            assert_eq!(scale.starting(cut), Some(category));
        }
        assert_eq!(scale.category(-1.0), Some(0));
        assert_eq!(scale.category(0.0), Some(1));
        assert_eq!(scale.category(f64::INFINITY), Some(scale.len() - 1));
        assert_eq!(scale.category(f64::NAN), None);
        assert_eq!(scale.kept_cuts().len(), 3);
        assert!(figure_edges().is_sorted_by(|a, b| a < b));
        let widest = figure_edges().windows(2).skip(1).map(|pair| pair[1] / pair[0]);
        assert!(widest.fold(0.0, f64::max) <= 1.25 + 1e-9);
    }

    #[test]
    fn a_hundred_points_is_in_the_last_category() {
        assert_eq!(Scale::Points.category(100.0), Some(99));
        assert_eq!(Scale::Points.category(0.0), Some(0));
        assert_eq!(Scale::Points.category(57.9), Some(57));
    }

    #[test]
    fn every_measure_of_the_pack_is_read_back_by_its_word() {
        let all = Measure::all(Pack::standard().unwrap());
        assert!(100 < all.len());
        for measure in &all {
            assert_eq!(Key::parse(&measure.key.to_string()), Some(measure.key.clone()));
            assert!(!measure.scale.is_empty());
        }
        let mut keys: Vec<_> = all.iter().map(|measure| measure.key.clone()).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all.len());
    }
}
