//! Opens the window, draws with the processor where the graphics card refuses, and says what is
//! wrong where a system has no display.

use std::{
    env, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    process::{Command, ExitCode},
};

use crate::app::Session;

use super::window;

/// Tells Mesa, which draws on Linux, to use the processor alone.
const SOFTWARE: &str = "LIBGL_ALWAYS_SOFTWARE";

/// Says that this window was opened because the one before it broke down.
const AGAIN: &str = "PASSERELLE_AGAIN";

/// In builds that are no releases, how many frames after which the window breaks down: a way to
/// see what its user would see then.
pub(super) const BREAK: &str = "PASSERELLE_BREAK";

/// Opens the window and returns when it is closed; says on standard error why it cannot be opened.
pub fn open(session: Session, file: Option<PathBuf>) -> ExitCode {
    let lang = session.lang();
    let handover = session.handover().unwrap_or_default();
    let given = file.is_some();
    let run = catch_unwind(AssertUnwindSafe(|| window::run(session, file)));
    let Ok(run) = run else {
        // The hook has kept the work and said so; whoever worked wants to go on.
        return again_after_a_breakdown(handover.file().filter(|_| !given));
    };
    let Err(error) = run else { return ExitCode::SUCCESS };
    if cfg!(target_os = "linux") && env::var_os(SOFTWARE).is_none() {
        complain(&lang.shell_software(&error));
        if let Ok(code) = again_by_software() {
            return code;
        }
    }
    complain(&lang.shell_no_window(error));
    ExitCode::FAILURE
}

/// The same program once more, on the document that was open, where the work is offered again; a
/// window that has broken down twice stays closed.
fn again_after_a_breakdown(document: Option<PathBuf>) -> ExitCode {
    if env::var_os(AGAIN).is_some() {
        return ExitCode::FAILURE;
    }
    let Ok(program) = env::current_exe() else { return ExitCode::FAILURE };
    let mut command = Command::new(program);
    command.args(env::args_os().skip(1)).args(document).env(AGAIN, "1").env_remove(BREAK);
    let Ok(status) = command.status() else { return ExitCode::FAILURE };
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
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
