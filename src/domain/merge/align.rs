//! Numbers of rows, actions and frozen states: what both sides mean by one number, before a merge;
//! and the numbers that new ones bear after it, whatever the order of the files.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::domain::{Action, ActionId, Diagnostic, FrozenId, Row, RowId, Table, TableId, Target};

use super::{Cells, Guide, Merged, Subject, journal::renamed};

/// Numbers that become others.
type Map = BTreeMap<u32, u32>;

/// Both sides with the same number for the same new thing, and different ones for different ones.
pub(super) fn align(
    base: Option<&Diagnostic>,
    ours: &Diagnostic,
    theirs: &Diagnostic,
    guide: &Guide<'_>,
) -> (Diagnostic, Diagnostic) {
    let (mut ours, mut theirs) = (ours.clone(), theirs.clone());
    frozen(base, &mut ours, &mut theirs);
    let ids: Vec<TableId> = theirs.tables.keys().cloned().collect();
    for id in ids {
        if one_side(base, &ours, &theirs, |of| of.tables.get(&id)) {
            continue;
        }
        let before = base.and_then(|base| base.tables.get(&id));
        let (Some(own), Some(other)) = (ours.tables.get(&id), theirs.tables.get(&id)) else {
            continue;
        };
        let keys = guide.keys.get(&id).map_or(&[][..], Vec::as_slice);
        let map = row_map(before.map(Arc::as_ref), own, other, keys);
        number_rows(&mut theirs, &id, &map, guide);
    }
    if !one_side(base, &ours, &theirs, |of| Some(&of.plan.actions)) {
        let before = base.map_or(&[][..], |base| &base.plan.actions);
        let map = action_map(before, &ours.plan.actions, &theirs.plan.actions);
        number_actions(&mut theirs, &map);
    }
    (ours, theirs)
}

/// Whether at most one side changed something, so that its numbers stand.
pub(super) fn one_side<'a, T: PartialEq + 'a>(
    base: Option<&'a Diagnostic>,
    ours: &'a Diagnostic,
    theirs: &'a Diagnostic,
    of: impl Fn(&'a Diagnostic) -> Option<&'a T>,
) -> bool {
    let (own, other) = (of(ours), of(theirs));
    own == other || base.is_some_and(|base| of(base) == own || of(base) == other)
}

/// New rows get their numbers by what they hold, so that no order of files shows in them.
pub(super) fn settle(
    base: Option<&Diagnostic>,
    ours: &Diagnostic,
    theirs: &Diagnostic,
    merged: &mut Merged,
    guide: &Guide<'_>,
) {
    let Some(base) = base else { return };
    let ids: Vec<TableId> = merged.document.tables.keys().cloned().collect();
    for id in ids {
        if one_side(Some(base), ours, theirs, |of| of.tables.get(&id)) {
            continue;
        }
        let known: BTreeSet<RowId> = rows_of(base, &id).iter().map(|row| row.id).collect();
        let keys = guide.keys.get(&id).map_or(&[][..], Vec::as_slice);
        let Some(table) = merged.document.tables.get_mut(&id) else { continue };
        let table = Arc::make_mut(table);
        let columns = table.columns.clone();
        let order = |row: &Arc<Row>| {
            let cells = cells(&columns, row);
            let key: Vec<_> = keys.iter().map(|id| format!("{:?}", cells.get(id))).collect();
            (key, format!("{cells:?}"))
        };
        let (old, mut new): (Vec<_>, Vec<_>) =
            table.rows.drain(..).partition(|row| known.contains(&row.id));
        new.sort_by_cached_key(order);
        let next = known.last().map_or(1, |most| most.saturating_add(1));
        let map: Map = new.iter().map(|row| row.id).zip(next..).collect();
        table.rows = old.into_iter().chain(new).collect();
        number_rows(&mut merged.document, &id, &map, guide);
        for one in &mut merged.conflicts {
            number_subject(&mut one.subject, &id, &map);
        }
        let rename = |target: Target| row_target(target, &id, &map, guide);
        for one in &mut merged.taken {
            one.target = rename(one.target.clone());
        }
    }
    if !one_side(Some(base), ours, theirs, |of| Some(&of.plan.actions)) {
        settle_actions(base, merged);
    }
}

fn settle_actions(base: &Diagnostic, merged: &mut Merged) {
    let known: BTreeSet<ActionId> = base.plan.actions.iter().map(|one| one.id).collect();
    let (old, mut new): (Vec<_>, Vec<_>) =
        merged.document.plan.actions.drain(..).partition(|one| known.contains(&one.id));
    new.sort_by_cached_key(content);
    let next = known.last().map_or(1, |most| most.saturating_add(1));
    let map: Map = new.iter().map(|one| one.id).zip(next..).collect();
    merged.document.plan.actions = old.into_iter().chain(new).collect();
    number_actions(&mut merged.document, &map);
    for one in &mut merged.taken {
        one.target = action_target(one.target.clone(), &map);
    }
    for conflict in &mut merged.conflicts {
        if let Subject::Other { target, ours, theirs } = &mut conflict.subject {
            *target = action_target(target.clone(), &map);
            ours.atom.number_action(&map);
            theirs.atom.number_action(&map);
        }
    }
}

fn rows_of<'a>(of: &'a Diagnostic, id: &TableId) -> &'a [Arc<Row>] {
    of.tables.get(id).map_or(&[], |table| &table.rows)
}

