//! Saves a document in one step and keeps its previous version beside it.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::domain::Diagnostic;

use super::{
    Extras, FORMAT, FileStamp, Password, SaveError, SaveProblem,
    atomic::{follow, replace, replace_like},
    disk,
    migrate::{format_of, older_format},
    seal::{is_clear, is_sealed, seal},
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

/// Saves a document under a password, and leaves nothing of it in clear beside: what the file held
/// before is kept under the password too, and what earlier saves kept in clear is taken away.
///
/// That the same document gives the same bytes does not hold here: what is encrypted twice must
/// not look alike.
pub fn save_sealed(
    path: &Path,
    diagnostic: &Diagnostic,
    extras: &Extras,
    password: &Password,
) -> Result<Option<FileStamp>, SaveError> {
    let sealed = |bytes: &[u8]| seal(bytes, password).map_err(|e| SaveError::new(path, e));
    let bytes = sealed(write(diagnostic, extras).as_bytes())?;
    let previous = disk::read(path).ok().filter(|bytes| !bytes.is_empty());
    let was_clear = previous.as_ref().is_some_and(|bytes| !is_sealed(bytes));
    if let Some(previous) = previous {
        keep(path, &if was_clear { sealed(&previous)? } else { previous });
    }
    replace(path, &bytes)?;
    // Only once the encrypted file is in its place.
    let mut left = None;
    for clear in clear_beside(path) {
        if let Err(error) = disk::remove(&clear) {
            log::warn!("{} stays in clear: {error}", clear.display());
            left.get_or_insert(SaveError::new(&clear, SaveProblem::InClear));
        }
    }
    left.map_or_else(|| Ok(FileStamp::of(path, &bytes)), Err)
}

/// What earlier saves left in clear beside a document.
fn clear_beside(path: &Path) -> Vec<PathBuf> {
    let backups = (0..=FORMAT).map(|format| match format {
        0 => beside(path, "bak"),
        older => beside(path, &format!("v{older}.bak")),
    });
    let versions = version::versions(path).into_iter().map(|version| version.path);
    backups.chain(versions).filter(|path| is_clear(path)).collect()
}

/// Keeps the previous version; failing to is no reason not to save, since saving is one step.
fn keep(path: &Path, previous: &[u8]) {
    let text = str::from_utf8(previous).ok();
    let older = text.and_then(older_format);
    let ending = older.map_or_else(|| "bak".to_owned(), |format| format!("v{format}.bak"));
    let kept = replace_like(&beside(path, &ending), previous, path);
    let versioned = if is_sealed(previous) || text.and_then(format_of).is_some() {
        version::keep(path, previous, written(path))
    } else {
        Ok(())
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
