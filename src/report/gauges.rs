//! The gauges in words: for each recommendation of the study where the answers stand, the
//! questions that it reads, the weakest first, and the measures that they call for.

use crate::{
    advice::{Advice, Recommendation},
    domain::{Diagnostic, GaugeId, QuestionId, RuleId},
    language::Lang,
    questionnaire::{Gauge, Pack, Truth},
    scoring::{Aggregate, Assessment, Explanation, Number, Part, What, WhatExcluded, explain},
};

use super::{brief, words};

/// Every gauge of a pack, in its order.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauges {
    /// All of them on one scale.
    pub chart: brief::Chart,
    /// One by one.
    pub gauges: Vec<GaugeWords>,
}

/// One gauge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GaugeWords {
    /// The gauge.
    pub id: GaugeId,
    /// Its id and its name.
    pub title: String,
    /// Its value in words, such as « 58 [52 ; 66] ».
    pub value: String,
    /// How far the value can be relied on, or that too little is known; empty if nothing applies.
    pub reliance: String,
    /// What it reads, the weakest first, then what is not known.
    pub questions: Vec<QuestionWords>,
    /// What it leaves out, and why.
    pub excluded: String,
    /// The measures that serve it and fire, or may.
    pub measures: Vec<MeasureWords>,
}

/// A question that a gauge reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionWords {
    /// The question.
    pub id: QuestionId,
    /// Its subject.
    pub name: String,
    /// Its value out of 100, or that it is not known.
    pub value: String,
    /// How much it weighs.
    pub weight: String,
}

/// A measure that serves a gauge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureWords {
    /// The rule.
    pub rule: RuleId,
    /// Its title.
    pub title: String,
    /// Whether it surely fires.
    pub sure: bool,
}

/// The gauges of a scored diagnostic, worded in `lang`.
pub fn gauges(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    advice: &Advice,
    lang: Lang,
) -> Gauges {
    let of = Of { pack, diagnostic, assessment, advice, lang };
    let scored = pack.gauges.iter().zip(&assessment.gauges);
    Gauges {
        chart: brief::gauges_chart(pack, diagnostic, assessment, lang),
        gauges: scored.map(|(gauge, score)| of.gauge(gauge, score.value.as_ref())).collect(),
    }
}

/// What gauges are worded from.
struct Of<'a> {
    pack: &'a Pack,
    diagnostic: &'a Diagnostic,
    assessment: &'a Assessment,
    advice: &'a Advice,
    lang: Lang,
}

impl Of<'_> {
    fn gauge(&self, gauge: &Gauge, value: Option<&Aggregate>) -> GaugeWords {
        let lang = self.lang;
        let none = || lang.words_state_not_applicable().to_owned();
        let number = Number::Gauge(gauge.id.clone());
        let explanation = explain(self.pack, self.diagnostic, self.assessment, &number);
        GaugeWords {
            id: gauge.id.clone(),
            title: lang.report_gauge_label(&gauge.id, gauge.title.get(lang)),
            value: value.map_or_else(none, |value| words::aggregate(lang, value)),
            reliance: value.map_or_else(String::new, |value| words::reliance(lang, value)),
            questions: explanation.as_ref().map(|it| self.questions(it)).unwrap_or_default(),
            excluded: explanation.as_ref().map(|it| self.excluded(it)).unwrap_or_default(),
            measures: self.measures(gauge),
        }
    }

    fn questions(&self, explanation: &Explanation) -> Vec<QuestionWords> {
        let mut parts: Vec<&Part> = explanation.parts.iter().collect();
        // What is not known comes last; the sort keeps the pack's order of equals.
        let rank = |part: &Part| part.value.map_or(2.0, crate::domain::Interval::mid);
        parts.sort_by(|a, b| rank(a).total_cmp(&rank(b)));
        parts.into_iter().filter_map(|part| self.question(part)).collect()
    }

    fn question(&self, part: &Part) -> Option<QuestionWords> {
        let What::Question(id) = &part.what else { return None };
        let lang = self.lang;
        let score = |value: f64| lang.number(value * 100.0, 0);
        let value = match part.value {
            Some(value) if score(value.low()) == score(value.high()) => score(value.low()),
            Some(value) => lang.words_between(score(value.low()), score(value.high())),
            None => lang.words_origin_unknown().to_owned(),
        };
        Some(QuestionWords {
            id: id.clone(),
            name: self.pack.question(id.as_str())?.short.get(lang).to_owned(),
            value,
            weight: lang.gauges_weight(lang.percent(part.share.unwrap_or_default(), 0)),
        })
    }

    fn excluded(&self, explanation: &Explanation) -> String {
        let names = explanation.excluded.iter().filter_map(|one| match &one.what {
            WhatExcluded::Question(id) => {
                Some(self.pack.question(id.as_str())?.short.get(self.lang))
            }
            WhatExcluded::Block(_) => None,
        });
        names.collect::<Vec<_>>().join(", ")
    }

    fn measures(&self, gauge: &Gauge) -> Vec<MeasureWords> {
        let all = self.advice.recommendations.iter().chain(&self.advice.to_verify);
        let measure = |one: &Recommendation| {
            let rule = self.pack.rule(&one.rule)?;
            rule.gauges.contains(&gauge.id).then(|| MeasureWords {
                rule: one.rule.clone(),
                title: rule.title.get(self.lang).to_owned(),
                sure: one.holds == Truth::True,
            })
        };
        all.filter_map(measure).collect()
    }
}
