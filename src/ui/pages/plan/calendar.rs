//! The plan on the scale of the mandate: 100 days, 12 months, the rest; one bar an action.

use egui::{Align2, FontId, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use crate::{
    advice::{Frame, Horizon, horizon},
    domain::{Action, Month, Stage},
    report::plan_words,
    ui::{
        theme,
        tokens::{RADIUS, Tokens, size, space},
        widgets,
    },
};

use super::{Sheet, State, View};

/// How high the line of an action is.
const LINE: f32 = 40.0;

/// How much of the width the names take.
const NAMES: f32 = 0.42;

/// Draws the calendar; a click on an action opens it in the list.
pub(super) fn show(ui: &mut Ui, page: Sheet<'_>, state: &mut State) {
    let lang = page.lang;
    let Some(frame) = Frame::of(page.document.diagnostic()) else { return };
    widgets::small(ui, lang.plan_calendar_intro());
    ui.add_space(space::TINY);
    scale(ui, frame);
    let due = |action: &Action| horizon(page.document.pack(), page.document.diagnostic(), action);
    let groups = Horizon::ALL.into_iter().map(Some).chain([None]);
    for group in groups {
        let some = page.plan().actions.iter().filter(|action| due(action) == group);
        let some: Vec<&Action> = some.collect();
        if some.is_empty() {
            continue;
        }
        let heading = match group {
            Some(Horizon::HundredDays) => lang.plan_hundred_days_title(),
            Some(Horizon::TwelveMonths) => lang.plan_twelve_months_title(),
            Some(Horizon::Mandate) => lang.plan_mandate_title(),
            None => lang.plan_undated_title(),
        };
        ui.add_space(space::SMALL);
        widgets::caption(ui, heading);
        ui.spacing_mut().item_spacing.y = 2.0;
        for action in some {
            if line(ui, page, frame, action) {
                state.open = Some(action.id);
                state.focus = Some(action.id);
                state.view = View::List;
            }
        }
    }
}

/// Where the bars stand.
fn track(rect: Rect) -> Rect {
    let left = rect.left() + rect.width() * NAMES;
    Rect::from_min_max(pos2(left, rect.top()), pos2(rect.right() - 6.0, rect.bottom()))
}

/// Where a month begins on the scale.
fn at(frame: Frame, month: Month, track: Rect) -> f32 {
    let whole = f64::from(frame.from.months_until(frame.until) + 1);
    let share = f64::from(frame.from.months_until(month)) / whole;
    track.left() + track.width() * widgets::drawn(share.clamp(0.0, 1.0))
}

/// The first months of the years in the frame.
fn januaries(frame: Frame) -> impl Iterator<Item = Month> {
    let years = frame.from.year() + 1..=frame.until.year();
    years.filter_map(|year| Month::new(year, 1))
}

/// The years over the bars.
fn scale(ui: &mut Ui, frame: Frame) {
    let tokens = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let track = track(rect);
    let font = FontId::proportional(size::SMALL);
    let mut last = f32::NEG_INFINITY;
    let first = std::iter::once(frame.from);
    for month in first.chain(januaries(frame)) {
        let x = at(frame, month, track);
        // Names of years never stand on one another, nor beyond the page.
        if x < last + 38.0 || track.right() < x + 32.0 {
            continue;
        }
        last = x;
        let place = pos2(x + 2.0, rect.center().y);
        let year = month.year().to_string();
        ui.painter().text(place, Align2::LEFT_CENTER, year, font.clone(), tokens.weak);
    }
}

/// One action; returns whether it was clicked.
fn line(ui: &mut Ui, page: Sheet<'_>, frame: Frame, action: &Action) -> bool {
    let lang = page.lang;
    let name = plan_words::action_name(page.document.pack(), lang, action);
    let when = plan_words::period(lang, action);
    let when = if when.is_empty() { lang.plan_undated().to_owned() } else { when };
    let stage = plan_words::stage(lang, action.stage);
    let size = vec2(ui.available_width(), LINE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("{name}, {when}, {stage}"))
    });
    let response = widgets::follow(response);
    let tokens = Tokens::of(ui);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, RADIUS, tokens.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, tokens.accent);
        ui.painter().rect_stroke(rect, RADIUS, stroke, egui::StrokeKind::Inside);
    }
    words(ui, rect, &name, &format!("{when} · {stage}"));
    bar(ui, track(rect), frame, action);
    response.on_hover_text(name).clicked()
}

/// The name and the dates, each cut to one line.
fn words(ui: &Ui, rect: Rect, name: &str, when: &str) {
    let tokens = Tokens::of(ui);
    let width = rect.width() * NAMES - 16.0;
    let lines = [
        (name, theme::strong_font(14.0), tokens.ink, 3.0),
        (when, FontId::proportional(size::SMALL), tokens.weak, 20.0),
    ];
    for (text, font, color, y) in lines {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(rect.min + vec2(8.0, y), galley, color);
    }
}

/// The months of an action: full if it is done, an outline if it was given up.
fn bar(ui: &Ui, track: Rect, frame: Frame, action: &Action) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter();
    let middle = track.center().y;
    let thin = Stroke::new(1.0, tokens.line);
    painter.line_segment([pos2(track.left(), middle), pos2(track.right(), middle)], thin);
    for month in januaries(frame) {
        let x = at(frame, month, track);
        painter.line_segment([pos2(x, track.top()), pos2(x, track.bottom())], thin);
    }
    let (Some(start), Some(end)) = (action.start.or(action.end), action.end.or(action.start))
    else {
        return;
    };
    let left = at(frame, start, track);
    let right = end.plus(1).map_or(track.right(), |after| at(frame, after, track));
    let shape = Rect::from_x_y_ranges(left..=right.max(left + 5.0), middle - 7.0..=middle + 7.0);
    let (fill, edge) = match action.stage {
        Stage::ToLaunch => (tokens.interval, tokens.accent),
        Stage::Underway | Stage::Done => (tokens.accent, tokens.accent),
        Stage::Abandoned => (tokens.track, tokens.weak),
    };
    painter.rect(shape, 3.0, fill, Stroke::new(1.0, edge), egui::StrokeKind::Inside);
    if action.stage == Stage::Done && 14.0 < shape.width() {
        let mark = Rect::from_center_size(shape.center(), vec2(12.0, 12.0));
        widgets::paint_icon(painter, widgets::Icon::Check, mark, tokens.on_accent);
    }
}