/// The filled cells of a row, by column.
pub(super) fn cells(columns: &[super::ColumnId], row: &Row) -> Cells {
    let filled = columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
    filled.map(|(column, cell)| (column.clone(), cell.clone())).collect()
}

/// Their new rows by our numbers: those that we have too, then fresh numbers.
fn row_map(base: Option<&Table>, ours: &Table, theirs: &Table, keys: &[super::ColumnId]) -> Map {
    let known: BTreeSet<RowId> =
        base.into_iter().flat_map(|table| &table.rows).map(|row| row.id).collect();
    let new = |table: &Table| -> Vec<(RowId, Cells)> {
        let rows = table.rows.iter().filter(|row| !known.contains(&row.id));
        rows.map(|row| (row.id, cells(&table.columns, row))).collect()
    };
    let (own, other) = (new(ours), new(theirs));
    let alike = |cells: &Cells| Some(format!("{cells:?}"));
    let key = |cells: &Cells| {
        let parts: Vec<_> = keys.iter().map(|id| cells.get(id)).collect();
        parts.iter().any(Option::is_some).then(|| format!("{parts:?}"))
    };
    let mut map = Map::new();
    let mut taken = BTreeSet::new();
    pair(&own, &other, alike, (&mut map, &mut taken), false);
    pair(&own, &other, key, (&mut map, &mut taken), true);
    let all = ours.rows.iter().chain(&theirs.rows).map(|row| row.id).chain(known);
    let mut next = all.max().map_or(1, |most| most.saturating_add(1));
    for (id, _) in other {
        if let std::collections::btree_map::Entry::Vacant(place) = map.entry(id) {
            place.insert(next);
            next = next.saturating_add(1);
        }
    }
    map
}

/// Pairs what has the same mark on both sides, each once; where only `alone` marks are told, a mark
/// that stands twice on a side tells nothing.
fn pair<T>(
    own: &[(u32, T)],
    other: &[(u32, T)],
    mark: impl Fn(&T) -> Option<String>,
    (map, taken): (&mut Map, &mut BTreeSet<u32>),
    alone: bool,
) {
    let free = |side: &[(u32, T)], used: &dyn Fn(u32) -> bool| {
        let mut marks: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (id, one) in side.iter().filter(|(id, _)| !used(*id)) {
            if let Some(mark) = mark(one) {
                marks.entry(mark).or_default().push(*id);
            }
        }
        marks
    };
    let ours = free(own, &|id| taken.contains(&id));
    let theirs = free(other, &|id| map.contains_key(&id));
    for (mark, ids) in theirs {
        let Some(own_ids) = ours.get(&mark) else { continue };
        if alone && (1 < ids.len() || 1 < own_ids.len()) {
            continue;
        }
        for (id, own_id) in ids.iter().zip(own_ids) {
            map.insert(*id, *own_id);
            taken.insert(*own_id);
        }
    }
}

fn number_rows(of: &mut Diagnostic, id: &TableId, map: &Map, guide: &Guide<'_>) {
    if map.iter().all(|(from, to)| from == to) {
        return;
    }
    if let Some(table) = of.tables.get_mut(id) {
        for row in &mut Arc::make_mut(table).rows {
            if let Some(to) = map.get(&row.id).filter(|to| **to != row.id) {
                Arc::make_mut(row).id = *to;
            }
        }
    }
    if guide.partnerships.as_ref() == Some(id) {
        let decisions = std::mem::take(&mut of.decisions).into_iter();
        of.decisions = decisions.map(|(row, one)| (number(row, map), one)).collect();
    }
    of.journal = renamed(&of.journal, |target| row_target(target, id, map, guide));
}

