//! The words for a plan's actions and for what is decided of partnerships, and for what changed in
//! them: the window, the brief, the history and « Annuler » say the same.

use crate::{
    domain::{
        Action, ActionField, CountryCode, Decision, Diagnostic, Funder, FundingStatus, Month,
        Owner, Place, PlanField, ResolutionField, RoleId, RuleId, Stage, Target,
    },
    language::Lang,
    questionnaire::Pack,
    reference,
};

use super::history::{Words, role_name};

/// What an action is called: its own name, or that of the recommendation it takes up.
pub fn action_name(pack: &Pack, lang: Lang, action: &Action) -> String {
    if !action.title.trim().is_empty() {
        return action.title.trim().to_owned();
    }
    match (&action.rule, action.country) {
        (Some(rule), Some(country)) => rule_in(pack, lang, rule, country),
        (Some(rule), None) => rule_name(pack, lang, rule),
        (None, _) => lang.plan_number(action.id),
    }
}

/// The decision that a rule asks for, or its id if the pack no longer has it.
pub fn rule_name(pack: &Pack, lang: Lang, rule: &RuleId) -> String {
    pack.rule(rule).map_or_else(|| rule.to_string(), |rule| rule.title.get(lang).to_owned())
}

/// The decision that a rule asks for, for one country.
pub fn rule_in(pack: &Pack, lang: Lang, rule: &RuleId, country: CountryCode) -> String {
    let place = reference::place_name(&Place::Country(country), lang);
    lang.plan_for_country(rule_name(pack, lang, rule), place)
}

/// Who is in charge of an action; what the recommendation says if the plan does not; or nothing.
pub fn owner_name(pack: &Pack, lang: Lang, action: &Action) -> String {
    match &action.owner {
        Some(Owner::Role(role)) => role_name(pack, lang, role),
        Some(Owner::Function(text)) => text.trim().to_owned(),
        None => String::new(),
    }
}

/// By what one sees that an action is done: its own words, or those of the recommendation.
pub fn indicator(pack: &Pack, lang: Lang, action: &Action) -> String {
    if !action.indicator.trim().is_empty() {
        return action.indicator.trim().to_owned();
    }
    let rule = action.rule.as_ref().and_then(|rule| pack.rule(rule));
    rule.map_or_else(String::new, |rule| rule.indicator.get(lang).to_owned())
}

/// From when to when an action runs; empty if nobody has said.
pub fn period(lang: Lang, action: &Action) -> String {
    match (action.start, action.end) {
        (None, None) => String::new(),
        (Some(start), Some(end)) if start == end => month(lang, start),
        (Some(start), Some(end)) => lang.plan_from_until(month(lang, start), month(lang, end)),
        (Some(start), None) => lang.plan_since(month(lang, start)),
        (None, Some(end)) => lang.plan_by(month(lang, end)),
    }
}

/// What an action costs, or that nobody has said.
pub fn cost_words(lang: Lang, action: &Action) -> String {
    match &action.cost {
        None => lang.plan_uncosted().to_owned(),
        Some(cost) if cost.total() <= 0.0 => lang.plan_free().to_owned(),
        Some(cost) => lang.euros(cost.total()),
    }
}

/// Who pays.
pub fn funder(lang: Lang, funder: &Funder) -> String {
    match funder {
        Funder::Own => lang.plan_funder_own().to_owned(),
        Funder::Device(id) => reference::device(id.as_str())
            .map_or_else(|| id.to_string(), |device| device.name(lang).to_owned()),
        Funder::Other(name) => name.trim().to_owned(),
    }
}

/// How far an action is.
pub const fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::ToLaunch => lang.plan_stage_to_launch(),
        Stage::Underway => lang.plan_stage_underway(),
        Stage::Done => lang.plan_stage_done(),
        Stage::Abandoned => lang.plan_stage_abandoned(),
    }
}

/// How sure a line of funding is.
pub const fn status(lang: Lang, status: FundingStatus) -> &'static str {
    match status {
        FundingStatus::Planned => lang.plan_status_planned(),
        FundingStatus::Requested => lang.plan_status_requested(),
        FundingStatus::Granted => lang.plan_status_granted(),
    }
}

/// A decision on a partnership, in a word.
pub const fn decision(lang: Lang, decision: Decision) -> &'static str {
    match decision {
        Decision::Strengthen => lang.advice_decision_strengthen(),
        Decision::Maintain => lang.advice_decision_maintain(),
        Decision::Transform => lang.advice_decision_transform(),
        Decision::Revive => lang.advice_decision_revive(),
        Decision::Suspend => lang.advice_decision_suspend(),
        Decision::Close => lang.advice_decision_close(),
    }
}

/// A month in words, such as « mars 2027 ».
pub fn month(lang: Lang, month: Month) -> String {
    lang.month_of_year(month.month(), month.year())
}

