//! Opens the window, draws with the processor where the graphics card refuses, and says what is
//! wrong where a system has no display.

use std::{
    env, io,
    path::PathBuf,
    process::{Command, ExitCode},
};

use crate::app::Session;

use super::window;

/// Tells Mesa, which draws on Linux, to use the processor alone.
const SOFTWARE: &str = "LIBGL_ALWAYS_SOFTWARE";

/// Opens the window and returns when it is closed; says on standard error why it cannot be opened.
pub fn open(session: Session, file: Option<PathBuf>) -> ExitCode {
    let lang = session.lang();
    let Err(error) = window::run(session, file) else { return ExitCode::SUCCESS };
    if cfg!(target_os = "linux") && env::var_os(SOFTWARE).is_none() {
        complain(&lang.shell_software(&error));
        if let Ok(code) = again_by_software() {
            return code;
        }
    }
    complain(&lang.shell_no_window(error));
    ExitCode::FAILURE
}

/// The same program, drawing with the processor: a driver is chosen once in the life of a process.
fn again_by_software() -> io::Result<ExitCode> {
    let mut command = Command::new(env::current_exe()?);
    let status = command.args(env::args_os().skip(1)).env(SOFTWARE, "1").status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn complain(sentence: &str) {
    eprintln!("{sentence}");
}
