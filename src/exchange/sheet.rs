//! Lines and fields of a text that a spreadsheet wrote: encoding, separator, quotation marks.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::problem::{ImportProblem, ImportProblemKind, Spot};

/// One record; a field may hold line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The line of the file on which it starts, counted from 1.
    pub(super) number: usize,
    /// Its fields, without spaces around them.
    pub(super) fields: Vec<String>,
}

impl Line {
    /// The field at `index`, empty if the line is short.
    pub(super) fn field(&self, index: usize) -> &str {
        self.fields.get(index).map_or("", String::as_str)
    }

    /// A place on this line.
    pub(super) fn spot(&self, index: usize, heading: &str) -> Spot {
        Spot { line: self.number, column: Some(index + 1), heading: heading.to_owned() }
    }
}

/// The records of a file that are not blank.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Line>, ImportProblem> {
    let text = decode(bytes)?;
    let (text, skipped, separator) = separator_of(&text);
    split(text, skipped, separator)
}

/// The records of a text that a spreadsheet put on the clipboard.
pub(super) fn read_clipboard(text: &str) -> Result<Vec<Line>, ImportProblem> {
    split(text, 0, b'\t')
}

/// The text in whatever encoding spreadsheets use in France.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportProblem> {
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match encoding.or_else(|| bare_utf16(bytes)) {
        Some(encoding) => encoding,
        None if bytes.contains(&0) => return Err(ImportProblem::whole(ImportProblemKind::Binary)),
        None if str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    let (text, _, faulty) = encoding.decode(bytes);
    if faulty || text.contains('\0') {
        return Err(ImportProblem::whole(ImportProblemKind::Binary));
    }
    Ok(text)
}

/// UTF-16 without byte order mark: western text has a zero in every other byte.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(400))?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let most = head.len() * 2 / 5;
    match (zeros(0), zeros(1)) {
        (0, odd) if 0 < odd && most <= odd => Some(UTF_16LE),
        (even, 0) if 0 < even && most <= even => Some(UTF_16BE),
        _ => None,
    }
}

/// The text to read, how many lines were passed over, and its separator: that of a first line
/// `sep=;` (which Excel writes), or the one that the first line has most of.
fn separator_of(text: &str) -> (&str, usize, u8) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(&[separator]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        return (rest, 1, separator);
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: u8| {
        let outside = first.split('"').step_by(2);
        outside.map(|part| part.matches(char::from(separator)).count()).sum::<usize>()
    };
    // Of equals the last is taken: the semicolon of French spreadsheets.
    let best = [b',', b'\t', b';'].into_iter().max_by_key(|separator| count(*separator));
    (text, 0, best.unwrap_or(b';'))
}

fn split(text: &str, skipped: usize, separator: u8) -> Result<Vec<Line>, ImportProblem> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let Ok(record) = record else {
            return Err(ImportProblem::whole(ImportProblemKind::Binary));
        };
        let number = skipped + record.position().map_or(1, |position| line_of(text, position));
        let fields = record.iter().map(|field| field.trim().to_owned()).collect();
        lines.push(Line { number, fields });
    }
    if let Some(number) = unclosed_quote(text, &lines) {
        let spot = Some(Spot { line: number, column: None, heading: String::new() });
        return Err(ImportProblem { spot, kind: ImportProblemKind::UnclosedQuote });
    }
    lines.retain(|line| line.fields.iter().any(|field| !field.is_empty()));
    if lines.is_empty() {
        return Err(ImportProblem::whole(ImportProblemKind::Empty));
    }
    Ok(lines)
}

/// The line of a record; its position may still be before line ends that belong to none.
fn line_of(text: &str, position: &csv::Position) -> usize {
    let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(number(position.byte())..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    number(position.line()).saturating_add(ends.filter(|byte| **byte == b'\n').count())
}

/// The line of a last field that swallowed the rest of the text for want of a quotation mark.
fn unclosed_quote(text: &str, lines: &[Line]) -> Option<usize> {
    let last = lines.last()?;
    let swallowed = last.fields.last()?.contains('\n');
    (swallowed && text.matches('"').count() % 2 == 1).then_some(last.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(bytes: &[u8]) -> Vec<Vec<String>> {
        read(bytes).unwrap().into_iter().map(|line| line.fields).collect()
    }

    #[test]
    fn what_spreadsheets_write_is_read() {
        let expected =
            vec![vec!["id".to_owned(), "année".to_owned()], vec!["é;1".into(), "2".into()]];
        let text = "id;année\r\n\"é;1\";2\r\n";
        assert_eq!(fields(text.as_bytes()), expected);
        assert_eq!(fields(format!("\u{feff}{text}").as_bytes()), expected);
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        assert_eq!(fields(&latin), expected);
        let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        assert_eq!(fields(&wide(u16::to_le_bytes)), expected);
        assert_eq!(fields(&wide(u16::to_be_bytes)), expected);
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(wide(u16::to_le_bytes)).collect();
        assert_eq!(fields(&marked), expected);
        assert_eq!(fields("sep=,\nid,année\né;1,2".as_bytes()), expected);
        assert_eq!(fields("id\tannée\né;1\t2".as_bytes()), expected);
        assert_eq!(fields("id,année\né;1,2".as_bytes()), expected);
    }

    #[test]
    fn lines_are_counted_as_in_the_file() {
        let text = "sep=;\na;b\n\n\"1\n2\";c\n;\nd;e\n";
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let lines = read(text.as_bytes()).unwrap();
            let numbers: Vec<_> = lines.iter().map(|line| line.number).collect();
            assert_eq!(numbers, [2, 4, 7], "{text:?}");
            assert_eq!(lines[1].field(0).split_whitespace().collect::<Vec<_>>(), ["1", "2"]);
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let kind = |bytes: &[u8]| read(bytes).unwrap_err().kind;
        assert_eq!(kind(b""), ImportProblemKind::Empty);
        assert_eq!(kind(b"\n ; \n"), ImportProblemKind::Empty);
        assert_eq!(kind(b"PK\x03\x04\0\0\x08\0abc"), ImportProblemKind::Binary);
        let open = read(b"a;b\n1;\"two\n3;4\n").unwrap_err();
        assert_eq!(open.kind, ImportProblemKind::UnclosedQuote);
        assert_eq!(open.spot.unwrap().line, 2);
    }
}
