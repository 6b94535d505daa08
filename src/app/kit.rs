//! Contributors' workbooks on their way out.

use std::{path::PathBuf, sync::Arc};

use jiff::civil::Date;

use crate::{
    domain::{Diagnostic, RoleId},
    exchange::{KitOrder, KitProblem, write_kit},
    language::Lang,
    questionnaire::Pack,
    report::{DocumentKind, DocumentOptions, Format},
    storage::{self, SaveError},
};

use super::{Document, Effect, Event, Purpose, Session};

/// A workbook to be made and written.
#[derive(Clone, Debug)]
pub struct KitWrite {
    /// Where to.
    pub path: PathBuf,
    /// The state that the contributor begins from.
    pub diagnostic: Arc<Diagnostic>,
    /// The document's pack.
    pub pack: Arc<Pack>,
    /// Who is asked.
    pub role: RoleId,
    /// The language of the form.
    pub lang: Lang,
    /// The day it is made.
    pub day: Date,
    /// Whether an existing file may be replaced.
    pub replace: bool,
}

/// Why a workbook was not written.
#[derive(Debug)]
pub enum KitFailure {
    /// It could not be made.
    Made(KitProblem),
    /// It could not be written to its file.
    File(SaveError),
}

impl KitFailure {
    /// Why, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Made(problem) => problem.sentence(lang),
            Self::File(error) => error.sentence(lang),
        }
    }
}

impl KitWrite {
    /// Makes and writes the workbook.
    pub(super) fn perform(self) -> Event {
        if !self.replace && self.path.exists() {
            return Event::Exists(Purpose::Kit, self.path);
        }
        let order = KitOrder {
            pack: &self.pack,
            diagnostic: &self.diagnostic,
            role: &self.role,
            lang: self.lang,
            day: self.day,
        };
        let written = write_kit(&order)
            .map_err(KitFailure::Made)
            .and_then(|bytes| storage::replace(&self.path, &bytes).map_err(KitFailure::File));
        Event::KitWritten(self.path, written)
    }
}

impl Session {
    /// Has a workbook, or its paper form, made for the role that was chosen last.
    pub(super) fn make_kit(&self, purpose: Purpose, path: PathBuf, replace: bool) -> Vec<Effect> {
        let (Some(document), Some(role)) = (&self.document, &self.kit_role) else {
            return Vec::new();
        };
        if purpose == Purpose::KitPdf {
            return vec![self.paper(document, role, path, replace)];
        }
        vec![Effect::WriteKit(Box::new(KitWrite {
            path,
            diagnostic: Arc::clone(document.diagnostic()),
            pack: Arc::clone(document.pack()),
            role: role.clone(),
            lang: self.lang(),
            day: self.clock.today(),
            replace,
        }))]
    }

    /// The blank questionnaire of a role.
    fn paper(&self, document: &Document, role: &RoleId, path: PathBuf, replace: bool) -> Effect {
        let options = DocumentOptions {
            role: Some(role.clone()),
            template: self.options.template.clone(),
            ..DocumentOptions::of(DocumentKind::Questionnaire, self.lang())
        };
        self.export_to(document, (path, Format::Pdf), options, replace)
    }

    /// The name to propose for a workbook: whom it is for, and of what.
    pub(super) fn kit_name(&self, stem: &str) -> String {
        let pack = self.document.as_ref().map(Document::pack);
        let role = pack.zip(self.kit_role.as_ref()).and_then(|(pack, id)| pack.role(id));
        let role = role.map_or("", |role| role.title.get(self.lang()));
        super::name::safe(&self.lang().kits_file(role, stem))
    }
}
