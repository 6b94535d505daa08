//! The picture as meshes of the screen, made when something changes and kept until then.

use std::sync::Arc;

use egui::{Color32, Context, Mesh, Pos2, Rect, Shape, Stroke, Vec2, epaint::Tessellator, pos2};

use crate::{
    domain::CountryCode,
    reference::Flat,
    report::map::{Picture, Shade, Shown},
    ui::tokens::Tokens,
};

use super::{
    geometry::{Detail, Piece, detail},
    pattern::{Patterns, corner, look},
    view::View,
};

/// All that decides what is painted.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    /// Where.
    pub(super) rect: Rect,
    /// Which part of the world.
    pub(super) view: View,
    /// What it shows.
    pub(super) picture: Arc<Picture>,
    /// The country at hand.
    pub(super) chosen: Option<CountryCode>,
    /// In which colors.
    pub(super) tokens: &'static Tokens,
    /// How many pixels a point has.
    pub(super) pixels: f32,
}

impl PartialEq for Scene {
    /// Pictures are the same when they are one: comparing all their words would cost more.
    fn eq(&self, other: &Self) -> bool {
        self.rect == other.rect
            && self.view == other.view
            && Arc::ptr_eq(&self.picture, &other.picture)
            && self.chosen == other.chosen
            && self.tokens == other.tokens
            && self.pixels.to_bits() == other.pixels.to_bits()
    }
}

/// A painted scene.
#[derive(Debug)]
pub(super) struct Painted {
    /// What was painted.
    pub(super) scene: Scene,
    /// Its areas and lines.
    pub(super) shapes: Vec<Shape>,
    /// The signs that found room, with their places.
    pub(super) signs: Vec<(Pos2, String)>,
}

/// A country whose box is smaller than this on the screen is drawn as a dot.
pub(super) const SMALL: f32 = 9.0;

/// The radius of such a dot.
pub(super) const DOT: f32 = 5.5;

impl Painted {
    /// Paints a scene.
    pub(super) fn new(ctx: &Context, scene: Scene) -> Self {
        let patterns = Patterns::of(ctx);
        let mut canvas = Canvas::new(&scene);
        canvas.fill();
        canvas.dots();
        canvas.edges();
        let shapes = canvas.shapes(&patterns);
        let signs = signs(&scene);
        Self { scene, shapes, signs }
    }
}

/// Meshes while they are made.
struct Canvas<'a> {
    scene: &'a Scene,
    detail: &'static Detail,
    /// What is seen of the plane.
    seen: [Flat; 2],
    base: Mesh,
    patterned: Vec<(super::pattern::Pattern, Mesh)>,
    lines: Vec<Shape>,
}

impl<'a> Canvas<'a> {
    fn new(scene: &'a Scene) -> Self {
        let Scene { rect, view, pixels, .. } = scene;
        Self {
            scene,
            detail: detail(view.scale(*rect) * pixels),
            seen: [view.at(*rect, rect.min), view.at(*rect, rect.max)],
            base: Mesh::default(),
            patterned: Vec::new(),
            lines: Vec::new(),
        }
    }

    fn place(&self, at: Flat) -> Pos2 {
        self.scene.view.place(self.scene.rect, at)
    }

    fn sees(&self, piece: &Piece) -> bool {
        let [[left, top], [right, bottom]] = piece.bounds;
        let [[west, north], [east, south]] = self.seen;
        west <= right && left <= east && north <= bottom && top <= south
    }

