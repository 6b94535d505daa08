//! What the session asks: over everything, until it is answered.

use std::path::PathBuf;

use egui::{
    Id, Key, Modal, Modifiers, Response, Ui,
    text::{CCursor, CCursorRange},
    widgets::text_edit::TextEditState,
};

use crate::{
    app::{Command, Prompt, Purpose, Reply, Session},
    language::Lang,
    ui::{pages::PageStates, view::Out, widgets},
};

use super::{ask_password, ask_safety};

pub(super) fn show(ui: &Ui, session: &Session, states: &mut PageStates, out: &mut Out) {
    let asked = Id::unique("prompt asked");
    let Some(prompt) = session.prompt() else {
        ui.data_mut(|data| data.remove_temp::<bool>(asked));
        states.typed_path = None;
        states.typed_password = None;
        return;
    };
    if !ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(asked), true))
        && let Some(below) = ui.memory(egui::Memory::focused)
    {
        ui.memory_mut(|memory| memory.surrender_focus(below));
    }
    let lang = session.lang();
    let frame = egui::Frame::popup(ui.style()).inner_margin(18);
    let shown = Modal::new(Id::unique("prompt")).frame(frame).show(ui.ctx(), |ui| {
        let wide = matches!(
            prompt,
            Prompt::Changed(_) | Prompt::Leftover(_) | Prompt::Password(crate::app::Locked::New)
        );
        ui.set_width(if wide { 620.0 } else { 440.0 });
        match prompt {
            Prompt::Unsaved(_) => unsaved(ui, session, lang, out),
            Prompt::Replace(_, path) => replace(ui, path, lang, out),
            Prompt::Changed(conflict) => ask_safety::changed(ui, session, conflict, out),
            Prompt::Leftover(path) => ask_safety::leftover(ui, session, path, out),
            Prompt::DropCopy(_) => ask_safety::drop_copy(ui, session, out),
            Prompt::Password(locked) => {
                let typed = states.typed_password.get_or_insert_default();
                ask_password::show(ui, session, locked, typed, out);
            }
            Prompt::TypePath(purpose, start) => {
                let first = states.typed_path.is_none();
                let typed =
                    states.typed_path.get_or_insert_with(|| start.to_string_lossy().into_owned());
                type_path(ui, (*purpose, first), typed, lang, out);
            }
        }
    });
    if shown.should_close() {
        out.send(Command::Reply(Reply::Cancel));
    }
}

/// What a save would not keep: entries that are no answers yet.
fn unread(ui: &mut Ui, drafts: &widgets::Drafts, lang: Lang, out: &mut Out) {
    const SHOWN: usize = 4;
    widgets::dialog_heading(ui, lang.shell_unread_title());
    widgets::weak(ui, lang.shell_unread_text(drafts.len()));
    for text in drafts.values().take(SHOWN) {
        ui.add(egui::Label::new(lang.shell_unread_one(text)).wrap());
    }
    buttons(
        ui,
        out,
        &[
            (lang.shell_unread_back(), Look::Primary, Reply::Cancel),
            (lang.shell_unread_discard(), Look::Plain, Reply::Discard),
        ],
    );
}

fn unsaved(ui: &mut Ui, session: &Session, lang: Lang, out: &mut Out) {
    if let Some(document) = session.document().filter(|document| !document.is_modified()) {
        unread(ui, document.drafts(), lang, out);
        return;
    }
    let name = session.document().map(|d| d.diagnostic().territory.name.clone());
    widgets::dialog_heading(ui, lang.shell_unsaved_title());
    widgets::weak(ui, lang.shell_unsaved_text(name.unwrap_or_default()));
    buttons(
        ui,
        out,
        &[
            (lang.shell_unsaved_save(), Look::Primary, Reply::Save),
            (lang.shell_unsaved_discard(), Look::Plain, Reply::Discard),
            (lang.shell_cancel(), Look::Plain, Reply::Cancel),
        ],
    );
}

fn replace(ui: &mut Ui, path: &std::path::Path, lang: Lang, out: &mut Out) {
    widgets::dialog_heading(ui, lang.shell_replace_title());
    widgets::weak(ui, lang.shell_replace_text(path.display()));
    buttons(
        ui,
        out,
        &[
            (lang.shell_replace(), Look::Danger, Reply::Replace),
            (lang.shell_cancel(), Look::Plain, Reply::Cancel),
        ],
    );
}

