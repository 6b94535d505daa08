//! The session: the one place where the application's state changes.

use std::path::Path;

use crate::{
    domain::RoleId,
    language::Lang,
    report::DocumentOptions,
    storage::{self, settings::Settings},
};

use super::{
    Beside, Clock, Command, Document, Draws, Edit, Import, Merging, Notice, Prompt, Reply,
    drawing::Drawing,
    effect::{Effect, Event, ExportFailure, Purpose},
    exporting::Exporting,
    notice::News,
    preview::Previewing,
    safety::{Safety, Versions},
};

/// The file of the worked example.
const EXAMPLE: &[u8] = include_bytes!("../../templates/examples/valmont.passerelle");

/// A run of the application: its document, its settings, and what it tells and asks.
#[derive(Debug, Default)]
pub struct Session {
    settings: Settings,
    pub(super) clock: Clock,
    pub(super) document: Option<Document>,
    /// How many times the document was opened, started or closed.
    pub(super) document_number: u64,
    pub(super) prompt: Option<Prompt>,
    /// What to do once the document is saved.
    pub(super) after_save: Option<Command>,
    drawing: Drawing,
    /// What is chosen about the documents to export.
    pub(super) options: DocumentOptions,
    pub(super) previewing: Previewing,
    pub(super) exporting: Exporting,
    pub(super) notices: Vec<Notice>,
    pub(super) safety: Safety,
    pub(super) beside: Option<Beside>,
    pub(super) import: Option<Import>,
    pub(super) observatory: super::Observatory,
    pub(super) merging: Option<Merging>,
    /// For whom workbooks and paper forms are made.
    pub(super) kit_role: Option<RoleId>,
    next_notice: u64,
    busy: usize,
}

impl Session {
    /// A session without document.
    pub fn new(settings: Settings, clock: Clock) -> Self {
        // What is looked at and what is exported are read on the same day.
        let (lang, read_on) = (settings.lang, Some(clock.today()));
        let options = DocumentOptions { lang, read_on, ..DocumentOptions::default() };
        Self { settings, clock, options, ..Self::default() }
    }

    /// The user's settings.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The language of the window and of exports.
    pub const fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// What is chosen about the documents to export.
    pub const fn options(&self) -> &DocumentOptions {
        &self.options
    }

    /// Where the session takes the time from.
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    /// The role in which answers are given.
    pub const fn role(&self) -> Option<&RoleId> {
        self.settings.role.as_ref()
    }

    /// The open document.
    pub const fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// A number that changes whenever another document is open, or none.
    pub const fn document_number(&self) -> u64 {
        self.document_number
    }

