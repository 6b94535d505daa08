//! The system's file dialogs, and how to notice that a system has none.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use log::{Level, LevelFilter, Log, Metadata, Record};

use crate::language::Lang;

use super::{Event, Purpose};

/// Whether the dialog library reported an error since this was last cleared.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Listens to the log: the dialog library answers « cancelled » when it cannot show a dialog, and
/// tells the difference in the log only.
struct Listener;

impl Log for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= Level::Error
    }

    fn log(&self, record: &Record<'_>) {
        if record.level() == Level::Error && record.target().starts_with("rfd") {
            FAILED.store(true, Ordering::SeqCst);
        }
    }

    fn flush(&self) {}
}

/// Starts listening to the log; to be called once, by the program.
pub fn listen() {
    if log::set_logger(&Listener).is_ok() {
        log::set_max_level(LevelFilter::Error);
    }
}

/// Asks for a path with the system's dialog; waits until the user has answered.
pub(super) fn ask(purpose: Purpose, start: PathBuf, lang: Lang) -> Event {
    FAILED.store(false, Ordering::SeqCst);
    let dialog = dialog(purpose, &start, lang);
    let chosen = match purpose {
        Purpose::Open => dialog.pick_file(),
        Purpose::SaveAs | Purpose::Export(_) | Purpose::ExportHistory => dialog.save_file(),
    };
    if chosen.is_none() && FAILED.load(Ordering::SeqCst) {
        return Event::NoDialog(purpose, start);
    }
    Event::Chosen(purpose, chosen)
}

fn dialog(purpose: Purpose, start: &Path, lang: Lang) -> rfd::FileDialog {
    let (title, filter) = match purpose {
        Purpose::Open => (lang.app_dialog_open(), lang.app_filter_diagnostic()),
        Purpose::SaveAs => (lang.app_dialog_save(), lang.app_filter_diagnostic()),
        Purpose::Export(format) => (lang.app_dialog_export(), format.files(lang)),
        Purpose::ExportHistory => (lang.safety_dialog_history(), lang.safety_filter_csv()),
    };
    let mut dialog =
        rfd::FileDialog::new().set_title(title).add_filter(filter, &[purpose.ending()]);
    let (folder, name) = match purpose {
        Purpose::Open => (Some(start), None),
        Purpose::SaveAs | Purpose::Export(_) | Purpose::ExportHistory => {
            (start.parent(), start.file_name())
        }
    };
    if let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        dialog = dialog.set_directory(folder);
    }
    if let Some(name) = name {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    dialog
}
