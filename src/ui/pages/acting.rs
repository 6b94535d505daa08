//! In what role somebody works on the diagnostic, and who gave an answer.
//!
//! Whoever reads the history or an answer a year later wants to know which department said so; no
//! name is ever asked for, so that one list of the pack's roles is enough.

use egui::{Id, Ui};

use crate::{
    app::{Command, Document, Session},
    domain::RoleId,
    language::Lang,
    ui::{
        view::Out,
        widgets::{self, Field},
    },
};

/// How wide the list is.
const WIDTH: f32 = 260.0;

/// The role in which the user works from now on.
pub(super) fn choose(ui: &mut Ui, session: &Session, document: &Document, out: &mut Out) {
    let lang = session.lang();
    let field = (Id::unique("acting as"), lang.acting_who());
    if let Some(role) = list(ui, document, lang, field, session.role()) {
        out.send(Command::SetRole(role));
    }
}

/// The roles of the pack as a list with this id and name; returns the one just chosen, or none.
#[expect(clippy::option_option, reason = "changed or not, then a role or none")]
pub(super) fn list(
    ui: &mut Ui,
    document: &Document,
    lang: Lang,
    (id, name): (Id, &str),
    role: Option<&RoleId>,
) -> Option<Option<RoleId>> {
    let roles = &document.pack().roles;
    let labels: Vec<_> = roles.iter().map(|role| role.title.get(lang)).collect();
    let chosen = role.and_then(|of| roles.iter().position(|role| role.id == *of));
    let field = Field { id, name, hint: lang.acting_none(), width: WIDTH };
    let picked = widgets::select(ui, field, &labels, chosen)?;
    Some(picked.and_then(|at| roles.get(at)).map(|role| role.id.clone()))
}
