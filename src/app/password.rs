//! Documents under a password: asking for it, remembering it while the program runs, putting a
//! document under one.
//!
//! Somebody who shares a computer or a folder wants a document to be theirs alone; they must be
//! told plainly that a forgotten password is a lost document.

use std::path::{Path, PathBuf};

use crate::storage::{OpenError, OpenProblem, Password};

use super::{Effect, News, Prompt, Session, copies::Search};

/// How many passwords are tried on a file before its own is asked for: each try takes half a second.
const MOST: usize = 3;

/// What a password is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locked {
    /// To open this file; whether a wrong one was given before.
    File(PathBuf, bool),
    /// To read this recovery copy; whether a wrong one was given before.
    Copy(PathBuf, bool),
    /// To put the open document under it.
    New,
}

impl Session {
    /// The passwords that this run knows, latest first.
    pub(super) fn passwords(&self) -> &[Password] {
        &self.safety.passwords
    }

    /// Knows a password from now on; the program forgets it when it ends.
    pub(super) fn know(&mut self, password: Option<Password>) {
        let Some(password) = password else { return };
        let known = &mut self.safety.passwords;
        known.retain(|other| *other != password);
        known.insert(0, password);
        known.truncate(MOST);
    }

    pub(super) fn open(&self, path: PathBuf) -> Vec<Effect> {
        vec![Effect::Open(path, self.passwords().to_vec())]
    }

    /// Has a version read with what this run knows.
    pub(super) fn read_version(&self, path: PathBuf) -> Vec<Effect> {
        vec![Effect::ReadVersion(path, self.passwords().to_vec())]
    }

    /// Takes in that a file was not opened: one under a password is asked about.
    pub(super) fn not_opened(&mut self, path: PathBuf, error: OpenError) {
        match error.problem {
            OpenProblem::Sealed => {
                self.prompt = Some(Prompt::Password(Locked::File(path, false)));
            }
            OpenProblem::WrongPassword => {
                self.prompt = Some(Prompt::Password(Locked::File(path, true)));
            }
            _ => self.tell(News::NotOpened(error)),
        }
    }

    /// Opens what a password is asked for.
    pub(super) fn unlock(&mut self, password: Password) -> Vec<Effect> {
        match self.prompt.take() {
            Some(Prompt::Password(Locked::File(path, _))) => {
                vec![Effect::Open(path, vec![password])]
            }
            Some(Prompt::Password(Locked::Copy(path, _))) => {
                self.safety.unlocking = Some(path.clone());
                let known = self.leftovers().iter().find(|one| one.path == path);
                let copy = Some((path, known.and_then(|one| one.origin.clone())));
                let search = Search { copy, passwords: vec![password], ..Search::default() };
                vec![Effect::LookForCopies(Box::new(search))]
            }
            other => {
                self.prompt = other;
                Vec::new()
            }
        }
    }

    /// Takes in what came of the password of a copy.
    pub(super) fn copy_unlocked(&mut self) {
        let Some(path) = self.safety.unlocking.take() else { return };
        let Some(found) = self.leftovers().iter().find(|one| one.path == path) else { return };
        match &found.content {
            Ok(content) => {
                let password = content.copy.password.clone();
                self.know(password);
            }
            Err(error) if error.problem == OpenProblem::WrongPassword => {
                self.prompt = Some(Prompt::Password(Locked::Copy(path, true)));
            }
            Err(_) => {}
        }
    }

    /// Puts the document under a password, or under none, from its next saving on.
    pub fn put_under(&mut self, password: Option<Password>) {
        if let Some(document) = self.document.as_mut().filter(|document| document.can_change()) {
            document.protect(password);
            self.safety.protecting = true;
        }
    }

    /// Puts the document under a password, or under none, and saves it.
    pub(super) fn protect(&mut self, password: Option<Password>) -> Vec<Effect> {
        self.prompt = None;
        self.put_under(password.clone());
        self.know(password);
        if self.document.as_ref().is_some_and(super::Document::can_change) {
            self.save()
        } else {
            Vec::new()
        }
    }

    /// Says that the document was saved, and what that means for who may read it.
    pub(super) fn tell_saved(&mut self, path: &Path) {
        let under = self.document.as_ref().is_some_and(|document| document.password().is_some());
        let protecting = std::mem::take(&mut self.safety.protecting);
        self.tell(if protecting {
            News::Protected(path.to_owned(), under)
        } else {
            News::Saved(path.to_owned())
        });
    }
}

impl Locked {
    /// Whether a wrong password was given before.
    pub const fn was_wrong(&self) -> bool {
        matches!(self, Self::File(_, true) | Self::Copy(_, true))
    }

    /// The file that is locked, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path, _) | Self::Copy(path, _) => Some(path),
            Self::New => None,
        }
    }
}
