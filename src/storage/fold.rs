//! Texts folded small into a document: compressed with Brotli, in Base64, proved by their SHA-256.

use std::io::{Cursor, Read as _, Write as _};

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use sha2::{Digest as _, Sha256};

/// Brotli's settings: quality and window, fixed so that one text always folds to the same.
const QUALITY: u32 = 9;
const WINDOW: u32 = 22;
const BUFFER: usize = 64 * 1024;

/// From this length on a text is folded faster and a little less small, so that freezing a
/// document with very long tables keeps nobody waiting.
const LONG: usize = 2 * 1024 * 1024;
const LONG_QUALITY: u32 = 4;

/// The SHA-256 of a text, in lower-case hexadecimal.
pub(super) fn hash(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut hex, byte| {
        if write!(hex, "{byte:02x}").is_err() {
            hex.clear();
        }
        hex
    })
}

/// Compressed and in Base64; empty if compressing failed, which memory never does.
pub(super) fn fold(text: &str) -> String {
    let quality = if text.len() < LONG { QUALITY } else { LONG_QUALITY };
    let mut packed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut packed, BUFFER, quality, WINDOW);
    let done = encoder.write_all(text.as_bytes()).and_then(|()| encoder.flush());
    drop(encoder);
    done.map_or_else(|_| String::new(), |()| BASE64.encode(packed))
}

/// What was folded, at most this many bytes of it, so that a small file cannot fill the memory.
pub(super) fn unfold(folded: &str, limit: u64) -> Option<String> {
    let packed = BASE64.decode(folded).ok()?;
    let mut text = String::new();
    let decoder = brotli::Decompressor::new(Cursor::new(packed), BUFFER);
    decoder.take(limit).read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_folded_comes_back_the_same() {
        let text = "état des lieux, « Valmont »\n".repeat(100);
        let folded = fold(&text);
        assert!(folded.len() < text.len() / 5);
        assert_eq!(unfold(&folded, 1 << 20).as_deref(), Some(text.as_str()));
        assert_eq!(unfold("not Base64 !", 100), None);
    }

    #[test]
    fn a_small_text_cannot_unfold_without_end() {
        let bomb = fold(&"a".repeat(1 << 21));
        assert!(unfold(&bomb, 1000).unwrap().len() <= 1000);
    }
}
