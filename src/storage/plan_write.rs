//! Writes the plan and the decisions: one action, one dismissal, one decision a line.

use std::collections::BTreeMap;

use crate::domain::{
    Action, Cost, Funder, Funding, FundingStatus, Owner, Plan, Resolution, RowId, Stage, Year,
};

use super::{
    extras::Place,
    write::{Fields, Writer, number, quoted},
};

impl Writer<'_> {
    pub(super) fn plan(&mut self, plan: &Plan) {
        if plan.is_blank() && !self.extras.of_plan() {
            return;
        }
        self.add("    plan: (\n");
        for (name, month) in [("from", plan.from), ("until", plan.until)] {
            if let Some(month) = month {
                self.line(2, name, &quoted(&month.to_string()));
            }
        }
        if !plan.actions.is_empty() {
            self.add("        actions: {\n");
            for action in &plan.actions {
                self.action(action);
            }
            self.add("        },\n");
        }
        if !plan.dismissed.is_empty() {
            self.add("        dismissed: {\n");
            for (rule, reason) in &plan.dismissed {
                let mut fields = Fields::default();
                fields.text("reason", reason);
                self.record(3, &quoted(rule.as_str()), fields, &Place::Dismissed(rule.clone()));
            }
            self.add("        },\n");
        }
        self.unknown_lines(2, &Place::Plan);
        self.add("    ),\n");
    }

    fn action(&mut self, action: &Action) {
        let mut fields = Fields::default();
        fields.option("rule", action.rule.as_ref().map(|rule| quoted(rule.as_str())));
        fields.option("country", action.country.map(|country| quoted(country.as_str())));
        fields.text("title", &action.title);
        match &action.owner {
            Some(Owner::Role(role)) => fields.add("owner", &quoted(role.as_str())),
            Some(Owner::Function(text)) => fields.text("function", text),
            None => {}
        }
        fields.option("start", action.start.map(|month| quoted(&month.to_string())));
        fields.option("end", action.end.map(|month| quoted(&month.to_string())));
        fields.option("cost", action.cost.as_ref().map(cost));
        if !action.funding.is_empty() {
            let lines: Vec<String> =
                action.funding.iter().map(|line| self.funding(action, line)).collect();
            fields.add("funding", &format!("{{{}}}", lines.join(", ")));
        }
        if action.stage != Stage::default() {
            fields.add("stage", &quoted(action.stage.code()));
        }
        fields.text("indicator", &action.indicator);
        fields.text("baseline", &action.baseline);
        fields.text("target", &action.target);
        fields.text("comment", &action.comment);
        self.record(3, &action.id.to_string(), fields, &Place::Action(action.id));
    }

    fn funding(&self, action: &Action, line: &Funding) -> String {
        let mut fields = Fields::default();
        match &line.funder {
            Funder::Own => {}
            Funder::Device(id) => fields.add("device", &quoted(id.as_str())),
            Funder::Other(name) => fields.add("other", &quoted(name)),
        }
        fields.option("amount", line.amount.map(number));
        if line.status != FundingStatus::default() {
            fields.add("status", &quoted(line.status.code()));
        }
        self.unknown_fields(&mut fields, &Place::Funding(action.id, line.id));
        format!("{}: ({})", line.id, fields.0)
    }

    pub(super) fn decisions(&mut self, decisions: &BTreeMap<RowId, Resolution>) {
        if decisions.is_empty() {
            return;
        }
        self.add("    decisions: {\n");
        for (row, resolution) in decisions {
            let mut fields = Fields::default();
            fields.option("choice", resolution.choice.map(|choice| quoted(choice.code())));
            fields.text("comment", &resolution.comment);
            fields.option("vote", resolution.vote.map(|day| quoted(&day.to_string())));
            self.record(2, &row.to_string(), fields, &Place::Decision(*row));
        }
        self.add("    },\n");
    }
}

fn cost(cost: &Cost) -> String {
    match cost {
        Cost::Total(amount) => format!("Total({})", number(*amount)),
        Cost::ByYear(years) => {
            let year = |(year, amount): (&Year, &f64)| format!("{year}: {}", number(*amount));
            let years: Vec<_> = years.iter().map(year).collect();
            format!("ByYear({{{}}})", years.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_of_nothing_is_written_as_one() {
        assert_eq!(cost(&Cost::Total(0.0)), "Total(0)");
        let years = BTreeMap::from([(2027, 1500.5), (2028, 0.0)]);
        assert_eq!(cost(&Cost::ByYear(years)), "ByYear({2027: 1500.5, 2028: 0})");
    }
}
