//! The runner: performs effects on files and dialogs, away from the thread that draws.

use std::{
    fmt,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use crate::{
    report::preview,
    storage::{self, Holder, settings},
};

use super::{Effect, Event, Purpose, broken::perform_or_tell, copies, dialog, exporting, show};

/// What is called from another thread when an event waits.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Performs effects on threads of their own: files one after the other, so that two savings never
/// cross; exports and imports, since no saving should wait for them; dialogs, since they wait for a person;
/// draws and pages, since they take their time; and the search for what earlier runs have left,
/// since it may wait for a share.
///
/// Dropping it waits until everything it was given for files is done.
pub struct Runner {
    files: Worker,
    exports: Worker,
    imports: Worker,
    search: Worker,
    dialogs: Worker,
    draws: Worker,
    pages: Worker,
    panels: Worker,
    events: Receiver<Event>,
}

/// A thread that performs effects in order, and the way to give it more.
#[derive(Default)]
struct Worker {
    todo: Option<Sender<Effect>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl fmt::Debug for Runner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runner").finish_non_exhaustive()
    }
}

impl Runner {
    /// A runner that calls `wake` when an event waits.
    pub fn new(wake: &Wake) -> Self {
        let (done, events) = mpsc::channel();
        Self {
            files: Worker::start("files", done.clone(), Arc::clone(wake)),
            search: Worker::start("search", done.clone(), Arc::clone(wake)),
            dialogs: Worker::start("dialogs", done.clone(), Arc::clone(wake)),
            exports: Worker::start("exports", done.clone(), Arc::clone(wake)),
            imports: Worker::start("imports", done.clone(), Arc::clone(wake)),
            draws: Worker::start("draws", done.clone(), Arc::clone(wake)),
            panels: Worker::start("panels", done.clone(), Arc::clone(wake)),
            pages: Worker::start("pages", done, Arc::clone(wake)),
            events,
        }
    }

    /// Starts an effect; [`Effect::Quit`] is for the window to perform.
    pub fn start(&self, effect: Effect) {
        let worker = match effect {
            Effect::Quit => return,
            Effect::Browse { .. } | Effect::Show(..) => &self.dialogs,
            Effect::Draw(_) => &self.draws,
            Effect::Preview(_) | Effect::ForgetPreview => &self.pages,
            Effect::Export(_) => &self.exports,
            Effect::ReadImport(_) => &self.imports,
            Effect::Panel(_) => &self.panels,
            // A share that does not answer must not keep the open document from being saved.
            Effect::LookForIncident(_) => &self.search,
            Effect::LookForCopies(ref search) if search.opening.is_none() => &self.search,
            _ => &self.files,
        };
        if worker.todo.as_ref().is_none_or(|todo| todo.send(effect).is_err()) {
            log::error!("a worker thread has ended");
        }
    }

    /// The next event that waits.
    pub fn poll(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        for worker in [&mut self.files, &mut self.exports] {
            worker.todo = None;
            // A dialog may wait for ever: its thread ends with the program.
            if let Some(thread) = worker.thread.take()
                && thread.join().is_err()
            {
                log::error!("a thread for files panicked");
            }
        }
    }
}

impl Worker {
    fn start(name: &str, done: Sender<Event>, wake: Wake) -> Self {
        let (todo, effects) = mpsc::channel();
        let work = move || {
            for effect in effects {
                // Nobody may be listening any more: what was asked is done all the same.
                if let Some(event) = perform_or_tell(effect)
                    && done.send(event).is_ok()
                {
                    wake();
                }
            }
        };
        match thread::Builder::new().name(name.to_owned()).spawn(work) {
            Ok(thread) => Self { todo: Some(todo), thread: Some(thread) },
            Err(error) => {
                log::error!("thread {name} did not start: {error}");
                Self::default()
            }
        }
    }
}

