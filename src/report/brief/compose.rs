//! Which sections make which document.

use std::borrow::Cow;

use crate::{
    advice::{Advice, advise},
    domain::{Diagnostic, RoleId},
    language::Lang,
    questionnaire::Pack,
    report::{
        document::{DocumentKind, DocumentOptions, SectionKind},
        public,
    },
    scoring::Assessment,
};

use super::{
    Brief, Front, Meta, Section, advice, annexes, answers, asked, benchmarks, countries, cover,
    deciding, front, meta, method, plan, results, review, sheets, source::Source, sources,
    speaking, tables,
};

/// What a document is made from, once all that must stay inside is taken out.
pub(super) struct Prepared<'a> {
    pack: &'a Pack,
    diagnostic: Cow<'a, Diagnostic>,
    assessment: Cow<'a, Assessment>,
    lang: Lang,
    public: bool,
}

impl<'a> Prepared<'a> {
    /// A diagnostic as this document may tell it.
    pub(super) fn new(
        pack: &'a Pack,
        diagnostic: &'a Diagnostic,
        assessment: &'a Assessment,
        options: &DocumentOptions,
    ) -> Self {
        let (diagnostic, assessment) = if options.public {
            let kept = public::kept(pack, diagnostic);
            (Cow::Owned(kept), Cow::Owned(public::without_contexts(assessment)))
        } else {
            (Cow::Borrowed(diagnostic), Cow::Borrowed(assessment))
        };
        Self { pack, diagnostic, assessment, lang: options.lang, public: options.public }
    }

    /// What its sections are made from.
    pub(super) fn source(&self) -> Source<'_> {
        Source {
            pack: self.pack,
            diagnostic: &self.diagnostic,
            assessment: &self.assessment,
            lang: self.lang,
            public: self.public,
        }
    }
}

impl Brief {
    /// The complete brief of a diagnostic, worded in `lang`, for the authority itself.
    pub fn new(pack: &Pack, diagnostic: &Diagnostic, assessment: &Assessment, lang: Lang) -> Self {
        let options = DocumentOptions::of(DocumentKind::Brief, lang);
        Self::of(pack, diagnostic, assessment, &options)
    }

    /// A document of the family, made of what a diagnostic and its assessment say.
    pub fn of(
        pack: &Pack,
        diagnostic: &Diagnostic,
        assessment: &Assessment,
        options: &DocumentOptions,
    ) -> Self {
        Self::from_source(&Prepared::new(pack, diagnostic, assessment, options).source(), options)
    }

    /// The same from what was prepared for it already.
    pub(super) fn from_source(of: &Source<'_>, options: &DocumentOptions) -> Self {
        // Results describe the diagnostic's day; what runs out is counted to the day of reading.
        let day = options.read_on.unwrap_or(of.diagnostic.as_of);
        let advice = advise(of.pack, of.diagnostic, of.assessment, day);
        Self::composed(of, &advice, options)
    }

    /// The complete brief, with advice that was given already for the day of reading.
    pub fn advised(
        pack: &Pack,
        diagnostic: &Diagnostic,
        assessment: &Assessment,
        advice: &Advice,
        lang: Lang,
    ) -> Self {
        let options = DocumentOptions::of(DocumentKind::Brief, lang);
        let prepared = Prepared::new(pack, diagnostic, assessment, &options);
        Self::composed(&prepared.source(), advice, &options)
    }

    fn composed(of: &Source<'_>, advice: &Advice, options: &DocumentOptions) -> Self {
        let printed = options.printed().into_iter();
        if options.document == DocumentKind::Review {
            let sections = vec![review::without_earlier(of)];
            return Self::put_together(of, options, meta(of, options), None, sections);
        }
        let mut sections = Vec::new();
        for kind in printed {
            if kind == SectionKind::Questions {
                let all = questions(of, options.role.as_ref());
                sections.extend(all.into_iter().map(|section| (kind, section)));
            } else {
                let alone = options.document == DocumentKind::Plan && kind == SectionKind::Plan;
                let empty = || alone.then(|| plan::not_yet(of, advice));
                let told = section(of, advice, kind).or_else(empty);
                sections.extend(told.map(|section| (kind, section)));
            }
        }
        if options.document == DocumentKind::Brief && 3 < sections.len() {
            letter(&mut sections, options.lang);
        }
        let decides = sections.first().is_some_and(|(kind, _)| *kind == SectionKind::Deciding);
        let front = options.document.has_front().then(|| front::front(of, advice));
        let sections = sections.into_iter().map(|(_, section)| section).collect();
        let brief = Self::put_together(of, options, meta(of, options), front, sections);
        Self { opening: usize::from(decides), ..brief }
    }

