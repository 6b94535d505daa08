//! The picture as a drawing in SVG: for paper and for pages, legible without any color.
//!
//! Coordinates are whole quarters of a millimetre, which keeps files small and is finer than a
//! printed line. Texts are those of the language files and figures, never what somebody typed:
//! the names of partners go beside the drawing, under their numbers.

use std::fmt::Write as _;

use crate::{
    language::{Lang, typography},
    reference::{Flat, Land, lands, sphere},
};

use super::{
    Picture, Shade, has_outline,
    svg_legend::{Column, legend, patterns},
};

/// A picture drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The drawing: one `svg` element.
    pub svg: String,
    /// Its width and height in millimetres.
    pub size_mm: (f64, f64),
    /// What the numbers on its points stand for, in order.
    pub points: Vec<String>,
}

/// How many units make a millimetre.
const PER_MM: f64 = 4.0;

/// How wide the drawing is: what A4 leaves between margins.
const WIDTH: f64 = 172.0 * PER_MM;

/// How wide the world and the near view are where both are drawn, one above the other with the
/// legend beside them: together they take less than half a page.
const WORLD_WIDTH: f64 = 114.0 * PER_MM;
const NEAR_WIDTH: f64 = 94.0 * PER_MM;

/// The room between two parts of the drawing.
const BETWEEN: f64 = 8.0;

/// The world between the Arctic and Cape Horn.
const WORLD: [Flat; 2] = [[-2.707, -1.3], [2.707, 1.05]];

/// Europe and both shores of the Mediterranean.
const NEAR: [Flat; 2] = [[-0.27, -1.16], [0.75, -0.565]];

/// How many countries or partners of the near view make it worth its room.
const WORTH: usize = 3;

/// A country whose box is smaller than this, in units, is drawn as a dot.
const SMALL: f64 = 7.0;

/// Draws a picture.
pub fn draw(picture: &Picture, lang: Lang) -> Drawing {
    let points = points(picture);
    let mut out = String::new();
    let near = is_near_worth_it(picture);
    let width = if near { WORLD_WIDTH } else { WIDTH };
    let world = Panel::new("world", WORLD, (0.0, 0.0), width);
    world.draw(&mut out, picture, &points, near.then_some(NEAR));
    let height = if near {
        let panel = Panel::new("near", NEAR, (0.0, world.bottom() + BETWEEN), NEAR_WIDTH);
        panel.draw(&mut out, picture, &points, None);
        let left = WORLD_WIDTH + 2.0 * BETWEEN;
        let beside = Column { left, top: BETWEEN, width: WIDTH - left, count: 1 };
        legend(&mut out, picture, lang, beside).max(panel.bottom() + 1.0)
    } else {
        let top = world.bottom() + 12.0;
        legend(&mut out, picture, lang, Column { left: 0.0, top, width: WIDTH / 3.0, count: 3 })
    };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{}mm\" height=\"{}mm\" font-family=\"'Source Sans 3', sans-serif\"><rect width=\"100%\" \
         height=\"100%\" fill=\"#ffffff\"/>{}{out}</svg>",
        WIDTH / PER_MM,
        height / PER_MM,
        patterns(),
    );
    let points = points.into_iter().map(|point| point.words).collect();
    Drawing { svg: typography::printed(&svg), size_mm: (WIDTH / PER_MM, height / PER_MM), points }
}

/// Whether enough of the picture lies near for a view of its own.
fn is_near_worth_it(picture: &Picture) -> bool {
    let drawn = picture.countries.iter().filter(|shown| shown.shade != Shade::Zero);
    let places = drawn.map(|shown| shown.at).chain(picture.partners.iter().map(|p| p.at));
    WORTH <= places.filter(|at| within(*at, NEAR)).count()
}

fn within([x, y]: Flat, [[left, top], [right, bottom]]: [Flat; 2]) -> bool {
    left <= x && x <= right && top <= y && y <= bottom
}

/// Partners at one place, under one number.
struct Numbered {
    at: Flat,
    number: usize,
    words: String,
}

fn points(picture: &Picture) -> Vec<Numbered> {
    let mut points: Vec<Numbered> = Vec::new();
    for partner in &picture.partners {
        let here = |point: &Numbered| point.at.map(f32::to_bits) == partner.at.map(f32::to_bits);
        match points.iter_mut().find(|point| here(point)) {
            Some(point) => {
                point.words.push_str(" ; ");
                point.words.push_str(&partner.words);
            }
            None => points.push(Numbered {
                at: partner.at,
                number: points.len() + 1,
                words: format!("{}. {}", points.len() + 1, partner.words),
            }),
        }
    }
    points
}

