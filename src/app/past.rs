//! What was said of the territory at an earlier day, so that an answer or a table that still holds
//! can be taken up instead of typed again: last year's frozen state, or the file that the document
//! is compared with.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    domain::{Diagnostic, Frozen, Territory},
    storage,
};

use super::{Against, Document, Session};

/// Which earlier state it is, so that it is read once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastId {
    /// A frozen state, by the hash of its content.
    Frozen(Arc<str>),
    /// What stands beside the document.
    Beside(Against),
}

/// What was said at an earlier day.
#[derive(Clone, Debug)]
pub struct Past {
    /// What it is called.
    pub name: String,
    /// The day that it describes.
    pub as_of: Date,
    /// All that was said.
    pub diagnostic: Diagnostic,
}

impl Session {
    /// Which earlier state answers can be taken up from, if there is one.
    pub fn past_id(&self) -> Option<PastId> {
        let document = self.document()?;
        if let Some((against, _)) = self.earlier_beside(document) {
            return Some(PastId::Beside(against.clone()));
        }
        latest(document).map(|state| PastId::Frozen(Arc::clone(&state.hash)))
    }

    /// The earlier state that answers can be taken up from; reading it takes a few milliseconds.
    pub fn past(&self) -> Option<Past> {
        let document = self.document()?;
        if let Some((against, diagnostic)) = self.earlier_beside(document) {
            let name = match against {
                Against::Frozen(id) => document.diagnostic().frozen(*id)?.name.clone(),
                Against::File(path) => path.file_name()?.to_string_lossy().into_owned(),
            };
            return Some(Past { name, as_of: diagnostic.as_of, diagnostic: diagnostic.clone() });
        }
        let state = latest(document)?;
        let opened = storage::thaw(state).ok()?;
        Some(Past { name: state.name.clone(), as_of: state.as_of, diagnostic: opened.diagnostic })
    }

    /// What stands beside the document, if it is an earlier state of the same territory.
    fn earlier_beside<'a>(&'a self, document: &Document) -> Option<(&'a Against, &'a Diagnostic)> {
        let beside = self.beside()?;
        let other = &beside.read.as_ref().ok()?.opened.diagnostic;
        let own = document.diagnostic();
        let earlier = other.as_of < own.as_of && is_same(&other.territory, &own.territory);
        earlier.then_some((&beside.against, other))
    }
}

/// The latest frozen state that describes an earlier day.
fn latest(document: &Document) -> Option<&Arc<Frozen>> {
    let diagnostic = document.diagnostic();
    let before = diagnostic.frozen.iter().filter(|state| state.as_of < diagnostic.as_of);
    before.max_by_key(|state| state.as_of)
}

/// Whether two territories are the same one: by its code, or by its name where one has none.
fn is_same(one: &Territory, other: &Territory) -> bool {
    if one.code.is_empty() || other.code.is_empty() {
        one.name.trim() == other.name.trim()
    } else {
        one.code == other.code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_territory_is_no_earlier_state_of_this_one() {
        let of = |name: &str, code: &str| Territory {
            name: name.into(),
            code: code.into(),
            ..Territory::default()
        };
        assert!(is_same(&of("Rennes", "35238"), &of("Ville de Rennes", "35238")));
        assert!(!is_same(&of("Saint-Denis", "93066"), &of("Saint-Denis", "97411")));
        assert!(is_same(&of("Valmont", ""), &of("Valmont ", "1")));
    }
}
