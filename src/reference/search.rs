//! Finds names by what somebody has typed so far: prefixes first, then inner words, then typos.

use super::fold::{is_article, key, words};

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
}

impl Index {
    /// Adds a name of a thing, as it is written and without its articles.
    pub(super) fn add(&mut self, name: &str, thing: usize) {
        let (whole, bare) = (words(name), key(name));
        if bare != whole {
            self.push(&bare, thing);
        }
        self.push(&whole, thing);
    }

    fn push(&mut self, text: &str, thing: usize) {
        let start = offset(self.text.len());
        self.text.push_str(text);
        let (end, thing) = (offset(self.text.len()), offset(thing));
        self.entries.push(Entry { start, end, thing, letters: letters(text) });
    }

    /// The things whose names match, each once with its best rank, in no order of their own.
    ///
    /// Typos are tried only when fewer than `enough` names match as typed.
    pub(super) fn matches(&self, typed: &str, enough: usize) -> Vec<(Rank, usize)> {
        let queries = readings(typed);
        let mut found: Vec<(Rank, usize)> = Vec::new();
        for (query, at_best) in &queries {
            found.extend(self.scan(|name, _| rank(name, query).map(|rank| rank.max(*at_best))));
        }
        if found.len() < enough
            && let Some((query, _)) = queries.last()
            && let Some(typos) = allowed_typos(query)
        {
            let wanted = letters(query);
            found.extend(self.scan(|name, has| {
                let missing = (wanted & !has).count_ones();
                if missing <= u32::from(typos) { typo_rank(name, query, typos) } else { None }
            }));
        }
        found.sort_unstable_by_key(|(rank, thing)| (*thing, *rank));
        found.dedup_by_key(|(_, thing)| *thing);
        found
    }

    fn scan(
        &self,
        mut rank: impl FnMut(&str, u32) -> Option<Rank>,
    ) -> impl Iterator<Item = (Rank, usize)> {
        self.entries.iter().filter_map(move |entry| {
            let name = self.text.get(entry.start as usize..entry.end as usize)?;
            Some((rank(name, entry.letters)?, entry.thing as usize))
        })
    }
}

/// The texts to look for, as typed and without articles, with the best rank that each can give.
///
/// An article typed last may be the beginning of a word (« Saint-Et… »): left out, it proves less.
fn readings(typed: &str) -> Vec<(String, Rank)> {
    let (whole, bare) = (words(typed), key(typed));
    if whole.is_empty() {
        return Vec::new();
    }
    if whole == bare {
        return vec![(whole, Rank::Exact)];
    }
    let begun = whole.rsplit(' ').next().is_some_and(is_article);
    vec![(whole, Rank::Exact), (bare, if begun { Rank::Word } else { Rank::Exact })]
}

fn rank(name: &str, query: &str) -> Option<Rank> {
    if let Some(rest) = name.strip_prefix(query) {
        return Some(if rest.is_empty() { Rank::Exact } else { Rank::Prefix });
    }
    let mut from = 0;
    while let Some(found) = name.get(from..)?.find(query) {
        let at = from + found;
        if name.as_bytes().get(at.wrapping_sub(1)) == Some(&b' ') {
            return Some(Rank::Word);
        }
        from = at + query.len();
    }
    None
}

/// How many letters may differ: none in a short word, where everything resembles everything.
fn allowed_typos(query: &str) -> Option<u8> {
    match query.len() {
        0..4 => None,
        4..8 => Some(1),
        _ => Some(2),
    }
}

fn typo_rank(name: &str, query: &str, typos: u8) -> Option<Rank> {
    let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
    starts
        .filter_map(|start| prefix_distance(name.get(start..)?.as_bytes(), query.as_bytes(), typos))
        .min()
        .map(|distance| Rank::Typo(distance, query.len() + usize::from(typos) < name.len()))
}

/// The longest query compared letter by letter.
const LONGEST: usize = 40;

/// The fewest edits (a letter added, dropped, changed, or two swapped) that turn the query into
/// some beginning of the name, if no more than `limit`.
fn prefix_distance(name: &[u8], query: &[u8], limit: u8) -> Option<u8> {
    let wide = query.len() + usize::from(limit);
    if LONGEST < wide || name.len() + usize::from(limit) < query.len() {
        return None;
    }
    let name = name.get(..wide.min(name.len()))?;
    let (mut before, mut above, mut row) = ([0; LONGEST + 1], [0; LONGEST + 1], [0; LONGEST + 1]);
    for (cell, count) in above.iter_mut().zip(0_u8..) {
        *cell = count;
    }
    let mut last = None;
    for (&letter, line) in query.iter().zip(1_u8..) {
        row[0] = line;
        let lowest = fill(&mut row, &above, &before, name, letter, last);
        if limit < lowest {
            return None;
        }
        last = Some(letter);
        (before, above, row) = (above, row, before);
    }
    let distance = above.iter().take(name.len() + 1).min().copied()?;
    (distance <= limit).then_some(distance)
}

/// A line of the table of distances.
type Line = [u8; LONGEST + 1];

/// Fills one line of the table from the two above it; returns its least value.
fn fill(
    row: &mut Line,
    above: &Line,
    before: &Line,
    name: &[u8],
    letter: u8,
    last: Option<u8>,
) -> u8 {
    let mut left = row[0];
    let mut lowest = left;
    let mut diagonal = above[0];
    let mut previous = None;
    let cells = row.iter_mut().skip(1).zip(above.iter().skip(1));
    for ((cell, &up), (index, &other)) in cells.zip(name.iter().enumerate()) {
        let changed = diagonal + u8::from(letter != other);
        let mut value = changed.min(up + 1).min(left + 1);
        if Some(other) == last
            && previous == Some(letter)
            && let Some(&two_back) = index.checked_sub(1).and_then(|at| before.get(at))
        {
            value = value.min(two_back + 1);
        }
        diagonal = up;
        previous = Some(other);
        *cell = value;
        left = value;
        lowest = lowest.min(value);
    }
    lowest
}

fn letters(text: &str) -> u32 {
    text.bytes().filter(u8::is_ascii_lowercase).fold(0, |set, b| set | 1 << (b - b'a'))
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
        let found = index.matches("st etienne", 1);
        assert_eq!(found, [(Rank::Exact, 0), (Rank::Word, 2)]);
        assert_eq!(index.matches("Saint-Et", 1), [(Rank::Prefix, 0), (Rank::Word, 2)]);
        assert_eq!(index.matches("etiene", 9).len(), 3);
        assert!(index.matches("", 9).is_empty());
    }
}
