//! What an effect answers that broke off: nobody waits for it for ever, and what follows it on the
//! same thread is done all the same.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use crate::storage::{OpenError, OpenProblem, SaveError, SaveProblem};

use super::{Effect, Event, ExportFailure, runner::perform};

/// Performs an effect; one that breaks off answers that it did.
pub(super) fn perform_or_tell(effect: Effect) -> Option<Event> {
    let otherwise = otherwise(&effect);
    match catch_unwind(AssertUnwindSafe(|| perform(effect))) {
        Ok(event) => event,
        Err(_) => otherwise(),
    }
}

/// What an effect answers if it breaks off.
fn otherwise(effect: &Effect) -> Box<dyn FnOnce() -> Option<Event>> {
    match effect {
        Effect::Save { path, diagnostic, .. } => {
            let (path, diagnostic) = (path.clone(), diagnostic.clone());
            Box::new(move || {
                let error = unsaved(&path);
                Some(Event::Saved(path, diagnostic, Err(error)))
            })
        }
        Effect::KeepCopy(order) => {
            let (path, revision) = (order.file.clone().unwrap_or_default(), order.revision);
            Box::new(move || Some(Event::CopyKept(revision, Err(unsaved(&path)))))
        }
        Effect::Open(path, _) => {
            let path = path.clone();
            Box::new(move || Some(Event::Opened(path.clone(), Err(unread(path)))))
        }
        Effect::ReadVersion(path, _) => {
            let path = path.clone();
            Box::new(move || Some(Event::VersionRead(path.clone(), Err(unread(path)))))
        }
        Effect::ReadBeside(read) => {
            let against = read.against.clone();
            Box::new(move || {
                let read = Err(OpenError { path: None, problem: OpenProblem::Program });
                Some(Event::BesideRead(Box::new(super::Beside { against, read })))
            })
        }
        Effect::Export(export) => {
            let path = export.path.clone();
            Box::new(move || {
                let error = unsaved(&path);
                Some(Event::Exported(path, Err(ExportFailure::File(error))))
            })
        }
        Effect::WriteText { purpose, path, .. } => {
            let (purpose, path) = (*purpose, path.clone());
            Box::new(move || {
                let error = unsaved(&path);
                Some(Event::TextWritten(purpose, path, Err(error)))
            })
        }
        Effect::Draw(draw) => {
            let of = draw.diagnostic.clone();
            Box::new(move || Some(Event::Drawn(of, None)))
        }
        Effect::Preview(order) => {
            let failed = order.broken();
            Box::new(move || Some(Event::Previewed(Box::new(failed))))
        }
        quiet if quiet.is_quiet() => Box::new(|| Some(Event::Done)),
        _ => Box::new(|| Some(Event::Broken)),
    }
}

fn unsaved(path: &Path) -> SaveError {
    SaveError { path: path.to_owned(), problem: SaveProblem::Program }
}

fn unread(path: PathBuf) -> OpenError {
    OpenError { path: Some(path), problem: OpenProblem::Program }
}
