//! Edits: every way a document can change, applied in one place and written to its journal.

mod frozen;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Display,
    sync::Arc,
};

use jiff::civil::Date;

use crate::{
    domain::{
        Ambition, Answer, Aspect, BlockId, Cell, Change, ChangeKey, ColumnId, Cover, Coverage,
        Diagnostic, Differences, Exploration, Frozen, FrozenId, OptionId, Path, PointChoice,
        PointId, QuestionId, RoleId, Row, RowId, State, Table, TableId, Target, Territory, Value,
        Weight,
    },
    questionnaire::Pack,
};

use super::{
    decision_edit::{ResolutionChange, forget_decisions},
    importing::IMPORTED,
    plan_edit::PlanEdit,
};

/// One change of a document, which undo takes back as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The territory's identity.
    Territory(Box<Territory>),
    /// The day that the diagnostic describes.
    AsOf(Date),
    /// The quick or the full path; answers are kept.
    Path(Path),
    /// An answer as a whole; a blank one takes the answer away.
    Answer(QuestionId, Box<Answer>),
    /// New rows at the end of a table, each as its filled cells.
    AddRows(TableId, Vec<Vec<(ColumnId, Cell)>>),
    /// Rows taken out of a table.
    RemoveRows(TableId, Vec<RowId>),
    /// One cell.
    Cell(TableId, RowId, ColumnId, Cell),
    /// The same cell in several rows.
    Column(TableId, ColumnId, Vec<RowId>, Cell),
    /// Rows put in this order; rows that are not named keep their order at the end.
    Order(TableId, Vec<RowId>),
    /// How complete a table is.
    Coverage(TableId, Option<Coverage>),
    /// How complete one channel of a table is, where it differs.
    ChannelCoverage(TableId, OptionId, Option<Coverage>),
    /// The level wanted for a component.
    Ambition(BlockId, Option<Ambition>),
    /// The action plan.
    Plan(PlanEdit),
    /// What is decided of a partnership, by its row.
    Decision(RowId, ResolutionChange),
    /// Notes that other weights were tried: the profile, empty for weights of one's own, and how
    /// much blocks counted.
    NoteExploration(String, BTreeMap<BlockId, Weight>),
    /// Takes a noted exploration away, by its place.
    DropExploration(usize),
    /// A state kept beside the document from now on.
    Freeze(Box<Frozen>),
    /// Another name for a frozen state.
    RenameFrozen(FrozenId, String),
    /// A frozen state taken away.
    RemoveFrozen(FrozenId),
    /// What the covers of documents say.
    Cover(Box<Cover>),
    /// What is chosen of a speaking point; none goes back to the suggestion.
    Point(PointId, Option<PointChoice>),
    /// Everything as another state of the document has it; the journal goes on.
    Restore(Box<Diagnostic>),
    /// Everything as a merge has it, its journal included; what was merged is noted by its name.
    Merge(Box<Diagnostic>, String),
    /// Several changes as one.
    All(Vec<Self>),
    /// What a file brought, by the name of its layout or table.
    Import(String, Vec<Self>),
}

impl Edit {
    /// What the edit changes, for its name in « Annuler » and to join keystrokes in one field.
    pub fn target(&self) -> Target {
        match self {
            Self::Territory(_) => Target::Profile("territory".to_owned()),
            Self::AsOf(_) => Target::Profile("as_of".to_owned()),
            Self::Path(_) => Target::Profile("path".to_owned()),
            Self::Answer(id, _) => Target::Answer(id.clone()),
            Self::AddRows(table, _)
            | Self::RemoveRows(table, _)
            | Self::Column(table, ..)
            | Self::Order(table, _) => Target::Rows(table.clone()),
            Self::Cell(table, row, column, _) => Target::Cell(table.clone(), *row, column.clone()),
            Self::Coverage(table, _) | Self::ChannelCoverage(table, ..) => {
                Target::Coverage(table.clone())
            }
            Self::Ambition(block, _) => Target::Ambition(block.clone()),
            Self::Plan(edit) => edit.target(),
            Self::Decision(row, change) => Target::Decision(*row, change.field()),
            Self::NoteExploration(..) | Self::DropExploration(_) => {
                Target::Profile(EXPLORATIONS.to_owned())
            }
            Self::Freeze(state) => Target::frozen(state.id),
            Self::RenameFrozen(id, _) | Self::RemoveFrozen(id) => Target::frozen(*id),
            Self::Cover(_) => Target::Profile("cover".to_owned()),
            Self::Point(id, _) => Target::Point(id.clone()),
            Self::Restore(_) => Target::Profile(RESTORED.to_owned()),
            Self::Import(title, _) => Target::Profile(format!("{IMPORTED}{title}")),
            Self::Merge(..) => Target::Profile(MERGED.to_owned()),
            Self::All(edits) => {
                edits.first().map_or_else(|| Target::Profile(String::new()), Self::target)
            }
        }
    }

