//! Advice as a whole: every rule tried, what fires put in order, what is printed chosen.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    domain::{Diagnostic, GaugeId},
    questionnaire::{Condition, Family, Pack, Rule, Trigger, Truth},
    scoring::Assessment,
};

use super::{
    Advice, Cause, Fact, MOST_PER_GAUGE, MOST_RECOMMENDATIONS, Priority, Recommendation, Subject,
    asset, cause, country, data, eligibility, facts::Case, partnership, priority, rows,
};

/// What to advise of a diagnostic and its assessment by the same pack, on a day.
///
/// Ages that scores are made of are counted to the day that the diagnostic describes; terms that
/// run out and the age of what is known of devices are counted to `today`.
pub fn advise(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    today: Date,
) -> Advice {
    let case = Case { pack, diagnostic, assessment };
    let fired: Vec<(Family, Recommendation)> = pack
        .rules
        .iter()
        .filter_map(|rule| Some((rule.family, recommendation(case, rule, today)?)))
        .collect();
    let of = |family: Family, holds: Truth| {
        let some = fired.iter().filter(move |(f, one)| *f == family && one.holds == holds);
        some.map(|(_, one)| one.clone())
    };
    let measures = |holds| {
        let both = [Family::Recommendation, Family::Matrix];
        let mut all: Vec<_> = both.into_iter().flat_map(|family| of(family, holds)).collect();
        let complement = |one: &Recommendation| pack.rule(&one.rule).map(|rule| rule.complement);
        // The sort is stable: of equal priorities, the rule that stands first in the pack.
        all.sort_by(|a, b| {
            let first = complement(a).cmp(&complement(b));
            first.then(b.priority.value.total_cmp(&a.priority.value))
        });
        all
    };
    let mut recommendations = measures(Truth::True);
    rank(pack, &mut recommendations);
    let both = |family| of(family, Truth::True).chain(of(family, Truth::Unknown)).collect();
    Advice {
        today,
        recommendations,
        to_verify: measures(Truth::Unknown),
        compliance: both(Family::Compliance),
        data: both(Family::Data),
        partnerships: partnership::proposals(case),
        devices: eligibility::all(case, today),
    }
}

/// What a rule comes to; `None` if it does not fire.
fn recommendation(case: Case<'_>, rule: &Rule, today: Date) -> Option<Recommendation> {
    let subjects = match &rule.when {
        Trigger::When(condition) => return over_answers(case, rule, condition),
        Trigger::Countries(test) => country::subjects(case, rule, test, today),
        Trigger::Rows(table, test) => rows::subjects(case, table, test, today),
        Trigger::Unknown => data::unknown(case),
        Trigger::Stale => data::stale(case),
        Trigger::Disputed => data::disputed(case),
    };
    let holds = rows::holds(&subjects);
    if !holds.is_possible() {
        return None;
    }
    let priority = match subjects.first() {
        Some(Subject::Country(first)) => first.priority,
        _ => priority::of_rule(case, rule, holds),
    };
    let assets = asset::of_rule(case, rule);
    let rule = rule.id.clone();
    Some(Recommendation { rule, holds, rank: None, causes: vec![], subjects, priority, assets })
}

fn over_answers(case: Case<'_>, rule: &Rule, condition: &Condition) -> Option<Recommendation> {
    let facts = case.facts();
    let holds = condition.holds(&facts);
    if !holds.is_possible() {
        return None;
    }
    let causes = cause::causes(condition, &facts);
    // What only the full path asks is not a gap in the answers to the quick one.
    if holds == Truth::Unknown && causes.iter().all(|one| is_left(case, one)) {
        return None;
    }
    Some(Recommendation {
        rule: rule.id.clone(),
        holds,
        rank: None,
        causes,
        subjects: Vec::new(),
        priority: priority::of_rule(case, rule, holds),
        assets: asset::of_rule(case, rule),
    })
}

fn is_left(case: Case<'_>, one: &Cause) -> bool {
    match &one.fact {
        Fact::Question(id) => case.is_left(id) || one.holds != Truth::Unknown,
        _ => case.assessment.quick || one.holds != Truth::Unknown,
    }
}

/// Numbers the measures that a brief prints: so many in all, and so many of one gauge.
///
/// Measures without a gauge, those of the matrix among them, count as one group.
fn rank(pack: &Pack, recommendations: &mut [Recommendation]) {
    let mut of_gauge: BTreeMap<Option<&GaugeId>, usize> = BTreeMap::new();
    let mut next = 1;
    for one in recommendations {
        let gauge = pack.rule(&one.rule).and_then(|rule| rule.gauges.first());
        let count = of_gauge.entry(gauge).or_default();
        if MOST_RECOMMENDATIONS < next || MOST_PER_GAUGE <= *count {
            continue;
        }
        *count += 1;
        one.rank = Some(next);
        next += 1;
    }
}

impl Priority {
    /// The four terms with their weights, as the method writes them.
    pub const WEIGHTS: [f64; 4] = [0.40, 0.25, 0.20, 0.15];
}
