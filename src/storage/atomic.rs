//! Replaces a file in one step: whatever fails, either the old or the new content is there, whole.

use std::{
    fs::{self, File, Permissions},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{SaveError, SaveProblem, disk};

/// Gives a file this content: written beside it, flushed to the disk, then put in its place.
///
/// A link is followed, so that the file it leads to changes and the link stays. A file that is
/// marked read-only is left alone.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    replace_unless(path, bytes, &|| false).map(|_| ())
}

/// The same, and a new file is this user's alone.
pub(super) fn replace_privately(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    replace_as(path, bytes, &New::Private)
}

/// The same, and a new file may be read by those who may read `model`; by this user alone where
/// there is no such file. What stands beside a document is never more open than the document.
pub(super) fn replace_like(path: &Path, bytes: &[u8], model: &Path) -> Result<(), SaveError> {
    replace_as(path, bytes, &New::Like(model))
}

fn replace_as(path: &Path, bytes: &[u8], new: &New<'_>) -> Result<(), SaveError> {
    let target = follow(path);
    let placed = replace_target(&target, bytes, new, &|| false);
    placed.map(|_| ()).map_err(|problem| SaveError::new(path, problem))
}

/// Who may read a file that was not there before.
enum New<'a> {
    /// Whoever may read any other program's new files.
    Usual,
    /// Whoever may read this one.
    Like(&'a Path),
    /// This user alone.
    Private,
}

/// The same, unless `stop` says to before the new content is put in its place; then nothing is
/// changed and nothing is left beside. Returns whether the content was put in its place.
pub fn replace_unless(
    path: &Path,
    bytes: &[u8],
    stop: &dyn Fn() -> bool,
) -> Result<bool, SaveError> {
    let target = follow(path);
    let placed = replace_target(&target, bytes, &New::Usual, stop);
    placed.map_err(|problem| SaveError::new(path, problem))
}

/// The file that a path leads to through links, whether it exists or not.
pub(super) fn follow(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or_else(|| Path::new("")).join(next);
    }
    path
}

/// How the name of a temporary file begins and ends.
const BEGINNING: &str = ".passerelle-";
const ENDING: &str = ".tmp";

/// How long a temporary file is left alone: another program may be writing it.
const IN_USE: Duration = Duration::from_hours(1);

/// Takes away what programs that were killed while they wrote in this folder left behind; `fresh`
/// is a file that was just written there, by whose date the age of others is told.
pub(super) fn sweep(folder: &Path, fresh: &Path) {
    let written = |path: &Path| fs::metadata(path).and_then(|of| of.modified()).ok();
    let (Some(now), Ok(entries)) = (written(fresh), fs::read_dir(folder)) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_ours = name.starts_with(BEGINNING) && name.ends_with(ENDING);
        let age = |path: &Path| now.duration_since(written(path)?).ok();
        if is_ours && age(&path).is_some_and(|age| IN_USE < age) {
            match fs::remove_file(&path) {
                Ok(()) => log::info!("{} was left by a program that was killed", path.display()),
                Err(error) => log::warn!("{} stays: {error}", path.display()),
            }
        }
    }
}

/// How many links may lead to one another; more are a loop.
const LINKS: usize = 40;

fn replace_target(
    target: &Path,
    bytes: &[u8],
    new: &New<'_>,
    stop: &dyn Fn() -> bool,
) -> Result<bool, SaveProblem> {
    let mut permissions = permissions_of(target)?;
    if permissions.is_none()
        && let New::Like(model) = new
    {
        permissions = disk::metadata(&follow(model)).ok().map(|of| writable(&of.permissions()));
    }
    let folder = folder_of(target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(BEGINNING).suffix(ENDING);
    // Until it is whole, a file whose readers are known is nobody else's to read: temporary files
    // are made private, and given those readers just before they are put in place.
    if let Some(usual) = usual_permissions()
        && permissions.is_none()
        && matches!(new, New::Usual)
    {
        builder.permissions(usual);
    }
    // From here on, the temporary file takes itself away if anything fails.
    let mut beside = disk::temporary(&builder, folder)?;
    disk::write_all(&mut beside, bytes)?;
    if let Some(permissions) = permissions {
        tolerate(disk::set_permissions(beside.as_file(), permissions))?;
    }
    tolerate(disk::flush(beside.as_file()))?;
    if stop() {
        // The temporary file takes itself away here.
        return Ok(false);
    }
    disk::put_in_place(beside, target)?;
    // The file is in place: a folder that cannot be flushed is no reason to say it is not.
    if let Err(error) = sync_folder(folder) {
        log::warn!("{}: the folder could not be flushed: {error}", folder.display());
    }
    Ok(true)
}

/// The folder of a file; the present one for a bare name.
pub(super) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The permissions of the file to replace, if it exists and may be replaced.
fn permissions_of(target: &Path) -> Result<Option<Permissions>, SaveProblem> {
    match disk::metadata(target) {
        Ok(metadata) if metadata.is_dir() => Err(SaveProblem::Folder),
        Ok(metadata) if metadata.permissions().readonly() => Err(SaveProblem::Protected),
        Ok(metadata) => Ok(Some(metadata.permissions())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What a new file gets: what any other program's new file would, not a private one.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn usual_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<Permissions> {
    None
}

/// The same readers for a file that is written again and again, whatever its model is marked.
#[cfg(unix)]
fn writable(permissions: &Permissions) -> Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    Permissions::from_mode(permissions.mode() & 0o777 | 0o600)
}

#[cfg(not(unix))]
fn writable(permissions: &Permissions) -> Permissions {
    let mut permissions = permissions.clone();
    permissions.set_readonly(false);
    permissions
}

/// Passes over what some network shares cannot do: flushing and permissions.
fn tolerate(result: io::Result<()>) -> io::Result<()> {
    use io::ErrorKind as K;
    match result {
        Err(error)
            if matches!(error.kind(), K::Unsupported | K::InvalidInput | K::PermissionDenied) =>
        {
            log::warn!("not supported here: {error}");
            Ok(())
        }
        other => other,
    }
}

/// Flushes the folder's list of files, so that the new name survives a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    disk::flush(&File::open(folder)?)
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_in(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| {
            entry.unwrap().file_name().to_string_lossy().into_owned()
        };
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn content_is_replaced_and_nothing_is_left_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names_in(folder.path()), ["a"]);
    }

    #[test]
    fn stopped_before_the_last_step_nothing_is_changed_or_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        assert!(!replace_unless(&path, b"one", &|| true).unwrap());
        assert!(names_in(folder.path()).is_empty());
        replace(&path, b"one").unwrap();
        assert!(!replace_unless(&path, b"two", &|| true).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names_in(folder.path()), ["a"]);
        assert!(replace_unless(&path, b"two", &|| false).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[test]
    fn a_failing_rename_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::create_dir_all(path.join("not empty")).unwrap();
        let error = replace(&path, b"one").unwrap_err();
        assert_eq!(error.problem, SaveProblem::Folder);
        let missing = folder.path().join("none").join("a");
        assert_eq!(replace(&missing, b"one").unwrap_err().problem, SaveProblem::NoFolder);
        assert_eq!(names_in(folder.path()), ["a"]);
    }

    #[test]
    #[cfg(unix)]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        symlink("file", &link).unwrap();
        replace(&link, b"through a dangling link").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        replace(&link, b"again").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"again");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_file_marked_read_only_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        replace(&path, b"one").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(replace(&path, b"two").unwrap_err().problem, SaveProblem::Protected);
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }
}
