//! Recovery copies: what was typed since the last save, kept where the next start finds it.
//!
//! A copy is a whole document with one line of comment before it, so that it opens like any other
//! even where this program is not at hand. It stands beside the document, or in the user's own
//! folder when no file holds the document yet or its folder cannot be written to; such a copy has
//! a lock of its own, so that a second window does not take it for a leftover.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::Diagnostic;

use super::{
    Claimed, Extras, FileStamp, Holder, Lock, OpenError, Opened, Password, SaveError,
    atomic::{replace_like, replace_privately},
    claim,
    companion::companion,
    disk,
    open::open_and_keep,
    seal::seal,
    write,
};

/// How the name of a recovery copy ends.
const ENDING: &str = "recovery";

/// How often, and how many times, it is asked whether somebody lets go of a document.
const BEAT: Duration = Duration::from_millis(200);
const LETTING_GO: u32 = 11;

/// What a copy says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyNote {
    /// The document's file, if it had one.
    pub origin: Option<PathBuf>,
    /// When the copy was written.
    pub written: Option<Timestamp>,
    /// What the document's file held when it was last read or saved.
    pub base: Option<FileStamp>,
    /// What was typed and could not be read as an answer, by the field it stood in.
    pub drafts: BTreeMap<String, String>,
}

/// Where a copy is kept from its first writing on.
#[derive(Clone, Debug)]
pub struct CopyPlace {
    /// The copy's file.
    pub path: PathBuf,
    /// What tells other windows that somebody still works on it, where the document has no lock.
    pub guard: Option<Arc<Lock>>,
}

/// A copy that was found.
#[derive(Clone, Debug)]
pub struct FoundCopy {
    /// The copy's file.
    pub path: PathBuf,
    /// What it says about itself.
    pub note: CopyNote,
    /// The document in it, or why it cannot be read.
    pub opened: Result<Box<Opened>, OpenError>,
}

/// The note as the first line holds it.
#[derive(Serialize, Deserialize)]
#[serde(rename = "recovery")]
struct Line {
    #[serde(default)]
    origin: Option<PathBuf>,
    #[serde(default)]
    written: Option<String>,
    #[serde(default)]
    base: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    drafts: BTreeMap<String, String>,
}

/// Writes a copy to the place it already has.
pub fn write_copy(
    path: &Path,
    note: &CopyNote,
    diagnostic: &Diagnostic,
    extras: &Extras,
    password: Option<&Password>,
) -> Result<(), SaveError> {
    let text = format!("{}\n{}", line(note), write(diagnostic, extras));
    // Of a document under a password, not even the note is in clear.
    let text = match password {
        Some(password) => seal(text.as_bytes(), password).map_err(|e| SaveError::new(path, e))?,
        None => text.into_bytes(),
    };
    // What is not saved yet is for those who read the document, if there is one.
    match &note.origin {
        Some(document) => replace_like(path, &text, document),
        None => replace_privately(path, &text),
    }
}

/// A free name for a new copy beside a document: never that of a copy which waits to be looked at.
pub fn place_beside(document: &Path) -> CopyPlace {
    let path = free(|ending| companion(document, ending));
    CopyPlace { path, guard: None }
}

/// A free name for a new copy in the user's own folder, and its lock.
pub fn place_in(folder: &Path, now: Timestamp) -> Result<CopyPlace, SaveError> {
    disk::create_private_folder(folder).map_err(|error| SaveError::new(folder, error))?;
    let stem = format!("{}-{}", now.as_second(), std::process::id());
    let path = free(|ending| folder.join(format!("{stem}.{ending}")));
    let guard = match claim(&path, &Holder::me(now)) {
        Claimed::Mine(lock) => Some(Arc::new(lock)),
        Claimed::Theirs(_) | Claimed::NoLocks | Claimed::NoWriting => None,
    };
    Ok(CopyPlace { path, guard })
}

/// The first name of `recovery`, `2.recovery`, … that no file bears.
fn free(name: impl Fn(&str) -> PathBuf) -> PathBuf {
    let first = name(ENDING);
    let others = (2..1000).map(|number| name(&format!("{number}.{ENDING}")));
    std::iter::once(first.clone()).chain(others).find(|path| !path.exists()).unwrap_or(first)
}

/// Removes a copy that is no longer needed.
pub fn remove_copy(path: &Path) -> Result<(), SaveError> {
    disk::remove(path).map_err(|error| SaveError::new(path, error))
}

/// The copies beside a document, oldest name first; those under a password are opened with these.
pub fn copies_beside(document: &Path, passwords: &[Password]) -> Vec<FoundCopy> {
    let first = companion(document, ENDING);
    let others = (2..1000).map(|number| companion(document, &format!("{number}.{ENDING}")));
    // A name in the middle may have been taken away; beyond a few gaps there is nothing.
    let paths = std::iter::once(first).chain(others).take(16).filter(|path| path.is_file());
    paths.map(|path| read_copy(&path, Some(document), passwords)).collect()
}

