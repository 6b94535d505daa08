//! The countries of the map in words, to be read and chosen without seeing it.

use egui::{
    Align2, FontId, Id, Label, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, accesskit::Role,
    pos2, vec2,
};

use crate::{
    domain::CountryCode,
    language::Lang,
    report::map::{Picture, Shown},
    ui::{
        theme,
        tokens::{RADIUS, Tokens, size, space},
        widgets::{self, Roving, paint_map_swatch},
    },
};

/// What is asked on the sheet of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// To see the country in the matrix.
    Matrix,
    /// To see all that is known of the country.
    Sheet,
    /// To put the sheet away.
    Close,
}

/// How high the list is, alone and with a sheet below it.
const HEIGHT: (f32, f32) = (340.0, 214.0);

/// How high a row is.
const ROW: f32 = 42.0;

/// The list: one Tab stop, moved by arrows. Returns the country that was just chosen.
///
/// `bring` scrolls the chosen country into view, as when it was chosen on the map.
pub(super) fn show(
    ui: &mut Ui,
    picture: &Picture,
    chosen: Option<CountryCode>,
    bring: bool,
    lang: Lang,
) -> Option<CountryCode> {
    widgets::heading(ui, lang.map_list());
    widgets::small(ui, lang.map_count(picture.countries.len()));
    let group =
        UiBuilder::new().accessibility_role(Role::ListBox).accessibility_label(lang.map_list());
    ui.scope_builder(group, |ui| {
        ScrollArea::vertical()
            .id_salt("countries")
            .max_height(if chosen.is_some() { HEIGHT.1 } else { HEIGHT.0 })
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let here = picture.countries.iter().position(|s| Some(s.country) == chosen);
                let base = Id::unique("map countries");
                let roving = Roving::new(ui, base, picture.countries.len(), here);
                let mut picked = None;
                for (index, shown) in picture.countries.iter().enumerate() {
                    let (id, sense) = (roving.id(index), roving.sense(index));
                    let line = row(ui, shown, id, sense, here == Some(index));
                    if bring && here == Some(index) {
                        line.scroll_to_me(None);
                    }
                    if line.clicked() {
                        picked = Some(shown.country);
                    }
                }
                roving.moved(ui);
                picked
            })
            .inner
    })
    .inner
}

fn row(ui: &mut Ui, shown: &Shown, id: Id, sense: Sense, chosen: bool) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = widgets::follow(ui.interact(rect, id, sense));
    widgets::as_option(&response, chosen, &format!("{}, {}", shown.name, shown.words));
    Roving::focusable(ui, &response);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if chosen || response.hovered() {
        let fill = if chosen { tokens.chosen } else { tokens.hover };
        ui.painter().rect_filled(rect, RADIUS, fill);
    }
    let middle = pos2(rect.left() + 28.0, rect.center().y);
    let swatch = Rect::from_center_size(middle, vec2(44.0, 16.0));
    paint_map_swatch(ui, swatch, Some(shown.shade));
    let left = rect.left() + 58.0;
    let room = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let font = theme::strong_font(14.5);
    let at = pos2(left, rect.center().y + 1.0);
    room.text(at, Align2::LEFT_BOTTOM, &shown.name, font, tokens.ink);
    let font = FontId::proportional(size::SMALL);
    room.text(at, Align2::LEFT_TOP, &shown.words, font, tokens.weak);
    response
}

/// All that is known of the country at hand.
pub(super) fn sheet(ui: &mut Ui, shown: &Shown, lang: Lang) -> Option<Asked> {
    widgets::card(ui, true, |ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        widgets::heading(ui, &shown.name);
        ui.add(Label::new(&shown.words).wrap());
        for line in &shown.sheet {
            ui.add(Label::new(RichText::new(line).size(14.0)).wrap());
        }
        ui.add_space(space::TINY);
        ui.horizontal_wrapped(|ui| {
            let sheet = widgets::secondary(ui, lang.map_to_sheet()).clicked();
            let matrix = widgets::quiet(ui, lang.map_to_matrix()).clicked();
            let close = widgets::quiet(ui, lang.map_close()).clicked();
            let asked = [(sheet, Asked::Sheet), (matrix, Asked::Matrix), (close, Asked::Close)];
            asked.into_iter().find(|(clicked, _)| *clicked).map(|(_, asked)| asked)
        })
        .inner
    })
    .inner
}

/// Zones and partners that are on no country, in words.
pub(super) fn elsewhere(ui: &mut Ui, picture: &Picture, lang: Lang) {
    if picture.zones.is_empty() && picture.unplaced.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    widgets::heading(ui, lang.map_zones_title());
    if !picture.zones.is_empty() {
        widgets::small(ui, lang.map_zones_note(picture.zones.join(lang.report_semicolon())));
    }
    if !picture.unplaced.is_empty() {
        widgets::small(ui, lang.map_unplaced(picture.unplaced.join(", ")));
    }
}
