//! The whole content of the window, without the window: what tests drive and eframe shows.

use std::sync::Arc;

use egui::{OutputCommand, PointerButton, Ui};

use crate::{
    app::{Command, Density, Effect, Locked, Purpose, Session, Theme},
    language::{Lang, typography},
    questionnaire::next_question,
};

use super::{
    pages::{self, PageStates},
    shell::{self, Action, Find, FindStep, Overlay, Palette, pressed},
    view::{Out, Page},
    widgets::{self, drafts, set_drafts},
};

/// How many pages one can go back.
const TRAIL: usize = 50;

/// A session, and where the user is in it.
#[derive(Debug, Default)]
pub struct Desk {
    /// The session that is shown.
    pub session: Session,
    page: Page,
    /// The pages that were shown before, the last one last.
    trail: Vec<Page>,
    states: PageStates,
    /// Which of the session's documents the page belongs to.
    document: u64,
    /// What had the focus last, on what page.
    focus: Option<(egui::Id, Page)>,
    /// Whether something lies over the window, and what had the focus when it came.
    covered: bool,
    under: Option<(egui::Id, Page)>,
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

    /// Goes back to the page that was shown before this one, such as the note after a look at the
    /// question behind one of its figures.
    fn back(&mut self) {
        if let Some(page) = self.trail.pop() {
            self.go(page);
            self.states.enter = true;
        }
    }

    /// Draws everything and does what was asked; returns what must be done outside.
    pub fn show(&mut self, ui: &mut Ui) -> Vec<Effect> {
        self.follow_document(ui);
        let mut out = Out::default();
        out.send(Command::Tick);
        let free = self.session.prompt().is_none() && !self.states.is_covered();
        if free {
            self.give_back_focus(ui);
            self.go_on_from_focus(ui);
        }
        if free && let Some(action) = pressed(ui, &self.session, &self.page) {
            self.act(action, &mut out);
        }
        // The button of a mouse that browsers take for the same.
        if free && ui.input(|input| input.pointer.button_pressed(PointerButton::Extra1)) {
            self.back();
        }
        let covers = self.session.prompt().is_some() || self.states.is_covered();
        if covers && !std::mem::replace(&mut self.covered, true) {
            self.under.clone_from(&self.focus);
        }
        shell::show(ui, &self.session, &self.page, &mut self.states, &mut out);
        if let Some(action) = out.act.take() {
            self.act(action, &mut out);
        }
        let mut effects = Vec::new();
        for command in std::mem::take(&mut out.commands) {
            effects.extend(self.session.apply(command));
        }
        if let Some(number) = out.why {
            self.states.why.ask(number);
        }
        if let Some(page) = out.page {
            if page != self.page {
                let before = self.page.clone();
                self.go(page);
                self.trail.push(before);
                self.trail.drain(..self.trail.len().saturating_sub(TRAIL));
                self.states.enter = true;
            }
            self.states.questions.bring(out.question);
            self.states.bring(&self.page, (out.row, out.action, out.block));
        }
        if let Some(term) = out.term {
            self.states.glossary.bring(term);
        }
        if let Some(chapter) = out.chapter {
            self.states.guide.bring(chapter);
        }
        if self.page != Page::Brief && self.session.has_preview() {
            effects.extend(self.session.apply(Command::ClosePreview));
        }
        self.keep_drafts(ui);
        self.follow_document(ui);
        print_copies(ui);
        if let Some(id) = ui.memory(egui::Memory::focused) {
            self.focus = Some((id, self.page.clone()));
        }
        if let Some(after) = self.session.wakes_in() {
            ui.ctx().request_repaint_after(after);
        }
        effects
    }

    /// What had the focus before something lay over the window has it again once that is gone,
    /// unless what is opened then has it.
    fn give_back_focus(&mut self, ui: &Ui) {
        if !self.covered || !widgets::can_arrive(ui) {
            return;
        }
        self.covered = false;
        self.focus = self.under.take();
        let here = self.focus.as_ref().filter(|(_, page)| *page == self.page);
        if let Some((id, _)) = here
            && ui.memory(egui::Memory::focused).is_none()
            && ui.ctx().read_response(*id).is_some()
        {
            ui.memory_mut(|memory| memory.request_focus(*id));
        }
    }

