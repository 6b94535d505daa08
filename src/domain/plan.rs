//! The action plan: what was decided to do, by whom, when, with what money, and how far it is.
//!
//! A plan is the official's own. It may take up what the rules of the pack recommend, in which case
//! whatever is left blank here reads as the rule says, in the reader's language.

use std::collections::BTreeMap;

use super::{CountryCode, DeviceId, Month, RoleId, RuleId, Year};

/// The number that tells an action from the others of its plan; never given to another one.
pub type ActionId = u32;

/// The number that tells a line of funding from the others of its action.
pub type FundingId = u32;

/// What was decided to do about the recommendations, and besides them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The month in which it begins; that of the diagnostic if it was not said.
    pub from: Option<Month>,
    /// The last month it covers; the end of the mandate if it was not said.
    pub until: Option<Month>,
    /// The actions, in the official's order.
    pub actions: Vec<Action>,
    /// The recommendations that were dismissed, with the reason.
    pub dismissed: BTreeMap<RuleId, String>,
}

/// One action of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Action {
    /// Its number.
    pub id: ActionId,
    /// The recommendation it takes up; none if it is the official's own.
    pub rule: Option<RuleId>,
    /// The country it is for, where a recommendation is taken up country by country.
    pub country: Option<CountryCode>,
    /// Its name; empty: as the rule says.
    pub title: String,
    /// Who is in charge: a function, never a person.
    pub owner: Option<Owner>,
    /// The month in which it begins.
    pub start: Option<Month>,
    /// The month by the end of which it is done.
    pub end: Option<Month>,
    /// What it costs; none if nobody has said, which is not zero.
    pub cost: Option<Cost>,
    /// Who pays, line by line.
    pub funding: Vec<Funding>,
    /// How far it is.
    pub stage: Stage,
    /// By what one sees that it is done; empty: as the rule says.
    pub indicator: String,
    /// Where the indicator stands at the start.
    pub baseline: String,
    /// Where it should stand at the end.
    pub target: String,
    /// A remark that is printed.
    pub comment: String,
}

/// Who is in charge: a function, never a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A role of the pack.
    Role(RoleId),
    /// Another function, in the official's words.
    Function(String),
}

/// What an action costs, in euros.
#[derive(Clone, Debug, PartialEq)]
pub enum Cost {
    /// So much in all, spread evenly from its start to its end. Zero is a cost that is known.
    Total(f64),
    /// So much each year.
    ByYear(BTreeMap<Year, f64>),
}

/// One line of funding of an action.
#[derive(Clone, Debug, PartialEq)]
pub struct Funding {
    /// Its number.
    pub id: FundingId,
    /// Who pays.
    pub funder: Funder,
    /// How much, in euros; none if it is not known yet.
    pub amount: Option<f64>,
    /// How sure it is.
    pub status: FundingStatus,
}

/// Who pays.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Funder {
    /// The authority's own budget.
    Own,
    /// A funding device of the register.
    Device(DeviceId),
    /// Somebody else, in the official's words.
    Other(String),
}

/// How sure a line of funding is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FundingStatus {
    /// It is to be asked for.
    #[default]
    Planned,
    /// It has been asked for.
    Requested,
    /// It is granted, or voted.
    Granted,
}

/// How far an action is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Not begun.
    #[default]
    ToLaunch,
    /// Under way.
    Underway,
    /// Done.
    Done,
    /// Given up.
    Abandoned,
}

/// A field of an action that changes alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionField {
    /// Its name.
    Title,
    /// Who is in charge.
    Owner,
    /// The month in which it begins.
    Start,
    /// The month by which it is done.
    End,
    /// What it costs.
    Cost,
    /// Who pays.
    Funding,
    /// How far it is.
    Stage,
    /// By what one sees that it is done.
    Indicator,
    /// Where the indicator stands at the start.
    Baseline,
    /// Where it should stand at the end.
    Target,
    /// The printed remark.
    Comment,
}

