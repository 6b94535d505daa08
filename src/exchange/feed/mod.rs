//! Files of others as rows that go by: CSV of any kind, bare, in a ZIP or gzipped, and spreadsheets.
//!
//! Whoever imports holds a file from a ministry, a register or a colleague, of any size. It is
//! read in little memory, can be stopped at any time, and nothing in it is executed or believed.

mod head;
mod scan;
mod watch;
mod wide;

use std::{
    borrow::Cow,
    fs::File,
    io::{BufReader, Read, Seek as _, SeekFrom},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

pub use watch::Watch;

pub(super) use super::spreadsheet::FileProblem;
use super::spreadsheet::{self, Counted, SheetRow};
use head::{HEAD, look};
use scan::{Record, Scanner};
use watch::Watched;
use wide::Narrowed;

/// The most that is read of a text, compressed or not.
const READ_LIMIT: u64 = 8 << 30;

/// The most parts that are looked into.
const PARTS_LIMIT: usize = 60;

/// The endings of texts that are read out of an archive.
const ENDINGS: [&str; 3] = [".csv", ".tsv", ".txt"];

/// A file of rows.
#[derive(Clone, Debug)]
pub struct Feed {
    path: PathBuf,
    kind: Kind,
    /// The sheets of a spreadsheet or the texts of an archive, by name; a text has one part.
    parts: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Gzip,
    Archive,
    Sheets,
}

/// The first rows of a part: their numbers, and their cells.
pub type Head = Vec<(usize, Vec<String>)>;

/// A row while it goes by.
#[derive(Clone, Copy)]
pub struct FeedRow<'a>(Inner<'a>);

#[derive(Clone, Copy)]
enum Inner<'a> {
    Text(Record<'a>),
    Sheet(&'a SheetRow),
}

/// What was noticed while reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// How many rows went by.
    pub rows: usize,
    /// Whether some texts are in UTF-8 and others in an older encoding.
    pub mixed: bool,
}

impl FeedRow<'_> {
    /// Its line or row in the file, counted from 1.
    pub const fn number(&self) -> usize {
        match self.0 {
            Inner::Text(record) => record.number,
            Inner::Sheet(row) => row.number,
        }
    }

    /// How many fields it has.
    pub const fn len(&self) -> usize {
        match self.0 {
            Inner::Text(record) => record.len(),
            Inner::Sheet(row) => row.cells.len(),
        }
    }

    /// Whether it has no field.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of a field as they stand in the file, quick to compare.
    pub fn raw(&self, index: usize) -> &[u8] {
        match &self.0 {
            Inner::Text(record) => record.raw(index),
            Inner::Sheet(row) => row.cell(index).as_bytes(),
        }
    }

    /// A field as text, without spaces around it; empty if the row is short.
    pub fn text(&self, index: usize) -> Cow<'_, str> {
        match &self.0 {
            Inner::Text(record) => record.text(index),
            Inner::Sheet(row) => Cow::Borrowed(row.cell(index)),
        }
    }

    /// All fields as texts.
    pub fn texts(&self) -> Vec<String> {
        (0..self.len()).map(|index| self.text(index).into_owned()).collect()
    }
}

impl Feed {
    /// Finds out what a file is; its content decides, not its name.
    pub fn open(path: &Path) -> Result<Self, FileProblem> {
        let of = |error: &std::io::Error| FileProblem::of(error);
        let mut file = File::open(path).map_err(|error| of(&error))?;
        let metadata = file.metadata().map_err(|error| of(&error))?;
        if metadata.is_dir() {
            return Err(FileProblem::Folder);
        }
        if READ_LIMIT < metadata.len() {
            return Err(FileProblem::TooLarge { size: metadata.len(), limit: READ_LIMIT });
        }
        let mut magic = Vec::new();
        file.by_ref().take(4).read_to_end(&mut magic).map_err(|error| of(&error))?;
        let (kind, parts) = match magic.as_slice() {
            [] => return Err(FileProblem::Empty),
            [b'P', b'K', 3, 4] => match texts_within(file)? {
                texts if texts.is_empty() => sheets(path)?,
                texts => (Kind::Archive, texts),
            },
            [0xd0, 0xcf, 0x11, 0xe0] => sheets(path)?,
            [0x1f, 0x8b, ..] => (Kind::Gzip, vec![String::new()]),
            _ => (Kind::Text, vec![String::new()]),
        };
        Ok(Self { path: path.to_owned(), kind, parts })
    }

