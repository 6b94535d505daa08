//! Tables of a diagnostic: rows of cells under columns that a pack defines.
//!
//! Rows are shared (`Arc`), so that a copy of a table for undo, saving or scoring is cheap.

use std::{collections::BTreeMap, fmt, sync::Arc};

use super::{ColumnId, Month, OptionId, Place};

/// The number that tells a row from the others of its table, through edits and merges.
pub type RowId = u32;

/// One table: its columns, its rows in the official's order, and how complete it is.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The columns, in the order of each row's cells; those a pack does not know are kept.
    pub columns: Vec<ColumnId>,
    /// The rows, in the order they are shown.
    pub rows: Vec<Arc<Row>>,
    /// Whether a country that is not listed means none, little, or unknown.
    pub coverage: Option<Coverage>,
    /// Coverage of single channels (options of one column), where they differ from the table's.
    pub channel_coverage: BTreeMap<OptionId, Coverage>,
}

/// What the absence of a row means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// Everything is listed: what is absent is zero.
    Exhaustive,
    /// The largest are listed: what is absent is at most the smallest listed.
    TopN,
    /// Some are listed: what is absent is unknown.
    Partial,
}

impl Coverage {
    /// Every coverage, most complete first.
    pub const ALL: [Self; 3] = [Self::Exhaustive, Self::TopN, Self::Partial];

    /// The word that stands for it in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exhaustive => "exhaustive",
            Self::TopN => "top_n",
            Self::Partial => "partial",
        }
    }

    /// Reads the word that stands for it in files.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL.into_iter().find(|coverage| coverage.code() == text)
    }
}

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row's number, unique in its table.
    pub id: RowId,
    /// The cells under the table's columns; cells missing at the end are empty.
    pub cells: Vec<Cell>,
}

/// Shared rows are the same without a look at their cells, which keeps long tables quick.
impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || (self.id == other.id && self.cells == other.cells)
    }
}

/// A shared table is the same without a look at its rows.
impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (self.columns == other.columns
                && self.coverage == other.coverage
                && self.channel_coverage == other.channel_coverage
                && self.rows == other.rows)
    }
}

/// One cell of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing was entered.
    #[default]
    Empty,
    /// Asked, and nobody knows.
    Unknown,
    /// Yes or no.
    Flag(bool),
    /// A figure, a level or a year.
    Number(f64),
    /// A figure from the first to the second.
    Range(f64, f64),
    /// A text, an option, a place or a month, as the column says.
    Text(Arc<str>),
    /// Several options or places.
    List(Vec<Arc<str>>),
}

impl Cell {
    /// A text cell, or an empty one for blank text.
    pub fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }

    /// Whether nothing was entered.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The text, if the cell holds one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The figure as lowest and highest value, if the cell holds one.
    pub fn as_range(&self) -> Option<(f64, f64)> {
        match *self {
            Self::Number(value) => Some((value, value)),
            Self::Range(low, high) => Some((low.min(high), low.max(high))),
            _ => None,
        }
    }

    /// Yes or no, if the cell says so.
    pub const fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The month, if the cell holds one; a bare year counts as its December.
    pub fn as_month(&self) -> Option<Month> {
        match self {
            Self::Text(text) => Month::parse(text),
            Self::Number(year) if year.fract() == 0.0 && 1000.0 <= *year && *year <= 9999.0 =>
            {
                #[expect(clippy::cast_possible_truncation, reason = "checked just above")]
                Month::new(*year as i16, 12)
            }
            _ => None,
        }
    }

    /// The places that the cell names: none, one, or several.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        let (one, many) = match self {
            Self::Text(text) => (Some(text), [].as_slice()),
            Self::List(texts) => (None, texts.as_slice()),
            _ => (None, [].as_slice()),
        };
        one.into_iter().chain(many).map(|text| Place::parse(text))
    }
}

