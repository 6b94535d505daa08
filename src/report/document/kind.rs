//! The documents that can be made of a diagnostic.

use crate::language::Lang;

use super::SectionKind;

/// A document that can be made of a diagnostic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// Two pages for those who decide (« note pour les élus »).
    Summary,
    /// One page to decide, and everything behind it (« note stratégique complète »).
    #[default]
    Brief,
    /// The partnerships, one by one.
    Register,
    /// Half a page for each country (« fiches pays »).
    Countries,
    /// What was decided to do, and who could pay (« plan d'action »).
    Plan,
    /// Every question, to be answered on paper (« questionnaire vierge », « guide d'entretien »).
    Questionnaire,
    /// Every answer and row with its source.
    Sources,
    /// Two pages on the year, from an earlier state to the present one (« bilan annuel »).
    Review,
}

impl DocumentKind {
    /// Every document, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Summary,
        Self::Brief,
        Self::Register,
        Self::Countries,
        Self::Plan,
        Self::Questionnaire,
        Self::Sources,
        Self::Review,
    ];

    /// The word for it on a command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Brief => "brief",
            Self::Register => "register",
            Self::Countries => "countries",
            Self::Plan => "plan",
            Self::Questionnaire => "questionnaire",
            Self::Sources => "sources",
            Self::Review => "review",
        }
    }

    /// The document with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What it is called where it is chosen.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Summary => lang.documents_summary(),
            Self::Brief => lang.documents_brief(),
            Self::Register => lang.documents_register(),
            Self::Countries => lang.documents_countries_sheets(),
            Self::Plan => lang.documents_plan(),
            Self::Questionnaire => lang.documents_questionnaire(),
            Self::Sources => lang.documents_sources(),
            Self::Review => lang.review_label(),
        }
    }

    /// Whom it is for and what it holds, in one sentence.
    pub const fn purpose(self, lang: Lang) -> &'static str {
        match self {
            Self::Summary => lang.documents_summary_purpose(),
            Self::Brief => lang.documents_brief_purpose(),
            Self::Register => lang.documents_register_purpose(),
            Self::Countries => lang.documents_countries_purpose(),
            Self::Plan => lang.documents_plan_purpose(),
            Self::Questionnaire => lang.documents_questionnaire_purpose(),
            Self::Sources => lang.documents_sources_purpose(),
            Self::Review => lang.review_purpose(),
        }
    }

    /// Its title, with the authority that it is about.
    pub fn title(self, lang: Lang, territory: &str) -> String {
        match self {
            Self::Summary => lang.documents_summary_title(territory),
            Self::Brief => lang.report_title(territory),
            Self::Register => lang.documents_register_title(territory),
            Self::Countries => lang.documents_countries_title(territory),
            Self::Plan => lang.documents_plan_title(territory),
            Self::Questionnaire => lang.documents_questionnaire_title(territory),
            Self::Sources => lang.documents_sources_title(territory),
            Self::Review => lang.review_title(territory),
        }
    }

    /// The name of its files: what it is, of which territory, of which day.
    pub fn file_name(self, lang: Lang, territory: &str, when: &str) -> String {
        match self {
            Self::Summary => lang.documents_summary_file(territory, when),
            Self::Brief => lang.exports_file_name(territory, when),
            Self::Register => lang.documents_register_file(territory, when),
            Self::Countries => lang.documents_countries_file(territory, when),
            Self::Plan => lang.documents_plan_file(territory, when),
            Self::Questionnaire => lang.documents_questionnaire_file(territory, when),
            Self::Sources => lang.documents_sources_file(territory, when),
            Self::Review => lang.review_file_name(territory, when),
        }
    }

    /// The sections that it may have, in their usual order.
    pub const fn sections(self) -> &'static [SectionKind] {
        use SectionKind as S;
        match self {
            Self::Summary => &[S::Deciding],
            Self::Brief => &[
                S::Deciding,
                S::Speaking,
                S::Profile,
                S::Ties,
                S::Matrix,
                S::Sheets,
                S::Register,
                S::Capacities,
                S::Benchmarks,
                S::Gauges,
                S::Recommendations,
                S::Devices,
                S::Plan,
                S::Indicators,
                S::Compliance,
                S::Risks,
                S::Method,
                S::ToFindOut,
                S::Answers,
                S::Tables,
                S::Glossary,
            ],
            Self::Register => &[S::Register, S::Partnerships],
            Self::Countries => &[S::Sheets],
            Self::Plan => &[S::Plan, S::Devices],
            Self::Questionnaire => &[S::Questions],
            Self::Sources => &[S::Sources],
            Self::Review => &[],
        }
    }

    /// Whether it begins with the page that says the essential.
    pub const fn has_front(self) -> bool {
        matches!(self, Self::Summary | Self::Brief | Self::Review)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_apart_by_code_label_and_file() {
        for lang in Lang::ALL {
            for (index, a) in DocumentKind::ALL.into_iter().enumerate() {
                assert_eq!(DocumentKind::from_code(a.code()), Some(a));
                for b in DocumentKind::ALL.into_iter().skip(index + 1) {
                    assert_ne!(a.code(), b.code());
                    assert_ne!(a.label(*lang), b.label(*lang));
                    assert_ne!(a.file_name(*lang, "x", "y"), b.file_name(*lang, "x", "y"));
                }
            }
        }
    }
}
