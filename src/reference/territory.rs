//! Territories by official code: communes, intercommunal authorities, Greater Paris's bodies.

use std::{cmp::Reverse, sync::LazyLock};

use super::{
    division::{Departement, departement},
    table::{cells, inflate, printed, rows},
};
use crate::domain::{AuthorityKind, Named, Territory, Year};

/// What the tables know of a territory, ready to fill a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The authority and where it lies.
    pub territory: Territory,
    /// Its municipal population; none where nobody is counted (the southern lands).
    pub population: Option<Figure>,
}

/// A figure with its year and source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The figure.
    pub value: u32,
    /// The year it stands for.
    pub year: Year,
    /// Who published it, and how it was summed.
    pub source: &'static str,
}

/// A commune of an intercommunal authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its INSEE code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its municipal population.
    pub population: Option<u32>,
}

/// The territory with this INSEE code (5 characters) or SIREN number (9 digits).
///
/// The code of a former commune, or of a district of Paris, Lyon or Marseille, gives the commune
/// that it is part of today.
pub fn territory(code: &str) -> Option<Profile> {
    let code = code.split_whitespace().collect::<String>().to_ascii_uppercase();
    match code.len() {
        5 => one_commune(&code).or_else(|| one_commune(now(&code)?)).map(|c| commune_profile(&c)),
        9 => group(&code).map(group_profile),
        _ => None,
    }
}

/// The communes of an EPCI or EPT, largest first; none for any other code.
pub fn members(siren: &str) -> Vec<Member> {
    group(siren.trim()).map(members_of).unwrap_or_default()
}

/// Every code that stands for a commune of this authority in files of any year, with the commune's
/// code of today: its own, those of communes that became part of it, those of districts.
pub fn official_codes(code: &str) -> Vec<(&'static str, &'static str)> {
    let today: Vec<&'static str> = match code.trim().len() {
        5 => one_commune(code.trim()).map(|commune| commune.code).into_iter().collect(),
        _ => members(code).iter().map(|member| member.code).collect(),
    };
    let own = today.iter().map(|code| (*code, *code));
    let before = former().iter().filter(|former| today.contains(&former.now));
    own.chain(before.map(|former| (former.code, former.now))).collect()
}

/// A row of the table of communes.
pub(super) struct Commune {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) population: Option<u32>,
    /// Rows of the EPCI and EPT tables.
    epci: Option<u16>,
    ept: Option<u16>,
}

impl Commune {
    pub(super) fn departement(&self) -> Option<&'static Departement> {
        let overseas = self.code.starts_with("97") || self.code.starts_with("98");
        departement(self.code.get(..if overseas { 3 } else { 2 })?)
    }
}

/// A row of the tables of EPCI and EPT.
pub(super) struct Group {
    pub(super) siren: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: AuthorityKind,
    pub(super) population: u32,
    /// The code of the département where most of its people live.
    departement: &'static str,
}

impl Group {
    pub(super) fn departement(&self) -> Option<&'static Departement> {
        departement(self.departement)
    }
}

/// A code or name that is no longer a commune's own.
pub(super) struct Former {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// The commune it is part of today.
    pub(super) now: &'static str,
}

/// Every commune, by code.
pub(super) fn communes() -> &'static [Commune] {
    static TABLE: LazyLock<Vec<Commune>> =
        LazyLock::new(|| commune_lines().iter().map(|line| read_commune(line)).collect());
    &TABLE
}

/// The rows of the communes not yet read: one of them is found far sooner than all are read.
fn commune_lines() -> &'static [&'static str] {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        printed(&inflate(include_bytes!("../../assets/reference/communes.tsv.br")))
    });
    static LINES: LazyLock<Vec<&'static str>> = LazyLock::new(|| TEXT.lines().skip(1).collect());
    &LINES
}

fn read_commune(line: &'static str) -> Commune {
    let [code, name, population, epci, ept] = cells(line);
    Commune {
        code,
        name,
        population: population.parse().ok(),
        epci: epci.parse().ok(),
        ept: ept.parse().ok(),
    }
}

pub(super) fn one_commune(code: &str) -> Option<Commune> {
    let lines = commune_lines();
    let at = lines.binary_search_by_key(&code, |line| line.get(..5).unwrap_or_default()).ok()?;
    lines.get(at).map(|line| read_commune(line))
}

/// The communes that a postcode serves.
pub(super) fn served_by(postcode: &str) -> impl Iterator<Item = &'static Commune> {
    static TEXT: LazyLock<String> =
        LazyLock::new(|| inflate(include_bytes!("../../assets/reference/postcodes.tsv.br")));
    // Rows stand in the order of the communes; a row may be empty, so that `rows` will not do.
    let lists = TEXT.lines().skip(1);
    communes()
        .iter()
        .zip(lists)
        .filter(move |(_, list)| list.split(',').any(|known| known == postcode))
        .map(|(commune, _)| commune)
}

