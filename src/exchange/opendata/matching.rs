//! Whether what a line brings is in the document already.

use crate::{
    domain::{Cell, ColumnId, Row, RowId, Table},
    reference::fold,
};

use super::proposal::Status;

/// The cells of a row under the columns that tell it from others.
fn key(cells: &[(ColumnId, Cell)], identity: &[ColumnId]) -> Option<Vec<String>> {
    let of = |id: &ColumnId| {
        let cell = cells.iter().find(|(column, _)| column == id).map(|(_, cell)| cell)?;
        (!cell.is_empty() && *cell != Cell::Unknown).then(|| fold(&cell.to_string()))
    };
    identity.iter().map(of).collect()
}

fn key_of(table: &Table, row: &Row, identity: &[ColumnId]) -> Option<Vec<String>> {
    let cells: Vec<(ColumnId, Cell)> = identity
        .iter()
        .filter_map(|id| Some((id.clone(), row.cell(table.column(id.as_str())?).clone())))
        .collect();
    key(&cells, identity)
}

/// The rows of a table by what tells them apart.
pub(super) struct Known<'a> {
    table: Option<&'a Table>,
    keys: std::collections::BTreeMap<Vec<String>, usize>,
    identity: &'a [ColumnId],
}

impl<'a> Known<'a> {
    pub(super) fn of(table: Option<&'a Table>, identity: &'a [ColumnId]) -> Self {
        let mut keys = std::collections::BTreeMap::new();
        for (at, row) in table.iter().flat_map(|table| &table.rows).enumerate() {
            if let Some(key) = table.and_then(|table| key_of(table, row, identity)) {
                keys.entry(key).or_insert(at);
            }
        }
        Self { table, keys, identity }
    }

    /// What a row is to those that are there.
    ///
    /// A figure that differs is replaced, an empty cell is filled; a text that somebody wrote stays.
    pub(super) fn status(&self, cells: &[(ColumnId, Cell)]) -> Status {
        let found = key(cells, self.identity).and_then(|key| self.keys.get(&key));
        let (Some(table), Some(row)) = (self.table, found.and_then(|at| self.table?.rows.get(*at)))
        else {
            return Status::New;
        };
        let changes: Vec<_> = cells
            .iter()
            .filter_map(|(id, cell)| {
                let own = table.column(id.as_str()).map_or(Cell::Empty, |at| row.cell(at).clone());
                let figures =
                    matches!((&own, cell), (Cell::Number(_) | Cell::Range(..), Cell::Number(_)));
                let changes = own != *cell && (own.is_empty() || own == Cell::Unknown || figures);
                changes.then(|| (id.clone(), own, cell.clone()))
            })
            .collect();
        let id: RowId = row.id;
        if changes.is_empty() { Status::Same } else { Status::Changes(id, changes) }
    }
}
