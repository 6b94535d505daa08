//! Fields for a month or a day: they keep what is typed until it makes sense.

use egui::{RichText, TextEdit, Ui};
use jiff::civil::Date;

use crate::{
    domain::Month,
    language::{Lang, read_date},
    ui::tokens::{Tokens, size},
};

use super::{
    Field,
    drafts::{self, draft as kept, keep_draft},
};

/// A month, typed `09/2026` or `2026-09`. Returns the month, or none, when it changed.
#[expect(clippy::option_option, reason = "changed or not, then a month or none")]
pub fn month(
    ui: &mut Ui,
    field: Field<'_>,
    value: Option<Month>,
    lang: Lang,
) -> Option<Option<Month>> {
    let written = |month: Month| format!("{:02}/{}", month.month(), month.year());
    typed(ui, field, value, (&written, &Month::parse, lang.widgets_not_a_month()))
}

/// A day, typed `14/12/2026` or `2026-12-14`. Returns the day, or none, when it changed.
#[expect(clippy::option_option, reason = "changed or not, then a day or none")]
pub fn day(ui: &mut Ui, field: Field<'_>, value: Option<Date>, lang: Lang) -> Option<Option<Date>> {
    let written = |date: Date| lang.short_date(date);
    typed(ui, field, value, (&written, &read_date, lang.widgets_not_a_day()))
}

/// How a value is written, how it is read, and the sentence for what cannot be read.
type Notation<'a, T> = (&'a dyn Fn(T) -> String, &'a dyn Fn(&str) -> Option<T>, &'a str);

#[expect(clippy::option_option, reason = "changed or not, then a value or none")]
fn typed<T: Copy + PartialEq + Send + Sync + 'static>(
    ui: &mut Ui,
    field: Field<'_>,
    value: Option<T>,
    (written, read, wrong): Notation<'_, T>,
) -> Option<Option<T>> {
    let Field { id, name, hint, width } = field;
    let meant = |text: &str| {
        if text.trim().is_empty() { Some(None) } else { read(text).map(Some) }
    };
    // What is being typed, and the value it was typed over.
    let draft: Option<(String, Option<T>)> = ui.data(|data| data.get_temp(id));
    let key = drafts::key("", id);
    let draft = draft.or_else(|| Some((kept(ui, &key)?, value)));
    let here = ui.memory(|memory| memory.has_focus(id));
    let typing = draft.filter(|(text, over)| here || *over == value || meant(text) == Some(value));
    let shown = || value.map_or_else(String::new, written);
    let mut text = typing.map_or_else(shown, |(text, _)| text);
    let hint = RichText::new(hint).color(Tokens::of(ui).weak);
    let edit = TextEdit::singleline(&mut text).id(id).hint_text(hint).desired_width(width);
    let response = super::follow(ui.add(edit)).accessible_name(name);
    let said = meant(&text);
    keep_draft(ui, &key, said.is_none().then_some(text.as_str()));
    let mut changed = None;
    if response.changed() {
        changed = said.filter(|said| *said != value);
        ui.data_mut(|data| data.insert_temp(id, (text, changed.unwrap_or(value))));
    } else if response.lost_focus() && said.is_some() {
        ui.data_mut(|data| data.remove_temp::<(String, Option<T>)>(id));
    }
    if said.is_none() && !response.has_focus() {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_invalid(egui::accesskit::Invalid::True);
            node.set_description(wrong);
        });
        ui.label(RichText::new(wrong).size(size::SMALL).color(Tokens::of(ui).error));
    }
    changed
}

/// Lets go of what is typed in every field for a month or a day.
pub(super) fn forget_typing(ctx: &egui::Context) {
    ctx.data_mut(|data| {
        data.remove_by_type::<(String, Option<Month>)>();
        data.remove_by_type::<(String, Option<Date>)>();
    });
}
