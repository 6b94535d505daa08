//! The country matrix as data: least and most of every tie, and the reading.

use crate::{
    domain::{Interval, Place},
    questionnaire::MatrixSpec,
    report::{
        brief::{
            countries::{hides, in_order, is_few, is_told},
            source::Source,
        },
        public, words,
    },
    scoring::{CountryRow, TieStrength},
};

use super::{Datum, Field, Sheet, out_of_100};

/// The sheet, if the matrix has anything to show.
pub(super) fn sheet(of: &Source<'_>) -> Option<Sheet> {
    let (spec, matrix) = (of.pack.matrix.as_ref()?, of.assessment.matrix.as_ref()?);
    let lang = of.lang;
    let countries = in_order(of, matrix).into_iter().map(|row| country(of, row));
    let zones = matrix.zones.iter().map(|row| {
        let place = Place::Zone(row.zone.clone());
        let mut cells = vec![
            Datum::text(of.place(&place)),
            Datum::text(row.zone.as_str()),
            Datum::text(lang.exports_kind_zone()),
        ];
        cells.extend(ties(of, &place, &row.ties));
        cells.resize(columns(of, spec).len(), Datum::Empty);
        cells
    });
    Some(Sheet {
        name: lang.exports_matrix().into(),
        title: lang.exports_matrix().into(),
        notes: vec![lang.exports_matrix_note().into()],
        columns: columns(of, spec),
        rows: countries.chain(zones).collect(),
    })
}

fn columns(of: &Source<'_>, spec: &MatrixSpec) -> Vec<Field> {
    let lang = of.lang;
    let pair = |label: &str| {
        let ends = [lang.exports_at_least(label), lang.exports_at_most(label)];
        ends.map(|label| Field::figures(label, 0))
    };
    let mut columns = vec![
        Field::words(lang.report_column_country(), 24),
        Field::words(lang.exports_code(), 9),
        Field::words(lang.exports_kind(), 16),
    ];
    let told = spec.ties.iter().filter(|tie| is_told(of, tie));
    columns.extend(told.flat_map(|tie| pair(of.text(&tie.title))));
    if !of.public {
        columns.extend(pair(lang.report_column_roots()));
    }
    columns.extend(pair(lang.report_column_partnership()));
    columns.push(Field::words(lang.report_column_reading(), 22));
    columns.push(Field::words(lang.exports_certainty(), 34));
    columns
}

fn country(of: &Source<'_>, row: &CountryRow) -> Vec<Datum> {
    let lang = of.lang;
    let place = Place::Country(row.country);
    let mut cells = vec![
        Datum::text(of.place(&place)),
        Datum::text(row.country.as_str()),
        Datum::text(lang.exports_kind_country()),
    ];
    cells.extend(ties(of, &place, &row.ties));
    if !of.public {
        cells.extend(if hides(of, row.country) {
            twice(lang.report_masked_tie())
        } else {
            ends(of, row.roots)
        });
    }
    cells.extend(ends(of, row.partnership));
    let class = words::class_of(lang, row);
    let class = if of.public { public::class(lang, row.named_class()) } else { class };
    cells.push(Datum::text(class));
    let tables = row.settled_by.iter().filter_map(|id| of.pack.table(id.as_str()));
    let tables: Vec<_> = tables.map(|table| of.text(&table.short).to_owned()).collect();
    cells.push(Datum::text(match (row.is_certain(), tables.is_empty()) {
        (true, _) => lang.words_sure().to_owned(),
        (false, true) => lang.words_to_confirm().to_owned(),
        (false, false) => lang.report_to_confirm_by(of.list(&tables)),
    }));
    cells
}

/// The strengths of a place's ties, except where one would give a small count away.
fn ties(of: &Source<'_>, place: &Place, ties: &[TieStrength]) -> Vec<Datum> {
    let specs = of.pack.matrix.iter().flat_map(|matrix| &matrix.ties);
    let told = ties.iter().zip(specs).filter(|(_, spec)| is_told(of, spec));
    let cells = told.flat_map(|(tie, spec)| {
        if is_few(of, place, &spec.source) {
            twice(of.lang.report_masked_tie())
        } else {
            ends(of, tie.value)
        }
    });
    cells.collect()
}

/// Least and most out of 100; a word for what is not known at all.
fn ends(of: &Source<'_>, value: Interval) -> [Datum; 2] {
    if value == Interval::UNKNOWN {
        return twice(of.lang.words_origin_unknown());
    }
    [value.low(), value.high()].map(|end| Datum::Number(out_of_100(end)))
}

/// A word in place of both ends, so that either column is sorted and filtered with it.
fn twice(word: &str) -> [Datum; 2] {
    [(); 2].map(|()| Datum::text(word))
}
