//! The family of documents: which can be made, of which sections, for whom.
//!
//! An official chooses a document by who will read it: two pages for an élu, the whole brief for
//! the council, a register for the head of department, a form for a service that has to answer.
//! Every one is made from the same diagnostic, as the same model, in every format.

mod kind;
mod options;
mod section;

pub use kind::DocumentKind;
pub use options::DocumentOptions;
pub use section::SectionKind;
