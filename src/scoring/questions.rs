//! Question by question: does it count, what is it worth, how well is it proved.

use crate::{
    domain::{Path, State},
    questionnaire::{Applicability, Kind, Question, Scoring, applicability},
};

use super::{
    Exclusion, Outcome, QuestionScore,
    figure::{Case, Figure},
    normalize,
    provenance::{self, Provenance},
};

/// The score of every question, in the pack's order.
///
/// Of questions computed from tables, `derived` says their figure and proof.
pub(super) fn scores(
    case: Case<'_>,
    derived: &[Option<(Figure, Provenance)>],
) -> Vec<QuestionScore> {
    let questions = case.pack.questions.iter().zip(derived);
    questions.map(|(question, derived)| score(case, *derived, question)).collect()
}

fn score(
    case: Case<'_>,
    derived: Option<(Figure, Provenance)>,
    question: &Question,
) -> QuestionScore {
    let own = match (derived, &question.kind) {
        (Some((figure, _)), _) => figure,
        (None, Kind::Derived(_)) => Figure::Unknown,
        (None, _) => case.answered(&question.id),
    };
    let figure = case.measured(question, own);
    let outcome = match exclusion(case, question, figure) {
        _ if question.scoring == Scoring::Unscored => Outcome::Unscored,
        Some(exclusion) => Outcome::Excluded(exclusion),
        None => normalize::value(case, question, figure),
    };
    let provenance = match derived {
        Some((_, provenance)) => provenance,
        None => provenance::of(case, question),
    };
    QuestionScore {
        id: question.id.clone(),
        outcome,
        figure: figure.ends(),
        evidence: provenance.evidence,
        stale: provenance.stale,
    }
}

/// Why a question does not count, if it does not.
fn exclusion(case: Case<'_>, question: &Question, figure: Figure) -> Option<Exclusion> {
    let asked = question.kind.is_asked();
    if !case.applies(question.applies_if.as_ref()).is_possible() {
        return Some(Exclusion::RuledOut);
    }
    if asked && matches!(case.state(&question.id), State::NotApplicable { .. }) {
        return Some(Exclusion::NotApplicable);
    }
    match applicability(case.diagnostic, question) {
        Applicability::LeftForFullPath => return Some(Exclusion::LeftForFullPath),
        Applicability::RuledOut => return Some(Exclusion::RuledOut),
        Applicability::Asked | Applicability::Derived => {}
    }
    let shares = question.scoring == Scoring::ShareOfApplicable;
    if shares && case.nothing_applies(&question.id) || !asked && figure == Figure::Absent {
        return Some(Exclusion::NothingToCount);
    }
    // The quick path asks no tables: what they would tell is left, unless they are there already.
    let quick = case.diagnostic.path == Path::Quick && !question.quick;
    (quick && !asked && figure == Figure::Unknown).then_some(Exclusion::LeftForFullPath)
}
