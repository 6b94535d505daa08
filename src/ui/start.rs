//! Opens the window, and says what is wrong where a system has none.

use std::{path::PathBuf, process::ExitCode};

use crate::app::Session;

use super::window;

/// Opens the window and returns when it is closed; says on standard error why it cannot be opened.
pub fn open(session: Session, file: Option<PathBuf>) -> ExitCode {
    let lang = session.lang();
    match window::run(session, file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&lang.shell_no_window(error));
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn complain(sentence: &str) {
    eprintln!("{sentence}");
}
