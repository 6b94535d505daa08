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

use super::{Effect, Event, Export, ExportFailure, Purpose, dialog, show};

/// What is called from another thread when an event waits.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Performs effects on three threads: files one after the other, so that two savings never cross,
/// dialogs beside them, since they wait for a person, and draws, since they take their time.
///
/// Dropping it waits until everything it was given for files is done.
pub struct Runner {
    files: Worker,
    dialogs: Worker,
    draws: Worker,
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
            dialogs: Worker::start("dialogs", done.clone(), Arc::clone(wake)),
            draws: Worker::start("draws", done, Arc::clone(wake)),
            events,
        }
    }

    /// Starts an effect; [`Effect::Quit`] is for the window to perform.
    pub fn start(&self, effect: Effect) {
        let worker = match effect {
            Effect::Quit => return,
            Effect::Browse { .. } | Effect::Show(..) => &self.dialogs,
            Effect::Draw(_) => &self.draws,
            Effect::Open(_) | Effect::Save { .. } | Effect::Export(_) | Effect::SaveSettings(_) => {
                &self.files
            }
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
        self.files.todo = None;
        // A dialog may wait for ever: its thread ends with the program.
        if let Some(thread) = self.files.thread.take()
            && thread.join().is_err()
        {
            log::error!("the thread for files panicked");
        }
    }
}

impl Worker {
    fn start(name: &str, done: Sender<Event>, wake: Wake) -> Self {
        let (todo, effects) = mpsc::channel();
        let work = move || {
            for effect in effects {
                // Nobody may be listening any more: what was asked is done all the same.
                if let Some(event) = perform(effect)
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
        Effect::Show(showing, path) => {
            let shown = show::show(showing, &path);
            Event::Shown(path, shown)
        }
        Effect::Draw(draw) => {
            Event::Drawn(Arc::clone(&draw.diagnostic), draw.perform().map(Box::new))
        }
        Effect::SaveSettings(settings) => Event::SettingsSaved(save_settings(&settings)),
        Effect::Quit => return None,
    })
}

fn perform_export(export: Export) -> Event {
    let Export { path, format, lang, pack, diagnostic, assessment, replace } = export;
    if !replace && path.exists() {
        return Event::Exists(Purpose::Export(format), path);
    }
    let written = report::export(format, &pack, &diagnostic, &assessment, lang)
        .map_err(ExportFailure::Brief)
        .and_then(|made| {
            storage::replace(&path, &made.bytes).map_err(ExportFailure::File)?;
            Ok(made.missing)
        });
    Event::Exported(path, written)
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
            runner.start(Effect::Open(opened.clone()));
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
        });
        drop(runner);
        assert!(saved.exists());
    }
}
