//! The country matrix as a page shows it: lines in words and figures, in the order and the groups
//! that somebody asked for, with the context beside them that never counts.
//!
//! Made when the document, the language or the wish changes, and kept until then: a page only
//! draws it. What is copied from it leaves the program, and so tells no small count of people.

mod context;
mod entry;
mod order;
mod table;

pub use context::{Context, Standing};
pub use entry::{Entry, Figure, span};
pub use order::{Column, Grouping, Sort, Wish};

use crate::{
    domain::{Class, Diagnostic, Place},
    language::Lang,
    questionnaire::{MatrixSpec, Pack},
    report::words,
    scoring::Assessment,
};

use entry::{CALM, Lines, OPEN, ZONE};

/// The matrix as it is shown: groups of lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// The groups, each with at least one line; one without a title if nothing is grouped.
    pub groups: Vec<Group>,
    /// How many countries pass the filters.
    pub countries: usize,
    /// The standings that occur in any country, by context, to filter by.
    pub standings: Vec<(Context, Standing)>,
}

/// Lines under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What tells it from the others, in any language.
    pub key: String,
    /// The heading; empty if nothing is grouped.
    pub title: String,
    /// How many countries it holds, and how many are to be confirmed.
    pub count: String,
    /// What the heading means, where there is more to say.
    pub note: String,
    /// The lines.
    pub entries: Vec<Entry>,
}

impl Board {
    /// The matrix of a document, as somebody wishes to see it; empty if there is none.
    pub fn new(
        pack: &Pack,
        diagnostic: &Diagnostic,
        assessment: &Assessment,
        wish: &Wish,
        lang: Lang,
    ) -> Self {
        let (Some(spec), Some(matrix)) = (&pack.matrix, &assessment.matrix) else {
            return Self::default();
        };
        let lines = Lines::new(pack, spec, diagnostic, lang);
        let countries = matrix.countries.iter().map(|row| lines.country(row));
        let zones = matrix.zones.iter().map(|row| lines.zone(row));
        let mut all: Vec<Entry> = countries.chain(zones).collect();
        let standings = standings(&all);
        all.retain(|entry| wish.passes(entry));
        wish.sort(&mut all);
        Self {
            countries: all.iter().filter(|entry| entry.rank != ZONE).count(),
            groups: groups(all, wish.grouping, lang),
            standings,
        }
    }

    /// The lines of every group, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.groups.iter().flat_map(|group| &group.entries)
    }

    /// The countries on either side of one, in the order of the lines.
    pub fn beside(&self, place: &Place) -> (Option<&Entry>, Option<&Entry>) {
        let all: Vec<&Entry> = self.entries().filter(|entry| entry.rank != ZONE).collect();
        let Some(here) = all.iter().position(|entry| entry.place == *place) else {
            return (None, None);
        };
        let before = here.checked_sub(1).and_then(|at| all.get(at).copied());
        (before, all.get(here + 1).copied())
    }
}

/// The heads of the columns that are shown: ties, sums, reading, then the contexts chosen.
pub fn columns(spec: &MatrixSpec, contexts: &[Context]) -> Vec<Column> {
    let ties = (0..spec.ties.len()).map(Column::Tie);
    std::iter::once(Column::Name)
        .chain(ties)
        .chain([Column::Roots, Column::Partnership, Column::Opportunity, Column::Unrooted])
        .chain([Column::Reading])
        .chain(contexts.iter().copied().map(Column::Context))
        .collect()
}

/// The standings that occur, each once, in their order.
fn standings(all: &[Entry]) -> Vec<(Context, Standing)> {
    let of_one = |entry: &Entry| {
        let contexts = Context::ALL.into_iter().zip(entry.standings.clone());
        contexts.filter_map(|(context, standing)| Some((context, standing?))).collect::<Vec<_>>()
    };
    let mut found: Vec<_> = all.iter().flat_map(of_one).collect();
    found.sort_by_key(|(context, standing)| (*context, standing.rank));
    found.dedup();
    found
}

/// The lines under the headings of a grouping, headings in their own order; zones are never mixed
/// with countries.
fn groups(all: Vec<Entry>, grouping: Grouping, lang: Lang) -> Vec<Group> {
    if grouping == Grouping::None {
        let whole = Group {
            key: String::new(),
            title: String::new(),
            count: String::new(),
            note: String::new(),
            entries: all,
        };
        return if whole.entries.is_empty() { Vec::new() } else { vec![whole] };
    }
    let mut groups: Vec<(usize, Group)> = Vec::new();
    for entry in all {
        let (rank, key, title) = heading(&entry, grouping, lang);
        match groups.iter_mut().find(|(_, group)| group.key == key) {
            Some((_, group)) => group.entries.push(entry),
            None => {
                let note = note(&entry, grouping, lang);
                let entries = vec![entry];
                groups.push((rank, Group { key, title, count: String::new(), note, entries }));
            }
        }
    }
    groups.sort_by_key(|(rank, _)| *rank);
    let counted =
        groups.into_iter().map(|(_, group)| Group { count: count(&group, lang), ..group });
    counted.collect()
}

/// Where a line belongs: the rank of its group, its key, its heading.
fn heading(entry: &Entry, grouping: Grouping, lang: Lang) -> (usize, String, String) {
    let last = || (usize::MAX, "zones".to_owned(), lang.matrix_zones().to_owned());
    let country = match &entry.place {
        Place::Country(code) => crate::reference::country(*code),
        Place::Zone(_) | Place::Other(_) => return last(),
    };
    match (grouping, country) {
        (Grouping::Class | Grouping::None, _) => {
            (entry.rank, format!("class {}", entry.rank), entry.reading.clone())
        }
        (Grouping::Continent, Some(country)) => {
            let name = country.continent.name(lang);
            (country.continent as usize, format!("continent {:?}", country.continent), name.into())
        }
        (Grouping::Region, Some(country)) => {
            let (code, name) = (country.region.code, country.region.name(lang));
            let rank = code.parse().unwrap_or(usize::MAX);
            // Regions of one continent stand together.
            let rank = (country.continent as usize) * 10_000 + rank;
            (rank, format!("region {code}"), name.to_owned())
        }
        (Grouping::Continent | Grouping::Region, None) => last(),
    }
}

/// What the heading of a class means.
fn note(entry: &Entry, grouping: Grouping, lang: Lang) -> String {
    match (grouping, entry.rank) {
        (_, ZONE) => lang.matrix_zones_note().to_owned(),
        (Grouping::Class, OPEN) => lang.words_class_open_reading().to_owned(),
        (Grouping::Class, CALM) => words::class_reading(lang, None).to_owned(),
        (Grouping::Class, at) => words::class_reading(lang, Class::ALL.get(at).copied()).to_owned(),
        _ => String::new(),
    }
}

fn count(group: &Group, lang: Lang) -> String {
    let zones = group.entries.iter().filter(|entry| entry.rank == ZONE).count();
    if 0 < zones {
        return lang.matrix_zone_count(zones);
    }
    let open = group.entries.iter().filter(|entry| !entry.settled_by.is_empty()).count();
    let all = lang.matrix_count(group.entries.len());
    if open == 0 { all } else { lang.matrix_count_open(all, lang.integer(open)) }
}