    /// Its parts by name; there is at least one.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The first rows of each part: their numbers, and their cells.
    pub fn heads(&self, rows: usize) -> Result<Vec<Head>, FileProblem> {
        let mut heads = Vec::new();
        let mut sheets = match self.kind {
            Kind::Sheets => Some(spreadsheet::open(&self.path)?),
            _ => None,
        };
        for part in 0..self.parts.len().min(PARTS_LIMIT) {
            let mut head = Vec::new();
            let mut keep = |number: usize, cells: Vec<String>| {
                head.push((number, cells));
                if head.len() < rows { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            };
            if let Some(sheets) = &mut sheets {
                sheets.rows(part, &mut |row| keep(row.number, row.cells.clone()))?;
            } else {
                self.read(part, &Watch::default(), &mut |row| keep(row.number(), row.texts()))?;
            }
            heads.push(head);
        }
        Ok(heads)
    }

    /// Hands over the rows of a part that are not blank, from the top, until told to stop.
    pub fn read(
        &self,
        part: usize,
        watch: &Watch,
        each: &mut dyn FnMut(FeedRow<'_>) -> ControlFlow<()>,
    ) -> Result<Seen, FileProblem> {
        let name = self.parts.get(part).ok_or(FileProblem::NoSheet)?;
        let of = |error: &std::io::Error| FileProblem::of(error);
        if self.kind == Kind::Sheets {
            return self.read_sheet(part, watch, each);
        }
        let mut file = File::open(&self.path).map_err(|error| of(&error))?;
        let size = file.seek(SeekFrom::End(0)).map_err(|error| of(&error))?;
        file.rewind().map_err(|error| of(&error))?;
        watch.begin(size);
        match self.kind {
            Kind::Archive => {
                let mut archive =
                    ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(&error))?;
                let part = archive.by_name(name).map_err(|error| damaged(&error))?;
                watch.begin(part.size());
                let mut counted = Counted::new(part.compressed_size(), READ_LIMIT);
                text(counted.of(Watched { inner: part, watch }), watch, each)
                    .map_err(|problem| counted.or(problem))
            }
            Kind::Gzip => {
                let mut counted = Counted::new(size, READ_LIMIT);
                let packed = BufReader::with_capacity(64 << 10, Watched { inner: file, watch });
                text(counted.of(MultiGzDecoder::new(packed)), watch, each)
                    .map_err(|problem| counted.or(problem))
            }
            _ => text(Watched { inner: file, watch }, watch, each),
        }
    }

    fn read_sheet(
        &self,
        part: usize,
        watch: &Watch,
        each: &mut dyn FnMut(FeedRow<'_>) -> ControlFlow<()>,
    ) -> Result<Seen, FileProblem> {
        let mut seen = Seen::default();
        let mut sheets = spreadsheet::open(&self.path)?;
        sheets.rows(part, &mut |row| {
            seen.rows += 1;
            if watch.is_stopped() {
                return ControlFlow::Break(());
            }
            each(FeedRow(Inner::Sheet(row)))
        })?;
        watch.end();
        if watch.is_stopped() { Err(FileProblem::Cancelled) } else { Ok(seen) }
    }
}

fn sheets(path: &Path) -> Result<(Kind, Vec<String>), FileProblem> {
    let sheets = spreadsheet::open(path)?;
    Ok((Kind::Sheets, sheets.names().to_vec()))
}

fn damaged(error: &zip::result::ZipError) -> FileProblem {
    log::info!("an archive: {error}");
    if matches!(error, zip::result::ZipError::UnsupportedArchive(_)) {
        return FileProblem::Password;
    }
    FileProblem::Damaged
}

/// The texts in an archive that is no spreadsheet.
fn texts_within(file: File) -> Result<Vec<String>, FileProblem> {
    let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| damaged(&error))?;
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    let is = |name: &str, ending: &str| name.to_ascii_lowercase().ends_with(ending);
    if names.iter().any(|name| is(name, "[content_types].xml") || is(name, "content.xml")) {
        return Ok(Vec::new());
    }
    let mut texts: Vec<String> =
        names.into_iter().filter(|n| ENDINGS.iter().any(|ending| is(n, ending))).collect();
    texts.sort();
    Ok(texts)
}

/// Reads a text as rows.
fn text(
    mut input: impl Read,
    watch: &Watch,
    each: &mut dyn FnMut(FeedRow<'_>) -> ControlFlow<()>,
) -> Result<Seen, FileProblem> {
    let mut head = Vec::new();
    let begun = input.by_ref().take(HEAD as u64).read_to_end(&mut head);
    begun.map_err(|error| FileProblem::of(&error))?;
    let shape = look(&head)?;
    let begun = head.get(shape.skip..).unwrap_or_default();
    let whole = begun.chain(input);
    match shape.wide {
        Some(encoding) => rows(
            Scanner::new(
                Narrowed::new(whole, encoding),
                shape.separator,
                shape.terminator,
                shape.line,
            ),
            watch,
            each,
        ),
        None => {
            rows(Scanner::new(whole, shape.separator, shape.terminator, shape.line), watch, each)
        }
    }
}

fn rows<R: Read>(
    mut scanner: Scanner<R>,
    watch: &Watch,
    each: &mut dyn FnMut(FeedRow<'_>) -> ControlFlow<()>,
) -> Result<Seen, FileProblem> {
    let mut seen = Seen::default();
    while let Some(record) = scanner.next()? {
        seen.rows += 1;
        if seen.rows % 1024 == 0 && watch.is_stopped() {
            return Err(FileProblem::Cancelled);
        }
        if each(FeedRow(Inner::Text(record))).is_break() {
            break;
        }
    }
    seen.mixed = scanner.encodings().are_mixed();
    if watch.is_stopped() { Err(FileProblem::Cancelled) } else { Ok(seen) }
}

#[cfg(test)]
mod tests;
