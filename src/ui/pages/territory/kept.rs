//! What the tables say of the territory, looked up when it changes and not at every frame.

use crate::{
    advice,
    domain::{Named, Territory},
    reference::{self, Country, Member, Profile},
};

/// The answers of the tables for one territory.
#[derive(Debug, Default)]
pub(super) struct Kept {
    of: Option<Territory>,
    profile: Option<Profile>,
    members: Vec<Member>,
    /// The intercommunal authority of a commune, with its communes.
    grouping: Option<(Named, Vec<Member>)>,
    creative: Vec<&'static str>,
    borders: Vec<&'static Country>,
}

impl Kept {
    /// Looks everything up again if the territory is another than before.
    pub(super) fn follow(&mut self, territory: &Territory) {
        if self.of.as_ref() == Some(territory) {
            return;
        }
        let code = territory.code.as_str();
        *self = Self {
            of: Some(territory.clone()),
            profile: reference::territory(code),
            members: reference::members(code),
            grouping: territory.epci.clone().and_then(|epci| {
                let members = reference::members(&epci.code);
                (!members.is_empty()).then_some((epci, members))
            }),
            creative: advice::creative_cities(code),
            borders: territory
                .departement
                .as_ref()
                .map(|departement| reference::borders(&departement.code))
                .unwrap_or_default(),
        };
    }

    /// What the tables know of the territory's code.
    pub(super) const fn profile(&self) -> Option<&Profile> {
        self.profile.as_ref()
    }

    /// Its communes, if it is a grouping.
    pub(super) fn members(&self) -> &[Member] {
        &self.members
    }

    /// The grouping that it belongs to, and its communes.
    pub(super) const fn grouping(&self) -> Option<&(Named, Vec<Member>)> {
        self.grouping.as_ref()
    }

    /// The codes of the creative cities that it is or holds.
    pub(super) fn creative(&self) -> &[&'static str] {
        &self.creative
    }

    /// The countries that its département touches.
    pub(super) fn borders(&self) -> &[&'static Country] {
        &self.borders
    }
}

/// The population of communes together, and how many of them have none that is published.
pub(super) fn sum(members: &[Member]) -> (u64, usize) {
    let known = members.iter().filter_map(|member| member.population);
    let missing = members.iter().filter(|member| member.population.is_none()).count();
    (known.map(u64::from).sum(), missing)
}
