//! The matrix as rows of text, to be put into a spreadsheet or a text beside the figure.

use crate::{language::Lang, questionnaire::MatrixSpec};

use super::{Board, Column, Context, Entry, columns};

impl Board {
    /// The heads of the columns, then every line; a small count of people is masked.
    pub fn table(
        &self,
        spec: &MatrixSpec,
        contexts: &[Context],
        lang: Lang,
    ) -> (Vec<String>, Vec<Vec<String>>) {
        let columns = columns(spec, contexts);
        let grouped = self.groups.iter().any(|group| !group.title.is_empty());
        let mut heads: Vec<String> = columns.iter().map(|one| head(*one, spec, lang)).collect();
        // What would settle a class is told in a column of its own.
        heads.push(lang.matrix_settled_column().to_owned());
        if grouped {
            heads.insert(0, lang.matrix_group().to_owned());
        }
        let rows = self.groups.iter().flat_map(|group| {
            let columns = &columns;
            group.entries.iter().map(move |entry| {
                let mut cells: Vec<String> =
                    columns.iter().map(|column| cell(*column, entry, lang)).collect();
                cells.push(entry.settled_by.join(", "));
                if grouped {
                    cells.insert(0, group.title.clone());
                }
                cells
            })
        });
        (heads, rows.collect())
    }
}

fn head(column: Column, spec: &MatrixSpec, lang: Lang) -> String {
    let (letter, title) = (column.letter(spec), column.title(spec, lang));
    match column {
        Column::Context(_) => lang.context_head(title),
        _ if letter.is_empty() => title.to_owned(),
        _ => lang.matrix_head(letter, title),
    }
}

fn cell(column: Column, entry: &Entry, lang: Lang) -> String {
    match column {
        Column::Name => entry.name.clone(),
        Column::Reading if entry.certainty.is_empty() => entry.reading.clone(),
        Column::Reading => lang.matrix_reading_sure(&entry.reading, entry.certainty),
        Column::Context(context) => {
            let at = Context::ALL.iter().position(|one| *one == context);
            let standing = at.and_then(|at| entry.standings.get(at)?.as_ref());
            standing.map_or_else(String::new, |standing| standing.short.to_owned())
        }
        column => match column.figure(entry) {
            Some(figure) if figure.few => lang.report_masked_tie().to_owned(),
            Some(figure) => figure.text.clone(),
            None => String::new(),
        },
    }
}
