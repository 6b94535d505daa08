//! The tour: six cards in a corner, each with what it speaks of framed; nothing is blocked by it.

use egui::{
    Align2, Area, CornerRadius, Frame, Id, Key, Modifiers, Order, Rect, Stroke, StrokeKind, Ui,
    accesskit::Role, vec2,
};

use crate::{
    language::Lang,
    ui::{
        tokens::{Tokens, space},
        widgets,
    },
};

/// Where the parts of the window are, as they were just drawn.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Regions {
    pub(super) bar: Option<Rect>,
    pub(super) path: Option<Rect>,
    pub(super) page: Option<Rect>,
    pub(super) help: Option<Rect>,
}

/// How many cards there are.
const CARDS: usize = 6;

/// What came of the tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// It stays on this card.
    At(usize),
    /// It is over.
    Over,
}

const fn card(at: usize, lang: Lang) -> (&'static str, &'static str) {
    match at {
        0 => (lang.tour_start_title(), lang.tour_start()),
        1 => (lang.tour_path_title(), lang.tour_path()),
        2 => (lang.tour_page_title(), lang.tour_page()),
        3 => (lang.tour_help_title(), lang.tour_help()),
        4 => (lang.tour_bar_title(), lang.tour_bar()),
        _ => (lang.tour_safe_title(), lang.tour_safe()),
    }
}

/// Draws a card over the window.
pub(super) fn show(ui: &Ui, lang: Lang, at: usize, regions: Regions) -> Came {
    let about = match at {
        1 => regions.path,
        2 => regions.page,
        3 => regions.help,
        4 | 5 => regions.bar,
        _ => None,
    };
    if let Some(rect) = about {
        // Below the card, which may stand within what it speaks of.
        let layer = egui::LayerId::new(Order::Middle, Id::unique("tour frame"));
        let stroke = Stroke::new(3.0, Tokens::of(ui).accent);
        ui.ctx().layer_painter(layer).rect_stroke(
            rect,
            CornerRadius::same(4),
            stroke,
            StrokeKind::Inside,
        );
    }
    let shown = Area::new(Id::unique("tour"))
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, vec2(-24.0, -44.0))
        .show(ui.ctx(), |ui| {
            let tokens = Tokens::of(ui);
            let frame =
                Frame::popup(ui.style()).stroke(Stroke::new(1.5, tokens.accent)).inner_margin(16);
            frame.show(ui, |ui| content(ui, lang, at)).inner
        });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(Role::Group);
        node.set_label(lang.tour_title());
    });
    shown.inner
}

fn content(ui: &mut Ui, lang: Lang, at: usize) -> Came {
    let (title, text) = card(at, lang);
    ui.set_width(380.0_f32.min(ui.ctx().content_rect().width() - 80.0));
    widgets::small(ui, lang.tour_step(lang.integer(at + 1), lang.integer(CARDS)));
    widgets::heading(ui, title);
    ui.add(egui::Label::new(text).wrap());
    if at + 1 == CARDS {
        widgets::small(ui, lang.tour_again());
    }
    ui.add_space(space::TINY);
    let mut came = Came::At(at);
    ui.horizontal_wrapped(|ui| {
        let last = at + 1 == CARDS;
        let label = if last { lang.tour_end() } else { lang.tour_next() };
        let next = widgets::primary(ui, label);
        let none = ui.memory(|memory| memory.focused().is_none());
        if at == 0 && none {
            next.request_focus();
        }
        if next.clicked() {
            came = if last { Came::Over } else { Came::At(at + 1) };
        }
        if 0 < at && widgets::secondary(ui, lang.tour_previous()).clicked() {
            came = Came::At(at - 1);
        }
        if !last && widgets::quiet(ui, lang.tour_skip()).clicked() {
            came = Came::Over;
        }
    });
    let free = !ui.ctx().text_edit_focused();
    if free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        came = Came::Over;
    }
    came
}
