//! The window: shell, pages and widgets over the session.
//!
//! A page is a function from the session and the page's own small state to commands; it never
//! changes a document by itself.

pub mod desk;
pub mod pages;
mod pointer;
pub mod shell;
pub mod start;
pub mod theme;
pub mod tokens;
pub mod view;
pub mod widgets;
pub mod window;

pub use desk::Desk;
pub use shell::{Action, sections};
pub use start::open;
pub use theme::install;
pub use tokens::{DARK, LIGHT, Tokens, contrast};
pub use view::{Out, Page};
