//! When the program itself breaks down: the work is kept, a report is written without a word of
//! the user's, and what happened is said.
//!
//! Somebody whose window has just vanished must find their work again by doing nothing, and have
//! something to send to whoever helps them that they may send without asking the DPO.

mod hook;
mod trace;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, TryLockError},
};

use super::{CopyOrder, Effect, News, Session, copies, guard};

pub use hook::{Hook, install};

/// The state of the open document that no file holds yet, handed over at every change to whoever
/// keeps it should the program break down.
#[derive(Clone, Debug, Default)]
pub struct Handover(Arc<Mutex<Given>>);

/// What was handed over.
#[derive(Debug, Default)]
struct Given {
    /// The document's file.
    file: Option<PathBuf>,
    /// What is to be kept, if anything is.
    order: Option<CopyOrder>,
    /// Whether there is no window yet: what breaks then is told by whoever opens it.
    opening: bool,
}

/// Of which state something was handed over: the document's number, its revision, whether a copy
/// would be needed, and how many copies there are.
pub(super) type Handed = (u64, u64, bool, usize);

impl Handover {
    fn give(&self, file: Option<PathBuf>, order: Option<CopyOrder>) {
        let mut given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (given.file, given.order) = (file, order);
    }

    /// Notes that a window is about to be opened, or that there is one: what opens windows breaks
    /// down where one of its libraries is missing, which is said in other words than a breakdown.
    pub fn opening(&self, is: bool) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).opening = is;
    }

    /// Whether there is no window yet. Never waits.
    fn is_opening(&self) -> bool {
        self.0.try_lock().is_ok_and(|given| given.opening)
    }

    /// The file of the document that was open, if it had one.
    pub fn file(&self) -> Option<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).file.clone()
    }

    /// Whether there is work that no file holds.
    pub fn holds_work(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).order.is_some()
    }

    /// Keeps what was handed over last as a recovery copy, once; returns whether there was
    /// something to keep and where it is kept. Never waits: whoever broke down may hold the lock.
    fn keep(&self) -> Option<Result<PathBuf, ()>> {
        let order = match self.0.try_lock() {
            Ok(mut given) => given.order.take(),
            Err(TryLockError::Poisoned(given)) => given.into_inner().order.take(),
            Err(TryLockError::WouldBlock) => return Some(Err(())),
        };
        let kept = copies::keep(&order?);
        Some(kept.map(|place| place.path).map_err(|error| log::error!("no copy: {error}")))
    }
}

impl Session {
    /// The same session, handing its unsaved work over at every change, and telling of the reports
    /// in this folder.
    #[must_use]
    pub fn ready_for_breakdowns(mut self, to: Handover, reports: Option<PathBuf>) -> Self {
        self.safety.handover = Some(to);
        self.safety.reports = reports;
        self
    }

    /// To whom the unsaved work is handed over.
    pub fn handover(&self) -> Option<Handover> {
        self.safety.handover.clone()
    }

    /// The report of the breakdown that this run was told of.
    pub fn incident(&self) -> Option<&Path> {
        self.safety.incident.as_deref()
    }

    /// Hands the unsaved work over, if it is not what was handed over last.
    pub(super) fn hand_over(&mut self) {
        let Some(to) = &self.safety.handover else { return };
        let watch = &self.safety.watch;
        let (revision, needed) = self
            .document
            .as_ref()
            .map_or((0, false), |document| (document.revision(), document.needs_copy()));
        let state: Handed = (self.document_number, revision, needed, watch.copy.places.len());
        if self.safety.handed == Some(state) {
            return;
        }
        let now = self.clock.now();
        let document = self.document.as_ref();
        let unsaved = document.filter(|_| needed);
        to.give(
            document.and_then(|document| document.file().cloned()),
            unsaved.map(|document| guard::order(document, watch, self.safety.folder.clone(), now)),
        );
        self.safety.handed = Some(state);
    }

    /// Looks for the report of a breakdown that nobody was told of.
    pub(super) fn look_for_incidents(&self) -> Option<Effect> {
        self.safety.reports.clone().map(Effect::LookForIncident)
    }

    /// Takes in the report of a breakdown.
    pub(super) fn incident_found(&mut self, report: Option<PathBuf>) {
        if let Some(report) = report {
            self.safety.incident = Some(report.clone());
            self.tell(News::BrokeDown(report));
        }
    }
}
