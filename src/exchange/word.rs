//! Words that people write in files, in any language, with or without capitals and accents.

use crate::{
    domain::{Evidence, Month, OptionId, Perimeter, Year},
    language::{Lang, number},
    questionnaire::{Choice, Text},
    reference::fold,
};

use super::problem::{ImportProblemKind as Problem, Known};

/// Whether a text is one of the words, separated by `|`, that any language has for something.
pub(super) fn is_any(text: &str, words: impl Fn(Lang) -> &'static str) -> bool {
    let folded = fold(text);
    let same = |word: &str| word.trim() == text || (!folded.is_empty() && fold(word) == folded);
    Lang::ALL.iter().any(|lang| words(*lang).split('|').any(same))
}

/// Whether a text says that nobody knows.
pub(super) fn is_unknown(text: &str) -> bool {
    text == "?" || is_any(text, Lang::exchange_words_unknown)
}

/// Whether a text says that the question does not concern the territory.
pub(super) fn is_not_applicable(text: &str) -> bool {
    is_any(text, Lang::exchange_words_not_applicable)
}

/// Yes or no.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    if is_any(text, Lang::exchange_words_yes) {
        Some(true)
    } else if is_any(text, Lang::exchange_words_no) {
        Some(false)
    } else {
        None
    }
}

/// Whether a text is what a pack's text says in one of its languages.
pub(super) fn is_text(text: &str, of_pack: &Text) -> bool {
    is_any_of(&fold(text), of_pack)
}

fn is_any_of(folded: &str, of_pack: &Text) -> bool {
    !folded.is_empty() && Lang::ALL.iter().any(|lang| fold(of_pack.get(*lang)) == folded)
}

/// Whether a heading and a pack's text begin with the same word, as « Pays de naissance » and
/// « Pays ou zone », or the heading contains the whole text.
pub(super) fn shares_first_word(heading: &str, of_pack: &Text) -> bool {
    let heading = fold(heading);
    let first = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
    Lang::ALL.iter().any(|lang| {
        let text = fold(of_pack.get(*lang));
        let word = first(&text);
        3 <= word.len() && (first(&heading).trim_end_matches('s') == word.trim_end_matches('s'))
            || (4 <= text.len() && heading.contains(&text))
    })
}

/// The option with this id or label.
pub(super) fn option(options: &[Choice], text: &str) -> Result<OptionId, Problem> {
    let by_id = options.iter().find(|option| option.id.as_str().eq_ignore_ascii_case(text));
    let folded = fold(text);
    let found = by_id.or_else(|| options.iter().find(|o| is_any_of(&folded, &o.label)));
    found.map(|option| option.id.clone()).ok_or_else(|| Problem::UnknownOption {
        found: text.to_owned(),
        known: Known::of(options, |option, lang| option.label.get(lang).to_owned()),
    })
}

/// A number; `12 %` is 12.
pub(super) fn figure(text: &str) -> Result<f64, Problem> {
    number::parse(text).ok_or_else(|| Problem::NotANumber(text.to_owned()))
}

/// The ends of a range: `10..60`, « 10 à 60 », « entre 10 et 60 », `10-60`.
pub(super) fn ends(text: &str) -> Option<(&str, &str)> {
    if let Some(ends) = text.split_once("..") {
        return Some(ends);
    }
    let text = after_any(text, Lang::exchange_words_range_from).unwrap_or(text);
    let mut words = Lang::ALL.iter().flat_map(|lang| lang.exchange_words_range_to().split('|'));
    let spelt = words.find_map(|word| text.split_once(&format!(" {} ", word.trim())));
    let dashed = || {
        let at = text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–' | '—' | '→'))?;
        Some((text.get(..at.0)?, text.get(at.0 + at.1.len_utf8()..)?))
    };
    spelt.or_else(dashed)
}

/// What follows the first word, if it is one of those that any language has for something.
fn after_any(text: &str, words: impl Fn(Lang) -> &'static str) -> Option<&str> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    is_any(first, words).then_some(rest.trim_start())
}

/// A level such as `2`, `N2`, « niveau 2 », or the whole sentence of a level.
pub(super) fn level(levels: &[Text], text: &str) -> Result<u8, Problem> {
    let lower = text.to_lowercase();
    let bare = ["niveau", "level", "n"].into_iter().find_map(|word| lower.strip_prefix(word));
    let folded = fold(text);
    let by_sentence = || levels.iter().position(|level| is_any_of(&folded, level));
    bare.unwrap_or(&lower)
        .trim()
        .parse()
        .ok()
        .or_else(|| by_sentence().and_then(|at| u8::try_from(at).ok()))
        .ok_or_else(|| Problem::NotALevel(text.to_owned()))
}

