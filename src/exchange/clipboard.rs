//! What a spreadsheet put on the clipboard, matched to a table's columns before anything is added.

use std::collections::BTreeSet;

use crate::{
    domain::{Cell, ColumnId},
    language::Lang,
    questionnaire::{Column, ColumnKind, TableSpec, check_cell},
    reference::{find_place, fold},
};

use super::{
    problem::{ImportProblem, ImportProblemKind as Problem},
    sheet::{self, Line},
    value::{read_cell, read_typed_cell},
    word,
};

/// A pasted text as lines of fields, and the column that each field is meant for.
#[derive(Clone, Debug)]
pub struct Clipping {
    lines: Vec<Line>,
    /// Whether the first line names the columns.
    pub has_headings: bool,
    /// For each field of a line the column it goes to, or none to pass it over.
    pub columns: Vec<Option<ColumnId>>,
}

/// One pasted line as it would be added.
#[derive(Clone, Debug, PartialEq)]
pub struct PastedRow {
    /// The filled cells.
    pub cells: Vec<(ColumnId, Cell)>,
    /// What was not understood (and stays empty), looks odd or is missing.
    pub problems: Vec<ImportProblem>,
    /// Whether something in it was not understood and is left out.
    pub loses: bool,
}

impl Clipping {
    /// Reads a clipboard and guesses which of its columns is which: by their headings, else by
    /// what they hold, else by the order in which the table shows its own.
    pub fn read(text: &str, spec: &TableSpec, shown: &[ColumnId]) -> Result<Self, ImportProblem> {
        let mut clipping = Self::of(sheet::read_clipboard(text)?, spec, false);
        clipping.guess_by_order(shown);
        Ok(clipping)
    }

    /// Guesses which of the columns of these lines is which; the first line may be known to name
    /// them.
    pub(super) fn of(lines: Vec<Line>, spec: &TableSpec, headed: bool) -> Self {
        let width = lines.iter().map(|line| line.fields.len()).max().unwrap_or(0);
        let first = lines.first().map(|line| line.fields.as_slice()).unwrap_or_default();
        let named = by_heading(first, width, spec);
        let filled = first.iter().filter(|field| !field.is_empty()).count();
        let matched = named.iter().flatten().count();
        let has_headings =
            headed || 0 < filled && (filled <= matched * 2 || heads(&lines, matched));
        let mut clipping = Self { lines, has_headings, columns: Vec::new() };
        clipping.columns = if has_headings { named } else { vec![None; width] };
        clipping.guess_by_content(spec);
        clipping
    }

    /// The line of the file of a line that would be read.
    pub(super) fn number(&self, line: usize) -> usize {
        let line = self.lines.get(line + usize::from(self.has_headings));
        line.map_or(0, |line| line.number)
    }

    /// How many columns were pasted.
    pub const fn width(&self) -> usize {
        self.columns.len()
    }

    /// How many lines would be read.
    pub fn count(&self) -> usize {
        self.lines.len() - usize::from(self.has_headings)
    }

    /// What stands above a pasted column, or the first thing in it.
    pub fn heading(&self, index: usize) -> &str {
        self.lines.first().map_or("", |line| line.field(index))
    }

    /// A field of a line that would be read.
    pub fn field(&self, line: usize, index: usize) -> &str {
        let line = self.lines.get(line + usize::from(self.has_headings));
        line.map_or("", |line| line.field(index))
    }

    /// Sends a pasted column to a column of the table, which no other one keeps.
    pub fn assign(&mut self, index: usize, column: Option<ColumnId>) {
        if column.is_some() {
            for other in self.columns.iter_mut().filter(|other| **other == column) {
                *other = None;
            }
        }
        if let Some(place) = self.columns.get_mut(index) {
            *place = column;
        }
    }

    /// Every line as it would be added, its figures as they are written anywhere.
    pub fn rows(&self, spec: &TableSpec) -> Vec<PastedRow> {
        self.rows_in(spec, None)
    }

