//! Countries and territories with a code of their own: names, standing, capital.

use std::sync::LazyLock;

use super::table::{rows, values};
use crate::{domain::CountryCode, language::Lang};

/// A country, or a territory that has its own ISO code.
#[derive(Clone, Debug)]
pub struct Country {
    /// Its ISO 3166-1 alpha-2 code.
    pub code: CountryCode,
    /// Its ISO 3166-1 alpha-3 code, such as `SEN`.
    pub iso3: &'static str,
    /// Its ISO 3166-1 numeric code; Kosovo has none.
    pub number: Option<u16>,
    /// The continent it is counted in.
    pub continent: Continent,
    /// Its region in the statistics of the United Nations.
    pub region: UnRegion,
    /// Where to draw it: its capital, or a town where the seat is disputed or there is none.
    pub point: Point,
    /// Whether it is one of the 193 members of the United Nations.
    pub un_member: bool,
    /// Its standing towards the European Union, if any.
    pub eu: Option<EuStatus>,
    /// Whether it is in the European Economic Area.
    pub eea: bool,
    /// Whether it is in the Schengen area.
    pub schengen: bool,
    /// Its group in the OECD list of aid recipients for 2025 flows, if it is on that list.
    pub dac: Option<DacGroup>,
    /// Its standing in the Francophonie on 5 October 2024.
    pub francophonie: Option<Francophonie>,
    /// Whether it touches France by land.
    pub border: Option<Border>,
    names: [&'static str; 2],
    capitals: [&'static str; 2],
    aliases: Vec<&'static str>,
}

impl Country {
    /// Its usual name.
    pub fn name(&self, lang: Lang) -> &'static str {
        pick(self.names, lang)
    }

    /// Its capital; `None` where there is none or where the seat is disputed.
    pub fn capital(&self, lang: Lang) -> Option<&'static str> {
        Some(pick(self.capitals, lang)).filter(|name| !name.is_empty())
    }

    /// Other names it is written with, in any language.
    pub fn aliases(&self) -> &[&'static str] {
        &self.aliases
    }

    /// Every name it is found by.
    pub(super) fn all_names(&self) -> impl Iterator<Item = &'static str> {
        self.names.into_iter().chain(self.aliases.iter().copied())
    }
}

/// Where something lies, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees north of the equator.
    pub lat: f32,
    /// Degrees east of Greenwich.
    pub lon: f32,
}

impl Point {
    pub(super) fn parse(lat: &str, lon: &str) -> Option<Self> {
        Some(Self { lat: lat.parse().ok()?, lon: lon.parse().ok()? })
    }

    /// The distance to another point along the earth's surface, in kilometres.
    pub fn distance_km(self, other: Self) -> f64 {
        const EARTH_RADIUS_KM: f64 = 6371.0;
        let (a, b) = (f64::from(self.lat).to_radians(), f64::from(other.lat).to_radians());
        let east = f64::from(other.lon - self.lon).to_radians();
        let half = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * (east / 2.0).sin().powi(2);
        2.0 * EARTH_RADIUS_KM * half.sqrt().min(1.0).asin()
    }
}

/// A continent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Continent {
    /// Africa.
    Africa,
    /// Asia.
    Asia,
    /// Europe.
    Europe,
    /// North and Central America, the Caribbean.
    NorthAmerica,
    /// South America.
    SouthAmerica,
    /// Oceania.
    Oceania,
}

impl Continent {
    /// Every continent, in the order they are listed.
    pub const ALL: [Self; 6] = [
        Self::Africa,
        Self::Asia,
        Self::Europe,
        Self::NorthAmerica,
        Self::SouthAmerica,
        Self::Oceania,
    ];

    /// Its name.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Africa => lang.reference_continent_africa(),
            Self::Asia => lang.reference_continent_asia(),
            Self::Europe => lang.reference_continent_europe(),
            Self::NorthAmerica => lang.reference_continent_north_america(),
            Self::SouthAmerica => lang.reference_continent_south_america(),
            Self::Oceania => lang.reference_continent_oceania(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "africa" => Self::Africa,
            "asia" => Self::Asia,
            "europe" => Self::Europe,
            "north_america" => Self::NorthAmerica,
            "south_america" => Self::SouthAmerica,
            "oceania" => Self::Oceania,
            _ => return None,
        })
    }
}

/// A statistical region of the United Nations (M49), such as Western Africa.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnRegion {
    /// Its M49 code, such as `011`.
    pub code: &'static str,
    names: [&'static str; 2],
}

impl UnRegion {
    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        pick(self.names, lang)
    }
}

/// A standing towards the European Union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EuStatus {
    /// One of the 27 members.
    Member,
    /// A recognised candidate.
    Candidate,
}

