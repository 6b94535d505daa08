//! Effects and events: what the session asks of the outside, and what comes back.

use std::{path::PathBuf, sync::Arc};

use crate::{
    domain::Diagnostic,
    language::Lang,
    questionnaire::Pack,
    report::{ExportError, Format},
    scoring::Assessment,
    storage::{Extras, OpenError, Opened, SaveError, settings::Settings},
};

use super::{Draw, Drawn};

/// What a path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open a diagnostic.
    Open,
    /// To save the diagnostic under a new name.
    SaveAs,
    /// To export the brief.
    Export(Format),
}

/// The file ending of diagnostics, without the point.
const ENDING: &str = "passerelle";

impl Purpose {
    /// The file ending that the path should have, without the point.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Open | Self::SaveAs => ENDING,
            Self::Export(format) => format.ending(),
        }
    }
}

/// Something to be done outside the session, on another thread.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read a document.
    Open(PathBuf),
    /// Write a document.
    Save {
        /// Where to.
        path: PathBuf,
        /// The state to write.
        diagnostic: Arc<Diagnostic>,
        /// What else the file held.
        extras: Arc<Extras>,
        /// Whether an existing file may be replaced.
        replace: bool,
    },
    /// Write the brief.
    Export(Box<Export>),
    /// Ask for a path with the system's dialog.
    Browse {
        /// What for.
        purpose: Purpose,
        /// The path to propose: a folder, a file name, or both.
        start: PathBuf,
        /// The language of the dialog's title.
        lang: Lang,
    },
    /// Show a file that was written, with the programs of this system.
    Show(Showing, PathBuf),
    /// Draw weights and unknowns at random.
    Draw(Box<Draw>),
    /// Write the settings.
    SaveSettings(Settings),
    /// End the program.
    Quit,
}

/// How a file is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    /// Opened by the program that this system opens such files with.
    Opened,
    /// In its folder.
    InFolder,
}

/// A brief to be written.
#[derive(Clone, Debug)]
pub struct Export {
    /// Where to.
    pub path: PathBuf,
    /// In which format.
    pub format: Format,
    /// In which language.
    pub lang: Lang,
    /// The pack.
    pub pack: Arc<Pack>,
    /// The state to print.
    pub diagnostic: Arc<Diagnostic>,
    /// Its results.
    pub assessment: Arc<Assessment>,
    /// Whether an existing file may be replaced.
    pub replace: bool,
}

/// Why a brief was not written.
#[derive(Debug)]
pub enum ExportFailure {
    /// It could not be made.
    Brief(ExportError),
    /// It could not be written to its file.
    File(SaveError),
}

/// What came of an effect.
#[derive(Debug)]
pub enum Event {
    /// A document was read, or not.
    Opened(PathBuf, Result<Box<Opened>, OpenError>),
    /// A document was written, or not.
    Saved(PathBuf, Arc<Diagnostic>, Result<(), SaveError>),
    /// A brief was written, or not; the characters that no font could draw.
    Exported(PathBuf, Result<Vec<char>, ExportFailure>),
    /// The file exists and may not be replaced without asking.
    Exists(Purpose, PathBuf),
    /// A path was chosen, or the dialog was left.
    Chosen(Purpose, Option<PathBuf>),
    /// The system has no dialog to offer; the path that would have been proposed.
    NoDialog(Purpose, PathBuf),
    /// A file is being shown, or not.
    Shown(PathBuf, bool),
    /// Draws of this state were made; none if they were stopped.
    Drawn(Arc<Diagnostic>, Option<Box<Drawn>>),
    /// The settings were written, or not.
    SettingsSaved(Result<(), SaveError>),
}
