//! The map of the world: where the territory's ties and partnerships are, at one glance.
//!
//! The person in front wants to see whether partnerships are where the ties are, to show it, and
//! to open one country. Those who do not see the map read and choose the same in the list.

mod list;
mod table;

use std::sync::Arc;

use egui::{Frame, Id, Margin, ScrollArea, Ui, UiBuilder, accesskit::Role, vec2};

use crate::{
    app::Document,
    domain::CountryCode,
    language::Lang,
    report::map::{Layer, Picture, credit, layers},
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets::{self, CalloutKind, Figure, MapPick, WorldMap, map_key},
    },
};

use super::matrix;

/// What the page remembers: the layer, the country at hand, the view, and the picture as it was.
#[derive(Debug, Default)]
pub struct State {
    layer: Layer,
    chosen: Option<CountryCode>,
    /// The country that the list has brought into view.
    listed: Option<CountryCode>,
    map: WorldMap,
    of: Option<(u64, Lang, Layer)>,
    picture: Option<Arc<Picture>>,
}

/// How wide the list is beside the map.
const LIST: f32 = 320.0;

/// From this width on, the list stands beside the map.
const BESIDE: f32 = 820.0;

/// The widest that the page runs.
const WIDEST: f32 = 1400.0;

impl State {
    /// The picture of the document as it is now, made once and kept until something changes.
    fn picture(&mut self, document: &Document, lang: Lang) -> Option<Arc<Picture>> {
        let key = Some((document.revision(), lang, self.layer));
        if self.of != key {
            self.of = key;
            let (pack, diagnostic) = (document.pack(), document.diagnostic());
            let made = Picture::new(pack, diagnostic, document.assessment(), self.layer, lang);
            self.picture = made.map(Arc::new);
        }
        self.picture.clone()
    }
}

/// Draws the page.
pub fn show(
    ui: &mut Ui,
    document: &Document,
    lang: Lang,
    state: &mut State,
    matrix: &mut matrix::State,
    out: &mut Out,
) {
    ScrollArea::vertical().id_salt("map").auto_shrink(false).show(ui, |ui| {
        let margin = Margin { left: 28, right: 24, top: 20, bottom: 32 };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_max_width(WIDEST.min(ui.available_width()));
            widgets::title(ui, lang.map_title());
            let Some(picture) = state.picture(document, lang) else {
                empty(ui, document, lang, out);
                return;
            };
            widgets::weak(ui, lang.map_lead());
            choose_layer(ui, document, lang, state);
            ui.add_space(space::TINY);
            let room = ui.available_width();
            if room < BESIDE {
                drawing(ui, document, &picture, state, lang);
                ui.add_space(space::MEDIUM);
                aside(ui, &picture, state, lang, matrix, out);
            } else {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::LARGE;
                    let part = |ui: &mut Ui, width: f32, content: &mut dyn FnMut(&mut Ui)| {
                        ui.vertical(|ui| {
                            ui.spacing_mut().item_spacing.x = space::SMALL;
                            ui.set_width(width);
                            content(ui);
                        });
                    };
                    part(ui, room - LIST - space::LARGE, &mut |ui| {
                        drawing(ui, document, &picture, state, lang);
                    });
                    part(ui, LIST, &mut |ui| aside(ui, &picture, state, lang, matrix, out));
                });
            }
        });
    });
}

/// What to do before there is a map.
fn empty(ui: &mut Ui, document: &Document, lang: Lang, out: &mut Out) {
    ui.add_space(space::SMALL);
    widgets::callout(ui, CalloutKind::Info, lang.map_empty(), |_| ());
    let pack = document.pack();
    let Some(spec) = &pack.matrix else { return };
    ui.horizontal_wrapped(|ui| {
        let ties = spec.ties.iter().map(|tie| tie.source.table());
        let all = ties.chain(std::iter::once(&spec.partnerships.table));
        for table in all.filter_map(|id| pack.table(id.as_str())) {
            if widgets::secondary(ui, table.short.get(lang)).clicked() {
                out.go(Page::Table(table.id.clone()));
            }
        }
    });
}

fn choose_layer(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State) {
    let layers = layers(document.pack(), lang);
    let names: Vec<&str> = layers.iter().map(|(_, name)| name.as_str()).collect();
    let now = layers.iter().position(|(layer, _)| *layer == state.layer);
    if let Some((layer, _)) =
        widgets::segments(ui, lang.map_layer(), &names, now).and_then(|index| layers.get(index))
    {
        state.layer = *layer;
    }
}

/// The map with its legend, in the frame of every figure.
fn drawing(
    ui: &mut Ui,
    document: &Document,
    picture: &Arc<Picture>,
    state: &mut State,
    lang: Lang,
) {
    let height = (ui.available_width() * 0.45).clamp(200.0, 440.0);
    let table = || table::of(document, picture, lang);
    let of = Figure { id: Id::unique("map figure"), title: "", note: "" };
    let pick = widgets::figure(ui, of, &table, lang, |ui| {
        let pick = state.map.show(ui, picture, state.chosen, height, lang);
        legend(ui, picture, lang);
        widgets::small(ui, credit(lang));
        if let Some(home) = picture.home.as_ref().filter(|home| home.commune != home.name) {
            widgets::small(ui, lang.map_home_note(home.commune, &home.name));
        }
        pick
    });
    match pick {
        Some(MapPick::Country(code)) => state.chosen = Some(code),
        Some(MapPick::Nothing) => state.chosen = None,
        None => {}
    }
}

fn legend(ui: &mut Ui, picture: &Picture, lang: Lang) {
    let group = UiBuilder::new().accessibility_role(Role::Legend);
    ui.scope_builder(group, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::TINY, space::TINY);
            ui.spacing_mut().interact_size.y = 20.0;
            let shades = picture.legend.iter().map(|(shade, words)| (Some(*shade), words.as_str()));
            for (shade, words) in shades.chain(std::iter::once((None, lang.map_absent()))) {
                map_key(ui, shade, words);
            }
        });
    });
}

/// The list, the country at hand, and what is on no country.
fn aside(
    ui: &mut Ui,
    picture: &Picture,
    state: &mut State,
    lang: Lang,
    matrix: &mut matrix::State,
    out: &mut Out,
) {
    let bring = state.listed != state.chosen;
    state.listed = state.chosen;
    if let Some(code) = list::show(ui, picture, state.chosen, bring, lang) {
        state.chosen = Some(code);
        state.map.reveal(picture, code);
    }
    ui.add_space(space::SMALL);
    match state.chosen.and_then(|code| picture.shown(code)) {
        None => {
            widgets::weak(ui, lang.map_sheet_none());
        }
        Some(shown) => match list::sheet(ui, shown, lang) {
            Some(list::Asked::Matrix) => {
                matrix.return_to(shown.country);
                out.go(Page::Matrix);
            }
            Some(list::Asked::Sheet) => out.go(Page::Country(shown.country)),
            Some(list::Asked::Close) => state.chosen = None,
            None => {}
        },
    }
    list::elsewhere(ui, picture, lang);
}
