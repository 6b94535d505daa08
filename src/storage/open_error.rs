//! Why a document cannot be opened, told so that its owner knows what to do.

use std::{io, path::PathBuf};

use crate::{domain::PackId, language::Lang, questionnaire::Problem};

use super::{Fault, SIZE_LIMIT};

/// A document that could not be opened; its file is untouched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub struct OpenError {
    /// The file, if it was one.
    pub path: Option<PathBuf>,
    /// What is wrong with it.
    pub problem: OpenProblem,
}

/// What keeps a document from being opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenProblem {
    /// There is no such file.
    NotFound,
    /// It is a folder.
    Folder,
    /// The system does not let this user read it.
    Denied,
    /// The disk or network share failed, in the system's words.
    Disk(String),
    /// It is larger than any document; its size in bytes.
    TooLarge(u64),
    /// It is empty.
    Empty,
    /// It is not a text (a picture, an archive, a word processor's file).
    Binary,
    /// Its text is not in UTF-8; the first line that is not.
    NotUtf8 {
        /// Counted from 1.
        line: usize,
    },
    /// It is a text, but not one of ours.
    NotADocument,
    /// It is one of ours, damaged.
    Damaged(Fault),
    /// A newer version wrote it in this format, which this one cannot show.
    NewerFormat(u32),
    /// It names a pack (id, version) that the program does not have and does not hold it either.
    UnknownPack(PackId, String),
    /// The pack it holds is not the one it names.
    DamagedPack(PackId),
    /// The state frozen under this name is not what was frozen.
    DamagedFrozen(String),
    /// It is under a password, and none was given.
    Sealed,
    /// It is under another password than those given.
    WrongPassword,
    /// It is encrypted otherwise than with a password, or in a form that is not ours.
    SealedOtherwise,
    /// It is encrypted, and was changed or cut since.
    DamagedSeal,
    /// It is under a password that would take too long to try.
    TooSlow,
    /// The program itself failed while it read it.
    Program,
    /// The pack it holds has a problem, the first of which is given.
    RefusedPack(PackId, Option<Box<Problem>>),
}

impl OpenError {
    /// What happened, to which file, and what to do now.
    pub fn sentence(&self, lang: Lang) -> String {
        let problem = self.problem.sentence(lang);
        match &self.path {
            Some(path) => lang.storage_open_failed(path.display(), problem),
            None => problem,
        }
    }
}

impl OpenProblem {
    /// Whether a password, or another one, would open it.
    pub const fn is_locked(&self) -> bool {
        matches!(self, Self::Sealed | Self::WrongPassword)
    }

    /// What is wrong and what to do, whatever the file.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::NotFound => lang.storage_open_not_found().to_owned(),
            Self::Folder => lang.storage_open_folder().to_owned(),
            Self::Denied => lang.storage_open_denied().to_owned(),
            Self::Disk(why) => lang.storage_open_disk(why),
            Self::TooLarge(size) => {
                lang.storage_open_too_large(megabytes(lang, SIZE_LIMIT), megabytes(lang, *size))
            }
            Self::Empty => lang.storage_open_empty().to_owned(),
            Self::Binary => lang.storage_open_binary().to_owned(),
            Self::NotUtf8 { line } => lang.storage_open_not_utf8(line),
            Self::NotADocument => lang.storage_open_not_a_document().to_owned(),
            Self::Damaged(fault) => lang.storage_open_damaged(fault.sentence(lang)),
            Self::NewerFormat(format) => lang.storage_open_newer(format),
            Self::UnknownPack(id, version) => lang.storage_open_unknown_pack(id, version),
            Self::DamagedPack(id) => lang.storage_open_damaged_pack(id),
            Self::DamagedFrozen(name) => lang.frozen_damaged(name),
            Self::Sealed => lang.password_open_sealed().to_owned(),
            Self::WrongPassword => lang.password_open_wrong().to_owned(),
            Self::SealedOtherwise => lang.password_open_otherwise().to_owned(),
            Self::DamagedSeal => lang.password_open_damaged().to_owned(),
            Self::TooSlow => lang.password_open_too_slow().to_owned(),
            Self::Program => lang.incident_open_program().to_owned(),
            Self::RefusedPack(id, problem) => {
                let why = problem.as_ref().map_or_else(String::new, |p| p.sentence(lang));
                lang.storage_open_refused_pack(id, why)
            }
        }
    }
}

impl From<io::Error> for OpenProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Disk(error.to_string()),
        }
    }
}

fn megabytes(lang: Lang, bytes: u64) -> String {
    lang.number(bytes as f64 / (1024.0 * 1024.0), 1)
}
