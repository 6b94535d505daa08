//! The cover: who issues the document, in which version, and how far it is approved.
//!
//! It is a page of its own where the authority wants one; otherwise the same facts stand at the
//! head of the first page, which stays the page that says the essential.

use crate::report::{Template, document::DocumentOptions, palette::LIGHT};

use super::{Cover, Line, Meta, Theme, source::Source};

/// The cover of a document.
pub(super) fn cover(of: &Source<'_>, meta: &Meta, options: &DocumentOptions) -> Cover {
    let lang = of.lang;
    let said = &of.diagnostic.cover;
    let own = options.template.as_deref();
    let fact = |label: &str, text: Line| (!text.is_empty()).then(|| (Line::from(label), text));
    let date = said.date.map(|date| Line::from(lang.date(date))).unwrap_or_default();
    let facts = [
        fact(lang.documents_cover_issuer(), of.typed(&said.issuer)),
        fact(lang.documents_cover_version(), of.typed(&said.version)),
        fact(lang.documents_cover_date(), date),
    ];
    let words = own.iter().flat_map(|own| &own.cover).map(|text| Line::from(text.get(lang)));
    let footer = own.map(|own| own.footer.get(lang)).unwrap_or_default();
    let footer = if footer.is_empty() { meta.territory.as_str() } else { footer };
    Cover {
        page: options.cover,
        subtitle: of.typed(&said.subtitle),
        logo: options
            .logo()
            .map(|logo| (logo.page_file().0.into(), logo.alt(lang, &meta.territory))),
        facts: facts.into_iter().flatten().collect(),
        words: words.filter(|line| !line.is_empty()).collect(),
        footer: format!("{footer} · {}", meta.date_text).into(),
    }
}

/// The colors of a document: the authority's, or ours.
pub(super) fn theme(own: Option<&Template>) -> Theme {
    let or = |color: Option<&String>, ours: &str| color.cloned().unwrap_or_else(|| ours.to_owned());
    Theme {
        accent: or(own.and_then(|own| own.accent.as_ref()), LIGHT.accent),
        interval: or(own.and_then(|own| own.interval.as_ref()), LIGHT.interval),
    }
}
