//! Text made fit for paper: what no font can draw is replaced, and long words may be broken.

use std::collections::BTreeSet;

use serde_json::Value;

use super::fonts;

/// What stands for a character that cannot be drawn.
const REPLACEMENT: char = '□';

/// Where a line may be broken without a hyphen.
const BREAK: char = '\u{200b}';

/// The longest word that is left whole, in characters.
const LONGEST_WORD: usize = 30;

/// After how many characters a longer word may be broken.
const STEP: usize = 12;

/// What was found in texts that were made fit for paper.
#[derive(Debug, Default)]
pub(super) struct Fit {
    /// The characters that no font can draw.
    pub(super) missing: BTreeSet<char>,
    /// Whether a font for other scripts is needed.
    pub(super) wide: bool,
}

/// Makes every text of the data fit for paper.
pub(super) fn fit(data: &mut Value) -> Fit {
    let mut found = Fit::default();
    walk(data, &mut found);
    found
}

fn walk(data: &mut Value, found: &mut Fit) {
    match data {
        Value::String(text) => {
            if !text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
                *text = drawable(text, found);
            }
            if text.split_whitespace().any(is_long) || text.chars().any(is_glue) {
                *text = breakable(text);
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|value| walk(value, found)),
        // A drawing is no text: its few words are ours, and a break within it would spoil it.
        Value::Object(all) => all
            .iter_mut()
            .filter(|(key, _)| *key != "svg")
            .for_each(|(_, value)| walk(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn drawable(text: &str, found: &mut Fit) -> String {
    let draw = |c: char| {
        if is_invisible(c) {
            return None;
        }
        if c.is_ascii_graphic() || matches!(c, ' ' | BREAK) || fonts::draw(c) {
            return Some(c);
        }
        if fonts::draw_elsewhere(c) {
            found.wide = true;
            return Some(c);
        }
        found.missing.insert(c);
        Some(REPLACEMENT)
    };
    text.chars().filter_map(draw).collect()
}

/// Characters that only shape their neighbours; alone they draw nothing and are left out.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}' | '\u{61c}')
}

fn is_long(word: &str) -> bool {
    LONGEST_WORD < word.len() && LONGEST_WORD < word.chars().count()
}

/// Spaces at which no line is broken.
const fn is_glue(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// The text with places to break each word that is too long, no-break spaces counted as letters.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let ends = |c: char| (c.is_whitespace() && !is_glue(c)) || c == BREAK;
    for word in text.split_inclusive(ends) {
        // Figures such as 1 234 567 and « deux mots » stay whole; only runaway words are cut.
        let limit = if word.chars().any(is_glue) { 2 * LONGEST_WORD } else { LONGEST_WORD };
        if word.chars().count() <= limit {
            out.push_str(word);
            continue;
        }
        for (index, c) in word.chars().enumerate() {
            if 0 < index && index % STEP == 0 {
                out.push(BREAK);
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_draws_is_replaced_and_told() {
        let mut data = serde_json::json!({ "name": "Ville de Łódź 😀 𐍈 ✓" });
        let found = fit(&mut data);
        assert_eq!(data["name"], "Ville de Łódź □ □ ✓");
        assert!(found.missing.contains(&'😀') && !found.missing.contains(&'Ł') && !found.wide);
        let mut data = serde_json::json!({ "name": "Ville de 北京 – مراكش" });
        let found = fit(&mut data);
        assert_eq!(data["name"], "Ville de 北京 – مراكش");
        assert!(found.missing.is_empty() && found.wide);
    }

    #[test]
    fn every_font_draws_what_french_and_the_layout_need() {
        for c in "àâäçéèêëîïôöùûüÿœæÀÉÈÊÇŒ«»’“”…–—•·†□■◆▲▼○−≥%‰€\u{a0}\u{202f}".chars()
        {
            assert!(fonts::draw(c), "{c} U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn only_runaway_words_may_be_broken() {
        let (word, url) = ("anticonstitutionnel", "https://example.org/a/very/long/path");
        assert_eq!(breakable(&format!("{word} 1\u{202f}234 {url}")).matches(BREAK).count(), 2);
        let glued = ["12"; 400].join("\u{202f}");
        assert!(breakable(&glued).matches(BREAK).count() > 90);
    }
}
