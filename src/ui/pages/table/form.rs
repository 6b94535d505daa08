//! One row as a form: what it cannot do without first, where it comes from last.

use std::collections::BTreeSet;

use egui::{Align, Frame, Key, Layout, Margin, Modifiers, Panel, Ui};

use crate::{
    app::Edit,
    domain::{Cell, ColumnId, Row, RowId},
    questionnaire::{Column, ColumnKind, LEAST_COUNT, check_entry, column as common},
    ui::{
        pages,
        tokens::{PAGE_WIDTH, Tokens, space},
        view::Out,
        widgets::{self, Button, CalloutKind, Icon},
    },
};

use super::{
    Sheet, columns,
    field::{self, Field},
    pick::Cursor,
    view,
};

/// The row that is filled.
#[derive(Debug)]
pub(super) struct State {
    /// None for a row that nothing was entered in yet.
    row: Option<RowId>,
    /// Whether the row was just added, and may not be in the document before the next frame.
    fresh: bool,
    /// The field to begin with.
    focus: Option<ColumnId>,
    /// Lists of options that are unfolded.
    pub(super) unfolded: BTreeSet<ColumnId>,
    /// What tells fields of this row from those of another.
    pub(super) salt: u64,
}

impl State {
    pub(super) fn new(row: Option<RowId>, focus: Option<ColumnId>, salt: u64) -> Self {
        Self { row, fresh: false, focus, unfolded: BTreeSet::new(), salt }
    }

    /// Whether the row was removed or its adding taken back.
    pub(super) fn is_gone(&mut self, here: &BTreeSet<RowId>) -> bool {
        let gone = self.row.is_some_and(|row| !here.contains(&row));
        !std::mem::take(&mut self.fresh) && gone
    }
}

/// Draws the form.
pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, state: &mut super::State, out: &mut Out) {
    let escaped = !egui::Popup::is_any_open(ui.ctx())
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let frame = Frame::new().fill(Tokens::of(ui).surface).inner_margin(Margin::symmetric(20, 6));
    let closed = Panel::top("row").frame(frame).show(ui, |ui| above(ui, page, state, out)).inner;
    let Some(mut form) = state.form.take() else { return };
    let salt = form.salt;
    let more = pages::column(ui, "row form", |ui| {
        ui.add_enabled_ui(page.document.can_change(), |ui| {
            fields(ui, page, &mut form, out);
            ui.add_space(space::MEDIUM);
            ui.horizontal_wrapped(|ui| {
                let add = ui.add(Button::primary(page.lang.table_add_another()).icon(Icon::Plus));
                let back = widgets::secondary(ui, page.lang.table_done()).clicked();
                (add.clicked(), back)
            })
            .inner
        })
        .inner
    });
    let row = form.row;
    if state.opened == salt {
        state.form = Some(form);
    }
    if more.0 {
        state.open(None, None);
    } else if closed || escaped || more.1 {
        out.send(crate::app::Command::Seal);
        state.form = None;
        let column = state.cursor.map_or(0, |cursor| cursor.column);
        state.cursor = row.map(|row| Cursor { row, column }).or(state.cursor);
        state.anchor = state.cursor.map(|cursor| cursor.row);
        state.reach = state.cursor.is_some();
    }
}

