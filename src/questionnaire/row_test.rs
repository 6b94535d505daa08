//! Tests of single table rows, such as « active in the last twelve months ».

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::{Cell, ColumnId, Month, OptionId, Row, Table};

use super::Truth;

/// A test of one row; unknown or missing cells make it unknown.
///
/// `C` is how a column is named: by id in a pack, by place once resolved for a table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum RowTest<C = ColumnId> {
    /// All tests hold; `All([])` holds of every row.
    All(Vec<Self>),
    /// Some test holds.
    Any(Vec<Self>),
    /// The test does not hold.
    Not(Box<Self>),
    /// The cell is this option, or lists it.
    Is(C, OptionId),
    /// The cell is one of these options.
    In(C, Vec<OptionId>),
    /// The cell says yes.
    Yes(C),
    /// The figure is at least this.
    AtLeast(C, f64),
    /// The month or year is at most this many months before the diagnostic's date, or later.
    ///
    /// A bare year counts as a whole: it passes if any of its months does.
    WithinMonths(C, i32),
    /// The month or year is at most this many months after the diagnostic's date, or earlier.
    DueWithin(C, i32),
    /// Nothing was entered.
    Empty(C),
    /// The month or year lies after the diagnostic's date.
    Future(C),
    /// The first month or year lies after the second; where one is a bare year, years compare.
    After(C, C),
}

impl RowTest {
    /// The same test with columns named by their places in this table.
    pub fn resolve(&self, table: &Table) -> RowTest<usize> {
        self.map(&|id: &ColumnId| table.column(id.as_str()).unwrap_or(usize::MAX))
    }

    /// Calls `visit` with every column named.
    pub fn columns<'a>(&'a self, visit: &mut impl FnMut(&'a ColumnId)) {
        match self {
            Self::All(all) | Self::Any(all) => {
                for one in all {
                    one.columns(visit);
                }
            }
            Self::Not(one) => one.columns(visit),
            Self::Is(c, _)
            | Self::In(c, _)
            | Self::Yes(c)
            | Self::AtLeast(c, _)
            | Self::WithinMonths(c, _)
            | Self::DueWithin(c, _)
            | Self::Empty(c)
            | Self::Future(c) => visit(c),
            Self::After(a, b) => {
                visit(a);
                visit(b);
            }
        }
    }
}

impl<C> RowTest<C> {
    fn map<D>(&self, column: &impl Fn(&C) -> D) -> RowTest<D> {
        let all = |tests: &[Self]| tests.iter().map(|test| test.map(column)).collect();
        match self {
            Self::All(tests) => RowTest::All(all(tests)),
            Self::Any(tests) => RowTest::Any(all(tests)),
            Self::Not(test) => RowTest::Not(Box::new(test.map(column))),
            Self::Is(c, option) => RowTest::Is(column(c), option.clone()),
            Self::In(c, options) => RowTest::In(column(c), options.clone()),
            Self::Yes(c) => RowTest::Yes(column(c)),
            Self::AtLeast(c, bound) => RowTest::AtLeast(column(c), *bound),
            Self::WithinMonths(c, months) => RowTest::WithinMonths(column(c), *months),
            Self::DueWithin(c, months) => RowTest::DueWithin(column(c), *months),
            Self::Empty(c) => RowTest::Empty(column(c)),
            Self::Future(c) => RowTest::Future(column(c)),
            Self::After(a, b) => RowTest::After(column(a), column(b)),
        }
    }
}

impl RowTest<usize> {
    /// Whether the test holds of this row, on this day.
    pub fn holds(&self, row: &Row, as_of: Date) -> Truth {
        match self {
            Self::All(tests) => Truth::all(tests.iter().map(|test| test.holds(row, as_of))),
            Self::Any(tests) => Truth::any(tests.iter().map(|test| test.holds(row, as_of))),
            Self::Not(test) => test.holds(row, as_of).negated(),
            Self::Is(c, option) => names(row.cell(*c), |text| text == option.as_str()),
            Self::In(c, options) => {
                names(row.cell(*c), |text| options.iter().any(|option| option == text))
            }
            Self::Yes(c) => row.cell(*c).as_flag().map_or(Truth::Unknown, Truth::of),
            Self::AtLeast(c, bound) => match row.cell(*c).as_range() {
                Some((low, _)) if *bound <= low => Truth::True,
                Some((_, high)) if high < *bound => Truth::False,
                _ => Truth::Unknown,
            },
            Self::WithinMonths(c, months) => {
                months_since(row.cell(*c), as_of, |age| age <= *months)
            }
            Self::DueWithin(c, months) => months_since(row.cell(*c), as_of, |age| -months <= age),
            Self::Empty(c) => Truth::of(row.cell(*c).is_empty()),
            Self::Future(c) => is_after(row.cell(*c), Month::new(as_of.year(), as_of.month())),
            Self::After(a, b) => {
                let bare = matches!(row.cell(*b), Cell::Number(_));
                let end = row.cell(*b).as_month();
                // Of a bare year, any month may be meant.
                let end = if bare { end.and_then(|end| Month::new(end.year(), 12)) } else { end };
                is_after(row.cell(*a), end)
            }
        }
    }
}

