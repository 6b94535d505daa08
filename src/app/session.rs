//! The session: the one place where the application's state changes.

use std::path::{Path, PathBuf};

use crate::{
    domain::RoleId,
    language::Lang,
    questionnaire::Pack,
    storage::{self, Access, Opened, settings::Settings},
};

use super::{
    Clock, Command, Document, Draws, Edit, Format, NewDiagnostic, Notice, Prompt, Reply,
    drawing::Drawing,
    effect::{Effect, Event, Export, Purpose},
    name,
    notice::News,
};

/// The file of the worked example.
const EXAMPLE: &[u8] = include_bytes!("../../templates/examples/valmont.passerelle");

/// A run of the application: its document, its settings, and what it tells and asks.
#[derive(Debug, Default)]
pub struct Session {
    settings: Settings,
    clock: Clock,
    document: Option<Document>,
    /// How many times the document was opened, started or closed.
    document_number: u64,
    prompt: Option<Prompt>,
    /// What to do once the document is saved.
    after_save: Option<Command>,
    drawing: Drawing,
    notices: Vec<Notice>,
    next_notice: u64,
    busy: usize,
}

impl Session {
    /// A session without document.
    pub fn new(settings: Settings, clock: Clock) -> Self {
        Self { settings, clock, ..Self::default() }
    }

    /// The user's settings.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The language of the window and of exports.
    pub const fn lang(&self) -> Lang {
        self.settings.lang
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
        self.started(effects)
    }

    /// Takes in what came of an effect, and returns what must be done next.
    pub fn receive(&mut self, event: Event) -> Vec<Effect> {
        self.busy = self.busy.saturating_sub(1);
        let effects = self.take_in(event);
        self.started(effects)
    }

    fn started(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        self.busy += effects.iter().filter(|effect| !matches!(effect, Effect::Quit)).count();
        effects
    }

    fn perform(&mut self, command: Command) -> Vec<Effect> {
        if command.leaves_the_document() && self.has_unsaved_work() {
            self.prompt = Some(Prompt::Unsaved(Box::new(command)));
            return Vec::new();
        }
        self.proceed(command)
    }

