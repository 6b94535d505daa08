//! The actions one under the other: dragged, or moved by Alt and the arrows or by buttons.

use egui::{
    EventFilter, Id, Key, Label, Modifiers, Rect, Response, RichText, Sense, Stroke, Ui,
    WidgetInfo, accesskit::Role, pos2,
};

use crate::{
    app::{Edit, PlanEdit},
    domain::{Action, ActionId, Stage},
    report::plan_words,
    ui::{
        theme,
        tokens::{Tokens, Tone, size, space},
        view::Out,
        widgets::{self, Button, Icon},
    },
};

use super::{Sheet, State, edit};

/// Draws the list; `effect` says what the open action would change.
pub(super) fn show(
    ui: &mut Ui,
    page: Sheet<'_>,
    effect: Option<&str>,
    state: &mut State,
    out: &mut Out,
) {
    widgets::small(ui, page.lang.plan_order_hint());
    ui.add_space(space::TINY);
    let mut places: Vec<(ActionId, Rect)> = Vec::new();
    let mut dragged: Option<(ActionId, Response)> = None;
    for (index, action) in page.plan().actions.iter().enumerate() {
        let open = state.open == Some(action.id);
        let shown = widgets::card(ui, open, |ui| {
            let head = head(ui, page, (index, action), state, out);
            if open {
                ui.add_space(space::SMALL);
                edit::show(ui, page, action, effect.unwrap_or_default(), out);
            }
            head
        });
        places.push((action.id, shown.response.rect));
        let head = shown.inner;
        if head.dragged() || head.drag_stopped() {
            dragged = Some((action.id, head));
        }
        ui.add_space(space::TINY);
    }
    if let Some((id, response)) = dragged {
        drag(ui, page, id, &response, &places, out);
    }
}

/// The line of an action: where it stands, its name and the essentials, and ways to move it.
fn head(
    ui: &mut Ui,
    page: Sheet<'_>,
    (index, action): (usize, &Action),
    state: &mut State,
    out: &mut Out,
) -> Response {
    let lang = page.lang;
    let name = plan_words::action_name(page.document.pack(), lang, action);
    let said = essentials(page, action);
    let mut rect = Rect::NOTHING;
    ui.horizontal_top(|ui| {
        let buttons = 128.0;
        let text = ui.vertical(|ui| {
            ui.set_width((ui.available_width() - buttons).max(120.0));
            ui.spacing_mut().item_spacing.y = 2.0;
            let title = lang.plan_numbered(&name, index + 1);
            let title = RichText::new(title).font(theme::strong_font(size::BODY));
            ui.add(Label::new(title).wrap().selectable(false));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                stage(ui, page, action);
                let text = format!("· {said}");
                let small = RichText::new(text).size(size::SMALL).color(Tokens::of(ui).weak);
                ui.add(Label::new(small).wrap().selectable(false));
            });
        });
        rect = text.response.rect;
        moves(ui, page, (action, &name), index, out);
    });
    let id = head_id(action.id);
    let response = ui.interact(rect.expand(4.0), id, Sense::click_and_drag());
    let open = state.open == Some(action.id);
    let told =
        format!("{}, {}, {said}", lang.plan_numbered(&name, index + 1), stage_word(page, action));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &told));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_expanded(open);
        node.set_description(lang.plan_order_hint());
    });
    let response = widgets::follow(response);
    mark(ui, &response);
    if response.clicked() {
        state.open = (!open).then_some(action.id);
    }
    if state.focus.take_if(|id| *id == action.id).is_some() {
        response.request_focus();
    }
    keys(ui, page, (action.id, index), &response, state, out);
    response
}

fn head_id(action: ActionId) -> Id {
    Id::unique(("plan action", action))
}

/// Owner, period and cost in a line.
fn essentials(page: Sheet<'_>, action: &Action) -> String {
    let (lang, pack) = (page.lang, page.document.pack());
    let owner = plan_words::owner_name(pack, lang, action);
    let owner = if owner.is_empty() { lang.plan_no_owner().to_owned() } else { owner };
    let period = plan_words::period(lang, action);
    let period = if period.is_empty() { lang.plan_undated().to_owned() } else { period };
    [owner, period, plan_words::cost_words(lang, action)].join(" · ")
}

