//! Finds what looks like data about a person in a text: an e-mail address, a phone number, the
//! number of social security, a date of birth, a name after « M. » or « Mme ».
//!
//! A figure, a year, an INSEE code, a SIREN or SIRET number, an amount or a link must never be taken
//! for one: an alert that cries wolf is switched off. What is not sure is therefore passed over.

use crate::{language::Lang, reference::fold};

/// What something looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A date of birth.
    Birth,
    /// A number of French social security.
    SocialSecurity,
    /// A name after « M. » or « Mme ».
    Name,
}

impl Trace {
    /// What it is called in the middle of a sentence.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Email => lang.personal_email(),
            Self::Phone => lang.personal_phone(),
            Self::Birth => lang.personal_birth(),
            Self::SocialSecurity => lang.personal_social_security(),
            Self::Name => lang.personal_name(),
        }
    }

    /// Whether a text that has it is surely about a person; a name may be that of a street.
    pub const fn is_sure(self) -> bool {
        !matches!(self, Self::Name)
    }
}

/// What a text has, each kind at most once, in the order of the kinds.
pub fn scan(text: &str) -> Vec<Trace> {
    // Short texts, such as codes and options, are most of a document.
    if text.len() < 6 {
        return Vec::new();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let chars: Vec<char> = text.chars().collect();
    let found = [
        (Trace::Email, words.iter().any(|word| is_email(word))),
        (Trace::Phone, has_phone(&chars)),
        (Trace::Birth, has_birth(text)),
        (Trace::SocialSecurity, has_social_security(&chars)),
        (Trace::Name, has_name(&words)),
    ];
    found.into_iter().filter(|(_, is)| *is).map(|(trace, _)| trace).collect()
}

/// Whether a word is an address: something before the sign, a domain with a point after it.
fn is_email(word: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let Some((before, after)) = word.split_once('@') else { return false };
    let user: String = before.chars().rev().take_while(|c| inner(*c)).collect();
    let domain: String =
        after.chars().take_while(|c| c.is_alphanumeric() || ".-".contains(*c)).collect();
    let domain = domain.trim_end_matches(['.', '-']);
    let Some((name, ending)) = domain.rsplit_once('.') else { return false };
    !user.is_empty()
        && name.chars().any(char::is_alphanumeric)
        && 2 <= ending.chars().count()
        && ending.chars().all(char::is_alphabetic)
}

/// A run of digits with the signs that people put between them, and what stands around it.
struct Run {
    /// The digits.
    digits: Vec<u8>,
    /// How many digits stand together in each group.
    groups: Vec<usize>,
    /// Whether a plus stands before.
    plus: bool,
    /// Whether something stands right before or after that makes it a part of something longer.
    glued: bool,
}

/// The runs of digits of a text: groups parted by one space, point or hyphen each.
fn runs(chars: &[char]) -> Vec<Run> {
    let at = |index: usize| chars.get(index).copied();
    let is_digit = |index: usize| at(index).is_some_and(|c| c.is_ascii_digit());
    let parts = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-');
    let mut all = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        if !is_digit(index) {
            index += 1;
            continue;
        }
        let start = index;
        let (mut digits, mut groups, mut group) = (Vec::new(), Vec::new(), 0);
        loop {
            match at(index).and_then(|c| c.to_digit(10)) {
                Some(digit) => {
                    digits.push(u8::try_from(digit).unwrap_or_default());
                    group += 1;
                    index += 1;
                }
                None if at(index).is_some_and(parts) && is_digit(index + 1) => {
                    groups.push(group);
                    group = 0;
                    index += 1;
                }
                None => break,
            }
        }
        groups.push(group);
        let before = start.checked_sub(1).and_then(at);
        let plus = before == Some('+');
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '/' | '_' | '=' | ',' | '%' | '#');
        let glued = before.is_some_and(|c| joins(c) || matches!(c, '.' | '-'))
            || at(index).is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '_' | '=' | '%'))
            // A sum of money, however its digits are grouped.
            || chars.iter().skip(index).find(|c| !c.is_whitespace()) == Some(&'€');
        all.push(Run { digits, groups, plus, glued });
    }
    all
}

/// Whether a text has a phone number as French people write theirs: ten digits from 0, together or
/// two by two; or +33 and nine digits; or + and what another country's number may be.
fn has_phone(chars: &[char]) -> bool {
    runs(chars).iter().any(|run| {
        if run.glued {
            return false;
        }
        match run.digits.as_slice() {
            // A year or a code of two digits never stands in five pairs that begin with 0.
            [0, second, ..] if run.digits.len() == 10 && *second != 0 && !run.plus => {
                run.groups == [10] || run.groups == [2, 2, 2, 2, 2]
            }
            [3, 3, ..] if run.plus => (11..=12).contains(&run.digits.len()),
            // A sum after a plus is written by thousands, or ends in zeros.
            digits if run.plus => {
                let by_thousands = run.groups.iter().skip(1).all(|group| *group == 3);
                let round = digits.ends_with(&[0, 0, 0]);
                (9..=15).contains(&digits.len())
                    && if run.groups.len() == 1 { !round } else { !by_thousands }
            }
            _ => false,
        }
    })
}

