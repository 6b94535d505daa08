//! The rows side by side: only those in sight are laid out, under headings that stay in sight.

use egui::{
    Align, Id, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    accesskit::{Role, SortDirection},
    pos2,
    style::ScrollAnimation,
    vec2,
};

use crate::{
    domain::Row,
    questionnaire::Column,
    ui::{
        tokens::Tokens,
        view::Out,
        widgets::{Icon, Roving, paint_icon},
    },
};

use super::{
    Sheet, State, cells,
    columns::{self, Shown},
    keys,
    pick::{Act, Cursor},
    typing, words,
};

/// The height of a row.
pub(super) const ROW: f32 = 30.0;
/// The height of the headings.
const HEAD: f32 = 34.0;
/// The width of the boxes that select rows.
const CHECK: f32 = 34.0;
/// The width of the sign beside rows in which something is wrong.
const SIGN: f32 = 24.0;

/// The grid as it is laid out in this frame.
pub(super) struct Grid<'a> {
    pub(super) page: &'a Sheet<'a>,
    pub(super) columns: Vec<Shown>,
    rect: Rect,
    id: Id,
}

impl<'a> Grid<'a> {
    /// The column of the pack that stands at a place.
    pub(super) fn column(&self, at: usize) -> Option<&'a Column> {
        self.columns.get(at).and_then(|shown| self.page.spec.columns.get(shown.at))
    }

    /// The id of a cell.
    pub(super) fn cell_id(&self, cursor: Cursor) -> Id {
        self.id.with((cursor.row, cursor.column))
    }

    fn line_rect(&self, line: usize) -> Rect {
        let top = ROW.mul_add(line as f32, self.rect.top() + HEAD).round();
        Rect::from_min_size(pos2(self.rect.left(), top), vec2(self.rect.width(), ROW))
    }

    fn cell_rect(&self, line: Rect, at: usize) -> Rect {
        let before: f32 = self.columns.iter().take(at).map(|shown| shown.width).sum();
        let width = self.columns.get(at).map_or(0.0, |shown| shown.width);
        let left = line.left() + CHECK + SIGN + before;
        Rect::from_min_size(pos2(left, line.top()), vec2(width, line.height()))
    }
}

/// Draws the grid and does what is done to it.
pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, state: &mut State, out: &mut Out) {
    let width = ui.available_width();
    let lines = state.view.len();
    let height = ROW.mul_add(lines.max(1) as f32, HEAD);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let columns = columns::shown(page.spec, width - CHECK - SIGN, page.lang);
    let grid = Grid { page, columns, rect, id: Id::unique(("rows of", &page.spec.id)) };
    state.shown.clone_from(&grid.columns);
    let builder = UiBuilder::new()
        .max_rect(rect)
        .accessibility_role(Role::Table)
        .accessibility_label(page.spec.title.get(page.lang));
    let mut inner = ui.new_child(builder);
    inner.ctx().accesskit_node_builder(inner.unique_id(), |node| {
        node.set_row_count(lines + 1);
        node.set_column_count(grid.columns.len());
    });
    if !std::mem::replace(&mut state.resumed, true) && state.typing.is_none() {
        state.typing = typing::Typing::resume(&inner, &grid);
    }
    let mut acts = keys::keys(&inner, &grid, state, out);
    enter(&inner, &grid, state);
    let bottom = headings(&inner, &grid, state, &mut acts);
    let below = inner.clip_rect().with_min_y(bottom.max(inner.clip_rect().top()));
    inner.set_clip_rect(below);
    let sight = in_sight(&inner, &grid, lines);
    // The row at hand keeps the focus while it is out of sight.
    let at_hand = state.cursor.and_then(|cursor| state.view.line_of(cursor.row));
    for line in sight.clone().chain(at_hand.filter(|line| !sight.contains(line))) {
        row(&mut inner, &grid, state, line, &mut acts);
    }
    if lines == 0 {
        nothing(&inner, &grid);
    }
    typing::show(&inner, &grid, state, out);
    for act in acts {
        state.act(act);
    }
    reach(ui, &grid, state);
}