/// A calendar year of four digits.
pub(super) fn year(text: &str) -> Result<Year, Problem> {
    let year = text.parse().ok().filter(|year| 1000 <= *year && *year <= 2999);
    year.ok_or_else(|| Problem::NotAYear(text.to_owned()))
}

/// A month such as `2024-03`, `03/2024`, « mars 2024 », or a day in it.
pub(super) fn month(text: &str) -> Option<Month> {
    Month::parse(text).or_else(|| month_of_day(text)).or_else(|| named_month(text))
}

fn month_of_day(text: &str) -> Option<Month> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [year, month, _] if year.len() == 4 => Month::parse(&format!("{year}-{month}")),
        [_, month, year] if year.len() == 4 => Month::parse(&format!("{year}-{month}")),
        _ => None,
    }
}

/// A month by name or as spreadsheets shorten it: « mars 2024 », « mars-24 », « févr. 2024 ».
fn named_month(text: &str) -> Option<Month> {
    let (name, year) = text.rsplit_once([' ', '-', '.', '\u{a0}'])?;
    let year: Year = match (year.len(), year.parse::<Year>().ok()?) {
        (2, year) => 2000 + year,
        (4, year) => year,
        _ => return None,
    };
    let name = fold(name);
    let begins = |month: &i8| {
        let full = |lang: &Lang| fold(&lang.month_of_year(*month, year));
        Lang::ALL.iter().any(|lang| full(lang).starts_with(&name))
    };
    // « juin » and « juillet » begin alike: what fits two months is none.
    let mut fitting = (1..=12).filter(begins);
    let month = fitting.next().filter(|_| 3 <= name.len())?;
    if fitting.next().is_some() { None } else { Month::new(year, month) }
}

/// A grade of evidence, by its code or in words.
pub(super) fn evidence(text: &str) -> Result<Evidence, Problem> {
    let words = |grade: Evidence, lang: Lang| match grade {
        Evidence::E0 => lang.words_evidence_e0(),
        Evidence::E1 => lang.words_evidence_e1(),
        Evidence::E2 => lang.words_evidence_e2(),
        Evidence::E3 => lang.words_evidence_e3(),
    };
    let named = |grade: &Evidence| is_any(text, |lang| words(*grade, lang));
    let found = Evidence::parse(text).or_else(|| Evidence::ALL.into_iter().find(named));
    found.ok_or_else(|| Problem::UnknownOption {
        found: text.to_owned(),
        known: Known::of(&Evidence::ALL, |grade, lang| {
            format!("{} ({})", grade.code(), words(*grade, lang))
        }),
    })
}

/// A perimeter.
pub(super) fn perimeter(text: &str) -> Result<Perimeter, Problem> {
    Perimeter::parse(&text.to_lowercase()).ok_or_else(|| Problem::UnknownOption {
        found: text.to_owned(),
        known: Known::of(&Perimeter::ALL, |perimeter, _| perimeter.code().to_owned()),
    })
}

/// What could be written, as a list.
pub(super) fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_the_same_thing_in_many_ways() {
        for yes in ["oui", "Oui", "YES", "o", "vrai", "x"] {
            assert_eq!(yes_no(yes), Some(true), "{yes}");
        }
        assert_eq!(yes_no("non"), Some(false));
        assert_eq!(yes_no("peut-être"), None);
        for unknown in ["?", "NSP", "ne sait pas", "unknown"] {
            assert!(is_unknown(unknown), "{unknown}");
        }
        assert!(!is_unknown("") && !is_unknown("!"));
        for march in ["2024-03", "3/2024", "mars 2024", "March 2024", "15/03/2024", "2024-03-15"] {
            assert_eq!(month(march), Month::new(2024, 3), "{march}");
        }
        for march in ["mars-24", "Mar-24", "mar. 2024"] {
            assert_eq!(month(march), Month::new(2024, 3), "{march}");
        }
        assert_eq!(month("févr-24"), Month::new(2024, 2));
        assert_eq!((month("été 2024"), month("jui 2024"), month("24")), (None, None, None));
        for range in ["10..60", "10 à 60", "de 10 à 60", "Entre 10 et 60", "10-60", "10 – 60"] {
            let (low, high) = ends(range).unwrap();
            assert_eq!((figure(low), figure(high)), (Ok(10.0), Ok(60.0)), "{range}");
        }
        assert_eq!(ends("-5"), None);
        for two in ["2", "N2", "n2", "Niveau 2", "level 2"] {
            assert_eq!(level(&[], two), Ok(2), "{two}");
        }
        assert!(level(&[], "deux").is_err() && level(&[], "-1").is_err());
    }
}
