//! The ties of a country: what each is worth, the rows behind it, and who carries it.

use crate::{
    domain::{Cell as Entry, Place, Row, Table},
    questionnaire::{Column, ColumnKind, TableSpec, TieSource, TieSpec, column},
    reference::zone,
    report::{
        brief::{source::join, tables::Entries},
        words,
    },
    scoring::{CountryFigure, Number, StrengthOrigin, TieStrength},
};

use super::{Sheet, SheetFigure, SheetRow, SheetTie};

/// The most rows of a tie that are told; the table has the others.
const MOST_ROWS: usize = 6;

/// Columns that are told as the proof of a row, or that name what the sheet is about.
const APART: [&str; 6] = [
    column::SOURCE,
    column::YEAR,
    column::PERIMETER,
    column::EVIDENCE,
    column::COUNTRY,
    column::COUNTRIES,
];

impl Sheet<'_> {
    /// Every tie, in the order of the matrix.
    pub(super) fn ties(&self) -> Vec<SheetTie> {
        self.spec.ties.iter().zip(&self.row.ties).map(|(spec, tie)| self.tie(spec, tie)).collect()
    }

    fn tie(&self, spec: &TieSpec, strength: &TieStrength) -> SheetTie {
        let id = spec.source.table();
        let (rows, more) = self.rows(spec, strength.origin);
        SheetTie {
            figure: SheetFigure {
                number: Number::Country(self.row.country, CountryFigure::Tie(spec.id.clone())),
                name: self.of.text(&spec.title).to_owned(),
                value: self.value(strength.value),
                span: (strength.value.low(), strength.value.high()),
            },
            basis: self.basis(spec, strength),
            table: self.table(id),
            rows,
            more,
            carriers: self.carriers(id),
        }
    }

    /// Where a strength comes from, with the figure behind it.
    fn basis(&self, spec: &TieSpec, strength: &TieStrength) -> String {
        let lang = self.of.lang;
        let origin = words::origin(lang, strength.origin);
        let told = matches!(
            strength.origin,
            StrengthOrigin::Listed | StrengthOrigin::WithinZone | StrengthOrigin::BelowListed
        );
        let Some((low, high)) = strength.figure.filter(|_| told) else { return origin.to_owned() };
        let number = |value: f64| lang.number(value, 2);
        let figure =
            if low < high { lang.words_between(number(low), number(high)) } else { number(low) };
        let said = match &spec.source {
            TieSource::CountPer { times, .. } => lang.sheet_per(figure, number(*times)),
            TieSource::Channels { channels, .. } => {
                let channel = strength.channel.and_then(|at| channels.get(at));
                let table = self.of.pack.table(spec.source.table().as_str());
                let options = table.map_or(&[][..], TableSpec::channels_of);
                let option = channel.and_then(|one| options.iter().find(|o| o.id == one.id));
                match option {
                    Some(option) => lang.report_word_and(self.of.text(&option.label), figure),
                    None => figure,
                }
            }
            TieSource::ActiveRows { .. } => lang.sheet_active(figure),
        };
        lang.sheet_basis(said, origin)
    }

    /// The rows that name the country, else those of a zone that holds it, and how many more.
    fn rows(&self, spec: &TieSpec, origin: StrengthOrigin) -> (Vec<SheetRow>, usize) {
        let id = spec.source.table().as_str();
        let (Some(table), Some(rows)) = (self.of.pack.table(id), self.of.diagnostic.table(id))
        else {
            return (Vec::new(), 0);
        };
        let entries = Entries::new(&self.of, table, rows);
        let all: Vec<_> = rows.rows.iter().filter(|row| self.names(rows, row, origin)).collect();
        let told = all.iter().take(MOST_ROWS).map(|row| SheetRow {
            row: row.id,
            words: self.row_words(&entries, row, origin),
            proof: entries.proof(row).text.to_string(),
        });
        (told.collect(), all.len().saturating_sub(MOST_ROWS))
    }

    /// Whether a row is about the country, or about a zone that holds it.
    fn names(&self, table: &Table, row: &Row, origin: StrengthOrigin) -> bool {
        let cells =
            [column::COUNTRY, column::COUNTRIES].into_iter().filter_map(|id| table.column(id));
        let mut places = cells.flat_map(|at| row.cell(at).places());
        places.any(|place| match place {
            Place::Country(code) => code == self.row.country,
            Place::Zone(id) if origin == StrengthOrigin::WithinZone => {
                zone(id.as_str()).is_some_and(|zone| zone.contains(self.row.country))
            }
            Place::Zone(_) | Place::Other(_) => false,
        })
    }

    /// What a row says beyond its country and its proof.
    fn row_words(&self, entries: &Entries<'_>, row: &Row, origin: StrengthOrigin) -> String {
        let about = (origin == StrengthOrigin::WithinZone)
            .then(|| entries.spec.column(column::COUNTRY))
            .flatten()
            .map(|column| entries.cell(row, column).text.to_string());
        let columns = entries
            .spec
            .columns
            .iter()
            .filter(|column| !column.private && !APART.contains(&column.id.as_str()));
        let said = columns.filter_map(|column| self.said(entries, row, column));
        join(about.into_iter().chain(said), " · ")
    }

    /// An entry in words, with its label where it would not be understood alone.
    pub(super) fn said(&self, entries: &Entries<'_>, row: &Row, column: &Column) -> Option<String> {
        let index = entries.rows.column(column.id.as_str())?;
        let entry = row.cell(index);
        let words = entries.cell(row, column).text;
        if words.is_empty() {
            return None;
        }
        let alone = match &column.kind {
            ColumnKind::Text | ColumnKind::Choice(_) | ColumnKind::Choices { .. } => true,
            ColumnKind::Number { unit, .. } => !unit.is_empty(),
            _ => false,
        };
        Some(if alone && !matches!(entry, Entry::Unknown) {
            words.to_string()
        } else {
            self.of.lang.report_word_and(self.of.text(&column.label), words)
        })
    }
}
