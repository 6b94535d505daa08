//! The outlines of the world's countries, for drawing. Names and borders are those of the source.

use std::sync::LazyLock;

use super::{country::Point, table::inflate};
use crate::domain::CountryCode;

/// What is drawn for one country.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// The country; `None` for land that has no entry of its own in the table of countries.
    pub country: Option<CountryCode>,
    /// Its parts. None crosses the 180th meridian.
    pub polygons: Vec<Polygon>,
}

/// One part of a country. Rings are not closed: the last point differs from the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    /// The ring around it.
    pub outer: Vec<Point>,
    /// Other countries enclosed in it.
    pub holes: Vec<Vec<Point>>,
}

/// The outlines of all countries, by code, Antarctica left out. French overseas départements are
/// part of France's outline; countries too small to have one are drawn at their own point.
pub fn world() -> &'static [Outline] {
    static OUTLINES: LazyLock<Vec<Outline>> = LazyLock::new(|| {
        read(&inflate(include_bytes!("../../assets/reference/world.txt.br"))).unwrap_or_default()
    });
    &OUTLINES
}

/// A point in hundredths of a degree: east, then north.
type Grid = (i32, i32);

/// Reads the arcs, one a line, then the countries, whose rings are lists of arcs.
fn read(text: &str) -> Option<Vec<Outline>> {
    let (arcs, countries) = text.split_once("\n\n")?;
    let arcs: Vec<Vec<Grid>> = arcs.lines().map(read_arc).collect();
    countries
        .lines()
        .map(|line| {
            let (code, polygons) = line.split_once(' ')?;
            let polygons: Vec<Vec<Vec<Grid>>> = polygons
                .split(';')
                .map(|polygon| polygon.split('/').map(|ring| read_ring(ring, &arcs)).collect())
                .collect::<Option<_>>()?;
            Some(Outline {
                country: CountryCode::parse(code),
                polygons: polygons.iter().flat_map(|rings| polygons_of(rings)).collect(),
            })
        })
        .collect()
}

/// A point and steps from one point to the next.
fn read_arc(line: &str) -> Vec<Grid> {
    let numbers: Vec<i32> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
    let mut at = (0, 0);
    let steps = numbers.as_chunks::<2>().0;
    steps
        .iter()
        .map(|[east, north]| {
            at = (at.0 + east, at.1 + north);
            at
        })
        .collect()
}

/// Joins arcs end to end; a negative number `!n` is arc `n` run backwards.
fn read_ring(ring: &str, arcs: &[Vec<Grid>]) -> Option<Vec<Grid>> {
    let mut points: Vec<Grid> = Vec::new();
    for number in ring.split(',') {
        let number: i32 = number.parse().ok()?;
        let forwards = 0 <= number;
        let arc = arcs.get(usize::try_from(if forwards { number } else { !number }).ok()?)?;
        if forwards {
            points.extend(arc);
        } else {
            points.extend(arc.iter().rev());
        }
    }
    points.dedup();
    if points.first() == points.last() {
        points.pop();
    }
    Some(points)
}

/// The 180th meridian, in hundredths of a degree.
const EDGE: i32 = 18_000;

fn polygons_of(rings: &[Vec<Grid>]) -> Vec<Polygon> {
    let Some((outer, holes)) = rings.split_first() else { return Vec::new() };
    let unrolled = unroll(outer);
    if unrolled.iter().all(|(east, _)| east.abs() <= EDGE) {
        let holes = holes.iter().map(|hole| degrees(hole)).collect();
        return vec![Polygon { outer: degrees(outer), holes }];
    }
    // Only Russia and Fiji cross, and neither encloses another country.
    let west_of_edge = clip(&unrolled, |east| EDGE - east);
    let mut east_of_edge = clip(&unrolled, |east| east - EDGE);
    for (east, _) in &mut east_of_edge {
        *east -= 2 * EDGE;
    }
    [west_of_edge, east_of_edge]
        .iter()
        .filter(|ring| 3 <= ring.len())
        .map(|ring| Polygon { outer: degrees(ring), holes: Vec::new() })
        .collect()
}

