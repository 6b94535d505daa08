//! Tables of two sides: row by row, cell by cell.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::domain::{Cell, ColumnId, Row, RowId, Table, TableId, Target, voice::sources};

use super::{Cells, How, Merging, Subject, align, atom::Atom, text};

impl Merging<'_> {
    pub(super) fn tables(&mut self) {
        let ids: BTreeSet<TableId> =
            self.ours.tables.keys().chain(self.theirs.tables.keys()).cloned().collect();
        for id in ids {
            self.coverage(&id);
            self.rows(&id);
        }
    }

    fn coverage(&mut self, id: &TableId) {
        let none = Arc::new(Table::default());
        let of = |all: &BTreeMap<TableId, Arc<Table>>| {
            all.get(id).map_or_else(|| Arc::clone(&none), Arc::clone)
        };
        let (ours, theirs) = (of(&self.ours.tables), of(&self.theirs.tables));
        let base = self.base.map(|base| of(&base.tables));
        let whole = |table: &Table| Atom::Coverage(id.clone(), table.coverage);
        let target = || Target::Coverage(id.clone());
        let before = base.as_deref().map(whole);
        self.atom(target(), before.as_ref(), whole(&ours), whole(&theirs));
        let channels: BTreeSet<_> =
            ours.channel_coverage.keys().chain(theirs.channel_coverage.keys()).collect();
        for channel in channels {
            let of = |table: &Table| {
                let one = table.channel_coverage.get(channel).copied();
                Atom::Channel(id.clone(), channel.clone(), one)
            };
            let before = base.as_deref().map(of);
            self.atom(target(), before.as_ref(), of(&ours), of(&theirs));
        }
    }

    fn rows(&mut self, id: &TableId) {
        let none = Table::default();
        let (ours, theirs) = (self.ours, self.theirs);
        let own = ours.tables.get(id).map_or(&none, Arc::as_ref);
        let other = theirs.tables.get(id).map_or(&none, Arc::as_ref);
        let base = self.base.map(|base| base.tables.get(id).map_or(&none, Arc::as_ref));
        if own.rows == other.rows && own.columns == other.columns {
            self.merged.identical += own.rows.len();
            return;
        }
        let same = |a: &Table, b: &Table| a.rows == b.rows && a.columns == b.columns;
        if base.is_some_and(|base| same(base, other)) {
            return;
        }
        let sides = Sides { base, ours: own, theirs: other };
        let whole = base.is_some_and(|base| same(base, own));
        let (rows, order) = self.each_row(id, &sides);
        let table = Arc::make_mut(self.merged.document.tables.entry(id.clone()).or_default());
        if whole {
            table.columns.clone_from(&other.columns);
            table.rows.clone_from(&other.rows);
            return;
        }
        table.columns = columns(own, other, self.guide.columns.get(id));
        let row = |id: RowId| {
            let cells = rows.get(&id)?;
            let mut row = Row { id, cells: Vec::new() };
            for (at, column) in table.columns.iter().enumerate() {
                row.set(at, cells.get(column).cloned().unwrap_or_default());
            }
            Some(Arc::new(row))
        };
        table.rows = order.into_iter().filter_map(row).collect();
    }

    /// Every row that stays, and the order in which they stand.
    fn each_row(
        &mut self,
        id: &TableId,
        sides: &Sides<'_>,
    ) -> (BTreeMap<RowId, Cells>, Vec<RowId>) {
        let (own, other) = (by_id(sides.ours), by_id(sides.theirs));
        let base = sides.base.map(by_id).unwrap_or_default();
        let mut rows = BTreeMap::new();
        let ids: BTreeSet<RowId> = own.keys().chain(other.keys()).copied().collect();
        for row in ids {
            let before = base.get(&row);
            let target = Target::Row(id.clone(), row);
            let kept = match (own.get(&row), other.get(&row)) {
                (Some(ours), Some(theirs)) => {
                    Some(self.cells((id, row), before, ours, theirs, sides.base.is_some()))
                }
                (Some(ours), None) => match before {
                    Some(before) if before == ours => {
                        self.take(target, How::Removed, summary(ours), String::new());
                        None
                    }
                    Some(_) => {
                        self.gone(id, row, Some(ours), None);
                        Some(ours.clone())
                    }
                    None => Some(ours.clone()),
                },
                (None, Some(theirs)) => match before {
                    Some(before) if before == theirs => None,
                    Some(_) => {
                        self.gone(id, row, None, Some(theirs));
                        None
                    }
                    None => {
                        self.take(target, How::New, String::new(), summary(theirs));
                        Some(theirs.clone())
                    }
                },
                (None, None) => None,
            };
            if let Some(cells) = kept {
                rows.insert(row, cells);
            }
        }
        (rows, self.order(id, sides))
    }

    /// The order of the rows: that of the side which changed it, ours if both did, new rows last.
    fn order(&mut self, id: &TableId, sides: &Sides<'_>) -> Vec<RowId> {
        let ids = |table: &Table| table.rows.iter().map(|row| row.id).collect::<Vec<_>>();
        let (own, other) = (ids(sides.ours), ids(sides.theirs));
        let before = sides.base.map(ids).unwrap_or_default();
        let within = |of: &[RowId], all: &[RowId]| -> Vec<RowId> {
            of.iter().filter(|id| all.contains(id)).copied().collect()
        };
        let moved = |side: &[RowId]| within(side, &before) != within(&before, side);
        let first = if !moved(&own) && moved(&other) { &other } else { &own };
        if moved(&own) && moved(&other) && within(&own, &other) != within(&other, &own) {
            self.merged.kept.push(Target::Rows(id.clone()));
        }
        let old = within(first, &before);
        let rest = own.iter().chain(&other);
        let mut order = old;
        for id in rest {
            if !order.contains(id) {
                order.push(*id);
            }
        }
        order
    }

    fn gone(&mut self, id: &TableId, row: RowId, ours: Option<&Cells>, theirs: Option<&Cells>) {
        self.conflict(Subject::Row {
            table: id.clone(),
            row,
            ours: ours.cloned(),
            theirs: theirs.cloned(),
        });
    }

    /// One row that both sides have.
    fn cells(
        &mut self,
        (table, row): (&TableId, RowId),
        before: Option<&Cells>,
        ours: &Cells,
        theirs: &Cells,
        has_base: bool,
    ) -> Cells {
        if ours == theirs {
            self.merged.identical += 1;
            return ours.clone();
        }
        let target = Target::Row(table.clone(), row);
        let names = [0, 1].map(|side: usize| {
            let who = self.who.get(side).map(|last| last.who(&target)).unwrap_or_default();
            (self.guide.attribution)(who.role.as_ref(), who.day)
        });
        let mut merged = Cells::new();
        let mut disputed = Vec::new();
        let columns: BTreeSet<&ColumnId> = ours.keys().chain(theirs.keys()).collect();
        for column in columns {
            let of = |cells: &Cells| cells.get(column).cloned().unwrap_or_default();
            let (own, other) = (of(ours), of(theirs));
            // A row that is new on both sides began from nothing.
            let base = before.map(of).or_else(|| has_base.then(Cell::default));
            let cell = match super::changed(base.as_ref(), &own, &other, Cell::is_empty) {
                Some(cell) => cell.clone(),
                None => {
                    let base = base.unwrap_or_default();
                    match self.together(column, &base, (&own, &other), &names) {
                        Some(both) => both,
                        None => {
                            disputed.push((column.clone(), own.clone(), other));
                            own
                        }
                    }
                }
            };
            if !cell.is_empty() {
                merged.insert(column.clone(), cell);
            }
        }
        if merged != *ours {
            self.take(target, How::Changed, summary(ours), summary(&merged));
        }
        if !disputed.is_empty() {
            self.conflict(Subject::Cells { table: table.clone(), row, cells: disputed });
        }
        merged
    }

    /// Two cells as one, where both can stand: remarks, sources, and the better proof.
    fn together(
        &self,
        column: &ColumnId,
        base: &Cell,
        (ours, theirs): (&Cell, &Cell),
        [our_name, their_name]: &[String; 2],
    ) -> Option<Cell> {
        let (own, other) = (ours.to_string(), theirs.to_string());
        if self.guide.remarks.contains(column) {
            let base = base.to_string();
            return Some(Cell::text(&text::joined(&base, (&own, our_name), (&other, their_name))));
        }
        if self.guide.sources.contains(column) {
            return Some(Cell::text(&sources(&own, &other)));
        }
        (self.guide.proof.as_ref() == Some(column)).then(|| Cell::text(own.max(other).as_str()))
    }
}

/// A table on both sides, and as both began from.
struct Sides<'a> {
    base: Option<&'a Table>,
    ours: &'a Table,
    theirs: &'a Table,
}

fn by_id(table: &Table) -> BTreeMap<RowId, Cells> {
    table.rows.iter().map(|row| (row.id, align::cells(&table.columns, row))).collect()
}

/// The columns of both, in the questionnaire's order; those it does not know follow.
fn columns(ours: &Table, theirs: &Table, known: Option<&Vec<ColumnId>>) -> Vec<ColumnId> {
    let all: BTreeSet<&ColumnId> = ours.columns.iter().chain(&theirs.columns).collect();
    let known = known.map_or(&[][..], Vec::as_slice);
    let first = known.iter().filter(|id| all.contains(id));
    let rest = all.iter().copied().filter(|id| !known.contains(id));
    first.chain(rest).cloned().collect()
}

/// The row in a few words: its first filled cells.
pub(super) fn summary(cells: &Cells) -> String {
    let row = Row { id: 0, cells: cells.values().cloned().collect() };
    row.summary()
}
