//! The lines side by side: only those in sight are laid out, under heads that stay in sight and
//! after names that stay in sight.

use egui::{
    Align, Id, Key, Modifiers, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    accesskit::{Role, SortDirection},
    pos2,
    style::ScrollAnimation,
    vec2,
};

use crate::{
    language::Lang,
    questionnaire::MatrixSpec,
    report::matrix::{Board, Column, Context, columns},
    ui::{
        tokens::Tokens,
        view::Out,
        widgets::{Icon, Roving, paint_icon},
    },
};

use super::{Line, Spot, State, line};

/// The height of a line.
pub(super) const ROW: f32 = 28.0;
/// The height of the heads.
const HEAD: f32 = 42.0;
/// The width of names.
pub(super) const NAME: f32 = 128.0;
/// The width of a column of figures.
const FIGURE: f32 = 68.0;
/// The least width of readings.
const READING: f32 = 184.0;
/// The width of a context.
const CONTEXT: f32 = 96.0;
/// The width of the names of regions.
const REGION: f32 = 150.0;

/// What the grid shows, and how high it may be.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) spec: &'a MatrixSpec,
    pub(super) board: &'a Board,
    pub(super) height: f32,
    pub(super) lang: Lang,
}

/// The grid as it is laid out in this frame.
pub(super) struct Grid<'a> {
    pub(super) spec: &'a MatrixSpec,
    pub(super) board: &'a Board,
    pub(super) lang: Lang,
    /// Each column with its width, names first.
    pub(super) columns: Vec<(Column, f32)>,
    /// Where the whole stands, seen or not.
    rect: Rect,
    id: Id,
}

/// What is done to the grid.
pub(super) enum Act {
    /// A line is at hand.
    Go(Spot),
    /// The head of a column was chosen.
    Sort(Column),
    /// The sheet of the line at hand is wanted, or its group folded or unfolded.
    Open(Spot),
    /// A group is folded, or not.
    Fold(String, bool),
}

impl Grid<'_> {
    pub(super) fn id_of(&self, spot: &Spot) -> Id {
        self.id.with(spot)
    }

    fn line_rect(&self, at: usize) -> Rect {
        let top = ROW.mul_add(at as f32, self.rect.top() + HEAD).round();
        Rect::from_min_size(pos2(self.rect.left(), top), vec2(self.rect.width(), ROW))
    }

    /// The columns after the names, each with its place on a line.
    pub(super) fn cells(&self, line: Rect) -> impl Iterator<Item = (Column, Rect)> + '_ {
        let mut left = line.left() + NAME;
        self.columns.iter().skip(1).map(move |(column, width)| {
            let cell = Rect::from_min_size(pos2(left, line.top()), vec2(*width, line.height()));
            left += width;
            (*column, cell)
        })
    }

    /// Whether a line is about this.
    fn is(&self, line: Line, spot: &Spot) -> bool {
        let group = |at: usize| self.board.groups.get(at);
        match (line, spot) {
            (Line::Head(at), Spot::Head(key)) => group(at).is_some_and(|one| one.key == *key),
            (Line::Entry(at, entry), Spot::Line(place)) => group(at)
                .and_then(|one| one.entries.get(entry))
                .is_some_and(|entry| entry.place == *place),
            _ => false,
        }
    }

    /// What a line is about.
    pub(super) fn spot(&self, line: Line) -> Option<Spot> {
        match line {
            Line::Head(group) => Some(Spot::Head(self.board.groups.get(group)?.key.clone())),
            Line::Entry(group, at) => {
                let entry = self.board.groups.get(group)?.entries.get(at)?;
                Some(Spot::Line(entry.place.clone()))
            }
        }
    }
}

/// Where names stand on a line: at the left edge of what is seen.
pub(super) fn name_rect(ui: &Ui, line: Rect) -> Rect {
    let left = line.left().max(ui.clip_rect().left());
    Rect::from_min_size(pos2(left, line.top()), vec2(NAME, line.height()))
}

/// The columns with their widths: readings take what room is left.
fn widths(spec: &MatrixSpec, state: &State, room: f32) -> Vec<(Column, f32)> {
    let width = |column: &Column| match column {
        Column::Name => NAME,
        Column::Reading => READING,
        Column::Context(Context::Region) => REGION,
        Column::Context(_) => CONTEXT,
        _ => FIGURE,
    };
    let mut all: Vec<_> =
        columns(spec, &state.contexts).into_iter().map(|one| (one, width(&one))).collect();
    let spare = room - all.iter().map(|(_, width)| width).sum::<f32>();
    if let Some((_, width)) = all.iter_mut().find(|(column, _)| *column == Column::Reading) {
        *width += spare.max(0.0);
    }
    all
}

