//! Rows as a spreadsheet takes them: tabs between cells, headings first.

use std::sync::Arc;

use crate::{
    domain::Row,
    language::Lang,
    questionnaire::{Column, TableSpec},
    ui::widgets,
};

use super::{view, words};

/// The rows as text for the clipboard; private columns stay out of it.
pub(super) fn tsv<'a>(
    spec: &TableSpec,
    places: &[Option<usize>],
    rows: impl Iterator<Item = &'a Arc<Row>>,
    lang: Lang,
) -> String {
    let columns: Vec<_> =
        spec.columns.iter().zip(places).filter(|(column, _)| !column.private).collect();
    let head = columns.iter().map(|(column, _)| column.label.get(lang).to_owned()).collect();
    let line = |row: &'a Arc<Row>| -> Vec<String> {
        let cell = |(column, place): &(&Column, &Option<usize>)| {
            words::typed(column, view::cell(row, **place), lang)
        };
        columns.iter().map(cell).collect()
    };
    widgets::tabbed(std::iter::once(head).chain(rows.map(line)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Cell, Table},
        exchange::Clipping,
        questionnaire::Pack,
        ui::pages::table::columns,
    };

    #[test]
    fn copied_rows_paste_back_and_private_notes_stay() {
        let spec = Pack::standard().unwrap().table("T1").unwrap();
        let table = Table {
            columns: vec!["country".into(), "count".into(), "source".into(), "note".into()],
            ..Table::default()
        };
        let cells = [
            Cell::text("SN"),
            Cell::Range(10.0, 60.0),
            Cell::text("Fichier « \"A\"\tB »"),
            Cell::text("secret"),
        ];
        let rows = [Arc::new(Row { id: 4, cells: cells.to_vec() })];
        let places = columns::places(spec, &table);
        let text = tsv(spec, &places, rows.iter(), Lang::Fr);
        assert!(text.starts_with("Pays ou zone\t") && !text.contains("secret"), "{text}");
        let clipping = Clipping::read(&text, spec, &[]).unwrap();
        let pasted = clipping.rows(spec);
        assert!(clipping.has_headings && pasted[0].problems.is_empty(), "{pasted:?}");
        let expected: Vec<(crate::domain::ColumnId, Cell)> = vec![
            ("country".into(), cells[0].clone()),
            ("count".into(), cells[1].clone()),
            ("source".into(), Cell::text("Fichier « \"A\" B »")),
        ];
        assert_eq!(pasted[0].cells, expected);
    }
}
