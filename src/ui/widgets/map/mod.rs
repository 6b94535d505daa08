//! The map of the world: zoomed by wheel, keys or buttons, dragged, pointed at, chosen from.
//!
//! It is an image to a screen reader, with all that it shows as its description; the page beside
//! it has the same as a list. It paints what it kept until the view, the theme or the data change.

mod geometry;
mod paint;
mod pattern;
mod view;

use std::sync::Arc;

use egui::{
    Align2, EventFilter, FontId, InputState, Key, Modifiers, Pos2, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, accesskit::Role, vec2,
};

use crate::{
    domain::CountryCode,
    language::Lang,
    reference::{lands, place_name},
    report::map::{Picture, Shade},
    ui::tokens::{RADIUS, Tokens, size},
};

use paint::{DOT, Painted, Scene, small};
use view::View;

/// What a map remembers from one frame to the next.
#[derive(Debug, Default)]
pub struct WorldMap {
    view: View,
    painted: Option<Painted>,
}

/// What was done to a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapPick {
    /// A country was chosen.
    Country(CountryCode),
    /// The choice was taken back.
    Nothing,
}

/// How near the pointer must be to a point to mean it.
const REACH: f32 = 8.0;

/// How much a button, a key or a step of the wheel zooms.
const ZOOM: f32 = 1.5;

