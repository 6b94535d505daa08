//! The words of the field: sigles and notions, each with one translation and one definition.
//!
//! Somebody who has just been given the international file must not have to ask what an RRMA is;
//! and one word must not be translated in two ways from one page to the next.

use std::sync::LazyLock;

use crate::language::Lang;

use super::{
    country::pick,
    fold::fold,
    table::{rows, typeset, values},
};

/// A term of the glossary.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id.
    pub id: &'static str,
    /// Where its meaning comes from.
    pub source: TermSource,
    names: [&'static str; 2],
    longs: [&'static str; 2],
    definitions: [&'static str; 2],
    forms: [Vec<&'static str>; 2],
}

/// Where the meaning of a term comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermSource {
    /// The table of sigles and the text of the founding study.
    Study,
    /// The method of the diagnostic.
    Method,
}

impl Term {
    /// The term itself, such as « RRMA ».
    pub fn name(&self, lang: Lang) -> &'static str {
        pick(self.names, lang)
    }

    /// What a sigle stands for; empty for a plain word.
    pub fn long(&self, lang: Lang) -> &'static str {
        pick(self.longs, lang)
    }

    /// What it means, in a sentence or two.
    pub fn definition(&self, lang: Lang) -> &'static str {
        pick(self.definitions, lang)
    }

    /// The forms under which it is recognized in a text.
    pub fn forms(&self, lang: Lang) -> &[&'static str] {
        let [fr, en] = &self.forms;
        if lang == Lang::Fr { fr } else { en }
    }

    /// The term, what it stands for and what it means, in one sentence to be read or heard.
    pub fn sentence(&self, lang: Lang) -> String {
        let whole = self.long(lang);
        let name = self.name(lang);
        let head = if whole.is_empty() { name.to_owned() } else { format!("{name}, {whole}") };
        lang.glossary_sentence(self.definition(lang), head)
    }
}

/// Every term, in the alphabetical order of neither language: as the table lists them.
pub fn glossary() -> &'static [Term] {
    static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
        rows(include_str!("../../assets/reference/glossary.tsv"))
            .map(|cells: [&'static str; 10]| {
                let [id, fr, fr_long, fr_said, en, en_long, en_said, source, fr_forms, en_forms] =
                    cells;
                Term {
                    id,
                    source: if source == "study" { TermSource::Study } else { TermSource::Method },
                    names: typeset(fr, en),
                    longs: typeset(fr_long, en_long),
                    definitions: typeset(fr_said, en_said),
                    forms: [
                        values(fr_forms).map(|form| typeset(form, "")[0]).collect(),
                        values(en_forms).collect(),
                    ],
                }
            })
            .collect()
    });
    &TERMS
}

/// The term with this id.
pub fn term(id: &str) -> Option<&'static Term> {
    glossary().iter().find(|term| term.id == id)
}

/// Every term in the alphabetical order of a language.
pub fn glossary_in_order(lang: Lang) -> Vec<&'static Term> {
    let mut all: Vec<_> = glossary().iter().collect();
    all.sort_by_key(|term| fold(term.name(lang)));
    all
}

/// The terms that a text uses, each once, with the bytes of its first occurrence.
///
/// A form counts as a whole word only; of forms that overlap, the longest is meant.
pub fn terms_in(text: &str, lang: Lang) -> Vec<(std::ops::Range<usize>, &'static Term)> {
    let mut found: Vec<(std::ops::Range<usize>, &'static Term)> = Vec::new();
    for term in glossary() {
        let places = term
            .forms(lang)
            .iter()
            .flat_map(|form| text.match_indices(form).map(|(at, form)| at..at + form.len()));
        let first = places
            .filter(|place| is_whole(text, place))
            .min_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        if let Some(place) = first {
            found.push((place, term));
        }
    }
    found.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
    let mut end = 0;
    found.retain(|(place, _)| {
        let free = end <= place.start;
        if free {
            end = place.end;
        }
        free
    });
    found
}

/// Whether neither letters nor figures nor a joining hyphen touch a place in a text.
fn is_whole(text: &str, place: &std::ops::Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '-';
    let before = text.get(..place.start).and_then(|text| text.chars().next_back());
    let after = text.get(place.end..).and_then(|text| text.chars().next());
    !before.is_some_and(joins) && !after.is_some_and(joins)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn both_languages_cover_the_same_terms() {
        let mut names = [BTreeSet::new(), BTreeSet::new()];
        for term in glossary() {
            for (lang, names) in [Lang::Fr, Lang::En].into_iter().zip(&mut names) {
                assert!(!term.name(lang).is_empty(), "{}", term.id);
                assert!(20 < term.definition(lang).len(), "{}", term.id);
                assert!(names.insert(fold(term.name(lang))), "{} twice", term.name(lang));
            }
            assert_eq!(
                term.long(Lang::Fr).is_empty(),
                term.long(Lang::En).is_empty(),
                "{}",
                term.id
            );
            let forms = [Lang::Fr, Lang::En].map(|lang| term.forms(lang).is_empty());
            assert_eq!(forms[0], forms[1], "{}", term.id);
        }
        assert!(45 <= names[0].len());
    }

    #[test]
    fn a_term_is_found_as_a_whole_word_once_and_the_longest_form_wins() {
        let ids = |text: &str, lang| -> Vec<_> {
            terms_in(text, lang).into_iter().map(|(_, term)| term.id).collect()
        };
        assert_eq!(ids("Le RRMA aide ; le RRMA forme.", Lang::Fr), ["rrma"]);
        assert_eq!(ids("La déclaration e-APD est faite.", Lang::Fr), ["e_oda"]);
        assert_eq!(ids("Les ODD et l’APD", Lang::Fr), ["sdg", "oda"]);
        assert_eq!(ids("CUFFIES, xRRMA", Lang::Fr), Vec::<&str>::new());
        assert_eq!(ids("the SDGs of the UN", Lang::En), ["sdg"]);
        let text = "Voir l’Atlas de la coopération décentralisée.";
        let found = terms_in(text, Lang::Fr);
        assert_eq!(found[0].1.id, "atlas");
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].0.clone()], "Atlas de la coopération décentralisée");
    }
}
