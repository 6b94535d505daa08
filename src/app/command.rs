//! Commands: everything a person or a script can ask of the application.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use crate::{
    domain::{RoleId, merge::Choice},
    language::Lang,
    questionnaire::PackSource,
    report::DocumentOptions,
    storage::{
        Password,
        settings::{Density, Theme},
    },
};

use super::{
    Against, Edit, ImportCommand, Locked, NewDiagnostic, PanelCommand, View,
    effect::{Purpose, Showing},
};

/// Something asked of a [`super::Session`].
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Start a diagnostic of a territory.
    New(Box<NewDiagnostic>),
    /// Start a diagnostic of a territory with a pack of one's own.
    NewWith(Box<NewDiagnostic>, Box<PackSource>),
    /// Open the worked example.
    OpenExample,
    /// Open a file.
    Open(PathBuf),
    /// Know this password from now on.
    Know(Password),
    /// Ask for a password.
    AskForPassword(Locked),
    /// Open what a password is asked for with this one.
    Unlock(Password),
    /// Put the document under this password, or under none, and save it.
    Protect(Option<Password>),
    /// Save to the document's file, or ask for one.
    Save,
    /// Close the document and go back to the welcome page.
    Close,
    /// Leave the program.
    Quit,
    /// Change the document.
    Edit(Edit),
    /// Keep what is typed and cannot be read yet in the recovery copy, by the field it stands in.
    Drafts(Arc<BTreeMap<String, String>>),
    /// End the last step of typing, so that undo stops there.
    Seal,
    /// Take back the last step.
    Undo,
    /// Do the last undone step again.
    Redo,
    /// Draw weights and unknowns at random, to see which results stand; nothing if that is done.
    Draw,
    /// Stop the draws that are being made.
    StopDrawing,
    /// Lay out the pages of the brief as far as they are looked at; nothing if that is done.
    Preview(View),
    /// Let the pages of the brief go: nobody looks any more.
    ClosePreview,
    /// Stop the export to this file.
    StopExport(PathBuf),
    /// Ask for a file with the system's dialog.
    Browse(Purpose),
    /// Use a path that was chosen or typed.
    UsePath {
        /// What for.
        purpose: Purpose,
        /// The path.
        path: PathBuf,
        /// Whether an existing file may be replaced without asking.
        replace: bool,
    },
    /// Show a file that was written.
    Show(Showing, PathBuf),
    /// Answer the question that the session is asking.
    Reply(Reply),
    /// Take a message away.
    Dismiss(u64),
    /// Take a file out of the recent ones.
    Forget(PathBuf),
    /// Speak another language.
    SetLanguage(Lang),
    /// Choose which document to export, of which parts, for whom.
    SetOptions(Box<DocumentOptions>),
    /// Use the authority's own template in this folder from now on, or ours.
    UseTemplate(Option<PathBuf>),
    /// Use this logo from now on, or that of the template.
    UseLogo(Option<PathBuf>),
    /// Use another theme.
    SetTheme(Theme),
    /// Use another zoom factor; 1 is normal size.
    SetZoom(f32),
    /// Remember the window's width and height, in points at normal size.
    SetWindow(f32, f32),
    /// Remember where the window's corner is, if known, and whether it fills the screen.
    SetPlace(Option<(f32, f32)>, bool),
    /// Put more on one screen, or more air between things.
    SetDensity(Density),
    /// Whether nothing may move by itself.
    SetStill(bool),
    /// The tour was taken or passed over.
    Toured,
    /// Answer in this role from now on.
    SetRole(Option<RoleId>),
    /// Do what time asks for: keep a copy, save again what could not be saved.
    Tick,
    /// Look for the work that a run before this one has left.
    LookForCopies,
    /// Take up the work that this copy holds.
    Recover(PathBuf),
    /// Throw the work that this copy holds away, after asking.
    DropCopy(PathBuf),
    /// List the versions of the document.
    ListVersions,
    /// Look at one version.
    ReadVersion(PathBuf),
    /// Keep the document as it is now, under this name.
    Freeze(String),
    /// Compare the document with another state.
    CompareWith(Against),
    /// Something about the import at hand.
    Import(ImportCommand),
    /// Compare no more.
    StopComparing,
    /// Go back to the version that is looked at.
    Restore,
    /// Ask the observatory for something.
    Panel(PanelCommand),
    /// Read a file that somebody else has filled in, and what both began from, to be merged.
    Merge(PathBuf, Option<PathBuf>),
    /// Read several files that others have filled in, one after the other.
    MergeEach(Vec<PathBuf>),
    /// Leave the file that is being merged, and go on with the next one.
    MergeNext,
    /// Take another file as what both began from, or none.
    MergeBase(Option<PathBuf>),
    /// Make workbooks and paper forms for this role from now on.
    KitFor(RoleId),
    /// Settle one conflict of the merge.
    Decide(usize, Choice),
    /// Settle alike every conflict that can be.
    DecideAll(Choice),
    /// Take the merge into the document.
    ApplyMerge,
    /// Give the merge up.
    StopMerging,
}

/// An answer to the session's question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Save, then go on.
    Save,
    /// Go on without saving.
    Discard,
    /// Replace the existing file.
    Replace,
    /// Take up the work that was found.
    Recover,
    /// Take what the file holds.
    Reload,
    /// Choose another file.
    SaveElsewhere,
    /// Leave things as they are.
    Cancel,
}

impl Command {
    /// Whether the open document is left by it.
    pub(super) const fn leaves_the_document(&self) -> bool {
        matches!(
            self,
            Self::New(_)
                | Self::NewWith(..)
                | Self::OpenExample
                | Self::Open(_)
                | Self::Recover(_)
                | Self::Close
                | Self::Quit
        )
    }
}
