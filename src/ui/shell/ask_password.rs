//! Asking for a password: to open what is under one, or to put a document under one.
//!
//! Whoever types one sees whether it is the right one, and is told before anything happens that
//! nobody can bring a forgotten password back.

use egui::{Id, Key, Modifiers, Ui};

use crate::{
    app::{Command, Locked, Password, Reply, Session},
    language::Lang,
    ui::{
        tokens::space,
        view::Out,
        widgets::{self, CalloutKind},
    },
};

/// How many characters a new password has at least.
const LEAST: usize = 12;

/// What is being typed; forgotten when the question is answered.
#[derive(Default)]
pub struct Typed {
    password: String,
    again: String,
    shown: bool,
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed")
    }
}

pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    locked: &Locked,
    typed: &mut Typed,
    out: &mut Out,
) {
    if matches!(locked, Locked::New) {
        protect(ui, session, typed, out);
    } else {
        unlock(ui, session.lang(), locked, typed, out);
    }
}

fn unlock(ui: &mut Ui, lang: Lang, locked: &Locked, typed: &mut Typed, out: &mut Out) {
    widgets::dialog_heading(ui, lang.password_ask_title());
    let file = locked.path().and_then(|path| path.file_name()).unwrap_or_default();
    widgets::weak(ui, lang.password_ask_text(file.to_string_lossy()));
    if locked.was_wrong() {
        widgets::callout(ui, CalloutKind::Error, lang.password_wrong(), |_| ());
    }
    ui.add_space(space::TINY);
    let id = Id::unique("password");
    field(ui, id, lang.password_field(), &mut typed.password, typed.shown);
    hold_focus(ui, id);
    ui.checkbox(&mut typed.shown, lang.password_show());
    let ready = !typed.password.is_empty();
    buttons(ui, lang, (lang.password_unlock(), ready), out, |out| {
        if let Some(password) = Password::new(std::mem::take(&mut typed.password)) {
            out.send(Command::Unlock(password));
        }
    });
}

fn protect(ui: &mut Ui, session: &Session, typed: &mut Typed, out: &mut Out) {
    let lang = session.lang();
    let under = session.document().is_some_and(|document| document.password().is_some());
    widgets::dialog_heading(ui, lang.password_protect_title());
    for text in [
        lang.password_protect_what(),
        lang.password_protect_lost(),
        lang.password_protect_beside(),
        lang.password_protect_exports(),
    ] {
        widgets::weak(ui, text);
    }
    ui.add_space(space::TINY);
    let id = Id::unique("new password");
    field(ui, id, lang.password_new(), &mut typed.password, typed.shown);
    hold_focus(ui, id);
    widgets::small(ui, lang.password_hint());
    field(ui, Id::unique("password again"), lang.password_again(), &mut typed.again, typed.shown);
    ui.checkbox(&mut typed.shown, lang.password_show());
    let enough = LEAST <= typed.password.chars().count();
    let same = typed.password == typed.again;
    if !typed.password.is_empty() && !enough {
        widgets::small(ui, lang.password_too_short(LEAST));
    } else if !typed.again.is_empty() && !same {
        widgets::small(ui, lang.password_differs());
    }
    if under && widgets::quiet(ui, lang.password_remove()).clicked() {
        out.send(Command::Protect(None));
    }
    buttons(ui, lang, (lang.password_protect(), enough && same), out, |out| {
        out.send(Command::Protect(Password::new(std::mem::take(&mut typed.password))));
    });
}

/// A field whose text is only shown if its user wants it to be.
fn field(ui: &mut Ui, id: Id, name: &str, text: &mut String, shown: bool) {
    widgets::caption(ui, name);
    if let Some(typed) = widgets::secret(ui, id, name, text, shown) {
        *text = typed;
    }
}

fn hold_focus(ui: &Ui, id: Id) {
    if ui.memory(|memory| memory.focused().is_none()) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn buttons(
    ui: &mut Ui,
    lang: Lang,
    (label, ready): (&str, bool),
    out: &mut Out,
    go: impl FnOnce(&mut Out),
) {
    let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    ui.add_space(space::SMALL);
    ui.horizontal_wrapped(|ui| {
        let pressed = ui.add_enabled_ui(ready, |ui| widgets::primary(ui, label).clicked()).inner;
        if ready && (pressed || entered) {
            go(out);
        }
        if widgets::secondary(ui, lang.shell_cancel()).clicked() {
            out.send(Command::Reply(Reply::Cancel));
        }
    });
}
