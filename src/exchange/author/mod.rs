//! A pack edited in a spreadsheet, by authors who do not write RON.
//!
//! They get questions, levels, options and rules as rows, in every language of the pack, correct a
//! sentence or add a question, and hand the file back. The workbook carries its base, so it is
//! enough by itself; whatever has no cell (conditions, scales of figures, the matrix) is kept from
//! that base, comments included, and what was not touched stays byte for byte.

mod added;
mod asked;
mod back;
mod base;
mod book;
mod form;
mod grid;
mod problem;
mod rows;
mod sheet;
mod tree;
mod workbook;

use std::path::Path;

use crate::language::Lang;

use super::spreadsheet::{self, FileProblem};

pub use back::Authored;
pub use grid::RawSheet;
pub use problem::{AuthorProblem, AuthorProblemKind};
pub use workbook::pack_workbook;

/// The most rows of one sheet.
const MOST_ROWS: usize = 100_000;

/// The longest id.
const LONGEST_ID: usize = 60;

/// Why an author's workbook makes no pack.
#[derive(Debug)]
pub enum AuthorRefusal {
    /// It could not be read.
    File(FileProblem),
    /// What is in it is wrong.
    Content(Vec<AuthorProblem>),
}

/// The sheets of a workbook.
pub fn author_sheets(path: &Path) -> Result<Vec<RawSheet>, FileProblem> {
    let mut book = spreadsheet::open(path)?;
    let names = book.names().to_vec();
    let mut sheets = Vec::new();
    for (index, name) in names.into_iter().enumerate() {
        let rows = book.read(index, MOST_ROWS)?;
        let rows = rows.into_iter().map(|row| (row.number, row.cells)).collect();
        sheets.push(RawSheet { name, rows });
    }
    Ok(sheets)
}

/// The pack that an author's workbook makes of the base it carries.
pub fn authored_pack(path: &Path, lang: Lang) -> Result<Authored, AuthorRefusal> {
    let sheets = author_sheets(path).map_err(AuthorRefusal::File)?;
    authored(&sheets, lang).map_err(AuthorRefusal::Content)
}

/// The pack that these sheets make of the base among them, or every problem in them.
pub fn authored(sheets: &[RawSheet], lang: Lang) -> Result<Authored, Vec<AuthorProblem>> {
    let base = base::read(sheets).and_then(|source| book::Book::of(&source));
    let Some(book) = base else {
        let kind = AuthorProblemKind::NoBase;
        let sheet = base::NAME.to_owned();
        return Err(vec![AuthorProblem { sheet, row: None, column: None, kind }]);
    };
    back::back(&book, sheets, lang)
}

/// Whether a text can be an id: it is stored in every diagnostic.
fn is_id(text: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    !text.is_empty() && text.len() <= LONGEST_ID && text.chars().all(inside)
}

#[cfg(test)]
mod tests;