/// Every EPCI with its own taxes, by SIREN.
pub(super) fn epci() -> &'static [Group] {
    static TEXT: LazyLock<String> =
        LazyLock::new(|| printed(&inflate(include_bytes!("../../assets/reference/epci.tsv.br"))));
    static TABLE: LazyLock<Vec<Group>> = LazyLock::new(|| {
        rows(&TEXT)
            .filter_map(|[siren, name, kind, population, departement]| {
                let kind = AuthorityKind::parse(kind)?;
                Some(Group { siren, name, kind, population: population.parse().ok()?, departement })
            })
            .collect()
    });
    &TABLE
}

/// The territorial bodies of Greater Paris, by SIREN.
pub(super) fn ept() -> &'static [Group] {
    static TEXT: LazyLock<String> =
        LazyLock::new(|| printed(include_str!("../../assets/reference/ept.tsv")));
    static TABLE: LazyLock<Vec<Group>> = LazyLock::new(|| {
        rows(&TEXT)
            .filter_map(|[siren, name, population, departement]| {
                let kind = AuthorityKind::Special;
                Some(Group { siren, name, kind, population: population.parse().ok()?, departement })
            })
            .collect()
    });
    &TABLE
}

/// Every former code and name, by code.
pub(super) fn former() -> &'static [Former] {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        printed(&inflate(include_bytes!("../../assets/reference/former_communes.tsv.br")))
    });
    static TABLE: LazyLock<Vec<Former>> =
        LazyLock::new(|| rows(&TEXT).map(|[code, name, now]| Former { code, name, now }).collect());
    &TABLE
}

/// The commune with exactly this code today.
pub(super) fn commune(code: &str) -> Option<&'static Commune> {
    let all = communes();
    all.binary_search_by_key(&code, |commune| commune.code).ok().and_then(|at| all.get(at))
}

fn now(code: &str) -> Option<&'static str> {
    let all = former();
    all.binary_search_by_key(&code, |former| former.code)
        .ok()
        .and_then(|at| all.get(at))
        .map(|former| former.now)
}

fn group(siren: &str) -> Option<&'static Group> {
    let find = |table: &'static [Group]| table.iter().find(|group| group.siren == siren);
    find(epci()).or_else(|| find(ept()))
}

fn members_of(group: &'static Group) -> Vec<Member> {
    let row = |table: &'static [Group]| {
        let at = table.iter().position(|other| other.siren == group.siren)?;
        u16::try_from(at).ok()
    };
    let (epci, ept) = (row(epci()), row(ept()));
    let mut members: Vec<Member> = communes()
        .iter()
        .filter(|c| (epci.is_some() && c.epci == epci) || (ept.is_some() && c.ept == ept))
        .map(|c| Member { code: c.code, name: c.name, population: c.population })
        .collect();
    members.sort_by_key(|member| (Reverse(member.population), member.code));
    members
}

fn commune_profile(commune: &Commune) -> Profile {
    let named = |table: &'static [Group], row: Option<u16>| {
        let group = table.get(usize::from(row?))?;
        Some(Named { code: group.siren.to_owned(), name: group.name.to_owned() })
    };
    let departement = commune.departement();
    Profile {
        territory: Territory {
            name: commune.name.to_owned(),
            code: commune.code.to_owned(),
            kind: Some(AuthorityKind::Commune),
            epci: named(epci(), commune.epci),
            ept: named(ept(), commune.ept),
            departement: departement.map(Departement::named),
            region: departement.and_then(Departement::region).map(super::Region::named),
        },
        population: commune.population.and_then(|value| figure(value, commune.code)),
    }
}

/// A group lies in the département, and the région, where most of its people live.
fn group_profile(group: &'static Group) -> Profile {
    let departement = group.departement();
    Profile {
        territory: Territory {
            name: group.name.to_owned(),
            code: group.siren.to_owned(),
            kind: Some(group.kind),
            epci: None,
            ept: None,
            departement: departement.map(Departement::named),
            region: departement.and_then(Departement::region).map(super::Region::named),
        },
        population: figure(group.population, group.departement),
    }
}

/// The year and source of a population: overseas, the census has its own years.
fn figure(value: u32, code: &str) -> Option<Figure> {
    rows::<3>(include_str!("../../assets/reference/populations.tsv"))
        .filter(|[prefix, ..]| code.starts_with(prefix))
        .max_by_key(|[prefix, ..]| prefix.len())
        .and_then(|[_, year, source]| Some(Figure { value, year: year.parse().ok()?, source }))
}
