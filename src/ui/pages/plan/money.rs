//! What an action costs and who pays.

use std::collections::BTreeMap;

use egui::Ui;

use crate::{
    advice::Budget,
    app::ActionChange,
    domain::{Action, Cost, Funder, Funding, FundingStatus, Plan, Year},
    language::Lang,
    reference,
    report::plan_words,
    ui::{
        view::Out,
        widgets::{self, Button, Field, Icon, Number},
    },
};

use super::{
    Sheet,
    edit::{id, key, set},
};

/// A field for a sum; `key` is the name under which an entry that cannot be read is kept.
fn euros<'a>(name: &'a str, key: &'a str) -> Number<'a> {
    Number {
        name,
        unit: "€",
        decimals: 2,
        bounds: (Some(0.0), Some(Action::MOST_EUROS)),
        width: 110.0,
        grouped: true,
        key,
    }
}

/// One total, or an amount for each year.
pub(super) fn cost(ui: &mut Ui, page: Sheet<'_>, action: &Action, out: &mut Out) {
    let lang = page.lang;
    match &action.cost {
        Some(Cost::ByYear(years)) => by_year(ui, lang, action, years, out),
        other => {
            let total = other.as_ref().map(Cost::total);
            ui.horizontal_wrapped(|ui| {
                let key = key(action, "cost");
                let of = euros(lang.plan_cost_total(), &key);
                if let Some(typed) = widgets::number(ui, id(action, "cost"), &of, total, lang) {
                    out.edit(set(action, ActionChange::Cost(typed.map(Cost::Total))));
                }
                let years = spread(action);
                if 1 < years.len() && widgets::quiet(ui, lang.plan_cost_by_year()).clicked() {
                    out.edit(set(action, ActionChange::Cost(Some(Cost::ByYear(years)))));
                }
            });
            if total.is_none() {
                widgets::small(ui, lang.plan_cost_unknown());
            }
        }
    }
}

/// A total as it is spread over the years of the action; nothing if there is none to spread.
fn spread(action: &Action) -> BTreeMap<Year, f64> {
    let plan = Plan { actions: vec![action.clone()], ..Plan::default() };
    Budget::of(&plan).cost.by_year
}

fn by_year(ui: &mut Ui, lang: Lang, action: &Action, years: &BTreeMap<Year, f64>, out: &mut Out) {
    let period = action.start.zip(action.end).map(|(start, end)| (start.year(), end.year()));
    let shown = period.into_iter().flat_map(|(first, last)| first..=last);
    let mut shown: Vec<Year> = shown.chain(years.keys().copied()).collect();
    shown.sort_unstable();
    shown.dedup();
    for year in shown {
        ui.horizontal(|ui| {
            widgets::small(ui, year.to_string());
            let name = lang.plan_cost_of_year(year);
            let part = format!("cost {year}");
            let (field, key) = (id(action, &part), key(action, &part));
            let of = euros(&name, &key);
            let value = years.get(&year).copied();
            if let Some(typed) = widgets::number(ui, field, &of, value, lang) {
                let mut years = years.clone();
                match typed {
                    Some(amount) => years.insert(year, amount),
                    None => years.remove(&year),
                };
                let cost = (!years.is_empty()).then_some(Cost::ByYear(years));
                out.edit(set(action, ActionChange::Cost(cost)));
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        let total: f64 = years.values().sum();
        widgets::small(ui, lang.plan_cost_sum(lang.euros(total)));
        if widgets::quiet(ui, lang.plan_cost_one_total()).clicked() {
            out.edit(set(action, ActionChange::Cost(Some(Cost::Total(total)))));
        }
    });
}

/// Who pays, line by line, and what is left to fund.
pub(super) fn funding(ui: &mut Ui, page: Sheet<'_>, action: &Action, out: &mut Out) {
    let lang = page.lang;
    for (index, line) in action.funding.iter().enumerate() {
        one(ui, page, action, (index, line), out);
    }
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::quiet(lang.plan_funding_add()).icon(Icon::Plus)).clicked() {
            let mut lines = action.funding.clone();
            lines.push(Funding {
                id: action.next_funding_id(),
                funder: Funder::Own,
                amount: None,
                status: FundingStatus::Planned,
            });
            out.edit(set(action, ActionChange::Funding(lines)));
        }
        if let Some(cost) = &action.cost {
            let paid: f64 = action.funding.iter().filter_map(|line| line.amount).sum();
            let left = cost.total() - paid;
            let told = if left < 0.0 {
                lang.plan_left_over(lang.euros(-left))
            } else {
                lang.plan_left(lang.euros(left))
            };
            widgets::small(ui, told);
        }
    });
}

