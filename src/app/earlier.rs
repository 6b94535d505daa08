//! The state that an annual review starts from, and what is chosen about it.

use std::{path::PathBuf, sync::Arc};

use crate::{
    domain::Frozen,
    report::{
        self, Brief, DocumentKind, DocumentOptions, ExportError, Follow, Format, brief::review,
    },
    scoring::{Taken, assess},
    storage::{self, Opened},
};

use super::{Document, Effect, ExportFailure, Other, Purpose, Session, effect::Export};

/// The state that an annual review starts from.
#[derive(Clone, Debug)]
pub enum Earlier {
    /// One that is read already.
    Read(Arc<Other>),
    /// A frozen one.
    Frozen(Arc<Frozen>),
}

/// The very same state, not one that says the same.
impl PartialEq for Earlier {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Read(one), Self::Read(other)) => Arc::ptr_eq(one, other),
            (Self::Frozen(one), Self::Frozen(other)) => Arc::ptr_eq(one, other),
            (Self::Read(_), Self::Frozen(_)) | (Self::Frozen(_), Self::Read(_)) => false,
        }
    }
}

impl Eq for Earlier {}

impl Earlier {
    /// The state with its results.
    fn read(self) -> Result<Arc<Other>, ExportFailure> {
        match self {
            Self::Read(other) => Ok(other),
            Self::Frozen(state) => {
                let opened: Opened = storage::thaw(&state).map_err(ExportFailure::Earlier)?;
                let assessment = assess(&opened.pack, &opened.diagnostic);
                Ok(Arc::new(Other { opened, assessment }))
            }
        }
    }
}

impl Session {
    /// The document that is chosen, in words.
    pub fn worded(&self, document: &Document) -> Result<Brief, ExportFailure> {
        word(document.taken(), self.review_from(document), &self.options)
    }

    /// Of an annual review, the state that it starts from.
    pub fn review_from(&self, document: &Document) -> Option<Earlier> {
        self.earlier(document, &self.options)
    }

    /// Options whose terms are counted to the present day.
    pub(super) fn read_today(&self, options: DocumentOptions) -> DocumentOptions {
        DocumentOptions { read_on: Some(self.clock.today()), ..options }
    }

    /// What is chosen about a document: of an annual review, everything but the document.
    pub(super) fn options_for(&self, purpose: Purpose) -> DocumentOptions {
        let options = self.read_today(self.options.clone());
        match purpose {
            Purpose::Review(_) => {
                DocumentOptions { document: DocumentKind::Review, sections: None, ..options }
            }
            _ => options,
        }
    }

    pub(super) fn export_to(
        &self,
        document: &Document,
        (path, format): (PathBuf, Format),
        options: DocumentOptions,
        replace: bool,
    ) -> Effect {
        let earlier = self.earlier(document, &options);
        Effect::Export(Box::new(Export {
            path,
            format,
            options,
            pack: document.pack().clone(),
            diagnostic: document.diagnostic().clone(),
            assessment: document.assessment().clone(),
            earlier,
            replace,
            progress: Arc::default(),
        }))
    }

    /// The state that an annual review starts from: the one that stands beside the document, or
    /// the latest frozen one that describes an earlier day. No other document has one.
    pub(super) fn earlier(
        &self,
        document: &Document,
        options: &DocumentOptions,
    ) -> Option<Earlier> {
        if options.document != DocumentKind::Review {
            return None;
        }
        if let Some(Ok(other)) = self.beside().map(|beside| beside.read.as_ref()) {
            return Some(Earlier::Read(Arc::clone(other)));
        }
        let diagnostic = document.diagnostic();
        let before = diagnostic.frozen.iter().filter(|state| state.as_of < diagnostic.as_of);
        before.max_by_key(|state| state.as_of).cloned().map(Earlier::Frozen)
    }
}

/// A document in words; an annual review without an earlier state says how to come by one.
pub(super) fn word(
    own: Taken<'_>,
    earlier: Option<Earlier>,
    options: &DocumentOptions,
) -> Result<Brief, ExportFailure> {
    let Some(earlier) = earlier else {
        return Ok(Brief::of(own.pack, own.diagnostic, own.assessment, options));
    };
    let other = earlier.read()?;
    let (old, new) = in_order(own, other.taken());
    Ok(review(old, new, options))
}

/// Two states, the one that describes the earlier day first.
fn in_order<'a>(own: Taken<'a>, other: Taken<'a>) -> (Taken<'a>, Taken<'a>) {
    if own.diagnostic.as_of < other.diagnostic.as_of { (own, other) } else { (other, own) }
}

/// Makes an annual review, the earlier day first.
pub(super) fn make(export: &Export, follow: Follow<'_>) -> Result<report::Export, ExportFailure> {
    let Export { format, options, pack, diagnostic, assessment, .. } = export;
    let none = || ExportFailure::Brief(ExportError::NoEarlier);
    let other = export.earlier.clone().ok_or_else(none)?.read()?;
    let own = Taken { pack, diagnostic, assessment };
    report::export_review(*format, in_order(own, other.taken()), options, follow)
        .map_err(ExportFailure::Brief)
}