    /// The robustness draws of the open document.
    pub fn draws(&self) -> Draws<'_> {
        self.document.as_ref().map_or(Draws::None, |document| self.drawing.of(document))
    }

    /// The question that waits for an answer.
    pub const fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// The messages, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Whether something is being read, written or asked outside.
    pub const fn is_busy(&self) -> bool {
        self.busy != 0
    }

    /// Does what is asked, and returns what must be done outside.
    pub fn apply(&mut self, command: Command) -> Vec<Effect> {
        let effects = self.perform(command);
        self.watch_document();
        self.started(effects)
    }

    /// Takes in what came of an effect, and returns what must be done next.
    pub fn receive(&mut self, event: Event) -> Vec<Effect> {
        self.busy = self.busy.saturating_sub(usize::from(!event.is_quiet()));
        let effects = self.take_in(event);
        self.watch_document();
        self.started(effects)
    }

    fn started(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        self.exports_started(&effects);
        self.busy += effects.iter().filter(|effect| !effect.is_quiet()).count();
        effects
    }

    pub(super) fn perform(&mut self, command: Command) -> Vec<Effect> {
        if command.leaves_the_document() && self.has_unsaved_work() {
            self.prompt = Some(Prompt::Unsaved(Box::new(command)));
            return Vec::new();
        }
        self.proceed(command)
    }

    /// Does what is asked even if unsaved work is lost by it.
    fn proceed(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::New(new) => return self.start(&new, None),
            Command::NewWith(new, pack) => return self.start(&new, Some(*pack)),
            Command::OpenExample => return self.open_example(),
            Command::Open(path) => return self.open(path),
            Command::Save => return self.save(),
            Command::Close => return self.turn_to(None),
            Command::Quit => return self.quit(),
            Command::Edit(edit) => self.edit(edit),
            Command::Drafts(drafts) => self.change(|document| document.set_drafts(drafts)),
            Command::Seal => self.change(Document::seal),
            Command::Undo => self.change(|document| _ = document.undo()),
            Command::Redo => self.change(|document| _ = document.redo()),
            Command::Draw => return self.draw(),
            Command::StopDrawing => self.drawing.stop(),
            Command::Preview(view) => return self.order_preview(view),
            Command::ClosePreview => return self.previewing.close(),
            Command::StopExport(path) => self.exporting.stop(&path),
            Command::Browse(purpose) => return self.browse(purpose),
            Command::UsePath { purpose, path, replace } => {
                self.prompt = None;
                return self.use_path(purpose, path, replace);
            }
            Command::Show(showing, path) => return vec![Effect::Show(showing, path)],
            Command::Reply(reply) => return self.reply(reply),
            Command::Dismiss(id) => self.notices.retain(|notice| notice.id != id),
            Command::SetRole(role) => return self.set(|s| s.role = role),
            Command::Forget(path) => return self.set(|s| s.forget(&path)),
            Command::SetLanguage(lang) => return self.speak(lang),
            Command::SetOptions(options) => self.options = self.read_today(*options),
            Command::UseTemplate(folder) => return self.use_template(folder),
            Command::UseLogo(file) => return self.use_logo(file),
            Command::SetTheme(theme) => return self.set(|s| s.theme = theme),
            Command::SetWindow(w, h) => return self.set(|s| s.window = Some((w, h))),
            Command::SetPlace(place, maximized) => {
                return self.set(|s| (s.place, s.maximized) = (place, maximized));
            }
            Command::SetDensity(density) => return self.set(|s| s.density = density),
            Command::SetStill(still) => return self.set(|s| s.still = still),
            Command::Toured => return self.set(|s| s.toured = true),
            Command::SetZoom(zoom) => return self.set(|s| s.zoom = zoom),
            Command::Tick => return self.tick(),
            Command::LookForCopies => return self.look_for_copies(),
            Command::Recover(path) => return self.recover(&path),
            Command::DropCopy(path) => self.prompt = Some(Prompt::DropCopy(path)),
            Command::ListVersions => return self.list_versions(),
            Command::ReadVersion(path) => return self.read_version(path),
            Command::Know(password) => self.know(Some(password)),
            Command::AskForPassword(why) => self.prompt = Some(Prompt::Password(why)),
            Command::Unlock(password) => return self.unlock(password),
            Command::Protect(password) => return self.protect(password),
            Command::Freeze(name) => self.freeze(&name),
            Command::CompareWith(against) => return self.compare_with(against),
            Command::Import(command) => return self.perform_import(command),
            Command::StopComparing => self.beside = None,
            Command::Restore => return self.restore(),
            Command::Panel(command) => return self.ask_observatory(command),
            Command::Merge(theirs, base) => return self.merge_with(theirs, base),
            Command::KitFor(role) => self.kit_role = Some(role),
            Command::MergeEach(files) => return self.merge_each(files),
            Command::MergeNext => return self.merge_next(),
            Command::MergeBase(base) => return self.merge_base(base),
            Command::Decide(conflict, choice) => self.decide(conflict, choice),
            Command::DecideAll(choice) => self.decide_all(choice),
            Command::ApplyMerge => return self.apply_merge(),
            Command::StopMerging => self.merging = None,
        }
        Vec::new()
    }

    fn draw(&mut self) -> Vec<Effect> {
        self.document.as_ref().map_or_else(Vec::new, |document| self.drawing.start(document))
    }

    /// Speaks this language from now on, in the window and in documents.
    fn speak(&mut self, lang: Lang) -> Vec<Effect> {
        self.options.lang = lang;
        self.set(|s| s.lang = lang)
    }

    fn has_unsaved_work(&self) -> bool {
        self.document.as_ref().is_some_and(Document::needs_copy)
    }

    pub(super) fn set(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
        change(&mut self.settings);
        vec![Effect::SaveSettings(self.settings.clone())]
    }

    fn open_example(&mut self) -> Vec<Effect> {
        if let Ok(opened) = storage::read(EXAMPLE) {
            return self.turn_to(Some(Document::new(opened.diagnostic, opened.pack)));
        }
        self.tell(News::NoExample);
        Vec::new()
    }

    fn change(&mut self, change: impl FnOnce(&mut Document)) {
        if let Some(document) = &mut self.document {
            change(document);
            if document.is_modified() {
                // That it was saved is no longer true of what is on the screen.
                self.notices.retain(|notice| !matches!(notice.news, News::Saved(_)));
            }
        }
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        let (clock, role) = (self.clock, self.settings.role.clone());
        self.change(|document| document.edit(edit, clock, role.as_ref()));
    }

    pub(super) fn save(&mut self) -> Vec<Effect> {
        let Some(document) = &self.document else { return Vec::new() };
        match document.file() {
            Some(path) if document.can_save_in_place() => self.save_in_place(path.clone()),
            _ => self.browse(Purpose::SaveAs),
        }
    }

    fn browse(&self, purpose: Purpose) -> Vec<Effect> {
        let alone = matches!(purpose, Purpose::Open | Purpose::Template | Purpose::Panel(_));
        if !alone && self.document.is_none() {
            return Vec::new();
        }
        let start = self.proposal(purpose);
        vec![Effect::Browse { purpose, start, lang: self.lang() }]
    }

    fn reply(&mut self, reply: Reply) -> Vec<Effect> {
        match (self.prompt.take(), reply) {
            (Some(Prompt::Unsaved(command)), Reply::Save) => {
                self.after_save = Some(*command);
                self.save()
            }
            (Some(Prompt::Unsaved(command)), Reply::Discard) => self.proceed(*command),
            (Some(Prompt::Replace(purpose, path)), Reply::Replace) => {
                self.use_path(purpose, path, true)
            }
            (Some(Prompt::Changed(conflict)), Reply::Replace) => self.replace_changed(*conflict),
            (Some(Prompt::Changed(_)), Reply::SaveElsewhere) => self.browse(Purpose::SaveAs),
            (Some(Prompt::Changed(conflict)), Reply::Reload) => {
                self.after_save = None;
                self.reload(*conflict);
                Vec::new()
            }
            (Some(Prompt::Leftover(path)), Reply::Recover) => self.recover(&path),
            (Some(Prompt::DropCopy(path)), Reply::Discard) => self.drop_leftover(&path),
            _ => {
                self.after_save = None;
                Vec::new()
            }
        }
    }

    fn take_in(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Opened(path, Ok(opened)) => return self.opened(&path, *opened),
            Event::Opened(path, Err(error)) => self.not_opened(path, error),
            Event::Saved(path, diagnostic, Ok(stamp)) => {
                return self.saved(&path, diagnostic, stamp);
            }
            Event::Saved(path, _, Err(error)) => self.not_saved(&path, error),
            Event::ChangedOnDisk(path, theirs) => self.changed_on_disk(path, theirs),
            Event::CopyKept(revision, kept) => self.copy_kept(revision, kept),
            Event::CopiesFound(found, opening) => self.copies_found(found, opening.as_ref()),
            Event::IncidentFound(report) => self.incident_found(report),
            Event::Broken => self.tell(News::Broken),
            Event::Claimed(path, claimed) => return self.claimed(&path, claimed),
            Event::Versions(document, all) => {
                self.safety.versions = Some(Versions { document, all, open: None });
            }
            Event::VersionRead(path, read) => {
                if let Some(versions) = &mut self.safety.versions {
                    versions.open = Some((path, read));
                }
            }
            Event::ImportRead(path, read) => self.import_read(&path, read),
            Event::BesideRead(beside) => self.beside = Some(*beside),
            Event::Panel(event) => self.panel_came(event),
            Event::KitWritten(path, written) => self.tell(match written {
                Ok(()) => News::KitWritten(path),
                Err(failure) => News::KitRefused(failure),
            }),
            Event::MergeRead(found) => self.merge_read(*found),
            Event::TextWritten(purpose, path, Ok(())) => self.tell(News::written(purpose, path)),
            Event::TextWritten(_, path, Err(error)) => {
                self.tell(News::NotExported(path, ExportFailure::File(error)));
            }
            Event::Exported(path, made) => self.exported(path, made),
            Event::TemplateRead(read) => self.template_read(read),
            Event::LogoRead(read, path) => self.logo_read(&path, read),
            Event::Exists(purpose, path) => self.exists(purpose, path),
            // The system's dialog has asked before replacing.
            Event::Chosen(purpose, Some(path)) => return self.use_path(purpose, path, true),
            Event::ChosenEach(files) => return self.merge_each(files),
            Event::Chosen(_, None) => self.after_save = None,
            Event::NoDialog(purpose, start) => self.prompt = Some(Prompt::TypePath(purpose, start)),
            Event::Shown(path, false) => self.tell(News::NotShown(path)),
            Event::Shown(_, true) | Event::SettingsSaved(Ok(())) | Event::Done => {}
            Event::Previewed(done) => self.previewing.finished(*done),
            Event::Drawn(of, drawn) => self.drawing.finished(of, drawn.map(|drawn| *drawn)),
            Event::SettingsSaved(Err(error)) => self.tell(News::SettingsLost(error)),
        }
        Vec::new()
    }

    /// Puts a file at the head of the recent ones.
    pub(super) fn remember(&mut self, path: &Path) -> Vec<Effect> {
        if self.settings.recent.first().is_some_and(|first| first == path) {
            return Vec::new();
        }
        self.set(|settings| settings.remember(path))
    }

    /// Tells that the processor draws the window, since the graphics card refused.
    pub fn tell_drawn_by_software(&mut self) {
        self.tell(News::DrawnBySoftware);
    }

    /// Adds a message; one of the same kind about success replaces the one before.
    pub(super) fn tell(&mut self, news: News) {
        self.notices.retain(|notice| notice.news.tone() != super::Tone::Success);
        self.notices.push(Notice { id: self.next_notice, news });
        self.next_notice += 1;
    }
}
