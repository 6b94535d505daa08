//! Networks that a territory may join, and UNESCO's creative cities.

use std::sync::LazyLock;

use super::{
    country::pick,
    requirement::Requirement,
    table::{rows, typeset},
};
use crate::{domain::Year, language::Lang};

/// A network of international action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// Its id, such as `EUROCITIES`.
    pub id: &'static str,
    /// The name it is known by.
    pub name: &'static str,
    /// Where it acts.
    pub scope: Scope,
    /// What makes it worth a look; `None` if nothing that can be tested.
    pub requires: Option<Requirement>,
    /// The year of the information; `None` if the source bears no date.
    pub as_of: Option<Year>,
    /// Where the information was read.
    pub source: &'static str,
    what: [&'static str; 2],
    who: [&'static str; 2],
    offers: [&'static str; 2],
}

impl Network {
    /// The names that people write: its usual name, its id, and its name in full.
    pub fn names(&self) -> Vec<&'static str> {
        [self.name, self.id].into_iter().chain(self.what).collect()
    }

    /// What it is, or its name in full.
    pub fn description(&self, lang: Lang) -> &'static str {
        pick(self.what, lang)
    }

    /// Whom it is for.
    pub fn audience(&self, lang: Lang) -> &'static str {
        pick(self.who, lang)
    }

    /// What it offers.
    pub fn offers(&self, lang: Lang) -> &'static str {
        pick(self.offers, lang)
    }
}

/// Where a network acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// One French région.
    Region,
    /// France.
    National,
    /// Europe.
    Europe,
    /// French-speaking countries.
    Francophonie,
    /// Europe and the world alike.
    EuropeAndWorld,
    /// The world.
    World,
}

impl Scope {
    /// Every scope, from near to far.
    pub const ALL: [Self; 6] = [
        Self::Region,
        Self::National,
        Self::Europe,
        Self::Francophonie,
        Self::EuropeAndWorld,
        Self::World,
    ];
}

/// A French member of UNESCO's Creative Cities Network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreativeCity {
    /// The INSEE code of the commune.
    pub commune: &'static str,
    /// Where its designation was read, with the year.
    pub source: &'static str,
    field: [&'static str; 2],
}

impl CreativeCity {
    /// The field it was designated for.
    pub fn field(&self, lang: Lang) -> &'static str {
        pick(self.field, lang)
    }
}

/// Every network, national associations first.
pub fn networks() -> &'static [Network] {
    static TABLE: LazyLock<Vec<Network>> = LazyLock::new(|| {
        rows(include_str!("../../assets/reference/networks.tsv")).filter_map(|r| read(&r)).collect()
    });
    &TABLE
}

/// The designation of a commune as creative city, by its INSEE code.
pub fn creative_city(commune: &str) -> Option<CreativeCity> {
    rows(include_str!("../../assets/reference/creative_cities.tsv"))
        .map(|[commune, fr, en, source]| CreativeCity { commune, source, field: typeset(fr, en) })
        .find(|city| city.commune == commune)
}

fn read(cells: &[&'static str; 12]) -> Option<Network> {
    let [id, name, scope, fr, en, who_fr, who_en, offers_fr, offers_en, requires, as_of, source] =
        *cells;
    let scope = match scope {
        "region" => Scope::Region,
        "national" => Scope::National,
        "europe" => Scope::Europe,
        "francophonie" => Scope::Francophonie,
        "both" => Scope::EuropeAndWorld,
        "world" => Scope::World,
        _ => return None,
    };
    Some(Network {
        id,
        name,
        scope,
        requires: Requirement::optional(requires)?,
        as_of: as_of.parse().ok(),
        source,
        what: typeset(fr, en),
        who: typeset(who_fr, who_en),
        offers: typeset(offers_fr, offers_en),
    })
}
