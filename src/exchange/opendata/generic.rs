//! Any file into any table: its columns matched to the table's, by hand where they must be.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

use crate::{
    domain::{Cell, ColumnId, Table},
    exchange::{
        clipboard::{Clipping, PastedRow},
        feed::Watch,
        problem::ImportProblemKind,
        sheet::Line as SheetLine,
        spreadsheet::FileProblem,
    },
    language::Lang,
    questionnaire::TableSpec,
    reference::fold,
};

use super::{
    noted::{Flag, Tally},
    proposal::{Decisions, Line, Proposal, Remark, Status, What},
    recognise::Recognised,
};

/// The most rows that go into a table at once.
const ROWS: usize = 100_000;

/// A file whose columns are being matched to those of a table.
#[derive(Clone, Debug)]
pub struct Matching {
    /// The rows, and the column that each of their fields is meant for.
    pub clipping: Clipping,
    /// The name of the file.
    pub file: String,
    /// What the headings are told by from one time to the next.
    pub signature: String,
    mixed: bool,
}

/// Reads the rows of a part, headings first.
pub fn match_columns(
    recognised: &Recognised,
    part: usize,
    spec: &TableSpec,
    watch: &Watch,
) -> Result<Matching, FileProblem> {
    let head = recognised.header(part);
    let (mut lines, mut too_many) = (Vec::new(), false);
    let mut passed = 0;
    let seen = recognised.feed.read(part, watch, &mut |row| {
        passed += 1;
        if head < passed {
            too_many |= lines.len() == ROWS;
            lines.push(SheetLine { number: row.number(), fields: row.texts() });
        }
        if too_many { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if too_many {
        return Err(FileProblem::TooManyRows(ROWS));
    }
    lines.retain(|line| line.fields.iter().any(|field| !field.is_empty()));
    if lines.is_empty() {
        return Err(FileProblem::Empty);
    }
    let headings: Vec<String> =
        lines.first().map(|line| line.fields.iter().map(|f| fold(f)).collect()).unwrap_or_default();
    let path = recognised.feed.path();
    Ok(Matching {
        clipping: Clipping::of(lines, spec, true),
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        signature: format!("{}:{}", spec.id, headings.join("|")),
        mixed: seen.mixed,
    })
}

impl Matching {
    /// What the rows would do to a table.
    pub fn propose(
        &self,
        table: Option<&Table>,
        spec: &TableSpec,
        decisions: &Decisions,
        lang: Lang,
    ) -> Proposal {
        let columns: Vec<ColumnId> = self.clipping.columns.iter().flatten().cloned().collect();
        let known = known(table, &columns);
        let (mut labels, mut lines) = (BTreeMap::new(), Vec::new());
        for (at, mut row) in self.clipping.rows(spec).into_iter().enumerate() {
            let left = decide(&mut row, decisions);
            let key: BTreeSet<String> = row
                .cells
                .iter()
                .map(|(id, cell)| format!("{id}={}", fold(&cell.to_string())))
                .collect();
            let status = if known.contains(&key) { Status::Same } else { Status::New };
            // A row without what it needs, or of a country yet to be told, is not taken unless asked.
            let lacks = row.problems.iter().any(|problem| {
                use ImportProblemKind as P;
                matches!(problem.kind, P::Required | P::UnknownPlace(_))
            });
            for problem in &row.problems {
                if let ImportProblemKind::UnknownPlace(label) = &problem.kind {
                    *labels.entry(label.clone()).or_default() += 1;
                }
            }
            lines.push(Line {
                at: self.clipping.number(at),
                wanted: status == Status::New && !lacks && !left && !row.cells.is_empty(),
                status,
                words: String::new(),
                what: What::Row(row.cells),
                remarks: row.problems.into_iter().map(Remark::Problem).collect(),
            });
        }
        let mut flags = Vec::new();
        if self.mixed {
            flags.push(Flag::Encodings);
        }
        let here = lines.len();
        let mut proposal = Proposal {
            file: self.file.clone(),
            title: spec.title.get(lang).to_owned(),
            table: Some(spec.id.clone()),
            columns,
            lines,
            labels,
            unplaced: Vec::new(),
            flags,
            tally: Tally { rows: here + 1, here, ..Tally::default() },
            coverage: None,
        };
        proposal.choose(decisions);
        proposal
    }
}

/// Puts the countries that somebody named into a row; returns whether the row is left out for one.
fn decide(row: &mut PastedRow, decisions: &Decisions) -> bool {
    let mut left = false;
    row.problems.retain(|problem| {
        let ImportProblemKind::UnknownPlace(label) = &problem.kind else { return true };
        match decisions.countries.get(label) {
            Some(Some(place)) => {
                for (_, cell) in &mut row.cells {
                    if cell.as_text() == Some(label) {
                        *cell = Cell::text(&place.to_string());
                    }
                }
                false
            }
            Some(None) => {
                left = true;
                false
            }
            None => true,
        }
    });
    left
}

/// The rows of a table as what stands under these columns.
fn known(table: Option<&Table>, columns: &[ColumnId]) -> BTreeSet<BTreeSet<String>> {
    let Some(table) = table else { return BTreeSet::new() };
    let key = |row: &std::sync::Arc<crate::domain::Row>| {
        let cells = columns.iter().filter_map(|id| {
            let cell = row.cell(table.column(id.as_str())?);
            (!cell.is_empty()).then(|| format!("{id}={}", fold(&cell.to_string())))
        });
        cells.collect::<BTreeSet<String>>()
    };
    table.rows.iter().map(key).collect()
}