/// A part of the world in a part of the drawing.
struct Panel {
    name: &'static str,
    frame: [Flat; 2],
    left: f64,
    top: f64,
    width: f64,
    scale: f64,
}

impl Panel {
    fn new(name: &'static str, frame: [Flat; 2], (left, top): (f64, f64), width: f64) -> Self {
        let [[west, _], [east, _]] = frame;
        Self { name, frame, left, top, width, scale: width / f64::from(east - west) }
    }

    fn height(&self) -> f64 {
        let [[_, north], [_, south]] = self.frame;
        (f64::from(south - north) * self.scale).round()
    }

    fn bottom(&self) -> f64 {
        self.top + self.height()
    }

    /// A point of the plane in whole units.
    fn place(&self, [x, y]: Flat) -> (i32, i32) {
        let [[west, north], _] = self.frame;
        #[expect(clippy::cast_possible_truncation, reason = "a drawing has few thousand units")]
        let unit = |from: f64, value: f32, least: f32| {
            f64::from(value - least).mul_add(self.scale, from).round() as i32
        };
        (unit(self.left, x, west), unit(self.top, y, north))
    }

    fn shows(&self, [[left, top], [right, bottom]]: [Flat; 2]) -> bool {
        let [[west, north], [east, south]] = self.frame;
        west <= right && left <= east && north <= bottom && top <= south
    }

    fn draw(
        &self,
        out: &mut String,
        picture: &Picture,
        points: &[Numbered],
        inset: Option<[Flat; 2]>,
    ) {
        let Self { name, left, top, width, .. } = self;
        let height = self.height();
        line(
            out,
            format_args!(
                "<clipPath id=\"{name}\"><rect x=\"{left}\" y=\"{top}\" width=\"{width}\" \
             height=\"{height}\"/></clipPath><g clip-path=\"url(#{name})\">"
            ),
        );
        self.ocean(out);
        self.countries(out, picture);
        self.arcs(out, picture);
        self.marks(out, picture, points, inset);
        out.push_str("</g>");
        let around = inset.map(|[least, most]| (self.place(least), self.place(most)));
        if let Some(((left, top), (right, bottom))) = around {
            line(
                out,
                format_args!(
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\" fill=\"none\" \
                 stroke=\"#1b1f24\" stroke-width=\"1.2\"/>",
                    right - left,
                    bottom - top
                ),
            );
        }
        if name == &"near" {
            line(
                out,
                format_args!(
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" \
                 fill=\"none\" stroke=\"#1b1f24\" stroke-width=\"1.2\"/>"
                ),
            );
        }
    }

    fn ocean(&self, out: &mut String) {
        let ring = self.ring(&sphere());
        line(out, format_args!("<path d=\"{ring}\" fill=\"#f4f7fa\"/>"));
    }

    fn countries(&self, out: &mut String, picture: &Picture) {
        let edge = "stroke=\"#ffffff\" stroke-width=\"0.8\" fill-rule=\"evenodd\"";
        let seen = || lands().iter().filter(|land| self.shows(land.bounds));
        let shade_of = |land: &Land| Some(picture.shown(land.country?)?.shade);
        let plain: String =
            seen().filter(|land| shade_of(land).is_none()).map(|land| self.outline(land)).collect();
        line(out, format_args!("<path d=\"{plain}\" fill=\"#dfe4ea\" {edge}/>"));
        for land in seen() {
            let Some(shade) = shade_of(land) else { continue };
            let outline = self.outline(land);
            if !outline.is_empty() {
                let (fill, edge) =
                    (super::svg_legend::fill(shade), edge.replace("#ffffff", "#56606b"));
                if let Some(behind) = super::svg_legend::behind(shade) {
                    line(
                        out,
                        format_args!(
                            "<path d=\"{outline}\" fill=\"{behind}\" fill-rule=\"evenodd\"/>"
                        ),
                    );
                }
                line(out, format_args!("<path d=\"{outline}\" fill=\"{fill}\" {edge}/>"));
            }
        }
        for shown in picture.countries.iter().filter(|shown| self.is_dot(shown.country)) {
            let (x, y) = self.place(shown.at);
            super::svg_legend::dot(out, shown.shade, x, y);
        }
    }

    /// Whether a country is too small here to be seen by its outline.
    fn is_dot(&self, code: crate::domain::CountryCode) -> bool {
        if !has_outline(code) {
            return true;
        }
        let land = lands().iter().find(|land| land.country == Some(code));
        land.is_some_and(|Land { bounds: [[left, top], [right, bottom]], .. }| {
            f64::from((right - left).max(bottom - top)) * self.scale < SMALL
        })
    }