/// The name of what was changed in a plan or a decision.
pub fn target(pack: &Pack, diagnostic: &Diagnostic, lang: Lang, target: &Target) -> String {
    let action = |id: u32| {
        let found = diagnostic.plan.action(id);
        found.map_or_else(|| lang.plan_number(id), |action| action_name(pack, lang, action))
    };
    match target {
        Target::Plan(PlanField::From) => lang.plan_what_from().to_owned(),
        Target::Plan(PlanField::Until) => lang.plan_what_until().to_owned(),
        Target::Plan(PlanField::Order) => lang.plan_what_order().to_owned(),
        Target::Plan(PlanField::Actions) => lang.plan_what_actions().to_owned(),
        Target::Action(id) => lang.plan_what_action(action(*id)),
        Target::ActionField(id, field) => {
            lang.plan_what_field(action(*id), field_name(lang, *field))
        }
        Target::Dismissed(rule) => lang.plan_what_dismissed(rule_name(pack, lang, rule)),
        Target::Decision(row, field) => {
            let words = Words { pack, diagnostic, lang };
            let table = pack.matrix.as_ref().map(|matrix| &matrix.partnerships.table);
            let name = table.map(|table| words.row(table, *row)).unwrap_or_default();
            let field = match field {
                ResolutionField::Choice => lang.plan_field_choice(),
                ResolutionField::Comment => lang.plan_field_choice_comment(),
                ResolutionField::Vote => lang.plan_field_vote(),
            };
            lang.plan_what_decision(field, name)
        }
        _ => String::new(),
    }
}

const fn field_name(lang: Lang, field: ActionField) -> &'static str {
    match field {
        ActionField::Title => lang.plan_field_title(),
        ActionField::Owner => lang.plan_field_owner(),
        ActionField::Start => lang.plan_field_start(),
        ActionField::End => lang.plan_field_end(),
        ActionField::Cost => lang.plan_field_cost(),
        ActionField::Funding => lang.plan_field_funding(),
        ActionField::Stage => lang.plan_field_stage(),
        ActionField::Indicator => lang.plan_field_indicator(),
        ActionField::Baseline => lang.plan_field_baseline(),
        ActionField::Target => lang.plan_field_target(),
        ActionField::Comment => lang.plan_field_comment(),
    }
}

/// A value of the journal's compact form in words; not for empty ones.
pub fn value(pack: &Pack, lang: Lang, target: &Target, text: &str) -> String {
    let own = || text.to_owned();
    let read_month = |text: &str| Month::parse(text).map(|one| month(lang, one));
    match target {
        Target::Action(_) => match text.strip_prefix('=') {
            Some(said) => recommended(pack, lang, said),
            None => own(),
        },
        Target::Plan(_) | Target::ActionField(_, ActionField::Start | ActionField::End) => {
            read_month(text).unwrap_or_else(own)
        }
        Target::ActionField(_, ActionField::Owner) => match text.strip_prefix('=') {
            Some(role) => role_name(pack, lang, &RoleId::from(role)),
            None => own(),
        },
        Target::ActionField(_, ActionField::Cost) => cost(lang, text),
        Target::ActionField(_, ActionField::Funding) => {
            let lines = text.split('|').map(|line| funding(lang, line));
            lines.collect::<Vec<_>>().join(lang.report_semicolon())
        }
        Target::ActionField(_, ActionField::Stage) => {
            Stage::parse(text).map_or_else(own, |one| stage(lang, one).to_owned())
        }
        Target::Decision(_, ResolutionField::Choice) => {
            Decision::parse(text).map_or_else(own, |one| decision(lang, one).to_owned())
        }
        Target::Decision(_, ResolutionField::Vote) => {
            text.parse().map_or_else(|_| own(), |day| lang.date(day))
        }
        _ => own(),
    }
}

/// A recommendation of the journal: `M1`, or `M1@SN` for one country.
fn recommended(pack: &Pack, lang: Lang, text: &str) -> String {
    let parts = text.rsplit_once('@');
    match parts.and_then(|(rule, place)| Some((rule, CountryCode::parse(place)?))) {
        Some((rule, country)) => rule_in(pack, lang, &rule.into(), country),
        None => rule_name(pack, lang, &text.into()),
    }
}

fn cost(lang: Lang, text: &str) -> String {
    let euros = |text: &str| text.parse().map_or_else(|_| text.to_owned(), |n| lang.euros(n));
    let each = text.split('|').map(|part| match part.split_once('=') {
        Some((year, amount)) => lang.plan_year_amount(euros(amount), year),
        None => euros(part),
    });
    each.collect::<Vec<_>>().join(lang.report_semicolon())
}

/// One line of funding of the journal: `own=12000 granted`.
fn funding(lang: Lang, text: &str) -> String {
    let parts = text.rsplit_once(' ').and_then(|(rest, word)| {
        let (who, amount) = rest.rsplit_once('=')?;
        Some((who, amount, FundingStatus::parse(word)?))
    });
    let Some((who, amount, how)) = parts else { return text.to_owned() };
    let who = match who {
        "own" => funder(lang, &Funder::Own),
        id if reference::device(id).is_some() => funder(lang, &Funder::Device(id.into())),
        name => name.to_owned(),
    };
    let amount = match amount.parse() {
        Ok(amount) => lang.euros(amount),
        Err(_) => lang.plan_amount_unknown().to_owned(),
    };
    lang.plan_funding_told(amount, status(lang, how), who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_journal_keeps_is_told_in_words() {
        let pack = Pack::standard().unwrap();
        let told = |field, text: &str| {
            let text = value(pack, Lang::Fr, &Target::ActionField(1, field), text);
            text.replace(['\u{a0}', '\u{202f}'], " ")
        };
        assert_eq!(told(ActionField::Cost, "2027=6000|2028=0"), "2027 : 6 000 € ; 2028 : 0 €");
        assert_eq!(
            told(ActionField::Funding, "own=1000 granted"),
            "budget propre : 1 000 € (acquis)"
        );
        assert_eq!(
            told(ActionField::Funding, "Région a=b=? planned"),
            "Région a=b : montant inconnu (à demander)"
        );
        assert_eq!(told(ActionField::Stage, "underway"), "en cours");
        assert_eq!(told(ActionField::End, "2027-03"), "mars 2027");
    }
}
