//! What a pack contains, as its author writes it in RON.
//!
//! Every type mirrors a piece of `templates/questionnaire/*.ron`; `docs/pack.md` is the author's
//! guide. Lists keep the author's order, which is the order of asking and printing.

use serde::Deserialize;

use crate::{
    domain::{
        BlockId, DimensionId, GaugeId, OptionId, PackId, PartId, QuestionId, ReferenceId, RoleId,
        Score, TableId, TieId, Weight, Year,
    },
    language::Lang,
};

use super::{
    Benchmark, Carrier, Coherence, Column, Condition, Derivation, DeviceSpec, Eligibility,
    MatrixSpec, Measure, PointSpec, Profile, Rule, Scoring, TableSpec, Text,
};

/// The head file of a pack; its lists are completed by the parts it includes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// The pack's id, in reverse order of ownership, such as `passerelle.internationalisation`.
    pub id: PackId,
    /// The pack's semantic version; any change of a question, weight or rule raises it.
    pub version: String,
    /// The pack's name.
    pub title: Text,
    /// What the pack is for, in a sentence or two.
    #[serde(default)]
    pub description: Text,
    /// Who wrote it.
    #[serde(default)]
    pub author: Text,
    /// Under what licence it may be used.
    #[serde(default)]
    pub licence: String,
    /// The codes of the languages in which every text must be given.
    pub languages: Vec<String>,
    /// Files beside this one that hold more questions, tables and so on.
    #[serde(default)]
    pub include: Vec<String>,
    /// The headings under which dimensions stand in the path.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Who in a territory can be asked.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The maturity levels of components.
    #[serde(default)]
    pub levels: Levels,
    /// The indices, topmost blocks that are shown side by side and never merged.
    #[serde(default)]
    pub indices: Vec<BlockId>,
    /// The ties: pairs of what the territory has and what the authority does with it.
    #[serde(default)]
    pub ties: Vec<TiePair>,
    /// The second readings across blocks.
    #[serde(default)]
    pub gauges: Vec<Gauge>,
    /// Other weights of blocks, to see whether a reading stands; never the default.
    #[serde(default)]
    pub profiles: Vec<Profile>,
    /// What of an answer can be held against the survey of the founding study.
    #[serde(default)]
    pub benchmarks: Vec<Benchmark>,
    /// The questions to look at every year, as a document lists them.
    #[serde(default)]
    pub indicators: Vec<QuestionId>,
    /// The questions that say what the authority spends and receives.
    #[serde(default)]
    pub money: Vec<QuestionId>,
    /// Columns that every table ends with: source, year, perimeter, evidence, note.
    #[serde(default)]
    pub common_columns: Vec<Column>,
    /// The country matrix, if the pack has one.
    #[serde(default)]
    pub matrix: Option<MatrixSpec>,
    /// Where the registers of networks and devices find their answers.
    #[serde(default)]
    pub eligibility: Eligibility,
    /// The lists of this file itself.
    #[serde(default)]
    pub content: PackPart,
}

/// Lists that may stand in the head file or in an included one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PackPart {
    /// Themes, in the order of the path.
    pub dimensions: Vec<Dimension>,
    /// Questions, in the order of asking.
    pub questions: Vec<Question>,
    /// Tables.
    pub tables: Vec<TableSpec>,
    /// Scored groups.
    pub blocks: Vec<Block>,
    /// Reference values.
    pub references: Vec<Reference>,
    /// Rules that turn answers into advice, in the order that settles ties.
    pub rules: Vec<Rule>,
    /// The local players that can carry an action.
    pub carriers: Vec<Carrier>,
    /// What can be tested of the funding devices.
    pub devices: Vec<DeviceSpec>,
    /// Contradictions to look for between answers.
    pub coherence: Vec<Coherence>,
    /// What an élu can say, in the order in which it is said.
    pub speaking: Vec<PointSpec>,
}

/// A heading of the path, such as « Liens ».
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The heading's id, named by dimensions.
    pub id: String,
    /// The heading.
    pub title: Text,
}

/// Somebody in the territory who usually knows certain answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The role's id.
    pub id: RoleId,
    /// The role's name: a function, never a person.
    pub title: Text,
}

