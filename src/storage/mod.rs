//! Storage: documents and settings on disk, as RON text that is read whole or refused whole.
//!
//! Reading never changes a file; saving replaces it in one step, so that it is never half
//! written. `docs/format.md` describes the format.

mod atomic;
mod cell;
mod companion;
mod disk;
mod extras;
mod fault;
mod file_stamp;
mod fold;
mod frozen;
mod home;
mod lean;
mod incident;
mod lock;
mod migrate;
mod open;
mod open_error;
mod pack;
mod plan_record;
mod point_record;
mod plan_write;
mod record;
mod recovery;
mod ron_fields;
mod save;
mod save_error;
mod seal;
mod v1;
mod template;
mod version;
mod write;

pub mod settings;

pub use atomic::{replace, replace_unless};
pub use disk::Trial;
pub use extras::Extras;
pub use fault::{Fault, FaultReason};
pub use file_stamp::{FileStamp, changed_since};
pub use frozen::{freeze, thaw};
pub use home::{PORTABLE, incident_folder, state_folder};
pub use incident::{untold_incident, write_incident};
pub use lean::{Lean, PackShelf, open_lean, read_lean};
pub use lock::{Claimed, Holder, Lock, claim};
pub use open::{Access, Opened, ReadOnlyReason, open, open_with, read};
pub use open_error::{OpenError, OpenProblem};
pub use pack::stamp;
pub use recovery::{
    CopyNote, CopyPlace, FoundCopy, copies_beside, copies_in, place_beside, place_in, read_copy,
    remove_copy, stays_held, write_copy,
};
pub use save::{save, save_sealed};
pub use save_error::{SaveError, SaveProblem};
pub use seal::Password;
pub use template::{TemplateError, TemplateFolder, read_logo, read_template};
pub use version::{Version, versions};
pub use write::write;

/// What a document's file name ends with.
pub const EXTENSION: &str = "passerelle";

/// The format that this program writes.
pub const FORMAT: u32 = 1;

/// The largest file that is read, in bytes; a typical one is under 100 kB.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;
