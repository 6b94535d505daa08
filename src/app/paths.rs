//! Files that the user chooses: what a dialog proposes, and what is done with the path it gave.

use std::path::{Path, PathBuf};

use crate::report::history;

use super::{Against, Command, Document, Effect, Purpose, Session, name};

impl Session {
    /// The path to propose: beside the document's file, or beside the last one used.
    pub(super) fn proposal(&self, purpose: Purpose) -> PathBuf {
        let file = self.document.as_ref().and_then(Document::file);
        let near = file.or_else(|| self.settings().recent.first());
        let folder = near.and_then(|path| path.parent()).map(Path::to_path_buf).unwrap_or_default();
        if let Purpose::Panel(purpose) = purpose {
            return self.panel_proposal(purpose, &folder);
        }
        let Some(document) = self.document.as_ref().filter(|_| !purpose.reads()) else {
            return folder;
        };
        let stem = match (purpose, file.and_then(|path| path.file_stem())) {
            (Purpose::Export(_) | Purpose::Review(_), _) => {
                name::document(document.diagnostic(), document.pack(), &self.options_for(purpose))
            }
            (_, Some(stem)) => stem.to_string_lossy().into_owned(),
            (_, None) => name::diagnostic(document.diagnostic(), self.lang()),
        };
        let stem = match purpose {
            Purpose::ExportHistory => self.lang().safety_history_file(stem),
            Purpose::MergeReport => self.lang().merge_report_file(stem),
            Purpose::ImportReport => self.lang().imports_report_file(stem),
            Purpose::Kit | Purpose::KitPdf => self.kit_name(&stem),
            _ => stem,
        };
        folder.join(format!("{stem}.{}", purpose.ending()))
    }

    pub(super) fn use_path(
        &mut self,
        purpose: Purpose,
        path: PathBuf,
        replace: bool,
    ) -> Vec<Effect> {
        match purpose {
            Purpose::Open => return self.perform(Command::Open(path)),
            Purpose::Compare => return self.compare_with(Against::File(path)),
            Purpose::Import => return self.read_import(path, (None, None)),
            Purpose::Template => return self.use_template(Some(path)),
            Purpose::Logo => return self.use_logo(Some(path)),
            Purpose::Panel(purpose) => return self.use_panel_path(purpose, path, replace),
            Purpose::Merge => return self.merge_with(path, None),
            Purpose::MergeBase => return self.merge_base(Some(path)),
            _ => {}
        }
        let lang = self.lang();
        let Some(document) = &self.document else { return Vec::new() };
        let path = name::with_ending(path, purpose.ending());
        match purpose {
            Purpose::Export(format) | Purpose::Review(format) => {
                let options = self.options_for(purpose);
                vec![self.export_to(document, (path, format), options, replace)]
            }
            Purpose::ExportHistory => {
                let text = history::csv(document.pack(), document.diagnostic(), lang);
                vec![Effect::WriteText { purpose, path, text, replace }]
            }
            Purpose::Kit | Purpose::KitPdf => self.make_kit(purpose, path, replace),
            Purpose::MergeReport => {
                let ours = document.file().map_or_else(String::new, |file| {
                    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
                });
                let text = self.merging.as_ref();
                let text = text.map(|merging| merging.report(&ours, document.pack(), lang));
                let text = text.unwrap_or_default();
                vec![Effect::WriteText { purpose, path, text, replace }]
            }
            Purpose::ImportReport => {
                let text = self.import_report().unwrap_or_default();
                vec![Effect::WriteText { purpose, path, text, replace }]
            }
            Purpose::SaveAs
            | Purpose::Open
            | Purpose::Compare
            | Purpose::Import
            | Purpose::Template
            | Purpose::Logo
            | Purpose::Panel(_)
            | Purpose::Merge
            | Purpose::MergeBase => self.save_as(path, replace),
        }
    }
}