fn type_path(
    ui: &mut Ui,
    (purpose, first): (Purpose, bool),
    typed: &mut String,
    lang: Lang,
    out: &mut Out,
) {
    let title = match purpose {
        Purpose::Open => lang.app_dialog_open(),
        Purpose::SaveAs => lang.app_dialog_save(),
        Purpose::Export(_) | Purpose::Review(_) | Purpose::KitPdf => lang.app_dialog_export(),
        Purpose::ExportHistory => lang.safety_dialog_history(),
        Purpose::Compare => lang.compare_dialog(),
        Purpose::Import => lang.imports_dialog(),
        Purpose::ImportReport => lang.imports_dialog_report(),
        Purpose::Template => lang.documents_dialog_template(),
        Purpose::Logo => lang.cover_dialog_logo(),
        Purpose::Panel(purpose) => purpose.title(lang),
        Purpose::Merge => lang.merge_dialog(),
        Purpose::MergeBase => lang.merge_dialog_base(),
        Purpose::MergeReport => lang.merge_dialog_report(),
        Purpose::Kit => lang.kits_dialog(),
    };
    widgets::dialog_heading(ui, title);
    widgets::weak(ui, lang.shell_type_path());
    let id = Id::unique("typed path");
    if first {
        select(ui, id, suggested(typed));
    }
    if let Some(text) = widgets::line(ui, id, lang.shell_path(), "", typed, f32::INFINITY) {
        *typed = text;
    }
    if ui.memory(|memory| memory.focused().is_none()) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let go = if purpose.reads() { lang.shell_open_it() } else { lang.shell_save() };
        let ready = !typed.trim().is_empty();
        let pressed = ui.add_enabled_ui(ready, |ui| widgets::primary(ui, go).clicked()).inner;
        if ready && (pressed || entered) {
            let path = PathBuf::from(typed.trim());
            out.send(Command::UsePath { purpose, path, replace: false });
        }
        if widgets::secondary(ui, lang.shell_cancel()).clicked() {
            out.send(Command::Reply(Reply::Cancel));
        }
    });
}

/// Where the suggested name stands in a path, counted in characters: neither the folder before it
/// nor the ending after it. Nothing, at the end, where a path names only a folder.
fn suggested(path: &str) -> std::ops::Range<usize> {
    let name = path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let (folder, name) = path.split_at(name);
    let stem = name.rfind('.').filter(|at| 0 < *at).unwrap_or(name.len());
    let from = folder.chars().count();
    from..from + name.get(..stem).unwrap_or(name).chars().count()
}

/// Gives a field the focus with part of its text selected, which typing then replaces.
fn select(ui: &Ui, id: Id, part: std::ops::Range<usize>) {
    let ends = CCursorRange::two(CCursor::new(part.start), CCursor::new(part.end));
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(ends));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// Gives a button of a question the focus if nothing in it has it, so that the keyboard is there.
pub(super) fn begin_at(ui: &Ui, button: &Response) {
    if ui.memory(|memory| memory.focused().is_none()) {
        button.request_focus();
    }
}

/// The weight of a button of a question.
enum Look {
    Primary,
    Danger,
    Plain,
}

fn buttons(ui: &mut Ui, out: &mut Out, all: &[(&str, Look, Reply)]) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        for (label, look, reply) in all {
            let response = match look {
                Look::Primary => widgets::primary(ui, label),
                Look::Danger => widgets::danger(ui, label),
                Look::Plain => widgets::secondary(ui, label),
            };
            // Of two ways the one that loses nothing.
            if matches!(look, Look::Primary) || *reply == Reply::Cancel {
                begin_at(ui, &response);
            }
            if response.clicked() {
                out.send(Command::Reply(*reply));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_suggested_path_the_name_alone_is_selected() {
        let picked = |path: &str| {
            let part = suggested(path);
            path.chars().skip(part.start).take(part.len()).collect::<String>()
        };
        assert_eq!(picked("/home/é/Saint-Étienne.passerelle"), "Saint-Étienne");
        assert_eq!(picked("C:\\Docs\\Note du maire.v2.pdf"), "Note du maire.v2");
        assert_eq!(picked("Nantes"), "Nantes");
        assert_eq!(picked("/home/.cachée"), ".cachée");
        assert_eq!(suggested("/home/été/"), 10..10);
    }
}
