//! The document: one territory, one date, all that was answered, and how it came about.

use std::{collections::BTreeMap, fmt, sync::Arc};

use jiff::civil::Date;

use super::{
    ActionField, ActionId, Answer, BlockId, ColumnId, Cover, Exploration, Frozen, PackId, Plan,
    PlanField, PointChoice, PointId, QuestionId, Resolution, ResolutionField, RoleId, RowId,
    RuleId, Table, TableId, Territory, Year,
};

/// A *diagnostic d'internationalisation du territoire*.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The territory it is about.
    pub territory: Territory,
    /// The day it describes: ages of data and of partnerships are counted to this day.
    pub as_of: Date,
    /// The pack that asks the questions.
    pub pack: PackStamp,
    /// Whether all questions are asked or the quick ones only.
    pub path: Path,
    /// Whether it is a worked example of a place that does not exist.
    pub fictional: bool,
    /// The answers by question; a question without entry has not been asked.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// The tables by id.
    pub tables: BTreeMap<TableId, Arc<Table>>,
    /// The level that the élu wants each component to reach.
    pub ambitions: BTreeMap<BlockId, Ambition>,
    /// What was decided to do.
    pub plan: Plan,
    /// What was decided of each partnership, by its row in the table of partnerships.
    pub decisions: BTreeMap<RowId, Resolution>,
    /// Other weights that were tried and noted; no result uses them.
    pub explorations: Vec<Exploration>,
    /// Earlier states, in the order they were frozen.
    pub frozen: Vec<Arc<Frozen>>,
    /// What the covers of its documents say.
    pub cover: Cover,
    /// What the official makes of the speaking points; a point without entry stands as suggested.
    pub points: BTreeMap<PointId, PointChoice>,
    /// What changed, day by day.
    pub journal: Journal,
}

/// Which pack a diagnostic was made with, and that pack's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackStamp {
    /// The pack's id.
    pub id: PackId,
    /// The pack's version, such as `1.0.0`.
    pub version: String,
    /// The SHA-256 of the pack's text, in lower-case hexadecimal.
    pub hash: Arc<str>,
    /// The pack's text, compressed and in Base64, so that the file stands alone.
    pub text: Arc<str>,
}

/// How much of the questionnaire is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Path {
    /// The quick questions only, about 45 minutes; results are a « lecture rapide ».
    Quick,
    /// Every question and table.
    #[default]
    Full,
}

impl Path {
    /// The word that stands for it in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Full => "full",
        }
    }
}

/// The level wanted for a component, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ambition {
    /// The wanted level, from 0.
    pub level: u8,
    /// The year by which it should be reached.
    pub year: Option<Year>,
}

/// The compact form that the journal uses: `3`, or `3 (2028)`.
impl fmt::Display for Ambition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{} ({year})", self.level),
            None => write!(f, "{}", self.level),
        }
    }
}

/// The changes of a document: one entry for each thing changed on a day, oldest first.
///
/// Changes to one thing on one day are one entry, from the morning's value to the evening's, and
/// none if they are equal; so the journal depends on what was changed, not on the order of typing.
pub type Journal = BTreeMap<ChangeKey, Change>;

/// When and what: the place of an entry in the journal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangeKey {
    /// The day of the change.
    pub day: Date,
    /// What was changed.
    pub target: Target,
}

/// A thing that can change in a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The territory's identity, the date or the path; the field's name.
    Profile(String),
    /// An answer.
    Answer(QuestionId),
    /// A cell of a table.
    Cell(TableId, RowId, ColumnId),
    /// A whole row, added or removed.
    Row(TableId, RowId),
    /// Many rows of a table at once (a paste or an import).
    Rows(TableId),
    /// The coverage of a table.
    Coverage(TableId),
    /// The ambition for a component.
    Ambition(BlockId),
    /// The plan as a whole.
    Plan(PlanField),
    /// A whole action, added or removed.
    Action(ActionId),
    /// One field of an action.
    ActionField(ActionId, ActionField),
    /// Whether and why a recommendation is dismissed.
    Dismissed(RuleId),
    /// What is decided of a partnership, by its row.
    Decision(RowId, ResolutionField),
    /// A speaking point.
    Point(PointId),
}

/// What a thing was and became, as short plain texts, and in what role it was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The value before, empty for none.
    pub from: String,
    /// The value after, empty for none.
    pub to: String,
    /// The role of whoever changed it last that day, if it was said.
    pub role: Option<RoleId>,
}

impl Diagnostic {
    /// The answer to a question, if anything was entered.
    pub fn answer(&self, id: &str) -> Option<&Answer> {
        self.answers.get(id)
    }

    /// A table, if anything was entered.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.get(id).map(Arc::as_ref)
    }
}
