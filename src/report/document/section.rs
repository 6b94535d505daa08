//! The parts that documents are made of.

use crate::language::Lang;

/// A part of a document, which can be left out or put elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionKind {
    /// Countries, decisions, money and calendar: the second page of who decides.
    Deciding,
    /// What the élu can say.
    Speaking,
    /// The territory itself.
    Profile,
    /// The ties, intensity against mobilisation.
    Ties,
    /// The map and the country matrix.
    Matrix,
    /// Half a page for each country.
    Sheets,
    /// The partnerships, with what is proposed.
    Register,
    /// Each partnership as it was entered.
    Partnerships,
    /// The capacities and their levels.
    Capacities,
    /// The answers beside the survey of other authorities.
    Benchmarks,
    /// The second reading by recommendation.
    Gauges,
    /// The measures advised.
    Recommendations,
    /// The funding devices.
    Devices,
    /// The action plan.
    Plan,
    /// What to look at every year.
    Indicators,
    /// What the law asks for.
    Compliance,
    /// What to beware of.
    Risks,
    /// How the figures are made.
    Method,
    /// What nobody knows yet.
    ToFindOut,
    /// Every answer.
    Answers,
    /// Every table.
    Tables,
    /// Every source, with what rests on it.
    Sources,
    /// The words of the document.
    Glossary,
    /// The questions, to be answered on paper.
    Questions,
}

impl SectionKind {
    /// Every part, in the order of the brief.
    pub const ALL: [Self; 24] = [
        Self::Deciding,
        Self::Speaking,
        Self::Profile,
        Self::Ties,
        Self::Matrix,
        Self::Sheets,
        Self::Register,
        Self::Partnerships,
        Self::Capacities,
        Self::Benchmarks,
        Self::Gauges,
        Self::Recommendations,
        Self::Devices,
        Self::Plan,
        Self::Indicators,
        Self::Compliance,
        Self::Risks,
        Self::Method,
        Self::ToFindOut,
        Self::Answers,
        Self::Tables,
        Self::Sources,
        Self::Glossary,
        Self::Questions,
    ];

    /// The word for it on a command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deciding => "deciding",
            Self::Speaking => "speaking",
            Self::Profile => "profile",
            Self::Ties => "ties",
            Self::Matrix => "matrix",
            Self::Sheets => "sheets",
            Self::Register => "register",
            Self::Partnerships => "partnerships",
            Self::Capacities => "capacities",
            Self::Benchmarks => "benchmarks",
            Self::Gauges => "gauges",
            Self::Recommendations => "recommendations",
            Self::Devices => "devices",
            Self::Plan => "plan",
            Self::Indicators => "indicators",
            Self::Compliance => "compliance",
            Self::Risks => "risks",
            Self::Method => "method",
            Self::ToFindOut => "unknowns",
            Self::Answers => "answers",
            Self::Tables => "tables",
            Self::Sources => "sources",
            Self::Glossary => "glossary",
            Self::Questions => "questions",
        }
    }

    /// The part with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What it is called where it is chosen.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Deciding => lang.documents_part_deciding(),
            Self::Speaking => lang.speaking_short(),
            Self::Profile => lang.documents_part_profile(),
            Self::Ties => lang.documents_part_ties(),
            Self::Matrix => lang.documents_part_matrix(),
            Self::Sheets => lang.documents_part_sheets(),
            Self::Register => lang.documents_part_register(),
            Self::Partnerships => lang.printed_part_partnerships(),
            Self::Capacities => lang.documents_part_capacities(),
            Self::Benchmarks => lang.documents_part_benchmarks(),
            Self::Gauges => lang.documents_part_gauges(),
            Self::Recommendations => lang.documents_part_recommendations(),
            Self::Devices => lang.documents_part_devices(),
            Self::Plan => lang.plan_title(),
            Self::Indicators => lang.documents_part_indicators(),
            Self::Compliance => lang.documents_part_compliance(),
            Self::Risks => lang.documents_part_risks(),
            Self::Method => lang.documents_part_method(),
            Self::ToFindOut => lang.documents_part_unknowns(),
            Self::Answers => lang.documents_part_answers(),
            Self::Tables => lang.documents_part_tables(),
            Self::Sources => lang.documents_part_sources(),
            Self::Glossary => lang.documents_part_glossary(),
            Self::Questions => lang.documents_part_questions(),
        }
    }

    /// The annex of the brief that it belongs to, by its place in the method's list; none for what
    /// stands before the annexes.
    pub const fn annex(self) -> Option<u8> {
        Some(match self {
            Self::Deciding | Self::Speaking | Self::Questions => return None,
            Self::Profile => 0,
            Self::Ties => 1,
            Self::Matrix | Self::Sheets => 2,
            Self::Register | Self::Partnerships => 3,
            Self::Capacities | Self::Benchmarks => 4,
            Self::Gauges | Self::Recommendations => 5,
            Self::Plan | Self::Devices => 6,
            Self::Indicators => 7,
            Self::Compliance | Self::Risks => 8,
            Self::Glossary => 10,
            Self::Method | Self::ToFindOut | Self::Answers | Self::Tables | Self::Sources => 9,
        })
    }

    /// Whether it is for the authority alone, so that a public version leaves it out.
    pub const fn is_internal(self) -> bool {
        matches!(self, Self::Speaking | Self::Compliance | Self::ToFindOut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart_by_code_and_label() {
        for (index, a) in SectionKind::ALL.into_iter().enumerate() {
            assert_eq!(SectionKind::from_code(a.code()), Some(a));
            for b in SectionKind::ALL.into_iter().skip(index + 1) {
                assert_ne!(a.code(), b.code());
                for lang in Lang::ALL {
                    assert_ne!(a.label(*lang), b.label(*lang));
                }
            }
        }
    }
}
