//! What a plan costs, year by year, and who pays: whole euros that add up.
//!
//! A cost that nobody has said is not zero: such actions are listed apart and count nowhere. What
//! is given up is left out; what is done counts, for it was paid.

use std::collections::BTreeMap;

use crate::domain::{Action, ActionId, Cost, Funder, FundingStatus, Month, Plan, Stage, Year};

/// What a plan costs and who pays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Budget {
    /// Every year in which something is spent, in order.
    pub years: Vec<Year>,
    /// What the actions cost that have a cost.
    pub cost: Amounts,
    /// Who pays: the authority itself, then devices, then others.
    pub funders: Vec<FunderLine>,
    /// What nobody pays yet.
    pub gap: Amounts,
    /// How many actions have a cost.
    pub priced: usize,
    /// The actions whose cost nobody has said.
    pub unpriced: Vec<ActionId>,
    /// The actions with a funder whose amount is not known: their gap may be smaller.
    pub open: Vec<ActionId>,
    /// The actions that have more funding than cost, and by how much.
    pub over: Vec<(ActionId, f64)>,
}

/// An amount spread over years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amounts {
    /// The amount of each year.
    pub by_year: BTreeMap<Year, f64>,
    /// What no date says the year of.
    pub undated: f64,
}

/// What one funder pays.
#[derive(Clone, Debug, PartialEq)]
pub struct FunderLine {
    /// Who.
    pub funder: Funder,
    /// How much.
    pub amounts: Amounts,
    /// How much of it is granted.
    pub granted: f64,
    /// How much of it has been asked for.
    pub requested: f64,
}

impl Amounts {
    /// The whole amount.
    pub fn total(&self) -> f64 {
        self.by_year.values().sum::<f64>() + self.undated
    }

    /// The amount of a year.
    pub fn of(&self, year: Year) -> f64 {
        self.by_year.get(&year).copied().unwrap_or_default()
    }

    fn add(&mut self, year: Option<Year>, amount: f64) {
        match year {
            Some(year) => *self.by_year.entry(year).or_default() += amount,
            None => self.undated += amount,
        }
    }
}

impl Budget {
    /// The budget of a plan.
    pub fn of(plan: &Plan) -> Self {
        let mut budget = Self::default();
        let mut funders: BTreeMap<Funder, FunderLine> = BTreeMap::new();
        for action in plan.actions.iter().filter(|action| action.stage != Stage::Abandoned) {
            budget.count(action, &mut funders);
        }
        let mut years: Vec<Year> = budget.cost.by_year.keys().copied().collect();
        years.extend(funders.values().flat_map(|line| line.amounts.by_year.keys()));
        years.sort_unstable();
        years.dedup();
        budget.years = years;
        budget.funders = funders.into_values().collect();
        budget
    }

    /// How much of the cost has a funder.
    pub fn funded(&self) -> f64 {
        self.funders.iter().map(|line| line.amounts.total()).sum()
    }

    fn count(&mut self, action: &Action, funders: &mut BTreeMap<Funder, FunderLine>) {
        if action.funding.iter().any(|line| line.amount.is_none()) {
            self.open.push(action.id);
        }
        let cost = action.cost.as_ref().map(Cost::total);
        match cost {
            Some(_) => self.priced += 1,
            None => self.unpriced.push(action.id),
        }
        let paid: f64 = action.funding.iter().filter_map(|line| line.amount).sum();
        let total = cost.unwrap_or_default();
        if cost.is_some() && total < paid {
            self.over.push((action.id, paid - total));
        }
        let shares = shares(action);
        // Who pays, one after the other, the gap last: cumulated amounts are rounded, so that
        // lines add up to their total and years to theirs, to the euro.
        let mut sum = 0.0;
        let mut before: Vec<f64> = vec![0.0; shares.len()];
        for line in &action.funding {
            let Some(amount) = line.amount else { continue };
            sum += amount;
            let here = cumulated(sum, &shares);
            let parts = parts(&before, &here, &shares);
            before = here;
            let entry = funders.entry(line.funder.clone()).or_insert_with(|| FunderLine {
                funder: line.funder.clone(),
                amounts: Amounts::default(),
                granted: 0.0,
                requested: 0.0,
            });
            for (year, part) in parts {
                entry.amounts.add(year, part);
            }
            match line.status {
                FundingStatus::Granted => entry.granted += amount,
                FundingStatus::Requested => entry.requested += amount,
                FundingStatus::Planned => {}
            }
        }
        if cost.is_some() {
            let whole = cumulated(total, &shares);
            let none = vec![0.0; shares.len()];
            for (year, part) in parts(&none, &whole, &shares) {
                self.cost.add(year, part);
            }
            if paid < total {
                for (year, part) in parts(&before, &whole, &shares) {
                    self.gap.add(year, part);
                }
            }
        }
    }
}

/// In which years an action is paid, and how much of it up to and with each: the last is 1.
type Shares = Vec<(Option<Year>, f64)>;