/// The ring without jumps from one side of the map to the other, with no point west of the map.
fn unroll(ring: &[Grid]) -> Vec<Grid> {
    let mut shift = 0;
    let mut last = None;
    let mut points: Vec<Grid> = Vec::with_capacity(ring.len());
    for &(east, north) in ring {
        match last.map(|last: i32| east - last) {
            Some(jump) if EDGE < jump => shift -= 2 * EDGE,
            Some(jump) if jump < -EDGE => shift += 2 * EDGE,
            _ => {}
        }
        last = Some(east);
        points.push((east + shift, north));
    }
    if points.iter().any(|(east, _)| *east < -EDGE) {
        for (east, _) in &mut points {
            *east += 2 * EDGE;
        }
    }
    points
}

/// The part of a ring where `inside` is not negative, cut along a meridian.
fn clip(ring: &[Grid], inside: impl Fn(i32) -> i32) -> Vec<Grid> {
    let mut kept = Vec::new();
    let following = ring.iter().cycle().skip(1);
    for (&from, &to) in ring.iter().zip(following) {
        let (here, there) = (inside(from.0), inside(to.0));
        if 0 <= here {
            kept.push(from);
        }
        if (0 < here && there < 0) || (here < 0 && 0 < there) {
            let north = from.1 + (to.1 - from.1) * here / (here - there);
            kept.push((EDGE, north));
        }
    }
    kept
}

fn degrees(ring: &[Grid]) -> Vec<Point> {
    #[expect(clippy::cast_possible_truncation, reason = "hundredths of a degree fit")]
    let scaled = |hundredths: i32| (f64::from(hundredths) / 100.0) as f32;
    ring.iter().map(|&(east, north)| Point { lat: scaled(north), lon: scaled(east) }).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{countries, country},
        *,
    };

    #[test]
    fn every_member_of_the_united_nations_is_drawn_where_it_lies() {
        for member in countries().iter().filter(|country| country.un_member) {
            let outline = world().iter().find(|outline| outline.country == Some(member.code));
            let outline = outline.unwrap_or_else(|| panic!("{} is not drawn", member.code));
            let near = outline
                .polygons
                .iter()
                .flat_map(|polygon| &polygon.outer)
                .any(|point| point.distance_km(member.point) < 1500.0);
            assert!(near, "{}", member.code);
        }
    }

    #[test]
    fn no_part_jumps_across_the_map_and_rings_are_open() {
        let mut points = 0;
        for outline in world() {
            assert!(outline.country.is_none_or(|code| country(code).is_some()));
            assert!(!outline.polygons.is_empty());
            for polygon in &outline.polygons {
                for ring in std::iter::once(&polygon.outer).chain(&polygon.holes) {
                    assert!(3 <= ring.len(), "{:?}", outline.country);
                    assert_ne!(ring.first(), ring.last());
                    for (from, to) in ring.iter().zip(ring.iter().skip(1)) {
                        assert!((from.lon - to.lon).abs() < 180.0, "{:?}", outline.country);
                        assert!(from.lat.abs() <= 90.0 && from.lon.abs() <= 180.0);
                    }
                    points += ring.len();
                }
            }
        }
        assert!(20_000 < points && points < 60_000, "{points}");
    }

    #[test]
    fn russia_and_fiji_lie_on_both_sides() {
        for code in ["RU", "FJ"] {
            let outline = world().iter().find(|o| o.country == CountryCode::parse(code)).unwrap();
            let side = |east: bool| {
                outline.polygons.iter().any(|p| p.outer.iter().all(|q| (0.0 < q.lon) == east))
            };
            assert!(side(true) && side(false), "{code}");
        }
    }

    #[test]
    fn lesotho_is_a_hole_in_south_africa() {
        let code = CountryCode::parse("ZA");
        let outline = world().iter().find(|outline| outline.country == code).unwrap();
        assert_eq!(outline.polygons.iter().map(|polygon| polygon.holes.len()).sum::<usize>(), 1);
    }
}
