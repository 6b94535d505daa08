//! File names to propose, with no sign that some system refuses.

use crate::{domain::Diagnostic, language::Lang, report::DocumentOptions};

/// The longest part of a name that a territory gives, in characters.
const LONGEST: usize = 80;

/// The name of a diagnostic's file, without its ending.
pub(super) fn diagnostic(of: &Diagnostic, lang: Lang) -> String {
    let name = safe(&of.territory.name);
    if name.is_empty() { lang.app_untitled().to_owned() } else { name }
}

/// The name of a document's file, without its ending: what it is, of which territory and day.
pub fn document(of: &Diagnostic, options: &DocumentOptions) -> String {
    let name = diagnostic(of, options.lang);
    let words: Vec<_> = name.split_whitespace().collect();
    options.document.file_name(options.lang, &words.join("-"), &of.as_of.to_string())
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