/// A field of the plan as a whole that changes alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanField {
    /// The month in which it begins.
    From,
    /// The last month it covers.
    Until,
    /// The order of its actions.
    Order,
    /// Its actions, where several come at once.
    Actions,
}

/// Gives an enum its words in files: all of them, the word of each, and the way back.
macro_rules! codes {
    ($name:ident { $($variant:ident = $code:literal,)* }) => {
        impl $name {
            /// Every one of them, in order.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$variant),*];

            /// The word that stands for it in files.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// Reads the word that stands for it in files.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.code() == text.trim())
            }
        }
    };
}
pub(super) use codes;

codes!(FundingStatus { Planned = "planned", Requested = "requested", Granted = "granted", });
codes!(Stage {
    ToLaunch = "to_launch",
    Underway = "underway",
    Done = "done",
    Abandoned = "abandoned",
});
codes!(ActionField {
    Title = "title",
    Owner = "owner",
    Start = "start",
    End = "end",
    Cost = "cost",
    Funding = "funding",
    Stage = "stage",
    Indicator = "indicator",
    Baseline = "baseline",
    Target = "target",
    Comment = "comment",
});
codes!(PlanField {
    From = "from",
    Until = "until",
    Order = "order",
    Actions = "actions",
});

impl Plan {
    /// The most actions that a plan can hold.
    pub const MOST_ACTIONS: usize = 200;

    /// Whether nothing was planned, dismissed or said.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// The action with this number.
    pub fn action(&self, id: ActionId) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The action that takes up a recommendation, if one does.
    pub fn of_rule(&self, rule: &RuleId) -> Option<&Action> {
        self.actions.iter().find(|action| action.rule.as_ref() == Some(rule))
    }

    /// Whether an action takes up a recommendation for this country, alone or with all others.
    pub fn takes_up(&self, rule: &RuleId, country: CountryCode) -> bool {
        let of = |one: &&Action| one.rule.as_ref() == Some(rule);
        self.actions.iter().filter(of).any(|one| one.country.is_none_or(|at| at == country))
    }

    /// Why a recommendation was dismissed, if it was.
    pub fn dismissal(&self, rule: &RuleId) -> Option<&str> {
        self.dismissed.get(rule).map(String::as_str)
    }
}

impl Action {
    /// The longest name, in characters.
    pub const LONGEST_TITLE: usize = 200;
    /// The longest other text, in characters.
    pub const LONGEST_TEXT: usize = 2_000;
    /// The most lines of funding.
    pub const MOST_FUNDING: usize = 20;
    /// The largest amount, in euros.
    pub const MOST_EUROS: f64 = 1e9;

    /// The line of funding with this number.
    pub fn funding(&self, id: FundingId) -> Option<&Funding> {
        self.funding.iter().find(|line| line.id == id)
    }

    /// The number for the next line of funding.
    pub fn next_funding_id(&self) -> FundingId {
        self.funding.iter().map(|line| line.id).max().map_or(1, |id| id.saturating_add(1))
    }

    /// The action within the limits: texts cut, impossible amounts dropped, lines beyond left out.
    #[must_use]
    pub fn within_limits(mut self) -> Self {
        cut(&mut self.title, Self::LONGEST_TITLE);
        for text in [&mut self.indicator, &mut self.baseline, &mut self.target, &mut self.comment] {
            cut(text, Self::LONGEST_TEXT);
        }
        if let Some(Owner::Function(text)) = &mut self.owner {
            cut(text, Self::LONGEST_TITLE);
        }
        self.cost = self.cost.and_then(Cost::within_limits);
        self.funding.truncate(Self::MOST_FUNDING);
        for line in &mut self.funding {
            line.amount = line.amount.filter(|amount| is_amount(*amount));
            if let Funder::Other(name) = &mut line.funder {
                cut(name, Self::LONGEST_TITLE);
            }
        }
        self
    }