/// The lines that can be seen.
fn in_sight(ui: &Ui, grid: &Grid<'_>, lines: usize) -> std::ops::Range<usize> {
    let clip = ui.clip_rect();
    let first = ((clip.top() - grid.rect.top() - HEAD) / ROW).floor().max(0.0);
    let count = (clip.height() / ROW).ceil() + 1.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "both are small and not negative"
    )]
    let (first, count) = (first as usize, count as usize);
    first.min(lines)..(first + count).min(lines)
}

/// Tab enters the grid at the cell at hand, else at the first one.
fn enter(ui: &Ui, grid: &Grid<'_>, state: &mut State) {
    if state.cursor.is_none() {
        let first = state.view.line(0).map(|(row, _)| Cursor { row: row.id, column: 0 });
        let focused = ui.memory(egui::Memory::focused);
        state.cursor = first.filter(|cursor| focused == Some(grid.cell_id(*cursor)));
    }
}

/// Brings the cell at hand into view and gives it the focus, if somebody went there.
fn reach(ui: &Ui, grid: &Grid<'_>, state: &mut State) {
    let (reach, sight) = (std::mem::take(&mut state.reach), std::mem::take(&mut state.sight));
    let Some(cursor) = state.cursor.filter(|_| reach || sight) else { return };
    if reach {
        ui.memory_mut(|memory| memory.request_focus(grid.cell_id(cursor)));
    }
    let Some(line) = state.view.line_of(cursor.row) else { return };
    // The headings cover what is just below the edge.
    let rect = grid.line_rect(line);
    let rect = rect.with_min_y(rect.top() - HEAD);
    let clip = ui.clip_rect();
    if rect.top() < clip.top() || clip.bottom() < rect.bottom() {
        let align = if rect.top() < clip.top() { Align::Min } else { Align::Max };
        ui.scroll_to_rect_animation(rect, Some(align), ScrollAnimation::none());
    }
    ui.ctx().request_repaint();
}

fn nothing(ui: &Ui, grid: &Grid<'_>) {
    let rect = grid.line_rect(0);
    let text = grid.page.lang.table_nothing_found();
    cells::text(ui, rect.shrink2(vec2(12.0, 0.0)), text, false, Tokens::of(ui).weak);
}

fn row(ui: &mut Ui, grid: &Grid<'_>, state: &State, line: usize, acts: &mut Vec<Act>) {
    let Some((row, faulty)) = state.view.line(line) else { return };
    let tokens = Tokens::of(ui);
    let lang = grid.page.lang;
    let rect = grid.line_rect(line);
    let number = lang.integer(line + 1);
    let selected = state.selected.contains(&row.id);
    let builder = UiBuilder::new()
        .id_salt(row.id)
        .max_rect(rect)
        .accessibility_role(Role::Row)
        .accessibility_label(lang.table_line(&number));
    let inner = ui.new_child(builder);
    inner.ctx().accesskit_node_builder(inner.unique_id(), |node| node.set_row_index(line + 1));
    let at_hand = state.cursor.is_some_and(|cursor| cursor.row == row.id);
    let fill = match (selected, inner.rect_contains_pointer(rect) || at_hand) {
        (true, _) => Some(tokens.chosen),
        (false, true) => Some(tokens.hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        inner.painter().rect_filled(rect, 0.0, fill);
    }
    check_box(&inner, grid, row, (rect, &number, selected), acts);
    if faulty {
        let place = Rect::from_min_size(rect.min + vec2(CHECK, 0.0), vec2(SIGN - 6.0, ROW));
        paint_icon(inner.painter(), Icon::Warning, place, tokens.warn);
    }
    for at in 0..grid.columns.len() {
        let cell = cells::Spot {
            cursor: Cursor { row: row.id, column: at },
            rect: grid.cell_rect(rect, at),
            number: &number,
            line,
        };
        cells::show(&inner, grid, state, row, &cell, acts);
    }
    inner.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line));
}

