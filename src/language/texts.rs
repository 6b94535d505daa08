//! The generated texts: [`Lang`] and one method for each entry of the language files.

#![expect(clippy::match_same_arms, reason = "two languages may well say the same")]
#![expect(clippy::doc_markdown, clippy::useless_format, reason = "generated from sentences")]

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Lang {
    /// The language with this ISO 639-1 code, whatever its case and region (`fr-FR`), if we have it.
    pub fn from_code(code: &str) -> Option<Self> {
        let base = code.split(['-', '_', '.']).next().unwrap_or_default();
        Self::ALL.iter().copied().find(|lang| lang.code().eq_ignore_ascii_case(base))
    }
}
