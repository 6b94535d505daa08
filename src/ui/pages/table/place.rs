//! Fields for countries, zones and towns: French names first, free text kept and said to be so.

use std::sync::Arc;

use egui::{RichText, Ui};

use crate::{
    domain::{Cell, ColumnId, CountryCode, Place},
    language::Lang,
    reference::{find_place, find_town, place_name, search_places, search_towns},
    ui::{
        tokens::{Tokens, size},
        widgets::{self, Button, Icon, Picked},
    },
};

use super::{
    facts,
    field::{Changes, Field},
};

/// How many proposals a picker makes.
const PROPOSALS: usize = 8;

/// One country or zone.
pub(super) fn one(ui: &mut Ui, field: &Field<'_>, changes: &mut Changes) {
    let lang = field.lang;
    let place = field.cell.as_text().map(Place::parse);
    let shown = place.as_ref().map_or_else(String::new, |place| place_name(place, lang));
    if let Some(picked) = pick(ui, field, &shown) {
        field.set(changes, picked.map_or(Cell::Empty, |place| Cell::text(&place.to_string())));
    }
    if let Some(place) = place {
        about(ui, &place, lang);
    }
}

/// Several countries or zones, each of which can be taken out.
pub(super) fn several(ui: &mut Ui, field: &Field<'_>, changes: &mut Changes) {
    let lang = field.lang;
    let none = Vec::new();
    let places: &Vec<Arc<str>> = match field.cell {
        Cell::List(places) => places,
        _ => &none,
    };
    let mut unknown = Vec::new();
    ui.horizontal_wrapped(|ui| {
        for text in places {
            let place = Place::parse(text);
            let name = place_name(&place, lang);
            if !facts::is_known(&place) {
                unknown.push(name.clone());
            }
            let chip = ui
                .add(Button::secondary(&name).icon(Icon::Cross))
                .accessible_name(lang.table_take_out(&name));
            if chip.clicked() {
                let left: Vec<_> = places.iter().filter(|other| *other != text).cloned().collect();
                field.set(changes, if left.is_empty() { Cell::Empty } else { Cell::List(left) });
            }
        }
    });
    if let Some(Some(place)) = pick(ui, field, "") {
        let text: Arc<str> = place.to_string().into();
        if !places.contains(&text) {
            let mut more = places.clone();
            more.push(text);
            field.set(changes, Cell::List(more));
        }
    }
    for name in unknown {
        warn(ui, &lang.table_unrecognised_place(name));
    }
}

/// A picker of places; what it gives is none for blank text, and free text if nothing matches.
#[expect(clippy::option_option, reason = "changed or not, then a place or none")]
fn pick(ui: &mut Ui, field: &Field<'_>, shown: &str) -> Option<Option<Place>> {
    let lang = field.lang;
    let width = ui.available_width().min(420.0);
    let suggest = |text: &str| {
        let found = search_places(text, lang, PROPOSALS).into_iter();
        found.map(|place| (place.clone(), place_name(&place, lang))).collect()
    };
    let of = widgets::Field { id: field.id(), name: field.label(), hint: field.hint(), width };
    let picked = widgets::picker(ui, of, &field.key(), shown, suggest)?;
    Some(match picked {
        Picked::Suggestion(place) => Some(place),
        Picked::Text(text) if text.is_empty() => None,
        Picked::Text(text) => {
            Some(find_place(&text).unwrap_or_else(|| Place::Other(text.as_str().into())))
        }
    })
}

/// A town, which brings its country if none is given.
pub(super) fn town(ui: &mut Ui, field: &Field<'_>, country: &ColumnId, changes: &mut Changes) {
    let lang = field.lang;
    let shown = field.cell.as_text().unwrap_or_default();
    let within =
        field.country.and_then(Cell::as_text).and_then(|text| Place::parse(text).country());
    let suggest = |text: &str| {
        let found = search_towns(text, within, PROPOSALS).into_iter();
        found
            .map(|town| {
                let (name, of) = (town.name(lang), place_name(&Place::Country(town.country), lang));
                ((name, town.country), lang.table_town(of, name))
            })
            .collect()
    };
    let width = ui.available_width().min(420.0);
    let of = widgets::Field { id: field.id(), name: field.label(), hint: field.hint(), width };
    match widgets::picker(ui, of, &field.key(), shown, suggest) {
        Some(Picked::Suggestion((name, code))) => {
            field.set(changes, Cell::text(name));
            if field.country.is_some_and(Cell::is_empty) {
                changes.cells.push((country.clone(), Cell::text(code.as_str())));
            }
        }
        Some(Picked::Text(text)) => field.set(changes, Cell::text(&text)),
        None => {}
    }
    recognised(ui, shown, within, lang);
}

/// Whether the town is one that the program can place on a map.
fn recognised(ui: &mut Ui, name: &str, within: Option<CountryCode>, lang: Lang) {
    let Some(country) = within.filter(|_| !name.is_empty()) else { return };
    // Looked up when the name changes, not in every frame.
    let id = egui::Id::unique("town that is known");
    let key = (name.to_owned(), country);
    let kept: Option<((String, CountryCode), bool)> = ui.data(|data| data.get_temp(id));
    let known = match kept {
        Some((of, known)) if of == key => known,
        _ => {
            let known = find_town(name, country).is_some();
            ui.data_mut(|data| data.insert_temp(id, (key, known)));
            known
        }
    };
    if known {
        widgets::small(ui, lang.table_town_known());
    } else if country.as_str() != "FR" {
        widgets::small(ui, lang.table_town_unknown());
    }
}

/// What the program knows of a place, or that it does not know it.
fn about(ui: &mut Ui, place: &Place, lang: Lang) {
    if facts::is_known(place) {
        if let Some(known) = facts::known(place, lang) {
            widgets::small(ui, known);
        }
    } else {
        warn(ui, &lang.table_unrecognised_place(place_name(place, lang)));
    }
}

fn warn(ui: &mut Ui, words: &str) {
    let text = RichText::new(words).size(size::SMALL).color(Tokens::of(ui).warn);
    ui.add(egui::Label::new(text).wrap());
}
