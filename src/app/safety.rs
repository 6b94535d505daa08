//! What keeps the open document safe: its recovery copy, its lock, the state of its file, and the
//! saving that did not succeed and is tried again.
//!
//! Somebody who types in a meeting must never have to think of saving: what they typed is kept
//! elsewhere within two seconds, and the bar says in words how things stand.

use std::{path::PathBuf, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};

use crate::storage::{
    Access, CopyPlace, FileStamp, Holder, Lock, OpenError, Opened, Password, ReadOnlyReason,
    SaveError, SaveProblem, Version,
};

use super::{Document, Handover, Leftover, incident::Handed};

/// How long after a change the recovery copy is written; writing itself takes a few milliseconds.
pub const COPY_DELAY: SignedDuration = SignedDuration::from_millis(1000);

/// How long after a failure saving is tried again.
pub const RETRY_DELAY: SignedDuration = SignedDuration::from_secs(15);

/// What keeps documents safe, over the whole run.
#[derive(Debug, Default)]
pub(super) struct Safety {
    /// The user's own folder for copies.
    pub(super) folder: Option<PathBuf>,
    /// The copies that earlier runs have left.
    pub(super) leftovers: Vec<Leftover>,
    /// To whom unsaved work is handed over in case the program breaks down, and what was last.
    pub(super) handover: Option<Handover>,
    pub(super) handed: Option<Handed>,
    /// Where reports of breakdowns are, and the one that this run was told of.
    pub(super) reports: Option<PathBuf>,
    pub(super) incident: Option<PathBuf>,
    /// The passwords that this run knows, latest first.
    pub(super) passwords: Vec<Password>,
    /// The copy whose password was just given.
    pub(super) unlocking: Option<PathBuf>,
    /// Whether the next saving changes whether the document is under a password.
    pub(super) protecting: bool,
    /// The versions that are looked at.
    pub(super) versions: Option<Versions>,
    /// What keeps the open document safe.
    pub(super) watch: Watch,
}

/// What keeps one document safe while it is open.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// What the document's file held when it was last read or saved.
    pub(super) stamp: Option<FileStamp>,
    /// When it was last saved.
    pub(super) saved: Option<Timestamp>,
    /// Saving that did not succeed.
    pub(super) failed: Option<Failed>,
    /// Whether the document is being written.
    pub(super) saving: bool,
    /// What holds the document's file.
    pub(super) lock: Option<Arc<Lock>>,
    /// Whether to look for copies once it is held.
    pub(super) look: bool,
    /// The recovery copy.
    pub(super) copy: Copy,
}

/// The recovery copy of the open document.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// Where copies are; the last one is written to, the others are left from before a failure.
    pub(super) places: Vec<CopyPlace>,
    /// The revision that is safe: in the copy, or as the document was opened.
    pub(super) revision: u64,
    /// When the first change after that revision came.
    pub(super) changed: Option<Timestamp>,
    /// Whether a copy is being written.
    pub(super) writing: bool,
    /// Why the last one could not be written, and when.
    pub(super) failed: Option<(SaveError, Timestamp)>,
}

/// Saving that did not succeed, and is tried again until it does.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) error: SaveError,
    pub(super) at: Timestamp,
}

/// The versions of the open document, and the one that is looked at.
#[derive(Debug)]
pub struct Versions {
    /// The document's file.
    pub document: PathBuf,
    /// The versions, latest first.
    pub all: Vec<Version>,
    /// The file of the one that is looked at, and what is in it.
    pub open: Option<(PathBuf, Result<Box<Opened>, OpenError>)>,
}

/// How safe the open document is, for the bar to say in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveStatus<'a> {
    /// It is only read.
    ReadOnly,
    /// Somebody else holds its file.
    Held(&'a Holder),
    /// No file holds it, and nothing in it is the user's.
    Untouched,
    /// Its file holds everything, since this long ago if that is known.
    Saved(Option<Age>),
    /// It is being written.
    Saving,
    /// No file holds the last changes; whether a recovery copy does.
    Modified(CopyStatus<'a>),
    /// Its file cannot be written.
    Failed(&'a SaveError, CopyStatus<'a>),
}

/// Whether a recovery copy holds the last changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyStatus<'a> {
    /// It does.
    Kept,
    /// It will in a moment.
    Due,
    /// It cannot be written.
    Failed(&'a SaveError),
}

/// How long ago something was, no finer than the bar says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Less than ten seconds ago.
    Now,
    /// In steps of ten.
    Seconds(u8),
    /// Less than an hour ago.
    Minutes(u8),
    /// Less than a day ago.
    Hours(u8),
    /// Earlier.
    On(Timestamp),
}

impl Age {
    /// The age at `now` of something that happened at `then`.
    pub fn of(then: Timestamp, now: Timestamp) -> Self {
        let seconds = now.duration_since(then).as_secs().max(0);
        let small = |number: i64| u8::try_from(number).unwrap_or(u8::MAX);
        match seconds {
            ..10 => Self::Now,
            10..60 => Self::Seconds(small(seconds / 10 * 10)),
            60..3600 => Self::Minutes(small(seconds / 60)),
            3600..86_400 => Self::Hours(small(seconds / 3600)),
            _ => Self::On(then),
        }
    }

