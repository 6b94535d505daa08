//! The window: shell, pages and widgets over the session.
