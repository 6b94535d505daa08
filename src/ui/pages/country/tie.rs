//! The ties of the country: the figure behind each, the rows that give it, and who carries it.

use egui::{Label, RichText, Ui};

use crate::{
    language::Lang,
    report::brief::{CountrySheet, SheetTie},
    ui::{
        theme,
        tokens::{size, space},
        view::{Out, Page},
        widgets,
    },
};

/// Draws every tie.
pub(super) fn show(ui: &mut Ui, sheet: &CountrySheet, lang: Lang, out: &mut Out) {
    ui.add_space(space::MEDIUM);
    widgets::heading(ui, lang.sheet_ties());
    for tie in &sheet.ties {
        one(ui, tie, lang, out);
        ui.add_space(space::TINY);
    }
}

fn one(ui: &mut Ui, tie: &SheetTie, lang: Lang, out: &mut Out) {
    widgets::card(ui, false, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 22.0;
            let said = lang.report_word_and(&tie.figure.name, &tie.figure.value);
            ui.label(RichText::new(said).font(theme::strong_font(size::BODY)));
            let (table, name) = &tie.table;
            let button = widgets::quiet(ui, lang.sheet_to_table());
            if button.accessible_name(lang.why_table(name)).clicked() {
                out.go(Page::Table(table.clone()));
            }
        });
        widgets::small(ui, &tie.basis);
        for row in &tie.rows {
            ui.add(Label::new(&row.words).wrap());
            if !row.proof.is_empty() {
                widgets::small(ui, &row.proof);
            }
        }
        if 0 < tie.more {
            widgets::small(ui, lang.sheet_more_rows(tie.more));
        }
        for carriers in &tie.carriers {
            ui.add(Label::new(lang.sheet_carriers(carriers)).wrap());
        }
    });
}