fn stage_word(page: Sheet<'_>, action: &Action) -> &'static str {
    plan_words::stage(page.lang, action.stage)
}

/// How far it is: a word and a sign, in a color.
fn stage(ui: &mut Ui, page: Sheet<'_>, action: &Action) {
    let (icon, tone) = match action.stage {
        Stage::ToLaunch => (Icon::Ring, Tone::Neutral),
        Stage::Underway => (Icon::Half, Tone::Accent),
        Stage::Done => (Icon::Check, Tone::Success),
        Stage::Abandoned => (Icon::Cross, Tone::Neutral),
    };
    let color = Tokens::of(ui).tone(tone);
    widgets::icon(ui, icon, 14.0, color);
    let word = RichText::new(stage_word(page, action)).size(size::SMALL).color(color);
    ui.add(Label::new(word).selectable(false));
}

fn mark(ui: &Ui, response: &Response) {
    if response.has_focus() || response.hovered() {
        let width = if response.has_focus() { 2.0 } else { 1.0 };
        let stroke = Stroke::new(width, Tokens::of(ui).accent);
        ui.painter().rect_stroke(response.rect, 6.0, stroke, egui::StrokeKind::Inside);
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grab);
    }
}

/// The buttons that move an action and take it out.
fn moves(
    ui: &mut Ui,
    page: Sheet<'_>,
    (action, name): (&Action, &str),
    index: usize,
    out: &mut Out,
) {
    let lang = page.lang;
    let last = page.plan().actions.len().saturating_sub(1);
    let steps = [
        (Icon::Up, lang.plan_move_up(name), index.checked_sub(1)),
        (Icon::Down, lang.plan_move_down(name), Some(index + 1).filter(|to| *to <= last)),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (icon, label, to) in steps {
            let shown =
                ui.add_enabled_ui(to.is_some(), |ui| ui.add(Button::icon_only(icon, &label)));
            if let Some(to) = to.filter(|_| shown.inner.clicked()) {
                out.edit(order(page, action.id, to));
            }
        }
        let label = lang.plan_remove(name);
        if ui.add(Button::icon_only(Icon::Trash, &label)).clicked() {
            out.edit(Edit::Plan(PlanEdit::Remove(action.id)));
        }
    });
}

/// Alt and an arrow move the action; an arrow alone goes to the next one.
fn keys(
    ui: &Ui,
    page: Sheet<'_>,
    (id, index): (ActionId, usize),
    response: &Response,
    state: &mut State,
    out: &mut Out,
) {
    if !response.has_focus() {
        return;
    }
    let lock = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, lock));
    let actions = &page.plan().actions;
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let last = actions.len().saturating_sub(1);
    for (key, to) in [
        (Key::ArrowUp, index.checked_sub(1)),
        (Key::ArrowDown, Some(index + 1).filter(|to| *to <= last)),
    ] {
        if pressed(Modifiers::ALT, key)
            && let Some(to) = to
        {
            out.edit(order(page, id, to));
            state.focus = Some(id);
        } else if pressed(Modifiers::NONE, key)
            && let Some(other) = to.and_then(|to| actions.get(to))
        {
            state.focus = Some(other.id);
        }
    }
}

/// The edit that puts an action at this place.
fn order(page: Sheet<'_>, id: ActionId, to: usize) -> Edit {
    let mut ids: Vec<ActionId> = page.plan().actions.iter().map(|action| action.id).collect();
    ids.retain(|other| *other != id);
    ids.insert(to.min(ids.len()), id);
    Edit::Plan(PlanEdit::Order(ids))
}

/// While an action is dragged, a line shows where it would go; let go, it goes there.
fn drag(
    ui: &Ui,
    page: Sheet<'_>,
    id: ActionId,
    response: &Response,
    places: &[(ActionId, Rect)],
    out: &mut Out,
) {
    let Some(pointer) = response.interact_pointer_pos() else { return };
    let mut others = places.iter().filter(|(other, _)| *other != id);
    let to = others.clone().filter(|(_, rect)| rect.center().y < pointer.y).count();
    let line = match others.clone().nth(to) {
        Some((_, rect)) => rect.top() - space::TINY / 2.0 - 1.0,
        None => others.next_back().map_or(pointer.y, |(_, rect)| rect.bottom() + space::TINY / 2.0),
    };
    let across = places.first().map_or(Rect::NOTHING, |(_, rect)| *rect);
    let stroke = Stroke::new(3.0, Tokens::of(ui).accent);
    ui.painter().line_segment([pos2(across.left(), line), pos2(across.right(), line)], stroke);
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    let from = places.iter().position(|(other, _)| *other == id);
    if response.drag_stopped() && from != Some(to) {
        out.edit(order(page, id, to));
    }
}
