//! Effects and events: what the session asks of the outside, and what comes back.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use jiff::Timestamp;

use crate::{
    domain::Diagnostic,
    exchange::FileProblem,
    language::Lang,
    questionnaire::Pack,
    report::{DocumentOptions, ExportError, Format, TemplateProblem},
    scoring::Assessment,
    storage::{
        Claimed, CopyPlace, Extras, FileStamp, Lock, OpenError, Opened, Password, SaveError,
        TemplateError, Version, settings::Settings,
    },
};

use super::{
    Beside, Draw, Drawn, Earlier, ExportProgress, ImportOrder, ImportRead, KitFailure, KitWrite,
    MergeFound, MergeOrder, PanelEffect, PanelEvent, PanelPurpose, PreviewOrder, Previewed,
    ReadBeside,
    copies::{CopyOrder, Leftover, Search},
};

/// What a path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open a diagnostic.
    Open,
    /// To save the diagnostic under a new name.
    SaveAs,
    /// To export the brief.
    Export(Format),
    /// To export the history of the document.
    ExportHistory,
    /// To export the annual review.
    Review(Format),
    /// To compare the document with what another file holds.
    Compare,
    /// To import data.
    Import,
    /// To write the report of an import.
    ImportReport,
    /// To choose the folder of the authority's own template.
    Template,
    /// To choose the logo of documents.
    Logo,
    /// For the observatory, or for a member's peers.
    Panel(PanelPurpose),
    /// To merge what somebody else has filled in.
    Merge,
    /// To say what both files of a merge began from.
    MergeBase,
    /// To write the report of a merge.
    MergeReport,
    /// To write a contributor's workbook.
    Kit,
    /// To write a contributor's questions on paper.
    KitPdf,
}

/// The file ending of diagnostics, without the point.
const ENDING: &str = "passerelle";

impl Purpose {
    /// Whether the path is to be read from.
    pub const fn reads(self) -> bool {
        match self {
            Self::Panel(purpose) => purpose.reads(),
            _ => matches!(
                self,
                Self::Open
                    | Self::Compare
                    | Self::Import
                    | Self::Template
                    | Self::Logo
                    | Self::Merge
                    | Self::MergeBase
            ),
        }
    }

    /// The file ending that the path should have, without the point.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Open | Self::SaveAs | Self::Compare | Self::Merge | Self::MergeBase => ENDING,
            Self::MergeReport => "md",
            Self::Kit => "xlsx",
            Self::KitPdf => Format::Pdf.ending(),
            Self::Export(format) | Self::Review(format) => format.ending(),
            Self::ExportHistory | Self::Import | Self::ImportReport => "csv",
            Self::Template | Self::Logo => "",
            Self::Panel(purpose) => purpose.ending(),
        }
    }
}

/// Something to be done outside the session, on another thread.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read a document, with the passwords that this run knows if it is under one.
    Open(PathBuf, Vec<Password>),
    /// Write a document.
    Save {
        /// Where to.
        path: PathBuf,
        /// The state to write.
        diagnostic: Arc<Diagnostic>,
        /// What else the file held.
        extras: Arc<Extras>,
        /// Whether an existing file may be replaced.
        replace: bool,
        /// What the file should hold before; if it holds something else, nothing is written.
        expected: Option<FileStamp>,
        /// The password to put it under.
        password: Option<Password>,
    },
    /// Keep a recovery copy.
    KeepCopy(Box<CopyOrder>),
    /// Take a recovery copy away.
    DropCopy(CopyPlace),
    /// Look for recovery copies that a run before this one has left.
    LookForCopies(Box<Search>),
    /// Look for a report of a breakdown that nobody was told of, in this folder.
    LookForIncident(PathBuf),
    /// Hold a document's file, and let go of another.
    Claim {
        /// The document's file.
        path: PathBuf,
        /// From when.
        since: Timestamp,
        /// The other.
        release: Option<Arc<Lock>>,
    },
    /// Let go of a document's file.
    Release(Arc<Lock>),
    /// List the versions of a document.
    ListVersions(PathBuf),
    /// Read one version, with the passwords that this run knows.
    ReadVersion(PathBuf, Vec<Password>),
    /// Read a state that the document is to be compared with.
    ReadBeside(Box<ReadBeside>),
    /// Read a file that is to be imported.
    ReadImport(Box<ImportOrder>),
    /// Make and write a contributor's workbook.
    WriteKit(Box<KitWrite>),
    /// Read a file that is to be merged into the document.
    ReadMerge(Box<MergeOrder>),
    /// Write a text, such as the history of the document.
    WriteText {
        /// What for.
        purpose: Purpose,
        /// Where to.
        path: PathBuf,
        /// The text.
        text: String,
        /// Whether an existing file may be replaced.
        replace: bool,
    },
    /// Write the brief.
    Export(Box<Export>),
    /// Read the folder of an authority's own template.
    ReadTemplate(PathBuf),
    /// Read the logo of documents.
    ReadLogo(PathBuf),
    /// Ask for a path with the system's dialog.
    Browse {
        /// What for.
        purpose: Purpose,
        /// The path to propose: a folder, a file name, or both.
        start: PathBuf,
        /// The language of the dialog's title.
        lang: Lang,
    },
    /// Show a file that was written, with the programs of this system.
    Show(Showing, PathBuf),
    /// Draw weights and unknowns at random.
    Draw(Box<Draw>),
    /// Lay out and draw pages of the brief.
    Preview(Box<PreviewOrder>),
    /// Forget what was kept to lay pages out faster.
    ForgetPreview,
    /// Do something for the observatory.
    Panel(PanelEffect),
    /// Write the settings.
    SaveSettings(Settings),
    /// End the program.
    Quit,
}

