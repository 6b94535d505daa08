//! Where the program keeps what belongs to its user: the folders that the system gives for that,
//! or a folder beside the executable, which makes a USB key carry the program and its settings.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The folder beside the executable that makes the program portable, once somebody has made it.
pub const PORTABLE: &str = "passerelle-portable";

/// Where the settings are kept; `None` where the system has no such place.
pub(super) fn settings() -> Option<PathBuf> {
    let folder = portable().or_else(|| Some(system()?.config_dir().to_owned()))?;
    Some(folder.join("settings.ron"))
}

/// Where this user's copies of documents go that no file holds yet, or whose folder cannot be
/// written to; `None` where the system has no such place.
pub fn state_folder() -> Option<PathBuf> {
    Some(state()?.join("recovery"))
}

/// Where reports of the program's own breakdowns go; `None` where the system has no such place.
pub fn incident_folder() -> Option<PathBuf> {
    Some(state()?.join("incidents"))
}

fn state() -> Option<PathBuf> {
    let of_the_system = || {
        let folders = system()?;
        Some(folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned())
    };
    portable().or_else(of_the_system)
}

fn system() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("", "", "Passerelle")
}

fn portable() -> Option<PathBuf> {
    beside(&env::current_exe().ok()?)
}

/// The portable folder beside an executable, if it is there.
fn beside(executable: &Path) -> Option<PathBuf> {
    let folder = executable.parent()?.join(PORTABLE);
    folder.is_dir().then_some(folder)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_program_is_portable_once_its_folder_is_made() {
        let key = tempfile::tempdir().unwrap();
        let executable = key.path().join("passerelle");
        assert_eq!(beside(&executable), None);
        fs::create_dir(key.path().join(PORTABLE)).unwrap();
        assert_eq!(beside(&executable), Some(key.path().join(PORTABLE)));
    }
}
