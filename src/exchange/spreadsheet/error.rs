//! Why a file of others cannot be read, told so that whoever holds it knows what to do.

use std::io;

use crate::language::Lang;

/// What keeps a file of others from being read; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// There is no such file.
    NotFound,
    /// It is a folder.
    Folder,
    /// The system does not let this user read it.
    Denied,
    /// The disk or network share failed, in the system's words.
    Disk(String),
    /// It is larger than what is read; both in bytes.
    TooLarge {
        /// Its size.
        size: u64,
        /// The largest that is read.
        limit: u64,
    },
    /// It is empty.
    Empty,
    /// It is neither XLSX, XLS nor ODS.
    NotASpreadsheet,
    /// It is neither a text nor a spreadsheet.
    Binary,
    /// It is an XLSB.
    BinaryWorkbook,
    /// A password protects it.
    Password,
    /// It holds far more than its size tells, as nobody's data does.
    Bomb,
    /// It is damaged, or breaks off.
    Damaged,
    /// The sheet asked for is not in it.
    NoSheet,
    /// It has more columns than are read.
    TooManyColumns(usize),
    /// It has more rows than can be taken in; the most there may be.
    TooManyRows(usize),
    /// A cell or row is longer than any text.
    LongCell {
        /// The row or line, counted from 1.
        row: usize,
    },
    /// A quotation mark opens and is never closed.
    UnclosedQuote {
        /// The line, counted from 1.
        line: usize,
    },
    /// The reading was stopped.
    Cancelled,
}

impl FileProblem {
    /// What the system says, as a problem.
    pub(in crate::exchange) fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Self::Damaged,
            _ => Self::Disk(error.to_string()),
        }
    }

    /// What is wrong and what to do now, as sentences.
    pub fn sentence(&self, lang: Lang) -> String {
        let megabytes = |bytes: u64| lang.number(bytes as f64 / (1024.0 * 1024.0), 0);
        match self {
            Self::NotFound => lang.usage_not_found().to_owned(),
            Self::Folder => lang.usage_folder().to_owned(),
            Self::Denied => lang.usage_denied().to_owned(),
            Self::Disk(why) => lang.usage_disk(why),
            Self::TooLarge { size, limit } => {
                lang.spreadsheet_too_large(megabytes(*limit), megabytes(*size))
            }
            Self::Empty => lang.spreadsheet_empty().to_owned(),
            Self::NotASpreadsheet => lang.spreadsheet_not_one().to_owned(),
            Self::Binary => lang.spreadsheet_binary().to_owned(),
            Self::BinaryWorkbook => lang.spreadsheet_xlsb().to_owned(),
            Self::Password => lang.spreadsheet_password().to_owned(),
            Self::Bomb => lang.spreadsheet_bomb().to_owned(),
            Self::Damaged => lang.spreadsheet_damaged().to_owned(),
            Self::NoSheet => lang.spreadsheet_no_sheet().to_owned(),
            Self::TooManyColumns(limit) => lang.spreadsheet_too_many_columns(lang.integer(*limit)),
            Self::TooManyRows(limit) => lang.spreadsheet_too_many_rows(lang.integer(*limit)),
            Self::LongCell { row } => lang.spreadsheet_long_cell(row),
            Self::UnclosedQuote { line } => lang.spreadsheet_unclosed_quote(line),
            Self::Cancelled => lang.spreadsheet_cancelled().to_owned(),
        }
    }
}
