//! The same diagnostic as sheets of data, for who wants to sort, filter and recompute.
//!
//! Figures are figures and words are words, so that nobody retypes anything; what is unknown stays
//! empty or is said in words, never a zero. What the brief keeps to itself stays out of here too.

mod answers;
mod figures;
mod joined;
mod matrix;
mod plan;
mod printed;
mod readme;
mod scores;
mod tables;
mod text;

use crate::{
    domain::Diagnostic,
    questionnaire::Pack,
    report::{
        brief::Line,
        document::{DocumentKind, DocumentOptions},
    },
    scoring::Assessment,
};

use super::{Brief, Meta, compose::Prepared, source::Source};

/// Every sheet of a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// What the document is.
    pub meta: Meta,
    /// The sheets, in reading order.
    pub sheets: Vec<Sheet>,
}

/// One sheet: a title, remarks, and a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The name on its tab.
    pub name: Line,
    /// The title.
    pub title: Line,
    /// Remarks under the title.
    pub notes: Vec<Line>,
    /// The columns; without any, the sheet is its remarks.
    pub columns: Vec<Field>,
    /// The rows; each has one datum for each column.
    pub rows: Vec<Vec<Datum>>,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its heading.
    pub label: Line,
    /// Its width, in characters.
    pub width: u16,
    /// How its figures are written.
    pub form: Form,
}

/// How the figures of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It has none, or whatever was typed.
    Words,
    /// With thousands apart and this many decimals.
    Figures(u8),
    /// Four digits.
    Year,
    /// A share of one, as a percentage.
    Share,
    /// An amount in euros.
    Euros,
}

/// A cell of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// Nothing.
    Empty,
    /// Words, never a formula whatever they look like.
    Text(Line),
    /// A figure.
    Number(f64),
    /// A figure with the formula it comes from.
    Computed {
        /// What it is now.
        value: f64,
        /// How it comes from other cells.
        formula: Formula,
    },
}

/// How a figure comes from other cells; exporters write it in the words of their program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// Of the answers of the block that the row's first cell names, the weighted mean of a column,
    /// over those with a weight in another column; times 100.
    WeightedMean {
        /// The sheet of answers.
        answers: usize,
        /// Its column of block ids.
        block: usize,
        /// The column of values.
        value: usize,
        /// The column of weights, empty where an answer does not count.
        weight: usize,
    },
    /// The share of the weight of the block that the row's first cell names that is known.
    KnownShare {
        /// The sheet of answers.
        answers: usize,
        /// Its column of block ids.
        block: usize,
        /// The column of weights of answers that count.
        weight: usize,
        /// The column of weights of answers that are known.
        known: usize,
    },
    /// The mean of the same column in other rows of this sheet.
    MeanOfRows(Vec<usize>),
}

impl Workbook {
    /// A document as sheets: the complete brief as data, any other as the tables that it prints.
    pub fn new(
        pack: &Pack,
        diagnostic: &Diagnostic,
        assessment: &Assessment,
        options: &DocumentOptions,
    ) -> Self {
        if options.document != DocumentKind::Brief {
            return printed::workbook(&Brief::of(pack, diagnostic, assessment, options), options);
        }
        let prepared = Prepared::new(pack, diagnostic, assessment, options);
        let of = &prepared.source();
        let mut workbook = Self::of(of, options);
        let brief = Brief::from_source(of, options);
        workbook.sheets.push(text::sheet(&brief, options.lang));
        workbook
    }

    /// A document that is worded already, as a workbook.
    pub fn printed(brief: &Brief, options: &DocumentOptions) -> Self {
        printed::workbook(brief, options)
    }

    fn of(of: &Source<'_>, options: &DocumentOptions) -> Self {
        let mut sheets = vec![readme::sheet(of, options), answers::sheet(of)];
        sheets.push(scores::sheet(of));
        sheets.extend(matrix::sheet(of));
        sheets.extend(plan::sheet(of));
        sheets.extend(tables::sheets(of));
        Self { meta: super::meta(of, options), sheets }
    }
}

/// Where the sheet of answers stands among the sheets.
const ANSWERS: usize = 1;

impl Sheet {
    /// The sheet without the columns in which nothing stands, as pages leave them out too; they are
    /// named, for nobody shall take what is left out for what was never asked.
    fn without_empty_columns(mut self, of: &Source<'_>) -> Self {
        let filled = |at: usize| {
            let datum = |row: &Vec<Datum>| row.get(at).is_some_and(|datum| *datum != Datum::Empty);
            self.rows.iter().any(datum)
        };
        let keep: Vec<bool> = (0..self.columns.len()).map(|at| at == 0 || filled(at)).collect();
        let empty = self.columns.iter().zip(&keep).filter(|(_, keep)| !**keep);
        let empty: Vec<String> = empty.map(|(field, _)| field.label.to_string()).collect();
        if empty.is_empty() {
            return self;
        }
        self.notes.push(of.lang.workbook_empty_columns(empty.len(), of.list(&empty)).into());
        let mut kept = keep.iter();
        self.columns.retain(|_| kept.next().copied().unwrap_or(true));
        for row in &mut self.rows {
            let mut kept = keep.iter();
            row.retain(|_| kept.next().copied().unwrap_or(true));
        }
        self
    }
}

impl Field {
    fn words(label: impl Into<Line>, width: u16) -> Self {
        Self { label: label.into(), width, form: Form::Words }
    }

    fn figures(label: impl Into<Line>, decimals: u8) -> Self {
        Self { label: label.into(), width: 12, form: Form::Figures(decimals) }
    }
}

impl Datum {
    /// Words, or nothing.
    fn text(text: impl Into<Line>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    fn number(value: Option<f64>) -> Self {
        value.filter(|value| value.is_finite()).map_or(Self::Empty, Self::Number)
    }
}

/// A value from 0 to 1 out of 100, as whole as the brief prints it.
fn out_of_100(value: f64) -> f64 {
    (value * 100.0).round()
}
