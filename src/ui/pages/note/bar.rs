//! What stands above the pages: how they are read, the page at hand, their size, the search.

use egui::{Key, Label, Modifiers, RichText, TextEdit, Ui};

use crate::{
    app::Session,
    ui::{
        tokens::{Tokens, size, space},
        widgets::{self, Button, Icon},
    },
};

use super::{Mode, State};

/// The sizes that the buttons offer: points of the window for a point of paper, 1 being its true
/// size on a screen of 96 dots an inch.
const ZOOMS: [f32; 7] = [0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0];

/// How high the line is: a field of text in the airy window.
const HEIGHT: f32 = 34.0;

/// How far two fingers go for one step of size, as the logarithm of what they ask for.
const STEP: f32 = 0.11;

/// How much room the page at hand and its size take.
const CONTROLS: f32 = 400.0;

/// Points of the window for a point of paper at its true size.
pub(super) const TRUE_SIZE: f32 = 96.0 / 72.0;

pub(super) fn show(ui: &mut Ui, session: &Session, state: &mut State, wide: bool) {
    let lang = session.lang();
    if state.mode == Mode::Pages {
        keys(ui, session, state);
    }
    // As high as the field from the first thing on, else what stands before it stands higher.
    let usual = ui.spacing().interact_size.y;
    ui.spacing_mut().interact_size.y = HEIGHT;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = usual;
        widgets::title(ui, lang.brief_title());
        ui.add_space(space::SMALL);
        let mut modes = vec![lang.note_mode_pages(), lang.note_mode_text()];
        if !wide {
            modes.push(lang.note_side());
        }
        let chosen = Some(state.mode as usize);
        if let Some(index) = widgets::segments(ui, lang.note_mode(), &modes, chosen) {
            state.mode =
                [Mode::Pages, Mode::Text, Mode::Side].get(index).copied().unwrap_or_default();
        }
        if state.mode != Mode::Pages {
            return;
        }
        search(ui, session, state);
        // At the right where there is room; else together on a line of their own.
        match ui.available_size_before_wrap().x - CONTROLS {
            room if 0.0 <= room => ui.add_space(room),
            _ => ui.end_row(),
        }
        turn(ui, session, state);
        sizes(ui, session, state);
    });
    ui.spacing_mut().interact_size.y = usual;
}

/// A remark that is never broken.
fn word(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).size(size::SMALL).color(Tokens::of(ui).weak);
    ui.add(Label::new(text).extend());
}

/// The page at hand, and the ones beside it.
fn turn(ui: &mut Ui, session: &Session, state: &mut State) {
    let lang = session.lang();
    let Some(pages) = super::pages(session).map(|pages| pages.sheets().len()) else { return };
    let (page, last) = (state.current, pages.saturating_sub(1));
    let mut go = |ui: &mut Ui, icon, name, open: bool, to: usize| {
        ui.add_enabled_ui(open, |ui| {
            if ui.add(Button::icon_only(icon, name)).clicked() {
                state.target = Some((to, 0.0));
            }
        });
    };
    go(ui, Icon::Up, lang.note_previous(), 0 < page, page.saturating_sub(1));
    word(ui, &lang.note_page_of(page + 1, pages));
    go(ui, Icon::Down, lang.note_next(), page < last, page + 1);
}

/// The next size that is larger than this.
fn larger(than: f32) -> Option<f32> {
    ZOOMS.into_iter().find(|zoom| than + 0.01 < *zoom)
}

/// The next size that is smaller than this.
fn smaller(than: f32) -> Option<f32> {
    ZOOMS.into_iter().rev().find(|zoom| *zoom < than - 0.01)
}

/// Takes the wheel with Ctrl, or two fingers, over the pages: a step for each turn of it.
pub(super) fn pinch(ui: &Ui, state: &mut State) {
    let over = ui.rect_contains_pointer(ui.available_rect_before_wrap());
    let delta = ui.input(egui::InputState::zoom_delta);
    if !over || delta <= 0.0 {
        state.pinched = 0.0;
        return;
    }
    state.pinched += delta.ln();
    if state.pinched.abs() < STEP {
        return;
    }
    let now = state.shown_zoom;
    let to = if 0.0 < state.pinched { larger(now) } else { smaller(now) };
    state.pinched = 0.0;
    state.zoom = to.or(state.zoom);
}

/// The size of the pages.
fn sizes(ui: &mut Ui, session: &Session, state: &mut State) {
    let lang = session.lang();
    let now = state.shown_zoom;
    let mut resize = |ui: &mut Ui, icon, name, to: Option<f32>| {
        ui.add_enabled_ui(to.is_some(), |ui| {
            if ui.add(Button::icon_only(icon, name)).clicked() {
                state.zoom = to;
            }
        });
    };
    resize(ui, Icon::Minus, lang.note_smaller(), smaller(now));
    // What is not known before the first page is not told as zero.
    let percent = if now <= 0.0 { 100.0 } else { now * 100.0 };
    word(ui, &lang.note_zoom(lang.number(f64::from(percent), 0)));
    resize(ui, Icon::Plus, lang.note_larger(), larger(now));
    let fit = Button::quiet(lang.note_fit()).pressed(state.zoom.is_none());
    if ui.add(fit).clicked() {
        state.zoom = None;
    }
}

fn search(ui: &mut Ui, session: &Session, state: &mut State) {
    let lang = session.lang();
    let Some(pages) = super::pages(session) else { return };
    let found = &mut state.search;
    let edit = TextEdit::singleline(&mut found.words)
        .id_salt("note search")
        .hint_text(lang.note_search_hint())
        .desired_width(190.0);
    let field = ui.add(edit).accessible_name(lang.note_search());
    if std::mem::take(&mut found.asked) {
        field.request_focus();
    }
    let changed = field.changed();
    if changed {
        found.at = 0;
    }
    found.follow(pages);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let backwards = ui.input(|input| input.modifiers.shift);
    let mut step = match (changed, entered) {
        (true, _) => Some(0),
        (_, true) => Some(if backwards { -1 } else { 1 }),
        _ => None,
    };
    if entered {
        field.request_focus();
    }
    if found.words.trim().is_empty() {
        return;
    }
    if found.hits.is_empty() {
        word(ui, lang.note_found_none());
        return;
    }
    word(ui, &lang.note_found(found.hits.len(), found.at + 1));
    for (icon, name, by) in
        [(Icon::Up, lang.note_found_previous(), -1), (Icon::Down, lang.note_found_next(), 1)]
    {
        if ui.add(Button::icon_only(icon, name)).clicked() {
            step = Some(by);
        }
    }
    if let Some(target) = step.and_then(|by| found.step(by)) {
        state.target = Some(target);
    }
}

/// The keys that turn pages and change their size, unless somebody types.
fn keys(ui: &Ui, session: &Session, state: &mut State) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::COMMAND, Key::F) {
        state.search.asked = true;
    }
    let Some(pages) = super::pages(session) else { return };
    if ui.ctx().text_edit_focused() {
        return;
    }
    let last = pages.sheets().len().saturating_sub(1);
    let turned = [
        (Key::PageDown, (state.current + 1).min(last)),
        (Key::PageUp, state.current.saturating_sub(1)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    for (key, page) in turned {
        if pressed(Modifiers::NONE, key) {
            state.target = Some((page, 0.0));
        }
    }
    let now = state.shown_zoom;
    if pressed(Modifiers::NONE, Key::Plus) {
        state.zoom = larger(now).or(state.zoom);
    }
    if pressed(Modifiers::NONE, Key::Minus) {
        state.zoom = smaller(now).or(state.zoom);
    }
}
