//! What is chosen about a document before it is made.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    domain::RoleId,
    language::Lang,
    report::{Template, template::Logo},
};

use super::{DocumentKind, SectionKind};

/// Which document, in which language, of which parts, for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentOptions {
    /// The document.
    pub document: DocumentKind,
    /// The language it is written in.
    pub lang: Lang,
    /// Its sections in this order; all that it may have, in their usual order, if absent.
    pub sections: Option<Vec<SectionKind>>,
    /// Whether it may leave the authority: see [`crate::report::public`].
    pub public: bool,
    /// Whether a cover stands before the first page.
    pub cover: bool,
    /// The day on which it is read: terms that run out and the age of what is known of devices
    /// are counted to it; the diagnostic's own day if absent.
    pub read_on: Option<Date>,
    /// Of a questionnaire, who is asked; everybody if absent.
    pub role: Option<RoleId>,
    /// The authority's own look.
    pub template: Option<Arc<Template>>,
    /// A logo, in the place of the one of that look.
    pub logo: Option<Arc<Logo>>,
}

impl DocumentOptions {
    /// A whole document in a language, for the authority itself.
    pub fn of(document: DocumentKind, lang: Lang) -> Self {
        Self { document, lang, ..Self::default() }
    }

    /// The logo of the document: the one that was chosen, or that of the authority's own look.
    pub fn logo(&self) -> Option<&Logo> {
        let own = self.template.as_deref().and_then(|own| own.logo.as_ref());
        self.logo.as_deref().or(own)
    }

    /// The sections to print, in order: those chosen that the document may have.
    pub fn printed(&self) -> Vec<SectionKind> {
        let known = self.document.sections();
        let chosen = match &self.sections {
            None => known.to_vec(),
            Some(chosen) => chosen.iter().copied().filter(|kind| known.contains(kind)).collect(),
        };
        let kept = |kind: &SectionKind| !(self.public && kind.is_internal());
        chosen.into_iter().filter(kept).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_follows_the_choice_and_keeps_internal_parts_inside() {
        let mut options = DocumentOptions::of(DocumentKind::Brief, Lang::Fr);
        assert_eq!(options.printed(), DocumentKind::Brief.sections());
        options.sections =
            Some(vec![SectionKind::Tables, SectionKind::Sources, SectionKind::Compliance]);
        assert_eq!(options.printed(), [SectionKind::Tables, SectionKind::Compliance]);
        options.public = true;
        assert_eq!(options.printed(), [SectionKind::Tables]);
    }
}