    /// Tab goes on from what had the focus last: Escape, or a click beside, lets go of a field
    /// without sending the keyboard back to the top of the window.
    fn go_on_from_focus(&mut self, ui: &Ui) {
        let asked = ui.input(|input| {
            input.key_pressed(egui::Key::Tab)
                && !(input.modifiers.command || input.modifiers.ctrl || input.modifiers.alt)
        });
        if !asked || ui.memory(egui::Memory::focused).is_some() {
            return;
        }
        let here = self.focus.take().filter(|(_, page)| *page == self.page);
        if let Some((id, _)) = here.filter(|(id, _)| ui.ctx().read_response(*id).is_some()) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// Shows the tour, which keeps nobody from working.
    pub fn offer_tour(&mut self) {
        self.states.overlay = Some(Overlay::Tour(0));
    }

    /// Does what its keys, the palette or a menu ask for.
    fn act(&mut self, action: Action, out: &mut Out) {
        if let Some(command) = command(&self.session, action) {
            out.send(command);
            return;
        }
        match action {
            Action::Palette => self.states.overlay = Some(Overlay::Palette(Palette::default())),
            Action::Keys => self.states.overlay = Some(Overlay::Keys),
            Action::Help => {
                let of_page = self.session.document().is_some() && shell::has_help(&self.page);
                self.states.overlay = Some(if of_page { Overlay::Help } else { Overlay::Keys });
            }
            Action::ToPage => match self.page {
                Page::Dimension(_) if self.states.questions.open().is_some() => {
                    self.states.questions.enter();
                }
                _ => self.states.enter = true,
            },
            Action::ToPath => self.states.path.reach(),
            Action::Tour => self.offer_tour(),
            Action::Find => match &mut self.states.find {
                Some(find) => find.ask(),
                None => self.states.find = Some(Find::open()),
            },
            Action::FindNext | Action::FindPrevious => {
                let step =
                    if action == Action::FindNext { FindStep::Next } else { FindStep::Previous };
                if let Some(find) = &mut self.states.find {
                    find.step(step);
                }
            }
            Action::Meeting => {
                let at = self.states.questions.open().cloned();
                let here = matches!(self.page, Page::Dimension(_));
                self.states.meeting.begin(at.filter(|_| here));
                out.go(Page::Meeting);
            }
            Action::NextQuestion => self.next_question(out),
            Action::NextPage | Action::PreviousPage => {
                self.turn(action == Action::NextPage, out);
            }
            Action::Back => self.back(),
            Action::Guide => out.go(Page::Guide),
            Action::Glossary => out.go(Page::Glossary),
            Action::History => out.go(Page::History),
            Action::Versions => out.go(Page::Versions),
            Action::Compare => out.go(Page::Compare),
            Action::Import => out.go(Page::Import),
            Action::Observatory => out.go(Page::Observatory),
            Action::Kits => out.go(Page::Kits),
            Action::Merge => out.go(Page::Merge),
            Action::About => out.go(Page::About),
            _ => {}
        }
    }

    /// Goes to the next question that waits for an answer.
    fn next_question(&self, out: &mut Out) {
        let Some(document) = self.session.document() else { return };
        let after = match (&self.page, self.states.questions.open()) {
            (Page::Dimension(_), open) => open,
            _ => None,
        };
        if let Some(next) = next_question(document.pack(), document.diagnostic(), after) {
            out.go_to_question(document, &next.id);
        }
    }

    /// Turns to the page after this one on the path, or before it.
    fn turn(&self, forward: bool, out: &mut Out) {
        let Some(document) = self.session.document() else { return };
        let sections = shell::sections(document, self.session.lang());
        let pages: Vec<Page> =
            sections.into_iter().flat_map(|s| s.steps).map(|step| step.page).collect();
        let at = pages.iter().position(|page| *page == self.page);
        let to = match (at, forward) {
            (None, _) => Some(0),
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        if let Some(page) = to.and_then(|to| pages.get(to)) {
            out.go(page.clone());
        }
    }

    /// Turns to the first page of a document that was just opened, or back to the welcome page. Of
    /// a new one, what is already known of the territory comes first.
    fn follow_document(&mut self, ui: &Ui) {
        if self.document == self.session.document_number() {
            return;
        }
        self.document = self.session.document_number();
        self.trail.clear();
        // The tour goes on over whatever is opened.
        let overlay = self.states.overlay.take().filter(|over| matches!(over, Overlay::Tour(_)));
        self.states =
            PageStates { overlay, enter: self.page != Page::Welcome, ..PageStates::default() };
        let first = self.session.document().and_then(|document| {
            if document.file().is_none() && !document.diagnostic().fictional {
                return Some(Page::Territory);
            }
            document.pack().dimensions.first().map(|first| Page::Dimension(first.id.clone()))
        });
        self.page = first.unwrap_or_default();
        widgets::forget_typing(ui.ctx());
        pages::forget_typing(ui.ctx());
        let kept = self.session.document().map(|document| Arc::clone(document.drafts()));
        set_drafts(ui.ctx(), &kept.unwrap_or_default());
    }

    /// Has what cannot be read yet kept in the recovery copy.
    fn keep_drafts(&mut self, ui: &Ui) {
        let drafts = drafts(ui.ctx());
        let ours = self.document == self.session.document_number();
        let other = self.session.document().is_some_and(|document| *document.drafts() != drafts);
        if ours && other {
            self.session.apply(Command::Drafts(drafts));
        }
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

/// The next zoom up or down, if there is one.
fn zoomed(session: &Session, larger: bool) -> Option<f32> {
    let now = session.settings().zoom;
    if larger {
        ZOOMS.into_iter().find(|zoom| now + 0.01 < *zoom)
    } else {
        ZOOMS.into_iter().rev().find(|zoom| *zoom < now - 0.01)
    }
}

/// What an action asks of the session; `None` if it concerns the window alone.
fn command(session: &Session, action: Action) -> Option<Command> {
    Some(match action {
        Action::Undo => Command::Undo,
        Action::Redo => Command::Redo,
        Action::Save => Command::Save,
        Action::SaveAs => Command::Browse(Purpose::SaveAs),
        Action::Protect => Command::AskForPassword(Locked::New),
        Action::Open => Command::Browse(Purpose::Open),
        Action::Close => Command::Close,
        Action::Quit => Command::Quit,
        Action::Example => Command::OpenExample,
        Action::Larger => Command::SetZoom(zoomed(session, true)?),
        Action::Smaller => Command::SetZoom(zoomed(session, false)?),
        Action::NormalSize => Command::SetZoom(1.0),
        Action::Language => {
            Command::SetLanguage(*Lang::ALL.iter().find(|lang| **lang != session.lang())?)
        }
        Action::ThemeSystem => Command::SetTheme(Theme::System),
        Action::ThemeLight => Command::SetTheme(Theme::Light),
        Action::ThemeDark => Command::SetTheme(Theme::Dark),
        Action::ThemeContrast => Command::SetTheme(Theme::HighContrast),
        Action::Density => Command::SetDensity(match session.settings().density {
            Density::Airy => Density::Dense,
            Density::Dense => Density::Airy,
        }),
        _ => return None,
    })
}
