//! Edits of the action plan: add, change, order, remove; dismiss a recommendation or reconsider it.
//!
//! One field at a time, so that « Annuler » names what it takes back, keystrokes in one field are
//! one step, and two people who changed two fields of an action have not changed the same thing.

use crate::domain::{
    Action, ActionField, ActionId, Cost, Diagnostic, Funder, Funding, Month, Owner, Plan,
    PlanField, RuleId, Stage, Target,
};

use super::edit::Log;

/// One change of the action plan.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanEdit {
    /// The month in which the plan begins.
    From(Option<Month>),
    /// The last month it covers.
    Until(Option<Month>),
    /// New actions at its end; their numbers are given here. A recommendation that the plan
    /// takes up already is left out, and one that was dismissed no longer is.
    Add(Vec<Action>),
    /// One field of an action.
    Set(ActionId, ActionChange),
    /// An action taken out.
    Remove(ActionId),
    /// Actions put in this order; those that are not named keep their order at the end.
    Order(Vec<ActionId>),
    /// A recommendation dismissed, with the reason.
    Dismiss(RuleId, String),
    /// A dismissed recommendation open again.
    Reconsider(RuleId),
}

/// One field of an action as it becomes.
#[derive(Clone, Debug, PartialEq)]
pub enum ActionChange {
    /// Its name.
    Title(String),
    /// Who is in charge.
    Owner(Option<Owner>),
    /// The month in which it begins.
    Start(Option<Month>),
    /// The month by which it is done.
    End(Option<Month>),
    /// What it costs.
    Cost(Option<Cost>),
    /// Who pays.
    Funding(Vec<Funding>),
    /// How far it is.
    Stage(Stage),
    /// By what one sees that it is done.
    Indicator(String),
    /// Where the indicator stands at the start.
    Baseline(String),
    /// Where it should stand at the end.
    Target(String),
    /// The printed remark.
    Comment(String),
}

impl PlanEdit {
    /// What the edit changes.
    pub fn target(&self) -> Target {
        match self {
            Self::From(_) => Target::Plan(PlanField::From),
            Self::Until(_) => Target::Plan(PlanField::Until),
            Self::Add(_) => Target::Plan(PlanField::Actions),
            Self::Order(_) => Target::Plan(PlanField::Order),
            Self::Set(id, change) => Target::ActionField(*id, change.field()),
            Self::Remove(id) => Target::Action(*id),
            Self::Dismiss(rule, _) | Self::Reconsider(rule) => Target::Dismissed(rule.clone()),
        }
    }

    /// Whether the edit is a keystroke that the next one in the same place continues.
    pub(super) fn joins(&self, before: &Plan) -> bool {
        match self {
            Self::Set(id, change) => before.action(*id).is_some_and(|one| change.is_typed(one)),
            Self::Dismiss(rule, _) => before.dismissed.contains_key(rule),
            _ => false,
        }
    }

    pub(super) fn perform(self, diagnostic: &mut Diagnostic, log: &Log<'_>) {
        let plan = &mut diagnostic.plan;
        match self {
            Self::From(month) => {
                let from = std::mem::replace(&mut plan.from, month);
                log.write(diagnostic, Target::Plan(PlanField::From), told(from), told(month));
            }
            Self::Until(month) => {
                let from = std::mem::replace(&mut plan.until, month);
                log.write(diagnostic, Target::Plan(PlanField::Until), told(from), told(month));
            }
            Self::Add(actions) => {
                for action in actions {
                    add(diagnostic, action, log);
                }
            }
            Self::Set(id, change) => set(diagnostic, id, change, log),
            Self::Remove(id) => {
                let at = plan.actions.iter().position(|action| action.id == id);
                if let Some(action) = at.map(|at| plan.actions.remove(at)) {
                    log.removed(diagnostic, Target::Action(id), &action.summary());
                }
            }
            Self::Order(order) => plan.actions.sort_by_key(|action| {
                order.iter().position(|id| *id == action.id).unwrap_or(usize::MAX)
            }),
            Self::Dismiss(rule, reason) => {
                let reason: String = reason.chars().take(Action::LONGEST_TEXT).collect();
                let from = plan.dismissed.insert(rule.clone(), reason.clone());
                let target = Target::Dismissed(rule);
                log.write(diagnostic, target, from.unwrap_or_default(), reason);
            }
            Self::Reconsider(rule) => reconsider(diagnostic, &rule, log),
        }
    }
}

fn told(month: Option<Month>) -> String {
    month.map_or_else(String::new, |month| month.to_string())
}

