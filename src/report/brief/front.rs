//! The first page: two indices, strengths, gaps, unknowns, and what there is to decide.

use crate::{
    advice::{Advice, MOST_DECISIONS},
    scoring::CountryRow,
};

use super::{Finding, Findings, Front, Line, advice, findings, plan, results, source::Source};

/// How many countries one line of the first page names.
const MOST_COUNTRIES: usize = 3;

/// The first page; its texts are bounded, so that it stays one page.
pub(super) fn front(of: &Source<'_>, advice: &Advice) -> Front {
    let bounded = |mut findings: Findings| {
        for finding in &mut findings.items {
            finding.title = finding.title.shortened(100);
            finding.detail = finding.detail.shortened(150);
        }
        findings
    };
    Front {
        title: of.lang.report_front_title().into(),
        lead: lead(of),
        indices: results::indices(of),
        strengths: bounded(findings::strengths(of)),
        gaps: bounded(findings::gaps(of)),
        unknowns: bounded(findings::unknowns(of)),
        decisions: bounded(decisions(of, advice)),
    }
}

/// What the territory is linked to and what it does with it, or that too little is known.
fn lead(of: &Source<'_>) -> Line {
    let lang = of.lang;
    if !results::anything_known(of) {
        return lang.report_lead_empty().into();
    }
    let Some(spec) = of.pack.matrix.as_ref() else { return lang.report_lead_plain().into() };
    let countries = of.assessment.matrix.as_ref().map_or(&[][..], |m| m.countries.as_slice());
    let names = |keep: &dyn Fn(&&CountryRow) -> bool| -> Vec<String> {
        let kept = countries.iter().filter(keep).take(MOST_COUNTRIES);
        kept.map(|row| name(of, row)).collect()
    };
    let rooted = names(&|row| spec.strong_roots <= row.roots.low());
    let partnered = names(&|row| spec.strong_partnership <= row.partnership.low());
    if rooted.is_empty() && partnered.is_empty() {
        return lang.report_lead_plain().into();
    }
    let roots = match rooted.as_slice() {
        [] => lang.report_lead_no_roots().to_owned(),
        names => lang.report_lead_roots(of.list(names)),
    };
    let partners = match partnered.as_slice() {
        [] => lang.report_lead_no_partners().to_owned(),
        names => lang.report_lead_partners(of.list(names)),
    };
    format!("{roots} {partners}").into()
}

pub(super) fn name(of: &Source<'_>, row: &CountryRow) -> String {
    of.place(&crate::domain::Place::Country(row.country))
}

/// The first measures advised; where they are few, what has to be settled before there are more.
fn decisions(of: &Source<'_>, advice: &Advice) -> Findings {
    if let Some(chosen) = plan::decisions(of) {
        return chosen;
    }
    let lang = of.lang;
    let others = [ambitions(of), missing(of)].into_iter().flatten();
    let all = advice::decisions(of, advice).into_iter().chain(others);
    Findings {
        title: lang.plan_proposed().into(),
        items: all.take(MOST_DECISIONS).collect(),
        empty: lang.report_decisions_none().into(),
    }
}

/// The capacities for which nobody has said yet what level is wanted.
fn ambitions(of: &Source<'_>) -> Option<Finding> {
    let levelled: Vec<_> = of.pack.blocks.iter().filter(|block| block.levelled).collect();
    let open: Vec<_> = levelled
        .iter()
        .filter(|block| !of.diagnostic.ambitions.contains_key(&block.id))
        .map(|block| of.text(&block.short).to_owned())
        .collect();
    if open.is_empty() {
        return None;
    }
    let detail = if open.len() == levelled.len() {
        of.lang.report_ambitions_none().to_owned()
    } else {
        of.list(&open)
    };
    let title = of.lang.report_decide_ambitions().into();
    Some(Finding {
        title,
        detail: detail.into(),
        proof: Line::default(),
        question: None,
        number: None,
    })
}

fn missing(of: &Source<'_>) -> Option<Finding> {
    let unknown = findings::unknown_questions(of).len();
    (0 < unknown).then(|| Finding {
        title: of.lang.report_decide_missing().into(),
        detail: of.lang.report_missing(unknown).into(),
        proof: Line::default(),
        question: None,
        number: None,
    })
}
