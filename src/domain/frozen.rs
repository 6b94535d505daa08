//! Frozen states: what a document said on a day, kept beside it so that no later edit alters it.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Diagnostic, PackStamp, Target};

/// The number that tells a frozen state from the others of its document.
pub type FrozenId = u32;

/// A state of a document, frozen under a name; its content is held folded, as a file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// Its number.
    pub id: FrozenId,
    /// What the official calls it, such as « État des lieux 2025 ».
    pub name: String,
    /// The day it was frozen.
    pub day: Date,
    /// The day that it describes.
    pub as_of: Date,
    /// The pack that it was answered with.
    pub pack: PackStamp,
    /// The SHA-256 of its content before folding, in lower-case hexadecimal.
    pub hash: Arc<str>,
    /// Its content, compressed and in Base64.
    pub content: Arc<str>,
}

/// How the journal names a frozen state among the document's own properties.
const PREFIX: &str = "frozen.";

impl Target {
    /// A frozen state, as a thing that can change.
    pub fn frozen(id: FrozenId) -> Self {
        Self::Profile(format!("{PREFIX}{id}"))
    }

    /// The frozen state that changed, if it is one.
    pub fn as_frozen(&self) -> Option<FrozenId> {
        match self {
            Self::Profile(field) => field.strip_prefix(PREFIX)?.parse().ok(),
            _ => None,
        }
    }
}

impl Diagnostic {
    /// A frozen state by its number.
    pub fn frozen(&self, id: FrozenId) -> Option<&Arc<Frozen>> {
        self.frozen.iter().find(|state| state.id == id)
    }

    /// The number for the next frozen state.
    pub fn next_frozen_id(&self) -> FrozenId {
        self.frozen.iter().map(|state| state.id).max().map_or(1, |most| most.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_state_is_told_from_other_properties() {
        assert_eq!(Target::frozen(12).as_frozen(), Some(12));
        assert_eq!(Target::Profile("as_of".to_owned()).as_frozen(), None);
        assert_eq!(Target::Profile("frozen.x".to_owned()).as_frozen(), None);
    }
}
