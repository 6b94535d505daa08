//! The page of the territory: its identity, its size, where it lies, and the day it is described.
//!
//! Somebody who has just typed « Nantes » wants to see what is already known, with its source, to
//! correct what is wrong without fear, and to see at once what only they can say.

pub mod choose;

mod identity;
mod kept;
mod members;
mod row;
mod setting;
mod situation;
mod size;

use egui::{Id, Ui};

use crate::{
    app::{Command, Document, Edit, NewDiagnostic, Session},
    domain::{Path, Territory},
    language::Lang,
    ui::{
        tokens::space,
        view::{Out, Page},
        widgets::{self, CalloutKind, Field},
    },
};

use choose::Choice;
use kept::Kept;

/// What is half typed, and what the tables said of the territory last.
#[derive(Debug, Default)]
pub struct State {
    /// Whether another territory is being looked for.
    choosing: bool,
    /// A name that no table knows, not yet taken.
    other: Option<String>,
    kept: Kept,
}

/// What every part of the page is drawn from.
struct Sheet<'a> {
    session: &'a Session,
    document: &'a Document,
    lang: Lang,
}

impl Sheet<'_> {
    fn territory(&self) -> &Territory {
        &self.document.diagnostic().territory
    }
}

/// Whether everything that identifies the territory is known.
pub fn is_complete(document: &Document) -> bool {
    let territory = &document.diagnostic().territory;
    let named = |named: &Option<crate::domain::Named>| {
        named.as_ref().is_some_and(|named| !named.name.is_empty())
    };
    !territory.name.trim().is_empty()
        && territory.kind.is_some()
        && named(&territory.departement)
        && named(&territory.region)
        && crate::advice::population(document.pack(), document.diagnostic()).is_some()
}

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, document: &Document, state: &mut State, out: &mut Out) {
    let page = Sheet { session, document, lang: session.lang() };
    let lang = page.lang;
    state.kept.follow(page.territory());
    super::column(ui, "territory", |ui| {
        let name = page.territory().name.trim();
        widgets::title(ui, if name.is_empty() { lang.territory_nameless() } else { name });
        let known = state.kept.profile().is_some();
        let lead = if known { lang.territory_lead() } else { lang.territory_lead_unknown() };
        widgets::weak(ui, lead);
        ui.add_space(space::SMALL);
        ui.add_enabled_ui(document.can_change(), |ui| {
            other_territory(ui, &page, state, out);
            for part in [identity::show, size::show, members::show, situation::show] {
                part(ui, &page, &state.kept, out);
            }
            setting::show(ui, &page, out);
        });
        ui.add_space(space::SMALL);
        if widgets::primary(ui, lang.territory_next()).clicked()
            && let Some(first) = document.pack().dimensions.first()
        {
            out.go(Page::Dimension(first.id.clone()));
        }
    });
}

fn card(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui)) {
    widgets::card(ui, false, |ui| {
        widgets::heading(ui, title);
        content(ui);
    });
    ui.add_space(space::SMALL);
}

/// Another territory for the same document.
fn other_territory(ui: &mut Ui, page: &Sheet<'_>, state: &mut State, out: &mut Out) {
    let lang = page.lang;
    if !state.choosing {
        state.choosing = widgets::secondary(ui, lang.territory_choose()).clicked();
        ui.add_space(space::SMALL);
        return;
    }
    card(ui, lang.territory_choose(), |ui| {
        let field = Field {
            id: Id::unique("other territory"),
            name: lang.territory_choose_field(),
            hint: lang.welcome_territory_hint(),
            width: 460.0,
        };
        let shown = state.other.as_deref().unwrap_or_default();
        match choose::territory(ui, field, shown) {
            Some(Choice::Known(profile)) => {
                (state.choosing, state.other) = (false, None);
                replace(page, &NewDiagnostic::of(&profile, Path::Full), out);
            }
            Some(Choice::Other(name)) => state.other = Some(name).filter(|name| !name.is_empty()),
            None => {}
        }
        if let Some(name) = state.other.clone() {
            widgets::callout(ui, CalloutKind::Warning, &lang.territory_other(&name), |ui| {
                if widgets::secondary(ui, lang.territory_use_other()).clicked() {
                    let territory = Territory { name, ..Territory::default() };
                    let new = NewDiagnostic { territory, population: None, path: Path::Full };
                    replace(page, &new, out);
                    (state.choosing, state.other) = (false, None);
                }
            });
        }
        widgets::small(ui, lang.territory_choose_text());
        if widgets::quiet(ui, lang.territory_keep()).clicked() {
            (state.choosing, state.other) = (false, None);
        }
    });
}

/// Makes the document that of another territory, in one step that undo takes back.
fn replace(page: &Sheet<'_>, new: &NewDiagnostic, out: &mut Out) {
    whole(out, new.replacing(page.document.pack(), page.document.diagnostic()));
}

/// A change that is a step of its own for undo, whatever was typed just before.
fn whole(out: &mut Out, edit: Edit) {
    out.send(Command::Seal);
    out.edit(edit);
    out.send(Command::Seal);
}
