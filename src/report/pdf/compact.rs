//! A finished PDF made smaller: objects that are no streams go into compressed streams of objects.
//!
//! What makes a tagged PDF heavy is its structure: thousands of small objects, one for each cell,
//! in plain text. Readers have known streams of objects since PDF 1.5; a brief is half as long so.

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};

/// How many objects share a stream: few enough that a reader unpacks little to find one.
const TOGETHER: usize = 200;

/// How long a line of the table of objects is.
const LINE: usize = 20;

/// Where an object is found.
#[derive(Clone, Copy)]
enum Found {
    /// So many bytes from the beginning.
    At(usize),
    /// In the stream of this number, at this place.
    Within(usize, usize),
}

/// The same document in fewer bytes; `None` if it is not built as its writer builds documents.
pub(super) fn compact(pdf: &[u8]) -> Option<Vec<u8>> {
    let (table, offsets) = table(pdf)?;
    let trailer = trailer(pdf.get(table..)?)?;
    let mut ends: Vec<usize> = offsets.clone();
    ends.push(table);
    ends.sort_unstable();
    let first = *ends.first()?;
    let mut out = pdf.get(..first)?.to_vec();
    let mut found = vec![Found::At(0)];
    let mut loose: Vec<(usize, &[u8])> = Vec::new();
    for (number, offset) in (1..).zip(&offsets) {
        let end = ends.get(ends.partition_point(|end| end <= offset))?;
        let whole = pdf.get(*offset..*end)?;
        let body = body(whole, number)?;
        found.push(Found::At(out.len()));
        if body.ends_with(b"endstream") {
            let (data, end) = whole.split_at(rfind(whole, b"endstream")?);
            let data = data.strip_suffix(b"\n").unwrap_or(data);
            end_data(&mut out, data);
            out.extend_from_slice(end);
        } else {
            loose.push((number, body));
        }
    }
    for group in loose.chunks(TOGETHER) {
        let stream = found.len();
        for (at, (number, _)) in group.iter().enumerate() {
            *found.get_mut(*number)? = Found::Within(stream, at);
        }
        found.push(Found::At(out.len()));
        let (head, objects) = together(group);
        let dict = format!("/Type/ObjStm/N {}/First {}", group.len(), head.len());
        let all = [head.into_bytes(), objects].concat();
        write_stream(&mut out, stream, &dict, &all)?;
    }
    let start = out.len();
    let number = found.len();
    found.push(Found::At(start));
    let dict = format!("/Type/XRef/Size {}/W[1 4 2]{trailer}", found.len());
    write_stream(&mut out, number, &dict, &entries(&found)?)?;
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
    (out.len() < pdf.len()).then_some(out)
}

/// Where the table of objects begins, and where each object does.
fn table(pdf: &[u8]) -> Option<(usize, Vec<usize>)> {
    let from = rfind(pdf, b"startxref")?;
    let start: usize = number(pdf.get(from + b"startxref".len()..)?.trim_ascii_start())?;
    let rest = pdf.get(start..)?.strip_prefix(b"xref\n0 ")?;
    let count: usize = number(rest)?;
    let lines =
        start + pdf.get(start..)?.iter().enumerate().filter(|(_, b)| **b == b'\n').nth(1)?.0 + 1;
    let line = |index: usize| pdf.get(lines + index * LINE..lines + (index + 1) * LINE);
    let offsets = (1..count).map(|index| {
        let line = line(index)?;
        // An object that is not in use would be of another program's making.
        (line.get(17) == Some(&b'n')).then_some(())?;
        number(line)
    });
    Some((start, offsets.collect::<Option<_>>()?))
}

/// What of the trailer the new one says too: where the document begins, and its names.
fn trailer(table: &[u8]) -> Option<String> {
    let at = table.windows(7).position(|window| window == b"trailer")?;
    let text = std::str::from_utf8(table.get(at..)?).ok()?;
    let (_, rest) = text.split_once("<<")?;
    let (dict, _) = rest.split_once(">>")?;
    let from = dict.find("/Root")?;
    dict.get(from..).map(str::to_owned)
}

/// An object without its number and its end.
fn body(whole: &[u8], number: usize) -> Option<&[u8]> {
    let begun = whole.strip_prefix(format!("{number} 0 obj").as_bytes())?;
    let ended = begun.trim_ascii().strip_suffix(b"endobj")?;
    Some(ended.trim_ascii())
}

/// Objects one after the other, and the list of their numbers and places before them.
fn together(group: &[(usize, &[u8])]) -> (String, Vec<u8>) {
    let (mut head, mut objects) = (String::new(), Vec::new());
    for (number, body) in group {
        for figure in [*number, objects.len()] {
            head.push_str(&figure.to_string());
            head.push(' ');
        }
        objects.extend_from_slice(body);
        objects.push(b'\n');
    }
    (head, objects)
}

fn write_stream(out: &mut Vec<u8>, number: usize, dict: &str, data: &[u8]) -> Option<()> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).ok()?;
    let packed = encoder.finish().ok()?;
    let length = packed.len();
    let head = format!("{number} 0 obj\n<<{dict}/Filter/FlateDecode/Length {length}>>\nstream\n");
    out.extend_from_slice(head.as_bytes());
    end_data(out, &packed);
    out.extend_from_slice(b"endstream\nendobj\n");
    Some(())
}

