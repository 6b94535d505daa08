//! Shows a file with the programs of this system: opened, or in its folder.
//!
//! The path goes to the program as an argument, never through a command interpreter.

use std::{
    path::Path,
    process::{Command, Stdio},
    thread,
};

use super::Showing;

/// Starts the program that shows the file; returns whether it started.
pub(super) fn show(showing: Showing, path: &Path) -> bool {
    // A whole path is never taken for an option.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut command = command(showing, &path);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
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
