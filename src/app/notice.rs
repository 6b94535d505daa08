//! What the session tells: messages that stay until they are dismissed, and questions it asks.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::{
    language::Lang,
    report::TemplateProblem,
    storage::{Holder, OpenError, ReadOnlyReason, SaveError, TemplateError},
};

use super::{
    Clock, Command, Conflict, KitFailure, Locked,
    effect::{ExportFailure, Purpose},
};

/// A message, re-worded live when the language changes.
#[derive(Debug)]
pub struct Notice {
    /// The number by which it is dismissed.
    pub id: u64,
    /// What it says.
    pub news: News,
}

/// What a message says.
#[derive(Debug)]
pub enum News {
    /// The document was saved.
    Saved(PathBuf),
    /// The brief was written; the characters that no font could draw, if any.
    Exported(PathBuf, Vec<char>),
    /// Something of the authority's own template could not be used.
    Template(TemplateProblem),
    /// The authority's own template could not be read.
    NoTemplate(TemplateError),
    /// The document was not opened.
    NotOpened(OpenError),
    /// The document was not saved, and whether that is tried again by itself.
    NotSaved(SaveError, bool),
    /// The brief was not written.
    NotExported(PathBuf, ExportFailure),
    /// The brief was not written because somebody stopped it.
    ExportStopped(PathBuf),
    /// The document is open for reading only.
    ReadOnly(ReadOnlyReason),
    /// Somebody else has opened the file.
    Held(PathBuf, Holder),
    /// The file's folder cannot say whether somebody else has opened it.
    NoLocks,
    /// The history of the document was written.
    HistoryExported(PathBuf),
    /// The settings were not kept.
    SettingsLost(SaveError),
    /// A file was merged into the document.
    MergeApplied(PathBuf),
    /// A contributor's workbook was written.
    KitWritten(PathBuf),
    /// A contributor's workbook was not written.
    KitRefused(KitFailure),
    /// The report of a merge was written.
    MergeReported(PathBuf),
    /// The report of an import was written.
    ImportReported(PathBuf),
    /// The document has changed since the merge was made: it was made again.
    MergeStale,
    /// The file is there, but this system could not show it.
    NotShown(PathBuf),
    /// The worked example is not in this program.
    NoExample,
    /// The document was saved under a password, or no longer is.
    Protected(PathBuf, bool),
    /// The program broke down the last time; the report of it.
    BrokeDown(PathBuf),
    /// What somebody waited for broke off, through a fault of the program.
    Broken,
    /// The processor draws the window, since the graphics card refused.
    DrawnBySoftware,
}

/// How a message should be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Success,
    /// Something to know.
    Warning,
    /// Something was refused.
    Error,
}

/// A question that waits for an answer.
#[derive(Debug)]
pub enum Prompt {
    /// There are changes that no file holds, and the command would lose them.
    Unsaved(Box<Command>),
    /// The file exists.
    Replace(Purpose, PathBuf),
    /// Somebody else has changed the file since it was read.
    Changed(Box<Conflict>),
    /// Work that no file holds was found with the document that was just opened; its copy.
    Leftover(PathBuf),
    /// The work in this copy would be thrown away.
    DropCopy(PathBuf),
    /// A password is needed.
    Password(Locked),
    /// No dialog can be shown: the path is to be typed, starting from this one.
    TypePath(Purpose, PathBuf),
}

impl News {
    /// That a text was written.
    pub(super) const fn written(purpose: Purpose, path: PathBuf) -> Self {
        match purpose {
            Purpose::MergeReport => Self::MergeReported(path),
            Purpose::ImportReport => Self::ImportReported(path),
            _ => Self::HistoryExported(path),
        }
    }

