//! The pages themselves, as paper on a desk: pictures from the layout engine, with their text,
//! what was found in them, and ways to what stands behind their figures.

use std::fmt;

use egui::{
    Color32, ColorImage, CornerRadius, Frame, Label, Pos2, Rect, Response, RichText, ScrollArea,
    Sense, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, UiBuilder, Vec2, WidgetInfo,
    accesskit::Role, emath::GuiRounding as _, pos2, vec2,
};

use crate::{
    app::{Command, Document, Preview, Session, View},
    language::Lang,
    report::{
        brief::Spot,
        preview::{Area, Pages, Place, Sheet},
    },
    ui::{
        tokens::{LIGHT, Tokens, size, space},
        view::Out,
        widgets::{self, CalloutKind},
    },
};

use super::{State, bar::TRUE_SIZE};

/// The room around pages.
const GAP: f32 = 18.0;

/// The narrowest and widest that a page is when it fits the room, beside its true size.
const FIT: (f32, f32) = (0.4, 1.6);

/// The most pixels for a hundred points of paper: twice what the largest size takes.
const MOST: f32 = 400.0;

/// A page on the graphics card.
pub(super) struct Texture {
    look: (u64, u32),
    handle: TextureHandle,
}

impl fmt::Debug for Texture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texture").field("look", &self.look).finish_non_exhaustive()
    }
}

/// How large pages are drawn.
#[derive(Clone, Copy)]
struct Scale {
    /// Pixels for a hundred points of paper.
    pixels: u32,
    /// Points of the window for a point of paper.
    points: f32,
}

impl Scale {
    fn new(ui: &Ui, zoom: f32) -> Self {
        let per_point = ui.ctx().pixels_per_point();
        let pixels = (zoom * TRUE_SIZE * per_point * 100.0).round().clamp(20.0, MOST);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let whole = pixels as u32;
        Self { pixels: whole, points: pixels / 100.0 / per_point }
    }

    fn size(self, sheet: &Sheet) -> Vec2 {
        vec2(sheet.size.0, sheet.size.1) * self.points
    }
}

/// Says that there are no pages, and why.
pub(super) fn failed(ui: &mut Ui, why: &str, lang: Lang) {
    ui.add_space(space::MEDIUM);
    let words = [lang.note_failed(), why].join(" ");
    widgets::callout(ui, CalloutKind::Error, &words, |_| ());
}

pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    state: &mut State,
    out: &mut Out,
) {
    let lang = session.lang();
    let pages = match session.preview() {
        Preview::Pages(pages, _) => Some(pages),
        Preview::Failed(error) => {
            failed(ui, &error.sentence(lang), lang);
            return;
        }
        Preview::None => None,
    };
    let Some(pages) = pages else {
        ui.add_space(space::LARGE);
        ui.vertical_centered(|ui| widgets::weak(ui, lang.note_preparing()));
        ask(ui, session, View { pages: vec![0], scale: Scale::new(ui, 1.0).pixels }, out);
        return;
    };
    state.current = state.current.min(pages.sheets().len().saturating_sub(1));
    let widest = pages.sheets().iter().map(|sheet| sheet.size.0).fold(1.0, f32::max);
    let room = ui.available_width() - 12.0;
    let fit = ((room - 2.0 * GAP) / widest / TRUE_SIZE).clamp(FIT.0, FIT.1);
    super::bar::pinch(ui, state);
    let zoom = state.zoom.unwrap_or(fit);
    // What was read stays in view when its size changes.
    if 0.0 < state.shown_zoom && 0.005 < (zoom - state.shown_zoom).abs() && state.target.is_none() {
        state.target = Some(state.top);
    }
    state.shown_zoom = zoom;
    let scale = Scale::new(ui, state.shown_zoom);
    // Nothing lies over the pages.
    ui.spacing_mut().scroll.fade.strength = 0.0;
    let seen = ScrollArea::both().id_salt("note pages").auto_shrink(false).show(ui, |ui| {
        let group = ui.scope_id();
        let shown = missing(ui, pages, lang);
        let mut seen = Vec::new();
        // Pages wider than the view begin at its left: what lies before it is never scrolled to.
        let line = room.max(widest * scale.points + 2.0 * GAP);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = GAP;
            ui.add_space(if shown { 0.0 } else { GAP - 10.0 });
            for (number, sheet) in pages.sheets().iter().enumerate() {
                let size = scale.size(sheet);
                let (_, whole) = ui.allocate_space(vec2(line, size.y));
                let corner = pos2(whole.center().x - size.x / 2.0, whole.top());
                let corner = corner.round_to_pixels(ui.pixels_per_point());
                let rect = Rect::from_min_size(corner, size);
                let page = Paper { pages, sheet, number, rect, scale, lang };
                page.show(ui, session, document, state, out);
                if ui.is_rect_visible(rect) {
                    seen.push((number, rect));
                }
            }
            ui.add_space(GAP);
        });
        ui.ctx().accesskit_node_builder(group, |node| {
            node.set_role(Role::Document);
            node.set_label(lang.note_desk());
        });
        (seen, ui.clip_rect())
    });
    let (seen, view) = seen.inner;
    if matches!(session.preview(), Preview::Pages(_, false)) {
        updating(ui, view, lang);
    }
    looked_at(ui, session, state, (&seen, view), scale, out);
}

