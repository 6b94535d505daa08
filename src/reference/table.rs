//! How an embedded table is read: tab-separated text with one header line, decoded once.

use brotli_decompressor::BrotliResult;

use crate::language::typography;

/// The cells of each row after the header; missing cells are empty.
pub(super) fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(cells)
}

/// The cells of one row; missing ones are empty.
pub(super) fn cells<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut cells = [""; N];
    for (cell, value) in cells.iter_mut().zip(line.split('\t')) {
        *cell = value;
    }
    cells
}

/// The text of a compressed table; empty if the bytes are damaged, which a test excludes.
pub(super) fn inflate(compressed: &[u8]) -> String {
    String::from_utf8(inflate_bytes(compressed)).unwrap_or_default()
}

/// The text of a table of names that are shown: its apostrophes are those of print, which nobody
/// types and no search minds.
pub(super) fn printed(text: &str) -> String {
    text.replace('\'', "’")
}

/// The bytes of something packed with Brotli; none if they are damaged.
///
/// The plain function of the decoder is used rather than its reader, because only that one is
/// compiled with the decoder itself, and so optimised in every profile.
pub(crate) fn inflate_bytes(compressed: &[u8]) -> Vec<u8> {
    const LARGEST: usize = 64 << 20;
    let mut size = compressed.len() * 6;
    while size < LARGEST {
        let mut out = vec![0; size];
        let done = brotli_decompressor::brotli_decode(compressed, &mut out);
        match done.result {
            BrotliResult::ResultSuccess => {
                out.truncate(done.decoded_size);
                return out;
            }
            BrotliResult::NeedsMoreOutput => size *= 2,
            _ => break,
        }
    }
    Vec::new()
}

/// The values of a cell that holds several, separated by `|`.
pub(super) fn values(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|value| !value.is_empty())
}

/// A text of a table in French and in English, the French one with its typography.
///
/// Tables are read once and kept for the whole run: so are the texts set here.
pub(super) fn typeset(fr: &str, en: &'static str) -> [&'static str; 2] {
    [typography::french(fr).leak(), en]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_bytes_give_an_empty_table() {
        assert_eq!(inflate(b"not brotli at all"), "");
        assert_eq!(inflate(b""), "");
    }
}
