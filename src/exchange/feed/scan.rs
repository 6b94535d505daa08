//! Records of a text with separators, found in its bytes without decoding them.
//!
//! A file of 500 MB is gone through for the few lines about one territory: only the bytes of a
//! field are looked at to decide, and nothing is copied before. A quotation mark counts at the
//! start of a field only, as spreadsheets have it.

use std::{
    borrow::Cow,
    cell::Cell,
    io::{ErrorKind, Read},
};

use encoding_rs::WINDOWS_1252;
use memchr::{memchr, memchr_iter, memchr2, memmem};

use super::FileProblem;
use crate::exchange::spreadsheet::{CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT};

/// How much is read at a time.
const CHUNK: usize = 256 << 10;

/// Where a field stands in its record.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: usize,
    end: usize,
    /// Whether quotation marks stood around it, so that doubled ones within mean one.
    quoted: bool,
}

/// What the texts that were decoded were written in.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Encodings {
    utf8: Cell<bool>,
    latin: Cell<bool>,
}

impl Encodings {
    /// Whether some fields are in UTF-8 and others in an older encoding.
    pub(in crate::exchange) const fn are_mixed(&self) -> bool {
        self.utf8.get() && self.latin.get()
    }

    /// The bytes as text: UTF-8, or what French spreadsheets wrote before.
    pub(super) fn decode<'a>(&self, bytes: &'a [u8]) -> Cow<'a, str> {
        if let Ok(text) = str::from_utf8(bytes) {
            if !text.is_ascii() {
                self.utf8.set(true);
            }
            return Cow::Borrowed(text);
        }
        self.latin.set(true);
        WINDOWS_1252.decode_without_bom_handling(bytes).0
    }
}

/// Goes through the records of a text.
pub(in crate::exchange) struct Scanner<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    separator: u8,
    /// What ends a line: a line feed, or a carriage return in files of old Macintoshes.
    terminator: u8,
    line: usize,
    fields: Vec<Span>,
    encodings: Encodings,
}

/// One record, which may span several lines.
#[derive(Clone, Copy, Debug)]
pub(in crate::exchange) struct Record<'a> {
    /// The line on which it starts, counted from 1.
    pub(super) number: usize,
    bytes: &'a [u8],
    fields: &'a [Span],
    encodings: &'a Encodings,
}

/// What came of looking for the end of a record.
enum Found {
    /// It ends here; so many line ends are in it.
    Record { length: usize, lines: usize },
    /// The buffer ends before it does.
    More,
}

impl<'a> Record<'a> {
    /// How many fields it has.
    pub(super) const fn len(&self) -> usize {
        self.fields.len()
    }

    /// The bytes of a field, as they stand; none if the record is short.
    pub(super) fn raw(&self, index: usize) -> &'a [u8] {
        let span = self.fields.get(index);
        span.and_then(|span| self.bytes.get(span.start..span.end)).unwrap_or_default()
    }

    /// A field as text, without spaces around it.
    pub(super) fn text(&self, index: usize) -> Cow<'a, str> {
        let raw = self.raw(index);
        let quoted = self.fields.get(index).is_some_and(|span| span.quoted);
        let doubled = quoted && memmem::find(raw, b"\"\"").is_some();
        let trim = |text: Cow<'a, str>| match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        let text = trim(self.encodings.decode(raw));
        if doubled { Cow::Owned(text.replace("\"\"", "\"")) } else { text }
    }
}

impl<R: Read> Scanner<R> {
    /// A scanner that begins at the line with this number.
    pub(super) fn new(input: R, separator: u8, terminator: u8, line: usize) -> Self {
        Self {
            input,
            buffer: vec![0; CHUNK],
            start: 0,
            end: 0,
            ended: false,
            separator,
            terminator,
            line,
            fields: Vec::new(),
            encodings: Encodings::default(),
        }
    }

    /// What the texts were written in so far.
    pub(super) const fn encodings(&self) -> &Encodings {
        &self.encodings
    }

