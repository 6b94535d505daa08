//! Shows a file with the programs of this system: opened, or in its folder.
//!
//! The path goes to the program as an argument, never through a command interpreter.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    thread,
};

#[cfg(not(target_os = "windows"))]
use std::time::Duration;

use super::Showing;

/// How long a program that finds nothing to show a file with is given to say so.
#[cfg(not(target_os = "windows"))]
const PATIENCE: Duration = Duration::from_millis(1500);

/// Starts the program that shows the file; returns whether it started, and did not fail at once.
pub(super) fn show(showing: Showing, path: &Path) -> bool {
    // A whole path is never taken for an option.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut command = command(showing, &path);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            if has_failed(&mut child) {
                log::warn!("{}: nothing here shows it", path.display());
                return false;
            }
            // Waited for elsewhere: some of these programs last as long as the file is open.
            let wait = move || {
                if let Err(error) = child.wait() {
                    log::warn!("the program that shows a file was lost: {error}");
                }
            };
            if let Err(error) = thread::Builder::new().name("show".to_owned()).spawn(wait) {
                log::warn!("thread show did not start: {error}");
            }
            true
        }
        Err(error) => {
            log::warn!("{}: {error}", path.display());
            false
        }
    }
}

/// Whether the program gives up at once: without any desktop, `xdg-open` finds none to hand on to.
#[cfg(not(target_os = "windows"))]
fn has_failed(child: &mut Child) -> bool {
    const STEP: Duration = Duration::from_millis(50);
    let mut waited = Duration::ZERO;
    while waited < PATIENCE {
        if let Ok(Some(status)) = child.try_wait() {
            return !status.success();
        }
        thread::sleep(STEP);
        waited += STEP;
    }
    false
}

/// The explorer says that it failed even where it did not.
#[cfg(target_os = "windows")]
const fn has_failed(_: &mut Child) -> bool {
    false
}

#[cfg(target_os = "windows")]
fn command(showing: Showing, path: &Path) -> Command {
    use std::os::windows::process::CommandExt as _;
    let mut command = Command::new("explorer.exe");
    match showing {
        Showing::Opened => command.arg(path),
        // The explorer reads its command line itself: quotes belong around the path alone.
        Showing::InFolder => command.raw_arg(format!("/select,\"{}\"", path.display())),
    };
    command
}

#[cfg(target_os = "macos")]
fn command(showing: Showing, path: &Path) -> Command {
    let mut command = Command::new("open");
    if showing == Showing::InFolder {
        command.arg("-R");
    }
    command.arg(path);
    command
}

#[cfg(not(any(target_os = "windows", target_os = "macos")))]
fn command(showing: Showing, path: &Path) -> Command {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut command = Command::new("xdg-open");
    match showing {
        Showing::Opened => command.arg(path),
        Showing::InFolder => command.arg(folder.unwrap_or_else(|| Path::new("."))),
    };
    command
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_gives_up_at_once_is_told_from_one_that_does_its_work() {
        let run = |line: &str| Command::new("sh").args(["-c", line]).spawn().unwrap();
        assert!(has_failed(&mut run("exit 3")));
        assert!(!has_failed(&mut run("exit 0")));
        let mut lasting = run("sleep 9");
        assert!(!has_failed(&mut lasting));
        lasting.kill().unwrap();
        lasting.wait().unwrap();
    }
}
