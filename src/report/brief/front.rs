//! The first page: two indices, strengths, gaps, unknowns, and what there is to decide.

use crate::scoring::{Class, CountryRow, TieVerdict};

use super::{
    Finding, Findings, Front, Line, countries::last_activity, findings, results, source::Source,
};

/// How many countries one line of the first page names.
const MOST_COUNTRIES: usize = 3;

/// The first page; its texts are bounded, so that it stays one page.
pub(super) fn front(of: &Source<'_>) -> Front {
    let bounded = |mut findings: Findings| {
        for finding in &mut findings.items {
            finding.title = finding.title.shortened(80);
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
        decisions: bounded(decisions(of)),
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

fn name(of: &Source<'_>, row: &CountryRow) -> String {
    of.place(&crate::domain::Place::Country(row.country))
}

/// The choices that the present results put on the table; they are not recommendations.
fn decisions(of: &Source<'_>) -> Findings {
    let lang = of.lang;
    let classes = [
        (Class::LatentOpportunity, lang.report_decide_explore()),
        (Class::ToRevive, lang.report_decide_revive()),
        (Class::Dormant, lang.report_decide_transform()),
        (Class::ToRoot, lang.report_decide_root()),
    ];
    let countries = classes.into_iter().filter_map(|(class, title)| by_class(of, class, title));
    let others = [idle(of), ambitions(of), missing(of)].into_iter().flatten();
    Findings {
        title: lang.report_decisions().into(),
        items: countries.chain(others).take(5).collect(),
        empty: lang.report_decisions_none().into(),
    }
}

fn by_class(of: &Source<'_>, class: Class, title: &str) -> Option<Finding> {
    let matrix = of.assessment.matrix.as_ref()?;
    let mut rows: Vec<_> =
        matrix.countries.iter().filter(|row| row.class == Some(class) && !row.is_open()).collect();
    rows.sort_by_key(|row| !row.is_certain());
    let first: Vec<_> = rows.iter().take(MOST_COUNTRIES).map(|row| in_words(of, row)).collect();
    if first.is_empty() {
        return None;
    }
    let names = match rows.len().checked_sub(first.len()).filter(|more| 0 < *more) {
        Some(more) => of.lang.report_and_others(more, first.join(", ")),
        None => of.list(&first),
    };
    Some(Finding { title: title.into(), detail: names.into(), proof: Line::default() })
}

/// A country with what qualifies its class: the last activity, and whether it is to be confirmed.
fn in_words(of: &Source<'_>, row: &CountryRow) -> String {
    let name = name(of, row);
    let name = match (row.class, last_activity(of, row)) {
        (Some(Class::ToRevive | Class::Dormant), Some(month)) => {
            of.lang.report_country_since(name, month)
        }
        _ => name,
    };
    if row.is_certain() { name } else { of.lang.report_country_to_confirm(name) }
}

fn idle(of: &Source<'_>) -> Option<Finding> {
    let pairs = of.pack.ties.iter().zip(&of.assessment.ties);
    let idle: Vec<_> = pairs
        .filter(|(_, reading)| reading.verdict == TieVerdict::UnderMobilised)
        .map(|(pair, _)| of.text(&pair.title).to_owned())
        .collect();
    (!idle.is_empty()).then(|| Finding {
        title: of.lang.report_decide_mobilise().into(),
        detail: of.list(&idle).into(),
        proof: Line::default(),
    })
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
    Some(Finding { title, detail: detail.into(), proof: Line::default() })
}

fn missing(of: &Source<'_>) -> Option<Finding> {
    let unknown = findings::unknown_questions(of).len();
    (0 < unknown).then(|| Finding {
        title: of.lang.report_decide_missing().into(),
        detail: of.lang.report_missing(unknown).into(),
        proof: Line::default(),
    })
}
