//! Opens the window, draws with the processor where the graphics card refuses, and says what is
//! wrong where a system has no display.

use std::{
    env, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{self, PathBuf},
    process::{Command, ExitCode},
    sync::atomic::{AtomicBool, Ordering},
};

use crate::{app::Session, language::Lang};

use super::window;

/// Tells Mesa, which draws on Linux, to use the processor alone.
const SOFTWARE: &str = "LIBGL_ALWAYS_SOFTWARE";

/// Tells Mesa which driver to take.
const DRIVER: &str = "MESA_LOADER_DRIVER_OVERRIDE";

/// Says that this window was opened because the one before it broke down.
const AGAIN: &str = "PASSERELLE_AGAIN";

/// In builds that are no releases, how many frames after which the window breaks down: a way to
/// see what its user would see then.
pub(super) const BREAK: &str = "PASSERELLE_BREAK";

/// Says that this window is drawn by the processor because the graphics card refused.
const BY_SOFTWARE: &str = "PASSERELLE_BY_SOFTWARE";

/// What says that a session of Linux has a screen.
const SCREENS: [&str; 3] = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"];

/// The packages of Debian that the window is opened with.
const OPENING: &str = "libx11-6, libx11-xcb1, libxcursor1, libxi6, libxkbcommon-x11-0";

/// The packages of Debian that the window is drawn with.
const DRAWING: &str = "libgl1, libegl1, libgl1-mesa-dri";

/// Opens the window and returns when it is closed; says on standard error why it cannot be opened.
pub fn open(mut session: Session, file: Option<PathBuf>) -> ExitCode {
    let lang = session.lang();
    if cfg!(target_os = "linux") && screen().is_none() {
        complain(lang.start_no_screen());
        return ExitCode::FAILURE;
    }
    if env::var_os(BY_SOFTWARE).is_some() {
        session.tell_drawn_by_software();
    }
    let handover = session.handover().unwrap_or_default();
    let given = file.is_some();
    let file = file.map(whole);
    let opened = AtomicBool::new(false);
    handover.opening(true);
    let run = catch_unwind(AssertUnwindSafe(|| window::run(session, file, &opened)));
    let Ok(run) = run else {
        if !opened.load(Ordering::Relaxed) {
            // What opens windows panics where one of its libraries is missing.
            complain(&unanswered(lang, "panic"));
            return ExitCode::FAILURE;
        }
        // The hook has kept the work and said so; whoever worked wants to go on.
        return again_after_a_breakdown(handover.file().filter(|_| !given));
    };
    let Err(error) = run else { return ExitCode::SUCCESS };
    let detail = without_place(&error.to_string());
    if cannot_draw(&error) && cfg!(target_os = "linux") && env::var_os(SOFTWARE).is_none() {
        complain(&lang.start_by_software(&detail));
        if let Ok(code) = again_by_software() {
            return code;
        }
    }
    complain(&match error {
        eframe::Error::WinitEventLoop(_) => unanswered(lang, &detail),
        error if cannot_draw(&error) => lang.start_no_drawing(detail, DRAWING),
        _ => lang.start_no_window(detail),
    });
    ExitCode::FAILURE
}

/// A file as it is found from any folder: the next window, which lists it among the recent ones, may
/// be opened elsewhere.
fn whole(file: PathBuf) -> PathBuf {
    path::absolute(&file).unwrap_or(file)
}

/// The screen of this session, as the system names it.
fn screen() -> Option<String> {
    let named = SCREENS.iter().filter_map(|name| env::var(name).ok());
    named.into_iter().find(|name| !name.is_empty())
}

fn unanswered(lang: Lang, detail: &str) -> String {
    let screen = screen().unwrap_or_default();
    lang.start_no_answer(detail, OPENING, screen)
}

/// Whether there is a screen, but nothing that draws on it.
const fn cannot_draw(error: &eframe::Error) -> bool {
    matches!(
        error,
        eframe::Error::Glutin(_) | eframe::Error::NoGlutinConfigs(..) | eframe::Error::OpenGL(_)
    )
}

/// An error without the place in the source where it arose, which tells its reader nothing.
fn without_place(error: &str) -> String {
    let said = error.split_once("os error at ").and_then(|(_, rest)| rest.split_once(": "));
    said.map_or(error, |(_, said)| said).trim_end_matches('.').to_owned()
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
    go_on_as(command)
}

/// Goes on as another program in the place of this one: the window that broke down would else stay
/// on the screen, dead, until the new one is closed.
#[cfg(unix)]
fn go_on_as(mut command: Command) -> ExitCode {
    let error = std::os::unix::process::CommandExt::exec(&mut command);
    log::error!("the program could not be started again: {error}");
    ExitCode::FAILURE
}

/// Starts another program and waits for its end.
#[cfg(not(unix))]
fn go_on_as(mut command: Command) -> ExitCode {
    let Ok(status) = command.status() else { return ExitCode::FAILURE };
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// The same program, drawing with the processor: a driver is chosen once in the life of a process.
fn again_by_software() -> io::Result<ExitCode> {
    let mut command = Command::new(env::current_exe()?);
    command.args(env::args_os().skip(1)).env(SOFTWARE, "1").env(BY_SOFTWARE, "1");
    // A driver that somebody asked for by name would be asked for, and fail, again.
    let status = command.env_remove(DRIVER).env_remove("GALLIUM_DRIVER").status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn complain(sentence: &str) {
    eprintln!("{sentence}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_without_their_place() {
        let raw = "winit EventLoopError: os error at /a/b/mod.rs:765: neither X nor Y is set.";
        assert_eq!(without_place(raw), "neither X nor Y is set");
        assert_eq!(without_place("No configurations found."), "No configurations found");
    }

    #[test]
    fn a_file_is_found_again_from_another_folder() {
        assert!(whole("town.passerelle".into()).is_absolute());
        assert_eq!(whole("/a/town.passerelle".into()).to_str(), Some("/a/town.passerelle"));
    }

    #[test]
    fn only_what_draws_is_tried_again_by_software() {
        let of_drawing = eframe::Error::OpenGL("no shader".to_owned().into());
        assert!(cannot_draw(&of_drawing));
        assert!(!cannot_draw(&eframe::Error::AppCreation("else".into())));
    }
}