/// How a file is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    /// Opened by the program that this system opens such files with.
    Opened,
    /// In its folder.
    InFolder,
}

impl Effect {
    /// Whether nobody waits for it: what is done by itself shows no sign of being at work.
    pub(super) const fn is_quiet(&self) -> bool {
        matches!(
            self,
            Self::Quit
                | Self::Preview(_)
                | Self::ForgetPreview
                | Self::KeepCopy(_)
                | Self::DropCopy(_)
                | Self::LookForCopies(_)
                | Self::LookForIncident(_)
                | Self::Claim { .. }
                | Self::Release(_)
        )
    }
}

impl Event {
    /// Whether it comes of an effect that nobody waits for.
    pub(super) const fn is_quiet(&self) -> bool {
        matches!(
            self,
            Self::CopyKept(..)
                | Self::CopiesFound(..)
                | Self::IncidentFound(_)
                | Self::Claimed(..)
                | Self::Previewed(_)
                | Self::Done
        )
    }
}

/// A document to be written.
#[derive(Clone, Debug)]
pub struct Export {
    /// Where to.
    pub path: PathBuf,
    /// In which format.
    pub format: Format,
    /// Which document, in which language, for whom.
    pub options: DocumentOptions,
    /// The pack.
    pub pack: Arc<Pack>,
    /// The state to print.
    pub diagnostic: Arc<Diagnostic>,
    /// Its results.
    pub assessment: Arc<Assessment>,
    /// Of an annual review, the state that it starts from.
    pub earlier: Option<Earlier>,
    /// Whether an existing file may be replaced.
    pub replace: bool,
    /// How it is followed and stopped.
    pub progress: Arc<ExportProgress>,
}

/// What of a document was not printed as it was meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unprinted {
    /// The characters that no font could draw.
    pub missing: Vec<char>,
    /// What of the authority's own template could not be used.
    pub problems: Vec<TemplateProblem>,
}

/// Why a brief was not written.
#[derive(Debug)]
pub enum ExportFailure {
    /// It could not be made.
    Brief(ExportError),
    /// The earlier state that a review starts from cannot be read.
    Earlier(OpenError),
    /// It could not be written to its file.
    File(SaveError),
    /// It was asked to stop; nothing was written.
    Stopped,
}

impl ExportFailure {
    /// What happened, and what to do now; nothing if it was asked to stop.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Brief(error) => error.sentence(lang),
            Self::Earlier(error) => error.sentence(lang),
            Self::File(error) => error.sentence(lang),
            Self::Stopped => String::new(),
        }
    }
}

/// What came of an effect.
#[derive(Debug)]
pub enum Event {
    /// A document was read, or not.
    Opened(PathBuf, Result<Box<Opened>, OpenError>),
    /// A document was written, or not.
    Saved(PathBuf, Arc<Diagnostic>, Result<Option<FileStamp>, SaveError>),
    /// A document was not written because its file holds something else; what it holds.
    ChangedOnDisk(PathBuf, Result<Box<Opened>, OpenError>),
    /// A recovery copy of the document at this revision was kept, or not.
    CopyKept(u64, Result<CopyPlace, SaveError>),
    /// Recovery copies were found; the document that was being opened, if that was why.
    CopiesFound(Vec<Leftover>, Option<PathBuf>),
    /// The report of a breakdown was looked for; the latest that nobody was told of, if any.
    IncidentFound(Option<PathBuf>),
    /// A document's file was claimed.
    Claimed(PathBuf, Claimed),
    /// The versions of a document, latest first.
    Versions(PathBuf, Vec<Version>),
    /// A version was read, or not.
    VersionRead(PathBuf, Result<Box<Opened>, OpenError>),
    /// A state to compare the document with was read, or not.
    BesideRead(Box<Beside>),
    /// A file to import was read, or not.
    ImportRead(PathBuf, Result<Box<ImportRead>, FileProblem>),
    /// A contributor's workbook was written, or not.
    KitWritten(PathBuf, Result<(), KitFailure>),
    /// A file that is to be merged into the document was read, or not.
    MergeRead(Box<MergeFound>),
    /// A text was written, or not.
    TextWritten(Purpose, PathBuf, Result<(), SaveError>),
    /// Something was done that needs no answer.
    Done,
    /// Something that somebody waits for broke off, through a fault of the program.
    Broken,
    /// A document was written, or not; what of it was not printed as it was meant.
    Exported(PathBuf, Result<Unprinted, ExportFailure>),
    /// The files of an authority's own template were read, or not.
    TemplateRead(Result<BTreeMap<String, Vec<u8>>, TemplateError>),
    /// The logo of documents was read, or not.
    LogoRead(Result<Vec<u8>, TemplateError>, PathBuf),
    /// The file exists and may not be replaced without asking.
    Exists(Purpose, PathBuf),
    /// A path was chosen, or the dialog was left.
    Chosen(Purpose, Option<PathBuf>),
    /// Several files were chosen to be merged.
    ChosenEach(Vec<PathBuf>),
    /// The system has no dialog to offer; the path that would have been proposed.
    NoDialog(Purpose, PathBuf),
    /// A file is being shown, or not.
    Shown(PathBuf, bool),
    /// Draws of this state were made; none if they were stopped.
    Drawn(Arc<Diagnostic>, Option<Box<Drawn>>),
    /// Pages of the brief were laid out and drawn.
    Previewed(Box<Previewed>),
    /// Something was done for the observatory.
    Panel(PanelEvent),
    /// The settings were written, or not.
    SettingsSaved(Result<(), SaveError>),
}
