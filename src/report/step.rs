//! The steps of making a document, told on the way so that a person can wait, or stop.

use std::ops::ControlFlow;

use super::ExportError;

/// A step of making a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Its sentences and figures are put together.
    Content,
    /// Its pages are laid out.
    Layout,
    /// Its file is made.
    File,
}

/// Is told each step before it is taken, and may stop there.
pub type Follow<'a> = &'a mut dyn FnMut(Step) -> ControlFlow<()>;

/// Goes on to a step, unless whoever follows says to stop.
pub(super) fn take(step: Step, follow: Follow<'_>) -> Result<(), ExportError> {
    match follow(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ExportError::Stopped),
    }
}