impl WorldMap {
    /// Draws the map `height` high with its buttons below; returns what was chosen on it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        picture: &Arc<Picture>,
        chosen: Option<CountryCode>,
        height: f32,
        lang: Lang,
    ) -> Option<MapPick> {
        let wanted = vec2(ui.available_width(), height);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click_and_drag());
        let response = super::follow(response);
        say(ui, &response, picture, chosen, lang);
        self.point(ui, &response, rect);
        let pick = self.keys(ui, &response, rect, picture, chosen);
        self.paint(ui, &response, rect, picture, chosen);
        let under = response.hover_pos().filter(|_| !response.dragged());
        let hit = under.and_then(|at| self.country_at(rect, at));
        let pick = if response.clicked() {
            Some(hit.map_or(MapPick::Nothing, MapPick::Country))
        } else {
            pick
        };
        if let Some(at) = under {
            self.tell(&response, rect, at, hit, lang);
        }
        self.tools(ui, rect, picture, lang);
        pick
    }

    /// Brings a country into sight, as when it is chosen in the list.
    pub fn reveal(&mut self, picture: &Picture, country: CountryCode) {
        let rect = self.painted.as_ref().map(|painted| painted.scene.rect);
        if let Some((rect, shown)) = rect.zip(picture.shown(country)) {
            self.view.reveal(rect, shown.at);
        }
    }

    /// Dragging, the wheel, and pinching.
    fn point(&mut self, ui: &Ui, response: &Response, rect: Rect) {
        if response.dragged() {
            self.view.drag(rect, response.drag_delta());
        }
        let Some(at) = response.hover_pos() else { return };
        let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta()));
        let factor = pinch * (wheel * 0.005).exp();
        // Out of a map that shows everything, the wheel scrolls the page.
        let scrolls = factor < 1.0 && self.view.is_farthest();
        if (factor - 1.0).abs() < 1e-4 || scrolls {
            return;
        }
        ui.input_mut(|input| input.smooth_scroll_delta.y = 0.0);
        self.view.zoom(rect, at, factor);
    }

    /// The keys, once the map has the focus.
    fn keys(
        &mut self,
        ui: &Ui,
        response: &Response,
        rect: Rect,
        picture: &Picture,
        chosen: Option<CountryCode>,
    ) -> Option<MapPick> {
        if !response.has_focus() {
            return None;
        }
        let escape = chosen.is_some();
        let lock =
            EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, lock));
        ui.input_mut(|input| {
            let mut pressed = |keys: &[Key]| is_pressed(input, keys);
            let step = 60.0;
            for (key, by) in [
                (Key::ArrowLeft, vec2(step, 0.0)),
                (Key::ArrowRight, vec2(-step, 0.0)),
                (Key::ArrowUp, vec2(0.0, step)),
                (Key::ArrowDown, vec2(0.0, -step)),
            ] {
                if pressed(&[key]) {
                    self.view.drag(rect, by);
                }
            }
            if pressed(&[Key::Plus, Key::Equals]) {
                self.view.zoom(rect, rect.center(), ZOOM);
            }
            if pressed(&[Key::Minus]) {
                self.view.zoom(rect, rect.center(), 1.0 / ZOOM);
            }
            if pressed(&[Key::Home]) {
                self.view = View::default();
            }
            if escape && pressed(&[Key::Escape]) {
                return Some(MapPick::Nothing);
            }
            let step = match (pressed(&[Key::PageDown]), pressed(&[Key::PageUp])) {
                (true, _) => 1,
                (_, true) => -1,
                _ => return None,
            };
            let next = neighbour(picture, chosen, step)?;
            self.view.reveal(rect, picture.shown(next)?.at);
            Some(MapPick::Country(next))
        })
    }

    fn paint(
        &mut self,
        ui: &Ui,
        response: &Response,
        rect: Rect,
        picture: &Arc<Picture>,
        chosen: Option<CountryCode>,
    ) {
        let tokens = Tokens::of(ui);
        let brush = ui.painter_at(rect);
        brush.rect_filled(rect, RADIUS, tokens.page);
        let scene = Scene {
            rect,
            view: self.view,
            picture: Arc::clone(picture),
            chosen,
            tokens,
            pixels: ui.pixels_per_point(),
        };
        let painted = match self.painted.take() {
            Some(painted) if painted.scene == scene => painted,
            _ => Painted::new(ui.ctx(), scene),
        };
        brush.extend(painted.shapes.iter().cloned());
        for (at, sign) in &painted.signs {
            brush.circle(*at, 7.5, tokens.surface, Stroke::new(1.0, tokens.weak));
            let font = FontId::proportional(if 1 < sign.chars().count() { 10.5 } else { 12.5 });
            brush.text(*at, Align2::CENTER_CENTER, sign, font, tokens.ink);
        }
        for partner in &picture.partners {
            let at = self.view.place(rect, partner.at);
            brush.circle(at, 3.5, tokens.ink, Stroke::new(1.5, tokens.surface));
        }
        if let Some(home) = &picture.home {
            let at = self.view.place(rect, home.at);
            brush.circle(at, 5.0, tokens.surface, Stroke::new(2.5, tokens.ink));
        }
        self.painted = Some(painted);
        let (width, color) =
            if response.has_focus() { (2.0, tokens.accent) } else { (1.0, tokens.line) };
        brush.rect_stroke(rect, RADIUS, Stroke::new(width, color), StrokeKind::Inside);
    }

    /// The country under a place of the screen: a dot first, then a partner's, then an outline.
    fn country_at(&self, rect: Rect, at: Pos2) -> Option<CountryCode> {
        let scene = &self.painted.as_ref()?.scene;
        let near = |of: [f32; 2], reach: f32| self.view.place(rect, of).distance(at) <= reach;
        let dot = small(scene, &scene.picture).find(|shown| near(shown.at, DOT + 2.0));
        let partner = || scene.picture.partners.iter().find(|partner| near(partner.at, REACH));
        let here = self.view.at(rect, at);
        let outline =
            || lands().iter().find(|land| land.contains(here)).and_then(|land| land.country);
        dot.map(|shown| shown.country)
            .or_else(|| partner().map(|partner| partner.country))
            .or_else(outline)
    }

    /// What is under the pointer, in words.
    fn tell(
        &self,
        response: &Response,
        rect: Rect,
        at: Pos2,
        hit: Option<CountryCode>,
        lang: Lang,
    ) {
        let Some(painted) = &self.painted else { return };
        let picture = &painted.scene.picture;
        let near = |of| self.view.place(rect, of).distance(at) <= REACH;
        let partners: Vec<_> = picture
            .partners
            .iter()
            .filter(|partner| near(partner.at))
            .map(|partner| partner.words.clone())
            .collect();
        let Some(country) = hit else { return };
        let name = place_name(&crate::domain::Place::Country(country), lang);
        let words = picture.shown(country).map_or(lang.map_hover_absent(), |shown| &shown.words);
        let mut text = lang.map_line(name, words);
        if !partners.is_empty() {
            text.push('\n');
            text.push_str(&lang.map_hover_partners(partners.join(", ")));
        }
        response.clone().on_hover_text_at_pointer(text);
    }

    /// The buttons below the map.
    fn tools(&mut self, ui: &mut Ui, rect: Rect, picture: &Picture, lang: Lang) {
        if super::is_copied(ui) {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let bigger = super::secondary(ui, "+").on_hover_text(lang.map_zoom_in());
            if bigger.accessible_name(lang.map_zoom_in()).clicked() {
                self.view.zoom(rect, rect.center(), ZOOM);
            }
            let smaller = super::secondary(ui, "−").on_hover_text(lang.map_zoom_out());
            if smaller.accessible_name(lang.map_zoom_out()).clicked() {
                self.view.zoom(rect, rect.center(), 1.0 / ZOOM);
            }
            if super::secondary(ui, lang.map_whole()).clicked() {
                self.view = View::default();
            }
            if super::secondary(ui, lang.map_frame()).clicked() {
                let countries = picture.countries.iter().map(|shown| shown.at);
                let partners = picture.partners.iter().map(|partner| partner.at);
                let arcs = picture.partners.iter().flat_map(|partner| &partner.arc).flatten();
                self.view.frame(rect, countries.chain(partners).chain(arcs.copied()));
            }
        });
    }
}

