//! The folder of an authority's own template, read as it is: names and bytes, nothing understood.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::language::Lang;

/// The most files of a template.
const MOST_FILES: usize = 40;

/// The most bytes of one file; a larger one is read in part, which is enough to refuse it.
const MOST_BYTES: u64 = 4_000_000;

/// The endings of files that a template may have.
const ENDINGS: [&str; 6] = ["ron", "typ", "png", "svg", "jpg", "jpeg"];

/// A folder that could not be read as a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The folder.
    pub path: PathBuf,
    /// Why.
    pub problem: TemplateFolder,
}

/// Why a folder is no template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFolder {
    /// It is not there, or it is a file.
    Missing,
    /// Nothing in it is a file of a template.
    Empty,
    /// It holds so many pictures and settings that it is no template: a folder of photographs.
    TooMany(usize),
    /// It cannot be read, in the system's words.
    Unreadable(String),
    /// It is a single file, which cannot be read, in the system's words.
    File(String),
}

impl TemplateError {
    /// What is wrong, with which folder, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        let folder = self.path.display();
        match &self.problem {
            TemplateFolder::Missing => lang.documents_folder_missing(folder),
            TemplateFolder::Empty => lang.documents_folder_empty(folder),
            TemplateFolder::TooMany(count) => {
                lang.documents_folder_too_many(*count, folder, MOST_FILES)
            }
            TemplateFolder::Unreadable(reason) => lang.documents_folder_unreadable(folder, reason),
            TemplateFolder::File(reason) => lang.cover_logo_unreadable(folder, reason),
        }
    }
}

/// The files of a template's folder, by name; folders within it are left aside.
pub fn read_template(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, TemplateError> {
    let fail = |problem| TemplateError { path: folder.to_owned(), problem };
    let unreadable = |error: io::Error| fail(TemplateFolder::Unreadable(error.to_string()));
    if !folder.is_dir() {
        return Err(fail(TemplateFolder::Missing));
    }
    let mut names: Vec<(String, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if let Some(name) = name.filter(|_| ENDINGS.contains(&ending) && path.is_file()) {
            names.push((name, path));
        }
    }
    if MOST_FILES < names.len() {
        return Err(fail(TemplateFolder::TooMany(names.len())));
    }
    names.sort();
    let mut files = BTreeMap::new();
    for (name, path) in names {
        let mut bytes = Vec::new();
        let file = fs::File::open(&path).map_err(unreadable)?;
        file.take(MOST_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
        files.insert(name, bytes);
    }
    if files.is_empty() { Err(fail(TemplateFolder::Empty)) } else { Ok(files) }
}

/// The bytes of a logo; of one that is too large, as many as it takes to refuse it.
pub fn read_logo(path: &Path) -> Result<Vec<u8>, TemplateError> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes));
    let problem = |error: io::Error| TemplateFolder::File(error.to_string());
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(TemplateError { path: path.to_owned(), problem: problem(error) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_and_what_is_none_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let missing = read_template(&folder.path().join("none")).unwrap_err();
        assert_eq!(missing.problem, TemplateFolder::Missing);
        assert_eq!(read_template(folder.path()).unwrap_err().problem, TemplateFolder::Empty);
        crate::storage::replace(&folder.path().join("template.ron"), b"()").unwrap();
        crate::storage::replace(&folder.path().join("notes.docx"), b"x").unwrap();
        let files = read_template(folder.path()).unwrap();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["template.ron"]);
        // Settings that come after many pictures are not passed over in silence.
        for number in 0..MOST_FILES {
            crate::storage::replace(&folder.path().join(format!("{number}.png")), b"x").unwrap();
        }
        let many = read_template(folder.path()).unwrap_err();
        assert_eq!(many.problem, TemplateFolder::TooMany(MOST_FILES + 1));
    }
}