fn shares(action: &Action) -> Shares {
    if let Some(Cost::ByYear(years)) = &action.cost {
        let total: f64 = years.values().sum();
        if 0.0 < total {
            let mut sum = 0.0;
            let share = |(year, amount): (&Year, &f64)| {
                sum += amount;
                (Some(*year), sum / total)
            };
            return years.iter().map(share).collect();
        }
        if let Some(year) = years.keys().next() {
            return vec![(Some(*year), 1.0)];
        }
    }
    match (action.start, action.end) {
        (None, None) => vec![(None, 1.0)],
        (Some(start), Some(end)) if start <= end => evenly(start, end),
        (_, Some(one)) | (Some(one), None) => vec![(Some(one.year()), 1.0)],
    }
}

/// The same share for each month from the first to the last.
fn evenly(start: Month, end: Month) -> Shares {
    let months = f64::from(start.months_until(end) + 1);
    let passed = |year: Year| {
        let last = Month::new(year, 12).filter(|last| *last < end).unwrap_or(end);
        f64::from(start.months_until(last) + 1) / months
    };
    (start.year()..=end.year()).map(|year| (Some(year), passed(year))).collect()
}

/// An amount cumulated over the years, in whole euros but for the last.
fn cumulated(amount: f64, shares: &Shares) -> Vec<f64> {
    let last = shares.len().saturating_sub(1);
    let at = |(index, (_, share)): (usize, &(Option<Year>, f64))| {
        if index == last { amount } else { (amount * share).round() }
    };
    shares.iter().enumerate().map(at).collect()
}

/// What lies between two cumulated amounts, year by year.
fn parts(before: &[f64], here: &[f64], shares: &Shares) -> Vec<(Option<Year>, f64)> {
    let mut left = 0.0;
    let each = before.iter().zip(here).zip(shares).map(|((before, here), (year, _))| {
        let sum = here - before;
        let part = sum - left;
        left = sum;
        (*year, part)
    });
    each.filter(|(_, part)| *part != 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Funding;

    fn action(id: ActionId, cost: Option<Cost>, funding: &[(Funder, Option<f64>)]) -> Action {
        let line = |(index, (funder, amount)): (usize, &(Funder, Option<f64>))| Funding {
            id: u32::try_from(index).unwrap(),
            funder: funder.clone(),
            amount: *amount,
            status: FundingStatus::Planned,
        };
        let funding = funding.iter().enumerate().map(line).collect();
        let (start, end) = (Month::new(2026, 10), Month::new(2028, 3));
        Action { id, start, end, cost, funding, ..Action::default() }
    }

    fn plan(actions: Vec<Action>) -> Plan {
        Plan { actions, ..Plan::default() }
    }

    #[test]
    fn a_cost_is_spread_over_its_months_and_adds_up_to_the_euro() {
        let budget = Budget::of(&plan(vec![action(1, Some(Cost::Total(1000.0)), &[])]));
        // Three months, twelve months, three months of eighteen.
        let years: Vec<_> = budget.cost.by_year.clone().into_iter().collect();
        assert_eq!(years, [(2026, 167.0), (2027, 666.0), (2028, 167.0)]);
        assert_eq!(budget.gap, budget.cost);
        assert_eq!(budget.years, [2026, 2027, 2028]);
    }

    #[test]
    fn funders_and_gap_add_up_to_the_cost_each_year() {
        let device = Funder::Device("FICOL".into());
        let funding = [(Funder::Own, Some(333.0)), (device, Some(334.0))];
        let budget = Budget::of(&plan(vec![action(1, Some(Cost::Total(1001.0)), &funding)]));
        for year in &budget.years {
            let paid: f64 = budget.funders.iter().map(|line| line.amounts.of(*year)).sum();
            assert!((paid + budget.gap.of(*year) - budget.cost.of(*year)).abs() < 1e-9);
        }
        assert!((budget.funded() - 667.0).abs() < 1e-9);
        assert!((budget.gap.total() - 334.0).abs() < 1e-9);
    }

    #[test]
    fn what_nobody_has_said_is_listed_and_never_a_zero() {
        let other = Funder::Other("Région".into());
        let given_up = Action { stage: Stage::Abandoned, ..action(3, Some(Cost::Total(9.0)), &[]) };
        let actions = vec![
            action(1, None, &[]),
            action(2, Some(Cost::Total(0.0)), &[(other, None)]),
            given_up,
        ];
        let budget = Budget::of(&plan(actions));
        assert_eq!((budget.unpriced, budget.open, budget.priced), (vec![1], vec![2], 1));
        assert!(budget.cost.total().abs() < 1e-9);
    }

    #[test]
    fn more_funding_than_cost_leaves_no_gap_and_is_said() {
        let funding = [(Funder::Own, Some(150.0))];
        let years = BTreeMap::from([(2027, 60.0), (2029, 40.0)]);
        let budget = Budget::of(&plan(vec![action(1, Some(Cost::ByYear(years)), &funding)]));
        assert_eq!(budget.over, [(1, 50.0)]);
        assert_eq!(budget.gap, Amounts::default());
        assert!((budget.funders[0].amounts.of(2027) - 90.0).abs() < 1e-9);
    }

    #[test]
    fn an_action_without_dates_is_spent_in_no_year() {
        let undated = Action { start: None, end: None, ..action(1, Some(Cost::Total(50.0)), &[]) };
        let budget = Budget::of(&plan(vec![undated]));
        assert_eq!((budget.cost.undated, budget.years.len()), (50.0, 0));
    }
}