/// Whether a text has a number of social security: thirteen digits and their key, which must fit.
fn has_social_security(chars: &[char]) -> bool {
    runs(chars).iter().any(|run| {
        if run.glued || run.digits.len() != 15 {
            return false;
        }
        let number = |digits: &[u8]| digits.iter().fold(0_u64, |n, d| n * 10 + u64::from(*d));
        let (Some(body), Some(key)) = (run.digits.get(..13), run.digits.get(13..)) else {
            return false;
        };
        let (first, month) = (body.first().copied().unwrap_or_default(), body.get(3..5));
        let month = month.map_or(0, number);
        matches!(first, 1 | 2) && (1..=12).contains(&month) && 97 - number(body) % 97 == number(key)
    })
}

/// The words after which a date is a date of birth, folded: « né·e le » has become three words.
const BORN: [&str; 7] =
    ["ne le", "nee le", "ne e le", "date de naissance", "born on", "date of birth", "ddn"];

/// Whether a text says when somebody was born.
fn has_birth(text: &str) -> bool {
    let plain = fold(text);
    BORN.iter().any(|words| {
        plain.match_indices(words).any(|(start, _)| {
            let before = plain.get(..start).and_then(|before| before.chars().next_back());
            let after = plain.get(start + words.len()..).unwrap_or_default();
            before.is_none_or(|c| c == ' ') && begins_with_a_date(after)
        })
    })
}

/// Whether a day comes next, folded: « 12 05 1984 », « 1er mai 1984 », « 1984 05 12 ».
fn begins_with_a_date(text: &str) -> bool {
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let (Some(first), next) = (words.next(), words.next().unwrap_or_default()) else {
        return false;
    };
    let digits = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count();
    match digits(first) {
        1 | 2 => first.len() <= 3,
        4 => first.len() == 4 && (1..=2).contains(&digits(next)),
        _ => false,
    }
}

/// The words that stand before a name.
const TITLES: [&str; 9] =
    ["M.", "Mr", "Mr.", "Mme", "Mme.", "Mlle", "Monsieur", "Madame", "Mademoiselle"];

/// The words after a title that say an office, not a name.
const OFFICES: [&str; 16] = [
    "adjoint",
    "adjointe",
    "ambassadeur",
    "ambassadrice",
    "conseiller",
    "conseillere",
    "directeur",
    "directrice",
    "maire",
    "ministre",
    "prefet",
    "prefete",
    "president",
    "presidente",
    "secretaire",
    "elu",
];

/// Whether a title is followed by a name: « Mme Nguyen », « M. Le Goff », but neither « M. le
/// maire » nor « 12 M. € ».
fn has_name(words: &[&str]) -> bool {
    words.windows(2).any(|pair| {
        let [title, name] = pair else { return false };
        let title = title.trim_start_matches(|c: char| !c.is_alphabetic());
        let name = name.trim_start_matches(|c: char| !c.is_alphabetic());
        let name = name.trim_end_matches(|c: char| !c.is_alphabetic());
        let mut letters = name.chars();
        TITLES.contains(&title)
            && letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some()
            && !OFFICES.contains(&fold(name).as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[Trace]) {
        assert_eq!(scan(text), expected, "{text}");
    }

    #[test]
    fn addresses_and_phone_numbers_are_found_as_people_write_them() {
        for text in [
            "voir marie.durand@ville-exemple.fr",
            "(contact : <m.durand+note@exemple.gouv.fr>)",
            "écrire à accueil@exemple.org.",
        ] {
            check(text, &[Trace::Email]);
        }
        for text in [
            "tél. 06 12 34 56 78",
            "0612345678",
            "02.99.12.34.56",
            "02-99-12-34-56, poste 3",
            "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78",
            "+33 6 12 34 56 78",
            "+33612345678",
            "+221 77 123 45 67",
        ] {
            check(text, &[Trace::Phone]);
        }
        check("0299123456 ou a@b.fr", &[Trace::Email, Trace::Phone]);
    }

    #[test]
    fn birth_dates_numbers_of_people_and_names_are_found() {
        for text in [
            "née le 12/05/1984 à Dakar",
            "Né(e) le : 12 mai 1984",
            "date de naissance : 1984-05-12",
            "né le 3 septembre 1990",
            "DDN 01.02.1970",
        ] {
            check(text, &[Trace::Birth]);
        }
        // The key of this number, which nobody bears, fits.
        check("2 55 08 14 168 025 38", &[Trace::SocialSecurity]);
        for text in ["voir Mme Nguyen", "M. Le Goff suit le dossier", "Monsieur Diop, bureau 3"] {
            check(text, &[Trace::Name]);
        }
    }

    #[test]
    fn figures_codes_and_offices_are_left_alone() {
        for text in [
            "INSEE 35238, EPCI 243500139",
            "SIRET 213 502 388 00019",
            "SIRET 21350238800019",
            "RNA W353000123",
            "1 234 567 890 €",
            "+1 234 567 890 € en dix ans",
            "+330 000 000 000 € depuis 1950",
            "+33 612 345 678 € en dix ans",
            "+12,5 % en 2024",
            "12 000 000 d'euros, 2019-2024",
            "2019 2020 2021 2022 2023",
            "du 01/02/2019 au 30/06/2026",
            "https://exemple.fr/?id=0612345678",
            "délibération n° 2024-06-0123456789",
            "M. le maire et Mme la présidente",
            "12 M. d'euros, Madame la Maire",
            "Monsieur Président de séance",
            "créée le 12/05/1984",
            "fondée le 3 mai 1990",
            "nombre de naissances : 2 143 en 2024",
            "3 @ 4, arobase seule @ville",
            "0,25 % 01 02 03 04",
            "00 12 34 56 78",
        ] {
            check(text, &[]);
        }
    }
}
