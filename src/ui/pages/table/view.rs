//! The rows to show, in what order, and what is wrong in them: looked up when something changes
//! and kept until then, so that a long table draws as fast as a short one.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    domain::{Cell, ColumnId, Row, RowId, Table},
    language::Lang,
    questionnaire::{Column, ColumnKind, TableSpec, check_entry},
    reference::fold,
};

use super::{columns, words};

/// What rows are ordered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    pub(super) column: ColumnId,
    pub(super) falling: bool,
}

/// What is asked of a view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    /// The order; as entered if none.
    pub(super) sort: Option<Sort>,
    /// What some cell of a row contains.
    pub(super) text: String,
    /// Only rows in which something is wrong.
    pub(super) faulty: bool,
}

/// The rows of a table as they are shown.
#[derive(Debug, Default)]
pub(super) struct View {
    of: Option<(u64, Lang, Wish)>,
    /// Where each column of the pack stands in the rows.
    pub(super) places: Vec<Option<usize>>,
    rows: Vec<Arc<Row>>,
    faulty: Vec<bool>,
    order: Vec<u32>,
    /// The rows' numbers in that order, to find a line without a look at every row.
    ids: Vec<RowId>,
    /// How many rows of the whole table have something wrong.
    pub(super) faults: usize,
    /// How many times the view has changed.
    pub(super) looks: u64,
}

impl View {
    /// Looks again if the document, the language or the wish changed.
    pub(super) fn look(
        &mut self,
        spec: &TableSpec,
        table: &Table,
        revision: u64,
        lang: Lang,
        wish: &Wish,
    ) {
        let same_wish = match &self.of {
            Some((at, of, wished)) if *of == lang && wished == wish => {
                if *at == revision {
                    return;
                }
                true
            }
            _ => false,
        };
        self.of = Some((revision, lang, wish.clone()));
        self.looks += 1;
        let places = columns::places(spec, table);
        let moved = places != self.places;
        self.places = places;
        self.check(spec, table, moved);
        // A row stays where it is while somebody types in it.
        let same_rows = self.rows.len() == table.rows.len()
            && self.rows.iter().zip(&table.rows).all(|(a, b)| a.id == b.id);
        self.rows.clone_from(&table.rows);
        if !(same_wish && same_rows) {
            self.order = self.ordered(spec, lang, wish);
            self.ids = self.rows().map(|row| row.id).collect();
        }
    }

    /// Checks the rows that changed.
    fn check(&mut self, spec: &TableSpec, table: &Table, all: bool) {
        let mut faulty = Vec::with_capacity(table.rows.len());
        for (at, row) in table.rows.iter().enumerate() {
            let known = self.rows.get(at).filter(|old| !all && Arc::ptr_eq(old, row));
            let known = known.and_then(|_| self.faulty.get(at).copied());
            faulty.push(known.unwrap_or_else(|| {
                let cells = spec.columns.iter().zip(&self.places);
                cells.into_iter().any(|(column, at)| check_entry(column, cell(row, *at)).is_some())
            }));
        }
        self.faults = faulty.iter().filter(|faulty| **faulty).count();
        self.faulty = faulty;
    }

    fn ordered(&self, spec: &TableSpec, lang: Lang, wish: &Wish) -> Vec<u32> {
        let mut order: Vec<u32> = (0..).take(self.rows.len()).collect();
        if wish.faulty {
            order.retain(|at| self.is_faulty(*at));
        }
        let wanted = fold(&wish.text);
        if !wanted.is_empty() {
            let mut find = Find { wanted, lang, seen: vec![BTreeMap::new(); spec.columns.len()] };
            order.retain(|at| {
                self.rows.get(*at as usize).is_some_and(|row| {
                    let mut cells = spec.columns.iter().zip(&self.places).enumerate();
                    cells.any(|(nth, (column, place))| find.finds(nth, column, cell(row, *place)))
                })
            });
        }
        if let Some(sort) = &wish.sort
            && let Some((column, place)) =
                spec.columns.iter().zip(&self.places).find(|(c, _)| c.id == sort.column)
        {
            self.sort(&mut order, (column, *place), sort.falling, lang);
        }
        order
    }

