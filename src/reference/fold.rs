//! Names made comparable: lower case, without accents, ligatures, hyphens and articles.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The words that people leave out, or type, as it comes.
pub(super) const ARTICLES: [&str; 13] =
    ["le", "la", "les", "l", "de", "du", "des", "d", "et", "the", "of", "and", "aux"];

/// Lower case without accents, ligatures and punctuation, words joined by single spaces.
///
/// `« L’Haÿ-les-Roses »` becomes `l hay les roses`; `Œting` becomes `oeting`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            push(&mut out, c.to_ascii_lowercase());
        } else {
            fold_char(&mut out, c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The words of a text without articles; all of them if there is nothing else.
pub(super) fn key(text: &str) -> String {
    let all = words(text);
    without_articles(&all).unwrap_or(all)
}

/// The words without articles, if that changes something and leaves something.
pub(super) fn without_articles(words: &str) -> Option<String> {
    words.split(' ').find(|word| is_article(word))?;
    let mut kept = String::with_capacity(words.len());
    for word in words.split(' ').filter(|word| !is_article(word)) {
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    (!kept.is_empty()).then_some(kept)
}

/// The folded text with « St » and « Ste » spelled out.
pub(super) fn words(text: &str) -> String {
    let folded = fold(text);
    if folded.split(' ').all(|word| spelled_out(word) == word) {
        return folded;
    }
    folded.split(' ').map(spelled_out).collect::<Vec<_>>().join(" ")
}

/// Whether a folded word is an article or a link word.
pub(super) fn is_article(word: &str) -> bool {
    word.len() <= 3 && ARTICLES.contains(&word)
}

/// « St-Malo » is typed for « Saint-Malo ».
fn spelled_out(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        other => other,
    }
}

fn fold_char(out: &mut String, c: char) {
    match c {
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => out.push('e'),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ı' => out.push('i'),
        'þ' | 'Þ' => out.push_str("th"),
        _ => {
            for part in std::iter::once(c).nfd().filter(|part| !is_combining_mark(*part)) {
                part.to_lowercase().for_each(|lower| push(out, lower));
            }
        }
    }
}

fn push(out: &mut String, c: char) {
    if c.is_alphanumeric() {
        out.push(c);
    } else if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_what_people_type() {
        assert_eq!(fold(" L’Haÿ-les-Roses "), "l hay les roses");
        assert_eq!(fold("ŒTING"), "oeting");
        assert_eq!(fold("Łódź (Pologne)"), "lodz pologne");
        assert_eq!(fold("São Tomé"), "sao tome");
        assert_eq!(fold("--"), "");
        assert_eq!(key("La Roche-sur-Yon"), "roche sur yon");
        assert_eq!(key("St-Étienne"), "saint etienne");
        assert_eq!(key("Les"), "les");
    }
}