    /// The same, with figures as the language at hand groups them.
    pub fn rows_in(&self, spec: &TableSpec, lang: Option<Lang>) -> Vec<PastedRow> {
        let columns: Vec<_> = self
            .columns
            .iter()
            .map(|id| id.as_ref().and_then(|id| spec.column(id.as_str())))
            .collect();
        let lines = self.lines.iter().skip(usize::from(self.has_headings));
        lines.map(|line| row(line, &columns, spec, lang)).collect()
    }

    fn samples(&self, index: usize) -> impl Iterator<Item = &str> {
        let lines = self.lines.iter().skip(usize::from(self.has_headings)).take(50);
        lines.map(move |line| line.field(index)).filter(|field| !field.is_empty())
    }

    /// Recognises by what they hold the columns that no heading names; of figures under headings
    /// that mean nothing to the table, only the first.
    fn guess_by_content(&mut self, spec: &TableSpec) {
        let unnamed = |column: &&Column| !self.columns.contains(&Some(column.id.clone()));
        let mut free: Vec<&Column> = spec.columns.iter().filter(unnamed).collect();
        for index in 0..self.width() {
            if self.columns.get(index).is_none_or(Option::is_some) {
                continue;
            }
            let samples: Vec<_> = self.samples(index).collect();
            let fits = |column: &&Column| {
                let is_so = |text: &&str| match &column.kind {
                    ColumnKind::Place => find_place(text).is_some(),
                    ColumnKind::Number { .. } => word::figure(text).is_ok() && !is_year(text),
                    ColumnKind::Year => is_year(text),
                    ColumnKind::Choice(options) => word::option(options, text).is_ok(),
                    _ => false,
                };
                !samples.is_empty()
                    && samples.len() <= 2 * samples.iter().filter(|text| is_so(text)).count()
            };
            if let Some(at) = free.iter().position(fits) {
                let column = free.remove(at);
                self.assign(index, Some(column.id.clone()));
                if self.has_headings && matches!(column.kind, ColumnKind::Number { .. }) {
                    free.retain(|column| !matches!(column.kind, ColumnKind::Number { .. }));
                }
            }
        }
    }

    /// Gives what is left, if nothing was recognised, the table's columns from the first.
    fn guess_by_order(&mut self, shown: &[ColumnId]) {
        if self.columns.iter().all(Option::is_none) {
            for (place, column) in self.columns.iter_mut().zip(shown) {
                *place = Some(column.clone());
            }
        }
    }
}

fn is_year(text: &str) -> bool {
    word::year(text).is_ok_and(|year| (1900..=2100).contains(&year))
}

/// Whether a first line of which some headings are known, or which has no figure above figures,
/// names the columns.
fn heads(lines: &[Line], matched: usize) -> bool {
    let [first, rest @ ..] = lines else { return false };
    if rest.is_empty() {
        return false;
    }
    let is_figure = |text: &str| word::figure(text).is_ok();
    let over_figures = (0..first.fields.len()).any(|index| {
        let below = rest.iter().take(20).map(|line| line.field(index));
        !is_figure(first.field(index))
            && below.clone().any(is_figure)
            && below.filter(|text| !text.is_empty()).all(is_figure)
    });
    let bare = first.fields.iter().all(|field| !is_figure(field) && find_place(field).is_none());
    bare && (0 < matched || over_figures)
}

/// The columns that headings name: by id or label, else by a label that shares a whole word.
fn by_heading(headings: &[String], width: usize, spec: &TableSpec) -> Vec<Option<ColumnId>> {
    let mut columns: Vec<Option<ColumnId>> = vec![None; width];
    let mut taken = BTreeSet::new();
    for exactly in [true, false] {
        for (place, heading) in columns.iter_mut().zip(headings) {
            if place.is_some() || fold(heading).is_empty() {
                continue;
            }
            let free = |column: &&Column| !taken.contains(&column.id);
            let named = |column: &&Column| {
                let id = column.id.as_str();
                if exactly {
                    id.eq_ignore_ascii_case(heading) || word::is_text(heading, &column.label)
                } else {
                    word::shares_first_word(heading, &column.label)
                }
            };
            if let Some(column) = spec.columns.iter().filter(free).find(named) {
                taken.insert(column.id.clone());
                *place = Some(column.id.clone());
            }
        }
    }
    columns
}

