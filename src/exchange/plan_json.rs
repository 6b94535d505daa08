//! The action plan and the decisions as JSON, within the file of advice: see docs/advise-json.md.

use serde::Serialize;

use crate::{
    advice::{Amounts, Budget, Frame, Horizon, horizon},
    domain::{
        Action, Cost, Decision, Diagnostic, Funder, Funding, FundingStatus, Owner, Resolution,
        RowId, RuleId,
    },
    language::Lang,
    questionnaire::{Pack, Rule, Text},
};

/// The plan: what was chosen, what was dismissed, what it costs.
#[derive(Debug, Serialize)]
pub(super) struct PlanFile<'a> {
    from: Option<String>,
    until: Option<String>,
    actions: Vec<ActionLine<'a>>,
    dismissed: Vec<DismissedLine<'a>>,
    budget: BudgetPart,
}

#[derive(Debug, Serialize)]
struct ActionLine<'a> {
    id: u32,
    rule: Option<&'a str>,
    country: Option<String>,
    title: &'a str,
    owner: Option<&'a str>,
    function: Option<&'a str>,
    start: Option<String>,
    end: Option<String>,
    horizon: Option<&'static str>,
    stage: &'static str,
    cost: Option<f64>,
    funding: Vec<FundingLine<'a>>,
    indicator: &'a str,
    baseline: &'a str,
    target: &'a str,
    comment: &'a str,
}

#[derive(Debug, Serialize)]
struct FundingLine<'a> {
    funder: &'static str,
    id: Option<&'a str>,
    name: Option<&'a str>,
    amount: Option<f64>,
    status: &'static str,
}

#[derive(Debug, Serialize)]
struct DismissedLine<'a> {
    rule: &'a str,
    reason: &'a str,
}

#[derive(Debug, Serialize)]
struct BudgetPart {
    cost: f64,
    funded: f64,
    gap: f64,
    years: Vec<YearLine>,
    undated: Option<YearLine>,
    unpriced: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct YearLine {
    year: Option<i16>,
    cost: f64,
    funded: f64,
    gap: f64,
}

/// What was decided of a partnership.
#[derive(Debug, Serialize)]
pub(super) struct DecisionLine<'a> {
    row: RowId,
    choice: Option<&'static str>,
    comment: &'a str,
    vote: Option<String>,
}

/// The plan of a diagnostic; none if nothing was chosen or dismissed.
pub(super) fn plan<'a>(
    pack: &'a Pack,
    diagnostic: &'a Diagnostic,
    lang: Lang,
) -> Option<PlanFile<'a>> {
    let plan = &diagnostic.plan;
    if plan.is_blank() {
        return None;
    }
    let frame = Frame::of(diagnostic);
    let action = |one| action(pack, diagnostic, lang, one);
    Some(PlanFile {
        from: frame.map(|frame| frame.from.to_string()),
        until: frame.map(|frame| frame.until.to_string()),
        actions: plan.actions.iter().map(action).collect(),
        dismissed: plan
            .dismissed
            .iter()
            .map(|(rule, reason)| DismissedLine { rule: rule.as_str(), reason })
            .collect(),
        budget: budget(&Budget::of(plan)),
    })
}

/// The decisions, in the order of rows.
pub(super) fn decisions<'a>(diagnostic: &'a Diagnostic) -> Vec<DecisionLine<'a>> {
    let line = |(row, one): (&RowId, &'a Resolution)| DecisionLine {
        row: *row,
        choice: one.choice.map(Decision::code),
        comment: &one.comment,
        vote: one.vote.map(|day| day.to_string()),
    };
    diagnostic.decisions.iter().map(line).collect()
}

fn action<'a>(
    pack: &'a Pack,
    diagnostic: &Diagnostic,
    lang: Lang,
    one: &'a Action,
) -> ActionLine<'a> {
    let rule = one.rule.as_ref().and_then(|rule| pack.rule(rule));
    let or_rule = |own: &'a str, said: fn(&Rule) -> &Text| match rule {
        Some(rule) if own.trim().is_empty() => said(rule).get(lang),
        _ => own,
    };
    let (owner, function) = match &one.owner {
        Some(Owner::Role(id)) => (Some(id.as_str()), None),
        Some(Owner::Function(text)) => (None, Some(text.as_str())),
        None => (None, None),
    };
    ActionLine {
        id: one.id,
        rule: one.rule.as_ref().map(RuleId::as_str),
        country: one.country.map(|country| country.to_string()),
        title: or_rule(&one.title, |rule| &rule.title),
        owner,
        function,
        start: one.start.map(|month| month.to_string()),
        end: one.end.map(|month| month.to_string()),
        horizon: horizon(pack, diagnostic, one).map(Horizon::code),
        stage: one.stage.code(),
        cost: one.cost.as_ref().map(Cost::total),
        funding: one.funding.iter().map(funding).collect(),
        indicator: or_rule(&one.indicator, |rule| &rule.indicator),
        baseline: &one.baseline,
        target: &one.target,
        comment: &one.comment,
    }
}

fn funding(line: &Funding) -> FundingLine<'_> {
    let (funder, id, name) = match &line.funder {
        Funder::Own => ("own", None, None),
        Funder::Device(id) => ("device", Some(id.as_str()), None),
        Funder::Other(name) => ("other", None, Some(name.as_str())),
    };
    FundingLine { funder, id, name, amount: line.amount, status: FundingStatus::code(line.status) }
}

fn budget(of: &Budget) -> BudgetPart {
    let funded = |pick: &dyn Fn(&Amounts) -> f64| -> f64 {
        of.funders.iter().map(|line| pick(&line.amounts)).sum()
    };
    let year = |year: &i16| YearLine {
        year: Some(*year),
        cost: of.cost.of(*year),
        funded: funded(&|amounts| amounts.of(*year)),
        gap: of.gap.of(*year),
    };
    let undated = YearLine {
        year: None,
        cost: of.cost.undated,
        funded: funded(&|amounts| amounts.undated),
        gap: of.gap.undated,
    };
    BudgetPart {
        cost: of.cost.total(),
        funded: of.funded(),
        gap: of.gap.total(),
        years: of.years.iter().map(year).collect(),
        undated: Some(undated).filter(|line| 0.0 < line.cost + line.funded),
        unpriced: of.unpriced.clone(),
    }
}
