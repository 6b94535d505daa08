//! Every file operation that opening and saving are made of, in one place, so that a test can have each of them
//! fail in turn.
//!
//! Nothing here is armed outside tests: without a [`Trial`], an operation is the system's own and
//! costs one look at a thread's variable.

use std::{
    cell::Cell,
    fs::{self, File, Metadata, Permissions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

/// How the file operations of this thread are made to fail.
#[derive(Clone, Copy, Debug)]
pub struct Trial {
    /// Which operation fails, counted from 0.
    pub at: u32,
    /// How it fails.
    pub kind: io::ErrorKind,
    /// Whether every later operation fails too: a disk that stays full, a share that stays away.
    pub lasting: bool,
}

thread_local! {
    static TRIAL: Cell<Option<Trial>> = const { Cell::new(None) };
    static SEEN: Cell<u32> = const { Cell::new(0) };
}

impl Trial {
    /// Does something while the trial lasts; returns its result and how many file operations
    /// there were.
    pub fn run<T>(self, work: impl FnOnce() -> T) -> (T, u32) {
        SEEN.set(0);
        TRIAL.set(Some(self));
        let result = work();
        TRIAL.set(None);
        (result, SEEN.get())
    }
}

/// Counts an operation, and fails if it is the one that should.
fn step() -> io::Result<()> {
    let Some(trial) = TRIAL.get() else { return Ok(()) };
    let number = SEEN.get();
    SEEN.set(number + 1);
    if number == trial.at || (trial.lasting && trial.at < number) {
        return Err(trial.kind.into());
    }
    Ok(())
}

pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    step()?;
    fs::read(path)
}

pub(super) fn open(path: &Path) -> io::Result<File> {
    step()?;
    File::open(path)
}

/// Reads so many bytes at most; a share may go away in the middle.
pub(super) fn read_at_most(file: &mut File, most: u64) -> io::Result<Vec<u8>> {
    step()?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    step()?;
    fs::metadata(path)
}

pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    step()?;
    fs::create_dir_all(path)
}

/// Makes a folder that only this user can look into, where the system knows such folders.
pub(super) fn create_private_folder(path: &Path) -> io::Result<()> {
    step()?;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

pub(super) fn temporary(
    builder: &tempfile::Builder<'_, '_>,
    folder: &Path,
) -> io::Result<NamedTempFile> {
    step()?;
    builder.tempfile_in(folder)
}

/// Writes everything; where this is made to fail, half of it is written first, as on a disk that
/// fills up.
pub(super) fn write_all(file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
    if let Err(error) = step() {
        file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
        return Err(error);
    }
    file.write_all(bytes)
}

pub(super) fn set_permissions(file: &File, permissions: Permissions) -> io::Result<()> {
    step()?;
    file.set_permissions(permissions)
}

pub(super) fn flush(file: &File) -> io::Result<()> {
    step()?;
    file.sync_all()
}

/// Puts a temporary file in the place of another; if that fails, it takes itself away.
pub(super) fn put_in_place(file: NamedTempFile, target: &Path) -> io::Result<()> {
    step()?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

/// Removes a file; one that is not there is removed.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    step()?;
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Removes a folder if nothing is in it.
pub(super) fn remove_empty(folder: &Path) {
    if let Err(error) = fs::remove_dir(folder) {
        log::debug!("{} stays: {error}", folder.display());
    }
}

/// The files of a folder, in the order of their names; none if there is no such folder.
pub(super) fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    step()?;
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut paths: Vec<_> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}