/// Says over the pages that they are being brought up to date: said above them, it would push them
/// down at every letter typed.
fn updating(ui: &mut Ui, view: Rect, lang: Lang) {
    let tokens = Tokens::of(ui);
    let text = RichText::new(lang.note_updating()).size(size::SMALL).color(tokens.weak);
    let corner = view.min + vec2(space::SMALL, space::SMALL);
    let place = Rect::from_min_size(corner, vec2(view.width() / 2.0, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        let frame = Frame::new().fill(tokens.surface).stroke(Stroke::new(1.0, tokens.line));
        frame.corner_radius(4).inner_margin(4).show(ui, |ui| ui.add(Label::new(text).extend()));
    });
}

/// Tells what an authority's own pages did wrong and characters that no font could draw; returns
/// whether there is something to tell.
fn missing(ui: &mut Ui, pages: &Pages, lang: Lang) -> bool {
    for problem in pages.problems() {
        ui.add_space(space::SMALL);
        widgets::callout(ui, CalloutKind::Warning, &problem.sentence(lang), |_| ());
    }
    let missing = pages.missing();
    if missing.is_empty() {
        return !pages.problems().is_empty();
    }
    // Here they cannot be drawn either: they are told by their numbers.
    let told: Vec<_> = missing.iter().take(8).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    ui.add_space(space::SMALL);
    let words = lang.note_missing(missing.len(), told.join(", "));
    widgets::callout(ui, CalloutKind::Warning, &words, |_| ());
    true
}

/// Notes which page is at hand, lets far pictures go, and asks for what is in view and beside it.
fn looked_at(
    ui: &Ui,
    session: &Session,
    state: &mut State,
    (seen, view): (&[(usize, Rect)], Rect),
    scale: Scale,
    out: &mut Out,
) {
    let upper = view.top() + view.height() / 5.0;
    let at_hand = seen.iter().find(|(_, rect)| upper < rect.bottom() + GAP);
    if let Some((number, _)) = at_hand.or(seen.last()) {
        state.current = *number;
    }
    let topmost = seen.iter().find(|(_, rect)| view.top() < rect.bottom());
    if let Some((number, rect)) = topmost {
        state.top = (*number, (view.top() - rect.top() + GAP / 2.0) / scale.points);
    }
    let Some(((first, _), (last, _))) = seen.first().zip(seen.last()) else { return };
    let (before, after) = (first.saturating_sub(1), last + 1);
    state.textures.retain(|page, _| before <= *page && *page <= after);
    let mut pages: Vec<usize> = seen.iter().map(|(number, _)| *number).collect();
    pages.sort_by_key(|number| number.abs_diff(state.current));
    let here = View { pages: pages.clone(), scale: scale.pixels };
    // What is in view comes first; then what will be when one scrolls.
    let view = if session.lacks_view(&here) {
        here
    } else {
        let count = super::pages(session).map_or(0, |pages| pages.sheets().len());
        pages.extend([after, before].into_iter().filter(|page| *page < count));
        pages.dedup();
        View { pages, scale: scale.pixels }
    };
    ask(ui, session, view, out);
}

fn ask(ui: &Ui, session: &Session, view: View, out: &mut Out) {
    if session.lacks_view(&view) {
        out.send(Command::Preview(view));
        ui.ctx().request_repaint();
    }
}

/// One page on the desk.
struct Paper<'a> {
    pages: &'a Pages,
    sheet: &'a Sheet,
    number: usize,
    rect: Rect,
    scale: Scale,
    lang: Lang,
}

