//! Below the rows: how many they are, what they add up to, and what can be done with those chosen.

use egui::Ui;

use crate::ui::{
    tokens::{Tokens, size},
    view::Out,
    widgets::{self, Button, Icon},
};

use super::{Sheet, State, form, head, totals};

/// Draws the bar.
pub(super) fn show(ui: &mut Ui, page: &Sheet<'_>, state: &mut State, out: &mut Out) {
    let lang = page.lang;
    ui.horizontal_wrapped(|ui| {
        if state.selected.is_empty() {
            let (shown, all) = (state.view.len(), page.table.rows.len());
            if shown == all {
                widgets::small(ui, lang.table_rows(all));
            } else {
                widgets::small(ui, lang.table_rows_of(all, lang.integer(shown)));
            }
            for total in words(page, state) {
                ui.label(egui::RichText::new(total).size(size::SMALL));
            }
        } else {
            ui.label(lang.table_selected(state.selected.len()));
            if ui.add(Button::quiet(lang.table_copy()).icon(Icon::Export)).clicked() {
                head::copy_out(ui, page, state);
            }
        }
        if page.document.can_change() {
            acts(ui, page, state, out);
        }
    });
    remarks(ui, page, state);
}

/// The totals in words, worded when the rows change.
fn words<'a>(page: &Sheet<'_>, state: &'a mut State) -> &'a [String] {
    let (of, kept) = &mut state.totals;
    if *of != state.view.looks {
        *of = state.view.looks;
        let places = &state.view.places;
        let pack = page.document.pack();
        let rows: Vec<_> = state.view.rows().map(|row| &**row).collect();
        let all = totals::totals(pack, page.spec, places, &rows, page.lang);
        *kept = all.iter().map(|total| total.words(page.lang)).collect();
    }
    kept
}

/// What can be done with the rows chosen.
fn acts(ui: &mut Ui, page: &Sheet<'_>, state: &mut State, out: &mut Out) {
    let lang = page.lang;
    let chosen =
        if state.selected.is_empty() { state.cursor.iter().count() } else { state.selected.len() };
    if chosen == 0 {
        return;
    }
    if chosen == 1 && ui.add(Button::quiet(lang.table_edit_row())).clicked() {
        state.open(state.chosen().first().copied(), None);
    }
    let column = state.cursor.and_then(|cursor| {
        let shown = state.shown.get(cursor.column)?;
        page.spec.columns.get(shown.at)
    });
    if let Some(column) = column.filter(|_| 1 < chosen) {
        let label = lang.table_fill_down(column.label.get(lang));
        if ui
            .add(Button::quiet(&label).icon(Icon::Down))
            .on_hover_text(lang.table_fill_down_help())
            .clicked()
        {
            state.fill_down(page, &column.id, out);
        }
    }
    let label = lang.table_remove(chosen);
    if ui.add(Button::quiet(&label).icon(Icon::Trash).shortcut(lang.table_delete_key())).clicked() {
        state.remove(page, out);
    }
}

/// What is wrong in the row at hand, and what to know of it.
fn remarks(ui: &mut Ui, page: &Sheet<'_>, state: &State) {
    let row = state.cursor.and_then(|cursor| page.table.row(cursor.row));
    let Some(row) = row.filter(|_| state.selected.is_empty()) else { return };
    for problem in form::problems(page, row).into_iter().take(2) {
        let text = egui::RichText::new(problem).size(size::SMALL);
        ui.colored_label(Tokens::of(ui).warn, text);
    }
    for hint in form::hints(page, row).into_iter().take(1) {
        widgets::small(ui, hint);
    }
}
