//! One line of the page: a name, what can be typed, where it comes from, and the way back.

use egui::{Label, RichText, Ui};

use crate::{
    language::{Lang, read_date},
    reference,
    ui::{
        theme,
        tokens::{Tokens, size, space},
        widgets,
    },
};

const NAME: f32 = 212.0;

/// A line with its name at the left.
pub(super) fn line<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let narrow = ui.available_width() < 480.0;
    let shown = if narrow {
        ui.vertical(|ui| {
            label(ui, name);
            content(ui)
        })
        .inner
    } else {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(NAME);
                ui.add_space(4.0);
                label(ui, name);
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                content(ui)
            })
            .inner
        })
        .inner
    };
    ui.add_space(space::TINY);
    shown
}

fn label(ui: &mut Ui, name: &str) {
    let text = RichText::new(name).font(theme::strong_font(size::BODY));
    ui.add(Label::new(text).wrap());
}

/// Text that says that something is still to be found out: with words, not by color alone.
pub(super) fn missing(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).italics().color(Tokens::of(ui).warn);
    ui.add(Label::new(text).wrap());
}

/// What stands in a field, and what the tables say.
pub(super) struct Origin<'a> {
    /// The field's name.
    pub(super) field: &'a str,
    /// What stands in it.
    pub(super) own: &'a str,
    /// What the tables say: nothing if they know the territory without it; none if they do not
    /// know the territory.
    pub(super) table: Option<&'a str>,
    /// The sentence that names the source, if the field is as the tables say.
    pub(super) source: String,
}

/// Where a value comes from; returns whether the tables' value is wanted back.
pub(super) fn origin(ui: &mut Ui, lang: Lang, of: &Origin<'_>) -> bool {
    match of.table {
        Some(table) if table == of.own => {
            if table.is_empty() {
                missing(ui, lang.territory_missing());
            } else {
                widgets::small(ui, of.source.as_str());
            }
            false
        }
        Some("") => back(ui, lang, of, lang.territory_changed_none().to_owned()),
        Some(table) => back(ui, lang, of, lang.territory_changed(table)),
        None if of.own.is_empty() => {
            missing(ui, lang.territory_missing());
            false
        }
        None => {
            widgets::small(ui, lang.territory_typed());
            false
        }
    }
}

fn back(ui: &mut Ui, lang: Lang, of: &Origin<'_>, text: String) -> bool {
    widgets::small(ui, text);
    revert(ui, lang, of.field)
}

/// The button that takes the tables' value back.
pub(super) fn revert(ui: &mut Ui, lang: Lang, field: &str) -> bool {
    widgets::quiet(ui, lang.territory_revert())
        .accessible_name(lang.territory_revert_of(field))
        .clicked()
}

/// The sentence that names the source of a table; « À propos » tells the rest.
pub(super) fn source(lang: Lang, file: &str, inferred: bool) -> String {
    let found = reference::credits().iter().find(|credit| credit.file == file);
    found.map_or_else(String::new, |credit| {
        let source = credit.source.split_once(", via ").map_or(credit.source, |(first, _)| first);
        let date = read_date(credit.date).map_or(credit.date.to_owned(), |day| lang.date(day));
        if inferred {
            lang.territory_kind_inferred(date, source)
        } else {
            lang.territory_from_table(date, source)
        }
    })
}