/// An entry of the legend: a shade with its sign, then its words, never parted.
pub fn map_key(ui: &mut Ui, shade: Option<Shade>, words: &str) -> Response {
    let tokens = Tokens::of(ui);
    let swatch = if shade.and_then(Shade::sign).is_some() { 50.0 } else { 32.0 };
    let font = FontId::proportional(size::SMALL);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, tokens.weak);
    let wanted = vec2(swatch + galley.size().x + 14.0, 20.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let place = Rect::from_min_size(rect.left_top() + vec2(0.0, 3.0), vec2(swatch, 14.0));
    paint_map_swatch(ui, place, shade);
    let at = rect.left_center() + vec2(swatch, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, tokens.weak);
    response
}

/// Paints a shade at the left of a box, and its sign after it; none is land without any row.
pub fn paint_map_swatch(ui: &Ui, rect: Rect, shade: Option<Shade>) {
    let tokens = Tokens::of(ui);
    let beside = rect.left_center() + vec2(36.0, 0.0);
    let rect = rect.with_max_x(rect.left() + 26.0);
    match shade {
        Some(shade) => ui.painter().extend(paint::swatch(ui.ctx(), rect, shade, tokens)),
        None => {
            let edge = Stroke::new(1.0, tokens.line);
            ui.painter().rect(rect, 2.0, paint::land(tokens), edge, StrokeKind::Inside);
        }
    }
    if let Some(sign) = shade.and_then(Shade::sign) {
        let font = FontId::proportional(size::SMALL);
        ui.painter().text(beside, Align2::CENTER_CENTER, sign, font, tokens.ink);
    }
}

/// Tells a screen reader what the map shows, and which keys work on it.
fn say(ui: &Ui, response: &Response, picture: &Picture, chosen: Option<CountryCode>, lang: Lang) {
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, lang.map_alt(&picture.title)));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        let chosen = chosen.and_then(|code| picture.shown(code));
        let chosen = chosen.map(|shown| lang.map_chosen(&shown.name, &shown.words));
        let parts = [chosen.as_deref().unwrap_or_default(), &picture.alt, lang.map_keys()];
        node.set_description(parts.join(" ").trim().to_owned());
    });
}

fn is_pressed(input: &mut InputState, keys: &[Key]) -> bool {
    // A plus is typed with or without Shift, as the keyboard has it.
    keys.iter().any(|key| {
        input.consume_key(Modifiers::NONE, *key) || input.consume_key(Modifiers::SHIFT, *key)
    })
}

/// The country after or before the one at hand, in the order of the list, round and round.
fn neighbour(picture: &Picture, chosen: Option<CountryCode>, step: isize) -> Option<CountryCode> {
    let all = &picture.countries;
    let here = all.iter().position(|shown| Some(shown.country) == chosen);
    let next = match here {
        Some(here) => here.checked_add_signed(step).unwrap_or(all.len().saturating_sub(1)),
        None => 0,
    };
    all.get(next).or_else(|| all.first()).map(|shown| shown.country)
}
