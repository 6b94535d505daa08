//! The brief: what a diagnostic says to a mayor, first as plain data, then as a document.
//!
//! [`Brief`] holds every sentence and number already worded in one language; an exporter only
//! lays it out. Nothing is computed here that scoring does not say, and nothing is invented.

pub mod brief;
pub mod document;
pub mod draws;
pub mod exploration;
pub mod gauges;
pub mod compare;
pub mod history;
pub mod ladder;
pub mod merge;
pub mod map;
pub mod panel;
pub mod plan_words;
pub mod public;
pub mod survey;
pub mod ties;
pub mod matrix;
pub mod personal;
pub mod preflight;
pub mod preview;
pub mod template;
pub mod why;
pub mod words;

pub(crate) mod palette;
mod xml;
mod docx;
mod format;
mod handout;
mod html;
mod markdown;
mod pdf;
mod step;
mod xlsx;

pub use brief::Brief;
pub use document::{DocumentKind, DocumentOptions, SectionKind};
pub use format::{Export, ExportError, Format, export, export_in_steps, export_review};
pub use handout::{Handout, export_handout};
pub(crate) use pdf::TEMPLATE;
pub use pdf::{Pdf, pdf, render};
pub use step::{Follow, Step};
pub use template::{Template, TemplateProblem};
