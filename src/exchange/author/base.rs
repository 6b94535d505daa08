//! The base that a workbook carries: the pack's files, line by line, on a hidden sheet.

use std::path::Path;

use crate::questionnaire::PackSource;

use super::grid::RawSheet;

/// The name of the sheet.
pub(super) const NAME: &str = "_base";

/// The longest piece of a line in one cell, in characters: a spreadsheet holds 32,767.
const PIECE: usize = 30_000;

/// What stands at both ends of a piece, so that no program takes its spaces away.
const MARK: char = '|';

/// What follows a piece whose line goes on.
const MORE: &str = "+";

/// The rows of the sheet: file, piece of a line, and whether the line goes on.
pub(super) fn rows(source: &PackSource) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    for (name, text) in source.files() {
        for line in text.split('\n') {
            let characters: Vec<char> = line.chars().collect();
            let mut pieces = characters.chunks(PIECE).peekable();
            if pieces.peek().is_none() {
                rows.push([name.to_owned(), format!("{MARK}{MARK}"), String::new()]);
            }
            while let Some(piece) = pieces.next() {
                let piece: String = piece.iter().collect();
                let more = if pieces.peek().is_some() { MORE } else { "" };
                rows.push([name.to_owned(), format!("{MARK}{piece}{MARK}"), more.to_owned()]);
            }
        }
    }
    rows
}

/// The files that the sheet holds, if it is there and whole.
pub(super) fn read(sheets: &[RawSheet]) -> Option<PackSource> {
    let sheet = sheets.iter().find(|sheet| sheet.name == NAME)?;
    let mut files: Vec<(String, String)> = Vec::new();
    let mut goes_on = false;
    for (_, cells) in &sheet.rows {
        let name = cells.first()?;
        let piece = cells.get(1)?.strip_prefix(MARK)?.strip_suffix(MARK)?;
        let is_same = files.last().is_some_and(|(last, _)| last == name);
        if !is_same {
            // A name is that of a file in the folder that will be written, and of nothing else.
            if !is_file_name(name) || files.iter().any(|(other, _)| other == name) {
                return None;
            }
            files.push((name.clone(), String::new()));
        }
        let (_, text) = files.last_mut()?;
        if is_same && !goes_on {
            text.push('\n');
        }
        text.push_str(piece);
        goes_on = cells.get(2).is_some_and(|more| more == MORE);
    }
    if files.is_empty() {
        return None;
    }
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Some(PackSource::of(&files))
}

/// Whether a name is that of a pack's file: letters, digits and signs, ending in `.ron`.
pub(super) fn is_file_name(name: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || "-_. ".contains(c);
    name.len() < 200
        && !name.starts_with('.')
        && name.chars().all(inside)
        && Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}
