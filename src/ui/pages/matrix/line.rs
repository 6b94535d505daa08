//! One line of the matrix: a shade a strength, the figure always in it, the reading in words.

use egui::{
    Align2, Color32, FontId, Painter, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use crate::{
    domain::Class,
    report::matrix::{Column, Context, Entry, Figure, Group},
    ui::{
        theme,
        tokens::{Tokens, size},
        widgets::{Icon, Roving, paint_icon},
    },
};

use super::{
    Line, State,
    grid::{Act, Grid, NAME, name_rect},
};

/// The size of what is written in a line.
const TEXT: f32 = 14.0;

/// Draws a line; `stop` says whether Tab stops at it.
pub(super) fn show(
    ui: &Ui,
    grid: &Grid<'_>,
    (line, rect, at): (Line, Rect, usize),
    (stop, state): (bool, &State),
    acts: &mut Vec<Act>,
) {
    let Some(spot) = grid.spot(line) else { return };
    let sense = if stop { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, grid.id_of(&spot), sense);
    Roving::focusable(ui, &response);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_row_index(at + 1));
    match line {
        Line::Head(group) => {
            let Some(group) = grid.board.groups.get(group) else { return };
            head_of_group(ui, group, rect, &response, state.folded.contains(&group.key));
        }
        Line::Entry(group, at) => {
            let entry = grid.board.groups.get(group).and_then(|group| group.entries.get(at));
            let Some(entry) = entry else { return };
            let at_hand = state.at.as_ref() == Some(&spot);
            one(ui, grid, entry, rect, &response, at_hand);
        }
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Tokens::of(ui).accent);
        let seen = rect.intersect(ui.clip_rect());
        ui.painter().rect_stroke(seen.shrink(1.0), 2.0, stroke, StrokeKind::Inside);
    }
    if response.clicked() {
        acts.push(Act::Open(spot));
    }
}

/// The heading of a group: folded or not, its name, its counts, what it means.
fn head_of_group(ui: &Ui, group: &Group, rect: Rect, response: &Response, folded: bool) {
    let tokens = Tokens::of(ui);
    response.widget_info(|| {
        let name = format!("{}, {}. {}", group.title, group.count, group.note);
        WidgetInfo::selected(Role::RowHeader, true, !folded, name.trim())
    });
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!folded));
    let fill = if response.hovered() { tokens.chosen } else { tokens.track };
    ui.painter().rect_filled(rect, 0.0, fill);
    let left = name_rect(ui, rect).left();
    let icon = Rect::from_center_size(pos2(left + 12.0, rect.center().y), vec2(12.0, 12.0));
    let sign = if folded { Icon::Right } else { Icon::Down };
    paint_icon(ui.painter(), sign, icon, tokens.weak);
    let middle = |x: f32| pos2(x, rect.center().y);
    let painter = ui.painter();
    let font = theme::strong_font(TEXT);
    let title =
        painter.text(middle(left + 26.0), Align2::LEFT_CENTER, &group.title, font, tokens.ink);
    let small = FontId::proportional(size::SMALL);
    let count = painter.text(
        middle(title.right() + 12.0),
        Align2::LEFT_CENTER,
        &group.count,
        small.clone(),
        tokens.weak,
    );
    let at = middle(count.right() + 16.0);
    painter.text(at, Align2::LEFT_CENTER, &group.note, small, tokens.weak);
}

/// A country or a zone.
fn one(ui: &Ui, grid: &Grid<'_>, entry: &Entry, rect: Rect, response: &Response, at_hand: bool) {
    let tokens = Tokens::of(ui);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, at_hand, &entry.spoken));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let is_zone = entry.sums.is_empty();
    let behind = match (at_hand, response.hovered() && !is_zone) {
        (true, _) => tokens.chosen,
        (false, true) => tokens.hover,
        (false, false) => tokens.page,
    };
    ui.painter().rect_filled(rect, 0.0, behind);
    for (column, cell) in grid.cells(rect) {
        match column {
            Column::Reading => reading(ui, grid, entry, cell),
            Column::Context(context) => standing(ui, entry, context, cell),
            column => {
                if let Some(figure) = column.figure(entry) {
                    number(ui, column, figure, cell);
                }
            }
        }
    }
    let name = name_rect(ui, rect);
    ui.painter().rect_filled(name.shrink2(vec2(0.0, 0.5)), 0.0, behind);
    let (font, ink) = if is_zone {
        (FontId::proportional(TEXT), tokens.weak)
    } else {
        (theme::strong_font(TEXT), tokens.ink)
    };
    let within = ui.painter().with_clip_rect(name.intersect(ui.clip_rect()));
    clipped(&within, &entry.name, name.shrink2(vec2(8.0, 0.0)), font, ink);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line));
    if response.hovered() {
        tell(ui, grid, entry, rect, response);
    }
}

/// The figure of a cell: of a tie on the shade of what is sure.
fn number(ui: &Ui, column: Column, figure: &Figure, cell: Rect) {
    let tokens = Tokens::of(ui);
    let mut ink = tokens.ink;
    if let Column::Tie(_) = column {
        let fill = tokens.step(figure.step);
        ui.painter().rect_filled(cell.shrink2(vec2(1.0, 1.0)), 0.0, fill);
        ink = tokens.ink_on(fill);
    }
    let strong = matches!(column, Column::Roots | Column::Opportunity);
    let font = if strong { theme::strong_font(TEXT) } else { FontId::proportional(TEXT) };
    let at = pos2(cell.right() - 8.0, cell.center().y);
    ui.painter().text(at, Align2::RIGHT_CENTER, &figure.text, font, ink);
}

