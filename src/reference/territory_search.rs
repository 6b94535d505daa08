//! Finds communes, EPCI and EPT by what somebody has typed so far.

use std::{cmp::Reverse, sync::LazyLock};

use super::{
    division::{Departement, departements},
    fold::{fold, key},
    regions,
    search::{Index, Rank},
    territory::{Commune, Former, Group, commune, communes, epci, ept, former, served_by},
};
use crate::domain::AuthorityKind;

/// A territory found by its name or code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerritoryHit {
    /// Its INSEE code or SIREN number, for [`territory`](super::territory()).
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its name with what tells it from others: « Saint-Denis (93) », « Saint-Denis (La Réunion) ».
    pub label: String,
    /// Its status.
    pub kind: AuthorityKind,
    /// Its municipal population.
    pub population: Option<u32>,
    /// The former name it was found by, if it was not by its own.
    pub former: Option<&'static str>,
}

/// The territories that a name or code leads to: best match first, then largest first.
///
/// Accents, case, hyphens, ligatures and articles do not matter; small typos are forgiven; a
/// département or région after the name tells homonyms apart (« saint denis 93 »); former names,
/// INSEE codes, SIREN numbers and postcodes are found too.
pub fn search_territories(text: &str, limit: usize) -> Vec<TerritoryHit> {
    let mut found = by_code(text);
    let mut matches = INDEX.matches(text);
    for (name, place) in readings(text) {
        let within = |(_, thing): &(Rank, usize)| {
            Thing::at(*thing).and_then(Thing::departement).is_some_and(|home| place.contains(home))
        };
        matches.extend(INDEX.matches(&name).into_iter().filter(within));
    }
    found.extend(matches.into_iter().filter_map(|(rank, at)| Some((rank, Thing::at(at)?))));
    let mut found: Vec<(Order, Thing)> =
        found.into_iter().map(|(rank, thing)| (thing.order(rank), thing)).collect();
    // A commune has at most some thirty former names: the rest cannot come first.
    let enough = limit.saturating_mul(32);
    if enough < found.len() {
        found.select_nth_unstable_by_key(enough, |(order, _)| *order);
        found.truncate(enough);
    }
    found.sort_unstable_by_key(|(order, _)| *order);
    let mut best: Vec<Thing> = Vec::new();
    for (_, thing) in found {
        if best.len() == limit {
            break;
        }
        if best.iter().all(|known| known.code() != thing.code()) {
            best.push(thing);
        }
    }
    best.into_iter().map(Thing::hit).collect()
}

/// Makes the search ready, which takes some hundredths of a second: best done before it is needed.
pub fn prepare_search() {
    LazyLock::force(&INDEX);
}

