//! The keyboard in the grid: arrows move, Enter opens, typing edits, Delete removes.

use egui::{Event, EventFilter, Key, Modifiers, Ui};

use crate::ui::view::Out;

use super::{
    State,
    grid::{Grid, ROW},
    head,
    pick::{Act, Cursor},
    typing::Typing,
};

/// Takes the keys meant for the grid, if it has the focus; returns what they ask for.
pub(super) fn keys(ui: &Ui, grid: &Grid<'_>, state: &mut State, out: &mut Out) -> Vec<Act> {
    let Some(cursor) = state.cursor.filter(|_| state.typing.is_none()) else { return Vec::new() };
    let id = grid.cell_id(cursor);
    if !ui.memory(|memory| memory.has_focus(id)) {
        return Vec::new();
    }
    let lock = EventFilter {
        tab: false,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: !state.selected.is_empty(),
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, lock));
    if let Some(act) = moved(ui, grid, state, cursor) {
        return vec![act];
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::Enter) {
        let column = grid.column(cursor.column).map(|column| column.id.clone());
        return vec![Act::Open(cursor.row, column)];
    }
    if pressed(Modifiers::NONE, Key::Space) {
        ui.input_mut(|input| {
            input.events.retain(|event| !matches!(event, Event::Text(text) if text == " "));
        });
        return vec![Act::Toggle(cursor.row)];
    }
    if pressed(Modifiers::COMMAND, Key::A) {
        return vec![Act::ToggleAll];
    }
    if pressed(Modifiers::NONE, Key::Escape) {
        state.selected.clear();
    } else if pressed(Modifiers::NONE, Key::Delete) {
        state.remove(grid.page, out);
    } else if pressed(Modifiers::COMMAND, Key::D) {
        if let Some(column) = grid.column(cursor.column) {
            state.fill_down(grid.page, &column.id, out);
        }
    } else if taken(ui, |event| matches!(event, Event::Copy)).is_some() {
        head::copy_out(ui, grid.page, state);
    } else if grid.page.document.can_change() {
        begin_typing(ui, grid, state, cursor);
    }
    Vec::new()
}

/// Takes the first such event away.
fn taken(ui: &Ui, wanted: impl Fn(&Event) -> bool) -> Option<Event> {
    ui.input_mut(|input| {
        let at = input.events.iter().position(wanted)?;
        Some(input.events.remove(at))
    })
}

fn begin_typing(ui: &Ui, grid: &Grid<'_>, state: &mut State, cursor: Cursor) {
    let typed = match taken(ui, |event| matches!(event, Event::Text(_))) {
        Some(Event::Text(text)) => Some(text),
        _ => None,
    };
    let edits = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F2));
    if typed.is_none() && !edits {
        return;
    }
    let Some(column) = grid.column(cursor.column) else { return };
    if Typing::suits(&column.kind) {
        state.typing = Some(Typing::new(grid.page, cursor, column, typed));
    } else {
        state.open(Some(cursor.row), Some(column.id.clone()));
    }
}

/// Where the arrows lead.
fn moved(ui: &Ui, grid: &Grid<'_>, state: &State, cursor: Cursor) -> Option<Act> {
    let line = state.view.line_of(cursor.row)?;
    let (last_line, last) = (state.view.len().checked_sub(1)?, grid.columns.len().checked_sub(1)?);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "as many rows as fit on a screen"
    )]
    let page = ((ui.clip_rect().height() / ROW) as usize).saturating_sub(2).max(1);
    let far = Modifiers::COMMAND;
    let moves = [
        (Modifiers::NONE, Key::ArrowDown, (line + 1).min(last_line), cursor.column),
        (Modifiers::NONE, Key::ArrowUp, line.saturating_sub(1), cursor.column),
        (Modifiers::NONE, Key::ArrowRight, line, (cursor.column + 1).min(last)),
        (Modifiers::NONE, Key::ArrowLeft, line, cursor.column.saturating_sub(1)),
        (Modifiers::NONE, Key::PageDown, (line + page).min(last_line), cursor.column),
        (Modifiers::NONE, Key::PageUp, line.saturating_sub(page), cursor.column),
        (far, Key::Home, 0, 0),
        (far, Key::End, last_line, last),
        (Modifiers::NONE, Key::Home, line, 0),
        (Modifiers::NONE, Key::End, line, last),
    ];
    for (modifiers, key, line, column) in moves {
        let extends = ui.input_mut(|input| input.consume_key(modifiers | Modifiers::SHIFT, key));
        if extends || ui.input_mut(|input| input.consume_key(modifiers, key)) {
            let row = state.view.line(line)?.0.id;
            let to = Cursor { row, column };
            return Some(if extends { Act::Extend(to) } else { Act::Go(to) });
        }
    }
    None
}