    /// All rings of a country that are large enough to be seen.
    fn outline(&self, land: &Land) -> String {
        land.parts.iter().flatten().map(|ring| self.ring(ring)).collect()
    }

    /// A ring in whole units, each point told from the one before; empty if nothing is left of it.
    fn ring(&self, ring: &[Flat]) -> String {
        let mut places: Vec<(i32, i32)> = ring.iter().map(|at| self.place(*at)).collect();
        places.dedup();
        if places.first() == places.last() {
            places.pop();
        }
        let Some((first, rest)) = places.split_first().filter(|(_, rest)| 1 < rest.len()) else {
            return String::new();
        };
        let mut path = format!("M{} {}l", first.0, first.1);
        let mut last = first;
        for at in rest {
            line(&mut path, format_args!("{} {} ", at.0 - last.0, at.1 - last.1));
            last = at;
        }
        path.pop();
        path.push('z');
        path
    }

    fn arcs(&self, out: &mut String, picture: &Picture) {
        let mut path = String::new();
        for arc in picture.partners.iter().flat_map(|partner| &partner.arc) {
            for (index, at) in arc.iter().enumerate() {
                let (x, y) = self.place(*at);
                let step = if index == 0 { 'M' } else { 'L' };
                line(&mut path, format_args!("{step}{x} {y} "));
            }
        }
        if !path.is_empty() {
            line(
                out,
                format_args!(
                    "<path d=\"{}\" fill=\"none\" stroke=\"#1b1f24\" stroke-width=\"1\" \
                 stroke-opacity=\"0.75\"/>",
                    path.trim_end()
                ),
            );
        }
    }

    /// Points first, then signs and numbers where they hide nothing.
    fn marks(
        &self,
        out: &mut String,
        picture: &Picture,
        points: &[Numbered],
        inset: Option<[Flat; 2]>,
    ) {
        let apart =
            |at: Flat| inset.is_none_or(|inset| !within(at, inset)) && within(at, self.frame);
        let mut taken: Vec<(i32, i32)> = Vec::new();
        if let Some(home) = &picture.home {
            let (x, y) = self.place(home.at);
            super::svg_legend::home(out, x, y);
            taken.push((x, y));
        }
        for point in points {
            let (x, y) = self.place(point.at);
            super::svg_legend::point(out, x, y);
            taken.push((x, y));
        }
        for point in points.iter().filter(|point| apart(point.at)) {
            let number = point.number.to_string();
            let (x, y) = self.place(point.at);
            let around = [
                (8, -6),
                (-8, -6),
                (8, 12),
                (-8, 12),
                (0, -10),
                (0, 17),
                (14, 4),
                (-14, 4),
                (16, -12),
                (-16, -12),
                (16, 18),
                (-16, 18),
            ];
            if let Some((x, y)) = free(&taken, x, y, &around) {
                text(out, x, y, &number, "600");
                taken.push((x, y - 4));
            }
        }
        for shown in picture.countries.iter().filter(|shown| apart(shown.at)) {
            let Some(sign) = shown.shade.sign() else { continue };
            let unsure = !shown.sure && shown.shade != Shade::Unknown;
            let sign = if unsure { format!("{sign}?") } else { sign.to_owned() };
            let (x, y) = self.place(shown.at);
            let around = [(0, 4), (11, 4), (-11, 4), (0, 16), (0, -8), (14, 14), (-14, 14)];
            if let Some((x, y)) = free(&taken, x, y, &around) {
                text(out, x, y, &sign, "400");
                taken.push((x, y - 4));
            }
        }
    }
}

/// The first place around a point that is not taken.
fn free(taken: &[(i32, i32)], x: i32, y: i32, around: &[(i32, i32)]) -> Option<(i32, i32)> {
    let clear = |(x, y): (i32, i32)| {
        taken.iter().all(|(other, level)| 9 < (x - other).abs() || 8 < (y - 4 - level).abs())
    };
    around.iter().map(|(right, down)| (x + right, y + down)).find(|at| clear(*at))
}

/// A short text with a light edge, so that it reads on any fill.
fn text(out: &mut String, x: i32, y: i32, words: &str, weight: &str) {
    line(
        out,
        format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"11\" font-weight=\"{weight}\" fill=\"#1b1f24\" \
         stroke=\"#ffffff\" stroke-width=\"2.6\" paint-order=\"stroke\" stroke-linejoin=\"round\" \
         text-anchor=\"middle\">{words}</text>"
        ),
    );
}

/// Adds to a text; writing to a `String` cannot fail.
pub(super) fn line(out: &mut String, words: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(words);
    debug_assert!(written.is_ok(), "a text grows as needed");
}
