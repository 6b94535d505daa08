//! The versions of a document: what its file held before each of the last saves, and once a day.
//!
//! They stand in a hidden folder beside the document, each as a whole document that opens by
//! itself. The last [`SAVES`] and the last of each of [`DAYS`] days are kept, within
//! [`MOST_BYTES`] in all.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use super::{SaveError, atomic::replace_like, companion::companion, disk};

/// How many of the last saves are kept.
pub(super) const SAVES: usize = 10;

/// Of how many days the last save is kept.
pub(super) const DAYS: usize = 60;

/// How much the versions of one document may take in all.
pub(super) const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// What a document's file held before it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The file of the version.
    pub path: PathBuf,
    /// When it was saved.
    pub saved: Timestamp,
    /// How large it is.
    pub bytes: u64,
}

/// The versions of a document, latest first.
pub fn versions(document: &Path) -> Vec<Version> {
    let Ok(paths) = disk::list(&folder(document)) else { return Vec::new() };
    let mut all: Vec<_> = paths.into_iter().filter_map(version).collect();
    all.sort_by_key(|version| std::cmp::Reverse(version.saved));
    all
}

fn version(path: PathBuf) -> Option<Version> {
    let saved = time_of(path.file_stem()?.to_str()?)?;
    let bytes = fs::metadata(&path).ok()?.len();
    Some(Version { path, saved, bytes })
}

/// Keeps what a file held as a version, unless the latest one holds the same; then lets go of
/// those that are too many.
pub(super) fn keep(document: &Path, held: &[u8], saved: SystemTime) -> Result<(), SaveError> {
    let saved = Timestamp::try_from(saved).unwrap_or_default();
    let all = versions(document);
    let same = |version: &Version| {
        version.bytes == held.len() as u64 && disk::read(&version.path).is_ok_and(|b| b == held)
    };
    if all.first().is_some_and(same) {
        return Ok(());
    }
    let folder = folder(document);
    disk::create_folder(&folder).map_err(|error| SaveError::new(&folder, error))?;
    let name = format!("{}.{}", name_of(saved), super::EXTENSION);
    if let Err(error) = replace_like(&folder.join(name), held, document) {
        // A folder that stays empty would only puzzle its owner.
        disk::remove_empty(&folder);
        return Err(error);
    }
    for version in superfluous(&versions(document)) {
        disk::remove(&version.path).map_err(|error| SaveError::new(&version.path, error))?;
    }
    Ok(())
}

/// Those to let go of, given all, latest first. The latest one always stays.
fn superfluous(all: &[Version]) -> Vec<&Version> {
    let mut days = BTreeSet::new();
    let mut total = 0;
    let mut gone = Vec::new();
    for (index, version) in all.iter().enumerate() {
        let day = TimeZone::UTC.to_datetime(version.saved).date();
        let last_of_day = days.len() < DAYS && days.insert(day);
        let wanted = index < SAVES || last_of_day;
        let fits = index == 0 || total + version.bytes <= MOST_BYTES;
        if wanted && fits {
            total += version.bytes;
        } else {
            gone.push(version);
        }
    }
    gone
}

fn folder(document: &Path) -> PathBuf {
    companion(document, "versions")
}

/// A name that sorts by time and that every file system takes: `20261125-213455-042`.
pub(super) fn name_of(saved: Timestamp) -> String {
    let time = TimeZone::UTC.to_datetime(saved);
    format!(
        "{:04}{:02}{:02}-{:02}{:02}{:02}-{:03}",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
        time.millisecond()
    )
}

fn time_of(name: &str) -> Option<Timestamp> {
    let (time, millisecond) = name.rsplit_once('-')?;
    let time = DateTime::strptime("%Y%m%d-%H%M%S", time).ok()?;
    let time = time.with().millisecond(millisecond.parse().ok()?).build().ok()?;
    TimeZone::UTC.to_timestamp(time).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const DAY: u64 = 86_400;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds)
    }

    #[test]
    fn a_name_gives_its_time_back() {
        let saved = Timestamp::try_from(at(5) + Duration::from_millis(42)).unwrap();
        assert_eq!(time_of(&name_of(saved)), Some(saved));
        assert_eq!(time_of("notes"), None);
    }

    #[test]
    fn the_last_saves_and_one_a_day_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("a.passerelle");
        // Three saves a day for ten days, then thirty in an hour.
        for save in 0..30 {
            keep(&document, format!("early {save}").as_bytes(), at(save / 3 * DAY + save)).unwrap();
        }
        for save in 0..30 {
            keep(&document, format!("late {save}").as_bytes(), at(20 * DAY + save)).unwrap();
        }
        let all = versions(&document);
        assert_eq!(all.len(), SAVES + 10);
        assert_eq!(fs::read(&all[0].path).unwrap(), b"late 29");
        assert_eq!(fs::read(&all[SAVES].path).unwrap(), b"early 29");
        keep(&document, b"late 29", at(30 * DAY)).unwrap();
        assert_eq!(versions(&document), all, "the same content is no new version");
    }

    #[test]
    fn versions_stay_within_their_room() {
        let of = |number: i64| Version {
            path: PathBuf::new(),
            saved: Timestamp::from_second(number * 90_000).unwrap(),
            bytes: MOST_BYTES / 3,
        };
        let all: Vec<_> = (0..8).rev().map(of).collect();
        assert_eq!(superfluous(&all).len(), 5);
        let huge = [Version { bytes: MOST_BYTES * 2, ..of(1) }];
        assert!(superfluous(&huge).is_empty(), "the latest stays");
    }
}