/// Performs one effect here and now; `None` if nothing comes of it.
pub fn perform(effect: Effect) -> Option<Event> {
    Some(match effect {
        Effect::Open(path, passwords) => {
            let opened = storage::open_with(&path, &passwords).map(Box::new);
            Event::Opened(path, opened)
        }
        save @ Effect::Save { .. } => return saved(save),
        Effect::KeepCopy(order) => Event::CopyKept(order.revision, copies::keep(&order)),
        Effect::DropCopy(place) => drop_copy(&place),
        Effect::LookForCopies(search) => Event::CopiesFound(copies::look(&search), search.opening),
        Effect::LookForIncident(folder) => Event::IncidentFound(storage::untold_incident(&folder)),
        Effect::Claim { path, since, release } => {
            drop(release);
            let claimed = storage::claim(&path, &Holder::me(since));
            Event::Claimed(path, claimed)
        }
        Effect::Release(lock) => {
            drop(lock);
            Event::Done
        }
        Effect::ListVersions(path) => Event::Versions(path.clone(), storage::versions(&path)),
        Effect::ReadVersion(path, passwords) => read_version(path, &passwords),
        Effect::ReadBeside(read) => Event::BesideRead(Box::new(read.perform())),
        Effect::ReadImport(order) => order.perform(),
        Effect::WriteKit(kit) => kit.perform(),
        Effect::ReadMerge(order) => Event::MergeRead(Box::new(order.perform())),
        Effect::WriteText { purpose, path, replace: false, .. } if path.exists() => {
            Event::Exists(purpose, path)
        }
        Effect::WriteText { purpose, path, text, .. } => {
            let written = storage::replace(&path, text.as_bytes());
            Event::TextWritten(purpose, path, written)
        }
        Effect::Export(export) => exporting::perform(&export),
        Effect::ReadTemplate(folder) => Event::TemplateRead(storage::read_template(&folder)),
        Effect::ReadLogo(path) => Event::LogoRead(storage::read_logo(&path), path),
        Effect::Browse { purpose, start, lang } => dialog::ask(purpose, start, lang),
        Effect::Show(showing, path) => {
            let shown = show::show(showing, &path);
            Event::Shown(path, shown)
        }
        Effect::Draw(draw) => {
            Event::Drawn(Arc::clone(&draw.diagnostic), draw.perform().map(Box::new))
        }
        Effect::Preview(order) => Event::Previewed(Box::new(order.perform())),
        Effect::ForgetPreview => {
            preview::forget();
            Event::Done
        }
        Effect::Panel(effect) => effect.perform(),
        Effect::SaveSettings(settings) => Event::SettingsSaved(save_settings(&settings)),
        Effect::Quit => return None,
    })
}

fn read_version(path: PathBuf, passwords: &[storage::Password]) -> Event {
    let opened = storage::open_with(&path, passwords).map(Box::new);
    Event::VersionRead(path, opened)
}

/// Takes a recovery copy away; one that cannot be taken away is found again later.
fn drop_copy(place: &storage::CopyPlace) -> Event {
    if let Err(error) = storage::remove_copy(&place.path) {
        log::warn!("{error}");
    }
    Event::Done
}

/// Writes a document, unless its file is there or holds something else than was expected.
fn saved(save: Effect) -> Option<Event> {
    let Effect::Save { path, diagnostic, extras, replace, expected, password } = save else {
        return None;
    };
    if !replace && path.exists() {
        return Some(Event::Exists(Purpose::SaveAs, path));
    }
    if expected.is_some_and(|stamp| storage::changed_since(&path, &stamp)) {
        let theirs = storage::open_with(&path, password.as_slice()).map(Box::new);
        return Some(Event::ChangedOnDisk(path, theirs));
    }
    let saved = match &password {
        Some(password) => storage::save_sealed(&path, &diagnostic, &extras, password),
        None => storage::save(&path, &diagnostic, &extras),
    };
    Some(Event::Saved(path, diagnostic, saved))
}

/// Writes the settings where this system keeps them, if it has such a place.
fn save_settings(of: &settings::Settings) -> Result<(), storage::SaveError> {
    settings::file().map_or(Ok(()), |path| settings::save(&path, of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_files_is_done_before_the_runner_ends() {
        let folder = tempfile::tempdir().unwrap();
        let runner = Runner::new(&(Arc::new(|| ()) as _));
        let opened = folder.path().join("none.passerelle");
        for _ in 0..50 {
            runner.start(Effect::Open(opened.clone(), Vec::new()));
        }
        let pack = crate::questionnaire::Pack::standard().unwrap();
        let new = super::super::NewDiagnostic {
            territory: crate::domain::Territory::default(),
            population: None,
            path: crate::domain::Path::Quick,
        };
        let diagnostic = Arc::new(new.create(pack, jiff::civil::date(2026, 11, 23)));
        let saved = folder.path().join("new.passerelle");
        runner.start(Effect::Save {
            path: saved.clone(),
            diagnostic,
            extras: Arc::default(),
            replace: true,
            expected: None,
            password: None,
        });
        drop(runner);
        assert!(saved.exists());
    }
}
