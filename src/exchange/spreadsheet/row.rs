//! One row of a sheet while it is read, and how figures and days become texts.

use super::{CELL_LIMIT, COLUMN_LIMIT, FileProblem, ROW_LIMIT};

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number in the sheet, counted from 1.
    pub number: usize,
    /// Its cells from the first column, without spaces around them and without empty ones at the
    /// end.
    pub cells: Vec<String>,
}

impl SheetRow {
    /// The cell at `index`, empty if the row is short.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }

    /// Starts anew as the row with this number.
    pub(super) fn begin(&mut self, number: usize) {
        self.number = number;
        self.cells.clear();
    }

    /// Whether nothing is in it.
    pub(super) const fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }

    /// Puts a text into a column, within the bounds of a row.
    pub(super) fn set(&mut self, column: usize, text: &str) -> Result<(), FileProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if COLUMN_LIMIT <= column {
            return Err(FileProblem::TooManyColumns(COLUMN_LIMIT));
        }
        let length: usize = self.cells.iter().map(String::len).sum();
        if CELL_LIMIT < text.len() || ROW_LIMIT < length + text.len() {
            return Err(FileProblem::LongCell { row: self.number });
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            text.clone_into(cell);
        }
        Ok(())
    }
}

/// A figure with the fifteen digits that spreadsheets show: `0.3`, not `0.30000000000000004`.
pub(super) fn figure(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    rounded.to_string()
}

/// A share as people read it: `12 %` for 0.12.
pub(super) fn percentage(value: f64) -> String {
    format!("{} %", figure(value * 100.0))
}
