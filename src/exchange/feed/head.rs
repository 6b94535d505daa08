//! What a text looks like from its beginning: encoding, separator, first records.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{FileProblem, Scanner};

/// How much of a text is looked at.
pub(super) const HEAD: usize = 256 << 10;

/// How many records tell the separator.
const RECORDS: usize = 60;

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// How many bytes come before the text: a byte order mark, a line `sep=;`.
    pub(super) skip: usize,
    /// The encoding if it is of two bytes a character; else it is told field by field.
    pub(super) wide: Option<&'static Encoding>,
    pub(super) separator: u8,
    pub(super) terminator: u8,
    /// The number of the first line.
    pub(super) line: usize,
}

/// Looks at the beginning of a text.
pub(super) fn look(head: &[u8]) -> Result<Shape, FileProblem> {
    if head.is_empty() {
        return Err(FileProblem::Empty);
    }
    let marked = Encoding::for_bom(head);
    let wide = match marked {
        Some((encoding, _)) if encoding == UTF_8 => None,
        Some((encoding, _)) => Some(encoding),
        None => bare_utf16(head),
    };
    let mark = marked.map_or(0, |(_, length)| length);
    let narrow = match wide {
        Some(encoding) => {
            let whole = head.get(mark..head.len() - (head.len() - mark) % 2).unwrap_or_default();
            encoding.decode_without_bom_handling(whole).0.into_owned().into_bytes()
        }
        None => head.get(mark..).unwrap_or_default().to_vec(),
    };
    if narrow.contains(&0) {
        return Err(FileProblem::Binary);
    }
    let terminator =
        if !narrow.contains(&b'\n') && narrow.contains(&b'\r') { b'\r' } else { b'\n' };
    let shape = |skip, separator, line| Shape { skip, wide, separator, terminator, line };
    let first = narrow.split(|byte| *byte == terminator).next().unwrap_or_default();
    if let [b's', b'e', b'p', b'=', separator] = *first.trim_ascii() {
        let width = if wide.is_some() { 2 } else { 1 };
        return Ok(shape(mark + (first.len() + 1) * width, separator, 2));
    }
    Ok(shape(mark, separator(&narrow, terminator), 1))
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

/// The separator that gives most records the same number of fields.
fn separator(text: &[u8], terminator: u8) -> u8 {
    let score = |separator: u8| {
        let mut scanner = Scanner::new(text, separator, terminator, 1);
        let mut widths = Vec::new();
        while let Ok(Some(record)) = scanner.next() {
            widths.push(record.len());
            if widths.len() == RECORDS {
                break;
            }
        }
        let alike = |width: usize| widths.iter().filter(|other| **other == width).count();
        let best = widths.iter().filter(|width| 1 < **width).max_by_key(|width| alike(**width));
        best.map_or((0, 0), |width| (alike(*width), *width))
    };
    // Of equals the last is taken: the semicolon of French spreadsheets.
    let candidates = [b'|', b',', b'\t', b';'].into_iter();
    candidates.max_by_key(|separator| score(*separator)).unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &[u8], separator: u8, wide: Option<&'static Encoding>) -> Shape {
        let shape = look(text).unwrap();
        assert_eq!((char::from(shape.separator), shape.wide), (char::from(separator), wide));
        shape
    }

    #[test]
    fn the_shape_of_a_text_is_told_from_its_beginning() {
        is(b"a;b\n1,5;2\n", b';', None);
        is(b"a,b\n1,2\n3,4\n", b',', None);
        is(b"a\tb\n1,5\t2\n", b'\t', None);
        is(
            "Titre, avec une virgule\n\"Champ : tout\"\nPays;Ensemble\nMaroc;12\n".as_bytes(),
            b';',
            None,
        );
        assert_eq!(is(b"\xef\xbb\xbfa;b\n", b';', None).skip, 3);
        let shape = is(b"sep=,\na,b\n", b',', None);
        assert_eq!((shape.skip, shape.line), (6, 2));
        let wide: Vec<u8> = "a;b\nc;d\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        is(&wide, b';', Some(UTF_16LE));
        let marked: Vec<u8> = [0xfe, 0xff]
            .into_iter()
            .chain("a;b\n".encode_utf16().flat_map(u16::to_be_bytes))
            .collect();
        assert_eq!(is(&marked, b';', Some(UTF_16BE)).skip, 2);
        assert_eq!(is(b"a;b\r1;2\r", b';', None).terminator, b'\r');
        assert_eq!(look(b""), Err(FileProblem::Empty));
        assert_eq!(look(b"\x89PNG\r\n\x1a\n\0\0\0"), Err(FileProblem::Binary));
    }
}
