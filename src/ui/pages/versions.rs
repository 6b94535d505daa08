//! The versions of the document: what its file held before each save, and the way back.
//!
//! Somebody who has pasted over a column on Tuesday and sees it on Friday needs to find the state
//! before, see what is different, and go back without losing the rest.

use std::path::PathBuf;

use egui::{ScrollArea, Ui};

use crate::{
    app::{Command, Document, Purpose, Session, Versions, moment},
    domain::Differences,
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind},
    },
};

use super::changes::{self, Changes};

/// What the page keeps while it is open.
#[derive(Debug, Default)]
pub struct State {
    /// Whether the versions were asked for.
    asked: bool,
    /// The differences with the version that is looked at, for this revision of the document.
    kept: Option<(PathBuf, u64, Differences)>,
}

/// How many changes are listed.
const MOST: usize = 300;

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let lang = session.lang();
    if !std::mem::replace(&mut state.asked, true) {
        out.send(Command::ListVersions);
    }
    super::column(ui, "versions", |ui| {
        widgets::title(ui, lang.safety_versions_title());
        widgets::weak(ui, lang.safety_versions_lead());
        ui.add_space(space::SMALL);
        if document.file().is_none() {
            widgets::weak(ui, lang.safety_versions_no_file());
            if widgets::primary(ui, lang.shell_save_as()).clicked() {
                out.send(Command::Browse(Purpose::SaveAs));
            }
            return;
        }
        let Some(versions) = session.versions() else { return };
        if versions.all.is_empty() {
            widgets::weak(ui, lang.safety_versions_none());
            if document.is_modified() && widgets::primary(ui, lang.shell_save()).clicked() {
                out.send(Command::Save);
            }
        }
        for version in &versions.all {
            let when = moment(lang, session.clock(), version.saved);
            let open = versions.open.as_ref().is_some_and(|(path, _)| *path == version.path);
            widgets::card(ui, open, |ui| {
                widgets::heading(ui, &lang.safety_version_of(&when));
                let size = lang.number(version.bytes as f64 / 1000.0, 0);
                widgets::small(ui, lang.safety_version_size(size));
                if open {
                    looked_at(ui, session, document, versions, state, out);
                } else if widgets::secondary(ui, lang.safety_version_see())
                    .accessible_name(lang.safety_version_see_name(&when))
                    .clicked()
                {
                    out.send(Command::ReadVersion(version.path.clone()));
                }
            });
            ui.add_space(space::TINY);
        }
    });
}

fn looked_at(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    versions: &Versions,
    state: &mut State,
    out: &mut Out,
) {
    let lang = session.lang();
    let Some((path, read)) = &versions.open else { return };
    let version = match read {
        Ok(version) => version,
        Err(error) => {
            let why = error.problem.sentence(lang);
            widgets::callout(ui, CalloutKind::Error, &lang.safety_version_unreadable(why), |_| ());
            return;
        }
    };
    let revision = document.revision();
    let fresh = state.kept.as_ref().is_some_and(|(of, at, _)| of == path && *at == revision);
    if !fresh {
        let found = Differences::between(&version.diagnostic, document.diagnostic());
        state.kept = Some((path.clone(), revision, found));
    }
    let Some((_, _, found)) = &state.kept else { return };
    if found.is_empty() {
        widgets::weak(ui, lang.safety_version_same());
        return;
    }
    widgets::caption(ui, lang.safety_version_since());
    widgets::small(ui, changes::counts(lang, found));
    ScrollArea::vertical().id_salt("version changes").max_height(260.0).show(ui, |ui| {
        let (pack, diagnostic) = (document.pack(), document.diagnostic());
        changes::list(ui, lang, Changes { pack, diagnostic, all: found, most: MOST });
    });
    ui.add_space(space::TINY);
    widgets::small(ui, lang.safety_version_restore_text());
    let pressed = ui.add_enabled_ui(document.can_change(), |ui| {
        widgets::primary(ui, lang.safety_version_restore()).clicked()
    });
    if pressed.inner {
        out.send(Command::Restore);
    }
}
