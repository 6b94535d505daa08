//! Saves a document in one step and keeps its previous version beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::domain::Diagnostic;

use super::{
    Extras, SaveError,
    atomic::{follow, replace},
    migrate::older_format,
    write,
};

/// Saves a document; the file that was there, if it differs, is kept as `….bak`.
///
/// A file in an older format is kept as `….v1.bak` and so on, which later saves do not replace.
/// Nothing is written when the file already holds this very document.
pub fn save(path: &Path, diagnostic: &Diagnostic, extras: &Extras) -> Result<(), SaveError> {
    let text = write(diagnostic, extras);
    let previous = fs::read(path).ok();
    if previous.as_deref() == Some(text.as_bytes()) {
        return Ok(());
    }
    if let Some(previous) = previous.filter(|bytes| !bytes.is_empty()) {
        keep(path, &previous);
    }
    replace(path, text.as_bytes())
}

/// Keeps the previous version; failing to is no reason not to save, since saving is one step.
fn keep(path: &Path, previous: &[u8]) {
    let older = str::from_utf8(previous).ok().and_then(older_format);
    let ending = older.map_or_else(|| "bak".to_owned(), |format| format!("v{format}.bak"));
    if let Err(error) = replace(&beside(path, &ending), previous) {
        log::warn!("the previous version was not kept: {error}");
    }
}

/// The name of a companion of a file: `x.passerelle` becomes `x.passerelle.bak`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = follow(path).into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}
