//! Reports of the program's own breakdowns: written in the user's folder, told once, kept few.
//!
//! A report that nobody was told about yet bears `new` in its name; telling takes the word away.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{SaveError, atomic::replace_privately, disk, version::name_of};

/// How many reports are kept.
const KEPT: usize = 10;

/// How the name of a report begins.
const BEGINNING: &str = "incident-";

/// How the name of a report ends until somebody is told about it, and then.
const NEW: &str = ".new.txt";
const TOLD: &str = ".txt";

/// Writes a report to a folder, readable by this user alone; returns where it will be found.
pub fn write_incident(folder: &Path, at: Timestamp, text: &str) -> Result<PathBuf, SaveError> {
    disk::create_private_folder(folder).map_err(|error| SaveError::new(folder, error))?;
    let stem = format!("{BEGINNING}{}", name_of(at));
    replace_privately(&folder.join(format!("{stem}{NEW}")), text.as_bytes())?;
    Ok(folder.join(format!("{stem}{TOLD}")))
}

/// The latest report that nobody was told about, if there is one; from now on it is told, and
/// reports beyond the last few are taken away.
pub fn untold_incident(folder: &Path) -> Option<PathBuf> {
    let reports = reports(folder);
    let mut latest = None;
    for report in &reports {
        let Some(stem) = report.to_str().and_then(|path| path.strip_suffix(NEW)) else { continue };
        let told = PathBuf::from(format!("{stem}{TOLD}"));
        latest = match fs::rename(report, &told) {
            Ok(()) => Some(told),
            Err(error) => {
                log::warn!("a report stays untold: {error}");
                Some(report.clone())
            }
        };
    }
    let superfluous = reports.len().saturating_sub(KEPT);
    for report in self::reports(folder).iter().take(superfluous) {
        if let Err(error) = disk::remove(report) {
            log::warn!("an old report stays: {error}");
        }
    }
    latest
}

/// The reports of a folder, earliest first.
fn reports(folder: &Path) -> Vec<PathBuf> {
    let Ok(mut paths) = disk::list(folder) else { return Vec::new() };
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(BEGINNING) && name.ends_with(TOLD)
    });
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_told_once_private_and_old_ones_go() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("incidents");
        assert_eq!(untold_incident(&folder), None);
        let at = |second: i64| Timestamp::from_second(1_800_000_000 + second).unwrap();
        for second in 0..14 {
            write_incident(&folder, at(second), "text").unwrap();
        }
        let last = write_incident(&folder, at(20), "the last").unwrap();
        assert_eq!(untold_incident(&folder), Some(last.clone()));
        assert_eq!(fs::read_to_string(&last).unwrap(), "the last");
        assert_eq!(untold_incident(&folder), None, "told once");
        assert_eq!(reports(&folder).len(), KEPT);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&last).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