    fn shown(&self, piece: &Piece) -> Option<&'a Shown> {
        self.scene.picture.shown(piece.country?)
    }

    fn fill(&mut self) {
        let detail = self.detail;
        let tokens = self.scene.tokens;
        self.area(&detail.sphere, tokens.surface);
        for piece in &detail.pieces {
            if !self.sees(piece) {
                continue;
            }
            let Some(shown) = self.shown(piece) else {
                self.area(piece, land(tokens));
                continue;
            };
            let (color, over) = look(shown.shade, tokens);
            self.area(piece, color);
            if let Some((pattern, ink)) = over {
                let points: Vec<Pos2> = piece.points.iter().map(|at| self.place(*at)).collect();
                self.pattern(pattern, &points, &piece.triangles, ink);
            }
        }
    }

    fn area(&mut self, piece: &Piece, color: Color32) {
        let base = u32::try_from(self.base.vertices.len()).unwrap_or_default();
        for at in &piece.points {
            self.base.colored_vertex(self.scene.view.place(self.scene.rect, *at), color);
        }
        self.base.indices.extend(piece.triangles.iter().map(|index| base + index));
    }

    fn pattern(
        &mut self,
        pattern: super::pattern::Pattern,
        points: &[Pos2],
        triangles: &[u32],
        ink: Color32,
    ) {
        let origin = self.place([0.0, 0.0]);
        if !self.patterned.iter().any(|(known, _)| *known == pattern) {
            self.patterned.push((pattern, Mesh::default()));
        }
        let known = self.patterned.iter_mut().find(|(known, _)| *known == pattern);
        let Some((_, mesh)) = known else { return };
        let base = u32::try_from(mesh.vertices.len()).unwrap_or_default();
        mesh.vertices.extend(points.iter().map(|at| corner(*at, origin, ink)));
        mesh.indices.extend(triangles.iter().map(|index| base + index));
    }

    /// The countries that are too small here to be seen by their outline.
    fn dots(&mut self) {
        let tokens = self.scene.tokens;
        let picture = Arc::clone(&self.scene.picture);
        for shown in small(self.scene, &picture) {
            let middle = self.place(shown.at);
            let (color, over) = look(shown.shade, tokens);
            let corners: Vec<Pos2> = (0..24_u8)
                .map(|step| Vec2::angled(f32::from(step) * std::f32::consts::TAU / 24.0))
                .map(|direction| middle + direction * DOT)
                .collect();
            let triangles: Vec<u32> = (1..23).flat_map(|step| [0, step, step + 1]).collect();
            let base = u32::try_from(self.base.vertices.len()).unwrap_or_default();
            for at in &corners {
                self.base.colored_vertex(*at, color);
            }
            self.base.indices.extend(triangles.iter().map(|index| base + index));
            if let Some((pattern, ink)) = over {
                self.pattern(pattern, &corners, &triangles, ink);
            }
            self.lines.push(Shape::circle_stroke(middle, DOT, Stroke::new(1.0, tokens.weak)));
        }
    }

    /// Borders, arcs, and the outline of the country at hand.
    fn edges(&mut self) {
        let (detail, tokens) = (self.detail, self.scene.tokens);
        let mut above = Vec::new();
        for piece in &detail.pieces {
            if !self.sees(piece) {
                continue;
            }
            let stroke = match self.shown(piece) {
                Some(_) => Stroke::new(0.8, tokens.weak),
                None => Stroke::new(0.8, tokens.surface),
            };
            let chosen = piece.country.is_some() && piece.country == self.scene.chosen;
            for ring in &piece.rings {
                let points: Vec<Pos2> = ring.iter().map(|at| self.place(*at)).collect();
                self.lines.extend(outline(&points, stroke));
                if chosen {
                    above.extend(outline(&points, Stroke::new(2.5, tokens.accent)));
                }
            }
        }
        self.lines.append(&mut above);
        let arcs = self.scene.picture.partners.iter().flat_map(|partner| &partner.arc);
        let stroke = Stroke::new(1.2, tokens.ink.gamma_multiply(0.75));
        for arc in arcs {
            self.lines.push(Shape::line(arc.iter().map(|at| self.place(*at)).collect(), stroke));
        }
    }

    /// Everything as meshes, so that nothing is worked out again while nothing changes.
    fn shapes(self, patterns: &Patterns) -> Vec<Shape> {
        let Self { scene, base, patterned, lines, .. } = self;
        let mut shapes = vec![Shape::mesh(base)];
        for (pattern, mut mesh) in patterned {
            mesh.texture_id = patterns.texture(pattern);
            shapes.push(Shape::mesh(mesh));
        }
        let mut drawn = Mesh::default();
        let mut tessellator = Tessellator::new(
            scene.pixels,
            egui::epaint::TessellationOptions::default(),
            [1, 1],
            vec![],
        );
        for line in lines {
            tessellator.tessellate_shape(line, &mut drawn);
        }
        shapes.push(Shape::mesh(drawn));
        shapes
    }
}