/// A theme of the questionnaire: one step of the path, with its questions and tables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// The theme's id.
    pub id: DimensionId,
    /// The heading under which it stands.
    pub group: String,
    /// The theme's name.
    pub title: Text,
    /// A name that fits in the path.
    pub short: Text,
    /// What the theme is about and why it matters, in two or three sentences.
    pub intro: Text,
    /// The tables that are filled with this theme.
    #[serde(default)]
    pub tables: Vec<TableId>,
}

/// One question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question's id.
    pub id: QuestionId,
    /// Ids it had in earlier versions.
    #[serde(default)]
    pub aliases: Vec<QuestionId>,
    /// The theme under which it is asked.
    pub dimension: DimensionId,
    /// What it describes.
    pub part: Part,
    /// The block in which it is scored; none for a question that is not scored.
    #[serde(default)]
    pub block: Option<BlockId>,
    /// How much it counts within its block and gauges.
    #[serde(default)]
    pub weight: Weight,
    /// The gauges that read it.
    #[serde(default)]
    pub gauges: Vec<GaugeId>,
    /// Whether the quick path asks it.
    #[serde(default)]
    pub quick: bool,
    /// Whether « ne sait pas » is itself worth a recommendation.
    #[serde(default)]
    pub must_know: bool,
    /// How it is answered.
    pub kind: Kind,
    /// The figure that is scored, where it is not the answer itself.
    #[serde(default)]
    pub measure: Measure,
    /// How the answer becomes a value from 0 to 1.
    #[serde(default)]
    pub scoring: Scoring,
    /// The most the value may be, where the data only say little of this territory.
    #[serde(default)]
    pub cap: Option<f64>,
    /// After how many years an answer is stale.
    #[serde(default)]
    pub stale_after: Option<u8>,
    /// When the question is asked; always if absent.
    #[serde(default)]
    pub applies_if: Option<Condition>,
    /// What a new diagnostic already knows of it from the territory that was chosen.
    #[serde(default)]
    pub prefill: Option<Prefill>,
    /// The sentence shown in its place when it is not asked.
    #[serde(default)]
    pub otherwise: Text,
    /// The question, as a full sentence.
    pub text: Text,
    /// Its subject in a few words, for tables and charts.
    pub short: Text,
    /// Of a computed figure, what stands after it, such as « sur 5 ».
    #[serde(default)]
    pub unit: Text,
    /// Why it is asked.
    pub why: Text,
    /// What proves a good answer.
    pub evidence: Text,
    /// Where to find the answer and how to get it.
    pub source: Text,
    /// An example of a good answer.
    pub example: Text,
    /// What to beware of.
    #[serde(default)]
    pub caution: Text,
    /// Who usually knows, likeliest first.
    #[serde(default)]
    pub contributors: Vec<RoleId>,
}

/// What a question describes, which decides where it may count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Part {
    /// The territory's profile; never scored.
    Profile,
    /// What the territory has; counts in ties, never in a gauge.
    Intensity,
    /// What the authority does with its ties.
    Mobilisation,
    /// What the authority does.
    Action,
}

/// What the reference tables know of a territory that answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Prefill {
    /// Its legal status: the option ids are the codes of `AuthorityKind`.
    AuthorityKind,
    /// Its population, in inhabitants.
    Population,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Kind {
    /// One of five anchored levels, worst first; the highest fully true one is chosen.
    Scale(Vec<Text>),
    /// One option.
    Choice(Vec<Choice>),
    /// Yes, partly or no; the three sentences say what each means.
    YesPartlyNo {
        /// What « oui » means.
        yes: Text,
        /// What « en partie » means.
        partly: Text,
        /// What « non » means.
        no: Text,
    },
    /// Any number of options.
    Multiple {
        /// The options.
        options: Vec<Choice>,
        /// The unit of the amount asked for each picked option; none is asked if absent.
        #[serde(default)]
        amount: Option<Text>,
    },
    /// A figure.
    Number {
        /// Its unit, such as « habitants ».
        unit: Text,
        /// The least it can be.
        #[serde(default)]
        min: Option<f64>,
        /// The most it can be.
        #[serde(default)]
        max: Option<f64>,
        /// How many decimal places make sense.
        #[serde(default)]
        decimals: u8,
        /// A checklist of what the figure includes.
        #[serde(default)]
        includes: Vec<Choice>,
    },
    /// Several figures asked together.
    Numbers(Vec<NumberPart>),
    /// Computed from tables and other answers.
    Derived(Derivation),
}

