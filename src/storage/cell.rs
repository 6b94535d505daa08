//! Cells of a table as a file holds them: `()`, `'?'`, `true`, `12.5`, `(10, 60)`, `"SN"`, `["a"]`.

use std::{fmt, sync::Arc};

use ron::value::RawValue;
use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Visitor},
};

use crate::domain::Cell;

use super::{
    fault::bad_value,
    write::{number, quoted},
};

/// The sign of a cell that was asked and that nobody knows.
const UNKNOWN: char = '?';

/// A cell as it is read.
#[derive(Debug)]
pub(super) struct CellRecord(pub(super) Cell);

/// Writes a cell in the form that [`CellRecord`] reads.
pub(super) fn write_cell(out: &mut String, cell: &Cell) {
    match cell {
        Cell::Empty => out.push_str("()"),
        Cell::Unknown => push_all(out, &["'", &UNKNOWN.to_string(), "'"]),
        Cell::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Cell::Number(value) => out.push_str(&number(*value)),
        Cell::Range(low, high) => push_all(out, &["(", &number(*low), ", ", &number(*high), ")"]),
        Cell::Text(text) => out.push_str(&quoted(text)),
        Cell::List(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            push_all(out, &["[", &texts.join(", "), "]"]);
        }
    }
}

fn push_all(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

impl<'de> Deserialize<'de> for CellRecord {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(from)?;
        let text = raw.get_ron().trim();
        if let Some(cell) = simple(text) {
            return Ok(Self(cell));
        }
        // A word without quotation marks would pass for an empty cell, and be lost.
        let is_word = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if is_word && !matches!(text, "true" | "false") {
            return Err(bad_value(text));
        }
        any(text).map(Self).map_err(D::Error::custom)
    }
}

/// The cell that this text is.
fn any(text: &str) -> ron::Result<Cell> {
    let mut reader = ron::Deserializer::from_str(text).map_err(|error| error.code)?;
    reader.deserialize_any(CellVisitor)
}

/// The cell that this well-formed text is, if it is of the forms that nearly all cells have: a table
/// is read in half the time when these are not parsed once more.
fn simple(text: &str) -> Option<Cell> {
    match text {
        "()" => return Some(Cell::Empty),
        "true" => return Some(Cell::Flag(true)),
        "false" => return Some(Cell::Flag(false)),
        _ => {}
    }
    if let Some(inside) = text.strip_prefix('"') {
        let inside = inside.strip_suffix('"')?;
        let is_escaped = memchr::memchr2(b'"', b'\\', inside.as_bytes()).is_some();
        return (!is_escaped).then(|| Cell::Text(inside.into()));
    }
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_plain { text.parse().ok().map(Cell::Number) } else { None }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a cell")
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Empty)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Cell, E> {
        Ok(Cell::Flag(flag))
    }

    fn visit_char<E: Error>(self, sign: char) -> Result<Cell, E> {
        if sign == UNKNOWN { Ok(Cell::Unknown) } else { Err(bad_value(&sign.to_string())) }
    }

    fn visit_i64<E>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Cell, E> {
        Ok(Cell::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Cell, E> {
        Ok(Cell::Number(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Cell, A::Error> {
        let mut texts: Vec<Arc<str>> = Vec::new();
        let mut numbers = Vec::new();
        while let Some(CellRecord(item)) = seq.next_element()? {
            match item {
                Cell::Text(text) => texts.push(text),
                Cell::Number(value) => numbers.push(value),
                other => return Err(bad_value(&other.to_string())),
            }
        }
        match (texts.is_empty(), numbers.as_slice()) {
            (_, []) => Ok(Cell::List(texts)),
            (true, [low, high]) => Ok(Cell::Range(*low, *high)),
            _ => Err(bad_value(&numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(", "))),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy as _, any as every, prop_oneof};

    use super::*;

    #[test]
    fn what_is_not_simple_is_left_to_the_parser() {
        for text in
            ["\"a \\\" b\"", "r\"a\"", "-0", "1e3", "0x1F", "1_000", "'?'", "(1, 2)", "[]", "."]
        {
            assert_eq!(simple(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_simple_cell_is_what_the_parser_makes_of_it(
            text in prop_oneof![
                proptest::string::string_regex("[0-9]{1,17}(\\.[0-9]{0,17})?|\\.[0-9]{1,9}").unwrap(),
                every::<f64>().prop_filter("a number", |n| n.is_finite()).prop_map(number),
                every::<String>().prop_map(|text| quoted(&text)),
                proptest::sample::select(vec!["()", "true", "false"]).prop_map(str::to_owned),
            ],
        ) {
            if let (Some(cell), Ok(parsed)) = (simple(&text), any(&text)) {
                proptest::prop_assert_eq!(cell, parsed);
            }
        }
    }
}
