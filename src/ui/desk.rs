//! The whole content of the window, without the window: what tests drive and eframe shows.

use egui::{Key, KeyboardShortcut, Modifiers, OutputCommand, Ui};

use crate::{
    app::{Command, Effect, Purpose, Session},
    language::typography,
};

use super::{
    pages::PageStates,
    shell,
    view::{Out, Page},
};

/// A session, and where the user is in it.
#[derive(Debug, Default)]
pub struct Desk {
    /// The session that is shown.
    pub session: Session,
    page: Page,
    states: PageStates,
    /// Which of the session's documents the page belongs to.
    document: u64,
}

impl Desk {
    /// A desk that shows this session.
    pub fn new(session: Session) -> Self {
        Self { session, ..Self::default() }
    }

    /// The page that is shown.
    pub const fn page(&self) -> &Page {
        &self.page
    }

    /// Goes to a page.
    pub fn go(&mut self, page: Page) {
        self.states.turned();
        self.page = page;
    }

    /// Draws everything and does what was asked; returns what must be done outside.
    pub fn show(&mut self, ui: &mut Ui) -> Vec<Effect> {
        self.follow_document();
        let mut out = Out::default();
        out.send(Command::Tick);
        shortcuts(ui, &self.session, &mut out);
        shell::show(ui, &self.session, &self.page, &mut self.states, &mut out);
        let mut effects = Vec::new();
        for command in std::mem::take(&mut out.commands) {
            effects.extend(self.session.apply(command));
        }
        if let Some(number) = out.why {
            self.states.why.ask(number);
        }
        if let Some(page) = out.page {
            if page != self.page {
                self.go(page);
            }
            self.states.questions.bring(out.question);
        }
        if self.page != Page::Brief && self.session.has_preview() {
            effects.extend(self.session.apply(Command::ClosePreview));
        }
        self.follow_document();
        print_copies(ui);
        if let Some(after) = self.session.wakes_in() {
            ui.ctx().request_repaint_after(after);
        }
        effects
    }

    /// Turns to the first page of a document that was just opened, or back to the welcome page. Of
    /// a new one, what is already known of the territory comes first.
    fn follow_document(&mut self) {
        if self.document == self.session.document_number() {
            return;
        }
        self.document = self.session.document_number();
        self.states = PageStates::default();
        let first = self.session.document().and_then(|document| {
            if document.file().is_none() && !document.diagnostic().fictional {
                return Some(Page::Territory);
            }
            document.pack().dimensions.first().map(|first| Page::Dimension(first.id.clone()))
        });
        self.page = first.unwrap_or_default();
    }
}

/// What is copied leaves the program with the spaces of a printer.
fn print_copies(ui: &Ui) {
    ui.output_mut(|output| {
        for command in &mut output.commands {
            if let OutputCommand::CopyText(text) = command {
                *text = typography::printed(text);
            }
        }
    });
}

/// The zooms that the keys and the menu offer.
pub(super) const ZOOMS: [f32; 7] = [0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0];

/// The keys that make everything larger, smaller, and as it was.
fn zoom(session: &Session, out: &mut Out, pressed: impl Fn(Modifiers, Key) -> bool) {
    let now = session.settings().zoom;
    let larger = pressed(Modifiers::COMMAND, Key::Plus) || pressed(Modifiers::COMMAND, Key::Equals);
    let wanted = if larger {
        ZOOMS.into_iter().find(|zoom| now + 0.01 < *zoom)
    } else if pressed(Modifiers::COMMAND, Key::Minus) {
        ZOOMS.into_iter().rev().find(|zoom| *zoom < now - 0.01)
    } else {
        pressed(Modifiers::COMMAND, Key::Num0).then_some(1.0)
    };
    if let Some(zoom) = wanted {
        out.send(Command::SetZoom(zoom));
    }
}

/// The keys that work on every page.
fn shortcuts(ui: &Ui, session: &Session, out: &mut Out) {
    if session.prompt().is_some() {
        return;
    }
    let pressed = |modifiers, key| {
        ui.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)))
    };
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    if pressed(shift, Key::S) {
        out.send(Command::Browse(Purpose::SaveAs));
    } else if pressed(Modifiers::COMMAND, Key::S) {
        out.send(Command::Save);
    }
    if pressed(Modifiers::COMMAND, Key::O) {
        out.send(Command::Browse(Purpose::Open));
    }
    if pressed(Modifiers::COMMAND, Key::Q) {
        out.send(Command::Quit);
    }
    zoom(session, out, pressed);
    // A text field has its own undo, for what is typed in it.
    if !ui.ctx().text_edit_focused() {
        if pressed(shift, Key::Z) || pressed(Modifiers::COMMAND, Key::Y) {
            out.send(Command::Redo);
        } else if pressed(Modifiers::COMMAND, Key::Z) {
            out.send(Command::Undo);
        }
    }
}
