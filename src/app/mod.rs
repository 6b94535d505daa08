//! The application without a window: a session, the commands it takes, the effects it asks for.
//!
//! The window and the command line both drive a [`Session`]: they hand it a [`Command`], the
//! session changes at once and returns [`Effect`]s, a runner performs those on files and other
//! programs, and their [`Event`]s come back to the session. Nothing else changes a document.

mod beside;
mod broken;
mod clock;
mod command;
mod copies;
mod decision_edit;
mod dialog;
mod document;
mod drawing;
mod edit;
mod earlier;
mod effect;
mod exporting;
mod gathering;
mod guard;
mod history;
mod importing;
mod kit;
mod incident;
mod listener;
mod look;
mod merging;
mod name;
mod new;
mod notice;
mod observatory;
mod paths;
mod past;
mod password;
mod plan_edit;
mod preview;
mod runner;
mod safety;
mod session;
mod show;

pub use beside::{Against, Beside, Other, ReadBeside};
pub use clock::Clock;
pub use command::{Command, Reply};
pub use copies::{CopyOrder, Leftover, Recovered, Search};
pub use decision_edit::ResolutionChange;
pub use document::Document;
pub use drawing::{Draw, Drawn, Draws, Pace};
pub use earlier::Earlier;
pub use edit::{Edit, MERGED, RESTORED};
pub use effect::{Effect, Event, Export, ExportFailure, Purpose, Showing, Unprinted};
pub use exporting::{ExportProgress, ExportStep};
pub use gathering::{GatherOrder, GatherOutcome, GatherProgress, GatherReport, gather, open_panel};
pub use guard::Conflict;
pub use history::History;
pub use importing::{
    IMPORTED, Import, ImportCommand, ImportDesk, ImportDone, ImportOrder, ImportRead, ImportWay,
    import_edit,
};
pub use incident::{Handover, Hook, install as install_hook};
pub use kit::{KitFailure, KitWrite};
pub use listener::{is_software, listen as listen_to_log, renderer};
pub use merging::{MergeFound, MergeOrder, MergeReady, MergeRefusal, Merging};
pub use name::document as document_name;
pub use new::{NewDiagnostic, Population};
pub use notice::{News, Notice, Prompt, Tone, moment};
pub use observatory::{
    Failed, NotTaken, Observatory, PanelCommand, PanelEffect, PanelEvent, PanelPurpose, PanelWrite,
    Shown,
};
pub use password::Locked;
pub use past::{Past, PastId};
pub use plan_edit::{ActionChange, PlanEdit};
pub use preview::{Preview, PreviewOrder, Previewed, View};
pub use runner::{Runner, Wake, perform};
pub use safety::{Age, COPY_DELAY, CopyStatus, RETRY_DELAY, SaveStatus, Versions};
pub use session::Session;

pub use crate::report::{DocumentKind, DocumentOptions, Format, SectionKind, panel::PanelFormat};
pub use crate::storage::Password;
pub use crate::storage::settings::{Density, Settings, Theme, file as settings_file};
