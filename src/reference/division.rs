//! Départements, régions, and the multi-actor network of each région.

use std::sync::LazyLock;

use super::{
    country::{Country, country},
    table::{printed, rows, values},
};
use crate::domain::{CountryCode, Named, Year};

/// A département, or an overseas collectivity that stands for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departement {
    /// Its code, such as `35`, `2A` or `974`.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The code of its région.
    pub region: &'static str,
}

/// A région, or an overseas collectivity that stands for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its code, such as `53`.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// A regional multi-actor network (« RRMA »).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rrma {
    /// The code of its région.
    pub region: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its site, if it was seen.
    pub site: Option<&'static str>,
    /// The year of the lists it was read in.
    pub year: Year,
    /// Where it was read.
    pub source: &'static str,
}

/// Every département, in the official order.
pub fn departements() -> &'static [Departement] {
    static TEXT: LazyLock<String> =
        LazyLock::new(|| printed(include_str!("../../assets/reference/departements.tsv")));
    static TABLE: LazyLock<Vec<Departement>> = LazyLock::new(|| {
        rows(&TEXT).map(|[code, name, region]| Departement { code, name, region }).collect()
    });
    &TABLE
}

/// Every région, by code.
pub fn regions() -> &'static [Region] {
    static TEXT: LazyLock<String> =
        LazyLock::new(|| printed(include_str!("../../assets/reference/regions.tsv")));
    static TABLE: LazyLock<Vec<Region>> =
        LazyLock::new(|| rows(&TEXT).map(|[code, name]| Region { code, name }).collect());
    &TABLE
}

/// The multi-actor network of a région, by its code; `None` if no list consulted gives one.
pub fn rrma(region: &str) -> Option<Rrma> {
    rows::<5>(include_str!("../../assets/reference/rrma.tsv"))
        .find(|[code, ..]| *code == region)
        .and_then(|[region, name, site, year, source]| {
            let site = Some(site).filter(|site| !site.is_empty());
            Some(Rrma { region, name, site, year: year.parse().ok()?, source })
        })
}

/// The countries that a département touches by land; none if it touches no country.
pub fn borders(departement: &str) -> Vec<&'static Country> {
    rows::<2>(include_str!("../../assets/reference/borders.tsv"))
        .filter(|[code, _]| *code == departement)
        .flat_map(|[_, countries]| values(countries))
        .filter_map(|code| country(CountryCode::parse(code)?))
        .collect()
}

/// The département with this code.
pub(super) fn departement(code: &str) -> Option<&'static Departement> {
    departements().iter().find(|departement| departement.code == code)
}

impl Departement {
    /// Its région.
    pub fn region(&self) -> Option<&'static Region> {
        regions().iter().find(|region| region.code == self.region)
    }

    /// Code and name, as a territory bears them.
    pub fn named(&self) -> Named {
        Named { code: self.code.to_owned(), name: self.name.to_owned() }
    }

    /// How it tells homonyms apart: by its number, or by its name overseas.
    pub(super) fn short(&self) -> &'static str {
        if self.code.len() == 2 { self.code } else { self.name }
    }
}

impl Region {
    /// Code and name, as a territory bears them.
    pub fn named(&self) -> Named {
        Named { code: self.code.to_owned(), name: self.name.to_owned() }
    }
}
