//! Undo and redo over the whole session: cheap snapshots, one for each edit.

use std::sync::Arc;

use crate::domain::{Diagnostic, Target};

/// How many steps can be taken back.
const DEPTH: usize = 500;

/// A state of the document and what was about to change in it.
#[derive(Clone, Debug)]
struct Step {
    diagnostic: Arc<Diagnostic>,
    target: Target,
}

/// The states before and after the present one.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
    /// Whether the next edit of the same thing continues the last step.
    open: bool,
}

impl History {
    /// Keeps the state before an edit, unless the edit continues the last one in the same place.
    pub fn record(&mut self, before: &Arc<Diagnostic>, target: Target, joins: bool) {
        self.future.clear();
        let continues = self.open && joins && self.past.last().is_some_and(|s| s.target == target);
        self.open = joins;
        if continues {
            return;
        }
        if DEPTH <= self.past.len() {
            self.past.remove(0);
        }
        self.past.push(Step { diagnostic: Arc::clone(before), target });
    }

    /// Ends the last step: the next edit starts a new one even in the same place.
    pub fn seal(&mut self) {
        self.open = false;
    }

    /// Takes back the last step: given the present state, returns the one before.
    pub fn undo(&mut self, present: &Arc<Diagnostic>) -> Option<Arc<Diagnostic>> {
        let Step { diagnostic, target } = self.past.pop()?;
        self.open = false;
        self.future.push(Step { diagnostic: Arc::clone(present), target });
        Some(diagnostic)
    }

    /// Does the last undone step again: given the present state, returns the one after.
    pub fn redo(&mut self, present: &Arc<Diagnostic>) -> Option<Arc<Diagnostic>> {
        let Step { diagnostic, target } = self.future.pop()?;
        self.open = false;
        self.past.push(Step { diagnostic: Arc::clone(present), target });
        Some(diagnostic)
    }

    /// What « Annuler » would take back.
    pub fn undo_target(&self) -> Option<&Target> {
        self.past.last().map(|step| &step.target)
    }

    /// What « Rétablir » would do again.
    pub fn redo_target(&self) -> Option<&Target> {
        self.future.last().map(|step| &step.target)
    }
}
