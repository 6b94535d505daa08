//! Typing in a cell of the grid, as in a spreadsheet: Enter keeps it and goes down.

use egui::{Area, Frame, Key, Modifiers, Order, Stroke, TextEdit, Ui};

use crate::{
    app::Edit,
    domain::{Cell, RowId},
    exchange::read_typed_cell,
    language::Lang,
    questionnaire::{Column, ColumnKind, check_cell},
    ui::{
        tokens::{RADIUS, Tokens},
        view::Out,
        widgets,
    },
};

use super::{
    Sheet, State,
    columns::Shown,
    field::key_of,
    grid::Grid,
    pick::{Act, Cursor},
    view, words,
};

/// What is being typed in which cell.
#[derive(Clone, Debug)]
pub(super) struct Typing {
    pub(super) row: RowId,
    column: usize,
    text: String,
    problem: Option<String>,
    begun: bool,
}

impl Typing {
    /// Whether a column is better typed in than chosen from a form.
    pub(super) const fn suits(kind: &ColumnKind) -> bool {
        matches!(
            kind,
            ColumnKind::Text
                | ColumnKind::Town { .. }
                | ColumnKind::Number { .. }
                | ColumnKind::Year
                | ColumnKind::Month
                | ColumnKind::YesNo
                | ColumnKind::Place
        )
    }

    /// Begins with what was typed, or with what the cell holds.
    pub(super) fn new(
        page: &Sheet<'_>,
        cursor: Cursor,
        column: &Column,
        typed: Option<String>,
    ) -> Self {
        let held = || {
            let row = page.table.row(cursor.row)?;
            let cell = view::cell(row, page.table.column(column.id.as_str()));
            Some(words::typed(column, cell, page.lang))
        };
        let text = typed.or_else(held).unwrap_or_default();
        Self { row: cursor.row, column: cursor.column, text, problem: None, begun: false }
    }

    /// Goes on with what was being typed in a cell when the program ended.
    pub(super) fn resume(ui: &Ui, grid: &Grid<'_>) -> Option<Self> {
        let page = grid.page;
        let all = widgets::drafts(ui.ctx());
        if all.is_empty() || !page.document.can_change() {
            return None;
        }
        all.iter().find_map(|(key, text)| {
            let row = super::row_of(key, &page.spec.id)?;
            page.table.row(row)?;
            let id = key.rsplit('/').next()?;
            let suits = |column: &Column| column.id == *id && Self::suits(&column.kind);
            let shown = |column: &Shown| page.spec.columns.get(column.at).is_some_and(suits);
            let column = grid.columns.iter().position(shown)?;
            Some(Self { row, column, text: text.clone(), problem: None, begun: false })
        })
    }
}

/// What a text means in a column, or why it means nothing.
pub(super) fn meaning(column: &Column, text: &str, lang: Lang) -> Result<Cell, String> {
    let (cell, unknown) = read_typed_cell(&column.kind, text.trim(), lang)
        .map_err(|problem| format!("{} {}", problem.sentence(lang), problem.hint(lang)))?;
    if unknown.is_empty() {
        check_cell(column, &cell)
            .map_err(|problem| format!("{} {}", problem.sentence(lang), problem.hint(lang)))?;
    }
    Ok(cell)
}

/// Where Enter, Tab or leaving the field leads.
enum Leave {
    Stay,
    Cancel,
    Keep { down: bool, right: bool },
}

/// Draws the field over its cell.
pub(super) fn show(ui: &Ui, grid: &Grid<'_>, state: &mut State, out: &mut Out) {
    let Some(mut typing) = state.typing.take() else { return };
    let cursor = Cursor { row: typing.row, column: typing.column };
    let Some(column) = grid.column(typing.column) else { return };
    if state.view.line_of(cursor.row).is_none() {
        return;
    }
    let key = key_of(&grid.page.spec.id, Some(typing.row), &column.id);
    let Some(place) = place(ui, grid, cursor) else {
        // Out of sight: what is typed waits until its row is seen again.
        typing.begun = false;
        state.typing = Some(typing);
        return;
    };
    let leave = edit(ui, grid, column, (&mut typing, place));
    widgets::keep_draft(ui, &key, matches!(leave, Leave::Stay).then_some(typing.text.as_str()));
    match leave {
        Leave::Stay => state.typing = Some(typing),
        Leave::Cancel => state.act(Act::Go(cursor)),
        Leave::Keep { down, right } => match meaning(column, &typing.text, grid.page.lang) {
            Ok(cell) => {
                let table = grid.page.spec.id.clone();
                out.edit(Edit::Cell(table, typing.row, column.id.clone(), cell));
                out.send(crate::app::Command::Seal);
                state.act(Act::Go(next(grid, state, cursor, (down, right))));
            }
            Err(problem) => {
                widgets::keep_draft(ui, &key, Some(&typing.text));
                typing.problem = Some(problem);
                typing.begun = false;
                state.typing = Some(typing);
            }
        },
    }
}

fn place(ui: &Ui, grid: &Grid<'_>, cursor: Cursor) -> Option<egui::Rect> {
    ui.ctx().read_response(grid.cell_id(cursor)).map(|response| response.rect)
}

fn edit(
    ui: &Ui,
    grid: &Grid<'_>,
    column: &Column,
    (typing, place): (&mut Typing, egui::Rect),
) -> Leave {
    let tokens = Tokens::of(ui);
    let id = grid.cell_id(Cursor { row: typing.row, column: typing.column }).with("typing");
    let press = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (enter, tab, escape) = (press(Key::Enter), press(Key::Tab), press(Key::Escape));
    let shown = Area::new(id.with("area")).order(Order::Foreground).fixed_pos(place.min).show(
        ui.ctx(),
        |ui| {
            ui.set_max_width(place.width().max(220.0));
            let field = TextEdit::singleline(&mut typing.text)
                .id(id)
                .margin(egui::Margin::symmetric(8, 5))
                .desired_width(place.width());
            let response = ui.add(field).accessible_name(column.label.get(grid.page.lang));
            if let Some(problem) = &typing.problem {
                Frame::new()
                    .fill(tokens.error_soft)
                    .stroke(Stroke::new(1.0, tokens.error))
                    .corner_radius(RADIUS)
                    .inner_margin(6)
                    .show(ui, |ui| ui.colored_label(tokens.error, problem));
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_invalid(egui::accesskit::Invalid::True);
                    node.set_description(problem.as_str());
                });
            }
            response
        },
    );
    let response = shown.inner;
    if response.changed() {
        typing.problem = None;
    }
    if !typing.begun {
        typing.begun = true;
        response.request_focus();
        caret_to_end(ui, id, &typing.text);
        return Leave::Stay;
    }
    if escape {
        return Leave::Cancel;
    }
    if enter || tab || response.lost_focus() {
        return Leave::Keep { down: enter, right: tab };
    }
    Leave::Stay
}

fn caret_to_end(ui: &Ui, id: egui::Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let end = egui::text::CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
    state.store(ui.ctx(), id);
}

/// The cell below or to the right; in the last one, the cell itself.
fn next(grid: &Grid<'_>, state: &State, from: Cursor, (down, right): (bool, bool)) -> Cursor {
    let line = state.view.line_of(from.row).map_or(0, |line| line + usize::from(down));
    let row = state.view.line(line).map_or(from.row, |(row, _)| row.id);
    let last = grid.columns.len().saturating_sub(1);
    Cursor { row, column: (from.column + usize::from(right)).min(last) }
}
