//! The command line: the same application from a terminal.
