//! Tables of one kind under headings of one section as one sheet: countries, themes, devices.
//!
//! Somebody who opens the country sheets in a spreadsheet wants one list to sort and filter by
//! country, not thirty tabs with four lines each.

use crate::{language::Lang, report::brief::Line};

use super::{Datum, Field, Sheet};

/// A sheet, and which of its notes is the heading under which its table stands.
pub(super) struct Made {
    pub(super) sheet: Sheet,
    /// What comes after this note is said of this table alone.
    pub(super) under: Option<usize>,
}

impl Made {
    /// Whether both tables could be one, told apart by their headings.
    fn goes_with(&self, other: &Self) -> bool {
        let labels = |made: &Self| {
            made.sheet.columns.iter().map(|field| field.label.clone()).collect::<Vec<_>>()
        };
        self.under.is_some()
            && other.under.is_some()
            && !self.sheet.columns.is_empty()
            && labels(self) == labels(other)
    }
}

/// The sheets of a section, those of one kind as one.
pub(super) fn joined(all: Vec<Made>, title: &Line, lang: Lang) -> Vec<Sheet> {
    let mut runs: Vec<Vec<Made>> = Vec::new();
    for made in all {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.goes_with(&made)) => run.push(made),
            _ => runs.push(vec![made]),
        }
    }
    let sheets = runs.into_iter().flat_map(|run| {
        if run.len() == 1 {
            run.into_iter().map(|made| made.sheet).collect()
        } else {
            vec![one(run, title, lang)]
        }
    });
    sheets.collect()
}

/// One sheet whose first column says which heading a row stood under.
fn one(run: Vec<Made>, title: &Line, lang: Lang) -> Sheet {
    let mut whole = Sheet {
        name: title.clone(),
        title: title.clone(),
        notes: Vec::new(),
        columns: vec![Field::words(lang.workbook_subject(), 28)],
        rows: Vec::new(),
    };
    for (index, Made { sheet, under }) in run.into_iter().enumerate() {
        let mut notes = sheet.notes;
        let mut own = notes.split_off(under.unwrap_or_default().min(notes.len()));
        let heading = if own.is_empty() { sheet.name.clone() } else { own.remove(0) };
        if index == 0 {
            whole.columns.extend(sheet.columns);
            whole.notes = notes;
        } else {
            // Said under the table before.
            own.splice(0..0, notes);
        }
        let widest = (1..whole.columns.len())
            .max_by_key(|at| whole.columns.get(*at).map(|field| field.width))
            .unwrap_or_default();
        for note in own {
            let mut row = vec![Datum::Empty; whole.columns.len()];
            if let Some(first) = row.first_mut() {
                *first = Datum::text(heading.clone());
            }
            if let Some(said) = row.get_mut(widest) {
                *said = Datum::text(note);
            }
            whole.rows.push(row);
        }
        let named = |row: Vec<Datum>| std::iter::once(Datum::text(heading.clone())).chain(row);
        whole.rows.extend(sheet.rows.into_iter().map(|row| named(row).collect()));
    }
    whole
}
