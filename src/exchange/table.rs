//! Rows of a table, from a file or from the clipboard.

use crate::{
    domain::{Cell, ColumnId, Coverage},
    language::Lang,
    questionnaire::{Column, TableSpec, check_cell},
};

use super::{
    problem::{ImportProblem, ImportProblemKind as Problem, Known, Spot},
    sheet::{self, Line},
    value::read_cell,
    word,
};

/// Rows that were read whole, for the application to add.
#[derive(Clone, Debug, PartialEq)]
pub struct TableImport {
    /// The rows, each as its filled cells.
    pub rows: Vec<Vec<(ColumnId, Cell)>>,
    /// How complete the table is, if the file says so.
    pub coverage: Option<Coverage>,
    /// What was passed over, kept as typed, or looks odd.
    pub warnings: Vec<ImportProblem>,
}

/// Reads a file of rows under a line of headings, or tells every problem in it.
///
/// A line `coverage;exhaustive` may come before the headings; `docs/import.md` describes the form.
pub fn import_table(bytes: &[u8], spec: &TableSpec) -> Result<TableImport, Vec<ImportProblem>> {
    let lines = sheet::read(bytes).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let (coverage, lines) = read_coverage(&lines, &mut problems);
    let Some((first, rest)) = lines.split_first() else {
        return Err(vec![ImportProblem::whole(Problem::Empty)]);
    };
    let columns = headings(first, spec);
    if columns.iter().all(Option::is_none) {
        return Err(vec![no_heading(spec)]);
    }
    let mut reading = Reading::new(columns, first.fields.clone(), problems);
    reading.check_headings(first);
    reading.rows(rest);
    reading.finish(coverage)
}

/// Reads rows that a spreadsheet put on the clipboard, or tells every problem in them.
///
/// With a line of headings its columns may stand in any order; without, they are taken to be
/// `columns`, from the first.
pub fn paste(
    text: &str,
    spec: &TableSpec,
    columns: &[ColumnId],
) -> Result<TableImport, Vec<ImportProblem>> {
    let lines = sheet::read_clipboard(text).map_err(|problem| vec![problem])?;
    let Some((first, rest)) = lines.split_first() else {
        return Err(vec![ImportProblem::whole(Problem::Empty)]);
    };
    let by_heading = headings(first, spec);
    let filled = first.fields.iter().filter(|field| !field.is_empty()).count();
    let named = by_heading.iter().flatten().count();
    let reading = if filled < named * 2 {
        let mut reading = Reading::new(by_heading, first.fields.clone(), Vec::new());
        reading.check_headings(first);
        reading.rows(rest);
        reading
    } else {
        let columns: Vec<_> = columns.iter().map(|id| spec.column(id.as_str())).collect();
        let mut reading = Reading::new(columns, Vec::new(), Vec::new());
        reading.rows(&lines);
        reading
    };
    reading.finish(None)
}

/// Reads how complete a table is: `exhaustive`, `top_n`, `partial`, or the words for them.
pub fn parse_coverage(text: &str) -> Option<Coverage> {
    let words = |coverage: &Coverage, lang: Lang| match coverage {
        Coverage::Exhaustive => lang.exchange_words_exhaustive(),
        Coverage::TopN => lang.exchange_words_top_n(),
        Coverage::Partial => lang.exchange_words_partial(),
    };
    Coverage::ALL.into_iter().find(|coverage| word::is_any(text, |lang| words(coverage, lang)))
}

/// The coverage that the first line declares, and the lines after it.
fn read_coverage<'a>(
    lines: &'a [Line],
    problems: &mut Vec<ImportProblem>,
) -> (Option<Coverage>, &'a [Line]) {
    let Some((first, rest)) = lines.split_first() else { return (None, lines) };
    let is_only = first.fields.iter().skip(2).all(String::is_empty);
    if !is_only || !word::is_any(first.field(0), Lang::exchange_heading_coverage) {
        return (None, lines);
    }
    let coverage = parse_coverage(first.field(1));
    if coverage.is_none() {
        let known = Known::of(&Coverage::ALL, |coverage, _| coverage.code().to_owned());
        let kind = Problem::UnknownOption { found: first.field(1).to_owned(), known };
        problems.push(ImportProblem { spot: Some(first.spot(1, first.field(0))), kind });
    }
    (coverage, rest)
}