/// The copies in the user's own folder that nobody works on any more.
pub fn copies_in(folder: &Path, passwords: &[Password]) -> Vec<FoundCopy> {
    let Ok(paths) = disk::list(folder) else { return Vec::new() };
    let copies = paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == ENDING));
    copies.filter(|path| !stays_held(path)).map(|path| read_copy(&path, None, passwords)).collect()
}

/// Whether somebody works on a document, or on a copy that no file holds yet, and goes on doing so.
///
/// A program that was killed lets go of what it held a moment later: whoever starts it again at once
/// is to be offered the work all the same. Takes up to two seconds.
pub fn stays_held(document: &Path) -> bool {
    let me = Holder::me(Timestamp::UNIX_EPOCH);
    let is_held = || matches!(claim(document, &me), Claimed::Theirs(_));
    (0..LETTING_GO).all(|beat| {
        if 0 < beat {
            thread::sleep(BEAT);
        }
        is_held()
    })
}

/// Reads a copy; one beside its document belongs to that document, whatever it says.
pub fn read_copy(path: &Path, document: Option<&Path>, passwords: &[Password]) -> FoundCopy {
    let (opened, text) = match open_and_keep(path, passwords) {
        Ok((opened, text)) => (Ok(Box::new(opened)), Some(text)),
        Err(error) => (Err(error), disk::read(path).ok()),
    };
    let mut note = text.map_or_else(CopyNote::default, |text| note_of(&text));
    note.origin = document.map(Path::to_owned).or(note.origin);
    FoundCopy { path: path.to_owned(), note, opened }
}

fn line(note: &CopyNote) -> String {
    let line = Line {
        origin: note.origin.clone().filter(|path| path.to_str().is_some()),
        written: note.written.map(|written| written.to_string()),
        base: note.base.as_ref().map(FileStamp::code),
        drafts: note.drafts.clone(),
    };
    let text = ron::ser::to_string(&line).unwrap_or_default();
    format!("// {}", text.replace('\n', " "))
}

fn note_of(bytes: &[u8]) -> CopyNote {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let text = String::from_utf8_lossy(first);
    let line = text.strip_prefix("// ").and_then(|text| ron::from_str::<Line>(text).ok());
    line.map_or_else(CopyNote::default, |line| CopyNote {
        origin: line.origin,
        written: line.written.and_then(|written| written.parse().ok()),
        base: line.base.and_then(|base| FileStamp::from_code(&base)),
        drafts: line.drafts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::replace;

    #[test]
    fn a_copy_says_where_it_comes_from() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("été « 2 ».passerelle");
        replace(&file, b"one").unwrap();
        let note = CopyNote {
            origin: Some(file.clone()),
            written: Some(Timestamp::UNIX_EPOCH),
            base: FileStamp::now(&file),
            drafts: [("MOY-01/number".to_owned(), "3 à\n4 M\"€".to_owned())].into(),
        };
        let read = note_of(format!("{}\n(format: 1)", line(&note)).as_bytes());
        assert_eq!((&read.origin, read.written), (&note.origin, note.written));
        assert_eq!(read.drafts, note.drafts);
        assert!(!super::super::changed_since(&file, read.base.as_ref().unwrap()));
        replace(&file, b"two").unwrap();
        assert!(super::super::changed_since(&file, read.base.as_ref().unwrap()));
        assert_eq!(note_of(b"(format: 1)"), CopyNote::default());
    }

    #[test]
    fn a_copy_in_the_user_s_folder_is_left_only_when_nobody_works_on_it() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("recovery");
        let place = place_in(&folder, Timestamp::UNIX_EPOCH).unwrap();
        replace(&place.path, b"// (written: None)\n(format: 1)").unwrap();
        assert!(place.guard.is_some());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "what is not saved yet is nobody else's to read");
        }
        assert!(copies_in(&folder, &[]).is_empty());
        let path = place.path.clone();
        // Whoever was killed lets go a moment after the next start looks.
        let late = thread::scope(|scope| {
            let found = scope.spawn(|| copies_in(&folder, &[]));
            thread::sleep(Duration::from_millis(500));
            drop(place);
            found.join().unwrap()
        });
        assert_eq!(late.len(), 1);
        let found = copies_in(&folder, &[]);
        assert_eq!(found.iter().map(|found| &found.path).collect::<Vec<_>>(), [&path]);
        assert!(found[0].opened.is_err(), "damaged, and told so");
        assert_ne!(place_in(&folder, Timestamp::UNIX_EPOCH).unwrap().path, path);
    }
}
