//! What a person decides of conflicts, and the document that comes of it.

use std::sync::Arc;

use crate::domain::{
    Answer, Cell, ColumnId, Diagnostic, Row, RowId, Table, TableId,
    voice::{hull, unite},
};

use super::{Cells, Conflict, Merged, Subject, answer::shared};

/// What may be decided of a conflict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// Ours stands.
    #[default]
    Ours,
    /// Theirs stands.
    Theirs,
    /// Both stand, as two respondents (method § 3.3).
    Both,
    /// From the one to the other.
    Range,
}

impl Choice {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Ours, Self::Theirs, Self::Both, Self::Range];

    /// The word that stands for it on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
            Self::Both => "both",
            Self::Range => "range",
        }
    }

    /// Reads the word that stands for it on the command line.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == text.trim())
    }
}

impl Conflict {
    /// What may be decided of it.
    pub fn offers(&self) -> Vec<Choice> {
        let more: &[Choice] = match &self.subject {
            Subject::Answer { ours, theirs, .. } => {
                match (ours.state.is_answered(), theirs.state.is_answered()) {
                    (true, true) => &[Choice::Both, Choice::Range],
                    _ => &[Choice::Both],
                }
            }
            Subject::Cells { cells, .. } if cells.iter().all(|(_, a, b)| range(a, b).is_some()) => {
                &[Choice::Range]
            }
            Subject::Cells { .. } | Subject::Row { .. } | Subject::Other { .. } => &[],
        };
        [Choice::Ours, Choice::Theirs].iter().chain(more).copied().collect()
    }
}

/// From one figure to another, if both cells hold figures.
fn range(ours: &Cell, theirs: &Cell) -> Option<Cell> {
    let (a, b) = (ours.as_range()?, theirs.as_range()?);
    Some(Cell::Range(a.0.min(b.0), a.1.max(b.1)))
}

/// The merged document after these decisions, one for each conflict in order; where there is none,
/// or one that the conflict does not offer, ours stands.
pub fn resolve(merged: &Merged, choices: &[Choice]) -> Diagnostic {
    let mut document = merged.document.clone();
    for (at, conflict) in merged.conflicts.iter().enumerate() {
        let choice = choices.get(at).copied().unwrap_or_default();
        let choice = if conflict.offers().contains(&choice) { choice } else { Choice::Ours };
        conflict.settle(choice, &mut document);
    }
    document
}

impl Conflict {
    fn settle(&self, choice: Choice, document: &mut Diagnostic) {
        match &self.subject {
            Subject::Answer { question, ours, theirs } => {
                let answer = self.answer(choice, ours, theirs);
                document.answers.insert(question.clone(), answer);
            }
            Subject::Cells { table, row, cells } => {
                for (column, ours, theirs) in cells {
                    let cell = match choice {
                        Choice::Ours | Choice::Both => continue,
                        Choice::Theirs => theirs.clone(),
                        Choice::Range => range(ours, theirs).unwrap_or_else(|| ours.clone()),
                    };
                    set_cell(document, (table, *row, column), cell);
                }
            }
            Subject::Row { table, row, theirs, .. } => {
                if choice == Choice::Theirs {
                    set_row(document, table, *row, theirs.as_ref());
                }
            }
            Subject::Other { theirs, .. } => {
                if choice == Choice::Theirs {
                    (*theirs.atom).clone().set(document);
                }
            }
        }
    }

    /// The answer that was decided; whatever it is, what each side said is kept with its proof.
    fn answer(&self, choice: Choice, ours: &Answer, theirs: &Answer) -> Answer {
        let voices = unite(ours.voiced(self.our_who.day), theirs.voiced(self.their_who.day));
        match choice {
            Choice::Ours => Answer { voices, decided: true, ..ours.clone() },
            Choice::Theirs => Answer { voices, decided: true, ..theirs.clone() },
            Choice::Both => shared(ours, theirs, voices),
            Choice::Range => {
                let state = hull([&ours.state, &theirs.state]);
                Answer { state, decided: true, ..shared(ours, theirs, voices) }
            }
        }
    }
}

fn table<'a>(document: &'a mut Diagnostic, id: &TableId) -> &'a mut Table {
    Arc::make_mut(document.tables.entry(id.clone()).or_default())
}

fn set_cell(
    document: &mut Diagnostic,
    (id, row, column): (&TableId, RowId, &ColumnId),
    cell: Cell,
) {
    table(document, id).set_cell(row, column, cell);
}

/// Puts their row in its place, or takes ours away.
fn set_row(document: &mut Diagnostic, id: &TableId, row: RowId, cells: Option<&Cells>) {
    let table = table(document, id);
    let Some(cells) = cells else { return table.rows.retain(|one| one.id != row) };
    if table.row(row).is_none() {
        table.rows.push(Arc::new(Row { id: row, cells: Vec::new() }));
    }
    for (column, cell) in cells {
        table.set_cell(row, column, cell.clone());
    }
}
