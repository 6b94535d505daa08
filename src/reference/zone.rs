//! Zones: the groups of countries that a source gives instead of single countries.

use std::sync::LazyLock;

use super::{
    country::pick,
    table::{rows, values},
};
use crate::{
    domain::{CountryCode, ZoneId},
    language::Lang,
};

/// A group of countries, such as the « autres pays d'Afrique » of INSEE's tables.
#[derive(Clone, Debug)]
pub struct Zone {
    /// Its id, as a place bears it.
    pub id: ZoneId,
    /// The countries it may stand for, by code. France and its territories are never among them.
    pub countries: Vec<CountryCode>,
    /// Whether INSEE's table of birth countries by commune uses it.
    pub insee: bool,
    names: [&'static str; 2],
    aliases: Vec<&'static str>,
}

impl Zone {
    /// Its name.
    pub fn name(&self, lang: Lang) -> &'static str {
        pick(self.names, lang)
    }

    /// Whether the zone may stand for a country.
    pub fn contains(&self, country: CountryCode) -> bool {
        self.countries.contains(&country)
    }

    /// Every name it is found by.
    pub(super) fn all_names(&self) -> impl Iterator<Item = &'static str> {
        self.names.into_iter().chain(self.aliases.iter().copied())
    }
}

/// Every zone, INSEE's first.
pub fn zones() -> &'static [Zone] {
    static ZONES: LazyLock<Vec<Zone>> = LazyLock::new(|| {
        rows(include_str!("../../assets/reference/zones.tsv"))
            .map(|[id, fr, en, insee, aliases, countries]| Zone {
                id: ZoneId::new(id),
                countries: countries.split(' ').filter_map(CountryCode::parse).collect(),
                insee: !insee.is_empty(),
                names: [fr, en],
                aliases: values(aliases).collect(),
            })
            .collect()
    });
    &ZONES
}

/// The zone with this id, such as `other_africa`.
pub fn zone(id: &str) -> Option<&'static Zone> {
    zones().iter().find(|zone| zone.id.as_str() == id)
}