fn reconsider(diagnostic: &mut Diagnostic, rule: &RuleId, log: &Log<'_>) {
    if let Some(reason) = diagnostic.plan.dismissed.remove(rule) {
        log.write(diagnostic, Target::Dismissed(rule.clone()), reason, "");
    }
}

fn add(diagnostic: &mut Diagnostic, action: Action, log: &Log<'_>) {
    let plan = &diagnostic.plan;
    let taken = action.rule.as_ref().is_some_and(|rule| match action.country {
        Some(country) => plan.takes_up(rule, country),
        None => plan.of_rule(rule).is_some(),
    });
    if taken || Plan::MOST_ACTIONS <= plan.actions.len() {
        return;
    }
    let action = Action { id: next_id(diagnostic), ..action }.within_limits();
    if let Some(rule) = &action.rule {
        reconsider(diagnostic, rule, log);
    }
    log.added(diagnostic, Target::Action(action.id), action.summary());
    diagnostic.plan.actions.push(action);
}

/// A number that no action bears, nor ever bore as far as the journal knows.
fn next_id(diagnostic: &Diagnostic) -> ActionId {
    let present = diagnostic.plan.actions.iter().map(|action| action.id);
    let past = diagnostic.journal.keys().filter_map(|key| match key.target {
        Target::Action(id) | Target::ActionField(id, _) => Some(id),
        _ => None,
    });
    present.chain(past).max().map_or(1, |id| id.saturating_add(1))
}

fn set(diagnostic: &mut Diagnostic, id: ActionId, change: ActionChange, log: &Log<'_>) {
    let field = change.field();
    let Some(action) = diagnostic.plan.actions.iter_mut().find(|action| action.id == id) else {
        return;
    };
    let from = action.told(field);
    change.apply(action);
    *action = std::mem::take(action).within_limits();
    let (to, summary) = (action.told(field), action.summary());
    let whole = Target::Action(id);
    if log.is_new(diagnostic, &whole) {
        log.added(diagnostic, whole, summary);
    } else {
        log.write(diagnostic, Target::ActionField(id, field), from, to);
    }
}

impl ActionChange {
    /// The field that changes.
    pub const fn field(&self) -> ActionField {
        match self {
            Self::Title(_) => ActionField::Title,
            Self::Owner(_) => ActionField::Owner,
            Self::Start(_) => ActionField::Start,
            Self::End(_) => ActionField::End,
            Self::Cost(_) => ActionField::Cost,
            Self::Funding(_) => ActionField::Funding,
            Self::Stage(_) => ActionField::Stage,
            Self::Indicator(_) => ActionField::Indicator,
            Self::Baseline(_) => ActionField::Baseline,
            Self::Target(_) => ActionField::Target,
            Self::Comment(_) => ActionField::Comment,
        }
    }

    /// Whether it is typed, key by key; choosing is a step of its own.
    fn is_typed(&self, before: &Action) -> bool {
        match self {
            Self::Owner(owner) => matches!(
                (owner, &before.owner),
                (Some(Owner::Function(_)), Some(Owner::Function(_)))
            ),
            Self::Funding(lines) => {
                // Typed: the same lines, of which an amount or a name is another.
                lines.len() == before.funding.len()
                    && lines.iter().zip(&before.funding).all(|(line, old)| {
                        let named = |funder: &Funder| matches!(funder, Funder::Other(_));
                        line.id == old.id
                            && line.status == old.status
                            && (line.funder == old.funder
                                || (named(&line.funder) && named(&old.funder)))
                    })
            }
            Self::Start(_) | Self::End(_) | Self::Stage(_) => false,
            Self::Cost(_)
            | Self::Title(_)
            | Self::Indicator(_)
            | Self::Baseline(_)
            | Self::Target(_)
            | Self::Comment(_) => true,
        }
    }

    fn apply(self, action: &mut Action) {
        match self {
            Self::Title(text) => action.title = text,
            Self::Owner(owner) => {
                let blank =
                    |owner: &Owner| matches!(owner, Owner::Function(text) if text.is_empty());
                action.owner = owner.filter(|owner| !blank(owner));
            }
            Self::Start(month) => action.start = month,
            Self::End(month) => action.end = month,
            Self::Cost(cost) => action.cost = cost,
            Self::Funding(lines) => action.funding = lines,
            Self::Stage(stage) => action.stage = stage,
            Self::Indicator(text) => action.indicator = text,
            Self::Baseline(text) => action.baseline = text,
            Self::Target(text) => action.target = text,
            Self::Comment(text) => action.comment = text,
        }
    }
}