    /// Does what is asked even if unsaved work is lost by it.
    fn proceed(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::New(new) => self.start(&new),
            Command::OpenExample => self.open_example(),
            Command::Open(path) => return vec![Effect::Open(path)],
            Command::Save => return self.save(),
            Command::Close => self.turn_to(None),
            Command::Quit => return vec![Effect::Quit],
            Command::Edit(edit) => self.edit(edit),
            Command::Seal => self.change(Document::seal),
            Command::Undo => self.change(|document| {
                document.undo();
            }),
            Command::Redo => self.change(|document| {
                document.redo();
            }),
            Command::Draw => {
                if let Some(document) = &self.document {
                    return self.drawing.start(document);
                }
            }
            Command::StopDrawing => self.drawing.stop(),
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
            Command::SetLanguage(lang) => return self.set(|s| s.lang = lang),
            Command::SetTheme(theme) => return self.set(|s| s.theme = theme),
            Command::SetWindow(width, height) => {
                return self.set(|s| s.window = Some((width, height)));
            }
            Command::SetZoom(zoom) => return self.set(|s| s.zoom = zoom),
        }
        Vec::new()
    }

    fn has_unsaved_work(&self) -> bool {
        self.document.as_ref().is_some_and(Document::is_modified)
    }

    fn set(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
        change(&mut self.settings);
        vec![Effect::SaveSettings(self.settings.clone())]
    }

    fn start(&mut self, new: &NewDiagnostic) {
        if let Some(pack) = Pack::standard() {
            let diagnostic = new.create(pack, self.clock.today());
            self.turn_to(Some(Document::new(diagnostic, pack.clone())));
        }
    }

    fn open_example(&mut self) {
        match storage::read(EXAMPLE) {
            Ok(opened) => self.turn_to(Some(Document::new(opened.diagnostic, opened.pack))),
            Err(_) => self.tell(News::NoExample),
        }
    }

    fn turn_to(&mut self, document: Option<Document>) {
        self.document = document;
        self.document_number += 1;
    }

    fn change(&mut self, change: impl FnOnce(&mut Document)) {
        if let Some(document) = &mut self.document {
            change(document);
        }
    }

    fn edit(&mut self, edit: Edit) {
        let (clock, role) = (self.clock, self.settings.role.clone());
        self.change(|document| document.edit(edit, clock, role.as_ref()));
    }

    fn save(&self) -> Vec<Effect> {
        let Some(document) = &self.document else { return Vec::new() };
        match document.file() {
            Some(path) if document.can_save_in_place() => {
                vec![document.save_to(path.clone(), true)]
            }
            _ => self.browse(Purpose::SaveAs),
        }
    }

    fn browse(&self, purpose: Purpose) -> Vec<Effect> {
        if purpose != Purpose::Open && self.document.is_none() {
            return Vec::new();
        }
        let start = self.proposal(purpose);
        vec![Effect::Browse { purpose, start, lang: self.lang() }]
    }

    /// The path to propose: beside the document's file, or beside the last one used.
    fn proposal(&self, purpose: Purpose) -> PathBuf {
        let file = self.document.as_ref().and_then(Document::file);
        let near = file.or_else(|| self.settings.recent.first());
        let folder = near.and_then(|path| path.parent()).map(Path::to_path_buf).unwrap_or_default();
        let Some(document) = self.document.as_ref().filter(|_| purpose != Purpose::Open) else {
            return folder;
        };
        let stem = match (purpose, file.and_then(|path| path.file_stem())) {
            (Purpose::Export(_), _) => name::brief(document.diagnostic(), self.lang()),
            (_, Some(stem)) => stem.to_string_lossy().into_owned(),
            (_, None) => name::diagnostic(document.diagnostic(), self.lang()),
        };
        folder.join(format!("{stem}.{}", purpose.ending()))
    }

    fn use_path(&mut self, purpose: Purpose, path: PathBuf, replace: bool) -> Vec<Effect> {
        if purpose == Purpose::Open {
            return self.perform(Command::Open(path));
        }
        let lang = self.lang();
        let Some(document) = &self.document else { return Vec::new() };
        let path = with_ending(path, purpose.ending());
        match purpose {
            Purpose::Export(format) => vec![document.export_to(path, format, lang, replace)],
            Purpose::SaveAs | Purpose::Open => vec![document.save_to(path, replace)],
        }
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
            _ => {
                self.after_save = None;
                Vec::new()
            }
        }
    }

    fn take_in(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Opened(path, Ok(opened)) => return self.opened(path, *opened),
            Event::Opened(_, Err(error)) => {
                self.tell(News::NotOpened(error));
            }
            Event::Saved(path, diagnostic, Ok(())) => {
                self.change(|document| document.saved(diagnostic, path.clone()));
                self.tell(News::Saved(path.clone()));
                let mut effects = self.remember(&path);
                if let Some(command) = self.after_save.take() {
                    effects.extend(self.perform(command));
                }
                return effects;
            }
            Event::Saved(_, _, Err(error)) => {
                self.after_save = None;
                self.tell(News::NotSaved(error));
            }
            Event::Exported(path, Ok(missing)) => self.tell(News::Exported(path, missing)),
            Event::Exported(path, Err(error)) => self.tell(News::NotExported(path, error)),
            Event::Exists(purpose, path) => self.prompt = Some(Prompt::Replace(purpose, path)),
            // The system's dialog has asked before replacing.
            Event::Chosen(purpose, Some(path)) => return self.use_path(purpose, path, true),
            Event::Chosen(_, None) => self.after_save = None,
            Event::NoDialog(purpose, start) => self.prompt = Some(Prompt::TypePath(purpose, start)),
            Event::Shown(path, false) => self.tell(News::NotShown(path)),
            Event::Shown(_, true) | Event::SettingsSaved(Ok(())) => {}
            Event::Drawn(of, drawn) => self.drawing.finished(of, drawn.map(|drawn| *drawn)),
            Event::SettingsSaved(Err(error)) => self.tell(News::SettingsLost(error)),
        }
        Vec::new()
    }

    fn opened(&mut self, path: PathBuf, opened: Opened) -> Vec<Effect> {
        self.notices.clear();
        if let Access::ReadOnly(reason) = &opened.access {
            self.tell(News::ReadOnly(*reason));
        }
        let effects = self.remember(&path);
        self.turn_to(Some(Document::opened(opened, path)));
        effects
    }

    /// Puts a file at the head of the recent ones.
    fn remember(&mut self, path: &Path) -> Vec<Effect> {
        if self.settings.recent.first().is_some_and(|first| first == path) {
            return Vec::new();
        }
        self.set(|settings| settings.remember(path))
    }

    /// Adds a message; one of the same kind about success replaces the one before.
    fn tell(&mut self, news: News) {
        self.notices.retain(|notice| notice.news.tone() != super::Tone::Success);
        self.notices.push(Notice { id: self.next_notice, news });
        self.next_notice += 1;
    }
}

impl Command {
    /// Whether the open document is left by it.
    const fn leaves_the_document(&self) -> bool {
        matches!(self, Self::New(_) | Self::OpenExample | Self::Open(_) | Self::Close | Self::Quit)
    }
}

impl Document {
    fn save_to(&self, path: PathBuf, replace: bool) -> Effect {
        Effect::Save {
            path,
            diagnostic: self.diagnostic().clone(),
            extras: self.extras().clone(),
            replace,
        }
    }

    fn export_to(&self, path: PathBuf, format: Format, lang: Lang, replace: bool) -> Effect {
        Effect::Export(Box::new(Export {
            path,
            format,
            lang,
            pack: self.pack().clone(),
            diagnostic: self.diagnostic().clone(),
            assessment: self.assessment().clone(),
            replace,
        }))
    }
}

/// The path with the ending added, unless it has it already.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|have| have.eq_ignore_ascii_case(ending)) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}
