//! The work that a breakdown left behind: what it is, and what to do with it.
//!
//! Somebody whose computer has just died needs to see at once that nothing is lost, whose work it
//! is and from when, and to take it up without fearing for the file.

use std::path::PathBuf;

use egui::Ui;

use crate::{
    app::{Command, Leftover, Locked, Recovered, Session, moment},
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets::{self, CalloutKind},
    },
};

use super::changes::{self, Changes};

/// Which copies are compared.
#[derive(Debug, Default)]
pub struct State {
    compared: Option<PathBuf>,
}

/// How many changes are listed.
const MOST: usize = 200;

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    super::column(ui, "recovery", |ui| {
        widgets::title(ui, lang.safety_recovery_title());
        if let Some(report) = session.incident() {
            let words = lang.incident_report_in(report.display());
            widgets::callout(ui, CalloutKind::Info, &words, |_| ());
            ui.add_space(space::SMALL);
        }
        if session.leftovers().is_empty() {
            widgets::weak(ui, lang.safety_recovery_none());
            if widgets::primary(ui, lang.safety_recovery_back()).clicked() {
                out.go(Page::Welcome);
            }
            return;
        }
        widgets::weak(ui, lang.safety_recovery_lead());
        ui.add_space(space::SMALL);
        for leftover in session.leftovers() {
            widgets::card(ui, false, |ui| one(ui, session, leftover, state, out));
            ui.add_space(space::SMALL);
        }
    });
}

fn one(ui: &mut Ui, session: &Session, leftover: &Leftover, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    let name = name(leftover);
    widgets::heading(ui, &name);
    widgets::weak(ui, facts(session, leftover).join(" · "));
    let content = match &leftover.content {
        Ok(content) => content,
        Err(error) => {
            let why = error.problem.sentence(lang);
            widgets::callout(ui, CalloutKind::Error, &lang.safety_unreadable_copy(why), |_| ());
            if error.problem.is_locked() {
                let unlock = widgets::secondary(ui, lang.password_unlock_copy())
                    .accessible_name(lang.password_unlock_copy_name(&name));
                if unlock.clicked() {
                    let locked = Locked::Copy(leftover.path.clone(), false);
                    out.send(Command::AskForPassword(locked));
                }
            }
            drop_button(ui, session, leftover, &name, out);
            return;
        }
    };
    if content.file_changed {
        widgets::callout(ui, CalloutKind::Warning, lang.safety_file_changed_since(), |_| ());
    }
    let compared = state.compared.as_ref() == Some(&leftover.path);
    ui.horizontal_wrapped(|ui| {
        let recover = widgets::primary(ui, lang.safety_recover())
            .accessible_name(lang.safety_recover_name(&name));
        if recover.clicked() {
            out.send(Command::Recover(leftover.path.clone()));
        }
        let label = if compared { lang.safety_hide() } else { lang.safety_compare() };
        let compare =
            widgets::secondary(ui, label).accessible_name(lang.safety_compare_name(&name));
        if compare.clicked() {
            state.compared = (!compared).then(|| leftover.path.clone());
        }
        drop_button(ui, session, leftover, &name, out);
    });
    if compared {
        ui.add_space(space::TINY);
        list(ui, session, content, MOST);
        unfinished(ui, session, leftover);
    }
}

fn drop_button(ui: &mut Ui, session: &Session, leftover: &Leftover, name: &str, out: &mut Out) {
    let lang = session.lang();
    let dropped =
        widgets::quiet(ui, lang.safety_drop()).accessible_name(lang.safety_drop_name(name));
    if dropped.clicked() {
        out.send(Command::DropCopy(leftover.path.clone()));
    }
}

/// The territory, or the file where the copy cannot be read.
pub(in crate::ui) fn name(leftover: &Leftover) -> String {
    let file = || leftover.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match &leftover.content {
        Ok(content) => content.copy.diagnostic.territory.name.clone(),
        Err(_) => file(),
    }
}

/// When, in which file, and how much.
pub(in crate::ui) fn facts(session: &Session, leftover: &Leftover) -> Vec<String> {
    let lang = session.lang();
    let mut facts = vec![match leftover.written {
        Some(written) => lang.safety_recovered_at(moment(lang, session.clock(), written)),
        None => lang.safety_recovered_unknown().to_owned(),
    }];
    facts.push(match &leftover.origin {
        Some(origin) => origin.display().to_string(),
        None => lang.safety_never_saved().to_owned(),
    });
    if let Ok(content) = &leftover.content {
        facts.push(changes::counts(lang, &content.differences));
    }
    if !leftover.drafts.is_empty() {
        facts.push(lang.coherence_drafts(leftover.drafts.len()));
    }
    facts
}

/// What the copy has that the file has not.
pub(in crate::ui) fn list(ui: &mut Ui, session: &Session, content: &Recovered, most: usize) {
    let Recovered { copy, differences, .. } = content;
    let of = Changes { pack: &copy.pack, diagnostic: &copy.diagnostic, all: differences, most };
    changes::list(ui, session.lang(), of);
}

/// What was typed and could not be read yet, each with where it was.
pub(in crate::ui) fn unfinished(ui: &mut Ui, session: &Session, leftover: &Leftover) {
    let (lang, Ok(content)) = (session.lang(), &leftover.content) else { return };
    let pack = &content.copy.pack;
    for (key, text) in leftover.drafts.iter().take(MOST) {
        let id = key.split('/').next().unwrap_or_default();
        let question = pack.question(id).map(|question| question.short.get(lang));
        let table = || pack.table(id).map(|table| table.short.get(lang));
        let place = question.or_else(table).unwrap_or_else(|| lang.safety_somewhere());
        ui.add(egui::Label::new(lang.safety_unfinished(place, text)).wrap());
    }
}
