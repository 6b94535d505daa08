//! What a file was like when it was read, to notice when somebody else changes it.

use std::{fs, path::Path, time::SystemTime};

use sha2::{Digest as _, Sha256};

use super::SIZE_LIMIT;

/// The state of a file at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStamp {
    length: u64,
    modified: Option<SystemTime>,
    hash: [u8; 32],
}

impl FileStamp {
    /// The state of a file that holds these bytes; `None` if the file is gone.
    pub fn of(path: &Path, bytes: &[u8]) -> Option<Self> {
        let modified = fs::metadata(path).ok()?.modified().ok();
        Some(Self { length: bytes.len() as u64, modified, hash: Sha256::digest(bytes).into() })
    }

    /// The present state of a file, such as just after saving; `None` if it cannot be read.
    pub fn now(path: &Path) -> Option<Self> {
        let length = fs::metadata(path).ok()?.len();
        let bytes = if length <= SIZE_LIMIT { fs::read(path).ok()? } else { return None };
        Self::of(path, &bytes)
    }

    /// When the file was last written, as its system says.
    pub const fn modified(&self) -> Option<SystemTime> {
        self.modified
    }

    /// The content in one word, for a recovery copy to say what it started from.
    pub(super) fn code(&self) -> String {
        let hash: Vec<_> = self.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}-{}", self.length, hash.concat())
    }

    /// Reads the word back; the date is left open.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        let (length, hex) = code.split_once('-')?;
        let mut hash = [0; 32];
        if hex.len() != 2 * hash.len() {
            return None;
        }
        for (index, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(2 * index..2 * index + 2)?, 16).ok()?;
        }
        Some(Self { length: length.parse().ok()?, modified: None, hash })
    }
}

/// Whether a file's content is no longer what it was; a file that is gone has not changed, since
/// saving it again loses nothing.
///
/// The content is only read when length or date differ; a mere new date is no change.
pub fn changed_since(path: &Path, stamp: &FileStamp) -> bool {
    let Ok(metadata) = fs::metadata(path) else { return false };
    if metadata.len() != stamp.length {
        return true;
    }
    if stamp.modified.is_some() && metadata.modified().ok() == stamp.modified {
        return false;
    }
    FileStamp::now(path).is_none_or(|now| now.hash != stamp.hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::replace;

    #[test]
    fn a_change_by_somebody_else_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        replace(&path, b"one").unwrap();
        let stamp = FileStamp::now(&path).unwrap();
        assert!(!changed_since(&path, &stamp));
        let later = stamp.modified.unwrap() + std::time::Duration::from_secs(5);
        fs::File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
        assert!(!changed_since(&path, &stamp), "the same content at a new date is no change");
        replace(&path, b"two").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
        assert!(changed_since(&path, &stamp), "the same length, another content");
        replace(&path, b"three").unwrap();
        assert!(changed_since(&path, &stamp));
        fs::remove_file(&path).unwrap();
        assert!(!changed_since(&path, &stamp));
    }
}
