//! The state that an annual review starts from, and what is chosen about it.

use std::{path::PathBuf, sync::Arc};

use crate::{
    domain::Frozen,
    report::{self, DocumentKind, DocumentOptions, ExportError, Follow, Format},
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
        let review = options.document == DocumentKind::Review;
        Effect::Export(Box::new(Export {
            path,
            format,
            options,
            pack: document.pack().clone(),
            diagnostic: document.diagnostic().clone(),
            assessment: document.assessment().clone(),
            earlier: if review { self.earlier(document) } else { None },
            replace,
            progress: Arc::default(),
        }))
    }

    /// The state that an annual review starts from: the one that stands beside the document, or
    /// the latest frozen one that describes an earlier day.
    fn earlier(&self, document: &Document) -> Option<Earlier> {
        if let Some(Ok(other)) = self.beside().map(|beside| beside.read.as_ref()) {
            return Some(Earlier::Read(Arc::clone(other)));
        }
        let diagnostic = document.diagnostic();
        let before = diagnostic.frozen.iter().filter(|state| state.as_of < diagnostic.as_of);
        before.max_by_key(|state| state.as_of).cloned().map(Earlier::Frozen)
    }
}

/// Makes an annual review, the earlier day first.
pub(super) fn make(export: &Export, follow: Follow<'_>) -> Result<report::Export, ExportFailure> {
    let Export { format, options, pack, diagnostic, assessment, .. } = export;
    let none = || ExportFailure::Brief(ExportError::NoEarlier);
    let other = export.earlier.clone().ok_or_else(none)?.read()?;
    let own = Taken { pack, diagnostic, assessment };
    let pair = match other.taken() {
        other if own.diagnostic.as_of < other.diagnostic.as_of => (own, other),
        other => (other, own),
    };
    report::export_review(*format, pair, options, follow).map_err(ExportFailure::Brief)
}
