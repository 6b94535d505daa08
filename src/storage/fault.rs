//! Where and why the text of a document cannot be understood.

use serde::de;

use crate::language::Lang;

/// The first fault of a damaged document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// The character in the line, counted from 1.
    pub column: usize,
    /// What is wrong there.
    pub reason: FaultReason,
}

/// What is wrong with the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultReason {
    /// The text stops before the document ends.
    Truncated,
    /// The document has ended and more follows.
    Trailing,
    /// A comma, bracket, brace, quotation mark or colon is missing or superfluous.
    Punctuation,
    /// A required field is missing; its name.
    Missing(String),
    /// The same field or id stands twice; its name.
    Twice(String),
    /// A word, date or number that cannot stand there; as it was written.
    Value(String),
    /// Something else; in the technical words of the reader.
    Other(String),
}

const TWICE: &str = "twice:";
const VALUE: &str = "value:";

/// The reader's error for a field or an id that stands twice.
pub(super) fn twice<E: de::Error>(name: &str) -> E {
    E::custom(format!("{TWICE}{name}"))
}

/// The reader's error for a value that cannot stand there.
pub(super) fn bad_value<E: de::Error>(value: &str) -> E {
    E::custom(format!("{VALUE}{value}"))
}

impl Fault {
    /// What is wrong, as a sentence with the line and column.
    pub fn sentence(&self, lang: Lang) -> String {
        let reason = match &self.reason {
            FaultReason::Truncated => lang.storage_fault_truncated().to_owned(),
            FaultReason::Trailing => lang.storage_fault_trailing().to_owned(),
            FaultReason::Punctuation => lang.storage_fault_punctuation().to_owned(),
            FaultReason::Missing(field) => lang.storage_fault_missing(field),
            FaultReason::Twice(name) => lang.storage_fault_twice(name),
            FaultReason::Value(value) => lang.storage_fault_value(value),
            FaultReason::Other(message) => lang.storage_fault_other(message),
        };
        lang.storage_fault_at(self.column, self.line, reason)
    }
}

impl From<ron::error::SpannedError> for Fault {
    fn from(error: ron::error::SpannedError) -> Self {
        let ron::error::Position { line, col } = error.span.end;
        Self { line, column: col, reason: reason(error.code) }
    }
}

fn reason(code: ron::Error) -> FaultReason {
    use ron::Error as E;
    match code {
        E::Eof | E::ExpectedStringEnd | E::UnclosedBlockComment => FaultReason::Truncated,
        E::TrailingCharacters => FaultReason::Trailing,
        E::ExpectedArray
        | E::ExpectedArrayEnd
        | E::ExpectedComma
        | E::ExpectedMap
        | E::ExpectedMapColon
        | E::ExpectedMapEnd
        | E::ExpectedStructLike
        | E::ExpectedNamedStructLike(_)
        | E::ExpectedStructLikeEnd
        | E::ExpectedIdentifier
        | E::ExpectedString
        | E::UnexpectedChar(_) => FaultReason::Punctuation,
        E::MissingStructField { field, .. } => FaultReason::Missing(field.to_owned()),
        E::DuplicateStructField { field, .. } => FaultReason::Twice(field.to_owned()),
        E::NoSuchEnumVariant { found, .. } => FaultReason::Value(found),
        E::Message(message) => from_message(message),
        other => FaultReason::Other(other.to_string()),
    }
}

fn from_message(message: String) -> FaultReason {
    let rest = |prefix| message.strip_prefix(prefix).map(str::to_owned);
    rest(TWICE)
        .map(FaultReason::Twice)
        .or_else(|| rest(VALUE).map(FaultReason::Value))
        .unwrap_or(FaultReason::Other(message))
}
