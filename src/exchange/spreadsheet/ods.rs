//! Spreadsheets in the open format of `LibreOffice`, read from their XML a row at a time.

use std::{
    borrow::Cow,
    fs::File,
    io::{BufReader, Read as _},
    ops::ControlFlow,
};

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};
use zip::{ZipArchive, read::ZipFile};

use super::{
    CELL_LIMIT, COLUMN_LIMIT, FileProblem,
    row::{SheetRow, figure, percentage},
};

/// The part that holds the cells.
const CONTENT: &str = "content.xml";

/// The most rows of a sheet, as in every spreadsheet program.
const ROWS: usize = 1 << 20;

type Archive = ZipArchive<BufReader<File>>;
type Xml<'a> = Reader<BufReader<ZipFile<'a, BufReader<File>>>>;

/// An open document.
pub(super) struct Document {
    archive: Archive,
    names: Vec<String>,
}

impl Document {
    /// Opens a document whose parts have been measured.
    pub(super) fn open(mut archive: Archive) -> Result<Self, FileProblem> {
        if is_protected(&mut archive) {
            return Err(FileProblem::Password);
        }
        let mut names = Vec::new();
        let mut depth = 0_usize;
        scan(&mut archive, |event| {
            match event {
                Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                    if depth == 0 {
                        names.push(attribute(tag, "table:name").unwrap_or_default());
                    }
                    depth += 1;
                }
                Event::End(tag) if tag.name().as_ref() == "table:table" => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Self { archive, names })
    }

    /// The names of its sheets.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Hands over the rows of a sheet.
    pub(super) fn rows(
        &mut self,
        sheet: usize,
        each: &mut dyn FnMut(&SheetRow) -> ControlFlow<()>,
    ) -> Result<(), FileProblem> {
        let mut table = Table { sheet, ..Table::default() };
        scan(&mut self.archive, |event| table.event(event, each))
    }
}

/// Whether its parts are encrypted: what describes them says so.
fn is_protected(archive: &mut Archive) -> bool {
    let Ok(part) = archive.by_name("META-INF/manifest.xml") else { return false };
    let mut text = Vec::new();
    let read = part.take(1 << 20).read_to_end(&mut text);
    read.is_ok() && memchr::memmem::find(&text, b"encryption-data").is_some()
}

/// Goes through the XML of the cells until told to stop.
fn scan(
    archive: &mut Archive,
    mut each: impl FnMut(&Event<'_>) -> Result<ControlFlow<()>, FileProblem>,
) -> Result<(), FileProblem> {
    let damaged = |error: &dyn std::fmt::Display| {
        log::info!("{CONTENT}: {error}");
        FileProblem::Damaged
    };
    let part = archive.by_name(CONTENT).map_err(|error| damaged(&error))?;
    let mut xml: Xml<'_> = Reader::from_reader(BufReader::with_capacity(64 << 10, part));
    xml.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
            Event::Eof => return Ok(()),
            event => {
                if each(&event)?.is_break() {
                    return Ok(());
                }
            }
        }
        buffer.clear();
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// How often a cell or row stands there.
fn repeats(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// A sheet as its XML goes by.
#[derive(Default)]
struct Table {
    /// The sheet that is wanted.
    sheet: usize,
    /// How many sheets began, and how deep in tables we are.
    begun: usize,
    depth: usize,
    row: SheetRow,
    /// How many rows are behind, and how often the present one stands there.
    done: usize,
    row_repeats: usize,
    column: usize,
    cell: Option<OpenCell>,
    /// Depth within a remark, which is no part of a cell's text.
    remark: usize,
    paragraphs: usize,
    within: bool,
}

/// A cell that has begun.
struct OpenCell {
    repeats: usize,
    /// What its attributes say, if they say it.
    value: Option<String>,
    text: String,
}

impl Table {
    fn event(
        &mut self,
        event: &Event<'_>,
        each: &mut dyn FnMut(&SheetRow) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, FileProblem> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => return self.end(tag.name().as_ref(), each),
            Event::Text(text) if self.within => self.add(&text.xml10_content())?,
            Event::GeneralRef(entity) if self.within => {
                let character = entity.resolve_char_ref().ok().flatten();
                let named =
                    || resolve_predefined_entity(&entity.xml10_content()).map(str::to_owned);
                if let Some(text) = character.map(String::from).or_else(named) {
                    self.add(&text)?;
                }
            }
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    }

    const fn is_wanted(&self) -> bool {
        self.depth == 1 && self.begun == self.sheet + 1
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "table:table" => {
                self.begun += usize::from(self.depth == 0);
                self.depth += 1;
            }
            _ if !self.is_wanted() => {}
            "office:annotation" => self.remark += 1,
            _ if 0 < self.remark => {}
            "table:table-row" => {
                self.row.begin(self.done + 1);
                self.row_repeats = repeats(tag, "table:number-rows-repeated");
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.paragraphs = 0;
                self.cell = Some(OpenCell {
                    repeats: repeats(tag, "table:number-columns-repeated"),
                    value: value(tag),
                    text: String::new(),
                });
            }
            "text:p" => {
                if let Some(cell) = self.cell.as_mut().filter(|_| 0 < self.paragraphs) {
                    cell.text.push('\n');
                }
                self.paragraphs += 1;
                self.within = true;
            }
            "text:s" | "text:tab" | "text:line-break" => {
                let count = repeats(tag, "text:c").min(100);
                if let Some(cell) = &mut self.cell {
                    cell.text.extend(std::iter::repeat_n(' ', count));
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) -> Result<(), FileProblem> {
        let row = self.row.number;
        let Some(cell) = self.cell.as_mut().filter(|_| self.remark == 0) else { return Ok(()) };
        if CELL_LIMIT < cell.text.len() + text.len() {
            return Err(FileProblem::LongCell { row });
        }
        cell.text.push_str(text);
        Ok(())
    }

    fn end(
        &mut self,
        name: &str,
        each: &mut dyn FnMut(&SheetRow) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, FileProblem> {
        match name {
            "table:table" => {
                let was_wanted = self.is_wanted();
                self.depth = self.depth.saturating_sub(1);
                if was_wanted {
                    return Ok(ControlFlow::Break(()));
                }
            }
            _ if !self.is_wanted() => {}
            "office:annotation" => self.remark = self.remark.saturating_sub(1),
            _ if 0 < self.remark => {}
            "text:p" => self.within = false,
            "table:table-cell" | "table:covered-table-cell" => self.end_cell()?,
            "table:table-row" => return self.end_row(each),
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    }

    fn end_cell(&mut self) -> Result<(), FileProblem> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let text = cell.value.unwrap_or(cell.text);
        if !text.trim().is_empty() {
            for at in 0..cell.repeats.min(COLUMN_LIMIT + 1) {
                self.row.set(self.column.saturating_add(at), &text)?;
            }
        }
        self.column = self.column.saturating_add(cell.repeats);
        Ok(())
    }

    fn end_row(
        &mut self,
        each: &mut dyn FnMut(&SheetRow) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, FileProblem> {
        if !self.row.is_blank() {
            for at in 0..self.row_repeats {
                self.row.number = self.done + at + 1;
                if ROWS < self.row.number {
                    return Err(FileProblem::TooManyRows(ROWS));
                }
                if each(&self.row).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        self.done = self.done.saturating_add(self.row_repeats);
        Ok(ControlFlow::Continue(()))
    }
}

/// The value that a cell's attributes give; a plain text stands in its paragraphs.
fn value(tag: &BytesStart<'_>) -> Option<String> {
    let number = || attribute(tag, "office:value")?.parse::<f64>().ok();
    match attribute(tag, "office:value-type")?.as_str() {
        "float" | "currency" => number().map(figure),
        "percentage" => number().map(percentage),
        "boolean" => attribute(tag, "office:boolean-value"),
        "date" => {
            let moment = attribute(tag, "office:date-value")?;
            Some(moment.strip_suffix("T00:00:00").map(str::to_owned).unwrap_or(moment))
        }
        "string" => attribute(tag, "office:string-value"),
        _ => None,
    }
}