/// The box that selects a row; the keyboard does it with the space bar.
fn check_box(
    ui: &Ui,
    grid: &Grid<'_>,
    row: &Row,
    (rect, number, selected): (Rect, &str, bool),
    acts: &mut Vec<Act>,
) {
    let place = Rect::from_min_size(rect.min, vec2(CHECK, ROW));
    let response = ui.interact(place, grid.id.with(("select", row.id)), Sense::CLICK);
    response.widget_info(|| {
        let name = grid.page.lang.table_select_line(number);
        WidgetInfo::selected(Role::CheckBox, true, selected, name)
    });
    cells::tick(ui, place, selected);
    if response.clicked() {
        acts.push(Act::Toggle(row.id));
    }
}

/// The headings, which stay in sight and order the rows; returns where they end.
fn headings(ui: &Ui, grid: &Grid<'_>, state: &State, acts: &mut Vec<Act>) -> f32 {
    let tokens = Tokens::of(ui);
    let top = ui.clip_rect().top().clamp(grid.rect.top(), grid.rect.bottom() - HEAD);
    let rect = Rect::from_min_size(pos2(grid.rect.left(), top), vec2(grid.rect.width(), HEAD));
    ui.painter().rect_filled(rect.expand2(vec2(2.0, 0.0)), 0.0, tokens.page);
    let all = 0 < state.view.len() && state.selected.len() == state.view.len();
    let place = Rect::from_min_size(rect.min, vec2(CHECK, HEAD));
    let response = ui.interact(place, grid.id.with("select all"), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::CheckBox, true, all, grid.page.lang.table_select_all())
    });
    cells::tick(ui, place, all);
    if response.clicked() {
        acts.push(Act::ToggleAll);
    }
    let base = grid.id.with("heading");
    let sorted = |column: &Column| state.wish.sort.as_ref().filter(|s| s.column == column.id);
    let roving = Roving::new(ui, base, grid.columns.len(), None);
    for at in 0..grid.columns.len() {
        let Some(column) = grid.column(at) else { continue };
        let place = grid.cell_rect(rect, at);
        let response = ui.interact(place, roving.id(at), roving.sense(at));
        heading(ui, grid, column, place, sorted(column).map(|sort| sort.falling));
        let label = column.label.get(grid.page.lang);
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, label));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_column_index(at);
            if let Some(sort) = sorted(column) {
                let falls =
                    if sort.falling { SortDirection::Descending } else { SortDirection::Ascending };
                node.set_sort_direction(falls);
            }
        });
        Roving::focusable(ui, &response);
        if response.clicked() {
            acts.push(Act::Sort(column.id.clone()));
        }
        let help = column.help.get(grid.page.lang);
        response.on_hover_ui(|ui| {
            ui.strong(label);
            ui.label(help);
            ui.label(grid.page.lang.table_sort_help());
        });
    }
    roving.moved(ui);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.field_edge));
    rect.bottom() + 1.0
}

fn heading(ui: &Ui, grid: &Grid<'_>, column: &Column, place: Rect, sorted: Option<bool>) {
    let tokens = Tokens::of(ui);
    let mut room = place.shrink2(vec2(8.0, 0.0));
    if let Some(falling) = sorted {
        let (icon, side) = (if falling { Icon::Down } else { Icon::Up }, 12.0);
        let right = Rect::from_min_max(pos2(room.right() - side, room.top()), room.max);
        paint_icon(ui.painter(), icon, right, tokens.accent);
        room.max.x -= side + 4.0;
    }
    let color = if sorted.is_some() { tokens.accent } else { tokens.weak };
    let label = column.label.get(grid.page.lang);
    cells::strong(ui, room, label, words::is_figure(&column.kind), color);
}
