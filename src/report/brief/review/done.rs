//! What was done between the two states, and what is to come, as the plan says.

use std::collections::BTreeSet;

use crate::{
    advice::{Advice, Horizon, horizon},
    domain::{Action, Diagnostic, RowId, Stage},
    report::{
        brief::{Finding, Line, advice, tables::Entries},
        plan_words,
        words::capital,
    },
};

use super::{MOST, Review, bounded};

/// The most partnerships that one line names.
const MOST_NAMES: usize = 4;

impl Review<'_> {
    /// What an action is called.
    pub(super) fn action_name(&self, action: &Action) -> String {
        plan_words::action_name(self.new.pack, self.lang(), action)
    }

    /// The actions that were done, begun or given up since the earlier state, done ones first.
    pub(super) fn of_the_year(&self) -> Vec<&Action> {
        let before =
            |action: &Action| self.old.diagnostic.plan.action(action.id).map(|before| before.stage);
        let rank = |action: &Action| match action.stage {
            Stage::Done => 0,
            Stage::Underway => 1,
            Stage::Abandoned => 2,
            Stage::ToLaunch => 3,
        };
        let of_the_year = |action: &&Action| match action.stage {
            Stage::ToLaunch => false,
            Stage::Underway => true,
            Stage::Done | Stage::Abandoned => before(action) != Some(action.stage),
        };
        let mut all: Vec<_> = self.new.diagnostic.plan.actions.iter().filter(of_the_year).collect();
        all.sort_by_key(|action| rank(action));
        all
    }
}

/// What was done: actions first, then partnerships that came and went.
pub(super) fn done(review: &Review<'_>) -> Vec<Finding> {
    let lang = review.lang();
    let actions = review.of_the_year().into_iter().map(|action| {
        let name = review.action_name(action);
        let title = match action.stage {
            Stage::Done => lang.review_done_action(name),
            Stage::Abandoned => lang.review_abandoned_action(name),
            Stage::Underway | Stage::ToLaunch => lang.review_underway_action(name),
        };
        let owner = capital(&plan_words::owner_name(review.new.pack, lang, action));
        let period = plan_words::period(lang, action);
        let detail = [owner, period].into_iter().filter(|part| !part.is_empty());
        Finding {
            title: Line::from(title).shortened(90),
            detail: detail.collect::<Vec<_>>().join(" · ").into(),
            proof: Line::default(),
            question: None,
            number: None,
        }
    });
    bounded(review, actions.chain(partnerships(review)).collect())
}

/// The partnerships of one state only.
fn partnerships(review: &Review<'_>) -> Vec<Finding> {
    let lang = review.lang();
    let (old, new) = (&review.old, &review.new);
    let Some(matrix) = new.pack.matrix.as_ref() else { return Vec::new() };
    let id = matrix.partnerships.table.as_str();
    let ids = |of: &Diagnostic| -> BTreeSet<RowId> {
        of.table(id).map(|table| table.rows.iter().map(|row| row.id).collect()).unwrap_or_default()
    };
    let (before, after) = (ids(old.diagnostic), ids(new.diagnostic));
    let named = |of: &super::Source<'_>, row: RowId| {
        let (spec, rows) = (of.pack.table(id)?, of.diagnostic.table(id)?);
        Some(Entries::new(of, spec, rows).name(rows.row(row)?).to_string())
    };
    let finding = |title: String| Finding {
        title: Line::from(title).shortened(90),
        detail: Line::default(),
        proof: Line::default(),
        question: None,
        number: None,
    };
    let came: Vec<_> = after.difference(&before).filter_map(|row| named(new, *row)).collect();
    let gone: Vec<_> = before.difference(&after).filter_map(|row| named(old, *row)).collect();
    let told =
        |all: &[String], one: &dyn Fn(&str) -> String, many: &dyn Fn(usize) -> String| match all {
            [] => None,
            [name] => Some(finding(one(name))),
            several => {
                let shown: Vec<_> = several.iter().take(MOST_NAMES).cloned().collect();
                let detail = match several.len().saturating_sub(MOST_NAMES) {
                    0 => new.list(&shown),
                    more => lang.report_and_others(more, shown.join(", ")),
                };
                Some(Finding { detail: detail.into(), ..finding(many(several.len())) })
            }
        };
    let came = told(&came, &|name| lang.review_partnership_new(name), &|n| lang.paper_came(n));
    let gone = told(&gone, &|name| lang.review_partnership_gone(name), &|n| lang.paper_gone(n));
    came.into_iter().chain(gone).collect()
}

/// What is to come within a year; where the plan says nothing, what the answers call for.
pub(super) fn next(review: &Review<'_>, advised: &Advice) -> Vec<Finding> {
    let (lang, new) = (review.lang(), &review.new);
    let soon = |action: &&Action| {
        matches!(action.stage, Stage::ToLaunch | Stage::Underway)
            && horizon(new.pack, new.diagnostic, action)
                .is_none_or(|horizon| horizon != Horizon::Mandate)
    };
    let planned = new.diagnostic.plan.actions.iter().filter(soon).map(|action| {
        let owner = capital(&plan_words::owner_name(new.pack, lang, action));
        let by = action.end.map(|end| lang.review_next_by(plan_words::month(lang, end)));
        let detail = [owner, by.unwrap_or_default()].into_iter().filter(|part| !part.is_empty());
        Finding {
            title: Line::from(review.action_name(action)).shortened(90),
            detail: detail.collect::<Vec<_>>().join(" · ").into(),
            proof: Line::default(),
            question: None,
            number: None,
        }
    });
    let planned: Vec<_> = planned.collect();
    if !planned.is_empty() {
        return bounded(review, planned);
    }
    let proposed = advice::decisions(new, advised).into_iter().take(MOST);
    let proposed = proposed.map(|finding| Finding {
        title: Line::from(lang.review_next_proposed(&finding.title)).shortened(110),
        proof: Line::default(),
        ..finding
    });
    proposed.collect()
}
