//! The tables row by row, private columns left out and small counts of people masked.

use crate::{
    domain::{Cell as Entry, Row, Table as Rows},
    questionnaire::{Column as ColumnSpec, ColumnKind, TableSpec, column},
    report::{
        brief::{
            Line,
            source::Source,
            tables::{Entries, LEAST_COUNT, coverage_words, lead, told},
        },
        words,
    },
};

use super::{Datum, Field, Form, Sheet};

/// One sheet for each table that has rows.
pub(super) fn sheets(of: &Source<'_>) -> Vec<Sheet> {
    of.pack
        .tables
        .iter()
        .filter_map(|spec| Some((spec, of.diagnostic.table(spec.id.as_str())?)))
        .filter(|(_, rows)| !rows.rows.is_empty())
        .map(|(spec, rows)| sheet(of, spec, &told(of, spec, rows)))
        .collect()
}

fn sheet(of: &Source<'_>, spec: &TableSpec, rows: &Rows) -> Sheet {
    let filled = |column: &&ColumnSpec| {
        let at = rows.column(column.id.as_str());
        at.is_some_and(|at| rows.rows.iter().any(|row| !row.cell(at).is_empty()))
    };
    let public = spec.columns.iter().filter(|column| !column.private);
    let public = public.filter(|c| !of.public || c.id != column::DECISION);
    let (mut public, empty): (Vec<_>, Vec<_>) = public.partition(filled);
    lead(spec, &mut public);
    public.extend(empty);
    let entries = Entries::new(of, spec, rows);
    let line = |row: &Row| public.iter().map(|column| datum(&entries, row, column)).collect();
    let sheet = Sheet {
        name: format!("{} {}", spec.id, of.text(&spec.short)).into(),
        title: of.text(&spec.title).into(),
        notes: coverage_words(of, spec, rows).into_iter().map(Line::from).collect(),
        columns: public.iter().map(|column| field(of, column)).collect(),
        rows: rows.rows.iter().map(|row| line(row)).collect(),
    };
    sheet.without_empty_columns(of)
}

fn field(of: &Source<'_>, column: &ColumnSpec) -> Field {
    let label = of.text(&column.label);
    match &column.kind {
        ColumnKind::Number { unit, decimals, .. } => {
            let unit = of.text(unit);
            let label = if unit.is_empty() || label.contains(unit) {
                label.to_owned()
            } else {
                of.lang.exports_with_unit(label, unit)
            };
            Field { width: 16, ..Field::figures(label, *decimals) }
        }
        ColumnKind::Year => Field { label: label.into(), width: 9, form: Form::Year },
        ColumnKind::YesNo | ColumnKind::Month => Field::words(label, 14),
        _ => Field::words(label, 26),
    }
}

/// An entry as a figure where it is one and may be told, else in the words of the brief.
fn datum(entries: &Entries<'_>, row: &Row, column: &ColumnSpec) -> Datum {
    let index = entries.rows.column(column.id.as_str());
    let entry = index.map(|index| row.cell(index));
    let lang = entries.of.lang;
    match (entry, &column.kind) {
        (Some(Entry::Number(number)), ColumnKind::Number { .. }) => {
            let few = *number < LEAST_COUNT
                && entries.of.pack.counts_people(&entries.spec.id, &column.id)
                || entries.protects(row, column);
            if few { Datum::text(entries.cell(row, column).text) } else { Datum::Number(*number) }
        }
        (Some(Entry::Number(number)), ColumnKind::Year) => Datum::Number(*number),
        (Some(Entry::Text(text)), _) if column.id == column::PERIMETER => {
            let area = crate::domain::Perimeter::parse(text);
            Datum::text(
                area.map_or_else(
                    || text.to_string(),
                    |area| words::perimeter(lang, area).to_owned(),
                ),
            )
        }
        _ => Datum::text(entries.cell(row, column).text),
    }
}
