//! The hidden companions of a document: its lock, its recovery copies, its versions.
//!
//! They stand beside the document, so that they follow it to a share and back, and so that a
//! colleague on the same share finds them too.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use super::atomic::{folder_of, follow};

/// A companion of a document: `x.passerelle` and `lock` make `.x.passerelle.lock`.
pub(super) fn companion(document: &Path, ending: &str) -> PathBuf {
    let document = follow(document);
    let mut name = OsString::from(".");
    name.push(document.file_name().unwrap_or_default());
    name.push(".");
    name.push(ending);
    folder_of(&document).join(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companions_are_hidden_beside_their_document() {
        let document = Path::new("/a/é t.passerelle");
        assert_eq!(companion(document, "lock"), Path::new("/a/.é t.passerelle.lock"));
    }
}