/// The columns that the headings name, by id or by label in any language.
fn headings<'a>(line: &Line, spec: &'a TableSpec) -> Vec<Option<&'a Column>> {
    let find = |heading: &String| {
        let by_id = spec.columns.iter().find(|c| c.id.as_str().eq_ignore_ascii_case(heading));
        by_id.or_else(|| spec.columns.iter().find(|c| word::is_text(heading, &c.label)))
    };
    line.fields.iter().map(find).collect()
}

fn no_heading(spec: &TableSpec) -> ImportProblem {
    let known = word::join(spec.columns.iter().map(|column| column.id.as_str()));
    ImportProblem::whole(Problem::NoHeading { known })
}

/// Rows as they are read, with what is wrong in them.
struct Reading<'a> {
    columns: Vec<Option<&'a Column>>,
    headings: Vec<String>,
    rows: Vec<Vec<(ColumnId, Cell)>>,
    problems: Vec<ImportProblem>,
    warnings: Vec<ImportProblem>,
}

impl<'a> Reading<'a> {
    fn new(
        columns: Vec<Option<&'a Column>>,
        headings: Vec<String>,
        problems: Vec<ImportProblem>,
    ) -> Self {
        Self { columns, headings, rows: Vec::new(), problems, warnings: Vec::new() }
    }

    /// Reports headings that stand twice and those that are passed over.
    fn check_headings(&mut self, line: &Line) {
        for (index, (heading, column)) in line.fields.iter().zip(&self.columns).enumerate() {
            let spot = Some(line.spot(index, ""));
            let earlier = self.columns.iter().take(index).flatten();
            match column {
                Some(column) if earlier.into_iter().any(|other| other.id == column.id) => {
                    let kind = Problem::RepeatedHeading(heading.clone());
                    self.problems.push(ImportProblem { spot, kind });
                }
                None if !heading.is_empty() => {
                    let kind = Problem::IgnoredHeading(heading.clone());
                    self.warnings.push(ImportProblem { spot, kind });
                }
                _ => {}
            }
        }
    }

    fn rows(&mut self, lines: &[Line]) {
        for line in lines {
            let row = self.row(line);
            if !row.is_empty() {
                self.check_required(line, &row);
                self.rows.push(row);
            }
        }
    }

    fn row(&mut self, line: &Line) -> Vec<(ColumnId, Cell)> {
        let mut row = Vec::new();
        for (index, text) in line.fields.iter().enumerate() {
            match self.columns.get(index).copied() {
                _ if text.is_empty() => {}
                Some(Some(column)) => {
                    if let Some(cell) = self.cell(line, index, column, text) {
                        row.push((column.id.clone(), cell));
                    }
                }
                Some(None) => {}
                None => {
                    let spot = Some(line.spot(index, ""));
                    self.problems.push(ImportProblem { spot, kind: Problem::ExtraFields });
                    break;
                }
            }
        }
        row
    }

    fn cell(&mut self, line: &Line, index: usize, column: &Column, text: &str) -> Option<Cell> {
        let heading = self.headings.get(index).map_or(column.id.as_str(), String::as_str);
        let spot = Some(line.spot(index, heading));
        let (cell, unknown) = match read_cell(&column.kind, text) {
            Ok(read) => read,
            Err(kind) => {
                self.problems.push(ImportProblem { spot, kind });
                return None;
            }
        };
        if !unknown.is_empty() {
            let warn =
                |place| ImportProblem { spot: spot.clone(), kind: Problem::UnknownPlace(place) };
            self.warnings.extend(unknown.into_iter().map(warn));
        } else if let Err(problem) = check_cell(column, &cell) {
            self.problems.push(ImportProblem { spot, kind: Problem::Value(problem) });
        }
        Some(cell)
    }

    fn check_required(&mut self, line: &Line, row: &[(ColumnId, Cell)]) {
        let lacks =
            |column: &&Column| column.required && !row.iter().any(|(id, _)| *id == column.id);
        for (index, column) in self.columns.iter().enumerate() {
            let Some(column) = column.filter(|column| lacks(column)) else { continue };
            let heading = column.id.as_str().to_owned();
            let spot = Some(Spot { line: line.number, column: Some(index + 1), heading });
            self.warnings.push(ImportProblem { spot, kind: Problem::Required });
        }
    }

    fn finish(self, coverage: Option<Coverage>) -> Result<TableImport, Vec<ImportProblem>> {
        if self.problems.is_empty() {
            Ok(TableImport { rows: self.rows, coverage, warnings: self.warnings })
        } else {
            Err(self.problems)
        }
    }
}
