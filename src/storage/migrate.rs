//! From older formats to the present one: one small step for each version.

use serde::de::DeserializeOwned;

use crate::domain::Diagnostic;

use super::{
    Extras, FORMAT,
    fault::{Fault, FaultReason},
    v1,
};

/// Reads the text of a document of this format, or of a newer one that looks like the present.
///
/// When format 2 comes, `v2.rs` holds its types, its arm reads them, and the arm of format 1
/// becomes `v2::Document::from(parse::<v1::Document>(text)?)`: each arm is one step further.
pub(super) fn read_format(format: u32, text: &str) -> Result<(Diagnostic, Extras), Fault> {
    match format {
        0 => Err(Fault { line: 1, column: 1, reason: FaultReason::Value("format: 0".to_owned()) }),
        1.. => finish(parse::<v1::Document>(text)?),
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    reader().from_str(text).map_err(|error| {
        let fault = Fault::from(error);
        if stands_at_end(&fault, text) {
            Fault { reason: FaultReason::Truncated, ..fault }
        } else {
            fault
        }
    })
}

/// Whether the text was well-formed up to its end, so that the rest of it must be missing.
fn stands_at_end(fault: &Fault, text: &str) -> bool {
    let text = text.trim_end();
    let last = text.lines().next_back().unwrap_or_default();
    (text.lines().count(), last.chars().count()) < (fault.line, fault.column)
}

/// How documents are read: `Some(…)` may be left out, and nesting is bounded.
fn reader() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(64)
}

fn finish(document: v1::Document) -> Result<(Diagnostic, Extras), Fault> {
    let missing =
        |field: &str| Fault { line: 1, column: 1, reason: FaultReason::Missing(field.to_owned()) };
    document.into_domain().map_err(missing)
}

/// The format that a document says it has, read from its first field; `None` if it says nothing.
pub(super) fn format_of(text: &str) -> Option<u32> {
    let rest = skip(text).strip_prefix('(')?;
    let rest = skip(rest).strip_prefix("format")?;
    let rest = skip(skip(rest).strip_prefix(':')?);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

/// The text after spaces and comments that do not stand within one another.
fn skip(text: &str) -> &str {
    let mut text = text.trim_start();
    loop {
        let rest = if let Some(comment) = text.strip_prefix("//") {
            comment.split_once('\n').map(|(_, rest)| rest)
        } else if let Some(comment) = text.strip_prefix("/*") {
            comment.split_once("*/").map(|(_, rest)| rest)
        } else {
            return text;
        };
        text = rest.unwrap_or("").trim_start();
    }
}

/// The format of this text if it is older than the present one.
pub(super) fn older_format(text: &str) -> Option<u32> {
    format_of(text).filter(|format| *format < FORMAT)
}
