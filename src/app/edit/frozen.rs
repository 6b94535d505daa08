//! Edits of frozen states: made, named and taken away, never altered.

use std::sync::Arc;

use crate::domain::{Diagnostic, Frozen, FrozenId, Target};

use super::Log;

/// Going back to another state never loses one that is frozen.
pub(super) fn all(mut own: Vec<Arc<Frozen>>, others: &[Arc<Frozen>]) -> Vec<Arc<Frozen>> {
    for state in others {
        if own.iter().any(|kept| kept.hash == state.hash && kept.day == state.day) {
            continue;
        }
        let mut state = Arc::clone(state);
        if own.iter().any(|kept| kept.id == state.id) {
            let most = own.iter().map(|kept| kept.id).max().unwrap_or_default();
            Arc::make_mut(&mut state).id = most.saturating_add(1);
        }
        own.push(state);
    }
    own
}

/// Keeps a state beside the document.
pub(super) fn freeze(diagnostic: &mut Diagnostic, state: Frozen, log: &Log<'_>) {
    log.write(diagnostic, Target::frozen(state.id), "", &state.name);
    diagnostic.frozen.retain(|other| other.id != state.id);
    diagnostic.frozen.push(Arc::new(state));
}

/// Calls a frozen state otherwise.
pub(super) fn rename(diagnostic: &mut Diagnostic, id: FrozenId, name: String, log: &Log<'_>) {
    let Some(state) = diagnostic.frozen.iter_mut().find(|state| state.id == id) else { return };
    let from = std::mem::replace(&mut Arc::make_mut(state).name, name.clone());
    log.write(diagnostic, Target::frozen(id), from, name);
}

/// Takes a frozen state away.
pub(super) fn remove(diagnostic: &mut Diagnostic, id: FrozenId, log: &Log<'_>) {
    let Some(at) = diagnostic.frozen.iter().position(|state| state.id == id) else { return };
    let removed = diagnostic.frozen.remove(at);
    log.write(diagnostic, Target::frozen(id), &removed.name, "");
}
