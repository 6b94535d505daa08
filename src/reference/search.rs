//! Finds names by what somebody has typed so far: prefixes first, then inner words, then typos.

use super::fold::{ARTICLES, is_article, without_articles, words};

/// How well a name matches, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The whole name.
    Exact,
    /// The beginning of the name.
    Prefix,
    /// The beginning of a word inside the name.
    Word,
    /// The beginning of the name or of a word, but for this many letters; whole names first.
    Typo(u8, bool),
}

/// Names made ready for search; each stands for the thing with the same number.
#[derive(Default)]
pub(super) struct Index {
    /// The folded names, one after the other.
    text: String,
    entries: Vec<Entry>,
}

struct Entry {
    start: u32,
    end: u32,
    thing: u32,
    letters: u32,
    pairs: u64,
}

impl Index {
    /// Adds a name of a thing, as it is written and without its articles.
    pub(super) fn add(&mut self, name: &str, thing: usize) {
        let whole = words(name);
        if let Some(bare) = without_articles(&whole) {
            self.push(&bare, thing);
        }
        self.push(&whole, thing);
    }

    fn push(&mut self, text: &str, thing: usize) {
        let start = offset(self.text.len());
        self.text.push_str(text);
        let (end, thing) = (offset(self.text.len()), offset(thing));
        self.entries.push(Entry { start, end, thing, letters: letters(text), pairs: pairs(text) });
    }

    /// The things whose names match, each once with its best rank, in no order of their own.
    ///
    /// Typos are tried only when no name matches as typed.
    pub(super) fn matches(&self, typed: &str) -> Vec<(Rank, usize)> {
        let queries = readings(typed);
        let mut found: Vec<(Rank, usize)> = Vec::new();
        for (query, at_best) in &queries {
            found.extend(self.scan(query, 0, |name| Some(rank(name, query)?.max(*at_best))));
        }
        if found.is_empty()
            && let Some((query, _)) = queries.last()
            && let Some(typos) = allowed_typos(query)
        {
            let looks_like = |name: &str| typo_rank(name, query, typos);
            found.extend(self.scan(query, typos.into(), looks_like));
        }
        found.sort_unstable_by_key(|(rank, thing)| (*thing, *rank));
        found.dedup_by_key(|(_, thing)| *thing);
        found
    }

    /// The ranks of the names that lack no more than `missing` of the query's letters.
    fn scan(
        &self,
        query: &str,
        missing: u32,
        mut rank: impl FnMut(&str) -> Option<Rank>,
    ) -> impl Iterator<Item = (Rank, usize)> {
        // An edit changes at most three pairs of neighbors, and seldom more than two.
        let (wanted, neighbors, missing_pairs) = (letters(query), pairs(query), 2 * missing + 1);
        self.entries.iter().filter_map(move |entry| {
            if missing < (wanted & !entry.letters).count_ones()
                || missing_pairs < (neighbors & !entry.pairs).count_ones()
            {
                return None;
            }
            let name = self.text.get(entry.start as usize..entry.end as usize)?;
            Some((rank(name)?, entry.thing as usize))
        })
    }
}

/// One name to compare others with, articles aside. For a few names this is far sooner done than an
/// [`Index`] of all the others.
pub(super) struct Same {
    readings: Vec<String>,
    /// The letters that another name may have and still be the same.
    letters: u32,
}

impl Same {
    /// Makes a name ready to be compared.
    pub(super) fn new(name: &str) -> Self {
        let readings: Vec<String> = readings(name).into_iter().map(|(text, _)| text).collect();
        let own = readings.iter().map(String::as_str).chain(ARTICLES);
        let letters = own.fold(0, |set, text| set | letters(text));
        Self { readings, letters }
    }

