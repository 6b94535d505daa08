//! What was entered otherwise: each line leads to its question or table.

use egui::{Label, Ui};

use crate::{
    app::Document,
    language::Lang,
    report::compare::{Told, ToldInput, ToldInputs},
    ui::{tokens::space, view::Out, widgets},
};

use super::{State, go};

/// How many lines of a list are shown at first, and how many more at a time.
const FIRST: usize = 8;
const STEP: usize = 40;

/// Draws what was entered otherwise, by kind.
pub(super) fn show(
    ui: &mut Ui,
    document: &Document,
    told: &Told,
    lang: Lang,
    state: &mut State,
    out: &mut Out,
) {
    if told.inputs.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    widgets::title(ui, lang.compare_inputs_title());
    for group in &told.inputs {
        one_group(ui, document, group, lang, state, out);
    }
}

fn one_group(
    ui: &mut Ui,
    document: &Document,
    group: &ToldInputs,
    lang: Lang,
    state: &mut State,
    out: &mut Out,
) {
    ui.add_space(space::SMALL);
    widgets::heading(ui, &group.title);
    let shown = state.shown.get(group.kind.code()).copied().unwrap_or(FIRST);
    for line in group.lines.iter().take(shown) {
        one_line(ui, document, line, lang, out);
    }
    let left = group.lines.len().saturating_sub(shown);
    if 0 < left && widgets::secondary(ui, &lang.compare_more(left.min(STEP))).clicked() {
        state.shown.insert(group.kind.code(), shown + STEP);
    }
}

fn one_line(ui: &mut Ui, document: &Document, line: &ToldInput, lang: Lang, out: &mut Out) {
    ui.add_space(space::TINY);
    ui.spacing_mut().item_spacing.y = 2.0;
    match &line.place {
        Some(spot) => {
            let name = lang.compare_go(&line.what);
            if widgets::link(ui, &line.what).accessible_name(name).clicked() {
                go(document, spot, out);
            }
        }
        None => {
            ui.add(Label::new(&line.what).wrap());
        }
    }
    for change in &line.changes {
        widgets::small(ui, &**change);
    }
}