fn number(id: u32, map: &Map) -> u32 {
    map.get(&id).copied().unwrap_or(id)
}

fn row_target(target: Target, id: &TableId, map: &Map, guide: &Guide<'_>) -> Target {
    match target {
        Target::Row(table, row) if table == *id => Target::Row(table, number(row, map)),
        Target::Cell(table, row, column) if table == *id => {
            Target::Cell(table, number(row, map), column)
        }
        Target::Decision(row, field) if guide.partnerships.as_ref() == Some(id) => {
            Target::Decision(number(row, map), field)
        }
        other => other,
    }
}

fn number_subject(subject: &mut Subject, id: &TableId, map: &Map) {
    match subject {
        Subject::Cells { table, row, .. } | Subject::Row { table, row, .. } if table == id => {
            *row = number(*row, map);
        }
        _ => {}
    }
}

/// What an action says, whatever its number; those of one recommendation stand together.
fn content(action: &Action) -> String {
    format!("{:?} {:?}", action.rule, Action { id: 0, ..action.clone() })
}

fn action_map(base: &[Action], ours: &[Action], theirs: &[Action]) -> Map {
    let known: BTreeSet<ActionId> = base.iter().map(|one| one.id).collect();
    let new = |all: &[Action]| -> Vec<(ActionId, Action)> {
        let new = all.iter().filter(|one| !known.contains(&one.id));
        new.map(|one| (one.id, one.clone())).collect()
    };
    let (own, other) = (new(ours), new(theirs));
    let mut map = Map::new();
    let mut taken = BTreeSet::new();
    pair(&own, &other, |one| Some(content(one)), (&mut map, &mut taken), false);
    let rule = |one: &Action| one.rule.as_ref().map(ToString::to_string);
    pair(&own, &other, rule, (&mut map, &mut taken), true);
    let all = ours.iter().chain(theirs).map(|one| one.id).chain(known);
    let mut next = all.max().map_or(1, |most| most.saturating_add(1));
    for (id, _) in other {
        if let std::collections::btree_map::Entry::Vacant(place) = map.entry(id) {
            place.insert(next);
            next = next.saturating_add(1);
        }
    }
    map
}

fn number_actions(of: &mut Diagnostic, map: &Map) {
    if map.iter().all(|(from, to)| from == to) {
        return;
    }
    for action in &mut of.plan.actions {
        action.id = number(action.id, map);
    }
    of.journal = renamed(&of.journal, |target| action_target(target, map));
}

fn action_target(target: Target, map: &Map) -> Target {
    match target {
        Target::Action(id) => Target::Action(number(id, map)),
        Target::ActionField(id, field) => Target::ActionField(number(id, map), field),
        other => other,
    }
}

/// Frozen states that the base does not have get their numbers by day and content.
fn frozen(base: Option<&Diagnostic>, ours: &mut Diagnostic, theirs: &mut Diagnostic) {
    let known: BTreeSet<FrozenId> =
        base.into_iter().flat_map(|base| &base.frozen).map(|state| state.id).collect();
    let mark = |state: &crate::domain::Frozen| (state.day, Arc::clone(&state.hash));
    let new = |of: &Diagnostic| -> Vec<_> {
        let new = of.frozen.iter().filter(|state| !known.contains(&state.id));
        new.map(|state| mark(state)).collect()
    };
    let (own, other) = (new(ours), new(theirs));
    if other.is_empty() || (base.is_some() && own.is_empty()) {
        return;
    }
    let ordered: Vec<_> = if base.is_some() {
        own.iter().chain(&other).cloned().collect::<BTreeSet<_>>().into_iter().collect()
    } else {
        let more = other.iter().filter(|mark| !own.contains(mark));
        own.iter().chain(more).cloned().collect()
    };
    let next = known.last().map_or(1, |most| most.saturating_add(1));
    let numbers: BTreeMap<_, FrozenId> = ordered.into_iter().zip(next..).collect();
    for side in [ours, theirs] {
        let mut map = Map::new();
        for state in side.frozen.iter_mut().filter(|state| !known.contains(&state.id)) {
            let Some(id) = numbers.get(&mark(state)) else { continue };
            map.insert(state.id, *id);
            Arc::make_mut(state).id = *id;
        }
        side.journal = renamed(&side.journal, |target| match target.as_frozen() {
            Some(id) => Target::frozen(number(id, &map)),
            None => target,
        });
    }
}