fn names(cell: &Cell, test: impl Fn(&str) -> bool) -> Truth {
    match cell {
        Cell::Text(name) => Truth::of(test(name)),
        Cell::List(names) => Truth::of(names.iter().any(|name| test(name))),
        _ => Truth::Unknown,
    }
}

/// Whether a cell's month surely lies after another one; a bare year, if its year does.
fn is_after(cell: &Cell, other: Option<Month>) -> Truth {
    let month = match cell {
        Cell::Number(_) => cell.as_month().and_then(|month| Month::new(month.year(), 1)),
        cell => cell.as_month(),
    };
    match (month, other) {
        (Some(month), Some(other)) => Truth::of(month.months_until(other) < 0),
        _ => Truth::Unknown,
    }
}

/// Tests how many months lie between a cell and a day; negative for what is still to come.
fn months_since(cell: &Cell, as_of: Date, test: impl Fn(i32) -> bool) -> Truth {
    let today = Month::new(as_of.year(), as_of.month());
    match (cell.as_month(), today) {
        (Some(month), Some(today)) => Truth::of(test(month.months_until(today))),
        _ => Truth::Unknown,
    }
}

/// The least and the most rows of a table that may pass a test, among those that pass another.
///
/// Returns (sure, possible) counts of `of`, then of `among`.
pub fn rows_passing(
    table: &Table,
    of: &RowTest,
    among: Option<&RowTest>,
    as_of: Date,
) -> ((usize, usize), (usize, usize)) {
    let of = of.resolve(table);
    let among = among.map(|test| test.resolve(table));
    let (mut passing, mut counted) = ((0, 0), (0, 0));
    for row in &table.rows {
        let counts = among.as_ref().map_or(Truth::True, |test| test.holds(row, as_of));
        let passes = Truth::all([counts, of.holds(row, as_of)]);
        for (pair, truth) in [(&mut counted, counts), (&mut passing, passes)] {
            pair.0 += usize::from(truth.is_true());
            pair.1 += usize::from(truth.is_possible());
        }
    }
    (passing, counted)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;

    fn table(cells: &[Cell]) -> Table {
        let row = |(id, cell): (u32, &Cell)| Arc::new(Row { id, cells: vec![cell.clone()] });
        Table {
            columns: vec!["x".into()],
            rows: (1..).zip(cells).map(row).collect(),
            ..Table::default()
        }
    }

    #[test]
    fn unknown_cells_are_possible_but_not_sure() {
        let table = table(&[Cell::Flag(true), Cell::Flag(false), Cell::Unknown, Cell::Empty]);
        let (passing, counted) =
            rows_passing(&table, &RowTest::Yes("x".into()), None, date(2026, 11, 23));
        assert_eq!(passing, (1, 3));
        assert_eq!(counted, (4, 4));
    }

    #[test]
    fn recency_counts_whole_months_and_bare_years() {
        let cells = [Cell::text("2023-11"), Cell::text("2023-10"), Cell::Number(2023.0)];
        let table = table(&cells);
        let test = RowTest::WithinMonths("x".into(), 36).resolve(&table);
        let holds: Vec<_> =
            table.rows.iter().map(|row| test.holds(row, date(2026, 11, 23))).collect();
        assert_eq!(holds, [Truth::True, Truth::False, Truth::True]);
    }

    #[test]
    fn a_term_is_due_when_it_is_near_or_past() {
        let cells = [Cell::text("2027-05"), Cell::text("2027-06"), Cell::text("2024-01")];
        let table = table(&cells);
        let test = RowTest::DueWithin("x".into(), 6).resolve(&table);
        let holds: Vec<_> =
            table.rows.iter().map(|row| test.holds(row, date(2026, 11, 23))).collect();
        assert_eq!(holds, [Truth::True, Truth::False, Truth::True]);
    }
}
