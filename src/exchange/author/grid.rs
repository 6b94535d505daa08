//! A sheet as it comes back: its headings found again, its rows by the number the author sees.

use std::collections::BTreeMap;

use super::{
    form::{Form, Head},
    problem::{AuthorProblem, AuthorProblemKind},
};
use crate::language::Lang;

/// A sheet of a workbook, as it was read.
#[derive(Clone, Debug, Default)]
pub struct RawSheet {
    /// Its name.
    pub name: String,
    /// Its rows that are not blank, each with its number counted from 1.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// A sheet of which the columns are known.
pub(super) struct Grid {
    name: String,
    columns: BTreeMap<Head, usize>,
    headings: Vec<String>,
    /// Its rows below the headings.
    pub(super) rows: Vec<GridRow>,
}

/// One row.
pub(super) struct GridRow {
    /// Its number, counted from 1.
    pub(super) number: usize,
    cells: Vec<String>,
}

impl Grid {
    /// The sheet of this form among those that were read, or what it lacks.
    pub(super) fn of(
        form: Form,
        sheets: &[RawSheet],
        languages: &[String],
        lang: Lang,
    ) -> Result<Self, Vec<AuthorProblem>> {
        let at = |name: &str, kind| AuthorProblem {
            sheet: name.to_owned(),
            row: None,
            column: None,
            kind,
        };
        let Some(sheet) = sheets.iter().find(|sheet| form.is_named(&sheet.name)) else {
            return Err(vec![at(form.name(lang), AuthorProblemKind::NoSheet)]);
        };
        let mut rows = sheet.rows.iter();
        let headings = rows.next().map_or_else(Vec::new, |(_, cells)| cells.clone());
        let mut columns = BTreeMap::new();
        let mut problems = Vec::new();
        for head in form.heads(languages) {
            match headings.iter().position(|heading| head.is_called(heading)) {
                Some(column) => drop(columns.insert(head, column)),
                None => {
                    problems.push(at(&sheet.name, AuthorProblemKind::NoColumn(head.label(lang))));
                }
            }
        }
        let row = |(number, cells): &(usize, Vec<String>)| GridRow {
            number: *number,
            cells: cells.clone(),
        };
        let rows = rows.map(row).collect();
        let name = sheet.name.clone();
        if problems.is_empty() { Ok(Self { name, columns, headings, rows }) } else { Err(problems) }
    }

    /// A cell without spaces around it, its line breaks those of every system.
    pub(super) fn cell(
        &self,
        row: &GridRow,
        field: &'static str,
        language: Option<&str>,
    ) -> String {
        let head = Head { field, language: language.map(str::to_owned) };
        let column = self.columns.get(&head);
        let cell = column.and_then(|column| row.cells.get(*column)).map_or("", String::as_str);
        cell.replace("\r\n", "\n").replace("_x000D_", "").trim().to_owned()
    }

    /// A problem of a row.
    pub(super) fn at_row(&self, row: &GridRow, kind: AuthorProblemKind) -> AuthorProblem {
        AuthorProblem { sheet: self.name.clone(), row: Some(row.number), column: None, kind }
    }

    /// A problem of a cell; of a text, in the first language.
    pub(super) fn at_cell(
        &self,
        row: &GridRow,
        field: &str,
        kind: AuthorProblemKind,
    ) -> AuthorProblem {
        let column = self.columns.iter().filter(|(head, _)| head.field == field);
        let column = column.map(|(_, column)| *column).min();
        let heading = column.and_then(|column| self.headings.get(column));
        let column = column.map(|at| (letters(at), heading.cloned().unwrap_or_default()));
        AuthorProblem { sheet: self.name.clone(), row: Some(row.number), column, kind }
    }
}

/// The letters above a column, counted from 0: A, …, Z, AA.
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while 0 < left {
        left -= 1;
        let letter = u8::try_from(left % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        let called: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).into();
        assert_eq!(called, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
