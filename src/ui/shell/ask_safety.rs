//! What the session asks about work that was found, and about a file that somebody else changed.

use std::path::Path;

use egui::{ScrollArea, Ui};

use crate::{
    app::{Command, Conflict, Reply, Session},
    ui::{
        pages::{
            changes::{self, Changes},
            recovery,
        },
        tokens::space,
        view::{Out, Page},
        widgets::{self, CalloutKind},
    },
};

use super::prompt::begin_at;

/// How many changes a question lists.
const MOST: usize = 12;

/// Work that no file holds was found with the document that was just opened.
pub(super) fn leftover(ui: &mut Ui, session: &Session, path: &Path, out: &mut Out) {
    let lang = session.lang();
    let Some(leftover) = session.leftovers().iter().find(|one| one.path == path) else {
        out.send(Command::Reply(Reply::Cancel));
        return;
    };
    widgets::dialog_heading(ui, lang.safety_found_title());
    widgets::weak(ui, lang.safety_found_text());
    ui.add_space(space::TINY);
    ui.label(recovery::name(leftover));
    widgets::small(ui, recovery::facts(session, leftover).join(" · "));
    if let Some(report) = session.incident() {
        widgets::small(ui, lang.incident_report_in(report.display()));
    }
    if let Ok(content) = &leftover.content {
        if content.file_changed {
            widgets::callout(ui, CalloutKind::Warning, lang.safety_file_changed_since(), |_| ());
        }
        ScrollArea::vertical().id_salt("found").max_height(220.0).show(ui, |ui| {
            recovery::list(ui, session, content, MOST);
            recovery::unfinished(ui, session, leftover);
        });
    }
    ui.add_space(space::SMALL);
    ui.horizontal_wrapped(|ui| {
        let readable = leftover.content.is_ok();
        if readable {
            let recover = widgets::primary(ui, lang.safety_recover());
            begin_at(ui, &recover);
            if recover.clicked() {
                out.send(Command::Reply(Reply::Recover));
            }
        }
        let compare = widgets::secondary(ui, lang.safety_compare());
        begin_at(ui, &compare);
        if compare.clicked() {
            out.send(Command::Reply(Reply::Cancel));
            out.go(Page::Recovery);
        }
        if widgets::secondary(ui, lang.safety_later()).clicked() {
            out.send(Command::Reply(Reply::Cancel));
        }
    });
}

/// The work in a copy would be thrown away.
pub(super) fn drop_copy(ui: &mut Ui, session: &Session, out: &mut Out) {
    let lang = session.lang();
    widgets::dialog_heading(ui, lang.safety_drop_title());
    widgets::weak(ui, lang.safety_drop_text());
    ui.add_space(space::SMALL);
    ui.horizontal_wrapped(|ui| {
        if widgets::danger(ui, lang.safety_drop_confirm()).clicked() {
            out.send(Command::Reply(Reply::Discard));
        }
        let cancel = widgets::secondary(ui, lang.shell_cancel());
        begin_at(ui, &cancel);
        if cancel.clicked() {
            out.send(Command::Reply(Reply::Cancel));
        }
    });
}

/// Somebody else has changed the file since it was read.
pub(super) fn changed(ui: &mut Ui, session: &Session, conflict: &Conflict, out: &mut Out) {
    let lang = session.lang();
    let Some(document) = session.document() else { return };
    let file = conflict.path.file_name().unwrap_or_default().to_string_lossy();
    widgets::dialog_heading(ui, lang.safety_changed_title());
    widgets::weak(ui, lang.safety_changed_text(file));
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    ScrollArea::vertical().id_salt("changed").max_height(300.0).show(ui, |ui| {
        match &conflict.theirs {
            Ok(_) if conflict.in_file.is_empty() => {
                widgets::weak(ui, lang.safety_changed_nothing());
            }
            Ok(theirs) => {
                widgets::caption(ui, lang.safety_changed_theirs());
                let diagnostic = &theirs.diagnostic;
                let all = &conflict.in_file;
                changes::list(ui, lang, Changes { pack, diagnostic, all, most: MOST });
            }
            Err(error) => {
                let why = error.problem.sentence(lang);
                let words = lang.safety_changed_unreadable(why);
                widgets::callout(ui, CalloutKind::Error, &words, |_| ());
            }
        }
        if !conflict.here.is_empty() {
            ui.add_space(space::SMALL);
            widgets::caption(ui, lang.safety_changed_mine());
            let all = &conflict.here;
            changes::list(ui, lang, Changes { pack, diagnostic, all, most: MOST });
        }
    });
    ui.add_space(space::TINY);
    widgets::small(ui, lang.safety_changed_kept());
    ui.horizontal_wrapped(|ui| {
        let elsewhere = widgets::primary(ui, lang.safety_save_elsewhere());
        begin_at(ui, &elsewhere);
        if elsewhere.clicked() {
            out.send(Command::Reply(Reply::SaveElsewhere));
        }
        let can = conflict.can_reload(document);
        let reload = ui.add_enabled_ui(can, |ui| widgets::secondary(ui, lang.safety_reload()));
        if reload.inner.clicked() {
            out.send(Command::Reply(Reply::Reload));
        }
        if widgets::danger(ui, lang.safety_replace_theirs()).clicked() {
            out.send(Command::Reply(Reply::Replace));
        }
        if widgets::quiet(ui, lang.shell_cancel()).clicked() {
            out.send(Command::Reply(Reply::Cancel));
        }
    });
}
