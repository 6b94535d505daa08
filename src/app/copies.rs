//! Recovery copies, as the session orders and receives them: kept off the thread that draws,
//! compared with the file when they are found.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use crate::{
    domain::{Diagnostic, Differences},
    storage::{
        self, CopyNote, CopyPlace, Extras, FileStamp, FoundCopy, OpenError, Opened, Password,
        SaveError,
    },
};

use super::NewDiagnostic;

/// A recovery copy to be kept.
#[derive(Clone, Debug)]
pub struct CopyOrder {
    /// Where the copy of this document is, if there is one already.
    pub place: Option<CopyPlace>,
    /// The document's file.
    pub file: Option<PathBuf>,
    /// The user's own folder for copies.
    pub folder: Option<PathBuf>,
    /// When, and over what.
    pub note: CopyNote,
    /// The state to keep.
    pub diagnostic: Arc<Diagnostic>,
    /// What else the file held.
    pub extras: Arc<Extras>,
    /// Which state of the document this is.
    pub revision: u64,
    /// The password that the document is under.
    pub password: Option<Password>,
}

/// Where to look for copies.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Documents beside which a copy may stand.
    pub documents: Vec<PathBuf>,
    /// The user's own folder for copies.
    pub folder: Option<PathBuf>,
    /// The document that has just been opened, if that is why.
    pub opening: Option<PathBuf>,
    /// A copy whose password was just given, if that is why: it, and its document.
    pub copy: Option<(PathBuf, Option<PathBuf>)>,
    /// The passwords that this run knows.
    pub passwords: Vec<Password>,
}

/// A copy that a run of the program has left behind, so that its work can be taken up again.
#[derive(Clone, Debug)]
pub struct Leftover {
    /// The copy's file.
    pub path: PathBuf,
    /// The document's file, if it had one.
    pub origin: Option<PathBuf>,
    /// When the copy was written.
    pub written: Option<Timestamp>,
    /// What the document's file held when it was last read or saved.
    pub base: Option<FileStamp>,
    /// What was typed and could not be read as an answer, by the field it stood in.
    pub drafts: BTreeMap<String, String>,
    /// What is in the copy, or why it cannot be read.
    pub content: Result<Box<Recovered>, OpenError>,
}

/// The work that a copy holds.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// The document in the copy.
    pub copy: Opened,
    /// What the document's file holds now, if it can be read.
    pub file: Option<Diagnostic>,
    /// What the copy has that the file has not, or all of it where there is no file.
    pub differences: Differences,
    /// Whether the file was changed after the copy was made.
    pub file_changed: bool,
}

/// Keeps a copy: where it is already, else beside the document, else in the user's own folder.
pub(super) fn keep(order: &CopyOrder) -> Result<CopyPlace, SaveError> {
    let password = order.password.as_ref();
    let write = |path: &Path| {
        storage::write_copy(path, &order.note, &order.diagnostic, &order.extras, password)
    };
    let mut problem = None;
    let beside = || order.file.as_deref().map(storage::place_beside);
    for place in order.place.clone().into_iter().chain(beside()) {
        match write(&place.path) {
            Ok(()) => return Ok(place),
            Err(error) => problem = Some(error),
        }
    }
    match (&order.folder, problem) {
        (Some(folder), _) => {
            let now = order.note.written.unwrap_or_default();
            let place = storage::place_in(folder, now)?;
            write(&place.path).map(|()| place)
        }
        (None, Some(problem)) => Err(problem),
        // Nowhere to keep it: a system without a folder of its own for programs.
        (None, None) => {
            let path = order.file.clone().unwrap_or_default();
            Err(SaveError { path, problem: storage::SaveProblem::NoFolder })
        }
    }
}

/// The copies that were left behind; one that holds nothing new is taken away.
pub(super) fn look(search: &Search) -> Vec<Leftover> {
    let passwords = &search.passwords;
    let mut found = Vec::new();
    if let Some((copy, document)) = &search.copy {
        found.push(storage::read_copy(copy, document.as_deref(), passwords));
    }
    for document in &search.documents {
        let copies = storage::copies_beside(document, passwords);
        // Whoever is opening the document holds it already.
        let ours = search.opening.as_ref() == Some(document);
        if !copies.is_empty() && (ours || !storage::stays_held(document)) {
            found.extend(copies);
        }
    }
    if let Some(folder) = &search.folder {
        found.extend(storage::copies_in(folder, passwords));
    }
    found.into_iter().filter_map(|found| leftover(found, passwords)).collect()
}

fn leftover(found: FoundCopy, passwords: &[Password]) -> Option<Leftover> {
    let FoundCopy { path, note, opened } = found;
    let CopyNote { origin, written, base, drafts } = note;
    let content = match opened {
        Ok(copy) => {
            let content = recovered(*copy, origin.as_deref(), base.as_ref(), passwords);
            let same = content.file.as_ref().is_some_and(|file| *file == content.copy.diagnostic);
            if same && drafts.is_empty() {
                if let Err(error) = storage::remove_copy(&path) {
                    log::warn!("{error}");
                }
                return None;
            }
            Ok(Box::new(content))
        }
        Err(error) => Err(error),
    };
    Some(Leftover { path, origin, written, base, drafts, content })
}

fn recovered(
    copy: Opened,
    origin: Option<&Path>,
    base: Option<&FileStamp>,
    passwords: &[Password],
) -> Recovered {
    let file = origin.and_then(|origin| storage::open_with(origin, passwords).ok());
    let file_changed = match (origin, base) {
        (Some(origin), Some(base)) => storage::changed_since(origin, base),
        _ => false,
    };
    let file = file.map(|opened| opened.diagnostic);
    let differences = match &file {
        Some(file) => Differences::between(file, &copy.diagnostic),
        None => Differences::between(&first_day(&copy), &copy.diagnostic),
    };
    Recovered { copy, file, differences, file_changed }
}

/// The same document before anything was entered: with the rows that its tables begin with.
fn first_day(copy: &Opened) -> Diagnostic {
    let Diagnostic { territory, as_of, path, .. } = copy.diagnostic.clone();
    let new = NewDiagnostic { territory, population: None, path };
    let begun = new.create(&copy.pack, as_of);
    Diagnostic { pack: copy.diagnostic.pack.clone(), ..begun }
}