/// Best first: rank, own name before former ones, largest first, then by code.
type Order = (Rank, bool, Reverse<Option<u32>>, &'static str);

/// One name that can be found.
#[derive(Clone, Copy)]
enum Thing {
    Commune(&'static Commune),
    Group(&'static Group),
    Former(&'static Former, &'static Commune),
}

impl Thing {
    /// The thing with this number in the index: communes, EPCI, EPT, then former names.
    fn at(number: usize) -> Option<Self> {
        if let Some(commune) = communes().get(number) {
            return Some(Self::Commune(commune));
        }
        let number = number - communes().len();
        if let Some(group) = epci().iter().chain(ept()).nth(number) {
            return Some(Self::Group(group));
        }
        let former = former().get(number - epci().len() - ept().len())?;
        Some(Self::Former(former, commune(former.now)?))
    }

    fn code(self) -> &'static str {
        match self {
            Self::Commune(commune) | Self::Former(_, commune) => commune.code,
            Self::Group(group) => group.siren,
        }
    }

    fn order(self, rank: Rank) -> Order {
        let is_former = matches!(self, Self::Former(..));
        (rank, is_former, Reverse(self.population()), self.code())
    }

    const fn population(self) -> Option<u32> {
        match self {
            Self::Commune(commune) | Self::Former(_, commune) => commune.population,
            Self::Group(group) => Some(group.population),
        }
    }

    fn departement(self) -> Option<&'static Departement> {
        match self {
            Self::Commune(commune) | Self::Former(_, commune) => commune.departement(),
            Self::Group(group) => group.departement(),
        }
    }

    fn hit(self) -> TerritoryHit {
        let (name, kind) = match self {
            Self::Commune(commune) | Self::Former(_, commune) => {
                (commune.name, AuthorityKind::Commune)
            }
            Self::Group(group) => (group.name, group.kind),
        };
        let former = match self {
            Self::Former(former, _) if !former.name.is_empty() => Some(former.name),
            _ => None,
        };
        let place = self.departement().map(Departement::short).filter(|place| *place != name);
        let label = place.map_or_else(|| name.to_owned(), |place| format!("{name} ({place})"));
        TerritoryHit { code: self.code(), name, label, kind, population: self.population(), former }
    }
}

/// Where a name is looked for.
enum Within {
    Departement(&'static str),
    Region(&'static str),
}

impl Within {
    fn contains(&self, home: &Departement) -> bool {
        match self {
            Self::Departement(code) => home.code == *code,
            Self::Region(code) => home.region == *code,
        }
    }
}

/// The ways to read a text as a name followed by a département or région.
fn readings(text: &str) -> Vec<(String, Within)> {
    let folded = fold(text);
    folded
        .match_indices(' ')
        .filter_map(|(at, _)| {
            let (name, place) = (folded.get(..at)?, folded.get(at + 1..)?);
            Some((name.to_owned(), within(place)?))
        })
        .collect()
}

fn within(place: &str) -> Option<Within> {
    let name = key(place);
    let departement = departements()
        .iter()
        .find(|known| known.code.eq_ignore_ascii_case(place) || key(known.name) == name)
        .map(|known| Within::Departement(known.code));
    departement.or_else(|| {
        let region = regions().iter().find(|known| key(known.name) == name)?;
        Some(Within::Region(region.code))
    })
}

/// The territories with this INSEE code, SIREN number, former code or postcode.
fn by_code(text: &str) -> Vec<(Rank, Thing)> {
    let code = text.split_whitespace().collect::<String>().to_ascii_uppercase();
    if code.len() == 9 {
        let group = epci().iter().chain(ept()).find(|group| group.siren == code);
        return group.map(|group| (Rank::Exact, Thing::Group(group))).into_iter().collect();
    }
    if code.len() != 5 || !code.ends_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let own = commune(&code).map(Thing::Commune);
    let old = former()
        .iter()
        .filter(|former| own.is_none() && former.code == code)
        .filter_map(|former| Some(Thing::Former(former, commune(former.now)?)));
    own.into_iter()
        .chain(old)
        .map(|thing| (Rank::Exact, thing))
        .chain(served_by(&code).map(|commune| (Rank::Prefix, Thing::Commune(commune))))
        .collect()
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    for (number, commune) in communes().iter().enumerate() {
        index.add(commune.name, number);
    }
    let groups = communes().len();
    for (number, group) in epci().iter().chain(ept()).enumerate() {
        for name in group_names(group.name) {
            index.add(&name, groups + number);
        }
    }
    let formers = groups + epci().len() + ept().len();
    for (number, former) in former().iter().enumerate().filter(|(_, f)| !f.name.is_empty()) {
        index.add(former.name, formers + number);
    }
    index
});

/// What people call a group: its whole name, with its status abbreviated, and without it.
fn group_names(name: &'static str) -> Vec<String> {
    const STATUSES: [(&str, &str); 7] = [
        ("Communauté urbaine ", "CU"),
        ("Communauté d’agglomération ", "CA"),
        ("Communauté de communes ", "CC"),
        ("Métropole Européenne ", "MEL"),
        ("Métropole ", "Métropole"),
        ("Eurométropole ", "Eurométropole"),
        ("CU ", "CU"),
    ];
    let short = STATUSES
        .iter()
        .find_map(|(status, short)| Some((name.strip_prefix(status)?, short)))
        .map(|(bare, short)| [bare.to_owned(), format!("{short} {bare}")]);
    std::iter::once(name.to_owned()).chain(short.into_iter().flatten()).collect()
}
