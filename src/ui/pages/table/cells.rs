//! One cell of the grid: what it says, and what a click on it does.

use egui::{
    Align2, Color32, FontId, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role,
    pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

use crate::{
    domain::{Cell, Place, Row},
    questionnaire::{Column, ColumnKind, DocumentProblemKind, check_entry},
    ui::{
        theme,
        tokens::Tokens,
        widgets::{Icon, is_asked_for, paint_icon},
    },
};

use super::{
    State, facts,
    grid::Grid,
    pick::{Act, Cursor},
    view, words,
};

/// Where a cell stands.
pub(super) struct Spot<'a> {
    pub(super) cursor: Cursor,
    pub(super) rect: Rect,
    /// The line it stands on, as one says it and from 0.
    pub(super) number: &'a str,
    pub(super) line: usize,
}

/// Draws a cell.
pub(super) fn show(
    ui: &Ui,
    grid: &Grid<'_>,
    state: &State,
    row: &Row,
    spot: &Spot<'_>,
    acts: &mut Vec<Act>,
) {
    let (Some(column), Some(shown)) =
        (grid.column(spot.cursor.column), grid.columns.get(spot.cursor.column))
    else {
        return;
    };
    let lang = grid.page.lang;
    let cell = view::cell(row, state.view.places.get(shown.at).copied().flatten());
    let at_hand = state.cursor == Some(spot.cursor);
    // Tab meets one cell: the one at hand, or the first.
    let stop = at_hand || (state.cursor.is_none() && spot.line == 0 && spot.cursor.column == 0);
    let sense = if stop { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(spot.rect, grid.cell_id(spot.cursor), sense);
    let said = words::cell(column, cell, lang);
    response.widget_info(|| {
        let name = lang.table_cell(column.label.get(lang), spot.number);
        WidgetInfo::labeled(Role::Cell, true, name)
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_row_index(spot.line + 1);
        node.set_column_index(spot.cursor.column);
        let value = if said.is_empty() { lang.table_blank() } else { &said };
        node.set_value(value);
        // Screen readers of Linux are not told values that are words, but descriptions they are.
        if cfg!(target_os = "linux") {
            node.set_description(value);
        }
        node.add_action(egui::accesskit::Action::Focus);
    });
    paint(ui, spot, column, (cell, &said), grid);
    if at_hand {
        let stroke = Stroke::new(1.5, Tokens::of(ui).accent);
        ui.painter().rect_stroke(spot.rect.shrink(1.0), 3.0, stroke, StrokeKind::Inside);
    }
    let first = spot.cursor.column == 0;
    let open = Act::Open(spot.cursor.row, Some(column.id.clone()));
    if response.double_clicked() {
        acts.push(open);
    } else if !at_hand && (response.gained_focus() || is_asked_for(ui, &response)) {
        acts.push(Act::Go(spot.cursor));
    } else if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        acts.push(match (modifiers.shift, modifiers.command) {
            (true, _) => Act::Extend(spot.cursor),
            (_, true) => Act::Toggle(spot.cursor.row),
            _ if first && response.clicked_by(egui::PointerButton::Primary) => open,
            _ => Act::Go(spot.cursor),
        });
    }
    if first {
        response.on_hover_cursor(egui::CursorIcon::PointingHand);
    }
}

fn paint(ui: &Ui, spot: &Spot<'_>, column: &Column, (cell, said): (&Cell, &str), grid: &Grid<'_>) {
    let tokens = Tokens::of(ui);
    let lang = grid.page.lang;
    let room = spot.rect.shrink2(vec2(8.0, 0.0));
    let right = words::is_figure(&column.kind);
    let strange = |cell: &Cell| {
        matches!(column.kind, ColumnKind::Place | ColumnKind::Places)
            && cell.places().any(|place: Place| !facts::is_known(&place))
    };
    match check_entry(column, cell) {
        Some(DocumentProblemKind::Required) => {
            text(ui, room, lang.table_to_fill(), false, tokens.warn);
        }
        Some(_) if strange(cell) => {
            let words = lang.table_unrecognised(said);
            text(ui, room, &words, false, tokens.warn);
        }
        Some(_) => text(ui, room, said, right, tokens.error),
        None if *cell == Cell::Unknown => text(ui, room, said, right, tokens.weak),
        None if spot.cursor.column == 0 => strong(ui, room, said, right, tokens.accent),
        None => text(ui, room, said, right, tokens.ink),
    }
}

/// Words on one line, cut with an ellipsis where there is no room.
pub(super) fn text(ui: &Ui, room: Rect, words: &str, right: bool, color: Color32) {
    cut(ui, room, words, right, (FontId::proportional(14.0), color));
}

/// The same in heavier type.
pub(super) fn strong(ui: &Ui, room: Rect, words: &str, right: bool, color: Color32) {
    cut(ui, room, words, right, (theme::strong_font(14.0), color));
}

fn cut(ui: &Ui, room: Rect, words: &str, right: bool, (font, color): (FontId, Color32)) {
    if words.is_empty() || !ui.is_rect_visible(room) {
        return;
    }
    let format = TextFormat::simple(font, color);
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(room.width());
    let galley = ui.painter().layout_job(job);
    let (x, align) = if right {
        (room.right(), Align2::RIGHT_CENTER)
    } else {
        (room.left(), Align2::LEFT_CENTER)
    };
    let place = align.anchor_size(pos2(x, room.center().y), galley.size());
    ui.painter().galley(place.min, galley, color);
}

/// A box, ticked or not.
pub(super) fn tick(ui: &Ui, place: Rect, on: bool) {
    let tokens = Tokens::of(ui);
    let mark = Rect::from_center_size(place.center(), vec2(16.0, 16.0));
    let (fill, edge) =
        if on { (tokens.accent, tokens.accent) } else { (tokens.field, tokens.field_edge) };
    ui.painter().rect(mark, 3.0, fill, Stroke::new(1.4, edge), StrokeKind::Inside);
    if on {
        paint_icon(ui.painter(), Icon::Check, mark.shrink(2.0), tokens.on_accent);
    }
}
