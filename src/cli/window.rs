//! `passerelle [FILE]`: the window, unless the word is a command that was mistyped.
//!
//! Whoever types `passerelle exprot` must not be shown a window that looks for a file « exprot ».

use std::path::{Path, PathBuf};

use crate::language::Lang;

use super::{Outcome, Terminal};

/// How many letters may be wrong in a command that was meant.
const NEAR: usize = 2;

/// Opens the window on the file, or says that the word is neither a command nor a file.
pub(super) fn open(
    file: Option<PathBuf>,
    commands: &[&str],
    lang: Lang,
    terminal: &mut Terminal<'_>,
) -> Outcome {
    let Some(word) = file.as_deref().and_then(bare_word) else { return Outcome::Window(file) };
    let whole = Path::new(word).with_extension("passerelle");
    if whole.exists() {
        return Outcome::Window(Some(whole));
    }
    let mut sentence = lang.refusal_neither(word);
    if let Some(meant) = nearest(word, commands) {
        sentence = format!("{sentence} {}", lang.refusal_did_you_mean(meant));
    }
    let hint = lang.refusal_what_to_do(whole.display());
    if let Err(error) = writeln!(terminal.err, "{sentence} {hint}") {
        log::warn!("the refusal could not be told: {error}");
    }
    Outcome::Exit(2)
}

/// The word, if it names no file that is there and does not look like one: no folder, no ending.
fn bare_word(path: &Path) -> Option<&str> {
    let word = path.to_str()?;
    let bare = path.components().count() == 1
        && path.extension().is_none()
        && !word.starts_with('.')
        && !word.contains(['/', '\\', ':', ' ']);
    (bare && !path.exists()).then_some(word)
}

/// The command that is nearest to a word, if one is near enough.
fn nearest<'a>(word: &str, commands: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    let near = commands.iter().map(|command| (distance(&word, command), *command));
    let (far, command) = near.min_by_key(|(far, _)| *far)?;
    (far <= NEAR).then_some(command)
}

/// How many letters must be put in, taken out, changed or swapped to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let at = |word: &[char], index: Option<usize>| index.and_then(|i| word.get(i).copied());
    let cell = |row: &[usize], index: Option<usize>| {
        index.and_then(|i| row.get(i).copied()).unwrap_or(usize::MAX / 2)
    };
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i];
        for j in 1..=b.len() {
            let (here, there) = (at(&a, Some(i - 1)), at(&b, Some(j - 1)));
            let change = cell(&row, Some(j - 1)) + usize::from(here != there);
            let mut least = change.min(cell(&row, Some(j)) + 1).min(cell(&next, Some(j - 1)) + 1);
            let swapped =
                1 < i && 1 < j && here == at(&b, Some(j - 2)) && at(&a, Some(i - 2)) == there;
            if swapped {
                least = least.min(cell(&before, Some(j - 2)) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_command_is_recognized_and_another_word_is_not() {
        let commands = ["new", "check", "score", "export", "import"];
        assert_eq!(nearest("exprot", &commands), Some("export"));
        assert_eq!(nearest("Chekc", &commands), Some("check"));
        assert_eq!(nearest("scores", &commands), Some("score"));
        assert_eq!(nearest("rennes", &commands), None);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
    }

    #[test]
    fn paths_are_not_words() {
        for path in ["a.passerelle", "./rennes", "dossier/rennes", "C:rennes", "..", ".cache"] {
            assert_eq!(bare_word(Path::new(path)), None, "{path}");
        }
        assert_eq!(bare_word(Path::new("exprot")), Some("exprot"));
    }
}
