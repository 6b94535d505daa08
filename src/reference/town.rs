//! Towns of the world, for partners: found by their French, English or local name.
//!
//! France is left out: its communes have their own table.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    sync::{LazyLock, OnceLock},
};

use super::{
    country::Point,
    search::{Index, Rank},
    table::{inflate, values},
};
use crate::{domain::CountryCode, language::Lang};

/// A town outside France, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// Its country.
    pub country: CountryCode,
    /// Where it lies.
    pub point: Point,
    /// Its population to two digits: good for order, not for print. 0 if unknown.
    pub size: u32,
    name: &'static str,
    french: &'static str,
    others: &'static str,
}

impl Town {
    /// Its usual name: the French one in French, if there is one.
    pub const fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr if !self.french.is_empty() => self.french,
            Lang::Fr | Lang::En => self.name,
        }
    }

    fn all_names(&self) -> impl Iterator<Item = &'static str> {
        let own = [self.name, self.french].into_iter().filter(|name| !name.is_empty());
        own.chain(values(self.others))
    }
}

/// Two points nearer than this belong to the same town.
const SAME_TOWN_KM: f64 = 30.0;

/// The town of a country that a name stands for; `None` if there is none, or if several far from
/// each other bear the name: then [`find_towns`] lists them and a person decides.
pub fn find_town(name: &str, country: CountryCode) -> Option<&'static Town> {
    let found = find_towns(name, country);
    let first = found.first().copied()?;
    let near = |town: &&Town| town.point.distance_km(first.point) < SAME_TOWN_KM;
    found.iter().all(near).then_some(first)
}

/// The town of a country that bears a name and lies near a point; `None` if none does.
///
/// Where a source gives coordinates, this tells homonyms apart without guessing.
pub fn find_town_near(name: &str, country: CountryCode, near: Point) -> Option<&'static Town> {
    let distance = |town: &Town| town.point.distance_km(near);
    let mut found = find_towns(name, country);
    found.retain(|town| distance(town) < SAME_TOWN_KM);
    found.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Every town of a country that bears exactly this name, in any of its languages, largest first.
///
/// What administrations add is left out when the whole finds nothing: « Alfaro, La Rioja »,
/// « Ghent / Gent », « Lund Municipality », « Gmina Żukowo ».
pub fn find_towns(name: &str, country: CountryCode) -> Vec<&'static Town> {
    let Some(part) = country_towns(country) else { return Vec::new() };
    for reading in readings(name) {
        let mut found: Vec<&'static Town> =
            part.index().exact(reading).filter_map(town_at).collect();
        if !found.is_empty() {
            found.sort_by_key(|town| Reverse(town.size));
            return found;
        }
    }
    Vec::new()
}

/// The towns whose names begin with what was typed, or nearly: best match first, then largest.
///
/// Within a country every town is searched; in the whole world, those of 15,000 inhabitants.
pub fn search_towns(text: &str, country: Option<CountryCode>, limit: usize) -> Vec<&'static Town> {
    let matches = match country {
        Some(country) => country_towns(country).map(|part| part.index().matches(text)),
        None => Some(LARGE.matches(text)),
    };
    let mut found: Vec<(Rank, Reverse<u32>, usize)> = matches
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(rank, at)| Some((rank, Reverse(town_at(at)?.size), at)))
        .collect();
    found.sort_unstable();
    found.into_iter().take(limit).filter_map(|(.., at)| town_at(at)).collect()
}

/// Every town, by country.
struct Towns {
    all: Vec<Town>,
    countries: BTreeMap<CountryCode, Part>,
}

/// The towns of one country, with an index made when it is first asked for.
struct Part {
    from: usize,
    count: usize,
    index: OnceLock<Index>,
}

impl Part {
    fn index(&'static self) -> &'static Index {
        self.index.get_or_init(|| index_of(self.from, self.count, 0))
    }
}

static TOWNS: LazyLock<Towns> = LazyLock::new(|| {
    static TEXT: LazyLock<String> =
        LazyLock::new(|| inflate(include_bytes!("../../assets/reference/towns.txt.br")));
    read(&TEXT)
});

/// The smallest town that is searched in the whole world.
const LARGE_FROM: u32 = 15_000;

static LARGE: LazyLock<Index> = LazyLock::new(|| index_of(0, TOWNS.all.len(), LARGE_FROM));

fn country_towns(country: CountryCode) -> Option<&'static Part> {
    TOWNS.countries.get(&country)
}

fn town_at(at: usize) -> Option<&'static Town> {
    TOWNS.all.get(at)
}

fn index_of(from: usize, count: usize, smallest: u32) -> Index {
    let mut index = Index::default();
    let towns = TOWNS.all.iter().enumerate().skip(from).take(count);
    for (at, town) in towns.filter(|(_, town)| smallest <= town.size) {
        for name in town.all_names() {
            index.add(name, at);
        }
    }
    index
}

