//! Which cell is at hand and which rows are selected, and what is done with them.

use std::collections::BTreeSet;

use crate::{
    app::Edit,
    domain::{ColumnId, RowId},
    language::Lang,
    questionnaire::TableSpec,
    ui::view::Out,
};

use super::{Sheet, State, head::Said, view};

/// The cell at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) row: RowId,
    /// Which of the columns that are shown.
    pub(super) column: usize,
}

/// What somebody does to the grid.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Act {
    /// Goes to a cell.
    Go(Cursor),
    /// Selects from where one was to a cell.
    Extend(Cursor),
    /// Selects a row or lets go of it.
    Toggle(RowId),
    /// Selects every row that is shown, or none.
    ToggleAll,
    /// Opens the form of a row at a column.
    Open(RowId, Option<ColumnId>),
    /// Orders by a column; then the other way round; then as entered.
    Sort(ColumnId),
}

impl State {
    /// Brings a row into view and gives it the focus, whatever was filtered.
    pub fn bring(&mut self, row: RowId) {
        self.wish.text.clear();
        self.wish.faulty = false;
        self.cursor = Some(Cursor { row, column: 0 });
        self.anchor = Some(row);
        self.reach = true;
    }

    /// The rows that say these folded words, in the order in which they are shown.
    pub fn rows_saying(&self, spec: &TableSpec, lang: Lang, wanted: &str) -> Vec<RowId> {
        self.view.saying(spec, lang, wanted)
    }

    /// Brings a row into view and leaves the focus where it is.
    pub const fn show_row(&mut self, row: RowId) {
        self.cursor = Some(Cursor { row, column: 0 });
        self.sight = true;
    }

    pub(super) fn act(&mut self, act: Act) {
        match act {
            Act::Go(cursor) => {
                self.cursor = Some(cursor);
                self.anchor = Some(cursor.row);
                self.reach = true;
            }
            Act::Extend(cursor) => self.extend(cursor),
            Act::Toggle(row) => {
                if !self.selected.remove(&row) {
                    self.selected.insert(row);
                }
                self.anchor = Some(row);
            }
            Act::ToggleAll => {
                let all: BTreeSet<RowId> = self.view.rows().map(|row| row.id).collect();
                self.selected = if self.selected == all { BTreeSet::new() } else { all };
            }
            Act::Open(row, column) => self.open(Some(row), column),
            Act::Sort(column) => {
                let next = match &self.wish.sort {
                    Some(sort) if sort.column == column => {
                        (!sort.falling).then_some(view::Sort { column, falling: true })
                    }
                    _ => Some(view::Sort { column, falling: false }),
                };
                self.wish.sort = next;
            }
        }
    }

    fn extend(&mut self, cursor: Cursor) {
        let anchor = self.anchor.or(self.cursor.map(|cursor| cursor.row)).unwrap_or(cursor.row);
        let (from, to) = (self.view.line_of(anchor), self.view.line_of(cursor.row));
        if let (Some(from), Some(to)) = (from, to) {
            let lines = from.min(to)..=from.max(to);
            self.selected =
                lines.filter_map(|line| self.view.line(line)).map(|(row, _)| row.id).collect();
        }
        self.anchor = Some(anchor);
        self.cursor = Some(cursor);
        self.reach = true;
    }

    /// The rows that an act is meant for: those selected, else the one at hand.
    pub(super) fn chosen(&self) -> Vec<RowId> {
        if self.selected.is_empty() {
            self.cursor.iter().map(|cursor| cursor.row).collect()
        } else {
            self.view.among(&self.selected)
        }
    }

    /// Takes the chosen rows out; the next one is then at hand.
    pub(super) fn remove(&mut self, page: &Sheet<'_>, out: &mut Out) {
        let rows = self.chosen();
        let (Some(last), true) = (rows.last(), page.document.can_change()) else { return };
        let doomed: BTreeSet<RowId> = rows.iter().copied().collect();
        let after = self.view.line_of(*last).map_or(0, |line| line + 1);
        let left = |line: usize| {
            self.view.line(line).map(|(row, _)| row.id).filter(|id| !doomed.contains(id))
        };
        let next = (after..self.view.len()).find_map(left);
        let next = next.or_else(|| (0..after).rev().find_map(left));
        let column = self.cursor.map_or(0, |cursor| cursor.column);
        self.cursor = next.map(|row| Cursor { row, column });
        self.anchor = next;
        self.reach = next.is_some();
        self.selected.clear();
        self.said = Some(Said::removed(rows.len(), page));
        out.edit(Edit::RemoveRows(page.spec.id.clone(), rows));
    }

    /// Copies a column of the first chosen row into the others.
    pub(super) fn fill_down(&mut self, page: &Sheet<'_>, column: &ColumnId, out: &mut Out) {
        let rows = self.chosen();
        let Some((first, others)) = rows.split_first() else { return };
        let place = page.table.column(column.as_str());
        let Some(row) = page.table.row(*first).filter(|_| !others.is_empty()) else { return };
        let cell = view::cell(row, place).clone();
        self.said = Some(Said::filled(others.len(), page));
        out.edit(Edit::Column(page.spec.id.clone(), column.clone(), others.to_vec(), cell));
    }

    /// The rows that copying is meant for: those selected, else all that are shown.
    pub(super) fn tsv(&self, page: &Sheet<'_>) -> (usize, String) {
        let wanted = |id: &RowId| self.selected.is_empty() || self.selected.contains(id);
        let rows = || self.view.rows().filter(|row| wanted(&row.id));
        (rows().count(), super::copy::tsv(page.spec, &self.view.places, rows(), page.lang))
    }
}
