//! What an import would do to a document, line by line, before anything is done.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{
        Answer, Cell, ColumnId, Coverage, Diagnostic, OptionId, Place, QuestionId, RowId, TableId,
    },
    exchange::problem::ImportProblem,
    language::Lang,
    questionnaire::Pack,
};

use super::{
    extract::Extract,
    noted::{Flag, Tally},
};

/// What a person decides about an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// What labels of countries that are not known stand for; none to leave their lines out.
    pub countries: BTreeMap<String, Option<Place>>,
    /// What could not be placed and belongs to the territory all the same, by its label.
    pub attached: BTreeSet<String>,
    /// Lines that are taken, or not, against what is proposed; by their line in the file.
    pub chosen: BTreeMap<usize, bool>,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The name of the file.
    pub file: String,
    /// What is read: the layout's name, or the table's.
    pub title: String,
    /// The table that rows go to, if they do.
    pub table: Option<TableId>,
    /// The columns of the rows, in the order they are shown.
    pub columns: Vec<ColumnId>,
    /// What would be added or changed, and what is there already.
    pub lines: Vec<Line>,
    /// Labels of countries that nobody knows, with how many lines bear them.
    pub labels: BTreeMap<String, usize>,
    /// What could not be placed, by its label.
    pub unplaced: Vec<Group>,
    /// What is odd about the file as a whole.
    pub flags: Vec<Flag>,
    /// How many lines of the file were what.
    pub tally: Tally,
    /// How complete the table, or a channel of it, becomes.
    pub coverage: Option<(Option<OptionId>, Coverage)>,
}

/// One line of an import.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its line in the file; of an answer, the line of its first figure.
    pub at: usize,
    /// What it brings.
    pub what: What,
    /// An answer in words; empty for a row, whose cells say it.
    pub words: String,
    /// What that is to the document.
    pub status: Status,
    /// Whether it is to be taken.
    pub wanted: bool,
    /// Why it is there, and what is doubtful about it.
    pub remarks: Vec<Remark>,
}

/// What a line brings.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A row, as its filled cells.
    Row(Vec<(ColumnId, Cell)>),
    /// An answer.
    Answer(QuestionId, Box<Answer>),
}

/// What a line is to the document.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// Nothing of it is there.
    New,
    /// All of it is there already.
    Same,
    /// It changes these cells of this row, from and to.
    Changes(RowId, Vec<(ColumnId, Cell, Cell)>),
    /// It changes an answer, of which this was the state.
    ChangesAnswer(String),
}

/// What is to be said of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Remark {
    /// It was found by the code of a former commune or a district.
    Former(String),
    /// Its activity code tells that it is about elsewhere.
    Code(String),
    /// A word in its texts does.
    Word(String),
    /// Countries are read in its texts, to be read over.
    Countries,
    /// The country that it names is not known.
    UnknownCountry(String),
    /// It is likely the same as an earlier line.
    Like(String),
    /// It is to be confirmed by itself.
    ToConfirm,
    /// Something in it was not understood or is not possible, and is left out.
    Problem(ImportProblem),
}

/// Lines that could not be placed and are about the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are about.
    pub label: String,
    /// How many there are.
    pub lines: usize,
    /// Their figures in a few words; may be empty.
    pub figures: String,
    /// Whether they are taken as the territory's.
    pub attached: bool,
}

impl Group {
    /// What they are about, with their figures if there are any.
    pub fn words(&self) -> String {
        if self.figures.is_empty() {
            return self.label.clone();
        }
        format!("{} ({})", self.label, self.figures)
    }
}

/// What a proposal is made for.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The document.
    pub diagnostic: &'a Diagnostic,
    /// Its pack.
    pub pack: &'a Pack,
    /// The language of what is written into it.
    pub lang: Lang,
}

/// How many lines would do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Added.
    pub added: usize,
    /// Changed.
    pub changed: usize,
    /// There already.
    pub same: usize,
    /// Left out.
    pub left: usize,
}

impl Proposal {
    /// How many lines would do what.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for line in &self.lines {
            match (&line.status, line.wanted) {
                (Status::Same, _) => counts.same += 1,
                (_, false) => counts.left += 1,
                (Status::New, true) => counts.added += 1,
                (Status::Changes(..) | Status::ChangesAnswer(_), true) => counts.changed += 1,
            }
        }
        counts
    }

    /// Whether nothing would change.
    pub fn is_idle(&self) -> bool {
        let counts = self.counts();
        counts.added + counts.changed == 0
    }

    /// Lines as a person chose them.
    pub(super) fn choose(&mut self, decisions: &Decisions) {
        for line in &mut self.lines {
            if let Some(wanted) = decisions.chosen.get(&line.at) {
                line.wanted = *wanted && line.status != Status::Same;
            }
        }
    }
}

/// What an extract would do to a document.
pub fn propose(
    extract: &Extract,
    target: Target<'_>,
    decisions: &Decisions,
) -> Result<Proposal, Unfit> {
    let mut proposal = super::make::make(extract, target, decisions)?;
    proposal.choose(decisions);
    Ok(proposal)
}

/// Why a file has no place in a document: its pack lacks what the file would fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit(
    /// The table or question that the pack lacks.
    pub String,
);