/// Back to the table, which row this is, and the ones before and after.
fn above(ui: &mut Ui, page: &Sheet<'_>, state: &mut super::State, out: &mut Out) -> bool {
    let lang = page.lang;
    let row = state.form.as_ref().and_then(|form| form.row);
    let line = row.and_then(|row| state.view.line_of(row));
    ui.horizontal_wrapped(|ui| {
        let back = ui.add(
            Button::quiet(lang.table_back()).icon(Icon::Left).shortcut(lang.table_escape_key()),
        );
        let count = lang.integer(state.view.len());
        let title = match (line, row) {
            (Some(line), _) => lang.table_line_of(count, lang.integer(line + 1)),
            (None, Some(_)) => lang.table_hidden_row().to_owned(),
            (None, None) => lang.table_new_row().to_owned(),
        };
        widgets::heading(ui, &title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if row.is_some() && page.document.can_change() {
                let label = lang.table_remove_this();
                if ui.add(Button::icon_only(Icon::Trash, label)).clicked() {
                    state.selected.clear();
                    state.cursor = row.map(|row| Cursor { row, column: 0 });
                    state.form = None;
                    state.remove(page, out);
                }
            }
            let line = line.filter(|_| state.form.is_some());
            let near = [
                (Icon::Down, lang.table_next_row(), line.map(|line| line + 1)),
                (Icon::Up, lang.table_previous_row(), line.and_then(|line| line.checked_sub(1))),
            ];
            for (icon, name, line) in near {
                let there = line.and_then(|line| state.view.line(line)).map(|(row, _)| row.id);
                let pressed = ui
                    .add_enabled_ui(there.is_some(), |ui| ui.add(Button::icon_only(icon, name)))
                    .inner
                    .clicked();
                if pressed {
                    out.send(crate::app::Command::Seal);
                    state.open(there, None);
                }
            }
        });
        back.clicked()
    })
    .inner
}

/// The fields by group: required ones, the others, then where the row comes from.
fn fields(ui: &mut Ui, page: &Sheet<'_>, form: &mut State, out: &mut Out) {
    let blank = Row { id: 0, cells: Vec::new() };
    let row = form.row.and_then(|id| page.table.row(id)).map_or(&blank, |row| row);
    ui.set_max_width(PAGE_WIDTH.min(ui.available_width()));
    if form.row.is_some() {
        for problem in problems(page, row) {
            widgets::callout(ui, CalloutKind::Warning, &problem, |_| ());
        }
        for hint in hints(page, row) {
            widgets::callout(ui, CalloutKind::Info, &hint, |_| ());
        }
    }
    let mut changes = field::Changes::default();
    let all = || page.spec.columns.iter();
    let own: Vec<_> = all()
        .filter(|column| column.required)
        .chain(all().filter(|column| !column.required && !columns::is_common(column)))
        .collect();
    let proof: Vec<_> = all().filter(|c| !c.required && columns::is_common(c)).collect();
    group(ui, page, (form, row), &own, &mut changes);
    if !proof.is_empty() {
        ui.add_space(space::MEDIUM);
        widgets::title(ui, page.lang.table_proof());
        widgets::weak(ui, page.lang.table_proof_why());
        group(ui, page, (form, row), &proof, &mut changes);
    }
    if let Some(folded) = changes.folded.take()
        && !form.unfolded.remove(&folded)
    {
        form.unfolded.insert(folded);
    }
    if !changes.cells.is_empty() {
        enter(ui, page, form, changes.cells, out);
    }
}

/// Fields one under the other, short ones two by two.
fn group(
    ui: &mut Ui,
    page: &Sheet<'_>,
    (form, row): (&mut State, &Row),
    columns: &[&Column],
    changes: &mut field::Changes,
) {
    let two = 560.0 <= ui.available_width();
    let mut left = columns;
    while let [first, rest @ ..] = left {
        ui.add_space(space::SMALL);
        match rest {
            [second, after @ ..] if two && is_short(first) && is_short(second) => {
                let half = (ui.available_width() - space::LARGE) / 2.0;
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::LARGE;
                    for column in [first, second] {
                        ui.vertical(|ui| {
                            ui.spacing_mut().item_spacing.x = space::SMALL;
                            ui.set_width(half);
                            one(ui, page, (&mut *form, row), column, changes);
                        });
                    }
                });
                left = after;
            }
            _ => {
                one(ui, page, (form, row), first, changes);
                left = rest;
            }
        }
    }
}