    /// Whether the other name is this one.
    pub(super) fn is(&self, other: &str) -> bool {
        // Most names have some letter too many, which needs no reading of them.
        if letters(other) & !self.letters != 0 {
            return false;
        }
        let whole = words(other);
        let is_one = |text: &String| self.readings.contains(text);
        is_one(&whole) || without_articles(&whole).as_ref().is_some_and(is_one)
    }
}

/// The texts to look for, as typed and without articles, with the best rank that each can give.
///
/// An article typed last may be the beginning of a word (« Saint-Et… »): left out, it proves less.
fn readings(typed: &str) -> Vec<(String, Rank)> {
    let whole = words(typed);
    if whole.is_empty() {
        return Vec::new();
    }
    let Some(bare) = without_articles(&whole) else { return vec![(whole, Rank::Exact)] };
    let begun = whole.rsplit(' ').next().is_some_and(is_article);
    vec![(whole, Rank::Exact), (bare, if begun { Rank::Word } else { Rank::Exact })]
}

fn rank(name: &str, query: &str) -> Option<Rank> {
    if let Some(rest) = name.strip_prefix(query) {
        return Some(if rest.is_empty() { Rank::Exact } else { Rank::Prefix });
    }
    let (name, query) = (name.as_bytes(), query.as_bytes());
    let mut rest = name;
    while let Some(space) = rest.iter().position(|byte| *byte == b' ') {
        rest = rest.get(space + 1..)?;
        if rest.starts_with(query) {
            return Some(Rank::Word);
        }
    }
    None
}

/// How many letters may differ: none in a short word, where everything resembles everything.
fn allowed_typos(query: &str) -> Option<u8> {
    match query.len() {
        0..4 => None,
        4..9 => Some(1),
        _ => Some(2),
    }
}

fn typo_rank(name: &str, query: &str, typos: u8) -> Option<Rank> {
    // Several words are compared with the beginning alone: their order is seldom the typo.
    let inner = if query.contains(' ') { "" } else { name };
    let starts = std::iter::once(0).chain(inner.match_indices(' ').map(|(at, _)| at + 1));
    starts
        .filter_map(|start| prefix_distance(name.get(start..)?.as_bytes(), query.as_bytes(), typos))
        .min()
        .map(|distance| Rank::Typo(distance, query.len() + usize::from(typos) < name.len()))
}

/// The longest query compared letter by letter.
const LONGEST: usize = 40;

/// The fewest edits (a letter added, dropped, changed, or two swapped) that turn the query into
/// some beginning of the name, if no more than `limit`.
///
/// Only cells within `limit` of the diagonal are filled: the others cost more edits than allowed.
fn prefix_distance(name: &[u8], query: &[u8], limit: u8) -> Option<u8> {
    let slack = usize::from(limit);
    if LONGEST < query.len() + slack || name.len() + slack < query.len() {
        return None;
    }
    let name = name.get(..name.len().min(query.len() + slack))?;
    let far = limit + 1;
    let (mut before, mut above, mut row) = ([far; WIDTH], [far; WIDTH], [far; WIDTH]);
    for (cell, count) in above.iter_mut().zip(0..far) {
        *cell = count;
    }
    for line in 1..=query.len() {
        let lowest = fill(&mut row, &above, &before, Line { name, query, at: line, limit });
        if lowest? > limit {
            return None;
        }
        (before, above, row) = (above, row, before);
    }
    let ends = query.len().saturating_sub(slack)..=name.len();
    above.get(ends)?.iter().min().copied().filter(|distance| *distance <= limit)
}

const WIDTH: usize = LONGEST + 2;

/// What a line of the table of distances compares: the first `at` letters of the query.
#[derive(Clone, Copy)]
struct Line<'a> {
    name: &'a [u8],
    query: &'a [u8],
    at: usize,
    limit: u8,
}

