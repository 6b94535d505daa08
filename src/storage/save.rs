//! Saves a document in one step and keeps its previous version beside it.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::domain::Diagnostic;

use super::{
    Extras, FileStamp, SaveError,
    atomic::{follow, replace},
    disk,
    migrate::{format_of, older_format},
    version, write,
};

/// Saves a document; the file that was there, if it differs, is kept as `….bak` and among the
/// versions. Returns what the file is like now.
///
/// A file in an older format is kept as `….v1.bak` and so on, which later saves do not replace.
/// Nothing is written when the file already holds this very document.
pub fn save(
    path: &Path,
    diagnostic: &Diagnostic,
    extras: &Extras,
) -> Result<Option<FileStamp>, SaveError> {
    let text = write(diagnostic, extras);
    let previous = disk::read(path).ok();
    if previous.as_deref() != Some(text.as_bytes()) {
        if let Some(previous) = previous.filter(|bytes| !bytes.is_empty()) {
            keep(path, &previous);
        }
        replace(path, text.as_bytes())?;
    }
    Ok(FileStamp::of(path, text.as_bytes()))
}

/// Keeps the previous version; failing to is no reason not to save, since saving is one step.
fn keep(path: &Path, previous: &[u8]) {
    let text = str::from_utf8(previous).ok();
    let older = text.and_then(older_format);
    let ending = older.map_or_else(|| "bak".to_owned(), |format| format!("v{format}.bak"));
    let kept = replace(&beside(path, &ending), previous);
    let versioned = match text.and_then(format_of) {
        Some(_) => version::keep(path, previous, written(path)),
        None => Ok(()),
    };
    for result in [kept, versioned] {
        if let Err(error) = result {
            log::warn!("the previous version was not kept: {error}");
        }
    }
}

/// When a file was last written.
fn written(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|of| of.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// The name of a companion of a file: `x.passerelle` becomes `x.passerelle.bak`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = follow(path).into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}