const fn is_short(column: &Column) -> bool {
    matches!(
        column.kind,
        ColumnKind::Number { .. }
            | ColumnKind::Year
            | ColumnKind::Month
            | ColumnKind::YesNo
            | ColumnKind::Choice(_)
    )
}

fn one(
    ui: &mut Ui,
    page: &Sheet<'_>,
    (form, row): (&mut State, &Row),
    column: &Column,
    changes: &mut field::Changes,
) {
    let cell = view::cell(row, page.table.column(column.id.as_str()));
    let country = match &column.kind {
        ColumnKind::Town { country } => Some(view::cell(row, page.table.column(country.as_str()))),
        _ => None,
    };
    let field = Field {
        lang: page.lang,
        table: &page.spec.id,
        row: form.row,
        column,
        cell,
        salt: form.salt,
        country,
        recent: page.recent,
        unfolded: form.unfolded.contains(&column.id),
        begins: form.focus.as_ref() == Some(&column.id),
    };
    if field.begins {
        form.focus = None;
    }
    field::show(ui, &field, changes);
}

/// Writes what was entered; the first thing entered makes the row.
fn enter(ui: &Ui, page: &Sheet<'_>, form: &mut State, cells: Vec<(ColumnId, Cell)>, out: &mut Out) {
    let table = page.spec.id.clone();
    match form.row {
        None => {
            let row = page.table.next_row_id();
            form.row = Some(row);
            form.fresh = true;
            // What was typed and is not read yet belongs to this row from now on.
            for column in &page.spec.columns {
                let new = field::key_of(&table, None, &column.id);
                if let Some(text) = widgets::draft(ui, &new) {
                    widgets::keep_draft(ui, &new, None);
                    let own = field::key_of(&table, Some(row), &column.id);
                    widgets::keep_draft(ui, &own, Some(&text));
                }
            }
            out.edit(Edit::AddRows(table, vec![cells]));
        }
        Some(row) => {
            let mut edits: Vec<_> = cells
                .into_iter()
                .map(|(column, cell)| Edit::Cell(table.clone(), row, column, cell))
                .collect();
            let edit = if edits.len() == 1 { edits.pop() } else { Some(Edit::All(edits)) };
            if let Some(edit) = edit {
                out.edit(edit);
            }
        }
    }
}

/// What is wrong in a row, as sentences.
pub(super) fn problems(page: &Sheet<'_>, row: &Row) -> Vec<String> {
    let lang = page.lang;
    let problem = |column: &Column| {
        let cell = view::cell(row, page.table.column(column.id.as_str()));
        let problem = check_entry(column, cell)?;
        let place = column.label.get(lang);
        Some(format!("{} {}", lang.answers_at(place, problem.sentence(lang)), problem.hint(lang)))
    };
    page.spec.columns.iter().filter_map(problem).collect()
}

/// What to know of a row that is right: small counts, old figures.
pub(super) fn hints(page: &Sheet<'_>, row: &Row) -> Vec<String> {
    let lang = page.lang;
    let mut hints = Vec::new();
    for column in &page.spec.columns {
        if !page.document.pack().counts_people(&page.spec.id, &column.id) {
            continue;
        }
        let cell = view::cell(row, page.table.column(column.id.as_str()));
        match cell.as_range() {
            Some((low, _)) if low < LEAST_COUNT => {
                hints.push(lang.table_masked(lang.number(LEAST_COUNT, 0)));
            }
            Some((low, _)) => {
                let least = page.spec.fragile_below.filter(|least| low < *least);
                hints.extend(least.map(|least| lang.table_fragile(lang.number(least, 0))));
            }
            None => {}
        }
    }
    let year = view::cell(row, page.table.column(common::YEAR)).as_month();
    let today = page.document.diagnostic().as_of.year();
    if let (Some(year), Some(most)) = (year, page.spec.stale_after) {
        let age = today.saturating_sub(year.year());
        if i16::from(most) < age {
            hints.push(lang.table_stale(most, year.year()));
        }
    }
    hints
}