    /// Sorts by the cells of a column; what has no value comes last either way.
    fn sort(
        &self,
        order: &mut [u32],
        (column, place): (&Column, Option<usize>),
        falling: bool,
        lang: Lang,
    ) {
        let cells = || self.rows.iter().map(|row| cell(row, place));
        let ranks = ranks(column, cells(), lang);
        let keys: Vec<Option<f64>> = cells().map(|cell| key(cell, &ranks)).collect();
        let key = |at: &u32| keys.get(*at as usize).copied().flatten();
        order.sort_by(|a, b| match (key(a), key(b)) {
            (Some(a), Some(b)) => {
                if falling {
                    b.total_cmp(&a)
                } else {
                    a.total_cmp(&b)
                }
            }
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
    }

    fn is_faulty(&self, at: u32) -> bool {
        self.faulty.get(at as usize).copied().unwrap_or_default()
    }

    /// How many rows are shown.
    pub(super) const fn len(&self) -> usize {
        self.order.len()
    }

    /// The row on a line, counted from 0, and whether something is wrong in it.
    pub(super) fn line(&self, line: usize) -> Option<(&Arc<Row>, bool)> {
        let at = *self.order.get(line)?;
        Some((self.rows.get(at as usize)?, self.is_faulty(at)))
    }

    /// The rows that are shown, in their order.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Arc<Row>> + Clone {
        self.order.iter().filter_map(|at| self.rows.get(*at as usize))
    }

    /// The rows that are shown and of which some cell says these folded words, in their order.
    pub(super) fn saying(&self, spec: &TableSpec, lang: Lang, wanted: &str) -> Vec<RowId> {
        let seen = vec![BTreeMap::new(); spec.columns.len()];
        let mut find = Find { wanted: wanted.to_owned(), lang, seen };
        let mut found = Vec::new();
        for row in self.rows() {
            let mut cells = spec.columns.iter().zip(&self.places).enumerate();
            if cells.any(|(nth, (column, place))| find.finds(nth, column, cell(row, *place))) {
                found.push(row.id);
            }
        }
        found
    }

    /// The line on which a row is shown.
    pub(super) fn line_of(&self, id: RowId) -> Option<usize> {
        self.ids.iter().position(|of| *of == id)
    }

    /// Those of some rows that are shown, in their order.
    pub(super) fn among(&self, wanted: &BTreeSet<RowId>) -> Vec<RowId> {
        self.ids.iter().copied().filter(|id| wanted.contains(id)).collect()
    }
}

/// The cell at a place, empty where the table lacks the column.
pub(super) fn cell(row: &Row, place: Option<usize>) -> &Cell {
    place.map_or(&Cell::Empty, |place| row.cell(place))
}

/// The order of the texts of a column: options as the pack lists them, the others by alphabet.
fn ranks<'a>(
    column: &Column,
    cells: impl Iterator<Item = &'a Cell>,
    lang: Lang,
) -> BTreeMap<&'a str, usize> {
    let texts: BTreeSet<&str> = cells
        .filter_map(|cell| match cell {
            Cell::Text(text) => Some(&**text),
            Cell::List(texts) => texts.first().map(|text| &**text),
            _ => None,
        })
        .collect();
    let mut named: Vec<(usize, String, &str)> = texts
        .into_iter()
        .map(|text| match &column.kind {
            ColumnKind::Choice(options) | ColumnKind::Choices { options, .. } => {
                let at = options.iter().position(|option| option.id == *text);
                (at.unwrap_or(usize::MAX), String::new(), text)
            }
            ColumnKind::Month => (0, text.to_owned(), text),
            _ => (0, fold(&words::word(column, text, lang)), text),
        })
        .collect();
    named.sort();
    named.into_iter().enumerate().map(|(rank, (.., text))| (text, rank)).collect()
}

fn key(cell: &Cell, ranks: &BTreeMap<&str, usize>) -> Option<f64> {
    let rank = |text: &str| ranks.get(text).map(|rank| *rank as f64);
    match cell {
        Cell::Empty | Cell::Unknown => None,
        Cell::Flag(flag) => Some(f64::from(u8::from(!flag))),
        Cell::Number(number) => Some(*number),
        Cell::Range(low, high) => Some(f64::midpoint(*low, *high)),
        Cell::Text(text) => rank(text),
        Cell::List(texts) => texts.first().and_then(|text| rank(text)),
    }
}

