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
    search::{Index, Rank, Same},
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
    let Some(part) = COUNTRIES.get(&country) else { return Vec::new() };
    for reading in readings(name) {
        let name = Same::new(reading);
        let bears = |town: &&Town| town.all_names().any(|other| name.is(other));
        let mut found: Vec<&'static Town> = part.towns().iter().filter(bears).collect();
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
    let best = |index: &Index, town_at: &dyn Fn(usize) -> Option<&'static Town>| {
        let mut found: Vec<(Rank, Reverse<u32>, usize)> = index
            .matches(text)
            .into_iter()
            .filter_map(|(rank, at)| Some((rank, Reverse(town_at(at)?.size), at)))
            .collect();
        found.sort_unstable();
        found.into_iter().take(limit).filter_map(|(.., at)| town_at(at)).collect()
    };
    match country.map(|country| COUNTRIES.get(&country)) {
        Some(Some(part)) => best(part.index(), &|at| part.towns().get(at)),
        Some(None) => Vec::new(),
        None => best(&LARGE.1, &|at| LARGE.0.get(at).copied()),
    }
}

/// The towns of one country, unpacked and made ready for search when they are first asked for.
struct Part {
    country: CountryCode,
    count: usize,
    packed: &'static [u8],
    towns: OnceLock<Vec<Town>>,
    index: OnceLock<Index>,
}

impl Part {
    fn towns(&'static self) -> &'static [Town] {
        // Kept for the whole run, as every table is: the towns borrow their names from the text.
        self.towns.get_or_init(|| {
            let text: &'static str = inflate(self.packed).leak();
            read(text, self.country, self.count).unwrap_or_default()
        })
    }

    fn index(&'static self) -> &'static Index {
        self.index.get_or_init(|| index_of(self.towns()))
    }
}

/// Every town, by country: a list of countries, how many towns each has, and how many bytes they
/// take; then these bytes.
static COUNTRIES: LazyLock<BTreeMap<CountryCode, Part>> =
    LazyLock::new(|| parts(include_bytes!("../../assets/reference/towns.bin")).unwrap_or_default());

fn parts(table: &'static [u8]) -> Option<BTreeMap<CountryCode, Part>> {
    let end = table.windows(2).position(|pair| pair == b"\n\n")?;
    let (list, mut packed) = (table.get(..end)?, table.get(end + 2..)?);
    let mut parts = BTreeMap::new();
    for line in std::str::from_utf8(list).ok()?.lines() {
        let mut cells = line.split(' ');
        let country = CountryCode::parse(cells.next()?)?;
        let count = cells.next()?.parse().ok()?;
        let (own, rest) = packed.split_at_checked(cells.next()?.parse().ok()?)?;
        packed = rest;
        let (towns, index) = (OnceLock::new(), OnceLock::new());
        parts.insert(country, Part { country, count, packed: own, towns, index });
    }
    Some(parts)
}

/// The smallest town that is searched in the whole world.
const LARGE_FROM: u32 = 15_000;

static LARGE: LazyLock<(Vec<&'static Town>, Index)> = LazyLock::new(|| {
    let towns = COUNTRIES.values().flat_map(Part::towns);
    let large: Vec<_> = towns.filter(|town| LARGE_FROM <= town.size).collect();
    let index = index_of(large.iter().copied());
    (large, index)
});

fn index_of<'a>(towns: impl IntoIterator<Item = &'a Town>) -> Index {
    let mut index = Index::default();
    for (at, town) in towns.into_iter().enumerate() {
        for name in town.all_names() {
            index.add(name, at);
        }
    }
    index
}

/// Reads the columns of a country's towns, each one a line for each town.
fn read(text: &'static str, country: CountryCode, count: usize) -> Option<Vec<Town>> {
    let column = |column: &'static str| column.lines().map(|c| if c == "-" { "" } else { c });
    let columns: Vec<_> = text.split("\n\n").map(column).collect();
    let [mut names, mut french, mut others, mut lat, mut lon, mut size] =
        <[_; 6]>::try_from(columns).ok()?;
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
    (0..count).map(|_| next()).collect()
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
        let counted: usize = COUNTRIES.values().map(|part| part.count).sum();
        assert!(200_000 < counted, "{counted}");
        for (country, part) in &*COUNTRIES {
            assert!(super::super::country(*country).is_some(), "{country}");
            assert_eq!(part.towns().len(), part.count, "{country}");
            for town in part.towns() {
                assert!(town.country == *country && !town.name.is_empty());
                assert!(town.point.lat.abs() <= 90.0 && town.point.lon.abs() <= 180.0);
            }
        }
        assert!(!COUNTRIES.contains_key(&code("FR")));
    }

    #[test]
    fn each_of_the_names_of_a_town_finds_it() {
        for country in ["RO", "VN", "MA"].map(code) {
            for town in COUNTRIES[&country].towns().iter().step_by(97) {
                for name in town.all_names() {
                    assert!(find_towns(name, country).contains(&town), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_damaged_table_has_no_towns() {
        for damaged in [&b""[..], b"AD 1 9\n\nshort", b"AD one 5\n\nshort", b"no list"] {
            assert!(parts(damaged).is_none(), "{damaged:?}");
        }
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
