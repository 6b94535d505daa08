//! The plan and the decisions of format 1, as files are read.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::{
    Action, ActionId, Cost, CountryCode, Decision, DeviceId, Funder, Funding, FundingId,
    FundingStatus, Month, Owner, Plan, Resolution, RoleId, RowId, RuleId, Stage, Year,
};

use super::{
    extras::{Extras, Place},
    record::{Entries, Word, record},
};

record! {
    /// The plan.
    PlanRecord {
        from: Option<Word<Month>>,
        until: Option<Word<Month>>,
        actions: Entries<ActionId, ActionRecord>,
        dismissed: Entries<RuleId, DismissedRecord>,
    }
}

record! {
    /// An action.
    ActionRecord {
        rule: Option<RuleId>,
        country: Option<Word<CountryCode>>,
        title: String,
        owner: Option<RoleId>,
        function: String,
        start: Option<Word<Month>>,
        end: Option<Word<Month>>,
        cost: Option<CostRecord>,
        funding: Entries<FundingId, FundingRecord>,
        stage: Option<Word<Stage>>,
        indicator: String,
        baseline: String,
        target: String,
        comment: String,
    }
}

record! {
    /// A line of funding.
    FundingRecord {
        device: Option<DeviceId>,
        other: Option<String>,
        amount: Option<f64>,
        status: Option<Word<FundingStatus>>,
    }
}

record! {
    /// A recommendation that was dismissed.
    DismissedRecord {
        reason: String,
    }
}

record! {
    /// What was decided of a partnership.
    ResolutionRecord {
        choice: Option<Word<Decision>>,
        comment: String,
        vote: Option<Word<Date>>,
    }
}

/// What an action costs.
#[derive(Debug, Deserialize)]
pub(super) enum CostRecord {
    Total(f64),
    ByYear(Entries<Year, f64>),
}

impl PlanRecord {
    pub(super) fn into_domain(self, extras: &mut Extras) -> Plan {
        extras.keep(Place::Plan, self.unknown);
        let dismissed = self.dismissed.into_iter().map(|(rule, one)| {
            extras.keep(Place::Dismissed(rule.clone()), one.unknown);
            (rule, one.reason)
        });
        Plan {
            from: self.from.map(|Word(month)| month),
            until: self.until.map(|Word(month)| month),
            dismissed: dismissed.collect(),
            actions: self.actions.into_iter().map(|(id, a)| a.into_domain(id, extras)).collect(),
        }
    }
}

impl ActionRecord {
    fn into_domain(self, id: ActionId, extras: &mut Extras) -> Action {
        extras.keep(Place::Action(id), self.unknown);
        let funding = self.funding.into_iter().map(|(line, one)| one.into_domain(id, line, extras));
        let function = (!self.function.is_empty()).then_some(Owner::Function(self.function));
        Action {
            id,
            rule: self.rule,
            country: self.country.map(|Word(country)| country),
            title: self.title,
            owner: self.owner.map(Owner::Role).or(function),
            start: self.start.map(|Word(month)| month),
            end: self.end.map(|Word(month)| month),
            cost: self.cost.map(Cost::from),
            funding: funding.collect(),
            stage: self.stage.map(|Word(stage)| stage).unwrap_or_default(),
            indicator: self.indicator,
            baseline: self.baseline,
            target: self.target,
            comment: self.comment,
        }
    }
}

impl FundingRecord {
    fn into_domain(self, action: ActionId, id: FundingId, extras: &mut Extras) -> Funding {
        extras.keep(Place::Funding(action, id), self.unknown);
        let funder = match (self.device, self.other) {
            (Some(device), _) => Funder::Device(device),
            (None, Some(name)) => Funder::Other(name),
            (None, None) => Funder::Own,
        };
        let status = self.status.map(|Word(status)| status).unwrap_or_default();
        Funding { id, funder, amount: self.amount, status }
    }
}

impl ResolutionRecord {
    pub(super) fn into_domain(self, row: RowId, extras: &mut Extras) -> (RowId, Resolution) {
        extras.keep(Place::Decision(row), self.unknown);
        let resolution = Resolution {
            choice: self.choice.map(|Word(choice)| choice),
            comment: self.comment,
            vote: self.vote.map(|Word(day)| day),
        };
        (row, resolution)
    }
}

impl From<CostRecord> for Cost {
    fn from(record: CostRecord) -> Self {
        match record {
            CostRecord::Total(amount) => Self::Total(amount),
            CostRecord::ByYear(years) => {
                Self::ByYear(years.into_iter().collect::<BTreeMap<Year, f64>>())
            }
        }
    }
}