/// A search, with what it has seen: each different text is folded once.
struct Find<'a> {
    wanted: String,
    lang: Lang,
    seen: Vec<BTreeMap<&'a str, bool>>,
}

impl<'a> Find<'a> {
    fn finds(&mut self, nth: usize, column: &Column, cell: &'a Cell) -> bool {
        match cell {
            Cell::Text(text) => self.has(nth, column, text),
            Cell::List(texts) => texts.iter().any(|text| self.has(nth, column, text)),
            Cell::Number(number) => {
                self.wanted.starts_with(|c: char| c.is_ascii_digit())
                    && number.to_string().starts_with(&self.wanted)
            }
            _ => false,
        }
    }

    fn has(&mut self, nth: usize, column: &Column, text: &'a str) -> bool {
        let Some(seen) = self.seen.get_mut(nth) else { return false };
        *seen
            .entry(text)
            .or_insert_with(|| fold(&words::word(column, text, self.lang)).contains(&self.wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Pack;

    fn table(rows: &[(&str, Cell)]) -> Table {
        let row = |(id, (country, count)): (u32, &(&str, Cell))| {
            Arc::new(Row { id, cells: vec![count.clone(), Cell::text(country)] })
        };
        Table {
            columns: vec!["count".into(), "country".into()],
            rows: (1..).zip(rows).map(row).collect(),
            ..Table::default()
        }
    }

    fn shown(view: &View) -> Vec<RowId> {
        view.rows().map(|row| row.id).collect()
    }

    fn sorted(column: &str, falling: bool) -> Wish {
        Wish { sort: Some(Sort { column: column.into(), falling }), ..Wish::default() }
    }

    #[test]
    fn rows_are_ordered_found_and_checked() {
        let spec = Pack::standard().unwrap().table("T1").unwrap();
        let table = table(&[
            ("SN", Cell::Number(0.0)),
            ("DE", Cell::Unknown),
            ("", Cell::Number(7.0)),
            ("EG", Cell::Range(1.0, 3.0)),
            ("Atlantide", Cell::Empty),
        ]);
        let mut view = View::default();
        let mut look = |wish: Wish| {
            view.look(spec, &table, 0, Lang::Fr, &wish);
            (shown(&view), view.faults)
        };
        assert_eq!(look(Wish::default()), (vec![1, 2, 3, 4, 5], 2));
        assert_eq!(look(sorted("count", false)).0, [1, 4, 3, 2, 5], "unknown is not zero");
        assert_eq!(look(sorted("count", true)).0, [3, 4, 1, 2, 5]);
        // Allemagne, Atlantide, Égypte, Sénégal, then what has no name.
        assert_eq!(look(sorted("country", false)).0, [2, 5, 4, 1, 3]);
        assert_eq!(look(Wish { text: "ég".into(), ..Wish::default() }).0, [1, 4]);
        assert_eq!(look(Wish { faulty: true, ..Wish::default() }).0, [3, 5]);
    }

    #[test]
    fn a_row_stays_in_its_place_while_it_is_edited_and_is_checked_again() {
        let spec = Pack::standard().unwrap().table("T1").unwrap();
        let mut table = table(&[("SN", Cell::Number(5.0)), ("DE", Cell::Number(2.0))]);
        let mut view = View::default();
        let wish = sorted("count", false);
        view.look(spec, &table, 0, Lang::Fr, &wish);
        assert_eq!((shown(&view), view.faults), (vec![2, 1], 0));
        table.set_cell(2, &"count".into(), Cell::Number(-9.0));
        table.set_cell(1, &"count".into(), Cell::Number(-20.0));
        view.look(spec, &table, 1, Lang::Fr, &wish);
        assert_eq!((shown(&view), view.faults), (vec![2, 1], 2));
        table.rows.pop();
        view.look(spec, &table, 2, Lang::Fr, &wish);
        assert_eq!((shown(&view), view.faults), (vec![1], 1));
    }
}
