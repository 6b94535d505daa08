//! The day that the diagnostic describes, and how much of the questionnaire is asked.

use egui::{Id, Ui};

use crate::{
    app::Edit,
    domain::Path,
    ui::{
        pages::acting,
        view::Out,
        widgets::{self, Field},
    },
};

use super::{Sheet, row};

pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, out: &mut Out) {
    super::card(ui, page.lang.territory_setting(), |ui| {
        as_of(ui, page, out);
        path(ui, page, out);
        if !page.document.pack().roles.is_empty() {
            row::line(ui, page.lang.acting_who(), |ui| {
                acting::choose(ui, page.session, page.document, out);
                widgets::small(ui, page.lang.acting_text());
            });
        }
    });
}

fn as_of(ui: &mut Ui, page: &Sheet<'_>, out: &mut Out) {
    let (lang, date) = (page.lang, page.document.diagnostic().as_of);
    row::line(ui, lang.territory_as_of(), |ui| {
        ui.horizontal_wrapped(|ui| {
            let field = Field {
                id: Id::unique("territory as of"),
                name: lang.territory_as_of(),
                hint: lang.territory_as_of_hint(),
                width: 120.0,
            };
            if let Some(Some(day)) = widgets::day(ui, field, Some(date), lang) {
                out.edit(Edit::AsOf(day));
            }
            let today = page.session.clock().today();
            if today != date && widgets::quiet(ui, lang.territory_as_of_today()).clicked() {
                out.edit(Edit::AsOf(today));
            }
        });
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
