//! The action plan, one action a row, its cost year by year: to sort, to add up, to paste in a
//! budget.

use crate::{
    advice::{Budget, horizon},
    domain::{Action, Cost, Month, Plan, RuleId, Year},
    report::{
        brief::{plan::horizon_words, source::Source},
        plan_words,
    },
};

use super::{Datum, Field, Sheet};

/// The sheet of the plan, if something was planned.
pub(super) fn sheet(of: &Source<'_>) -> Option<Sheet> {
    let plan = &of.diagnostic.plan;
    if plan.actions.is_empty() {
        return None;
    }
    let lang = of.lang;
    let years = Budget::of(plan).years;
    let first = [
        Field { width: 6, ..Field::figures(lang.plan_column_number(), 0) },
        Field::words(lang.plan_column_action(), 46),
        Field::words(lang.plan_column_recommendation(), 14),
        Field::words(lang.plan_column_owner(), 26),
        Field::words(lang.plan_field_start(), 16),
        Field::words(lang.plan_field_end(), 16),
        Field::words(lang.plan_column_horizon(), 12),
        Field::words(lang.plan_column_stage(), 12),
        Field::figures(lang.plan_column_cost(), 2),
    ];
    let spread = years.iter().map(|year| Field::figures(year.to_string(), 2));
    let last = [
        Field::figures(lang.plan_column_funded(), 2),
        Field::figures(lang.plan_column_gap(), 2),
        Field::words(lang.plan_column_indicator(), 40),
        Field::words(lang.plan_field_baseline(), 24),
        Field::words(lang.plan_field_target(), 24),
        Field::words(lang.plan_field_comment(), 40),
    ];
    let actions = plan.actions.iter().enumerate();
    let sheet = Sheet {
        name: lang.plan_title().into(),
        title: lang.plan_title().into(),
        notes: vec![lang.plan_sheet_note().into()],
        columns: first.into_iter().chain(spread).chain(last).collect(),
        rows: actions.map(|(index, action)| row(of, index, action, &years)).collect(),
    };
    Some(sheet.without_empty_columns(of))
}

fn row(of: &Source<'_>, index: usize, action: &Action, years: &[Year]) -> Vec<Datum> {
    let (lang, pack) = (of.lang, of.pack);
    let typed = |text: &str| Datum::text(of.typed(text));
    let month = |month: Option<Month>| {
        Datum::text(month.map_or_else(String::new, |month| plan_words::month(lang, month)))
    };
    let due = horizon(pack, of.diagnostic, action);
    let alone = Plan { actions: vec![action.clone()], ..Plan::default() };
    let budget = Budget::of(&alone);
    let cost = action.cost.as_ref().map(Cost::total);
    let mut cells = vec![
        Datum::number(Some((index + 1) as f64)),
        typed(&plan_words::action_name(pack, lang, action)),
        Datum::text(action.rule.as_ref().map_or("", RuleId::as_str)),
        typed(&plan_words::owner_name(pack, lang, action)),
        month(action.start),
        month(action.end),
        Datum::text(due.map_or("", |due| horizon_words(lang, due))),
        Datum::text(plan_words::stage(lang, action.stage)),
        Datum::number(cost),
    ];
    let spread = years.iter().map(|year| budget.cost.by_year.get(year).copied());
    cells.extend(spread.map(Datum::number));
    // Of an action without a cost nobody knows what is left to fund.
    let funded = (!action.funding.is_empty()).then(|| budget.funded());
    cells.push(Datum::number(funded));
    cells.push(Datum::number(cost.map(|_| budget.gap.total())));
    cells.push(typed(&plan_words::indicator(pack, lang, action)));
    cells.extend([&action.baseline, &action.target, &action.comment].map(|text| typed(text)));
    cells
}
