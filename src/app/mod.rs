//! The application without a window: a session, the commands it takes, the effects it asks for.
//!
//! The window and the command line both drive a [`Session`]: they hand it a [`Command`], the
//! session changes at once and returns [`Effect`]s, a runner performs those on files and other
//! programs, and their [`Event`]s come back to the session. Nothing else changes a document.

mod clock;
mod edit;
mod history;

pub use clock::Clock;
pub use edit::Edit;
pub use history::History;