/// Reads the columns: runs of countries, then names and figures, each one a line for each town.
fn read(text: &'static str) -> Towns {
    let mut columns = text
        .split("\n\n")
        .map(|column| column.lines().map(|cell| if cell == "-" { "" } else { cell }));
    let mut towns = Towns { all: Vec::new(), countries: BTreeMap::new() };
    let Some(runs) = columns.next() else { return towns };
    let columns: Vec<_> = columns.collect();
    let Ok([mut names, mut french, mut others, mut lat, mut lon, mut size]) =
        <[_; 6]>::try_from(columns)
    else {
        return towns;
    };
    for run in runs {
        let Some((code, count)) = run.split_once(' ') else { continue };
        let (Some(country), Ok(count)) = (CountryCode::parse(code), count.parse()) else {
            continue;
        };
        let part = Part { from: towns.all.len(), count, index: OnceLock::new() };
        towns.countries.insert(country, part);
        for _ in 0..count {
            let mut next = || {
                Some(Town {
                    country,
                    name: names.next()?,
                    french: french.next()?,
                    others: others.next()?,
                    point: Point { lat: degrees(lat.next()?)?, lon: degrees(lon.next()?)? },
                    size: size.next()?.parse().ok()?,
                })
            };
            towns.all.extend(next());
        }
    }
    towns
}

/// Degrees are written in hundredths.
fn degrees(hundredths: &str) -> Option<f32> {
    hundredths.parse::<i16>().ok().map(|value| f32::from(value) / 100.0)
}

/// The name as written, then what is left without the additions of administrations.
fn readings(name: &str) -> Vec<&str> {
    let mut readings = vec![name];
    readings.extend(
        [", ", " / ", " – ", " ("].iter().filter_map(|mark| Some(name.split_once(mark)?.0)),
    );
    readings.extend(name.strip_suffix(" Municipality"));
    readings.extend(name.strip_prefix("Gmina "));
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> CountryCode {
        CountryCode::parse(text).unwrap()
    }

    #[test]
    fn every_town_is_read_once() {
        let counted: usize = TOWNS.countries.values().map(|part| part.count).sum();
        assert_eq!(TOWNS.all.len(), counted);
        assert!(200_000 < counted, "{counted}");
        for (country, part) in &TOWNS.countries {
            assert!(super::super::country(*country).is_some(), "{country}");
            assert!(TOWNS.all[part.from].country == *country);
        }
        assert!(!TOWNS.countries.contains_key(&code("FR")));
        assert!(TOWNS.all.iter().all(|t| t.point.lat.abs() <= 90.0 && t.point.lon.abs() <= 180.0));
    }

    #[test]
    fn towns_are_found_by_french_english_and_local_names() {
        for (name, country, french) in [
            ("Vienne", "AT", "Vienne"),
            ("Wien", "AT", "Vienne"),
            ("Vienna", "AT", "Vienne"),
            ("Köln", "DE", "Cologne"),
            ("koln", "DE", "Cologne"),
            ("Dakar", "SN", "Dakar"),
            ("Lund Municipality", "SE", "Lund"),
            ("Le Caire", "EG", "Le Caire"),
        ] {
            let town = find_town(name, code(country)).map(|town| town.name(Lang::Fr));
            assert_eq!(town, Some(french), "{name}");
        }
        assert!(find_town("Nulle-Part-les-Bains", code("DE")).is_none());
        assert!(find_town("Rennes", code("FR")).is_none());
    }

    #[test]
    fn homonyms_are_listed_and_never_guessed() {
        assert!(find_town("Neustadt", code("DE")).is_none());
        let all = find_towns("Neustadt", code("DE"));
        for town in &all {
            let found = find_town_near("Neustadt", code("DE"), town.point).unwrap();
            assert!(found.point.distance_km(town.point) < 1.0);
        }
        let dakar = Point { lat: 14.69, lon: -17.44 };
        assert!(find_town_near("Neustadt", code("DE"), dakar).is_none());
        assert!(all.len() > 1 && all.is_sorted_by(|a, b| a.size >= b.size));
    }

    #[test]
    fn typing_finds_the_largest_towns_of_the_world_first() {
        let first = |text: &str| search_towns(text, None, 3).first().map(|t| t.name(Lang::Fr));
        assert_eq!(first("dakar"), Some("Dakar"));
        assert_eq!(first("londr"), Some("Londres"));
        assert_eq!(first("ouagadugou"), Some("Ouagadougou"));
        assert_eq!(search_towns("dakar", Some(code("SN")), 1)[0].country, code("SN"));
        assert!(search_towns("", None, 9).is_empty());
    }
}
