//! The shortest way between two places of the earth, as lines on the plane.

use crate::reference::{Flat, Point, equal_earth};

/// How many straight pieces make a way.
const PIECES: u16 = 28;

/// The great circle from one point to another; in two lines where it leaves the edge of the map.
pub(super) fn arc(from: Point, to: Point) -> Vec<Vec<Flat>> {
    let (a, b) = (unit(from), unit(to));
    let cosine: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
    let angle = libm::acos(cosine.clamp(-1.0, 1.0));
    // Nothing to draw to the same place, and no shortest way to the other side of the earth.
    if angle < 1e-4 || std::f64::consts::PI - 1e-4 < angle {
        return Vec::new();
    }
    let mut lines: Vec<Vec<Flat>> = vec![Vec::new()];
    let mut last: Option<f32> = None;
    for piece in 0..=PIECES {
        let share = f64::from(piece) / f64::from(PIECES);
        let (near, far) = (libm::sin((1.0 - share) * angle), libm::sin(share * angle));
        let mut at = [0.0; 3];
        for ((value, a), b) in at.iter_mut().zip(a).zip(b) {
            *value = (near * a + far * b) / libm::sin(angle);
        }
        let point = point(at);
        if last.is_some_and(|last| 180.0 < (point.lon - last).abs()) {
            lines.push(Vec::new());
        }
        last = Some(point.lon);
        if let Some(line) = lines.last_mut() {
            line.push(equal_earth(point));
        }
    }
    lines.retain(|line| 1 < line.len());
    lines
}

fn unit(point: Point) -> [f64; 3] {
    let (lat, lon) = (f64::from(point.lat).to_radians(), f64::from(point.lon).to_radians());
    [libm::cos(lat) * libm::cos(lon), libm::cos(lat) * libm::sin(lon), libm::sin(lat)]
}

fn point([x, y, z]: [f64; 3]) -> Point {
    #[expect(clippy::cast_possible_truncation, reason = "a place on a drawing")]
    let degrees = |radians: f64| radians.to_degrees() as f32;
    Point { lat: degrees(libm::atan2(z, libm::hypot(x, y))), lon: degrees(libm::atan2(y, x)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RENNES: Point = Point { lat: 48.11, lon: -1.67 };

    #[test]
    fn a_way_starts_and_ends_where_it_should_and_passes_north() {
        let sendai = Point { lat: 38.27, lon: 140.87 };
        let lines = arc(RENNES, sendai);
        let line = &lines[0];
        let near = |a: Flat, b: Flat| (a[0] - b[0]).abs() < 1e-4 && (a[1] - b[1]).abs() < 1e-4;
        assert!(
            near(line[0], equal_earth(RENNES)) && near(line[line.len() - 1], equal_earth(sendai))
        );
        let highest = line.iter().map(|at| at[1]).fold(0.0, f32::min);
        assert!(highest < equal_earth(Point { lat: 65.0, lon: 0.0 })[1], "over Siberia");
    }

    #[test]
    fn a_way_over_the_edge_is_cut_and_none_leads_nowhere() {
        let (tokyo, lima) = (Point { lat: 35.7, lon: 139.7 }, Point { lat: -12.0, lon: -77.0 });
        let lines = arc(tokyo, lima);
        assert_eq!(lines.len(), 2);
        for line in lines {
            for (a, b) in line.iter().zip(line.iter().skip(1)) {
                assert!((a[0] - b[0]).abs() < 1.0, "no line runs across the map");
            }
        }
        assert!(arc(RENNES, RENNES).is_empty());
        assert!(arc(RENNES, Point { lat: -48.11, lon: 178.33 }).is_empty());
    }
}
