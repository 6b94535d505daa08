//! The headings of the brief with their pages: where one looks first, and goes.

use egui::{
    Align2, Color32, FontId, Id, Response, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use crate::{
    app::Session,
    report::preview::Heading,
    ui::{
        theme,
        tokens::{RADIUS, Tokens},
        widgets::{self, Roving},
    },
};

use super::State;

pub(super) fn show(ui: &mut Ui, session: &Session, state: &mut State) {
    let lang = session.lang();
    let Some(pages) = super::pages(session) else {
        widgets::weak(ui, lang.note_preparing());
        return;
    };
    widgets::small(ui, lang.note_lead());
    let headings = pages.headings();
    // The last heading at or above the top of the view.
    let above = headings.iter().rposition(|heading| heading.page <= state.current);
    let current = headings.iter().position(|heading| heading.page == state.current).or(above);
    let name = lang.note_plan_heading();
    let group = UiBuilder::new().accessibility_role(Role::List).accessibility_label(name);
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let base = ui.scope_id().with("note plan");
        let roving = Roving::new(ui, base, headings.len(), current);
        for (index, heading) in headings.iter().enumerate() {
            let spoken = lang.note_plan_entry(&heading.words, heading.page + 1);
            let at_hand = current == Some(index);
            let entry = Entry { heading, spoken: &spoken, current: at_hand };
            let shown = entry.show(ui, roving.id(index), roving.sense(index));
            // The plan follows the pages.
            if at_hand && state.told != Some(index) {
                state.told = Some(index);
                shown.scroll_to_me(None);
            }
            if shown.clicked() {
                state.target = Some((heading.page, heading.top - 8.0));
            }
        }
        roving.moved(ui);
    });
}

/// One heading, its page at the right.
struct Entry<'a> {
    heading: &'a Heading,
    spoken: &'a str,
    current: bool,
}

impl Entry<'_> {
    fn show(&self, ui: &mut Ui, id: Id, sense: Sense) -> Response {
        let tokens = Tokens::of(ui);
        let first = self.heading.level == 1;
        let indent = 8.0 + 14.0 * self.heading.level.saturating_sub(1) as f32;
        let font = if first { theme::strong_font(14.0) } else { FontId::proportional(13.0) };
        let room = ui.available_width();
        let limit = (room - indent - 34.0).max(60.0);
        let words = self.heading.words.clone();
        let words = ui.painter().layout(words, font, Color32::PLACEHOLDER, limit);
        let height = words.size().y + if first { 10.0 } else { 6.0 };
        let (_, rect) = ui.allocate_space(vec2(room, height));
        let response = ui.interact(rect, id, sense);
        response
            .widget_info(|| WidgetInfo::selected(Role::ListItem, true, self.current, self.spoken));
        Roving::focusable(ui, &response);
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            if self.current {
                painter.rect_filled(rect, RADIUS, tokens.chosen);
                painter.vline(
                    rect.left() + 2.0,
                    rect.y_range().shrink(5.0),
                    Stroke::new(2.0, tokens.accent),
                );
            } else if response.hovered() || response.has_focus() {
                painter.rect_filled(rect, RADIUS, tokens.hover);
            }
            let ink = if first { tokens.ink } else { tokens.weak };
            let top = rect.top() + (rect.height() - words.size().y) / 2.0;
            painter.galley(pos2(rect.left() + indent, top), words, ink);
            let page = (self.heading.page + 1).to_string();
            let right = pos2(rect.right() - 6.0, rect.center().y);
            painter.text(
                right,
                Align2::RIGHT_CENTER,
                page,
                FontId::proportional(13.0),
                tokens.weak,
            );
        }
        widgets::follow(response).on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}