fn row(
    line: &Line,
    columns: &[Option<&Column>],
    spec: &TableSpec,
    lang: Option<Lang>,
) -> PastedRow {
    let mut row = PastedRow { cells: Vec::new(), problems: Vec::new(), loses: false };
    for (index, column) in columns.iter().enumerate() {
        let (Some(column), text) = (column, line.field(index)) else { continue };
        let spot = Some(line.spot(index, text));
        let mut tell = |kind| row.problems.push(ImportProblem { spot: spot.clone(), kind });
        let read = match lang {
            Some(lang) => read_typed_cell(&column.kind, text, lang),
            None => read_cell(&column.kind, text),
        };
        match read {
            Ok((Cell::Empty, _)) => {}
            Ok((cell, unknown)) => {
                if !unknown.is_empty() {
                    for place in unknown {
                        tell(Problem::UnknownPlace(place));
                    }
                } else if let Err(problem) = check_cell(column, &cell) {
                    tell(Problem::Value(problem));
                    row.loses = true;
                    continue;
                }
                row.cells.push((column.id.clone(), cell));
            }
            Err(problem) => {
                tell(problem);
                row.loses = true;
            }
        }
    }
    let lacks =
        |column: &&Column| column.required && !row.cells.iter().any(|(id, _)| *id == column.id);
    for column in spec.columns.iter().filter(lacks) {
        let mut spot = line.spot(0, column.id.as_str());
        spot.column = None;
        row.problems.push(ImportProblem { spot: Some(spot), kind: Problem::Required });
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Pack;

    fn clipping(text: &str, table: &str) -> Clipping {
        let spec = Pack::standard().unwrap().table(table).unwrap();
        let shown: Vec<_> = spec.columns.iter().map(|column| column.id.clone()).collect();
        Clipping::read(text, spec, &shown).unwrap()
    }

    fn matched(clipping: &Clipping) -> Vec<&str> {
        clipping.columns.iter().map(|id| id.as_ref().map_or("-", ColumnId::as_str)).collect()
    }

    #[test]
    fn columns_are_matched_by_heading_then_by_content_then_by_order() {
        let own = clipping("Mesure\tEffectif\tPays ou zone\nimmigrés\t12\tMaroc", "T1");
        assert_eq!((own.has_headings, matched(&own)), (true, vec!["measure", "count", "country"]));
        let insee = clipping("Pays de naissance\tEnsemble\nMaroc\t430\nPortugal\t1 210", "T1");
        assert_eq!((insee.has_headings, matched(&insee)), (true, vec!["country", "count"]));
        let bare = clipping("430\tMaroc\n1 210\tPortugal", "T1");
        assert_eq!((bare.has_headings, matched(&bare)), (false, vec!["count", "country"]));
        let words = clipping("Les amis du Douro\tW123456789", "T4");
        assert_eq!((words.has_headings, matched(&words)), (false, vec!["name", "register"]));
    }

    #[test]
    fn a_column_of_the_table_is_filled_from_one_place_only() {
        let mut pasted = clipping("430\tMaroc\n1 210\tPortugal", "T1");
        pasted.assign(1, Some("count".into()));
        assert_eq!(matched(&pasted), ["-", "count"]);
        pasted.assign(1, None);
        assert_eq!(matched(&pasted), ["-", "-"]);
    }

    #[test]
    fn what_is_not_understood_is_told_and_left_out_and_the_rest_is_kept() {
        let spec = Pack::standard().unwrap().table("T1").unwrap();
        let text = "Pays\tEffectif\nMaroc\tn.d.\nAtlantide\t10 à 60\nPortugal\t?\n\t7";
        let rows = clipping(text, "T1").rows(spec);
        let cells: Vec<_> = rows.iter().map(|row| row.cells.len()).collect();
        assert_eq!(cells, [1, 2, 2, 1]);
        assert!(rows[0].loses && !rows[1].loses);
        assert!(matches!(rows[1].problems[0].kind, Problem::UnknownPlace(_)));
        assert_eq!(rows[1].cells[1].1, Cell::Range(10.0, 60.0));
        assert_eq!((&rows[2].cells[1].1, rows[2].problems.len()), (&Cell::Unknown, 0));
        assert!(matches!(rows[3].problems[0].kind, Problem::Required));
    }
}