fn one(
    ui: &mut Ui,
    page: Sheet<'_>,
    action: &Action,
    (index, line): (usize, &Funding),
    out: &mut Out,
) {
    let lang = page.lang;
    let number = index + 1;
    let field = |what: &str| id(action, &format!("funding {} {what}", line.id));
    let mut changed = line.clone();
    let mut removed = false;
    ui.horizontal_wrapped(|ui| {
        if let Some(funder) = funder(ui, page, action, (line, number)) {
            changed.funder = funder;
        }
        if let Funder::Other(name) = &line.funder {
            let (label, hint) = (lang.plan_funder_name(number), lang.plan_funder_hint());
            if let Some(text) = widgets::line(ui, field("name"), &label, hint, name, 170.0) {
                changed.funder = Funder::Other(text);
            }
        }
        let name = lang.plan_funding_amount(number);
        let key = key(action, &format!("funding {} amount", line.id));
        let of = euros(&name, &key);
        if let Some(typed) = widgets::number(ui, field("amount"), &of, line.amount, lang) {
            changed.amount = typed;
        }
        // What is to be asked for stands for none of the others.
        let sure = [FundingStatus::Requested, FundingStatus::Granted];
        let names = sure.map(|status| plan_words::status(lang, status));
        let chosen = sure.iter().position(|status| *status == line.status);
        let name = lang.plan_funding_status(number);
        let hint = plan_words::status(lang, FundingStatus::Planned);
        let select = Field { id: field("status"), name: &name, hint, width: 96.0 };
        if let Some(picked) = widgets::select(ui, select, &names, chosen) {
            let status = picked.and_then(|index| sure.get(index));
            changed.status = status.copied().unwrap_or_default();
        }
        let name = lang.plan_funding_remove(number);
        removed = ui.add(Button::icon_only(Icon::Trash, &name)).clicked();
    });
    if removed || changed != *line {
        let others = action.funding.iter().filter(|other| other.id != line.id || !removed);
        let lines = others.map(|one| if one.id == line.id { &changed } else { one });
        out.edit(set(action, ActionChange::Funding(lines.cloned().collect())));
    }
}

/// Which funder: the own budget, the devices that the recommendation names, all others, one's own.
fn funder(
    ui: &mut Ui,
    page: Sheet<'_>,
    action: &Action,
    (line, number): (&Funding, usize),
) -> Option<Funder> {
    let lang = page.lang;
    let rule = action.rule.as_ref().and_then(|rule| page.document.pack().rule(rule));
    let is_advised = |id: &str| rule.is_some_and(|rule| rule.devices.iter().any(|one| *one == *id));
    let mut devices: Vec<_> = reference::devices().iter().collect();
    devices.sort_by_key(|device| !is_advised(device.id));
    let mut funders = vec![Funder::Own];
    funders.extend(devices.iter().map(|device| Funder::Device(device.id.into())));
    let chosen = match &line.funder {
        Funder::Other(_) => Some(funders.len()),
        known => funders.iter().position(|funder| funder == known),
    };
    let mut names: Vec<String> =
        funders.iter().map(|funder| plan_words::funder(lang, funder)).collect();
    names.push(lang.plan_funder_other().to_owned());
    let name = lang.plan_funding_funder(number);
    let field = Field {
        id: id(action, &format!("funding {} funder", line.id)),
        name: &name,
        hint: lang.plan_funder_choose(),
        width: 190.0,
    };
    let picked = widgets::select(ui, field, &names, chosen)??;
    Some(funders.get(picked).cloned().unwrap_or_else(|| Funder::Other(String::new())))
}