/// Draws the grid and does what is done to it.
pub(super) fn show(ui: &mut Ui, of: Shown<'_>, state: &mut State, out: &mut Out) {
    let Shown { spec, board, height, lang } = of;
    let room = ui.available_width() - ui.spacing().scroll.bar_width;
    let acts = ScrollArea::both()
        .id_salt("matrix lines")
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let columns = widths(spec, state, room);
            let width: f32 = columns.iter().map(|(_, width)| width).sum();
            let count = state.lines().len();
            let size = vec2(width, ROW.mul_add(count.max(1) as f32, HEAD));
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let id = Id::unique("matrix lines");
            let grid = Grid { spec, board, lang, columns, rect, id };
            content(ui, &grid, state)
        })
        .inner;
    for act in acts {
        act_on(ui, act, state, out);
    }
}

fn content(ui: &mut Ui, grid: &Grid<'_>, state: &mut State) -> Vec<Act> {
    let builder = UiBuilder::new()
        .max_rect(grid.rect)
        .accessibility_role(Role::Grid)
        .accessibility_label(grid.lang.matrix_grid());
    let mut inner = ui.new_child(builder);
    let lines = state.lines().to_vec();
    inner.ctx().accesskit_node_builder(inner.unique_id(), |node| {
        node.set_row_count(lines.len() + 1);
        node.set_column_count(grid.columns.len());
    });
    let at_hand = state.at.as_ref().and_then(|at| lines.iter().position(|one| grid.is(*one, at)));
    // One Tab stop: the line at hand, else the first.
    let stop = at_hand.unwrap_or(0);
    let mut acts = keys(&inner, grid, &lines, stop, state);
    let clip = inner.clip_rect();
    let bottom = heads(&inner, grid, state, &mut acts);
    inner.set_clip_rect(clip.with_min_y(bottom.max(clip.top())));
    let seen = in_sight(&inner, grid, lines.len());
    let kept = std::iter::once(stop).filter(|at| !seen.contains(at) && *at < lines.len());
    for at in seen.clone().chain(kept) {
        let Some(which) = lines.get(at).copied() else { continue };
        let rect = grid.line_rect(at);
        line::show(&inner, grid, (which, rect, at), (at == stop, state), &mut acts);
    }
    if lines.is_empty() {
        line::nothing(&inner, grid, grid.line_rect(0));
    }
    reach(&inner, grid, at_hand, state);
    if let Some(column) = state.bring.take()
        && let Some((_, cell)) = grid.cells(clip).find(|(one, _)| *one == column)
    {
        let place = cell.translate(vec2(grid.rect.left() - clip.left(), 0.0));
        inner.scroll_to_rect_animation(place, None, ScrollAnimation::none());
    }
    acts
}

/// The lines that can be seen.
fn in_sight(ui: &Ui, grid: &Grid<'_>, lines: usize) -> std::ops::Range<usize> {
    let clip = ui.clip_rect();
    let first = ((clip.top() - grid.rect.top() - HEAD) / ROW).floor().max(0.0);
    let count = (clip.height() / ROW).ceil().max(0.0) + 1.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "both are small and not negative"
    )]
    let (first, count) = (first as usize, count as usize);
    first.min(lines)..(first + count).min(lines)
}

/// Brings the line at hand into view and gives it the focus, if somebody went there.
fn reach(ui: &Ui, grid: &Grid<'_>, at_hand: Option<usize>, state: &mut State) {
    if !std::mem::take(&mut state.reach) {
        return;
    }
    let Some((at, spot)) = at_hand.zip(state.at.as_ref()) else { return };
    ui.memory_mut(|memory| memory.request_focus(grid.id_of(spot)));
    let rect = grid.line_rect(at);
    let clip = ui.clip_rect();
    if rect.top() < clip.top() || clip.bottom() < rect.bottom() {
        // The heads cover what is just below the upper edge.
        let align = if rect.top() < clip.top() { Align::Min } else { Align::Max };
        let rect = rect.with_min_y(rect.top() - HEAD).with_max_x(rect.left() + NAME);
        ui.scroll_to_rect_animation(rect, Some(align), ScrollAnimation::none());
    }
    ui.ctx().request_repaint();
}

