//! The generated texts: [`Lang`] and one method for each entry of the language files.

#![expect(
    clippy::needless_pass_by_value,
    clippy::uninlined_format_args,
    clippy::same_name_method,
    reason = "generated code: placeholders are passed as they come"
)]

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Lang {
    /// The language with this ISO 639-1 code, whatever its case and region (`fr-FR`), if we have it.
    pub fn from_code(code: &str) -> Option<Self> {
        let base = code.split(['-', '_', '.']).next().unwrap_or_default();
        Self::ALL.iter().copied().find(|lang| lang.code().eq_ignore_ascii_case(base))
    }
}
