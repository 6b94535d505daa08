//! What the year cost: each action with its cost and the funding granted, never a guess.

use crate::{
    domain::{Action, Cost, FundingStatus, Stage},
    report::{
        brief::{Block, Cell, Column, Section, Table},
        plan_words,
    },
};

use super::Review;

/// The most actions of the table.
const MOST_ROWS: usize = 8;

/// The actions of the year with what they cost.
pub(super) fn section(review: &Review<'_>) -> Section {
    let lang = review.lang();
    let title = lang.review_cost_title().into();
    let mut actions = review.of_the_year();
    actions.retain(|action| action.stage != Stage::Abandoned);
    if actions.is_empty() {
        return Section { title, blocks: vec![Block::Text(lang.review_cost_none().into())] };
    }
    let mut rows: Vec<_> = actions.iter().take(MOST_ROWS).map(|one| row(review, one)).collect();
    rows.push(total(review, &actions));
    let columns = vec![
        Column::words(lang.review_column_action(), 44.0),
        Column::words(lang.review_column_stage(), 14.0),
        Column::figures(lang.review_column_cost(), 20.0),
        Column::figures(lang.review_column_granted(), 22.0),
    ];
    let caption = lang.review_cost_table();
    let table = Table { caption: caption.into(), summary: caption.into(), columns, rows };
    let left = actions.len().saturating_sub(MOST_ROWS);
    let more = (0 < left).then(|| Block::Note(lang.review_cost_more(left).into()));
    let blocks = [Block::Text(lang.review_cost_text().into()), Block::Table(table)];
    Section { title, blocks: blocks.into_iter().chain(more).collect() }
}

fn row(review: &Review<'_>, action: &Action) -> Vec<Cell> {
    let lang = review.lang();
    let cost = match &action.cost {
        Some(cost) => Cell::text(lang.euros(cost.total())),
        None => Cell::open(lang.review_cost_unknown()),
    };
    let granted = action.funding.iter().filter(|line| line.status == FundingStatus::Granted);
    let granted: Vec<_> = granted.map(|line| line.amount).collect();
    let known: f64 = granted.iter().flatten().sum();
    let granted = match (granted.is_empty(), granted.iter().all(Option::is_some)) {
        (true, _) => Cell::open(lang.review_granted_none()),
        (false, true) => Cell::text(lang.euros(known)),
        (false, false) if 0.0 < known => {
            Cell::text(lang.euros(known)).with(lang.review_granted_open())
        }
        (false, false) => Cell::open(lang.review_granted_open()),
    };
    let name = Cell::text(review.action_name(action));
    vec![name, Cell::text(plan_words::stage(lang, action.stage)), cost, granted]
}

/// The sum of what is known, and how many actions nobody has costed.
fn total(review: &Review<'_>, actions: &[&Action]) -> Vec<Cell> {
    let lang = review.lang();
    let costs: Vec<f64> = actions.iter().filter_map(|a| a.cost.as_ref().map(Cost::total)).collect();
    let unknown = actions.len() - costs.len();
    let cost = if costs.is_empty() {
        Cell::open(lang.review_cost_unknown())
    } else {
        Cell::text(lang.euros(costs.iter().sum()))
    };
    let cost = if unknown == 0 { cost } else { cost.with(lang.review_total_unknown(unknown)) };
    let granted = actions.iter().flat_map(|action| &action.funding);
    let granted = granted.filter(|line| line.status == FundingStatus::Granted);
    let granted: f64 = granted.filter_map(|line| line.amount).sum();
    let granted = if 0.0 < granted { Cell::text(lang.euros(granted)) } else { Cell::default() };
    vec![Cell::text(lang.review_total()), Cell::default(), cost, granted]
}
