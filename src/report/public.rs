//! The public version: what is taken out before a document leaves the authority, and the list of
//! it.
//!
//! Whoever publishes answers for what is published. So what is taken out is data that a person
//! reads beforehand, and it is taken out of the diagnostic itself, before any section is worded:
//! no format can tell what it never saw.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    domain::{Cell, ColumnId, Diagnostic, Place, Row, Table},
    language::Lang,
    questionnaire::{LEAST_COUNT, Pack, TableSpec, column},
    reference,
    scoring::{Assessment, Class},
};

use super::{brief::Brief, words};

/// One kind of thing that a public version does not tell, and how often it was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The kind.
    pub kind: RemovedKind,
    /// How many.
    pub count: usize,
}

/// A kind of thing that a public version does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemovedKind {
    /// Private notes on answers.
    Notes,
    /// Cells of private columns, contexts left aside.
    PrivateCells,
    /// Appraisals of a partner's context.
    Contexts,
    /// What staff propose to do with a partnership.
    Decisions,
    /// Comments on answers, which may name people or judge them.
    Comments,
    /// The roles of those who answered.
    Respondents,
    /// Counts of people by country, told by continent only.
    CountriesGrouped,
    /// Counts of people too small to be told.
    SmallCounts,
}

impl Removed {
    /// What is taken out or masked, in one sentence.
    pub fn sentence(self, lang: Lang) -> String {
        let n = self.count;
        match self.kind {
            RemovedKind::Notes => lang.documents_removed_notes(n),
            RemovedKind::PrivateCells => lang.documents_removed_private_cells(n),
            RemovedKind::Contexts => lang.documents_removed_contexts(n),
            RemovedKind::Decisions => lang.documents_removed_decisions(n),
            RemovedKind::Comments => lang.documents_removed_comments(n),
            RemovedKind::Respondents => lang.documents_removed_respondents(n),
            RemovedKind::CountriesGrouped => lang.documents_removed_countries(n),
            RemovedKind::SmallCounts => lang.documents_removed_small_counts(n),
        }
    }
}

/// What a public version of this diagnostic does not tell; kinds that do not occur are left out.
pub fn removed(pack: &Pack, diagnostic: &Diagnostic) -> Vec<Removed> {
    let mut counts: BTreeMap<RemovedKind, usize> = BTreeMap::new();
    let mut add = |kind, count| *counts.entry(kind).or_default() += count;
    for answer in diagnostic.answers.values() {
        add(RemovedKind::Notes, usize::from(!answer.note.trim().is_empty()));
        add(RemovedKind::Comments, usize::from(!answer.comment.trim().is_empty()));
        let named = answer.role.is_some() || answer.voices.iter().any(|one| one.role.is_some());
        add(RemovedKind::Respondents, usize::from(named));
    }
    add(RemovedKind::Decisions, diagnostic.decisions.len() + diagnostic.plan.dismissed.len());
    let remarks = diagnostic.plan.actions.iter().map(|action| &action.comment);
    add(RemovedKind::Comments, remarks.filter(|text| !text.trim().is_empty()).count());
    for (id, table) in &diagnostic.tables {
        let Some(spec) = pack.table(id.as_str()) else { continue };
        let filled = |at: usize| table.rows.iter().filter(|row| !row.cell(at).is_empty()).count();
        for (at, id) in table.columns.iter().enumerate() {
            match id.as_str() {
                column::CONTEXT => add(RemovedKind::Contexts, filled(at)),
                column::DECISION => add(RemovedKind::Decisions, filled(at)),
                _ if is_private(spec, id) => add(RemovedKind::PrivateCells, filled(at)),
                _ => {}
            }
        }
        if let Some((count, ..)) = pack.counted(id) {
            add(RemovedKind::CountriesGrouped, table.rows.len());
            let at = table.column(count.as_str());
            let low = |row: &Row| at.and_then(|at| row.cell(at).as_range()).map(|(low, _)| low);
            let few = table.rows.iter().filter_map(|row| low(row)).filter(|n| *n < LEAST_COUNT);
            add(RemovedKind::SmallCounts, few.count());
        }
    }
    let told = counts.into_iter().filter(|(_, count)| 0 < *count);
    told.map(|(kind, count)| Removed { kind, count }).collect()
}

/// Whether a column may never leave the authority; one that the pack does not know never does.
fn is_private(spec: &TableSpec, id: &ColumnId) -> bool {
    spec.column(id.as_str()).is_none_or(|column| column.private)
}

/// The diagnostic without anything that a public version may not tell.
pub(super) fn kept(pack: &Pack, diagnostic: &Diagnostic) -> Diagnostic {
    let mut kept = diagnostic.clone();
    kept.journal.clear();
    kept.frozen.clear();
    kept.explorations.clear();
    kept.decisions.clear();
    kept.points.clear();
    kept.plan.dismissed.clear();
    for action in &mut kept.plan.actions {
        action.comment.clear();
    }
    for answer in kept.answers.values_mut() {
        answer.note.clear();
        answer.comment.clear();
        answer.role = None;
        answer.review = false;
        for voice in &mut answer.voices {
            (voice.role, voice.day) = (None, None);
        }
    }
    for (id, shared) in &mut kept.tables {
        let table = Arc::make_mut(shared);
        let spec = pack.table(id.as_str());
        let hidden: Vec<usize> = table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, id)| {
                let internal = [column::CONTEXT, column::DECISION].contains(&id.as_str());
                internal || spec.is_none_or(|spec| is_private(spec, id))
            })
            .map(|(at, _)| at)
            .collect();
        for row in &mut table.rows {
            let row = Arc::make_mut(row);
            for at in &hidden {
                if let Some(cell) = row.cells.get_mut(*at) {
                    *cell = Cell::Empty;
                }
            }
        }
    }
    kept
}