    /// Whether the edit is a keystroke that the next one in the same place continues; choosing is
    /// a step of its own.
    pub fn joins(&self, before: &Diagnostic) -> bool {
        match self {
            Self::Territory(_) | Self::RenameFrozen(..) | Self::Cover(_) => true,
            Self::Cell(_, _, _, cell) => matches!(cell, Cell::Text(_) | Cell::Number(_)),
            Self::Answer(id, answer) => {
                let known = before.answers.get(id).map(|answer| &answer.state);
                let typed = |value: &Value| matches!(value, Value::Number(_) | Value::Parts(_));
                let figures = |state: &State| match state {
                    State::Given(value) | State::Between(value, _) => typed(value),
                    _ => false,
                };
                known == Some(&answer.state)
                    || (figures(&answer.state)
                        && known.is_none_or(|known| figures(known) || *known == State::NotAsked))
            }
            Self::Plan(edit) => edit.joins(&before.plan),
            Self::Decision(_, change) => change.is_typed(),
            // Rewording goes on letter by letter; to begin is a step of its own.
            Self::Point(id, Some(PointChoice::Reworded { .. })) => {
                matches!(before.points.get(id), Some(PointChoice::Reworded { .. }))
            }
            _ => false,
        }
    }

    /// Changes a document of this pack and writes the change to its journal under this day and
    /// role.
    pub fn apply(self, diagnostic: &mut Diagnostic, pack: &Pack, day: Date, role: Option<&RoleId>) {
        let mut log = Log { pack, day, role: role.cloned() };
        self.perform(diagnostic, &mut log);
    }

    fn perform(self, diagnostic: &mut Diagnostic, log: &mut Log<'_>) {
        match self {
            Self::Territory(territory) => set_territory(diagnostic, *territory, log),
            Self::AsOf(date) => {
                let from = std::mem::replace(&mut diagnostic.as_of, date);
                log.write(diagnostic, Target::Profile("as_of".to_owned()), from, date);
            }
            Self::Path(path) => {
                let from = std::mem::replace(&mut diagnostic.path, path);
                let target = Target::Profile("path".to_owned());
                log.write(diagnostic, target, from.code(), path.code());
            }
            Self::Answer(id, answer) => set_answer(diagnostic, id, *answer, log),
            Self::AddRows(id, rows) => add_rows(diagnostic, &id, rows, log),
            Self::RemoveRows(id, rows) => remove_rows(diagnostic, &id, &rows, log),
            Self::Cell(id, row, column, cell) => {
                set_cell(diagnostic, &id, row, &column, cell, log);
            }
            Self::Column(id, column, rows, cell) => {
                set_column(diagnostic, &id, &column, (&rows, &cell), log);
            }
            Self::Order(id, order) => {
                table_mut(diagnostic, &id).rows.sort_by_key(|row| {
                    order.iter().position(|id| *id == row.id).unwrap_or(usize::MAX)
                });
            }
            Self::Coverage(id, coverage) => {
                let from = std::mem::replace(&mut table_mut(diagnostic, &id).coverage, coverage);
                log.write(diagnostic, Target::Coverage(id), code(from), code(coverage));
            }
            Self::ChannelCoverage(id, channel, coverage) => {
                let channels = &mut table_mut(diagnostic, &id).channel_coverage;
                let from = match coverage {
                    Some(coverage) => channels.insert(channel, coverage),
                    None => channels.remove(&channel),
                };
                log.write(diagnostic, Target::Coverage(id), code(from), code(coverage));
            }
            Self::Ambition(id, ambition) => {
                let from = match ambition {
                    Some(ambition) => diagnostic.ambitions.insert(id.clone(), ambition),
                    None => diagnostic.ambitions.remove(&id),
                };
                log.write(diagnostic, Target::Ambition(id), level(from), level(ambition));
            }
            Self::Plan(edit) => edit.perform(diagnostic, log),
            Self::Decision(row, change) => change.perform(diagnostic, row, log),
            Self::NoteExploration(profile, weights) => explore(diagnostic, profile, weights, log),
            Self::DropExploration(place) => drop_exploration(diagnostic, place, log),
            Self::Freeze(state) => frozen::freeze(diagnostic, *state, log),
            Self::RenameFrozen(id, name) => frozen::rename(diagnostic, id, name, log),
            Self::RemoveFrozen(id) => frozen::remove(diagnostic, id, log),
            Self::Cover(cover) => set_cover(diagnostic, *cover, log),
            Self::Point(id, choice) => choose_point(diagnostic, id, choice, log),
            Self::Restore(state) => restore(diagnostic, *state, log),
            Self::Merge(state, name) => {
                *diagnostic = *state;
                log.noted(diagnostic, Target::Profile(MERGED.to_owned()), &name);
            }
            Self::All(edits) | Self::Import(_, edits) => {
                for edit in edits {
                    edit.perform(diagnostic, log);
                }
            }
        }
    }
}