    /// The next record that is not an empty line, or none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, FileProblem> {
        loop {
            match self.find()? {
                Found::More if self.ended && self.start == self.end => return Ok(None),
                Found::More => self.fill()?,
                Found::Record { length, lines } => {
                    let (start, number) = (self.start, self.line);
                    self.start += length;
                    self.line += lines;
                    let blank = self.fields.len() == 1
                        && self.fields.first().is_some_and(|span| span.end <= span.start);
                    if !blank {
                        let bytes = self.buffer.get(start..start + length).unwrap_or_default();
                        let (fields, encodings) = (self.fields.as_slice(), &self.encodings);
                        return Ok(Some(Record { number, bytes, fields, encodings }));
                    }
                }
            }
        }
    }

    /// Looks for the fields of the record at hand.
    fn find(&mut self) -> Result<Found, FileProblem> {
        self.fields.clear();
        let data = self.buffer.get(self.start..self.end).unwrap_or_default();
        if data.is_empty() {
            return Ok(Found::More);
        }
        let (mut at, mut marked) = (0, false);
        loop {
            let rest = data.get(at..).unwrap_or_default();
            let quoted = if rest.first() == Some(&b'"') { closing(rest) } else { Some(0) };
            let Some(skip) = quoted else {
                if self.ended {
                    return Err(FileProblem::UnclosedQuote { line: self.line });
                }
                return Ok(Found::More);
            };
            let after = rest.get(skip..).unwrap_or_default();
            // After a closing mark the field mostly ends at once.
            let ends = |byte: &u8| *byte == self.separator || *byte == self.terminator;
            let end = match after.first() {
                Some(byte) if ends(byte) => Some(0),
                _ => memchr2(self.separator, self.terminator, after),
            };
            if end.is_none() && !self.ended {
                return Ok(Found::More);
            }
            let end = end.unwrap_or(after.len());
            // After a closing mark nothing should come; what comes all the same belongs to it.
            let tail = after.get(..end).unwrap_or_default().trim_ascii();
            marked |= 0 < skip;
            let span = if 0 < skip && tail.is_empty() {
                Span { start: at + 1, end: at + skip - 1, quoted: true }
            } else {
                Span { start: at, end: at + skip + end, quoted: false }
            };
            if CELL_LIMIT < span.end - span.start {
                return Err(FileProblem::LongCell { row: self.line });
            }
            if self.fields.len() == COLUMN_LIMIT {
                return Err(FileProblem::TooManyColumns(COLUMN_LIMIT));
            }
            self.fields.push(span);
            at += skip + end + 1;
            if data.get(at - 1) != Some(&self.separator) {
                break;
            }
        }
        let length = at.min(data.len());
        // Line ends stand within quotation marks, and at the end.
        let within = data.get(..length.saturating_sub(1)).unwrap_or_default();
        let lines = 1 + if marked { memchr_iter(self.terminator, within).count() } else { 0 };
        self.trim_return(at);
        Ok(Found::Record { length, lines })
    }

    /// Leaves a carriage return before the end of a line out of its last field.
    fn trim_return(&mut self, length: usize) {
        let end = self.start + length;
        let returned = 2 <= length && self.buffer.get(end - 2) == Some(&b'\r');
        if let Some(last) = self.fields.last_mut()
            && !last.quoted
            && last.start < last.end
            && returned
            && last.end == length - 1
        {
            last.end -= 1;
        }
    }

    /// Reads on, making room first.
    fn fill(&mut self) -> Result<(), FileProblem> {
        if 0 < self.start {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            if ROW_LIMIT <= self.buffer.len() {
                let quoted = self.buffer.first() == Some(&b'"')
                    || memmem::find(&self.buffer, &[self.separator, b'"']).is_some();
                return Err(if quoted {
                    FileProblem::UnclosedQuote { line: self.line }
                } else {
                    FileProblem::LongCell { row: self.line }
                });
            }
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        loop {
            let room = self.buffer.get_mut(self.end..).unwrap_or_default();
            match self.input.read(room) {
                Ok(0) => self.ended = true,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(FileProblem::of(&error)),
            }
            return Ok(());
        }
    }
}

/// How long a field in quotation marks is, marks included; none if it does not close.
///
/// A mark at the very end may be the first of two: only the end of the file can tell.
fn closing(rest: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        let mark = at + memchr(b'"', rest.get(at..)?)?;
        match rest.get(mark + 1) {
            Some(b'"') => at = mark + 2,
            _ => return Some(mark + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scan(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, FileProblem> {
        let mut scanner = Scanner::new(bytes, b';', b'\n', 1);
        let mut found = Vec::new();
        while let Some(record) = scanner.next()? {
            let fields = (0..record.len()).map(|at| record.text(at).into_owned()).collect();
            found.push((record.number, fields));
        }
        Ok(found)
    }

    fn fields(bytes: &[u8]) -> Vec<Vec<String>> {
        scan(bytes).unwrap().into_iter().map(|(_, fields)| fields).collect()
    }

    #[test]
    fn fields_and_lines_are_those_of_a_spreadsheet() {
        let text = b"a;\"b;\"\"c\"\"\";d\r\n\r\n\"1\n2\";\xe9t\xe9;\n;;\nfin";
        let found = scan(text).unwrap();
        let expected: [(usize, &[&str]); 4] = [
            (1, &["a", "b;\"c\"", "d"]),
            (3, &["1\n2", "été", ""]),
            (5, &["", "", ""]),
            (6, &["fin"]),
        ];
        assert_eq!(found.len(), expected.len());
        for ((number, fields), (line, wanted)) in found.iter().zip(expected) {
            assert_eq!(
                (*number, fields.as_slice()),
                (line, &*wanted.iter().map(|&w| w.to_owned()).collect::<Vec<_>>())
            );
        }
        assert_eq!(fields(b"Le \"petit\" club;1\n"), [["Le \"petit\" club", "1"]]);
        assert_eq!(fields(b"\"a\" b;1\n"), [["\"a\" b", "1"]]);
        assert_eq!(fields(b""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn what_never_closes_is_told_with_its_line() {
        assert_eq!(scan(b"a;b\n1;\"two\n3;4\n"), Err(FileProblem::UnclosedQuote { line: 2 }));
        let mut endless = b"a;b\n1;\"".to_vec();
        endless.extend(std::iter::repeat_n(b"x;y\n", 2 << 20).flatten());
        assert_eq!(scan(&endless), Err(FileProblem::UnclosedQuote { line: 2 }));
        let long = vec![b'x'; CELL_LIMIT + 10];
        assert_eq!(scan(&long), Err(FileProblem::LongCell { row: 1 }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// The crate that everybody uses finds the same fields.
        #[test]
        fn records_are_those_of_the_csv_crate(rows in prop::collection::vec(
            prop::collection::vec("[a-z;\"\n é]{0,6}", 2..5), 1..20)) {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(b';').flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let wanted: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.iter().map(|field| field.trim().to_owned()).collect())
                .collect();
            prop_assert_eq!(fields(&bytes), wanted);
        }
    }
}
