//! What every row of a table says alike, said once beneath it.
//!
//! Of a list that somebody only took over from elsewhere, nothing is known yet: a reader sees that
//! in one sentence, not in a column that repeats it line after line.

use super::{Block, Cell, Line, Table, source::Source};

/// The fewest rows for which a column may give way to a sentence.
const LEAST_ROWS: usize = 4;

/// Takes the columns out in which every row says the same unknown, and says it once.
pub(super) fn take(of: &Source<'_>, table: &mut Table) -> Option<Block> {
    if table.rows.len() < LEAST_ROWS {
        return None;
    }
    let mut said: Vec<(Line, Vec<String>)> = Vec::new();
    for at in (1..table.columns.len()).rev() {
        let Some(words) = shared(table, at) else { continue };
        let column = table.columns.remove(at);
        for row in &mut table.rows {
            row.remove(at);
        }
        match said.iter_mut().find(|(other, _)| *other == words) {
            Some((_, labels)) => labels.insert(0, column.label.to_string()),
            None => said.insert(0, (words, vec![column.label.to_string()])),
        }
    }
    let each = said.iter().map(|(words, labels)| of.lang.report_word_and(labels.join(", "), words));
    let each: Vec<String> = each.collect();
    (!each.is_empty())
        .then(|| Block::Note(of.lang.pages_alike(each.join(of.lang.report_semicolon())).into()))
}

/// The unknown that every row says in a column.
fn shared(table: &Table, at: usize) -> Option<Line> {
    let mut cells = table.rows.iter().map(|row| row.get(at));
    let first = cells.next()??;
    let same = |cell: Option<&Cell>| {
        cell.is_some_and(|cell| {
            cell.open && cell.text == first.text && cell.details == first.details
        })
    };
    if !first.open || !first.fields.is_empty() || !cells.all(same) {
        return None;
    }
    let lines = std::iter::once(&first.text).chain(&first.details);
    Some(lines.map(Line::as_str).collect::<Vec<_>>().join(", ").into())
}