/// Writes the data of a stream and ends the line. Data that end with a carriage return are ended by
/// both characters of a line end: readers that measure a stream by its line end would take the
/// carriage return for a part of it.
fn end_data(out: &mut Vec<u8>, data: &[u8]) {
    out.extend_from_slice(data);
    out.extend_from_slice(if data.ends_with(b"\r") { b"\r\n" } else { b"\n" });
}

/// The table of objects as seven bytes each: kind, place, place within.
fn entries(found: &[Found]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(found.len() * 7);
    for (number, found) in found.iter().enumerate() {
        let (kind, place, within) = match *found {
            _ if number == 0 => (0, 0, u16::MAX),
            Found::At(offset) => (1, u32::try_from(offset).ok()?, 0),
            Found::Within(stream, at) => (2, u32::try_from(stream).ok()?, u16::try_from(at).ok()?),
        };
        out.push(kind);
        out.extend_from_slice(&place.to_be_bytes());
        out.extend_from_slice(&within.to_be_bytes());
    }
    Some(out)
}

/// The figure with which some text begins.
fn number(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(text.get(..digits)?).ok()?.parse().ok()
}

/// Where a word stands last.
fn rfind(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).rposition(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_built_as_expected_is_left_alone() {
        for text in ["", "%PDF-1.7", "startxref\n9\n", "xref\n0 1\ntrailer\nstartxref\n0\n%%EOF"] {
            assert!(compact(text.as_bytes()).is_none(), "{text}");
        }
    }

    /// A document as its writer builds it, with these data in its one stream.
    fn written(data: &[u8]) -> Vec<u8> {
        let mut pdf = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        let mut object = |pdf: &mut Vec<u8>, body: &[u8]| {
            places.push(pdf.len());
            pdf.extend_from_slice(format!("{} 0 obj\n", places.len()).as_bytes());
            pdf.extend_from_slice(body);
            pdf.extend_from_slice(b"\nendobj\n\n");
        };
        object(&mut pdf, b"<</Type/Catalog/Pages 2 0 R>>");
        object(&mut pdf, b"<</Type/Pages/Count 0/Kids[]>>");
        let head = format!("<</Length {}>>\nstream\n", data.len());
        object(&mut pdf, &[head.as_bytes(), data, b"\nendstream"].concat());
        for _ in 0..40 {
            object(&mut pdf, b"<</Type/StructElem/S/TD/Alt(the same words again)>>");
        }
        let start = pdf.len();
        let count = places.len() + 1;
        pdf.extend_from_slice(format!("xref\n0 {count}\n0000000000 65535 f\r\n").as_bytes());
        for place in &places {
            pdf.extend_from_slice(format!("{place:010} 00000 n\r\n").as_bytes());
        }
        pdf.extend_from_slice(format!("trailer\n<</Size {count}/Root 1 0 R>>\n").as_bytes());
        pdf.extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
        pdf
    }

    /// Some text of which the compressed form ends with a carriage return.
    fn awkward() -> Vec<u8> {
        let ends = |text: &Vec<u8>| {
            let mut out = Vec::new();
            write_stream(&mut out, 1, "", text).unwrap();
            rfind(&out, b"\r\nendstream").is_some()
        };
        (0..100_000).map(|n: usize| n.to_string().into_bytes()).find(ends).unwrap()
    }

    #[test]
    fn a_stream_that_ends_with_a_carriage_return_is_ended_by_a_whole_line_end() {
        for data in [&b"abc"[..], b"abc\r", b"abc\r\n", b"abc\n"] {
            let made = compact(&written(data)).unwrap();
            let file = lopdf::Document::load_mem(&made).unwrap();
            let stream = file.get_object((3, 0)).unwrap().as_stream().unwrap();
            assert_eq!(stream.content, data);
            let end = [data, if data.ends_with(b"\r") { b"\r\n" } else { b"\n" }, b"endstream"];
            assert!(rfind(&made, &end.concat()).is_some(), "{data:?}");
        }
    }

    #[test]
    fn what_is_compressed_here_is_ended_so_too() {
        let (text, mut out) = (awkward(), Vec::new());
        write_stream(&mut out, 1, "", &text).unwrap();
        let from = rfind(&out, b"stream\n").unwrap();
        let at = out.windows(7).position(|window| window == b"stream\n").unwrap() + 7;
        assert!(at <= from, "the data come before their end");
        let data = &out[at..rfind(&out, b"\r\nendstream").unwrap()];
        assert_eq!(data.last(), Some(&b'\r'));
        let mut read = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::ZlibDecoder::new(data), &mut read).unwrap();
        assert_eq!(read, text);
    }

    #[test]
    fn a_figure_is_read_up_to_its_end() {
        assert_eq!(number(b"0000000016 00000 n"), Some(16));
        assert_eq!(number(b"x"), None);
        assert_eq!(rfind(b"a startxref b startxref", b"startxref"), Some(14));
    }
}
