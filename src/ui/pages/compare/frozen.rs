//! What to compare with: frozen states, the way to freeze one, and another file.

use egui::{Id, Ui};

use crate::{
    app::{Against, Command, Document, Edit, Purpose},
    domain::Frozen,
    language::Lang,
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind},
    },
};

use super::State;

/// Freezes a state, or chooses what to compare with.
pub(super) fn choose(
    ui: &mut Ui,
    document: &Document,
    lang: Lang,
    state: &mut State,
    out: &mut Out,
) {
    ui.add_space(space::SMALL);
    widgets::heading(ui, lang.compare_frozen_title());
    let all = &document.diagnostic().frozen;
    if all.is_empty() {
        widgets::callout(ui, CalloutKind::Info, lang.compare_frozen_none(), |_| ());
    }
    for one in all {
        widgets::card(ui, false, |ui| entry(ui, document, one, lang, state, out));
        ui.add_space(space::TINY);
    }
    ui.add_space(space::SMALL);
    widgets::card(ui, false, |ui| freeze(ui, document, lang, state, out));
    ui.add_space(space::SMALL);
    widgets::card(ui, false, |ui| {
        widgets::heading(ui, lang.compare_file_title());
        widgets::small(ui, lang.compare_file_text());
        if widgets::secondary(ui, lang.compare_file()).clicked() {
            out.send(Command::Browse(Purpose::Compare));
        }
    });
}

fn entry(
    ui: &mut Ui,
    document: &Document,
    one: &Frozen,
    lang: Lang,
    state: &mut State,
    out: &mut Out,
) {
    widgets::heading(ui, &one.name);
    widgets::small(ui, lang.compare_frozen_on(lang.date(one.day), lang.date(one.as_of)));
    if state.renaming.as_ref().is_some_and(|(id, _)| *id == one.id) {
        rename(ui, one, lang, state, out);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let see = widgets::secondary(ui, lang.compare_see());
        if see.accessible_name(lang.compare_see_name(&one.name)).clicked() {
            out.send(Command::CompareWith(Against::Frozen(one.id)));
        }
        ui.add_enabled_ui(document.can_change(), |ui| {
            let rename = widgets::quiet(ui, lang.compare_rename());
            if rename.accessible_name(lang.compare_rename_name(&one.name)).clicked() {
                state.renaming = Some((one.id, one.name.clone()));
            }
            let remove = widgets::quiet(ui, lang.compare_remove());
            if remove.accessible_name(lang.compare_remove_name(&one.name)).clicked() {
                out.edit(Edit::RemoveFrozen(one.id));
            }
        });
    });
}

fn rename(ui: &mut Ui, one: &Frozen, lang: Lang, state: &mut State, out: &mut Out) {
    let Some((_, typed)) = &mut state.renaming else { return };
    let mut done = false;
    ui.horizontal_wrapped(|ui| {
        let id = Id::unique(("rename", one.id));
        if let Some(text) = widgets::line(ui, id, lang.compare_name(), "", typed, 360.0) {
            *typed = text;
        }
        let ready = !typed.trim().is_empty();
        let keep = ui.add_enabled_ui(ready, |ui| widgets::primary(ui, lang.compare_rename_done()));
        if keep.inner.clicked() {
            out.edit(Edit::RenameFrozen(one.id, typed.trim().to_owned()));
            out.send(Command::Seal);
            done = true;
        }
        if widgets::quiet(ui, lang.shell_cancel()).clicked() {
            done = true;
        }
    });
    if done {
        state.renaming = None;
    }
}

/// A name that no frozen state has yet.
fn proposal(document: &Document, lang: Lang) -> String {
    let diagnostic = document.diagnostic();
    let plain = lang.compare_default_name(lang.date(diagnostic.as_of));
    let taken = |name: &str| diagnostic.frozen.iter().any(|state| state.name == name);
    let numbered = (2..).map(|number| format!("{plain} ({number})"));
    std::iter::once(plain.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(plain)
}

fn freeze(ui: &mut Ui, document: &Document, lang: Lang, state: &mut State, out: &mut Out) {
    widgets::heading(ui, lang.compare_freeze_title());
    widgets::small(ui, lang.compare_freeze_text());
    let typed = state.name.take();
    let mut name = typed.clone().unwrap_or_else(|| proposal(document, lang));
    let mut edited = typed.is_some();
    let mut frozen = false;
    ui.add_enabled_ui(document.can_change(), |ui| {
        ui.horizontal_wrapped(|ui| {
            let id = Id::unique("freeze");
            if let Some(text) = widgets::line(ui, id, lang.compare_name(), "", &name, 360.0) {
                name = text;
                edited = true;
            }
            let ready = !name.trim().is_empty();
            let pressed =
                ui.add_enabled_ui(ready, |ui| widgets::primary(ui, lang.compare_freeze()));
            if pressed.inner.clicked() {
                out.send(Command::Freeze(name.clone()));
                frozen = true;
            }
        });
    });
    state.name = (edited && !frozen).then_some(name);
}
