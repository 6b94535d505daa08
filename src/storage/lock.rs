//! Who holds a document: a second window learns it before it writes over the first one's work.
//!
//! The lock is the system's own, on a file beside the document, and the system lets go of it
//! when the program ends in whatever way. What is written about the holder stands in a second
//! file, because some systems let nobody read a locked one; it is information only.

use std::{
    env,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    atomic::{folder_of, sweep},
    companion::companion,
    replace,
};

/// A document that this program holds until this value is dropped.
#[derive(Debug)]
pub struct Lock {
    file: Option<File>,
    path: PathBuf,
    note: PathBuf,
}

/// Who holds a document, as they said; nameless if they said nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// The user and the computer, such as `marie@mairie-12`.
    pub who: String,
    /// Since when.
    pub since: Option<Timestamp>,
}

/// What came of claiming a document.
#[derive(Debug)]
pub enum Claimed {
    /// Nobody else holds it.
    Mine(Lock),
    /// Somebody does.
    Theirs(Holder),
    /// This folder takes no locks, as some network shares: nobody can tell.
    NoLocks,
    /// Nothing can be written in this folder, and so neither can the document.
    NoWriting,
}

impl Holder {
    /// This user on this computer, from this instant.
    pub fn me(since: Timestamp) -> Self {
        Self { who: me(), since: Some(since) }
    }

    /// Whether it is this user on this computer, in another window.
    pub fn is_me(&self) -> bool {
        self.who == me()
    }

    fn write(&self) -> String {
        let since = self.since.map_or_else(String::new, |since| since.to_string());
        format!("{}\n{since}\n", self.who.replace('\n', " "))
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let who = lines.next().map(str::trim).filter(|who| !who.is_empty())?;
        let who = who.chars().take(200).collect();
        Some(Self { who, since: lines.next().and_then(|since| since.trim().parse().ok()) })
    }
}

/// This user on this computer.
fn me() -> String {
    let user = ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| env::var(name).ok());
    let host = gethostname::gethostname();
    match user {
        Some(user) => format!("{user}@{}", host.to_string_lossy()),
        None => host.to_string_lossy().into_owned(),
    }
}

/// Claims a document, even one that does not exist yet.
pub fn claim(document: &Path, holder: &Holder) -> Claimed {
    let (path, note) = (companion(document, "lock"), companion(document, "holder"));
    // A lock file that is taken away between opening and locking is somebody else's leaving.
    for _ in 0..8 {
        let Ok(file) =
            File::options().read(true).write(true).create(true).truncate(false).open(&path)
        else {
            return Claimed::NoWriting;
        };
        match file.try_lock() {
            Ok(()) if stands_at(&file, &path) => {
                match replace(&note, holder.write().as_bytes()) {
                    Ok(()) => {
                        sweep(folder_of(document), &note);
                        sweep(&companion(document, "versions"), &note);
                    }
                    Err(e) => log::warn!("others will not learn who holds the document: {e}"),
                }
                return Claimed::Mine(Lock { file: Some(file), path, note });
            }
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let text = fs::read_to_string(&note).ok();
                let holder = text.and_then(|text| Holder::read(&text));
                return Claimed::Theirs(holder.unwrap_or_default());
            }
            Err(TryLockError::Error(error)) => {
                log::warn!("{}: {error}", path.display());
                return Claimed::NoLocks;
            }
        }
    }
    Claimed::NoLocks
}

/// Whether an open file is still the one at this path.
#[cfg(unix)]
fn stands_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = || -> io::Result<bool> {
        let (ours, there) = (file.metadata()?, fs::metadata(path)?);
        Ok((ours.dev(), ours.ino()) == (there.dev(), there.ino()))
    };
    same().unwrap_or(false)
}

#[cfg(not(unix))]
fn stands_at(_: &File, path: &Path) -> bool {
    path.exists()
}

impl Drop for Lock {
    fn drop(&mut self) {
        let Some(file) = self.file.take() else { return };
        // Taken away while it is still held, so that nobody's new lock is taken away instead.
        if stands_at(&file, &self.path) {
            for path in [&self.note, &self.path] {
                if let Err(error) = fs::remove_file(path)
                    && error.kind() != io::ErrorKind::NotFound
                {
                    log::warn!("{}: {error}", path.display());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marie() -> Holder {
        Holder { who: "marie@mairie-12".into(), since: Some(Timestamp::UNIX_EPOCH) }
    }

    #[test]
    fn the_second_learns_who_holds_the_document_and_since_when() {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("a.passerelle");
        let Claimed::Mine(first) = claim(&document, &marie()) else { panic!() };
        let Claimed::Theirs(holder) = claim(&document, &Holder::me(Timestamp::UNIX_EPOCH)) else {
            panic!()
        };
        assert_eq!(holder, marie());
        drop(first);
        assert!(matches!(claim(&document, &marie()), Claimed::Mine(_)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
    }

    #[test]
    fn what_a_program_that_died_left_behind_holds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("a.passerelle");
        for ending in ["lock", "holder"] {
            replace(&companion(&document, ending), marie().write().as_bytes()).unwrap();
        }
        assert!(matches!(claim(&document, &marie()), Claimed::Mine(_)));
    }

    #[test]
    fn what_a_program_that_was_killed_was_writing_is_taken_away_later() {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("a.passerelle");
        let versions = companion(&document, "versions");
        fs::create_dir(&versions).unwrap();
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        let old = [
            folder.path().join(".passerelle-Ab12Cd.tmp"),
            versions.join(".passerelle-Ef34Gh.tmp"),
            folder.path().join("notes.tmp"),
            folder.path().join("a.passerelle.bak"),
        ];
        for file in &old {
            replace(file, b"x").unwrap();
            File::options().write(true).open(file).unwrap().set_modified(long_ago).unwrap();
        }
        let recent = folder.path().join(".passerelle-Ij56Kl.tmp");
        replace(&recent, b"x").unwrap();
        let Claimed::Mine(_lock) = claim(&document, &marie()) else { panic!() };
        let there = old.each_ref().map(|file| file.exists());
        assert_eq!(there, [false, false, true, true], "only what a killed program left");
        assert!(recent.exists(), "somebody may be writing it");
    }

    #[test]
    fn a_folder_that_is_gone_cannot_tell() {
        assert!(matches!(claim(Path::new("/nowhere/at/all"), &marie()), Claimed::NoWriting));
    }
}
