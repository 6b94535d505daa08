//! Why a question has its value: its figure, what the figure is made of, and how it is scored.

use crate::{
    domain::{Diagnostic, QuestionId, Score, TableId},
    questionnaire::{Kind, Measure, Pack, Question, Scoring, Term},
};

use super::{
    Assessment, Excluded, Explanation, Formula, Outcome, Part, Span, What, WhatExcluded, debate,
    figure::{Case, Figure},
    provenance,
};

pub(super) fn question(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    id: &QuestionId,
) -> Option<Explanation> {
    let case = Case { pack, diagnostic };
    let question = pack.question(id.as_str())?;
    let score = assessment.question(pack, id.as_str())?;
    let result = match score.outcome {
        Outcome::Known(value) => Some(Span::from(value)),
        Outcome::Unknown => Some(Span { low: 0.0, centre: None, high: 1.0 }),
        Outcome::Unscored | Outcome::Excluded(_) => None,
    };
    let formula = debate::of(question, diagnostic).map_or_else(
        || formula(pack, question),
        |one| Formula::Median { top: one.top, voices: one.voices, agreement: one.agreement },
    );
    let mut explanation = Explanation::new(formula, result);
    explanation.figure = score.figure;
    if let Outcome::Excluded(why) = score.outcome {
        let what = WhatExcluded::Question(id.clone());
        explanation.excluded.push(Excluded { what, why });
    }
    if let Measure::Ratio { of, to, .. } = &question.measure {
        let part = |what, figure: Figure| Part { figure: figure.ends(), ..Part::of(what) };
        let figure = |term: &Term| case.term(&question.id, case.answered(&question.id), term);
        explanation.parts.push(part(What::Numerator(of.clone()), figure(of)));
        explanation.parts.push(part(What::Denominator(to.clone()), figure(to)));
    }
    if let Kind::Derived(derivation) = &question.kind {
        let tables: Vec<TableId> =
            provenance::tables(pack, derivation).into_iter().map(TableId::from).collect();
        explanation.parts.extend(tables.into_iter().map(|id| Part::of(What::Table(id))));
    }
    Some(explanation)
}

fn formula(pack: &Pack, question: &Question) -> Formula {
    let cap = question.cap_score().map(Score::get);
    match &question.scoring {
        Scoring::Unscored => Formula::Unscored,
        Scoring::Levels => match &question.kind {
            Kind::Scale(levels) => Formula::Levels(levels.len().saturating_sub(1) as f64),
            _ => Formula::Direct,
        },
        Scoring::Options => Formula::OptionValue,
        Scoring::Saturation(at) => Formula::Saturation(*at),
        Scoring::ShareOfApplicable => Formula::ShareOfApplicable,
        Scoring::Goalposts(posts) => Formula::Goalposts { posts: posts.clone(), cap },
        Scoring::Quotient(id) => Formula::Quotient {
            reference: id.clone(),
            value: pack.reference(id).map_or(0.0, |reference| reference.value),
        },
        Scoring::Direct => Formula::Direct,
    }
}
