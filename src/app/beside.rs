//! The state that stands beside the open document to be compared with it: a frozen one, or what
//! another file holds.

use std::{path::PathBuf, sync::Arc};

use crate::{
    domain::{Frozen, FrozenId},
    scoring::{Assessment, Comparison, Taken, assess, compare},
    storage::{self, OpenError, Opened, Password},
};

use super::{Document, Edit, Effect, Session};

/// What the open document is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// One of its frozen states.
    Frozen(FrozenId),
    /// What another file holds.
    File(PathBuf),
}

/// A state to be read in order to compare the document with it.
#[derive(Clone, Debug)]
pub struct ReadBeside {
    /// What it is.
    pub against: Against,
    /// The frozen state, if it is one.
    pub frozen: Option<Arc<Frozen>>,
    /// The passwords that this run knows.
    pub passwords: Vec<Password>,
}

/// A state beside the document, or why it cannot be read.
#[derive(Clone, Debug)]
pub struct Beside {
    /// What it is.
    pub against: Against,
    /// What it holds.
    pub read: Result<Arc<Other>, OpenError>,
}

/// What a state beside the document holds, with its results.
#[derive(Clone, Debug)]
pub struct Other {
    /// The document, with its pack.
    pub opened: Opened,
    /// Its results.
    pub assessment: Assessment,
}

impl ReadBeside {
    /// Reads and scores the state.
    pub(super) fn perform(self) -> Beside {
        let opened = match (&self.against, &self.frozen) {
            (Against::File(path), _) => storage::open_with(path, &self.passwords),
            (Against::Frozen(_), Some(state)) => storage::thaw(state),
            (Against::Frozen(_), None) => return Beside::missing(self.against),
        };
        let read = opened.map(|opened| {
            let assessment = assess(&opened.pack, &opened.diagnostic);
            Arc::new(Other { opened, assessment })
        });
        Beside { against: self.against, read }
    }
}

impl Beside {
    /// A frozen state that the document does not have.
    fn missing(against: Against) -> Self {
        let problem = storage::OpenProblem::NotFound;
        Self { against, read: Err(OpenError { path: None, problem }) }
    }
}

impl Other {
    /// The state as scoring compares it.
    pub fn taken(&self) -> Taken<'_> {
        Taken {
            pack: &self.opened.pack,
            diagnostic: &self.opened.diagnostic,
            assessment: &self.assessment,
        }
    }

    /// This state and the document, the one that describes the earlier day first.
    pub fn in_order<'a>(&'a self, document: &'a Document) -> (Taken<'a>, Taken<'a>) {
        let (other, own) = (self.taken(), document.taken());
        if own.diagnostic.as_of < other.diagnostic.as_of { (own, other) } else { (other, own) }
    }

    /// What differs between this state and the document, the earlier day first.
    pub fn compare(&self, document: &Document) -> Comparison {
        let (old, new) = self.in_order(document);
        compare(old, new)
    }
}

impl Document {
    /// The document as scoring compares it.
    pub fn taken(&self) -> Taken<'_> {
        Taken { pack: self.pack(), diagnostic: self.diagnostic(), assessment: self.assessment() }
    }
}

impl Session {
    /// The state that stands beside the open document, if one was asked for.
    pub const fn beside(&self) -> Option<&Beside> {
        self.beside.as_ref()
    }

    /// Has a state read that the document is to be compared with.
    pub(super) fn compare_with(&self, against: Against) -> Vec<Effect> {
        let Some(document) = &self.document else { return Vec::new() };
        let frozen = match &against {
            Against::Frozen(id) => document.diagnostic().frozen(*id).cloned(),
            Against::File(_) => None,
        };
        let passwords = self.passwords().to_vec();
        vec![Effect::ReadBeside(Box::new(ReadBeside { against, frozen, passwords }))]
    }

    /// Keeps the document as it is now; what the file holds beyond this version is kept with it.
    pub(super) fn freeze(&mut self, name: &str) {
        let today = self.clock.today();
        let Some(document) = &self.document else { return };
        let state = storage::freeze(document.diagnostic(), document.extras(), name, today);
        self.edit(Edit::Freeze(Box::new(state)));
    }
}
