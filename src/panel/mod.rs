//! Panels: what many diagnostics say together, without saying anything of one of them.
//!
//! A network's adviser wants to repeat the founding study's survey every year, and a member wants
//! to know where it stands among authorities like it; neither may learn another member's answers.
//! Members are counted exactly ([`Gathered`]) and only what is safe is told ([`Panel`]): no name, no
//! code, no text, no count of answers under k, and none that could be had by subtraction.
//! `docs/panel.md` says how.

mod group;
mod signature;
mod measure;
mod place;
mod gather;
mod partition;
mod protect;
mod told;
mod merge;
mod beside;
mod hard;

pub use beside::{Beside, Own, Standing, beside, comparable_with};
pub use gather::{Contribution, Gathered, Measures};
pub use group::{Group, Peer};
pub use hard::{Unanswered, unanswered};
pub use measure::{Key, Measure, Scale, TIE_VERDICTS, figure_edges};
pub use merge::{MergeError, differs_by_few};
pub use signature::{Signature, asked};
pub use told::{Band, Counts, PackName, Panel, Part, Told};

/// The least number of members behind anything that is told, unless another is asked for.
pub const DEFAULT_K: u32 = 5;

/// The least k: under it, « fewer than k » would say one number.
pub const LEAST_K: u32 = 3;

/// The most that k can be.
pub const MOST_K: u32 = 1_000;