/// Fills one line of the table from the two above it; returns its lowest value.
fn fill(
    row: &mut [u8; WIDTH],
    above: &[u8; WIDTH],
    before: &[u8; WIDTH],
    of: Line<'_>,
) -> Option<u8> {
    let (slack, far) = (usize::from(of.limit), of.limit + 1);
    let letter = of.query.get(of.at - 1)?;
    let first = of.at.saturating_sub(slack).max(1);
    let end = of.name.len().min(of.at + slack);
    let mut left = if of.at <= slack { u8::try_from(of.at).ok()? } else { far };
    *row.get_mut(first - 1)? = left;
    let mut lowest = left;
    for column in first..=end {
        let other = of.name.get(column - 1)?;
        let changed = above.get(column - 1)? + u8::from(letter != other);
        let mut value = changed.min(above.get(column)? + 1).min(left + 1);
        let swapped = 2 <= column
            && 2 <= of.at
            && of.query.get(of.at - 2) == Some(other)
            && of.name.get(column - 2) == Some(letter);
        if swapped {
            value = value.min(before.get(column - 2)? + 1);
        }
        left = value.min(far);
        *row.get_mut(column)? = left;
        lowest = lowest.min(left);
    }
    *row.get_mut(end + 1)? = far;
    Some(lowest)
}

/// The letters that a text has, without those that bear an accent.
fn letters(text: &str) -> u32 {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic);
    letters.fold(0, |set, b| set | 1 << (b.to_ascii_lowercase() - b'a'))
}

/// The pairs of neighboring letters, on one of 64 bits each.
fn pairs(text: &str) -> u64 {
    let bytes = text.as_bytes();
    bytes.iter().zip(bytes.iter().skip(1)).fold(0, |set, (a, b)| {
        let bit = a.wrapping_mul(37) ^ b.wrapping_mul(101);
        set | 1 << (bit % 64)
    })
}

fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_counted_against_the_beginning_of_a_name() {
        let distance =
            |name: &str, query: &str| prefix_distance(name.as_bytes(), query.as_bytes(), 2);
        assert_eq!(distance("marseille", "marseil"), Some(0));
        assert_eq!(distance("marseille", "marsielle"), Some(1), "two letters swapped");
        assert_eq!(distance("marseille", "marseile"), Some(1));
        assert_eq!(distance("marseille", "narseille"), Some(1));
        assert_eq!(distance("lyon", "bordeaux"), None);
        assert_eq!(distance("", "ab"), Some(2));
        assert_eq!(distance("abcdef", "xyabcdef"), Some(2));
        assert_eq!(distance("abcdefgh", "abcdxxgh"), Some(2));
        assert_eq!(distance("abcdefgh", "axcxexgh"), None);
    }

    #[test]
    fn better_matches_rank_first_and_each_thing_is_found_once() {
        let mut index = Index::default();
        for (thing, name) in
            ["Saint-Étienne", "Étienne", "Villers-Saint-Étienne"].iter().enumerate()
        {
            index.add(name, thing);
            index.add(name, thing);
        }
        let found = index.matches("st etienne");
        assert_eq!(found, [(Rank::Exact, 0), (Rank::Word, 2)]);
        assert_eq!(index.matches("Saint-Et"), [(Rank::Prefix, 0), (Rank::Word, 2)]);
        assert_eq!(index.matches("etiene").len(), 3);
        assert!(index.matches("").is_empty());
    }

    #[test]
    fn names_are_the_same_but_for_accents_articles_and_short_forms() {
        for (name, other) in [
            ("St-Malo", "Saint-Malo"),
            ("Saint-Malo", "st malo"),
            ("Le Caire", "CAIRE"),
            ("Caire", "Le Caire"),
            ("giessen", "Gießen"),
            ("Đà Nẵng", "Da Nang"),
            ("Les", "les"),
        ] {
            assert!(Same::new(name).is(other), "{name}, {other}");
        }
        for (name, other) in [("Malo", "Saint-Malo"), ("Lund", "Lunde"), ("", ""), ("", "Les")] {
            assert!(!Same::new(name).is(other), "{name}, {other}");
        }
    }
}