/// The results without what was said of contexts.
pub(super) fn without_contexts(assessment: &Assessment) -> Assessment {
    let mut kept = assessment.clone();
    let countries = kept.matrix.iter_mut().map(Arc::make_mut);
    let countries = countries.flat_map(|matrix| &mut matrix.countries);
    for partnership in countries.flat_map(|country| &mut country.partnerships) {
        partnership.suspended = false;
    }
    kept
}

/// Puts neutral words in the place of those that judge a partner.
pub(super) fn soften(brief: &mut Brief, lang: Lang) {
    let class = lang.words_class_dormant();
    let pairs = [
        (lang.words_class_dormant_reading(), lang.documents_neutral_dormant_reading()),
        (class, lang.documents_neutral_dormant()),
    ];
    brief.each_text(&mut |text| {
        for (word, instead) in pairs {
            if text.contains(word) {
                *text = super::brief::whole_words(text, word, instead);
            }
        }
    });
}

/// A class of the country matrix in neutral words.
pub(super) const fn class(lang: Lang, class: Option<Class>) -> &'static str {
    match class {
        Some(Class::Dormant) => lang.documents_neutral_dormant(),
        other => words::class(lang, other),
    }
}

/// A table of people by country, told by continent: the rows of one continent, measure and year
/// are one row. What names no continent stays as it is only where it is a zone.
pub(super) fn by_continent(pack: &Pack, spec: &TableSpec, rows: &Table, lang: Lang) -> Table {
    let Some((count, measure, latest)) = pack.counted(&spec.id) else { return rows.clone() };
    let at = |id: &str| rows.column(id);
    let (Some(country), Some(count)) = (at(column::COUNTRY), at(count.as_str())) else {
        return Table { rows: Vec::new(), ..rows.clone() };
    };
    let grouping = [measure, latest].into_iter().flatten().filter_map(|id| at(id.as_str()));
    let shared = [column::YEAR, column::PERIMETER].into_iter().filter_map(at);
    let keys: Vec<usize> = grouping.chain(shared).collect();
    let mut groups: Vec<(String, Vec<Cell>, Vec<&Row>)> = Vec::new();
    for row in &rows.rows {
        let name = continent(row.cell(country), lang);
        let key: Vec<Cell> = keys.iter().map(|at| row.cell(*at).clone()).collect();
        match groups.iter_mut().find(|group| group.0 == name && group.1 == key) {
            Some(group) => group.2.push(row),
            None => groups.push((name, key, vec![row])),
        }
    }
    let source = at(column::SOURCE);
    let evidence = at(column::EVIDENCE);
    let made = (1..).zip(groups).map(|(id, (name, key, of))| {
        let mut row = Row { id, cells: vec![Cell::Empty; rows.columns.len()] };
        row.set(country, Cell::text(&name));
        row.set(count, sum(&of, count));
        for (at, cell) in keys.iter().zip(key) {
            row.set(*at, cell);
        }
        if let Some(at) = source {
            row.set(at, joined(&of, at));
        }
        if let Some(at) = evidence {
            row.set(at, weakest(&of, at));
        }
        Arc::new(row)
    });
    Table { rows: made.collect(), ..rows.clone() }
}

/// The continent of a place; of a zone, that of its first country.
fn continent(cell: &Cell, lang: Lang) -> String {
    let code = cell.places().next().and_then(|place| match place {
        Place::Country(code) => Some(code),
        Place::Zone(id) => reference::zone(id.as_str())?.countries.first().copied(),
        Place::Other(_) => None,
    });
    let country = code.and_then(reference::country);
    country.map_or_else(
        || lang.documents_elsewhere().to_owned(),
        |country| country.continent.name(lang).to_owned(),
    )
}

/// The sum of the figures of a column; unknown if one of them is.
fn sum(rows: &[&Row], at: usize) -> Cell {
    let mut total = (0.0, 0.0);
    for row in rows {
        let Some((low, high)) = row.cell(at).as_range() else { return Cell::Unknown };
        total = (total.0 + low, total.1 + high);
    }
    if total.0.to_bits() == total.1.to_bits() {
        Cell::Number(total.0)
    } else {
        Cell::Range(total.0, total.1)
    }
}

/// The texts of a column, each once.
fn joined(rows: &[&Row], at: usize) -> Cell {
    let texts: BTreeSet<&str> = rows.iter().filter_map(|row| row.cell(at).as_text()).collect();
    Cell::text(&texts.into_iter().collect::<Vec<_>>().join(" ; "))
}

/// The weakest grade of a column; nothing if a row has none.
fn weakest(rows: &[&Row], at: usize) -> Cell {
    let grades: Option<Vec<&str>> = rows.iter().map(|row| row.cell(at).as_text()).collect();
    grades.into_iter().flatten().min().map_or(Cell::Empty, Cell::text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_keep_what_is_not_known_unknown() {
        let row = |cell| Row { id: 1, cells: vec![cell] };
        let (a, b) = (row(Cell::Number(4.0)), row(Cell::Range(5.0, 7.0)));
        assert_eq!(sum(&[&a, &b], 0), Cell::Range(9.0, 11.0));
        assert_eq!(sum(&[&a, &a], 0), Cell::Number(8.0));
        assert_eq!(sum(&[&a, &row(Cell::Unknown)], 0), Cell::Unknown);
    }

    #[test]
    fn a_place_is_told_by_its_continent() {
        assert_eq!(continent(&Cell::text("MA"), Lang::Fr), "Afrique");
        assert_eq!(continent(&Cell::text("zone:other_africa"), Lang::Fr), "Afrique");
        assert_ne!(continent(&Cell::text("Nulle part"), Lang::Fr), "Nulle part");
    }
}
