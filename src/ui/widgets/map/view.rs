//! Which part of the world is seen, and how large.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::reference::Flat;

/// The part of the world that is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    /// What is in the middle.
    centre: Flat,
    /// How many times larger than the whole world.
    zoom: f32,
}

/// The world without the empty far south: least, then most.
const WORLD: [Flat; 2] = [[-2.72, -1.31], [2.72, 1.05]];

/// The nearest that makes sense: beyond, outlines are coarse.
const NEAREST: f32 = 40.0;

impl Default for View {
    fn default() -> Self {
        Self { centre: [0.0, -0.13], zoom: 1.0 }
    }
}

impl View {
    /// Whether the whole world is seen.
    #[cfg(test)]
    pub(super) fn is_whole(&self) -> bool {
        *self == Self::default()
    }

    /// How many points of the screen a radius of the earth takes.
    pub(super) fn scale(&self, rect: Rect) -> f32 {
        let [[left, top], [right, bottom]] = WORLD;
        (rect.width() / (right - left)).min(rect.height() / (bottom - top)) * self.zoom
    }

    /// Where a point of the plane is on the screen.
    pub(super) fn place(&self, rect: Rect, [x, y]: Flat) -> Pos2 {
        let scale = self.scale(rect);
        let [cx, cy] = self.centre;
        rect.center() + vec2((x - cx) * scale, (y - cy) * scale)
    }

    /// Which point of the plane is at a place of the screen.
    pub(super) fn at(&self, rect: Rect, place: Pos2) -> Flat {
        let from = (place - rect.center()) / self.scale(rect);
        let [cx, cy] = self.centre;
        [cx + from.x, cy + from.y]
    }

    /// Moves what is seen by a distance on the screen.
    pub(super) fn drag(&mut self, rect: Rect, by: Vec2) {
        let scale = self.scale(rect);
        let [cx, cy] = self.centre;
        self.centre = [cx - by.x / scale, cy - by.y / scale];
        self.hold();
    }

    /// Zooms so that a place of the screen keeps its point of the plane.
    pub(super) fn zoom(&mut self, rect: Rect, place: Pos2, factor: f32) {
        let kept = self.at(rect, place);
        self.zoom = (self.zoom * factor).clamp(1.0, NEAREST);
        let now = self.place(rect, kept);
        self.drag(rect, place - now);
        if self.zoom <= 1.0 {
            *self = Self::default();
        }
    }

    /// Whether it can be zoomed out any further.
    pub(super) fn is_farthest(&self) -> bool {
        self.zoom <= 1.0
    }

    /// Frames some points, with room around them.
    pub(super) fn frame(&mut self, rect: Rect, points: impl Iterator<Item = Flat>) {
        let mut around: Option<Rect> = None;
        for [x, y] in points {
            let point = Rect::from_pos(pos2(x, y));
            around = Some(around.map_or(point, |all| all.union(point)));
        }
        let Some(around) = around.map(|all| all.expand(0.12)) else { return };
        *self = Self::default();
        let scale = self.scale(rect);
        let fits = (rect.width() / around.width()).min(rect.height() / around.height());
        self.zoom = (fits / scale).clamp(1.0, NEAREST);
        self.centre = [around.center().x, around.center().y];
        if self.zoom <= 1.0 {
            *self = Self::default();
        }
    }

    /// Brings a point into the middle if it is out of sight.
    pub(super) fn reveal(&mut self, rect: Rect, point: Flat) {
        if !rect.shrink(24.0).contains(self.place(rect, point)) {
            self.centre = point;
            self.hold();
        }
    }

    /// Keeps the world in sight.
    fn hold(&mut self) {
        let [[left, top], [right, bottom]] = WORLD;
        let [x, y] = self.centre;
        self.centre = [x.clamp(left, right), y.clamp(top, bottom)];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: Rect = Rect { min: pos2(100.0, 50.0), max: pos2(900.0, 400.0) };

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let mut view = View::default();
        let place = pos2(420.0, 180.0);
        let before = view.at(RECT, place);
        view.zoom(RECT, place, 4.0);
        let after = view.at(RECT, place);
        assert!((before[0] - after[0]).abs() < 1e-4 && (before[1] - after[1]).abs() < 1e-4);
        view.zoom(RECT, place, 0.01);
        assert!(view.is_whole(), "zooming out ends at the whole world");
    }

    #[test]
    fn a_frame_holds_all_its_points_and_the_world_cannot_be_lost() {
        let mut view = View::default();
        let points = [[0.0, -1.0], [0.4, -0.7], [-0.1, -0.3]];
        view.frame(RECT, points.into_iter());
        assert!(!view.is_whole());
        assert!(points.iter().all(|point| RECT.contains(view.place(RECT, *point))));
        view.drag(RECT, vec2(1e6, -1e6));
        assert!(view.centre[0].abs() < 2.8 && view.centre[1].abs() < 1.4);
        view.reveal(RECT, points[0]);
        assert!(RECT.contains(view.place(RECT, points[0])));
    }
}
