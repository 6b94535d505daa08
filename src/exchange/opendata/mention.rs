//! Countries and purposes that the object of an association names, by whole words.
//!
//! What is read so is a proposal: whoever knows the association reads it over. Names of people are
//! no evidence, so that words which are also first names or French places count for nothing.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    domain::CountryCode,
    language::Lang,
    reference::{countries, fold},
};

use super::layout::{Guess, Select};

/// Names that are first names, common words or French places as well.
const DOUBTFUL: [&str; 9] = [
    "reunion",
    "maurice",
    "dominique",
    "grenade",
    "jersey",
    "georgia",
    "palestine illinois",
    "norfolk",
    "ile",
];

/// France and what is French: no tie with elsewhere.
const FRENCH: [&str; 13] =
    ["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF"];

/// The shortest name that is looked for: codes of two and three letters are words.
const SHORTEST: usize = 4;

/// Names as words, with the country of each.
type Names = Vec<(Vec<String>, CountryCode)>;

/// Names, by their first word.
static NAMES: LazyLock<BTreeMap<String, Names>> = LazyLock::new(|| {
    let mut names: BTreeMap<String, Names> = BTreeMap::new();
    for country in countries().iter().filter(|c| !FRENCH.contains(&c.code.as_str())) {
        let own = [country.name(Lang::Fr)];
        for name in own.iter().chain(country.aliases()) {
            let folded = fold(name);
            let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
            let doubtful = DOUBTFUL.contains(&folded.as_str()) || folded.starts_with("saint");
            if let Some(first) = words.first().filter(|_| SHORTEST <= folded.len() && !doubtful) {
                names.entry(first.clone()).or_default().push((words, country.code));
            }
        }
    }
    for list in names.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    names
});

/// What texts and codes say an item is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mention {
    /// The countries, in the order they are named.
    pub(super) countries: Vec<CountryCode>,
    /// The activity code that told, if one did.
    pub(super) code: Option<String>,
    /// The word that told, if one did.
    pub(super) word: Option<String>,
    /// What it is taken for.
    pub(super) option: Option<String>,
}

impl Mention {
    /// Whether anything tells that it is about elsewhere.
    pub(super) const fn is_any(&self) -> bool {
        !self.countries.is_empty() || self.code.is_some() || self.word.is_some()
    }
}

/// Looks at the texts and codes of an item.
pub(super) fn read(select: &Select, texts: &str, codes: &[&str]) -> Mention {
    let folded = format!(" {} ", fold(texts));
    let says = |word: &String| folded.contains(&format!(" {word} "));
    let has =
        |known: &[String]| codes.iter().find(|code| known.iter().any(|k| k == *code)).copied();
    let fits = |guess: &&Guess| has(&guess.known).is_some() || guess.words.iter().any(says);
    Mention {
        countries: named(&folded),
        code: has(&select.known).map(str::to_owned),
        word: select.words.iter().find(|word| says(word)).cloned(),
        option: select.types.iter().find(fits).map(|guess| guess.option.clone()),
    }
}

/// The countries that folded words name.
fn named(folded: &str) -> Vec<CountryCode> {
    let words: Vec<&str> = folded.split_whitespace().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(word) = words.get(at) {
        let begins = |name: &&(Vec<String>, CountryCode)| {
            let rest = words.get(at..at + name.0.len());
            rest.is_some_and(|rest| rest.iter().zip(&name.0).all(|(a, b)| a == b))
        };
        match NAMES.get(*word).and_then(|names| names.iter().find(begins)) {
            Some((name, code)) => {
                if !found.contains(code) {
                    found.push(*code);
                }
                at += name.len();
            }
            None => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_named_by_whole_words_and_never_by_first_names() {
        let codes = |text: &str| {
            named(&fold(text)).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(codes("Amitié avec le Sénégal et la Côte d’Ivoire"), "SN CI");
        assert_eq!(codes("Échanges avec la République démocratique du Congo"), "CD");
        assert_eq!(codes("Les amis de Maurice et Dominique, réunion mensuelle"), "");
        assert_eq!(codes("Promotion de la France et de La Réunion"), "");
        assert_eq!(codes("malienne, sénégalais, de, ci, la"), "");
        assert_eq!(codes("Paroisse Saint-Martin"), "");
    }
}