/// Writes changes to a journal.
pub(super) struct Log<'a> {
    pub(super) pack: &'a Pack,
    day: Date,
    role: Option<RoleId>,
}

impl Log<'_> {
    /// Joins a change to what the same thing went through that day.
    pub(super) fn write(
        &self,
        diagnostic: &mut Diagnostic,
        target: Target,
        from: impl Display,
        to: impl Display,
    ) {
        let key = ChangeKey { day: self.day, target };
        let (from, to) = (format!("{from}"), format!("{to}"));
        let first = diagnostic.journal.remove(&key).map_or(from, |earlier| earlier.from);
        if first != to {
            let change = Change { from: first, to, role: self.role.clone() };
            diagnostic.journal.insert(key, change);
        }
    }

    /// Writes that something was done with this today, beside what was done before.
    fn noted(&self, diagnostic: &mut Diagnostic, target: Target, what: &str) {
        let key = ChangeKey { day: self.day, target };
        let before = diagnostic.journal.remove(&key).map(|change| change.to);
        let to = before.map_or_else(|| what.to_owned(), |before| format!("{before} · {what}"));
        let change = Change { to, role: self.role.clone(), ..Change::default() };
        diagnostic.journal.insert(key, change);
    }

    /// Writes that a thing is new today, even if it is blank still.
    pub(super) fn added(&self, diagnostic: &mut Diagnostic, target: Target, summary: String) {
        let change = Change { to: summary, role: self.role.clone(), ..Change::default() };
        diagnostic.journal.insert(ChangeKey { day: self.day, target }, change);
    }

    /// Writes that a thing is gone; one that came today leaves no trace.
    pub(super) fn removed(&self, diagnostic: &mut Diagnostic, target: Target, summary: &str) {
        let key = ChangeKey { day: self.day, target };
        match diagnostic.journal.remove(&key) {
            Some(change) if change.from.is_empty() => {}
            _ => self.write(diagnostic, key.target, summary, ""),
        }
    }

    /// Whether a thing came today, so that its journal entry stands for all its parts, and a row
    /// typed cell by cell leaves the same trace as one that was imported.
    pub(super) fn is_new(&self, diagnostic: &Diagnostic, target: &Target) -> bool {
        let key = ChangeKey { day: self.day, target: target.clone() };
        diagnostic.journal.get(&key).is_some_and(|change| change.from.is_empty())
    }
}

/// What explorations are called in the journal.
const EXPLORATIONS: &str = "explorations";

