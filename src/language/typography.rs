//! French typography: the spaces and signs a printer would set, put into plain typed text.
//!
//! Used by the build script on the French interface texts, on the French texts of a pack when it
//! is read, and on what a report prints. Applying it twice changes nothing.

/// No-break space (U+00A0), before a colon and inside guillemets.
pub const NO_BREAK: char = '\u{a0}';

/// Narrow no-break space (U+202F), before `;`, `!`, `?`, `%` and between thousands.
pub const NARROW_NO_BREAK: char = '\u{202f}';

/// Returns `text` with French spaces and apostrophes: `l'un : « deux » ?` in printer's form.
///
/// Only spaces that are already typed are replaced, so that times (`12:30`), addresses
/// (`https://…`) and codes keep their form.
pub fn french(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let last = out.chars().next_back();
        match c {
            '\'' if is_elision(last, next) => out.push('’'),
            ' ' => out.push(space_between(last, next)),
            _ => out.push(c),
        }
    }
    out
}

/// Whether an apostrophe between these two characters is an elision and not a quotation mark.
fn is_elision(last: Option<char>, next: Option<char>) -> bool {
    last.is_some_and(char::is_alphabetic)
        && next.is_some_and(|c| c.is_alphabetic() || c == '«' || c == '{' || c.is_ascii_digit())
}

/// The space to set between two characters that the author separated by a plain space.
fn space_between(last: Option<char>, next: Option<char>) -> char {
    match (last, next) {
        (Some('«'), _) | (_, Some('»' | ':')) => NO_BREAK,
        (_, Some(';' | '!' | '?')) => NARROW_NO_BREAK,
        (Some(c), Some('%' | '‰' | '€')) if c.is_ascii_digit() || c == '}' => NARROW_NO_BREAK,
        (Some('°' | '§'), Some(c)) if c.is_ascii_digit() || c == '{' => NO_BREAK,
        (Some(a), Some(b)) if a.is_ascii_digit() && b.is_ascii_digit() => NARROW_NO_BREAK,
        _ => ' ',
    }
}
