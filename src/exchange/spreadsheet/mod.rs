//! Spreadsheets of others (XLSX, XLS, ODS), read as rows of texts, and nothing executed.
//!
//! Somebody hands over a file that they cannot judge: it may be damaged, protected, huge, or made
//! to fill the memory. Whatever it is, the answer is rows or one sentence, within fixed bounds.
//! A formula is its last computed value; macros, links and pictures are not looked at.

mod bounds;
mod error;
mod ods;
mod office;
mod row;

use std::{
    fs::File,
    io::{BufReader, Read as _},
    ops::ControlFlow,
    path::Path,
};

pub(in crate::exchange) use bounds::Counted;
use bounds::bombs;
pub use error::FileProblem;
pub use row::SheetRow;

/// The largest spreadsheet that is read, in bytes on the disk.
pub(super) const SPREADSHEET_LIMIT: u64 = 128 << 20;

/// The most columns that a table may have.
pub(super) const COLUMN_LIMIT: usize = 4096;

/// The longest text that a cell may hold, in bytes.
pub(super) const CELL_LIMIT: usize = 128 << 10;

/// The longest row, in bytes.
pub(super) const ROW_LIMIT: usize = 4 << 20;

/// An open spreadsheet.
pub struct Sheets {
    book: Book,
    names: Vec<String>,
}

/// The two families of formats.
enum Book {
    Office(office::Workbook),
    OpenDocument(ods::Document),
}

/// Opens a spreadsheet; what it is follows from its content, not from its name.
pub fn open(path: &Path) -> Result<Sheets, FileProblem> {
    let mut file = File::open(path).map_err(|error| FileProblem::of(&error))?;
    let metadata = file.metadata().map_err(|error| FileProblem::of(&error))?;
    if metadata.is_dir() {
        return Err(FileProblem::Folder);
    }
    if SPREADSHEET_LIMIT < metadata.len() {
        let (size, limit) = (metadata.len(), SPREADSHEET_LIMIT);
        return Err(FileProblem::TooLarge { size, limit });
    }
    let mut head = Vec::new();
    file.by_ref().take(8).read_to_end(&mut head).map_err(|error| FileProblem::of(&error))?;
    let book = match head.as_slice() {
        [] => return Err(FileProblem::Empty),
        [b'P', b'K', 3, 4, ..] => zipped(path, file)?,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Book::Office(office::Workbook::compound(path)?),
        _ => return Err(FileProblem::NotASpreadsheet),
    };
    let names = match &book {
        Book::Office(workbook) => workbook.names(),
        Book::OpenDocument(document) => document.names().to_vec(),
    };
    if names.is_empty() { Err(FileProblem::Damaged) } else { Ok(Sheets { book, names }) }
}

/// A spreadsheet in a ZIP, which of them is told by its parts.
fn zipped(path: &Path, file: File) -> Result<Book, FileProblem> {
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|error| {
        log::info!("{}: {error}", path.display());
        FileProblem::Damaged
    })?;
    let names: Vec<String> =
        archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect();
    let has = |part: &str| names.iter().any(|name| name == part);
    let is_document = has("content.xml") && has("mimetype");
    if has("xl/workbook.bin") {
        return Err(FileProblem::BinaryWorkbook);
    }
    if !is_document && !has("[content_types].xml") {
        return Err(FileProblem::NotASpreadsheet);
    }
    bombs(&mut archive)?;
    if is_document {
        return Ok(Book::OpenDocument(ods::Document::open(archive)?));
    }
    bounds::declared_strings(&mut archive)?;
    Ok(Book::Office(office::Workbook::open(path)?))
}

impl Sheets {
    /// The names of its sheets, in their order; there is at least one.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Hands over the rows of a sheet that are not blank, from the top, until told to stop.
    pub fn rows(
        &mut self,
        sheet: usize,
        each: &mut dyn FnMut(&SheetRow) -> ControlFlow<()>,
    ) -> Result<(), FileProblem> {
        let Some(name) = self.names.get(sheet) else { return Err(FileProblem::NoSheet) };
        match &mut self.book {
            Book::Office(workbook) => workbook.rows(name, each),
            Book::OpenDocument(document) => document.rows(sheet, each),
        }
    }

    /// All rows of a sheet that are not blank; refuses more than `limit`.
    pub fn read(&mut self, sheet: usize, limit: usize) -> Result<Vec<SheetRow>, FileProblem> {
        let mut rows = Vec::new();
        let mut too_many = false;
        self.rows(sheet, &mut |row| {
            if rows.len() == limit {
                too_many = true;
                return ControlFlow::Break(());
            }
            rows.push(row.clone());
            ControlFlow::Continue(())
        })?;
        if too_many { Err(FileProblem::TooManyRows(limit)) } else { Ok(rows) }
    }
}

#[cfg(test)]
mod tests;
