//! Outlines cut into triangles, once for each of three degrees of detail.
//!
//! Points are put on a grid: neighbours share their border points, so that no gap opens between
//! them, and a grid finer than a pixel cannot be seen.

use std::sync::OnceLock;

use crate::{
    domain::CountryCode,
    reference::{Flat, Land, lands, sphere},
};

/// One country ready to be drawn.
pub(super) struct Piece {
    /// The country.
    pub(super) country: Option<CountryCode>,
    /// The corners of the box around it.
    pub(super) bounds: [Flat; 2],
    /// Its points.
    pub(super) points: Vec<Flat>,
    /// Its area: three indices of points for each triangle.
    pub(super) triangles: Vec<u32>,
    /// Its edges.
    pub(super) rings: Vec<Vec<Flat>>,
}

/// All countries in one degree of detail, and the edge of the world.
pub(super) struct Detail {
    /// The countries.
    pub(super) pieces: Vec<Piece>,
    /// The edge of the world.
    pub(super) sphere: Piece,
}

/// How wide the cells of each grid are, coarsest first, in radii of the earth.
const GRIDS: [f32; 3] = [0.003, 0.000_8, 0.0];

/// The widest that a cell may be, in points of the screen.
const INVISIBLE: f32 = 0.6;

/// The coarsest detail that cannot be told from the finest at this scale.
pub(super) fn detail(scale: f32) -> &'static Detail {
    static DETAILS: [OnceLock<Detail>; 3] = [const { OnceLock::new() }; 3];
    let fine = GRIDS.iter().position(|grid| grid * scale <= INVISIBLE).unwrap_or(2);
    let [coarse, middle, finest] = &DETAILS;
    let (place, grid) = match fine {
        0 => (coarse, GRIDS[0]),
        1 => (middle, GRIDS[1]),
        _ => (finest, GRIDS[2]),
    };
    place.get_or_init(|| Detail {
        pieces: lands().iter().map(|land| piece(land, grid)).collect(),
        sphere: piece(
            &Land { country: None, parts: vec![vec![sphere()]], bounds: [[-3.0; 2], [3.0; 2]] },
            0.0,
        ),
    })
}

fn piece(land: &Land, grid: f32) -> Piece {
    let mut piece = Piece {
        country: land.country,
        bounds: land.bounds,
        points: Vec::new(),
        triangles: Vec::new(),
        rings: Vec::new(),
    };
    for part in &land.parts {
        let rings: Vec<Vec<Flat>> = part.iter().map(|ring| snapped(ring, grid)).collect();
        if rings.first().is_none_or(|outer| outer.len() < 3) {
            continue;
        }
        add(&mut piece, rings);
    }
    piece
}

/// Adds one part: its outer ring, then its holes.
fn add(piece: &mut Piece, mut rings: Vec<Vec<Flat>>) {
    rings.retain(|ring| 3 <= ring.len());
    let mut flat: Vec<f32> = Vec::new();
    let mut holes = Vec::new();
    for ring in &rings {
        if !flat.is_empty() {
            holes.push(flat.len() / 2);
        }
        flat.extend(ring.iter().flatten());
    }
    let base = piece.points.len();
    let triangles = earcutr::earcut(&flat, &holes, 2).unwrap_or_default();
    piece.triangles.extend(triangles.into_iter().filter_map(|at| u32::try_from(base + at).ok()));
    piece.points.extend(rings.iter().flatten());
    piece.rings.append(&mut rings);
}

fn snapped(ring: &[Flat], grid: f32) -> Vec<Flat> {
    let snap = |value: f32| if grid == 0.0 { value } else { (value / grid).round() * grid };
    let mut points: Vec<Flat> = ring.iter().map(|[x, y]| [snap(*x), snap(*y)]).collect();
    points.dedup();
    if points.first() == points.last() {
        points.pop();
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(piece: &Piece) -> f32 {
        let at = |index: u32| piece.points[index as usize];
        let triangles = piece.triangles.as_chunks::<3>().0;
        triangles
            .iter()
            .map(|[a, b, c]| {
                let (a, b, c) = (at(*a), at(*b), at(*c));
                ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
            })
            .sum()
    }

    #[test]
    fn triangles_cover_every_country_in_every_detail() {
        let finest = detail(9000.0);
        for scale in [140.0, 600.0] {
            let coarse = detail(scale);
            assert!(coarse.pieces.len() == finest.pieces.len());
            let points =
                |detail: &Detail| detail.pieces.iter().map(|p| p.points.len()).sum::<usize>();
            assert!(points(coarse) < points(finest));
            for (rough, fine) in coarse.pieces.iter().zip(&finest.pieces) {
                let (rough, fine_area) = (area(rough), area(fine));
                // What is smaller than a few cells may change or vanish; the map draws a dot there.
                let slack = 0.01f32.mul_add(fine_area, 4e-4);
                assert!(
                    (rough - fine_area).abs() < slack,
                    "{:?}: {rough} {fine_area}",
                    fine.country
                );
            }
        }
        assert!((area(&finest.sphere) - 4.0 * std::f32::consts::PI).abs() < 0.02);
    }
}
