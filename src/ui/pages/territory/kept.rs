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
            profile: reference::territory(code).map(|profile| in_the_hand_of(profile, territory)),
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

/// What the tables know, its names with the apostrophes that the document gives them: those of a
/// keyboard and those of print make no other name.
fn in_the_hand_of(mut profile: Profile, own: &Territory) -> Profile {
    let straight = |name: &str| name.replace('’', "'");
    let name = |table: &mut String, own: &String| {
        if straight(table) == straight(own) {
            table.clone_from(own);
        }
    };
    name(&mut profile.territory.name, &own.name);
    let table = &mut profile.territory;
    for (table, own) in [
        (&mut table.epci, &own.epci),
        (&mut table.ept, &own.ept),
        (&mut table.departement, &own.departement),
        (&mut table.region, &own.region),
    ] {
        if let (Some(table), Some(own)) = (table, own) {
            name(&mut table.name, &own.name);
        }
    }
    profile
}

/// The population of communes together, and how many of them have none that is published.
pub(super) fn sum(members: &[Member]) -> (u64, usize) {
    let known = members.iter().filter_map(|member| member.population);
    let missing = members.iter().filter(|member| member.population.is_none()).count();
    (known.map(u64::from).sum(), missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_straight_apostrophe_is_no_other_name() {
        let printed = reference::territory("94038").unwrap().territory;
        assert_eq!(printed.name, "L’Haÿ-les-Roses");
        let mut typed = printed.clone();
        typed.name = "L'Haÿ-les-Roses".to_owned();
        let mut kept = Kept::default();
        kept.follow(&typed);
        assert_eq!(kept.profile().unwrap().territory, typed);
        kept.follow(&printed);
        assert_eq!(kept.profile().unwrap().territory, printed);
        typed.name = "L'Haÿ".to_owned();
        kept.follow(&typed);
        assert_eq!(kept.profile().unwrap().territory.name, printed.name);
    }
}