/// The compact form that files of rows and the journal use: `1234.5`, `10..60`, `yes`, `a|b`, `?`.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Unknown => f.write_str("?"),
            Self::Flag(flag) => f.write_str(if *flag { "yes" } else { "no" }),
            Self::Number(number) => write!(f, "{number}"),
            Self::Range(low, high) => write!(f, "{low}..{high}"),
            Self::Text(text) => f.write_str(text),
            Self::List(texts) => f.write_str(&texts.join("|")),
        }
    }
}

/// The cell that stands for one that a short row lacks.
static EMPTY: Cell = Cell::Empty;

impl Row {
    /// The cell under the column at `index`, empty if the row is short.
    pub fn cell(&self, index: usize) -> &Cell {
        self.cells.get(index).unwrap_or(&EMPTY)
    }

    /// The row in a few words: its first filled cells.
    pub fn summary(&self) -> String {
        let cells = self.cells.iter().filter(|cell| !cell.is_empty()).take(3);
        cells.map(ToString::to_string).collect::<Vec<_>>().join(" · ").chars().take(80).collect()
    }
}

impl Table {
    /// Where a column stands, if the table has it.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == *id)
    }

    /// Where a column stands, added at the end if the table lacked it.
    pub fn column_or_insert(&mut self, id: &ColumnId) -> usize {
        self.column(id.as_str()).unwrap_or_else(|| {
            self.columns.push(id.clone());
            self.columns.len() - 1
        })
    }

    /// The table with its columns in this order, those it does not name after the others as they
    /// stood; `None` if they are so already.
    #[must_use]
    pub fn arranged(&self, order: &[&ColumnId]) -> Option<Self> {
        let rank = |at: &usize| {
            let id = self.columns.get(*at);
            order.iter().position(|other| Some(*other) == id).unwrap_or(usize::MAX)
        };
        let present: Vec<usize> = (0..self.columns.len()).collect();
        if present.is_sorted_by_key(rank) {
            return None;
        }
        let mut sources = present;
        sources.sort_by_key(rank);
        let mut table = self.clone();
        table.columns = sources.iter().filter_map(|at| self.columns.get(*at).cloned()).collect();
        for row in &mut table.rows {
            let mut arranged = Row { id: row.id, cells: Vec::new() };
            for (at, source) in sources.iter().enumerate() {
                arranged.set(at, row.cell(*source).clone());
            }
            *row = Arc::new(arranged);
        }
        Some(table)
    }

    /// The number for the next new row: one more than any in use.
    pub fn next_row_id(&self) -> RowId {
        self.rows.iter().map(|row| row.id).max().map_or(1, |id| id.saturating_add(1))
    }

    /// Whether nothing has been entered or declared.
    pub fn is_blank(&self) -> bool {
        self.rows.is_empty() && self.coverage.is_none() && self.channel_coverage.is_empty()
    }

    /// The row with this number.
    pub fn row(&self, id: RowId) -> Option<&Arc<Row>> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// Sets one cell, adding its column if needed; returns whether the row exists.
    pub fn set_cell(&mut self, id: RowId, column: &ColumnId, cell: Cell) -> bool {
        if self.row(id).is_none() {
            return false;
        }
        if cell.is_empty() && self.column(column.as_str()).is_none() {
            return true;
        }
        let index = self.column_or_insert(column);
        let Some(row) = self.rows.iter_mut().find(|row| row.id == id) else { return false };
        Arc::make_mut(row).set(index, cell);
        true
    }
}

impl Row {
    /// Sets the cell under the column at `index`, lengthening the row as needed.
    pub fn set(&mut self, index: usize, cell: Cell) {
        if self.cells.len() <= index {
            self.cells.resize(index + 1, Cell::Empty);
        }
        if let Some(place) = self.cells.get_mut(index) {
            *place = cell;
        }
        while self.cells.last().is_some_and(Cell::is_empty) {
            self.cells.pop();
        }
    }
}
