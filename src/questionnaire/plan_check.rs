//! What is wrong in the action plan and in the decisions of a document.

use crate::{
    domain::{Action, Cost, Diagnostic, Funder, Owner, Plan, is_amount},
    reference,
};

use super::{DocumentPlace, DocumentProblem, DocumentProblemKind as P, Pack};

/// Every problem of the plan, then of the decisions.
pub(super) fn check(pack: &Pack, diagnostic: &Diagnostic, problems: &mut Vec<DocumentProblem>) {
    let Plan { actions, dismissed, .. } = &diagnostic.plan;
    for action in actions {
        let place = || DocumentPlace::Action(action.id);
        let found = action_problems(pack, action);
        problems.extend(found.into_iter().map(|kind| DocumentProblem { place: place(), kind }));
    }
    for (rule, reason) in dismissed {
        let kind = if pack.rule(rule).is_none() {
            P::NotInPack
        } else if reason.trim().is_empty() {
            P::NoDismissalReason
        } else {
            continue;
        };
        problems.push(DocumentProblem { place: DocumentPlace::Dismissed(rule.clone()), kind });
    }
    let table = pack.matrix.as_ref().map(|matrix| &matrix.partnerships.table);
    let table = table.and_then(|id| diagnostic.table(id.as_str()));
    for row in diagnostic.decisions.keys() {
        if table.is_none_or(|table| table.row(*row).is_none()) {
            let place = DocumentPlace::Decision(*row);
            problems.push(DocumentProblem { place, kind: P::NoSuchRow });
        }
    }
}

fn action_problems(pack: &Pack, action: &Action) -> Vec<P> {
    let gone = action.rule.as_ref().is_some_and(|rule| pack.rule(rule).is_none());
    let nobody = match &action.owner {
        Some(Owner::Role(id)) if pack.role(id).is_none() => Some(id.clone()),
        _ => None,
    };
    let backward = action.start.zip(action.end).is_some_and(|(start, end)| end < start);
    let amounts = match &action.cost {
        None => Vec::new(),
        Some(Cost::Total(amount)) => vec![*amount],
        Some(Cost::ByYear(years)) => years.values().copied().collect(),
    };
    let mut amounts = amounts.into_iter().chain(action.funding.iter().filter_map(|f| f.amount));
    let devices = action.funding.iter().filter_map(|line| match &line.funder {
        Funder::Device(id) if reference::device(id.as_str()).is_none() => Some(id.clone()),
        _ => None,
    });
    let found = [
        gone.then_some(P::NotInPack),
        nobody.map(P::UnknownRole),
        backward.then_some(P::EndsBeforeStart),
        amounts.any(|amount| !is_amount(amount)).then_some(P::BadAmount),
    ];
    found.into_iter().flatten().chain(devices.map(P::UnknownDevice)).collect()
}