/// A group of the OECD list of official development assistance recipients, 2025 flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DacGroup {
    /// Least developed countries (« PMA »).
    LeastDeveloped,
    /// Other low-income countries (« PFR »).
    LowIncome,
    /// Lower middle-income countries (« PRITI »).
    LowerMiddleIncome,
    /// Upper middle-income countries (« PRITS »).
    UpperMiddleIncome,
}

impl DacGroup {
    /// Its name, with the year of the list.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::LeastDeveloped => lang.reference_dac_least_developed(),
            Self::LowIncome => lang.reference_dac_low_income(),
            Self::LowerMiddleIncome => lang.reference_dac_lower_middle_income(),
            Self::UpperMiddleIncome => lang.reference_dac_upper_middle_income(),
        }
    }
}

/// A standing in the Organisation internationale de la Francophonie on 5 October 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Francophonie {
    /// Full member.
    Member,
    /// Full member on that day, which gave notice of its withdrawal in March 2025.
    LeavingMember,
    /// Associate member.
    Associate,
    /// Observer.
    Observer,
}

impl Francophonie {
    /// The standing in words, with its date.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Member => lang.reference_francophonie_member(),
            Self::LeavingMember => lang.reference_francophonie_leaving(),
            Self::Associate => lang.reference_francophonie_associate(),
            Self::Observer => lang.reference_francophonie_observer(),
        }
    }
}

/// A land border with France.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Border {
    /// With metropolitan France.
    Mainland,
    /// With a French territory overseas.
    Overseas,
}

/// Every country, by code.
pub fn countries() -> &'static [Country] {
    static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
        rows(include_str!("../../assets/reference/countries.tsv"))
            .filter_map(|cells| read(&cells))
            .collect()
    });
    &COUNTRIES
}

/// The country with this code.
pub fn country(code: CountryCode) -> Option<&'static Country> {
    let all = countries();
    all.binary_search_by_key(&code, |country| country.code).ok().and_then(|at| all.get(at))
}

pub(super) fn pick(names: [&'static str; 2], lang: Lang) -> &'static str {
    let [fr, en] = names;
    if lang == Lang::Fr { fr } else { en }
}

fn read(cells: &[&'static str; 19]) -> Option<Country> {
    let [
        code,
        iso3,
        number,
        fr,
        en,
        continent,
        region,
        lat,
        lon,
        capital_fr,
        capital_en,
        un,
        eu,
        schengen,
        dac,
        oif,
        oif_note,
        border,
        aliases,
    ] = *cells;
    Some(Country {
        code: CountryCode::parse(code)?,
        iso3,
        number: number.parse().ok(),
        continent: Continent::parse(continent)?,
        region: un_region(region)?,
        point: Point::parse(lat, lon)?,
        un_member: !un.is_empty(),
        eu: match eu {
            "member" => Some(EuStatus::Member),
            "candidate" => Some(EuStatus::Candidate),
            _ => None,
        },
        eea: matches!(eu, "member" | "eea"),
        schengen: !schengen.is_empty(),
        dac: match dac {
            "ldc" => Some(DacGroup::LeastDeveloped),
            "low" => Some(DacGroup::LowIncome),
            "lower_middle" => Some(DacGroup::LowerMiddleIncome),
            "upper_middle" => Some(DacGroup::UpperMiddleIncome),
            _ => None,
        },
        francophonie: match (oif, oif_note) {
            ("member", "withdrawal_2025") => Some(Francophonie::LeavingMember),
            ("member", _) => Some(Francophonie::Member),
            ("associate", _) => Some(Francophonie::Associate),
            ("observer", _) => Some(Francophonie::Observer),
            _ => None,
        },
        border: match border {
            "mainland" => Some(Border::Mainland),
            "overseas" => Some(Border::Overseas),
            _ => None,
        },
        names: [fr, en],
        capitals: [capital_fr, capital_en],
        aliases: values(aliases).collect(),
    })
}

fn un_region(code: &str) -> Option<UnRegion> {
    rows(include_str!("../../assets/reference/un_regions.tsv"))
        .map(|[code, fr, en]| UnRegion { code, names: [fr, en] })
        .find(|region| region.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_sorted_and_none_is_lost() {
        let lines = include_str!("../../assets/reference/countries.tsv").lines().count();
        assert_eq!(countries().len(), lines - 1);
        assert!(240 < countries().len());
        assert!(countries().is_sorted_by_key(|country| country.code));
    }

    #[test]
    fn distances_follow_the_earth() {
        let paris = Point { lat: 48.85, lon: 2.35 };
        let dakar = Point { lat: 14.69, lon: -17.44 };
        assert!((paris.distance_km(dakar) - 4220.0).abs() < 30.0);
        assert!(paris.distance_km(paris) < 1e-6);
    }
}