/// Notes an exploration, once a day for the same weights.
fn explore(
    diagnostic: &mut Diagnostic,
    profile: String,
    weights: BTreeMap<BlockId, Weight>,
    log: &Log<'_>,
) {
    let before = diagnostic.explorations.len();
    let one = Exploration { day: log.day, profile, weights, role: log.role.clone() };
    if !diagnostic.explorations.iter().any(|other| other.is_same(&one)) {
        diagnostic.explorations.push(one);
    }
    let after = diagnostic.explorations.len();
    log.write(diagnostic, Target::Profile(EXPLORATIONS.to_owned()), before, after);
}

fn choose_point(
    diagnostic: &mut Diagnostic,
    id: PointId,
    choice: Option<PointChoice>,
    log: &Log<'_>,
) {
    let words =
        |choice: Option<&PointChoice>| choice.map_or_else(String::new, PointChoice::summary);
    let to = words(choice.as_ref());
    let from = match choice {
        Some(choice) => diagnostic.points.insert(id.clone(), choice),
        None => diagnostic.points.remove(&id),
    };
    log.write(diagnostic, Target::Point(id), words(from.as_ref()), to);
}

/// Takes a noted exploration away.
fn drop_exploration(diagnostic: &mut Diagnostic, place: usize, log: &Log<'_>) {
    let before = diagnostic.explorations.len();
    if place < before {
        diagnostic.explorations.remove(place);
    }
    let after = diagnostic.explorations.len();
    log.write(diagnostic, Target::Profile(EXPLORATIONS.to_owned()), before, after);
}

/// The name of the step that takes in what others have filled in.
pub const MERGED: &str = "merged";

/// The name of the step that goes back to another state of the document.
pub const RESTORED: &str = "restored";

fn restore(diagnostic: &mut Diagnostic, state: Diagnostic, log: &Log<'_>) {
    let found = Differences::between(diagnostic, &state);
    let journal = std::mem::take(&mut diagnostic.journal);
    let kept = frozen::all(std::mem::take(&mut diagnostic.frozen), &state.frozen);
    *diagnostic = Diagnostic { journal, frozen: kept, ..state };
    let many = MANY < found.rows;
    for difference in found.all {
        if difference.target.as_frozen().is_some() {
            continue;
        }
        let row = matches!(difference.target, Target::Cell(..) | Target::Row(..));
        if difference.aspect == Aspect::Value && !(many && row) {
            log.write(diagnostic, difference.target, difference.from, difference.to);
        }
    }
}

fn code(coverage: Option<Coverage>) -> &'static str {
    coverage.map_or("", Coverage::code)
}

fn level(ambition: Option<Ambition>) -> String {
    ambition.map_or_else(String::new, |ambition| ambition.to_string())
}

fn set_cover(diagnostic: &mut Diagnostic, cover: Cover, log: &Log<'_>) {
    let to = cover.to_string();
    let from = std::mem::replace(&mut diagnostic.cover, cover);
    log.write(diagnostic, Target::Profile("cover".to_owned()), from, to);
}

fn set_territory(diagnostic: &mut Diagnostic, territory: Territory, log: &Log<'_>) {
    let label = |territory: &Territory| match territory.code.as_str() {
        "" => territory.name.clone(),
        code => format!("{} ({code})", territory.name),
    };
    let (from, to) = (label(&diagnostic.territory), label(&territory));
    diagnostic.territory = territory;
    log.write(diagnostic, Target::Profile("territory".to_owned()), from, to);
}

fn set_answer(diagnostic: &mut Diagnostic, id: QuestionId, answer: Answer, log: &Log<'_>) {
    let to = answer.state.to_string();
    let from = if answer.is_blank() {
        diagnostic.answers.remove(&id)
    } else {
        diagnostic.answers.insert(id.clone(), answer)
    };
    let from = from.map_or_else(String::new, |answer| answer.state.to_string());
    log.write(diagnostic, Target::Answer(id), from, to);
}

fn table_mut<'a>(diagnostic: &'a mut Diagnostic, id: &TableId) -> &'a mut Table {
    Arc::make_mut(diagnostic.tables.entry(id.clone()).or_default())
}

/// Puts a table's columns in the pack's order, so that the order of typing leaves no trace.
fn arrange(table: &mut Table, id: &TableId, pack: &Pack) {
    let Some(spec) = pack.table(id.as_str()) else { return };
    let order: Vec<_> = spec.columns.iter().map(|column| &column.id).collect();
    if let Some(arranged) = table.arranged(&order) {
        *table = arranged;
    }
}

