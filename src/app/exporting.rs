//! Exports under way: which step each has come to, and the wish to stop it.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU8, Ordering},
    },
};

use crate::{report, storage};

use super::{
    DocumentKind, Effect, Event, Export, ExportFailure, News, Prompt, Purpose, Session, Unprinted,
    earlier,
};

/// How far an export is, and whether it should stop: shared with the thread that makes it.
#[derive(Debug, Default)]
pub struct ExportProgress {
    step: AtomicU8,
    stopped: AtomicBool,
}

/// A step of an export, as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExportStep {
    /// Something else is done first.
    Waiting,
    /// The sentences and figures are put together.
    Content,
    /// The pages are laid out.
    Layout,
    /// The file is made.
    File,
    /// The file is written.
    Writing,
    /// It was asked to stop.
    Stopping,
}

/// The exports under way, in the order they were asked for.
#[derive(Debug, Default)]
pub(super) struct Exporting {
    all: Vec<(PathBuf, Arc<ExportProgress>)>,
}

impl ExportStep {
    /// The steps that are taken one after the other.
    const ALL: [Self; 5] = [Self::Waiting, Self::Content, Self::Layout, Self::File, Self::Writing];

    /// The share that is done when this step begins, from 0 to 1.
    pub fn share(self) -> f32 {
        match self {
            Self::Waiting | Self::Stopping => 0.0,
            Self::Content => 0.05,
            Self::Layout => 0.2,
            Self::File => 0.75,
            Self::Writing => 0.95,
        }
    }
}

impl ExportProgress {
    /// The step at hand.
    pub fn step(&self) -> ExportStep {
        if self.stopped.load(Ordering::Relaxed) {
            return ExportStep::Stopping;
        }
        let step = usize::from(self.step.load(Ordering::Relaxed));
        ExportStep::ALL.get(step).copied().unwrap_or(ExportStep::Writing)
    }

    /// Asks it to stop.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Comes to a step, unless it was asked to stop.
    fn at(&self, step: ExportStep) -> ControlFlow<()> {
        self.step.store(step as u8, Ordering::Relaxed);
        if self.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Exporting {
    /// Notes an export among the effects that are about to be performed.
    pub(super) fn started(&mut self, effects: &[Effect]) {
        for effect in effects {
            if let Effect::Export(export) = effect {
                self.all.push((export.path.clone(), Arc::clone(&export.progress)));
            }
        }
    }

    /// Notes that an export has ended, one way or another.
    pub(super) fn ended(&mut self, path: &Path) {
        if let Some(at) = self.all.iter().position(|(of, _)| of == path) {
            self.all.remove(at);
        }
    }

    /// Asks the export to this file to stop.
    pub(super) fn stop(&self, path: &Path) {
        for (_, progress) in self.all.iter().filter(|(of, _)| of == path) {
            progress.stop();
        }
    }

    pub(super) fn all(&self) -> &[(PathBuf, Arc<ExportProgress>)] {
        &self.all
    }
}

impl Session {
    /// Notes what is begun; what was told of an earlier export to the same file is over.
    pub(super) fn exports_started(&mut self, effects: &[Effect]) {
        self.exporting.started(effects);
        for effect in effects {
            if let Effect::Export(export) = effect {
                self.notices.retain(|notice| !is_export_to(&notice.news, &export.path));
            }
        }
    }

    /// The exports under way: their files, and how far they are.
    pub fn exports(&self) -> &[(PathBuf, Arc<ExportProgress>)] {
        self.exporting.all()
    }

    /// Takes in that an export has ended.
    pub(super) fn exported(&mut self, path: PathBuf, made: Result<Unprinted, ExportFailure>) {
        self.exporting.ended(&path);
        // What was told of an earlier try says the contrary of this one.
        self.notices.retain(|notice| !is_export_to(&notice.news, &path));
        let mut problems = Vec::new();
        self.tell(match made {
            Ok(unprinted) => {
                problems = unprinted.problems;
                News::Exported(path, unprinted.missing)
            }
            Err(ExportFailure::Stopped) => News::ExportStopped(path),
            Err(failure) => News::NotExported(path, failure),
        });
        for problem in problems {
            self.tell(News::Template(problem));
        }
    }

    /// Asks before a file is replaced.
    pub(super) fn exists(&mut self, purpose: Purpose, path: PathBuf) {
        self.exporting.ended(&path);
        self.prompt = Some(Prompt::Replace(purpose, path));
    }
}

/// Whether it is told of an export to this file what came of it.
fn is_export_to(news: &News, path: &Path) -> bool {
    match news {
        News::Exported(of, _) | News::ExportStopped(of) | News::NotExported(of, _) => of == path,
        _ => false,
    }
}

/// Makes a document and writes it to its file; stopped in between, it leaves nothing behind.
pub(super) fn perform(export: &Export) -> Event {
    let (path, format, options) = (export.path.clone(), export.format, &export.options);
    let review = options.document == DocumentKind::Review;
    if !export.replace && path.exists() {
        let purpose = if review { Purpose::Review(format) } else { Purpose::Export(format) };
        return Event::Exists(purpose, path);
    }
    let progress = &export.progress;
    let follow = &mut |step| {
        progress.at(match step {
            report::Step::Content => ExportStep::Content,
            report::Step::Layout => ExportStep::Layout,
            report::Step::File => ExportStep::File,
        })
    };
    let made = if review {
        earlier::make(export, follow)
    } else {
        let (pack, diagnostic, assessment) = (&export.pack, &export.diagnostic, &export.assessment);
        report::export_in_steps(format, pack, diagnostic, assessment, options, follow)
            .map_err(ExportFailure::Brief)
    };
    let written = made.and_then(|made| {
        if progress.at(ExportStep::Writing).is_break() {
            return Err(ExportFailure::Stopped);
        }
        let stop = || progress.is_stopped();
        let placed = storage::replace_unless(&path, &made.bytes, &stop);
        if placed.map_err(ExportFailure::File)? {
            Ok(Unprinted { missing: made.missing, problems: made.problems })
        } else {
            Err(ExportFailure::Stopped)
        }
    });
    let written = match written {
        Err(ExportFailure::Brief(report::ExportError::Stopped)) => Err(ExportFailure::Stopped),
        other => other,
    };
    Event::Exported(path, written)
}
