//! Merging: one document out of several that were filled in apart, and nothing lost without a word.
//!
//! A director of international relations has sent the same diagnostic to three services. What only
//! one of them changed is taken; what two changed otherwise is a [`Conflict`], told with both
//! values, and left to a person. The rule is the same for answers, rows and everything else, and
//! the result does not depend on the order of the files where nothing conflicts.

mod align;
mod answer;
mod atom;
mod journal;
mod plan;
mod resolve;
mod rows;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Answer, Cell, ColumnId, Diagnostic, QuestionId, RoleId, RowId, TableId, Target};

pub use resolve::{Choice, resolve};

/// How a role and a day are told beside a remark.
pub type Attribution<'a> = dyn Fn(Option<&RoleId>, Option<Date>) -> String + 'a;

/// What merging must know of the questionnaire, and of the reader's language.
pub struct Guide<'a> {
    /// The columns of each table, in the questionnaire's order.
    pub columns: BTreeMap<TableId, Vec<ColumnId>>,
    /// The columns that tell a row of each table from the others.
    pub keys: BTreeMap<TableId, Vec<ColumnId>>,
    /// The columns that hold remarks, of which both are kept.
    pub remarks: BTreeSet<ColumnId>,
    /// The columns that hold sources, of which both are kept.
    pub sources: BTreeSet<ColumnId>,
    /// The column that says how well a row is proved.
    pub proof: Option<ColumnId>,
    /// The table whose rows are partnerships.
    pub partnerships: Option<TableId>,
    /// How it is said beside a remark who made it and when.
    pub attribution: &'a Attribution<'a>,
}

/// What came of a merge, before anybody has decided anything.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The document: what only one side changed is taken, and where both did, ours stands.
    pub document: Diagnostic,
    /// What was taken from theirs.
    pub taken: Vec<Taken>,
    /// What both changed otherwise, in the order of the document.
    pub conflicts: Vec<Conflict>,
    /// What both have and say alike, answers and rows.
    pub identical: usize,
    /// What they changed and is in none of this: kept as ours, to be told.
    pub kept: Vec<Target>,
}

/// Something that was taken from theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What it is.
    pub target: Target,
    /// How it came about.
    pub how: How,
    /// What it was in ours, in the compact form of the journal.
    pub from: String,
    /// What it is now.
    pub to: String,
}

/// How something came to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Ours had nothing.
    New,
    /// Only they changed it.
    Changed,
    /// They took it away and we had left it as it was.
    Removed,
    /// Both had something and both are kept: remarks, sources, the same answer twice.
    Joined,
}

/// Who said something, and when, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// In what role.
    pub role: Option<RoleId>,
    /// On what day.
    pub day: Option<Date>,
}

/// Something that both sides changed, each otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What it is about.
    pub subject: Subject,
    /// Who said ours, and when.
    pub our_who: Who,
    /// Who said theirs, and when.
    pub their_who: Who,
}

/// What a conflict is about, with both values.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// An answer.
    Answer {
        /// The question.
        question: QuestionId,
        /// Our answer; remarks of both are in it already.
        ours: Box<Answer>,
        /// Their answer, likewise.
        theirs: Box<Answer>,
    },
    /// Cells of one row.
    Cells {
        /// The table.
        table: TableId,
        /// The row, by its number in the merged document.
        row: RowId,
        /// Each cell that both changed: ours, theirs.
        cells: Vec<(ColumnId, Cell, Cell)>,
    },
    /// A row that one side took away and the other changed.
    Row {
        /// The table.
        table: TableId,
        /// The row.
        row: RowId,
        /// Our cells; none if we took it away.
        ours: Option<Cells>,
        /// Their cells; none if they took it away.
        theirs: Option<Cells>,
    },
    /// Anything else.
    Other {
        /// The thing.
        target: Target,
        /// Ours, in the compact form of the journal.
        ours: Said,
        /// Theirs, likewise.
        theirs: Said,
    },
}

/// The filled cells of a row, by column.
pub type Cells = BTreeMap<ColumnId, Cell>;

/// One side of something that is neither an answer nor a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// How it reads, in the compact form of the journal.
    pub text: String,
    pub(super) atom: Box<atom::Atom>,
}

impl Subject {
    /// What it is about, as the journal names it.
    pub fn target(&self) -> Target {
        match self {
            Self::Answer { question, .. } => Target::Answer(question.clone()),
            Self::Cells { table, row, .. } | Self::Row { table, row, .. } => {
                Target::Row(table.clone(), *row)
            }
            Self::Other { target, .. } => target.clone(),
        }
    }
}

/// Merges two documents of one territory and one questionnaire; with the document that both began
/// from, what only one of them changed is told from what both did.
pub fn merge(
    base: Option<&Diagnostic>,
    ours: &Diagnostic,
    theirs: &Diagnostic,
    guide: &Guide<'_>,
) -> Merged {
    let (ours, theirs) = align::align(base, ours, theirs, guide);
    let mut merging = Merging {
        base,
        who: [journal::Last::of(&ours), journal::Last::of(&theirs)],
        begun: base.map(journal::Last::of),
        guide,
        merged: Merged {
            document: ours.clone(),
            taken: Vec::new(),
            conflicts: Vec::new(),
            identical: 0,
            kept: Vec::new(),
        },
        ours: &ours,
        theirs: &theirs,
    };
    merging.profile();
    merging.answers();
    merging.tables();
    merging.plan();
    merging.rest();
    merging.journal();
    let Merging { mut merged, .. } = merging;
    align::settle(base, &ours, &theirs, &mut merged, guide);
    merged
}

/// A merge on its way.
struct Merging<'a> {
    base: Option<&'a Diagnostic>,
    ours: &'a Diagnostic,
    theirs: &'a Diagnostic,
    who: [journal::Last; 2],
    /// Who had changed what last when both began.
    begun: Option<journal::Last>,
    guide: &'a Guide<'a>,
    merged: Merged,
}

impl Merging<'_> {
    fn take(&mut self, target: Target, how: How, from: String, to: String) {
        self.merged.taken.push(Taken { target, how, from, to });
    }

    fn conflict(&mut self, subject: Subject) {
        let target = subject.target();
        let [ours, theirs] = &self.who;
        let (our_who, their_who) = (ours.who(&target), theirs.who(&target));
        self.merged.conflicts.push(Conflict { subject, our_who, their_who });
    }
}

/// The one that changed, of a thing that both sides have; none if both did, each otherwise.
///
/// Without a base nothing tells who changed what: only equals, and a blank beside something, do
/// not conflict.
fn changed<'a, T: PartialEq>(
    base: Option<&T>,
    ours: &'a T,
    theirs: &'a T,
    is_blank: impl Fn(&T) -> bool,
) -> Option<&'a T> {
    let from = |one: &T| base.map_or_else(|| is_blank(one), |base| base == one);
    if ours == theirs || from(theirs) {
        Some(ours)
    } else if from(ours) {
        Some(theirs)
    } else {
        None
    }
}
