//! The runner: performs effects on files and dialogs, away from the thread that draws.

use std::{
    fmt,
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use crate::{
    report,
    storage::{self, settings},
};

use super::{Effect, Event, Export, ExportFailure, Format, Purpose, dialog};

/// What is called from another thread when an event waits.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Performs effects on two threads: files one after the other, so that two savings never cross,
/// and dialogs beside them, since they wait for a person.
pub struct Runner {
    files: Sender<Effect>,
    dialogs: Sender<Effect>,
    events: Receiver<Event>,
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
            files: worker("files", done.clone(), Arc::clone(wake)),
            dialogs: worker("dialogs", done, Arc::clone(wake)),
            events,
        }
    }

    /// Starts an effect; [`Effect::Quit`] is for the window to perform.
    pub fn start(&self, effect: Effect) {
        let worker = match effect {
            Effect::Quit => return,
            Effect::Browse { .. } => &self.dialogs,
            Effect::Open(_) | Effect::Save { .. } | Effect::Export(_) | Effect::SaveSettings(_) => {
                &self.files
            }
        };
        if worker.send(effect).is_err() {
            log::error!("a worker thread has ended");
        }
    }

    /// The next event that waits.
    pub fn poll(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }
}

fn worker(name: &str, done: Sender<Event>, wake: Wake) -> Sender<Effect> {
    let (effects, todo) = mpsc::channel();
    let work = move || {
        for effect in todo {
            let Some(event) = perform(effect) else { continue };
            if done.send(event).is_err() {
                return;
            }
            wake();
        }
    };
    if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(work) {
        log::error!("thread {name} did not start: {error}");
    }
    effects
}

/// Performs one effect here and now; `None` if nothing comes of it.
pub fn perform(effect: Effect) -> Option<Event> {
    Some(match effect {
        Effect::Open(path) => {
            let opened = storage::open(&path).map(Box::new);
            Event::Opened(path, opened)
        }
        Effect::Save { path, replace: false, .. } if path.exists() => {
            Event::Exists(Purpose::SaveAs, path)
        }
        Effect::Save { path, diagnostic, extras, .. } => {
            let saved = storage::save(&path, &diagnostic, &extras);
            Event::Saved(path, diagnostic, saved)
        }
        Effect::Export(export) => perform_export(*export),
        Effect::Browse { purpose, start, lang } => dialog::ask(purpose, start, lang),
        Effect::SaveSettings(settings) => Event::SettingsSaved(save_settings(&settings)),
        Effect::Quit => return None,
    })
}

fn perform_export(export: Export) -> Event {
    let Export { path, format, lang, pack, diagnostic, assessment, replace } = export;
    if !replace && path.exists() {
        return Event::Exists(Purpose::Export(format), path);
    }
    let Format::Pdf = format;
    let written = report::pdf(&pack, &diagnostic, &assessment, lang)
        .map_err(ExportFailure::Brief)
        .and_then(|pdf| {
            storage::replace(&path, &pdf.bytes).map_err(ExportFailure::File)?;
            Ok(pdf.missing)
        });
    Event::Exported(path, written)
}

/// Writes the settings where this system keeps them, if it has such a place.
fn save_settings(of: &settings::Settings) -> Result<(), storage::SaveError> {
    settings::file().map_or(Ok(()), |path| settings::save(&path, of))
}
