//! The words for values of the domain and of scoring, in the reader's language.

use crate::{
    domain::{AuthorityKind, Confidentiality, Coverage, Evidence, Perimeter, Status},
    language::Lang,
    questionnaire::Truth,
    scoring::{Aggregate, Class, CountryRow, Reliability, StrengthOrigin, TieVerdict},
};

/// How well something is proved: « document interne ».
pub const fn evidence(lang: Lang, grade: Evidence) -> &'static str {
    match grade {
        Evidence::E0 => lang.words_evidence_e0(),
        Evidence::E1 => lang.words_evidence_e1(),
        Evidence::E2 => lang.words_evidence_e2(),
        Evidence::E3 => lang.words_evidence_e3(),
    }
}

/// What is missing from a table means: « liste partielle : … ».
pub const fn coverage(lang: Lang, coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Exhaustive => lang.words_coverage_exhaustive(),
        Coverage::TopN => lang.words_coverage_top_n(),
        Coverage::Partial => lang.words_coverage_partial(),
    }
}

/// The area that a figure describes.
pub const fn perimeter(lang: Lang, perimeter: Perimeter) -> &'static str {
    match perimeter {
        Perimeter::Commune => lang.words_perimeter_commune(),
        Perimeter::Epci => lang.words_perimeter_epci(),
        Perimeter::EmploymentZone => lang.words_perimeter_employment_zone(),
        Perimeter::Departement => lang.words_perimeter_departement(),
        Perimeter::Region => lang.words_perimeter_region(),
        Perimeter::Other => lang.words_perimeter_other(),
    }
}

/// How far a document has been approved.
pub const fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::Draft => lang.documents_status_draft(),
        Status::Approved => lang.documents_status_approved(),
    }
}

/// Who may read a document.
pub const fn confidentiality(lang: Lang, degree: Confidentiality) -> &'static str {
    match degree {
        Confidentiality::Internal => lang.documents_degree_internal(),
        Confidentiality::Restricted => lang.documents_degree_restricted(),
        Confidentiality::Open => lang.documents_degree_open(),
    }
}

/// The legal status of an authority.
pub const fn authority(lang: Lang, kind: AuthorityKind) -> &'static str {
    match kind {
        AuthorityKind::Commune => lang.words_kind_commune(),
        AuthorityKind::Metropole => lang.words_kind_metropole(),
        AuthorityKind::UrbanCommunity => lang.words_kind_urban_community(),
        AuthorityKind::AgglomerationCommunity => lang.words_kind_agglomeration_community(),
        AuthorityKind::CommuneCommunity => lang.words_kind_commune_community(),
        AuthorityKind::Special => lang.words_kind_special(),
    }
}

/// A class of the country matrix; `None` asks no action.
pub const fn class(lang: Lang, class: Option<Class>) -> &'static str {
    match class {
        Some(Class::Pillar) => lang.words_class_pillar(),
        Some(Class::LatentOpportunity) => lang.words_class_latent_opportunity(),
        Some(Class::ToRevive) => lang.words_class_to_revive(),
        Some(Class::ToRoot) => lang.words_class_to_root(),
        Some(Class::Dormant) => lang.words_class_dormant(),
        None => lang.words_class_none(),
    }
}

/// The class of a country, or that none can be named yet.
pub fn class_of(lang: Lang, row: &CountryRow) -> &'static str {
    if row.is_open() { lang.words_class_open() } else { class(lang, row.class) }
}

/// What the class of a country means, or why none can be named yet.
pub fn class_reading_of(lang: Lang, row: &CountryRow) -> &'static str {
    if row.is_open() { lang.words_class_open_reading() } else { class_reading(lang, row.class) }
}

/// The sign that stands before the class of a country, if one can be named.
pub fn class_sign_of(row: &CountryRow) -> &'static str {
    if row.is_open() { "?" } else { class_sign(row.named_class()) }
}

/// A text with its first letter in upper case, as at the head of a cell or line.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    first + chars.as_str()
}