impl Paper<'_> {
    fn show(
        &self,
        ui: &Ui,
        session: &Session,
        document: &Document,
        state: &mut State,
        out: &mut Out,
    ) {
        let id = ui.scope_id().with(("note page", self.number));
        let response = ui.interact(self.rect, id, Sense::hover());
        self.name(ui, &response);
        if let Some((page, top)) = state.target
            && page == self.number
        {
            state.target = None;
            let top = self.rect.top() + top * self.scale.points - GAP / 2.0;
            let height = ui.clip_rect().height().max(1.0);
            let there = Rect::from_min_size(pos2(self.rect.left() - GAP, top), vec2(1.0, height));
            ui.scroll_to_rect(there, Some(egui::Align::TOP));
        }
        if !ui.is_rect_visible(self.rect) {
            return;
        }
        self.paint(ui, session, state);
        self.found(ui, state);
        for (index, place) in self.sheet.places.iter().enumerate() {
            if self.place(ui, id.with(index), place) {
                super::follow(document, &place.spot, out);
            }
        }
    }

    /// The page for those who do not see it: its name, and its text.
    fn name(&self, ui: &Ui, response: &Response) {
        let name = super::page_name(self.lang, self.number, self.pages.sheets().len());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(self.sheet.text());
        });
    }

    fn paint(&self, ui: &Ui, session: &Session, state: &mut State) {
        let tokens = Tokens::of(ui);
        let painter = ui.painter();
        let corner = CornerRadius::ZERO;
        painter.add(ui.visuals().popup_shadow.as_shape(self.rect, corner));
        painter.rect_filled(self.rect, corner, LIGHT.surface);
        let look = (self.sheet.key, self.scale.pixels);
        let known = state.textures.get(&self.number).is_some_and(|texture| texture.look == look);
        if !known && let Some(picture) = session.picture(look.0, look.1) {
            let size = [picture.width, picture.height];
            let image = ColorImage::from_rgba_premultiplied(size, &picture.rgba);
            let name = format!("note page {}", self.number);
            let handle = ui.ctx().load_texture(name, image, TextureOptions::LINEAR);
            state.textures.insert(self.number, Texture { look, handle });
        }
        // Until the new picture is there, the one before stays in view.
        if let Some(texture) = state.textures.get(&self.number) {
            let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
            painter.image(texture.handle.id(), self.rect, whole, Color32::WHITE);
        }
        painter.rect_stroke(self.rect, corner, Stroke::new(1.0, tokens.line), StrokeKind::Outside);
    }

    /// Marks what was found on the page.
    fn found(&self, ui: &Ui, state: &State) {
        let search = &state.search;
        if search.words.trim().is_empty() {
            return;
        }
        for (index, hit) in search.hits.iter().enumerate() {
            if hit.page != self.number {
                continue;
            }
            for area in &hit.areas {
                let rect = self.on_screen(area).expand(1.5);
                let painter = ui.painter();
                painter.rect_filled(rect, 2, LIGHT.accent.gamma_multiply(0.2));
                if index == search.at {
                    let stroke = Stroke::new(2.0, LIGHT.accent);
                    painter.rect_stroke(rect, 2, stroke, StrokeKind::Outside);
                }
            }
        }
    }

    /// A way to what stands behind words of the page; returns whether it was taken.
    fn place(&self, ui: &Ui, id: egui::Id, place: &Place) -> bool {
        let lang = self.lang;
        let mut areas = place.areas.iter().map(|area| self.on_screen(area));
        let Some(first) = areas.next() else { return false };
        if !place.areas.iter().any(|area| ui.is_rect_visible(self.on_screen(area))) {
            return false;
        }
        let words = place.words.trim();
        let name = match &place.spot {
            Spot::Question(_) => lang.note_to_question(words),
            Spot::Table(_) => lang.note_to_table(words),
            Spot::Number(_) => lang.note_to_number(words),
            Spot::Plan | Spot::Decisions | Spot::Cover => words.to_owned(),
        };
        let link = ui.interact(first, id, Sense::click());
        link.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
        let mut hovered = link.hovered() || link.has_focus();
        let mut clicked = link.clicked();
        // Further lines of the same words: one Tab stop, and each can be clicked. A bare number
        // would make the id of the tooltip.
        for (index, area) in areas.enumerate() {
            let further = ui.interact(area, id.with(("line", index)), Sense::CLICK);
            hovered |= further.hovered();
            clicked |= further.clicked();
        }
        if hovered {
            for area in &place.areas {
                let rect = self.on_screen(area).expand(1.5);
                ui.painter().rect_filled(rect, 2, LIGHT.accent.gamma_multiply(0.14));
                let (y, stroke) = (rect.bottom(), Stroke::new(1.5, LIGHT.accent));
                ui.painter().hline(rect.x_range(), y, stroke);
            }
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        widgets::follow(link).on_hover_text(name);
        clicked
    }

    fn on_screen(&self, area: &Area) -> Rect {
        let k = self.scale.points;
        let corner = self.rect.min + vec2(area.left, area.top) * k;
        Rect::from_min_size(corner, vec2(area.width, area.height) * k)
    }
}