    /// These pages and sections as a document, with the cover and the look that were chosen.
    pub(super) fn put_together(
        of: &Source<'_>,
        options: &DocumentOptions,
        meta: Meta,
        front: Option<Front>,
        sections: Vec<Section>,
    ) -> Self {
        let own = options.template.as_deref();
        let mut brief = Self {
            cover: cover::cover(of, &meta, options),
            theme: cover::theme(own),
            logo: options.logo().cloned(),
            opening: 0,
            meta,
            front,
            sections,
        };
        if options.public {
            public::soften(&mut brief, options.lang);
        }
        brief
    }
}

/// One section, if it has something to say.
fn section(of: &Source<'_>, advice: &Advice, kind: SectionKind) -> Option<Section> {
    // A diagnostic that has only begun makes a short brief.
    let known = results::anything_known(of);
    match kind {
        SectionKind::Deciding => deciding::section(of, advice),
        SectionKind::Profile => annexes::profile(of),
        SectionKind::Speaking => speaking::section(of),
        SectionKind::Ties => results::ties(of),
        SectionKind::Matrix => countries::matrix(of),
        SectionKind::Sheets => sheets::section(of, advice),
        SectionKind::Register => countries::register(of, advice),
        SectionKind::Partnerships => tables::partnerships(of),
        SectionKind::Capacities => results::capacities(of),
        SectionKind::Benchmarks => benchmarks::section(of),
        SectionKind::Gauges => results::gauges(of),
        SectionKind::Recommendations => advice::recommendations(of, advice),
        SectionKind::Devices => advice::devices(of, advice),
        SectionKind::Plan => plan::section(of),
        SectionKind::Indicators => annexes::indicators(of).filter(|_| known),
        SectionKind::Compliance => advice::compliance(of, advice),
        SectionKind::Risks => known.then(|| annexes::risks(of)),
        SectionKind::Method => Some(method::section(of)),
        SectionKind::ToFindOut => method::to_find_out(of),
        SectionKind::Answers => answers::section(of),
        SectionKind::Tables => tables::section(of),
        SectionKind::Sources => sources::section(of),
        SectionKind::Glossary => known.then(|| annexes::glossary(of)),
        // It is one section for each theme: see `questions`.
        SectionKind::Questions => None,
    }
}

/// How to fill the questionnaire in, then a section for each theme that asks this role something.
fn questions(of: &Source<'_>, role: Option<&RoleId>) -> Vec<Section> {
    let themes = of.pack.dimensions.iter();
    let themes = themes.filter_map(|dimension| asked::section(of, dimension, role));
    std::iter::once(asked::guide(of, role)).chain(themes).collect()
}

/// Puts the letter of its annex before each title; parts of one annex are numbered.
fn letter(sections: &mut [(SectionKind, Section)], lang: Lang) {
    let mut letters = 'A'..='Z';
    let kinds: Vec<_> = sections.iter().map(|(kind, _)| kind.annex()).collect();
    let mut at = 0;
    while let Some(annex) = kinds.get(at) {
        let rest = kinds.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|other| *other == annex).count().max(1);
        if annex.is_some() {
            let letter = letters.next().unwrap_or('Z');
            let parts = sections.iter_mut().skip(at).take(count);
            for (number, (_, section)) in (1..).zip(parts) {
                let title = std::mem::take(&mut section.title);
                section.title = if count == 1 {
                    lang.documents_annex(letter, title).into()
                } else {
                    lang.documents_annex_part(letter, number, title).into()
                };
            }
        }
        at += count;
    }
}
