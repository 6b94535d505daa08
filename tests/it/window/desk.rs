//! The whole window over a session, with its effects performed at once and no file dialogs.

use eframe::egui::{Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use passerelle::{
    app::{Command, Effect, Event, Session, Settings, perform},
    ui::Desk,
};

use super::{Look, bare};
use crate::session::clock;

/// The window at its first page, in French.
pub(crate) fn desk<'a>(size: Vec2, look: Look) -> Harness<'a, Desk> {
    let session = Session::new(Settings::default(), clock());
    bare(size, 1.0, look, Desk::new(session), |ui, desk: &mut Desk| {
        let effects = desk.show(ui);
        settle(&mut desk.session, effects);
    })
}

/// The window with the worked example open.
pub(crate) fn example<'a>(size: Vec2, look: Look) -> Harness<'a, Desk> {
    let mut harness = desk(size, look);
    give(&mut harness, Command::OpenExample);
    harness
}

/// Hands the session a command, as if something had been clicked.
pub(crate) fn give(harness: &mut Harness<'_, Desk>, command: Command) {
    let desk = harness.state_mut();
    let effects = desk.session.apply(command);
    settle(&mut desk.session, effects);
    harness.run();
}

/// Performs effects and all that follows; a system without dialogs answers every question for a
/// path, and settings are not written.
fn settle(session: &mut Session, mut effects: Vec<Effect>) {
    while let Some(effect) = effects.pop() {
        let event = match effect {
            Effect::Browse { purpose, start, .. } => Some(Event::NoDialog(purpose, start)),
            Effect::SaveSettings(_) => Some(Event::SettingsSaved(Ok(()))),
            effect => perform(effect),
        };
        if let Some(event) = event {
            effects.extend(session.receive(event));
        }
    }
}

/// Clicks what has this role and name.
pub(crate) fn click(harness: &mut Harness<'_, Desk>, role: Role, name: &str) {
    harness.get_by_role_and_label(role, name).click();
    harness.run();
}

/// Types into the field with this name, in place of what it holds.
pub(crate) fn fill(harness: &mut Harness<'_, Desk>, name: &str, text: &str) {
    use eframe::egui::{Key, Modifiers};
    harness.get_by_label(name).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_label(name).type_text(text);
    harness.run();
}
