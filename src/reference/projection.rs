//! The world on paper: the Equal Earth projection, and the countries' outlines through it.
//!
//! A map of ties must not make the north look heavier than the south: Equal Earth keeps areas
//! true, and the shapes familiar. It is defined in B. Šavrič, T. Patterson, B. Jenny, « The Equal
//! Earth map projection », *International Journal of Geographical Information Science* 33(3),
//! 2019 (published online in 2018).

use std::sync::LazyLock;

use super::{country::Point, world::world};
use crate::domain::CountryCode;

/// A point of the plane, in radii of the earth: to the right, then down.
///
/// The whole world is 5.41 wide and 2.63 high, its centre at (0, 0).
pub type Flat = [f32; 2];

/// What is drawn for one country, on the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Land {
    /// The country; `None` for land that has no entry of its own in the table of countries.
    pub country: Option<CountryCode>,
    /// Its parts: the ring around each, then the rings of what it encloses.
    pub parts: Vec<Vec<Vec<Flat>>>,
    /// The corners of the box around all of it: least, then most.
    pub bounds: [Flat; 2],
}

impl Land {
    /// Whether a point of the plane lies in it.
    pub fn contains(&self, at: Flat) -> bool {
        let [least, most] = self.bounds;
        let near = (0..2).all(|axis| {
            let value = |of: Flat| of.get(axis).copied().unwrap_or_default();
            value(least) <= value(at) && value(at) <= value(most)
        });
        near && self.parts.iter().any(|rings| {
            // A hole is crossed once more, and so is outside again.
            rings.iter().map(|ring| crossings(ring, at)).sum::<usize>() % 2 == 1
        })
    }
}

/// The point of the plane where a point of the earth lies.
///
/// The functions of `libm` give the same bits on every machine, so that files do too.
pub fn equal_earth(point: Point) -> Flat {
    let (x, y) = project(f64::from(point.lon).to_radians(), f64::from(point.lat).to_radians());
    #[expect(clippy::cast_possible_truncation, reason = "a place on a drawing")]
    let flat = [x as f32, -y as f32];
    flat
}

/// Equation 8 of the article: east and north in radians to x and y in radii of the earth.
fn project(lon: f64, lat: f64) -> (f64, f64) {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let [a1, a2, a3, a4] = A;
    let root = 3.0_f64.sqrt();
    let theta = libm::asin(root / 2.0 * libm::sin(lat));
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    let slope = 9.0 * a4 * t6 * t2 + 7.0 * a3 * t6 + 3.0 * a2 * t2 + a1;
    let x = 2.0 * root * lon * libm::cos(theta) / (3.0 * slope);
    (x, theta * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1))
}

/// The countries' outlines on the plane, in the order of [`world`].
pub fn lands() -> &'static [Land] {
    static LANDS: LazyLock<Vec<Land>> = LazyLock::new(|| {
        let ring = |points: &Vec<Point>| points.iter().copied().map(equal_earth).collect();
        world()
            .iter()
            .map(|outline| {
                let parts: Vec<Vec<Vec<Flat>>> = outline
                    .polygons
                    .iter()
                    .map(|part| std::iter::once(&part.outer).chain(&part.holes).map(ring).collect())
                    .collect();
                Land { country: outline.country, bounds: bounds(&parts), parts }
            })
            .collect()
    });
    &LANDS
}

/// The edge of the world on the plane, as a ring.
pub fn sphere() -> Vec<Flat> {
    let side = |lon: f32| (-18_i16..=18).map(move |step| Point { lat: f32::from(step) * 5.0, lon });
    let east = side(180.0);
    let west = side(-180.0).rev();
    east.chain(west).map(equal_earth).collect()
}

/// The corners of the box around all rings.
fn bounds(parts: &[Vec<Vec<Flat>>]) -> [Flat; 2] {
    let mut corners = [[f32::MAX; 2], [f32::MIN; 2]];
    for [x, y] in parts.iter().flatten().flatten() {
        let [[left, top], [right, bottom]] = corners;
        corners = [[left.min(*x), top.min(*y)], [right.max(*x), bottom.max(*y)]];
    }
    corners
}

