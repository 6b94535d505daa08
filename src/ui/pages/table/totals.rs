//! Totals that may be printed: only of figures that add up, and « at least » where one is missing.

use crate::{
    domain::{Cell, Row},
    language::Lang,
    questionnaire::{Column, ColumnKind, Pack, TableSpec},
};

use super::{view, words};

/// The sum of a column, or of one measure in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Total {
    /// What is added up.
    pub(super) name: String,
    low: f64,
    high: f64,
    /// How many rows give a figure, and how many do not.
    known: usize,
    unknown: usize,
    unit: String,
}

impl Total {
    fn of(name: String, unit: &str) -> Self {
        Self { name, low: 0.0, high: 0.0, known: 0, unknown: 0, unit: unit.to_owned() }
    }

    fn add(&mut self, cell: &Cell) {
        if let Some((low, high)) = cell.as_range() {
            self.low += low;
            self.high += high;
            self.known += 1;
        } else {
            self.unknown += 1;
        }
    }

    /// The total in words: « Effectif : au moins 1 240 personnes (2 lignes sans chiffre) ».
    pub(super) fn words(&self, lang: Lang) -> String {
        let figure = |value: f64| lang.number(value, 2);
        let sum = if self.low.to_bits() == self.high.to_bits() {
            figure(self.low)
        } else {
            lang.words_between(figure(self.low), figure(self.high))
        };
        let sum = if self.unit.is_empty() { sum } else { format!("{sum}\u{a0}{}", self.unit) };
        if self.unknown == 0 {
            lang.table_total(&self.name, sum)
        } else {
            lang.table_total_at_least(self.unknown, &self.name, sum)
        }
    }
}

/// The totals of the rows given.
pub(super) fn totals(
    pack: &Pack,
    spec: &TableSpec,
    places: &[Option<usize>],
    rows: &[&Row],
    lang: Lang,
) -> Vec<Total> {
    let counted = pack.counted(&spec.id);
    let mut totals = Vec::new();
    for (column, place) in spec.columns.iter().zip(places).filter(|(column, _)| column.total) {
        match counted {
            Some((count, measure, latest)) if *count == column.id => {
                let find = |id: &crate::domain::ColumnId| {
                    spec.columns.iter().position(|column| column.id == *id)
                };
                let (measure, latest) = (measure.and_then(find), latest.and_then(find));
                let by = By { spec, places, measure, latest, lang };
                totals.extend(by.totals((column, *place), rows));
            }
            _ => {
                let mut total =
                    Total::of(column.label.get(lang).to_owned(), words::unit(column, lang));
                for row in rows {
                    total.add(view::cell(row, *place));
                }
                totals.push(total);
            }
        }
    }
    totals.retain(|total| 0 < total.known);
    totals
}

/// The columns that keep counts of people apart: measures are never added up, and only the latest
/// period counts.
struct By<'a> {
    spec: &'a TableSpec,
    places: &'a [Option<usize>],
    measure: Option<usize>,
    latest: Option<usize>,
    lang: Lang,
}

impl By<'_> {
    fn cell<'r>(&self, row: &'r Row, at: Option<usize>) -> &'r Cell {
        view::cell(row, at.and_then(|at| self.places.get(at).copied().flatten()))
    }

    fn period(&self, row: &Row) -> Option<f64> {
        match self.cell(row, self.latest) {
            Cell::Number(year) => Some(*year),
            _ => None,
        }
    }

    fn totals(&self, (count, place): (&Column, Option<usize>), rows: &[&Row]) -> Vec<Total> {
        let (label, unit) = (count.label.get(self.lang), words::unit(count, self.lang));
        let last = rows.iter().filter_map(|row| self.period(row)).max_by(f64::total_cmp);
        let name = |measure: &str| {
            let name = if measure.is_empty() {
                label.to_owned()
            } else {
                self.lang.table_total_of_measure(label, measure)
            };
            match last {
                Some(year) => self.lang.table_total_of_year(name, year),
                None => name,
            }
        };
        let total = |measure: &str, wanted: &dyn Fn(&Row) -> bool| {
            let mut total = Total::of(name(measure), unit);
            for row in rows {
                let counts = self.latest.is_none() || self.period(row) == last;
                if counts && wanted(row) {
                    total.add(view::cell(row, place));
                }
            }
            total
        };
        let measures = self.measure.and_then(|at| self.spec.columns.get(at));
        match measures.map(|column| &column.kind) {
            Some(ColumnKind::Choice(options)) => options
                .iter()
                .map(|option| {
                    let is_of = |row: &Row| {
                        self.cell(row, self.measure).as_text() == Some(option.id.as_str())
                    };
                    total(option.label.get(self.lang), &is_of)
                })
                .collect(),
            _ => vec![total("", &|_| true)],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ui::pages::table::columns;

    fn row(cells: &[Cell]) -> Arc<Row> {
        Arc::new(Row { id: 1, cells: cells.to_vec() })
    }

    fn words_of(table: &str, columns: &[&str], rows: &[Arc<Row>]) -> Vec<String> {
        let pack = Pack::standard().unwrap();
        let spec = pack.table(table).unwrap();
        let table = crate::domain::Table {
            columns: columns.iter().map(|id| (*id).into()).collect(),
            ..Default::default()
        };
        let places = columns::places(spec, &table);
        let rows: Vec<&Row> = rows.iter().map(|row| &**row).collect();
        let totals = totals(pack, spec, &places, &rows, Lang::En);
        totals.iter().map(|total| total.words(Lang::En)).collect()
    }

    #[test]
    fn measures_are_never_added_up_and_a_missing_figure_is_never_zero() {
        let of = |measure: &str, count: Cell| row(&[Cell::text(measure), count]);
        let rows = [
            of("immigrants", Cell::Number(430.0)),
            of("immigrants", Cell::Range(10.0, 60.0)),
            of("foreigners", Cell::Number(70.0)),
            of("foreigners", Cell::Unknown),
        ];
        assert_eq!(
            words_of("T1", &["measure", "count"], &rows),
            [
                "Count, immigrants (born foreign abroad): from 440 to 490\u{a0}people",
                "Count, foreigners (nationality): at least 70\u{a0}people (1 row without a figure)",
            ]
        );
    }

    #[test]
    fn only_the_latest_year_of_students_is_added_up() {
        let of = |year: f64, count: f64| {
            row(&[Cell::Number(year), Cell::text("degree"), Cell::Number(count)])
        };
        let rows = [of(2023.0, 228.0), of(2024.0, 235.0), of(2024.0, 25.0)];
        assert_eq!(
            words_of("T2", &["academic_year", "mobility", "count"], &rows),
            ["Count, degree mobility, 2024: 260\u{a0}students"]
        );
    }

    #[test]
    fn figures_that_mean_nothing_together_have_no_total() {
        let rows = [row(&[Cell::Number(34_000.0)]), row(&[Cell::Number(88_000.0)])];
        assert!(words_of("T5", &["population"], &rows).is_empty());
        assert!(words_of("T3", &["value"], &rows).is_empty());
    }
}
