//! Edits of what is decided of each partnership.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::{Decision, Diagnostic, Resolution, ResolutionField, RowId, TableId, Target};

use super::edit::Log;

/// One field of what is decided of a partnership, as it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolutionChange {
    /// The choice.
    Choice(Option<Decision>),
    /// The printed remark.
    Comment(String),
    /// The day of the vote.
    Vote(Option<Date>),
}

impl ResolutionChange {
    /// The field that changes.
    pub const fn field(&self) -> ResolutionField {
        match self {
            Self::Choice(_) => ResolutionField::Choice,
            Self::Comment(_) => ResolutionField::Comment,
            Self::Vote(_) => ResolutionField::Vote,
        }
    }

    /// Whether it is typed, key by key; choosing is a step of its own.
    pub(super) const fn is_typed(&self) -> bool {
        matches!(self, Self::Comment(_))
    }

    pub(super) fn perform(self, diagnostic: &mut Diagnostic, row: RowId, log: &Log<'_>) {
        let field = self.field();
        let before = diagnostic.decisions.remove(&row).unwrap_or_default();
        let from = before.told(field);
        let after = match self {
            Self::Choice(choice) => Resolution { choice, ..before },
            Self::Comment(comment) => Resolution { comment, ..before },
            Self::Vote(vote) => Resolution { vote, ..before },
        };
        let after = after.within_limits();
        let to = after.told(field);
        if !after.is_blank() {
            diagnostic.decisions.insert(row, after);
        }
        log.write(diagnostic, Target::Decision(row, field), from, to);
    }
}

/// Forgets what was decided of rows that leave the table of partnerships, so that a later row that
/// is given the same number does not inherit it.
pub(super) fn forget_decisions(
    diagnostic: &mut Diagnostic,
    table: &TableId,
    rows: &BTreeSet<RowId>,
    log: &Log<'_>,
) {
    if log.pack.matrix.as_ref().is_none_or(|matrix| matrix.partnerships.table != *table) {
        return;
    }
    for row in rows {
        let Some(gone) = diagnostic.decisions.remove(row) else { continue };
        for field in ResolutionField::ALL {
            log.write(diagnostic, Target::Decision(*row, field), gone.told(field), "");
        }
    }
}