/// One figure of several that are asked together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberPart {
    /// The figure's id within its question.
    pub id: PartId,
    /// What it is.
    pub label: Text,
    /// Its unit.
    pub unit: Text,
    /// How many decimal places make sense.
    #[serde(default)]
    pub decimals: u8,
    /// The part it can never exceed, such as the total of which it is a share.
    #[serde(default)]
    pub within: Option<PartId>,
}

/// An option of a question or of a column.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The option's id.
    pub id: OptionId,
    /// The option's text.
    pub label: Text,
    /// What it is worth, from 0 to 1, where options are scored.
    #[serde(default)]
    pub value: Option<f64>,
    /// When it can be picked; always if absent.
    #[serde(default)]
    pub applies_if: Option<Condition>,
}

/// A scored group of questions, or the mean of other groups.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// The group's id.
    pub id: BlockId,
    /// Its name.
    pub title: Text,
    /// A name that fits beside a bar.
    pub short: Text,
    /// What a high and a low value mean.
    #[serde(default)]
    pub meaning: Text,
    /// What it is made of.
    #[serde(default)]
    pub of: BlockMembers,
    /// The share of weight, or of member blocks, that must be known before a centre is shown.
    #[serde(default)]
    pub centre_needs: Option<f64>,
    /// Whether it bears a maturity level.
    #[serde(default)]
    pub levelled: bool,
    /// What a level needs beside its threshold.
    #[serde(default)]
    pub gates: Vec<Gate>,
}

/// What a block is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum BlockMembers {
    /// The questions that name the block, by their weights.
    #[default]
    Questions,
    /// Other blocks, each counting the same.
    Mean(Vec<BlockId>),
}

/// A named condition without which a level cannot be reached.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The level, counted from 0, that it guards.
    pub level: u8,
    /// What must hold.
    pub when: Condition,
    /// What must hold, as a sentence that can be true of a town.
    pub text: Text,
}

/// The maturity levels and the values from which they are reached.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Levels {
    /// The levels, lowest first.
    pub names: Vec<LevelName>,
    /// The highest level that the quick path can give.
    pub quick_limit: Option<u8>,
}

/// One maturity level.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelName {
    /// Its code, such as `N2`.
    pub code: String,
    /// Its name, such as « Organisé ».
    pub title: Text,
    /// The value from which it is reached.
    pub from: f64,
}

/// What the territory has, against what the authority does with it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TiePair {
    /// The tie's id.
    pub id: TieId,
    /// Its name.
    pub title: Text,
    /// The block of what the territory has.
    pub intensity: BlockId,
    /// The block of what the authority does with it.
    pub mobilisation: BlockId,
    /// The difference from which the reading is « atout sous-mobilisé » or « effort sans assise ».
    pub notable_gap: f64,
}

/// A second reading of action and mobilisation questions, such as one of the ten recommendations.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gauge {
    /// The gauge's id.
    pub id: GaugeId,
    /// Its name.
    pub title: Text,
    /// A name that fits beside a bar.
    pub short: Text,
}

/// A dated value that answers are compared with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Its id.
    pub id: ReferenceId,
    /// What it is.
    pub title: Text,
    /// Its value, in the unit of the questions that use it.
    pub value: f64,
    /// The year it is about.
    pub year: Year,
    /// Where it was published.
    pub source: Text,
    /// Whether it was read at the source; if not, it is always shown as « à vérifier ».
    pub verified: bool,
}

impl Kind {
    /// The options to choose from, if the kind has any.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice(options) | Self::Multiple { options, .. } => options,
            Self::Number { includes, .. } => includes,
            Self::Scale(_) | Self::YesPartlyNo { .. } | Self::Numbers(_) | Self::Derived(_) => &[],
        }
    }

    /// Whether somebody answers it; a derived question is computed.
    pub const fn is_asked(&self) -> bool {
        !matches!(self, Self::Derived(_))
    }
}

impl Question {
    /// The cap as a score, if there is one.
    pub fn cap_score(&self) -> Option<Score> {
        self.cap.map(Score::clamped)
    }

    /// The unit of its figure; empty if it has none.
    pub fn unit(&self, lang: Lang) -> &str {
        match &self.kind {
            Kind::Number { unit, .. } => unit.get(lang),
            _ => "",
        }
    }
}
