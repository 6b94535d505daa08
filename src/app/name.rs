//! File names to propose, with no sign that some system refuses.

use crate::{domain::Diagnostic, language::Lang};

/// The longest part of a name that a territory gives, in characters.
const LONGEST: usize = 80;

/// The name of a diagnostic's file, without its ending.
pub(super) fn diagnostic(of: &Diagnostic, lang: Lang) -> String {
    let name = safe(&of.territory.name);
    if name.is_empty() { lang.app_untitled().to_owned() } else { name }
}

/// The name of a brief's file, without its ending: what it is, of which territory, of which day.
pub(super) fn brief(of: &Diagnostic, lang: Lang) -> String {
    let name = diagnostic(of, lang);
    let words: Vec<_> = name.split_whitespace().collect();
    lang.exports_file_name(words.join("-"), of.as_of)
}

fn safe(text: &str) -> String {
    let name: String = text
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| if "/\\:*?\"<>|".contains(c) { '-' } else { c })
        .take(LONGEST)
        .collect();
    name.trim().trim_matches('.').trim().to_owned()
}
