//! When a plan's actions are due: 100 days, twelve months, the mandate (method § 5); and how a
//! recommendation becomes an action.

use crate::{
    domain::{Action, CountryCode, Diagnostic, Month, Owner, RuleId, Stage},
    questionnaire::{Pack, Rule},
};

use super::{Advice, MOST_DECISIONS, Recommendation};

/// The month of a renewal of municipal councils, which come every six years (code électoral,
/// article L. 227).
const ELECTIONS: (i16, i8) = (2026, 3);

/// For how many years a municipal council is elected.
const MANDATE_YEARS: i16 = 6;

/// How many months after the plan begins an action is of the first hundred days.
const HUNDRED_DAYS: i32 = 3;

/// How many months after the plan begins an action is of the first year.
const ONE_YEAR: i32 = 12;

/// The months that a plan covers, the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its first month.
    pub from: Month,
    /// Its last month, not before the first.
    pub until: Month,
}

/// By when an action is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Horizon {
    /// Within the first hundred days.
    HundredDays,
    /// Within twelve months.
    TwelveMonths,
    /// Later, within the mandate or beyond.
    Mandate,
}

impl Horizon {
    /// Every horizon, nearest first.
    pub const ALL: [Self; 3] = [Self::HundredDays, Self::TwelveMonths, Self::Mandate];

    /// The word that stands for it in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HundredDays => "hundred_days",
            Self::TwelveMonths => "twelve_months",
            Self::Mandate => "mandate",
        }
    }
}

impl Frame {
    /// The months that the plan of a diagnostic covers: as entered, else from the month it
    /// describes to the end of the municipal mandate.
    pub fn of(diagnostic: &Diagnostic) -> Option<Self> {
        let day = diagnostic.as_of;
        let from = diagnostic.plan.from.or_else(|| Month::new(day.year(), day.month()))?;
        let until = diagnostic.plan.until.or_else(|| mandate_end(from))?;
        Some(Self { from, until: until.max(from) })
    }

    /// By when a month is due.
    pub fn horizon(self, end: Month) -> Horizon {
        match self.from.months_until(end) {
            months if months <= HUNDRED_DAYS => Horizon::HundredDays,
            months if months <= ONE_YEAR => Horizon::TwelveMonths,
            _ => Horizon::Mandate,
        }
    }
}

/// The month of the next renewal of municipal councils after this one.
fn mandate_end(from: Month) -> Option<Month> {
    let (year, month) = ELECTIONS;
    let passed = i16::from(Month::new(from.year(), month)? <= from);
    let behind = (from.year() + passed - year).rem_euclid(MANDATE_YEARS);
    let ahead = (MANDATE_YEARS - behind) % MANDATE_YEARS;
    Month::new(from.year() + passed + ahead, month)
}

/// By when an action is due: by its end, else by what the recommendation says; `None` if neither
/// says anything.
pub fn horizon(pack: &Pack, diagnostic: &Diagnostic, action: &Action) -> Option<Horizon> {
    let frame = Frame::of(diagnostic)?;
    let rule = action.rule.as_ref().and_then(|rule| pack.rule(rule));
    let foreseen = || {
        let begins = action.start.unwrap_or(frame.from);
        begins.plus(i32::from(rule?.months))
    };
    Some(frame.horizon(action.end.or_else(foreseen)?))
}

/// The action that takes a recommendation up, due when and led by whom the recommendation says.
pub fn take_up(diagnostic: &Diagnostic, rule: &Rule) -> Action {
    let start = Frame::of(diagnostic).map(|frame| frame.from);
    Action {
        rule: Some(rule.id.clone()),
        owner: Some(Owner::Role(rule.owner.clone())),
        start,
        end: start.and_then(|start| start.plus(i32::from(rule.months))),
        ..Action::default()
    }
}

/// The same for one of the countries that the recommendation is about.
pub fn take_up_in(diagnostic: &Diagnostic, rule: &Rule, country: CountryCode) -> Action {
    Action { country: Some(country), ..take_up(diagnostic, rule) }
}

/// The countries that a recommendation surely is about and that the plan does not take it up for,
/// what matters most first; none if it is about fewer than two.
pub fn open_countries(diagnostic: &Diagnostic, one: &Recommendation) -> Vec<CountryCode> {
    let sure: Vec<CountryCode> =
        one.countries().filter(|at| at.holds.is_true()).map(|at| at.country).collect();
    if sure.len() < 2 {
        return Vec::new();
    }
    let open = |country: &CountryCode| !diagnostic.plan.takes_up(&one.rule, *country);
    sure.into_iter().filter(open).collect()
}

/// The actions that the decisions proposed to the mayor come to, without those that the plan takes
/// up or dismisses already.
pub fn proposed(pack: &Pack, diagnostic: &Diagnostic, advice: &Advice) -> Vec<Action> {
    let rules = advice.decisions().filter_map(|one| pack.rule(&one.rule));
    let open = rules.filter(|rule| is_open(diagnostic, &rule.id));
    open.map(|rule| take_up(diagnostic, rule)).collect()
}

/// Whether a recommendation is neither taken up nor dismissed.
pub fn is_open(diagnostic: &Diagnostic, rule: &RuleId) -> bool {
    let plan = &diagnostic.plan;
    plan.of_rule(rule).is_none() && plan.dismissal(rule).is_none()
}

/// The first actions of the plan that are still to be decided or led: neither done nor given up.
pub fn to_decide(diagnostic: &Diagnostic) -> impl Iterator<Item = &Action> {
    let open = |action: &&Action| !matches!(action.stage, Stage::Done | Stage::Abandoned);
    diagnostic.plan.actions.iter().filter(open).take(MOST_DECISIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    #[test]
    fn a_mandate_ends_with_the_next_renewal() {
        for (from, end) in [
            ("2026-06", "2032-03"),
            ("2026-03", "2032-03"),
            ("2026-02", "2026-03"),
            ("2021-11", "2026-03"),
            ("2032-02", "2032-03"),
            ("2032-03", "2038-03"),
            ("2019-01", "2020-03"),
        ] {
            assert_eq!(mandate_end(month(from)), Some(month(end)), "{from}");
        }
    }

    #[test]
    fn horizons_are_counted_from_the_beginning_of_the_plan() {
        let frame = Frame { from: month("2026-06"), until: month("2032-03") };
        for (end, horizon) in [
            ("2026-05", Horizon::HundredDays),
            ("2026-09", Horizon::HundredDays),
            ("2026-10", Horizon::TwelveMonths),
            ("2027-06", Horizon::TwelveMonths),
            ("2027-07", Horizon::Mandate),
            ("2040-01", Horizon::Mandate),
        ] {
            assert_eq!(frame.horizon(month(end)), horizon, "{end}");
        }
    }
}