/// The keys, once a line has the focus: arrows move, Enter opens, left and right fold.
fn keys(ui: &Ui, grid: &Grid<'_>, lines: &[Line], here: usize, state: &State) -> Vec<Act> {
    let Some(spot) = lines.get(here).and_then(|line| grid.spot(*line)) else { return Vec::new() };
    if !ui.memory(|memory| memory.has_focus(grid.id_of(&spot))) {
        return Vec::new();
    }
    let lock = egui::EventFilter {
        tab: false,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: false,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(grid.id_of(&spot), lock));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if let Spot::Head(key) = &spot {
        if pressed(Key::ArrowRight) && state.folded.contains(key) {
            return vec![Act::Fold(key.clone(), false)];
        }
        if pressed(Key::ArrowLeft) && !state.folded.contains(key) {
            return vec![Act::Fold(key.clone(), true)];
        }
    }
    if pressed(Key::Enter) || pressed(Key::Space) {
        return vec![Act::Open(spot)];
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "as many lines as fit on a screen"
    )]
    let page = ((ui.clip_rect().height() / ROW) as usize).saturating_sub(3).max(1);
    let last = lines.len().saturating_sub(1);
    let moves = [
        (Key::ArrowDown, (here + 1).min(last)),
        (Key::ArrowUp, here.saturating_sub(1)),
        (Key::PageDown, (here + page).min(last)),
        (Key::PageUp, here.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let to = moves.into_iter().find(|(key, _)| pressed(*key)).map(|(_, to)| to);
    let spot = to.and_then(|to| grid.spot(*lines.get(to)?));
    spot.map(Act::Go).into_iter().collect()
}

fn act_on(ui: &Ui, act: Act, state: &mut State, out: &mut Out) {
    match act {
        Act::Go(spot) => {
            state.at = Some(spot);
            state.reach = true;
        }
        Act::Sort(column) => state.wish.sort = state.wish.sort.clicked(column),
        Act::Fold(key, folded) => {
            state.fold(&key, folded);
            state.at = Some(Spot::Head(key));
        }
        Act::Open(Spot::Head(key)) => {
            let folded = !state.folded.contains(&key);
            state.fold(&key, folded);
            state.at = Some(Spot::Head(key));
        }
        Act::Open(Spot::Line(place)) => {
            if let Some(country) = place.country() {
                out.go(crate::ui::view::Page::Country(country));
            }
            state.at = Some(Spot::Line(place));
        }
    }
    ui.ctx().request_repaint();
}

/// The heads, which stay in sight and order the lines; returns where they end.
fn heads(ui: &Ui, grid: &Grid<'_>, state: &State, acts: &mut Vec<Act>) -> f32 {
    let tokens = Tokens::of(ui);
    let clip = ui.clip_rect();
    let top = clip.top().clamp(grid.rect.top(), grid.rect.bottom() - HEAD);
    let rect = Rect::from_min_size(pos2(grid.rect.left(), top), vec2(grid.rect.width(), HEAD));
    ui.painter().rect_filled(rect, 0.0, tokens.page);
    let base = grid.id.with("heads");
    let roving = Roving::new(ui, base, grid.columns.len(), None);
    for (at, (column, place)) in grid.cells(rect).enumerate() {
        head(ui, grid, (at + 1, column, place), &roving, state, acts);
    }
    // Names cover what is scrolled under them.
    let names = name_rect(ui, rect);
    ui.painter().rect_filled(names, 0.0, tokens.page);
    head(ui, grid, (0, Column::Name, names), &roving, state, acts);
    roving.moved(ui);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.field_edge));
    rect.bottom() + 1.0
}

fn head(
    ui: &Ui,
    grid: &Grid<'_>,
    (at, column, place): (usize, Column, Rect),
    roving: &Roving,
    state: &State,
    acts: &mut Vec<Act>,
) {
    let (lang, spec) = (grid.lang, grid.spec);
    let response = ui.interact(place, roving.id(at), roving.sense(at));
    let sorted = Some(state.wish.sort).filter(|sort| sort.by == column);
    let (letter, title) = (column.letter(spec), column.title(spec, lang));
    let name = match column {
        Column::Context(_) => lang.context_head(title),
        _ if letter.is_empty() => title.to_owned(),
        _ => lang.matrix_head(letter, title),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_column_index(at);
        if let Some(sort) = sorted {
            let falls = SortDirection::Descending;
            node.set_sort_direction(if sort.falling { falls } else { SortDirection::Ascending });
        }
    });
    Roving::focusable(ui, &response);
    let shown = match column {
        Column::Context(context) => context.head(lang),
        _ => title,
    };
    line::head(ui, (letter, shown), place, column, sorted.is_some());
    if let Some(sort) = sorted {
        let icon = if sort.falling { Icon::Down } else { Icon::Up };
        let corner = Rect::from_min_size(place.right_top() + vec2(-18.0, 4.0), vec2(12.0, 12.0));
        let left = Rect::from_min_size(place.left_top() + vec2(4.0, 4.0), vec2(12.0, 12.0));
        let spot = if column.is_figure() { left } else { corner };
        paint_icon(ui.painter(), icon, spot, Tokens::of(ui).accent);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Tokens::of(ui).accent);
        ui.painter().rect_stroke(place.shrink(1.0), 2.0, stroke, egui::StrokeKind::Inside);
    }
    if response.clicked() {
        acts.push(Act::Sort(column));
    }
    response.on_hover_ui(|ui| {
        ui.strong(&name);
        ui.label(column.help(lang));
        ui.label(lang.table_sort_help());
    });
}