    /// How the message should be taken.
    pub const fn tone(&self) -> Tone {
        match self {
            Self::Saved(_)
            | Self::Protected(..)
            | Self::HistoryExported(_)
            | Self::MergeApplied(_)
            | Self::KitWritten(_)
            | Self::ImportReported(_)
            | Self::MergeReported(_) => Tone::Success,
            Self::Exported(_, missing) => {
                if missing.is_empty() {
                    Tone::Success
                } else {
                    Tone::Warning
                }
            }
            Self::ReadOnly(_)
            | Self::ExportStopped(_)
            | Self::SettingsLost(_)
            | Self::NotShown(_)
            | Self::Held(..)
            | Self::NoLocks
            | Self::MergeStale
            | Self::BrokeDown(_)
            | Self::DrawnBySoftware
            | Self::Template(_) => Tone::Warning,
            Self::NotOpened(..)
            | Self::NotSaved(..)
            | Self::NotExported(..)
            | Self::KitRefused(_)
            | Self::NoTemplate(_)
            | Self::Broken
            | Self::NoExample => Tone::Error,
        }
    }

    /// The file that the message is about, where it is worth looking at.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Exported(path, _)
            | Self::HistoryExported(path)
            | Self::KitWritten(path)
            | Self::BrokeDown(path)
            | Self::ImportReported(path)
            | Self::MergeReported(path) => Some(path),
            _ => None,
        }
    }

    /// The message.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Saved(path) => lang.app_saved(name(path)),
            Self::Exported(path, missing) if missing.is_empty() => lang.app_exported(name(path)),
            Self::Exported(path, missing) => {
                let characters: String = missing.iter().take(12).collect();
                lang.app_exported_incomplete(characters, name(path))
            }
            Self::NotOpened(error) => error.sentence(lang),
            Self::NotSaved(error, true) => {
                [&error.sentence(lang), lang.safety_retried()].map(String::from).join(" ")
            }
            Self::NotSaved(error, false) | Self::NotExported(_, ExportFailure::File(error)) => {
                error.sentence(lang)
            }
            Self::ExportStopped(path) | Self::NotExported(path, ExportFailure::Stopped) => {
                lang.note_stopped(name(path))
            }
            Self::NotExported(path, failure) => {
                lang.app_not_exported(name(path), failure.sentence(lang))
            }
            Self::Template(problem) => problem.sentence(lang),
            Self::NoTemplate(error) => error.sentence(lang),
            Self::ReadOnly(reason) => reason.sentence(lang).to_owned(),
            Self::Held(path, holder) => held(lang, path, holder),
            Self::NoLocks => lang.safety_no_locks().to_owned(),
            Self::HistoryExported(path) => lang.safety_history_exported(name(path)),
            Self::MergeApplied(path) => lang.merge_applied(name(path)),
            Self::MergeReported(path) => lang.merge_report_written(name(path)),
            Self::ImportReported(path) => lang.imports_report(name(path)),
            Self::KitWritten(path) => lang.kits_written(name(path)),
            Self::KitRefused(failure) => failure.sentence(lang),
            Self::MergeStale => lang.merge_stale().to_owned(),
            Self::SettingsLost(error) => lang.app_settings_lost(error.sentence(lang)),
            Self::NotShown(path) => {
                let folder = path.parent().unwrap_or(path).display();
                lang.exports_not_shown(name(path), folder)
            }
            Self::NoExample => lang.app_no_example().to_owned(),
            Self::Protected(path, true) => lang.password_protected(name(path)),
            Self::Protected(path, false) => lang.password_unprotected(name(path)),
            Self::BrokeDown(report) => lang.incident_found(report.display()),
            Self::Broken => lang.incident_broken().to_owned(),
            Self::DrawnBySoftware => lang.start_drawn_by_software().to_owned(),
        }
    }
}

/// Who has the file open, and what to do.
fn held(lang: Lang, path: &Path, holder: &Holder) -> String {
    let file = name(path);
    let Holder { who, since } = holder;
    match since {
        _ if who.is_empty() => lang.safety_held(file),
        _ if holder.is_me() => lang.safety_held_here(file),
        Some(since) => {
            let since = moment(lang, Clock::System, *since);
            lang.safety_held_since(file, since, who)
        }
        None => lang.safety_held_by(file, who),
    }
}

/// A day and time on the user's clock: « 25/11/2026 à 14 h 32 ».
pub fn moment(lang: Lang, clock: Clock, instant: Timestamp) -> String {
    let local = clock.local(instant);
    let minute = format!("{:02}", local.minute());
    lang.safety_moment(lang.short_date(local.date()), local.hour(), minute)
}

/// The file's name, or the whole path if it has none.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
