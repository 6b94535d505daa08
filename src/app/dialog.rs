//! The system's file dialogs, and how to notice that a system has none.

use std::path::{Path, PathBuf};

use crate::{language::Lang, report::Format};

use super::{Event, PanelPurpose, Purpose, listener};

/// The endings of files that may be imported.
const IMPORTS: [&str; 8] = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "zip", "gz"];

/// Asks for a path with the system's dialog; waits until the user has answered.
pub(super) fn ask(purpose: Purpose, start: PathBuf, lang: Lang) -> Event {
    listener::forget_dialog_errors();
    let dialog = dialog(purpose, &start, lang);
    let chosen = match purpose {
        Purpose::Merge => match dialog.pick_files() {
            Some(files) if 1 < files.len() => return Event::ChosenEach(files),
            files => files.and_then(|files| files.into_iter().next()),
        },
        Purpose::Open | Purpose::Compare | Purpose::Import | Purpose::Logo | Purpose::MergeBase => {
            dialog.pick_file()
        }
        Purpose::Template | Purpose::Panel(PanelPurpose::Folder) => dialog.pick_folder(),
        Purpose::Panel(purpose) if purpose.reads() => dialog.pick_file(),
        Purpose::SaveAs
        | Purpose::Export(_)
        | Purpose::Review(_)
        | Purpose::ExportHistory
        | Purpose::Panel(_)
        | Purpose::Kit
        | Purpose::KitPdf
        | Purpose::MergeReport
        | Purpose::ImportReport => dialog.save_file(),
    };
    if chosen.is_none() && listener::dialog_failed() {
        return Event::NoDialog(purpose, start);
    }
    Event::Chosen(purpose, chosen)
}

fn dialog(purpose: Purpose, start: &Path, lang: Lang) -> rfd::FileDialog {
    let (title, filter) = match purpose {
        Purpose::Open => (lang.app_dialog_open(), lang.app_filter_diagnostic()),
        Purpose::SaveAs => (lang.app_dialog_save(), lang.app_filter_diagnostic()),
        Purpose::Export(format) | Purpose::Review(format) => {
            (lang.app_dialog_export(), format.files(lang))
        }
        Purpose::ExportHistory => (lang.safety_dialog_history(), lang.safety_filter_csv()),
        Purpose::Compare => (lang.compare_dialog(), lang.app_filter_diagnostic()),
        Purpose::Import => (lang.imports_dialog(), lang.imports_filter()),
        Purpose::ImportReport => (lang.imports_dialog_report(), lang.safety_filter_csv()),
        Purpose::Template => (lang.documents_dialog_template(), ""),
        Purpose::Logo => (lang.cover_dialog_logo(), lang.cover_filter_logo()),
        Purpose::Panel(purpose) => (purpose.title(lang), purpose.files(lang)),
        Purpose::Merge => (lang.merge_dialog(), lang.merge_filter()),
        Purpose::MergeBase => (lang.merge_dialog_base(), lang.app_filter_diagnostic()),
        Purpose::MergeReport => (lang.merge_dialog_report(), lang.merge_filter_report()),
        Purpose::Kit => (lang.kits_dialog(), lang.kits_filter()),
        Purpose::KitPdf => (lang.app_dialog_export(), Format::Pdf.files(lang)),
    };
    let mut dialog = rfd::FileDialog::new().set_title(title);
    match purpose {
        Purpose::Template | Purpose::Panel(PanelPurpose::Folder) => {}
        Purpose::Import => dialog = dialog.add_filter(filter, &IMPORTS),
        Purpose::Logo => dialog = dialog.add_filter(filter, &["png", "svg"]),
        Purpose::Merge => {
            dialog = dialog.add_filter(filter, &[purpose.ending(), "xlsx", "ods"]);
        }
        _ => dialog = dialog.add_filter(filter, &[purpose.ending()]),
    }
    let (folder, name) = match purpose {
        purpose if purpose.reads() => (Some(start), None),
        _ => (start.parent(), start.file_name()),
    };
    if let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        dialog = dialog.set_directory(folder);
    }
    if let Some(name) = name {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    dialog
}