/// How often a ring crosses the line from a point to the right.
fn crossings(ring: &[Flat], [x, y]: Flat) -> usize {
    let following = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(following)
        .filter(|([ax, ay], [bx, by])| {
            (y < *ay) != (y < *by) && x < (bx - ax) * (y - ay) / (by - ay) + ax
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::country;

    #[test]
    fn the_ends_of_the_world_lie_where_the_article_puts_them() {
        let at = |lat: f32, lon: f32| equal_earth(Point { lat, lon });
        let near = |found: Flat, x: f32, y: f32| {
            assert!((found[0] - x).abs() < 1e-4 && (found[1] - y).abs() < 1e-4, "{found:?}");
        };
        near(at(0.0, 0.0), 0.0, 0.0);
        near(at(0.0, 180.0), 2.706_63, 0.0);
        near(at(90.0, 0.0), 0.0, -1.317_36);
        // The poles are lines, 0.59 times as long as the equator; the world is 2.05 times as wide as high.
        assert!((at(90.0, 180.0)[0] / at(0.0, 180.0)[0] - 0.59).abs() < 5e-3);
        assert!((2.706_63 / 1.317_36 - 2.054_6_f32).abs() < 1e-3);
    }

    /// Cells between parallels and meridians, against what they measure on the sphere.
    #[test]
    fn areas_are_kept_everywhere() {
        const STEPS: i16 = 20;
        for south in (-90..90).step_by(10) {
            for west in [-180_i16, -40, 0, 170] {
                let corner = |lat: f64, lon: f64| project(lon.to_radians(), lat.to_radians());
                let (south, west) = (f64::from(south), f64::from(west));
                let mut ring = Vec::new();
                let share = |step: i16| 10.0 * f64::from(step) / f64::from(STEPS);
                ring.extend((0..STEPS).map(|i| corner(south + share(i), west)));
                ring.extend((0..STEPS).map(|i| corner(south + 10.0, west + share(i))));
                ring.extend((0..STEPS).map(|i| corner(south + 10.0 - share(i), west + 10.0)));
                ring.extend((0..STEPS).map(|i| corner(south, west + 10.0 - share(i))));
                let next = ring.iter().cycle().skip(1);
                let flat: f64 = ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
                let (low, high) = (south.to_radians().sin(), (south + 10.0).to_radians().sin());
                let round = 10_f64.to_radians() * (high - low);
                let ratio = flat.abs() / 2.0 / round;
                assert!((ratio - 1.0).abs() < 2e-3, "{south} {west}: {ratio}");
            }
        }
    }

    #[test]
    fn countries_are_as_large_as_they_are() {
        const EARTH_RADIUS_KM: f64 = 6371.0;
        // Areas in thousands of square kilometres, with the overseas départements for France.
        for (code, thousands) in [("DZ", 2381.7), ("BR", 8515.8), ("FR", 640.0)] {
            let land = lands().iter().find(|l| l.country == CountryCode::parse(code)).unwrap();
            let area = |ring: &Vec<Flat>| {
                let next = ring.iter().cycle().skip(1);
                let twice =
                    ring.iter().zip(next).map(|(a, b)| f64::from(a[0] * b[1] - b[0] * a[1]));
                twice.sum::<f64>().abs() / 2.0
            };
            let outer: f64 = land.parts.iter().filter_map(|rings| rings.first()).map(area).sum();
            let found = outer * EARTH_RADIUS_KM * EARTH_RADIUS_KM / 1000.0;
            assert!((found / thousands - 1.0).abs() < 0.04, "{code}: {found}");
        }
    }

    #[test]
    fn a_point_is_found_in_its_country_and_only_there() {
        let at = |lat, lon| {
            let here = equal_earth(Point { lat, lon });
            let found: Vec<_> = lands().iter().filter(|land| land.contains(here)).collect();
            let codes: Vec<_> = found.iter().filter_map(|land| land.country).collect();
            codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(at(46.5, 2.5), "FR");
        assert_eq!(at(-29.5, 28.3), "LS", "a country enclosed in another");
        assert_eq!(at(-29.0, 24.0), "ZA");
        assert_eq!(at(66.0, -173.0), "RU", "east of the 180th meridian");
        assert_eq!(at(30.0, -40.0), "", "the ocean");
        assert!(lands().iter().all(|land| land.country.is_none_or(|code| country(code).is_some())));
    }
}