fn add_rows(
    diagnostic: &mut Diagnostic,
    id: &TableId,
    rows: Vec<Vec<(ColumnId, Cell)>>,
    log: &Log<'_>,
) {
    let table = table_mut(diagnostic, id);
    let before = table.rows.len();
    let mut next = table.next_row_id();
    for cells in rows {
        let mut row = Row { id: next, cells: Vec::new() };
        for (column, cell) in cells {
            row.set(table.column_or_insert(&column), cell);
        }
        table.rows.push(Arc::new(row));
        next = next.saturating_add(1);
    }
    arrange(table, id, log.pack);
    let added: Vec<_> = table.rows.get(before..).unwrap_or_default().to_vec();
    let after = table.rows.len();
    if MANY < added.len() {
        return log.write(diagnostic, Target::Rows(id.clone()), before, after);
    }
    for row in added {
        log.added(diagnostic, Target::Row(id.clone(), row.id), row.summary());
    }
}

fn remove_rows(diagnostic: &mut Diagnostic, id: &TableId, rows: &[RowId], log: &Log<'_>) {
    let doomed: BTreeSet<RowId> = rows.iter().copied().collect();
    let table = table_mut(diagnostic, id);
    let before = table.rows.len();
    let removed: Vec<_> = table.rows.extract_if(.., |row| doomed.contains(&row.id)).collect();
    let after = table.rows.len();
    forget_decisions(diagnostic, id, &doomed, log);
    if MANY < removed.len() {
        return log.write(diagnostic, Target::Rows(id.clone()), before, after);
    }
    for row in removed {
        log.removed(diagnostic, Target::Row(id.clone(), row.id), &row.summary());
    }
}

/// From how many rows at once the journal counts them instead of naming each.
const MANY: usize = 50;

fn set_cell(
    diagnostic: &mut Diagnostic,
    id: &TableId,
    row: RowId,
    column: &ColumnId,
    cell: Cell,
    log: &Log<'_>,
) {
    let to = cell.to_string();
    let table = table_mut(diagnostic, id);
    let before =
        table.column(column.as_str()).and_then(|at| Some(table.row(row)?.cell(at).to_string()));
    if !table.set_cell(row, column, cell) {
        return;
    }
    arrange(table, id, log.pack);
    let present = table.row(row).cloned();
    let whole = Target::Row(id.clone(), row);
    if let Some(present) = present.filter(|_| log.is_new(diagnostic, &whole)) {
        log.added(diagnostic, whole, present.summary());
    } else {
        let target = Target::Cell(id.clone(), row, column.clone());
        log.write(diagnostic, target, before.unwrap_or_default(), to);
    }
}

fn set_column(
    diagnostic: &mut Diagnostic,
    id: &TableId,
    column: &ColumnId,
    (rows, cell): (&[RowId], &Cell),
    log: &Log<'_>,
) {
    let wanted: BTreeSet<RowId> = rows.iter().copied().collect();
    let table = table_mut(diagnostic, id);
    let index = table.column_or_insert(column);
    let mut changed = Vec::new();
    for row in table.rows.iter_mut().filter(|row| wanted.contains(&row.id)) {
        if row.cell(index) != cell {
            changed.push((row.id, row.cell(index).to_string()));
            Arc::make_mut(row).set(index, cell.clone());
        }
    }
    arrange(table, id, log.pack);
    if MANY < changed.len() {
        let to = format!("{column}: {cell} ({})", changed.len());
        return log.write(diagnostic, Target::Rows(id.clone()), "", to);
    }
    for (row, before) in changed {
        let present = diagnostic.table(id.as_str()).and_then(|table| table.row(row)).cloned();
        let whole = Target::Row(id.clone(), row);
        match present.filter(|_| log.is_new(diagnostic, &whole)) {
            Some(present) => log.added(diagnostic, whole, present.summary()),
            None => {
                let target = Target::Cell(id.clone(), row, column.clone());
                log.write(diagnostic, target, before, cell);
            }
        }
    }
}