    /// In how long it will be said otherwise; `None` for never.
    fn lasts(then: Timestamp, now: Timestamp) -> Option<SignedDuration> {
        let age = now.duration_since(then).max(SignedDuration::ZERO);
        let step = match age.as_secs() {
            ..60 => 10,
            60..3600 => 60,
            3600..86_400 => 3600,
            _ => return None,
        };
        let next = SignedDuration::from_secs((age.as_secs() / step + 1) * step);
        Some(next - age)
    }
}

impl Watch {
    /// Notes that the document has changed, so that a copy is due.
    pub(super) fn note(&mut self, revision: u64, now: Timestamp) {
        if self.copy.revision != revision && self.copy.changed.is_none() {
            self.copy.changed = Some(now);
        }
    }

    /// Whether a copy of this revision is to be written now.
    pub(super) fn copy_is_due(&self, document: &Document, now: Timestamp) -> bool {
        !self.copy.writing && self.copy_due(document).is_some_and(|due| due <= now)
    }

    /// When a copy is to be written, if one is.
    fn copy_due(&self, document: &Document) -> Option<Timestamp> {
        let wanted = document.needs_copy() && self.copy.revision != document.revision();
        let changed = self.copy.changed.filter(|_| wanted)?;
        let due = changed.checked_add(COPY_DELAY).ok()?;
        let retry = self.copy.failed.as_ref().and_then(|(_, at)| at.checked_add(RETRY_DELAY).ok());
        Some(retry.map_or(due, |retry| retry.max(due)))
    }

    /// Whether saving is to be tried again now.
    pub(super) fn retry_is_due(&self, now: Timestamp) -> bool {
        !self.saving && self.retry_due().is_some_and(|due| due <= now)
    }

    fn retry_due(&self) -> Option<Timestamp> {
        let failed = self.failed.as_ref()?;
        // Time does not open these.
        let lasting = matches!(failed.error.problem, SaveProblem::Folder | SaveProblem::Protected);
        if lasting { None } else { failed.at.checked_add(RETRY_DELAY).ok() }
    }

    /// In how long something is to be done or said otherwise.
    pub(super) fn wakes_in(&self, document: &Document, now: Timestamp) -> Option<Duration> {
        let until = |due: Timestamp| due.duration_since(now);
        let copy = self.copy_due(document).filter(|_| !self.copy.writing).map(until);
        let retry = self.retry_due().filter(|_| !self.saving).map(until);
        let words = self.saved.filter(|_| !document.is_modified());
        let words = words.and_then(|saved| Age::lasts(saved, now));
        let least = [copy, retry, words].into_iter().flatten().min()?;
        // Never at once: a clock that stands still must not keep the window busy.
        let least = least.max(SignedDuration::from_millis(50));
        Duration::try_from(least).ok()
    }

    /// How safe the document is.
    pub(super) fn status<'a>(&'a self, document: &'a Document, now: Timestamp) -> SaveStatus<'a> {
        if let Some(holder) = document.held() {
            return SaveStatus::Held(holder);
        }
        if let Access::ReadOnly(ReadOnlyReason::NewerFormat(_)) = document.access() {
            return SaveStatus::ReadOnly;
        }
        if let Some(failed) = &self.failed {
            return SaveStatus::Failed(&failed.error, self.copy_status(document));
        }
        if self.saving {
            return SaveStatus::Saving;
        }
        if document.is_modified() {
            return SaveStatus::Modified(self.copy_status(document));
        }
        if document.file().is_none() {
            return SaveStatus::Untouched;
        }
        SaveStatus::Saved(self.saved.map(|saved| Age::of(saved, now)))
    }

    fn copy_status(&self, document: &Document) -> CopyStatus<'_> {
        match &self.copy.failed {
            Some((error, _)) => CopyStatus::Failed(error),
            None if self.copy.revision == document.revision() => CopyStatus::Kept,
            None => CopyStatus::Due,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_said_coarsely_and_lasts_until_it_is_said_otherwise() {
        let at = |seconds: i64| Timestamp::from_second(1_000_000 + seconds).unwrap();
        let then = at(0);
        for (seconds, age, lasts) in [
            (-5, Age::Now, Some(10)),
            (3, Age::Now, Some(7)),
            (12, Age::Seconds(10), Some(8)),
            (59, Age::Seconds(50), Some(1)),
            (60, Age::Minutes(1), Some(60)),
            (3599, Age::Minutes(59), Some(1)),
            (7300, Age::Hours(2), Some(3500)),
            (90_000, Age::On(then), None),
        ] {
            assert_eq!(Age::of(then, at(seconds)), age, "{seconds}");
            let left = Age::lasts(then, at(seconds)).map(|left| left.as_secs());
            assert_eq!(left, lasts, "{seconds}");
        }
    }
}
