//! The application without a window: session, commands, effects.
