//! Opens a document, whole or not at all.

use std::{path::Path, sync::Arc};

use crate::{domain::Diagnostic, language::Lang, questionnaire::Pack};

use super::{
    Extras, FORMAT, FileStamp, OpenError, OpenProblem, Password, SIZE_LIMIT, disk,
    frozen::complete,
    migrate::{format_of, read_format},
    pack::resolve,
    seal::{is_sealed, unseal},
};

/// A document as it was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The document.
    pub diagnostic: Diagnostic,
    /// The pack it was made with.
    pub pack: Arc<Pack>,
    /// What else the file held, to hand back when saving.
    pub extras: Extras,
    /// Whether it may be saved in place.
    pub access: Access,
    /// The state of the file when it was read; none if it was not read from a file.
    pub stamp: Option<FileStamp>,
    /// The password that opened it, if it is under one.
    pub password: Option<Password>,
}

/// Whether a document may be saved in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It may.
    ReadWrite,
    /// It may only be read or saved elsewhere, for this reason.
    ReadOnly(ReadOnlyReason),
}

/// Why a document may not be saved in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOnlyReason {
    /// A newer version of the program wrote it, in this format.
    NewerFormat(u32),
    /// The file is marked read-only.
    Protected,
}

impl ReadOnlyReason {
    /// Why the document is read-only and what to do, as a sentence.
    pub const fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Self::NewerFormat(_) => lang.storage_read_only_newer(),
            Self::Protected => lang.storage_read_only_protected(),
        }
    }
}

/// Opens the document in a file.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    open_with(path, &[])
}

/// Opens the document in a file; one under a password with the first of these that fits.
pub fn open_with(path: &Path, passwords: &[Password]) -> Result<Opened, OpenError> {
    open_and_keep(path, passwords).map(|(opened, _)| opened)
}

/// The same, and the text that the file holds, no longer encrypted.
pub(super) fn open_and_keep(
    path: &Path,
    passwords: &[Password],
) -> Result<(Opened, Vec<u8>), OpenError> {
    let wrap = |problem| OpenError { path: Some(path.to_owned()), problem };
    let (bytes, protected) = load(path).map_err(wrap)?;
    let stamp = FileStamp::of(path, &bytes);
    let (clear, password) = if is_sealed(&bytes) {
        unseal(&bytes, passwords).map(|(clear, password)| (clear, Some(password))).map_err(wrap)?
    } else {
        (bytes, None)
    };
    let mut opened = Opened { stamp, password, ..parse(&clear).map_err(wrap)? };
    if protected && opened.access == Access::ReadWrite {
        opened.access = Access::ReadOnly(ReadOnlyReason::Protected);
    }
    Ok((opened, clear))
}

/// Reads the document that a file holds.
pub fn read(bytes: &[u8]) -> Result<Opened, OpenError> {
    parse(bytes).map_err(|problem| OpenError { path: None, problem })
}

/// A file's bytes, and whether it is marked read-only.
pub(super) fn load(path: &Path) -> Result<(Vec<u8>, bool), OpenProblem> {
    let mut file = disk::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(OpenProblem::Folder);
    }
    check_size(metadata.len())?;
    // The size may be wrong (a pipe, a file that grows): the limit holds whatever it says.
    let bytes = disk::read_at_most(&mut file, SIZE_LIMIT + 1)?;
    check_size(bytes.len() as u64)?;
    Ok((bytes, metadata.permissions().readonly()))
}

const fn check_size(size: u64) -> Result<(), OpenProblem> {
    if SIZE_LIMIT < size { Err(OpenProblem::TooLarge(size)) } else { Ok(()) }
}

fn parse(bytes: &[u8]) -> Result<Opened, OpenProblem> {
    if is_sealed(bytes) {
        return Err(OpenProblem::Sealed);
    }
    let text = decode(bytes)?;
    let format = format_of(text).ok_or(OpenProblem::NotADocument)?;
    let newer = FORMAT < format;
    let (mut diagnostic, extras) = read_format(format, text).map_err(|fault| match fault {
        _ if newer => OpenProblem::NewerFormat(format),
        fault => OpenProblem::Damaged(fault),
    })?;
    let (pack, stamp) = resolve(diagnostic.pack.clone())?;
    let written = std::mem::replace(&mut diagnostic.pack, stamp);
    complete(&mut diagnostic, &written);
    let access = if newer {
        Access::ReadOnly(ReadOnlyReason::NewerFormat(format))
    } else {
        Access::ReadWrite
    };
    Ok(Opened { diagnostic, pack, extras, access, stamp: None, password: None })
}

/// The text of a file, without the byte order mark that some editors put before it.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, OpenProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(OpenProblem::Empty);
    }
    if bytes.contains(&0) {
        return Err(OpenProblem::Binary);
    }
    str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        OpenProblem::NotUtf8 { line: before.split(|byte| *byte == b'\n').count() }
    })
}