/// The color of land without any row.
pub(super) fn land(tokens: &Tokens) -> Color32 {
    tokens.track.lerp_to_gamma(tokens.line, 0.6)
}

/// The countries of a picture that are drawn as dots in a scene.
pub(super) fn small<'a>(
    scene: &'a Scene,
    picture: &'a Picture,
) -> impl Iterator<Item = &'a Shown> + 'a {
    let scale = scene.view.scale(scene.rect);
    let pieces = &detail(scale * scene.pixels).pieces;
    picture.countries.iter().filter(move |shown| {
        let outline = pieces.iter().find(|piece| piece.country == Some(shown.country));
        outline.is_none_or(|Piece { bounds: [[left, top], [right, bottom]], .. }| {
            (right - left).max(bottom - top) * scale < SMALL
        })
    })
}

/// The signs of countries that stand where they hide no other, weightiest first.
fn signs(scene: &Scene) -> Vec<(Pos2, String)> {
    let place = |at| scene.view.place(scene.rect, at);
    let partners: Vec<Pos2> = scene.picture.partners.iter().map(|one| place(one.at)).collect();
    let home = scene.picture.home.iter().map(|home| place(home.at));
    let points: Vec<Pos2> = partners.into_iter().chain(home).collect();
    let mut signs: Vec<(Pos2, String)> = Vec::new();
    for shown in &scene.picture.countries {
        let Some(sign) = shown.shade.sign() else { continue };
        let unsure = !shown.sure && shown.shade != Shade::Unknown;
        let at = place(shown.at);
        let around = (0..8_u8).map(|step| f32::from(step) * std::f32::consts::TAU / 8.0);
        let places =
            std::iter::once(Vec2::ZERO).chain(around.map(|turn| 15.0 * Vec2::angled(turn)));
        let clear = |at: &Pos2| {
            let apart = signs.iter().all(|(other, _)| 15.0 <= other.distance(*at));
            apart && points.iter().all(|point| 11.0 <= point.distance(*at))
        };
        let free = places.map(|by| at + by).find(clear);
        if let Some(at) = free.filter(|at| scene.rect.contains(*at)) {
            signs.push((at, if unsure { format!("{sign}?") } else { sign.to_owned() }));
        }
    }
    signs
}

/// A closed line. Points nearer than half a pixel are left out, and the line is broken at sharp
/// turns: the tessellator has no limit on mitres, and would throw spikes across the screen.
fn outline(points: &[Pos2], stroke: Stroke) -> Vec<Shape> {
    let mut kept: Vec<Pos2> = Vec::new();
    for point in points {
        if kept.last().is_none_or(|last| 0.5 < last.distance(*point)) {
            kept.push(*point);
        }
    }
    let Some(first) = kept.first().copied().filter(|_| 2 < kept.len()) else { return Vec::new() };
    kept.push(first);
    let mut lines = Vec::new();
    let mut line = vec![first];
    for corner in kept.windows(3) {
        let [before, here, after] = corner else { continue };
        line.push(*here);
        let (arriving, leaving) = ((*here - *before).normalized(), (*after - *here).normalized());
        if arriving.dot(leaving) < -0.7 {
            lines.push(Shape::line(std::mem::replace(&mut line, vec![*here]), stroke));
        }
    }
    line.push(first);
    lines.push(Shape::line(line, stroke));
    lines
}

/// A small area that shows a shade, for the legend and the list.
pub(super) fn swatch(ctx: &Context, rect: Rect, shade: Shade, tokens: &Tokens) -> Vec<Shape> {
    let (color, over) = look(shade, tokens);
    let mut shapes = vec![Shape::rect_filled(rect, 2.0, color)];
    if let Some((pattern, ink)) = over {
        let mut mesh = Mesh::with_texture(Patterns::of(ctx).texture(pattern));
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
        mesh.vertices.extend(corners.map(|at| corner(at, pos2(0.0, 0.0), ink)));
        mesh.indices.extend([0, 1, 2, 0, 2, 3]);
        shapes.push(Shape::mesh(mesh));
    }
    let edge = Stroke::new(1.0, tokens.weak);
    shapes.push(Shape::rect_stroke(rect, 2.0, edge, egui::StrokeKind::Inside));
    shapes
}
