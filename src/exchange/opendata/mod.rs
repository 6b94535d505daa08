//! Official open data: what a file of a ministry, the INSEE, a register or the customs says of a
//! territory, proposed line by line.
//!
//! An official has downloaded a file that they have never opened. They want to know what of it is
//! about their territory and where it goes, to see it before it is there, and to be told what the
//! figures do not say. Nothing is taken in that was not shown.

mod answers;
mod cell;
mod extract;
mod flow;
mod generic;
mod layout;
mod make;
mod matching;
mod mention;
mod noted;
mod perimeter;
mod proposal;
mod quarter;
mod recognise;
mod sections;
mod words;

pub use extract::{Extract, extract};
pub use generic::{Matching, match_columns};
pub use layout::{Layout, Tried, layouts};
pub use noted::{Flag, Tally};
pub use proposal::{
    Counts, Decisions, Group, Line, Proposal, Remark, Status, Target, Unfit, What, propose,
};
pub use recognise::{Found, Recognised, recognise};