/// What a class means and calls for, in one sentence.
pub const fn class_reading(lang: Lang, class: Option<Class>) -> &'static str {
    match class {
        Some(Class::Pillar) => lang.words_class_pillar_reading(),
        Some(Class::LatentOpportunity) => lang.words_class_latent_opportunity_reading(),
        Some(Class::ToRevive) => lang.words_class_to_revive_reading(),
        Some(Class::ToRoot) => lang.words_class_to_root_reading(),
        Some(Class::Dormant) => lang.words_class_dormant_reading(),
        None => lang.words_class_none_reading(),
    }
}

/// The sign that stands before a class, so that color is never alone.
pub const fn class_sign(class: Option<Class>) -> &'static str {
    match class {
        Some(Class::Pillar) => "■",
        Some(Class::LatentOpportunity) => "◆",
        Some(Class::ToRevive) => "▲",
        Some(Class::ToRoot) => "▼",
        Some(Class::Dormant) => "○",
        None => "–",
    }
}

/// What the gap between a tie's intensity and its mobilisation says.
pub const fn verdict(lang: Lang, verdict: TieVerdict) -> &'static str {
    match verdict {
        TieVerdict::UnderMobilised => lang.words_verdict_under_mobilised(),
        TieVerdict::Unrooted => lang.words_verdict_unrooted(),
        TieVerdict::Balanced => lang.words_verdict_balanced(),
        TieVerdict::Insufficient => lang.words_verdict_insufficient(),
    }
}

/// Where the strength of a tie with a country comes from.
pub const fn origin(lang: Lang, origin: StrengthOrigin) -> &'static str {
    match origin {
        StrengthOrigin::Listed => lang.words_origin_listed(),
        StrengthOrigin::WithinZone => lang.words_origin_within_zone(),
        StrengthOrigin::AbsentFromAll => lang.words_origin_absent_from_all(),
        StrengthOrigin::BelowListed => lang.words_origin_below_listed(),
        StrengthOrigin::Unknown => lang.words_origin_unknown(),
    }
}

/// Whether a gate holds.
pub const fn gate(lang: Lang, holds: Truth) -> &'static str {
    match holds {
        Truth::True => lang.words_gate_met(),
        Truth::False => lang.words_gate_failed(),
        Truth::Unknown => lang.words_gate_open(),
    }
}

/// An aggregate: its centre with its interval, or why no centre is shown.
pub fn aggregate(lang: Lang, value: &Aggregate) -> String {
    let score = |value: f64| lang.number(value * 100.0, 0);
    let (low, high) = (score(value.low), score(value.high));
    match value.shown_centre() {
        Some(centre) if low == high => score(centre),
        Some(centre) => lang.report_centre(score(centre), low, high),
        None if value.completeness <= 0.0 => lang.words_origin_unknown().to_owned(),
        None => lang.report_bounds(low, high),
    }
}

/// How far an aggregate can be relied on, or that too little is known.
pub fn reliance(lang: Lang, value: &Aggregate) -> String {
    if value.sufficient {
        reliability(lang, value.reliability)
    } else {
        lang.words_insufficient().to_owned()
    }
}

/// A reliability: « fiabilité B », with a word when too much of it is old.
pub fn reliability(lang: Lang, reliability: Reliability) -> String {
    let letter = reliability.letter.as_str();
    if reliability.stale {
        lang.words_reliability_stale(letter)
    } else {
        lang.words_reliability(letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_a_capital_whatever_its_letters() {
        assert_eq!(capital("élu·e, cabinet"), "Élu·e, cabinet");
        assert_eq!([capital(""), capital("100 jours")], ["", "100 jours"]);
    }

    #[test]
    fn classes_differ_by_word_and_by_sign() {
        let all: Vec<_> = Class::ALL.into_iter().map(Some).chain([None]).collect();
        for (i, a) in all.iter().enumerate() {
            for b in all.iter().skip(i + 1) {
                assert_ne!(class_sign(*a), class_sign(*b));
                for lang in Lang::ALL {
                    assert_ne!(class(*lang, *a), class(*lang, *b));
                }
            }
        }
    }
}
