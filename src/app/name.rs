//! File names to propose, with no sign that some system refuses.

use std::path::PathBuf;

use crate::{
    domain::Diagnostic,
    language::Lang,
    questionnaire::Pack,
    report::{DocumentKind, DocumentOptions},
};

/// The longest part of a name that a territory gives, in characters.
const LONGEST: usize = 80;

/// The name of a diagnostic's file, without its ending.
pub(super) fn diagnostic(of: &Diagnostic, lang: Lang) -> String {
    let name = safe(&of.territory.name);
    if name.is_empty() { lang.app_untitled().to_owned() } else { name }
}

/// The name of a document's file, without its ending: what it is, of which territory and day; of a
/// questionnaire, for whom too, so that those of several services stand side by side.
pub fn document(of: &Diagnostic, pack: &Pack, options: &DocumentOptions) -> String {
    let lang = options.lang;
    let asked = options.role.as_ref().filter(|_| options.document == DocumentKind::Questionnaire);
    let role = asked.and_then(|id| pack.role(id)).map(|role| role.title.get(lang));
    let role = role.and_then(|title| title.split(',').next()).map(safe).unwrap_or_default();
    let name = format!("{} {role}", diagnostic(of, lang));
    let words: Vec<_> = name.split_whitespace().collect();
    options.document.file_name(options.lang, &words.join("-"), &of.as_of.to_string())
}

/// The path with the ending added, unless it has it already.
pub(super) fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|have| have.eq_ignore_ascii_case(ending)) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}

pub(super) fn safe(text: &str) -> String {
    let name: String = text
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| if "/\\:*?\"<>|".contains(c) { '-' } else { c })
        .take(LONGEST)
        .collect();
    name.trim().trim_matches('.').trim().to_owned()
}
