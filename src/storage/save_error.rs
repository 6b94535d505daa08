//! Why a file cannot be written, told so that the work can be saved elsewhere.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::language::Lang;

/// A file that could not be written; what was there before is untouched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub struct SaveError {
    /// The file.
    pub path: PathBuf,
    /// What kept it from being written.
    pub problem: SaveProblem,
}

/// What keeps a file from being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveProblem {
    /// Its folder does not exist, or no longer.
    NoFolder,
    /// A folder bears this name.
    Folder,
    /// The file is marked read-only.
    Protected,
    /// The system does not let this user write in the folder.
    Denied,
    /// The disk is full, or the user's share of it.
    Full,
    /// The whole disk or share can only be read.
    ReadOnlyDisk,
    /// Another program holds the file.
    Busy,
    /// The disk or network share failed, in the system's words.
    Disk(String),
    /// The document is under a password now, and this file, which holds what it was before, could
    /// not be taken away.
    InClear,
    /// The program itself failed.
    Program,
}

impl SaveError {
    pub(super) fn new(path: &Path, problem: impl Into<SaveProblem>) -> Self {
        Self { path: path.to_owned(), problem: problem.into() }
    }

    /// What happened, to which file, and what to do now.
    pub fn sentence(&self, lang: Lang) -> String {
        match self.problem {
            SaveProblem::InClear => lang.storage_save_in_clear(self.path.display()),
            _ => lang.storage_save_failed(self.path.display(), self.problem.sentence(lang)),
        }
    }
}

impl SaveProblem {
    /// What is wrong in a few words: « disque plein ».
    pub const fn short(&self, lang: Lang) -> &'static str {
        match self {
            Self::NoFolder => lang.safety_why_no_folder(),
            Self::Folder => lang.safety_why_folder(),
            Self::Protected => lang.safety_why_protected(),
            Self::Denied => lang.safety_why_denied(),
            Self::Full => lang.safety_why_full(),
            Self::ReadOnlyDisk => lang.safety_why_read_only_disk(),
            Self::Busy => lang.safety_why_busy(),
            Self::Disk(_) => lang.safety_why_disk(),
            Self::InClear => lang.safety_why_in_clear(),
            Self::Program => lang.incident_save_short(),
        }
    }

    /// What is wrong and what to do, whatever the file.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::NoFolder => lang.storage_save_no_folder().to_owned(),
            Self::Folder => lang.storage_save_folder().to_owned(),
            Self::Protected => lang.storage_save_protected().to_owned(),
            Self::Denied => lang.storage_save_denied().to_owned(),
            Self::Full => lang.storage_save_full().to_owned(),
            Self::ReadOnlyDisk => lang.storage_save_read_only_disk().to_owned(),
            Self::Busy => lang.storage_save_busy().to_owned(),
            Self::Disk(why) => lang.storage_save_disk(why),
            Self::InClear => lang.storage_save_in_clear_why().to_owned(),
            Self::Program => lang.incident_save_program().to_owned(),
        }
    }
}

impl From<io::Error> for SaveProblem {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as K;
        match error.kind() {
            K::NotFound | K::NotADirectory => Self::NoFolder,
            K::IsADirectory => Self::Folder,
            K::PermissionDenied => Self::Denied,
            K::StorageFull | K::QuotaExceeded | K::FileTooLarge => Self::Full,
            K::ReadOnlyFilesystem => Self::ReadOnlyDisk,
            K::ResourceBusy | K::ExecutableFileBusy => Self::Busy,
            _ => Self::Disk(error.to_string()),
        }
    }
}