/// The class with its sign, then whether it is sure, or what would settle it.
fn reading(ui: &Ui, grid: &Grid<'_>, entry: &Entry, cell: Rect) {
    let tokens = Tokens::of(ui);
    let within = ui.painter().with_clip_rect(cell.intersect(ui.clip_rect()));
    let middle = |x: f32| pos2(x, cell.center().y);
    let left = cell.left() + 10.0;
    let font = FontId::proportional(TEXT);
    let color = color(entry.class, tokens);
    if entry.class.is_some() {
        within.text(middle(left), Align2::LEFT_CENTER, entry.sign, font.clone(), color);
    }
    let ink = if entry.class.is_some() { tokens.ink } else { tokens.weak };
    let indent = if entry.sums.is_empty() { 0.0 } else { 18.0 };
    let shown = within.text(middle(left + indent), Align2::LEFT_CENTER, &entry.reading, font, ink);
    let small = FontId::proportional(12.5);
    let rest = Rect::from_min_max(
        pos2(shown.right() + 8.0, cell.top()),
        pos2(cell.right() - 4.0, cell.bottom()),
    );
    let said = if entry.settled_by.is_empty() {
        entry.certainty.to_owned()
    } else {
        grid.lang.report_to_confirm_by(entry.settled_by.join(", "))
    };
    clipped(&within, &said, rest, small, tokens.weak);
}

fn standing(ui: &Ui, entry: &Entry, context: Context, cell: Rect) {
    let at = Context::ALL.iter().position(|one| *one == context);
    let Some(standing) = at.and_then(|at| entry.standings.get(at)?.as_ref()) else { return };
    let tokens = Tokens::of(ui);
    let room = cell.shrink2(vec2(8.0, 0.0));
    clipped(ui.painter(), standing.short, room, FontId::proportional(size::SMALL), tokens.weak);
}

/// Text at the left of a box, cut with an ellipsis where it does not fit.
fn clipped(painter: &Painter, text: &str, room: Rect, font: FontId, color: Color32) {
    if text.is_empty() || room.width() < 12.0 {
        return;
    }
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.width());
    let galley = painter.layout_job(job);
    let at = pos2(room.left(), room.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, color);
}

/// What the cell under the pointer says, in full.
fn tell(ui: &Ui, grid: &Grid<'_>, entry: &Entry, rect: Rect, response: &Response) {
    let Some(at) = response.hover_pos() else { return };
    let under = grid.cells(rect).find(|(_, cell)| cell.contains(at)).map(|(column, _)| column);
    let under = under.filter(|_| NAME < at.x - name_rect(ui, rect).left());
    let lang = grid.lang;
    let mut lines = vec![entry.name.clone()];
    match under {
        Some(Column::Context(context)) => {
            let at = Context::ALL.iter().position(|one| *one == context);
            let standing = at.and_then(|at| entry.standings.get(at)?.as_ref());
            let said = standing.map_or(lang.context_without(), |standing| standing.long);
            lines.push(lang.report_word_and(context.name(lang), said));
            lines.push(context.origin(lang));
        }
        Some(column) if column.is_figure() => {
            if let Some(figure) = column.figure(entry) {
                let unknown = figure.text == "?";
                let said = if unknown { lang.words_origin_unknown() } else { &figure.text };
                lines.push(lang.report_word_and(column.title(grid.spec, lang), said));
            }
            lines.push(column.help(lang));
        }
        _ => {
            lines.push(lang.matrix_reading_sure(&entry.reading, entry.certainty));
            if !entry.settled_by.is_empty() {
                lines.push(lang.matrix_settled_words(entry.settled_by.join(", ")));
            }
            if entry.suspended {
                lines.push(lang.matrix_suspended().to_owned());
            }
        }
    }
    if !entry.sums.is_empty() {
        lines.push(lang.matrix_open_sheet().to_owned());
    }
    response.clone().on_hover_text_at_pointer(lines.join("\n"));
}

/// The head of a column: its letter above its name.
pub(super) fn head(
    ui: &Ui,
    (letter, title): (&str, &str),
    place: Rect,
    column: Column,
    sorted: bool,
) {
    let tokens = Tokens::of(ui);
    let color = if sorted { tokens.accent } else { tokens.weak };
    let (x, align) = if column.is_figure() {
        (place.right() - 6.0, Align2::RIGHT_BOTTOM)
    } else {
        (place.left() + 8.0, Align2::LEFT_BOTTOM)
    };
    let painter = ui.painter().with_clip_rect(place.intersect(ui.clip_rect()));
    painter.text(pos2(x, place.bottom() - 4.0), align, title, FontId::proportional(12.0), color);
    if !letter.is_empty() {
        let at = pos2(x, place.bottom() - 19.0);
        painter.text(at, align, letter, theme::strong_font(TEXT), color);
    }
}

/// What stands there when no line passes.
pub(super) fn nothing(ui: &Ui, grid: &Grid<'_>, rect: Rect) {
    let room = rect.shrink2(vec2(8.0, 0.0));
    let font = FontId::proportional(TEXT);
    clipped(ui.painter(), grid.lang.table_nothing_found(), room, font, Tokens::of(ui).weak);
}

/// The color of a class; its sign and its word say the same.
pub(super) const fn color(class: Option<Class>, tokens: &Tokens) -> Color32 {
    match class {
        Some(Class::Pillar) => tokens.success,
        Some(Class::LatentOpportunity | Class::ToRoot) => tokens.accent,
        Some(Class::ToRevive) => tokens.warn,
        Some(Class::Dormant) | None => tokens.weak,
    }
}
