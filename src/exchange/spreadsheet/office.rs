//! Workbooks of Excel: XLSX a row at a time, XLS as a whole.

use std::{
    fs::File,
    io::BufReader,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use calamine::{Data, DataRef, Reader as _, SheetType, Xls, XlsError, Xlsx, XlsxError};

use super::{
    FileProblem,
    row::{SheetRow, figure, percentage},
};

/// What tells an encrypted workbook: the name of the stream that holds it, in UTF-16.
const ENCRYPTED: &str = "EncryptedPackage";

type Each<'a> = &'a mut dyn FnMut(&SheetRow) -> ControlFlow<()>;

/// An open workbook.
pub(super) enum Workbook {
    Modern(Box<Xlsx<BufReader<File>>>),
    Old(Box<Xls<BufReader<File>>>),
}

impl Workbook {
    /// Opens an XLSX whose parts have been measured.
    pub(super) fn open(path: &Path) -> Result<Self, FileProblem> {
        guarded(|| {
            let file = File::open(path).map_err(|error| FileProblem::of(&error))?;
            let book = Xlsx::new(BufReader::new(file)).map_err(|error| xlsx(&error))?;
            Ok(Self::Modern(Box::new(book)))
        })
    }

    /// Opens an XLS, or tells that it is an XLSX with a password.
    pub(super) fn compound(path: &Path) -> Result<Self, FileProblem> {
        guarded(|| {
            let bytes = std::fs::read(path).map_err(|error| FileProblem::of(&error))?;
            let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
            if memchr::memmem::find(&bytes, &name).is_some() {
                return Err(FileProblem::Password);
            }
            drop(bytes);
            let file = File::open(path).map_err(|error| FileProblem::of(&error))?;
            let book = Xls::new(BufReader::new(file)).map_err(|error| {
                log::info!("{}: {error}", path.display());
                match error {
                    XlsError::Password => FileProblem::Password,
                    _ => FileProblem::Damaged,
                }
            })?;
            Ok(Self::Old(Box::new(book)))
        })
    }

    /// The names of the sheets that hold cells.
    pub(super) fn names(&self) -> Vec<String> {
        let sheets = match self {
            Self::Modern(book) => book.sheets_metadata(),
            Self::Old(book) => book.sheets_metadata(),
        };
        let cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        cells.map(|sheet| sheet.name.clone()).collect()
    }

    /// Hands over the rows of a sheet.
    pub(super) fn rows(&mut self, name: &str, each: Each<'_>) -> Result<(), FileProblem> {
        guarded(|| match self {
            Self::Modern(book) => modern_rows(book, name, each),
            Self::Old(book) => old_rows(book, name, each),
        })
    }
}

/// Runs what reads a format of others, which a damaged file may make panic.
fn guarded<T>(read: impl FnOnce() -> Result<T, FileProblem>) -> Result<T, FileProblem> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(FileProblem::Damaged))
}

fn xlsx(error: &XlsxError) -> FileProblem {
    log::info!("a workbook: {error}");
    match error {
        XlsxError::Password => FileProblem::Password,
        XlsxError::Io(error) => FileProblem::of(error),
        _ => FileProblem::Damaged,
    }
}

fn modern_rows(
    book: &mut Xlsx<BufReader<File>>,
    name: &str,
    each: Each<'_>,
) -> Result<(), FileProblem> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| xlsx(&error))?;
    let is_share: Vec<bool> = cells.styles().iter().map(is_percentage).collect();
    let mut row = SheetRow::default();
    row.begin(1);
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|error| xlsx(&error))? {
        let (line, column) = cell.get_position();
        if line as usize + 1 != row.number {
            if !row.is_blank() && each(&row).is_break() {
                return Ok(());
            }
            row.begin(line as usize + 1);
        }
        let is_share = is_share.get(style).copied().unwrap_or(false);
        row.set(column as usize, &text(cell.get_value(), is_share))?;
    }
    if !row.is_blank() && each(&row).is_break() {
        log::debug!("stopped at the last row");
    }
    Ok(())
}

fn is_percentage(style: &calamine::Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}

fn old_rows(
    book: &mut Xls<BufReader<File>>,
    name: &str,
    each: Each<'_>,
) -> Result<(), FileProblem> {
    let range = book.worksheet_range(name).map_err(|error| {
        log::info!("a sheet: {error}");
        FileProblem::Damaged
    })?;
    let (top, left) = range.start().unwrap_or_default();
    let mut row = SheetRow::default();
    for (at, cells) in range.rows().enumerate() {
        row.begin(top as usize + at + 1);
        for (column, cell) in cells.iter().enumerate() {
            row.set(left as usize + column, &text(&borrowed(cell), false))?;
        }
        if !row.is_blank() && each(&row).is_break() {
            break;
        }
    }
    Ok(())
}

fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            DataRef::SharedString(text)
        }
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(value) => DataRef::DateTime(*value),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// A cell as its reader would type it.
fn text(value: &DataRef<'_>, is_share: bool) -> String {
    match value {
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) if is_share => percentage(*value),
        DataRef::Float(value) => figure(*value),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) if moment.is_duration() => figure(moment.as_f64()),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            match (hour, minute) {
                (0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
            }
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
