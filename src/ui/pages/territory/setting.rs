//! The day that the diagnostic describes, and how much of the questionnaire is asked.

use egui::{Id, Ui};

use crate::{
    app::Edit,
    domain::Path,
    language::read_date,
    ui::{view::Out, widgets},
};

use super::{Sheet, row};

pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, typed: &mut Option<String>, out: &mut Out) {
    super::card(ui, page.lang.territory_setting(), |ui| {
        as_of(ui, page, typed, out);
        path(ui, page, out);
    });
}

fn as_of(ui: &mut Ui, page: &Sheet<'_>, typed: &mut Option<String>, out: &mut Out) {
    let (lang, date) = (page.lang, page.document.diagnostic().as_of);
    // What is typed counts as long as it is no other day than the document's.
    if typed.as_deref().and_then(read_date).is_some_and(|read| read != date) {
        *typed = None;
    }
    row::line(ui, lang.territory_as_of(), |ui| {
        let shown = typed.clone().unwrap_or_else(|| lang.short_date(date));
        ui.horizontal(|ui| {
            let (id, name) = (Id::unique("territory as of"), lang.territory_as_of());
            if let Some(text) =
                widgets::line(ui, id, name, lang.territory_as_of_hint(), &shown, 120.0)
            {
                if let Some(read) = read_date(&text).filter(|read| *read != date) {
                    out.edit(Edit::AsOf(read));
                }
                *typed = Some(text);
            }
            let today = page.session.clock().today();
            if today != date && widgets::quiet(ui, lang.territory_as_of_today()).clicked() {
                *typed = None;
                out.edit(Edit::AsOf(today));
            }
        });
        if typed.as_deref().is_some_and(|text| read_date(text).is_none()) {
            row::missing(ui, lang.territory_as_of_wrong());
        }
        widgets::small(ui, lang.territory_as_of_text(lang.date(date)));
    });
}

fn path(ui: &mut Ui, page: &Sheet<'_>, out: &mut Out) {
    let lang = page.lang;
    row::line(ui, lang.territory_path(), |ui| {
        let quick = page.document.diagnostic().path == Path::Quick;
        let options = [lang.territory_path_full(), lang.territory_path_quick()];
        let picked = widgets::segments(ui, lang.territory_path(), &options, Some(quick.into()));
        if let Some(index) = picked {
            out.edit(Edit::Path(if index == 1 { Path::Quick } else { Path::Full }));
        }
        let text =
            if quick { lang.territory_path_text_quick() } else { lang.territory_path_text_full() };
        widgets::small(ui, text);
        widgets::small(ui, lang.territory_path_kept());
    });
}