    /// A field in the compact form of the journal; empty for nothing.
    pub fn told(&self, field: ActionField) -> String {
        let month =
            |month: Option<Month>| month.map_or_else(String::new, |month| month.to_string());
        match field {
            ActionField::Title => self.title.clone(),
            ActionField::Owner => match &self.owner {
                None => String::new(),
                Some(Owner::Role(role)) => format!("={role}"),
                Some(Owner::Function(text)) => text.clone(),
            },
            ActionField::Start => month(self.start),
            ActionField::End => month(self.end),
            ActionField::Cost => self.cost.as_ref().map_or_else(String::new, Cost::told),
            ActionField::Funding => {
                let lines = self.funding.iter().map(Funding::told);
                lines.collect::<Vec<_>>().join("|")
            }
            ActionField::Stage => self.stage.code().to_owned(),
            ActionField::Indicator => self.indicator.clone(),
            ActionField::Baseline => self.baseline.clone(),
            ActionField::Target => self.target.clone(),
            ActionField::Comment => self.comment.clone(),
        }
    }

    /// The action in a few words: its name, or the recommendation it takes up and where.
    pub fn summary(&self) -> String {
        let rule = self.rule.as_ref().map(|rule| match self.country {
            Some(country) => format!("={rule}@{country}"),
            None => format!("={rule}"),
        });
        let words =
            if self.title.is_empty() { rule.unwrap_or_default() } else { self.title.clone() };
        words.chars().take(80).collect()
    }
}

impl Cost {
    /// The whole cost, in euros.
    pub fn total(&self) -> f64 {
        match self {
            Self::Total(amount) => *amount,
            Self::ByYear(years) => years.values().sum(),
        }
    }

    fn within_limits(self) -> Option<Self> {
        match self {
            Self::Total(amount) => is_amount(amount).then_some(Self::Total(amount)),
            Self::ByYear(mut years) => {
                years.retain(|_, amount| is_amount(*amount));
                (!years.is_empty()).then_some(Self::ByYear(years))
            }
        }
    }

    fn told(&self) -> String {
        match self {
            Self::Total(amount) => amount.to_string(),
            Self::ByYear(years) => {
                let each = years.iter().map(|(year, amount)| format!("{year}={amount}"));
                each.collect::<Vec<_>>().join("|")
            }
        }
    }
}

impl Funding {
    fn told(&self) -> String {
        let who = match &self.funder {
            Funder::Own => "own",
            Funder::Device(id) => id.as_str(),
            Funder::Other(name) => name,
        };
        let amount = self.amount.map_or_else(|| "?".to_owned(), |amount| amount.to_string());
        format!("{who}={amount} {}", self.status.code())
    }
}

/// Whether a number can be an amount of a plan.
pub fn is_amount(amount: f64) -> bool {
    amount.is_finite() && 0.0 <= amount && amount <= Action::MOST_EUROS
}

/// Cuts a text after so many characters.
pub(super) fn cut(text: &mut String, most: usize) {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_an_amount_is_dropped_and_zero_is_kept() {
        let limited = |cost| Action { cost: Some(cost), ..Action::default() }.within_limits().cost;
        assert_eq!(limited(Cost::Total(0.0)), Some(Cost::Total(0.0)));
        assert_eq!(limited(Cost::Total(f64::NAN)), None);
        assert_eq!(limited(Cost::Total(-1.0)), None);
        let years = BTreeMap::from([(2027, 10.0), (2028, f64::INFINITY)]);
        assert_eq!(
            limited(Cost::ByYear(years)),
            Some(Cost::ByYear(BTreeMap::from([(2027, 10.0)])))
        );
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let long = Action { title: "é".repeat(300), ..Action::default() }.within_limits();
        assert_eq!(long.title.chars().count(), Action::LONGEST_TITLE);
    }

    #[test]
    fn every_word_of_a_file_is_read_back() {
        for stage in Stage::ALL {
            assert_eq!(Stage::parse(stage.code()), Some(stage));
        }
        for field in ActionField::ALL {
            assert_eq!(ActionField::parse(field.code()), Some(field));
        }
    }
}
