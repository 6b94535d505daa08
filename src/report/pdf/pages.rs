//! The laid-out pages of a brief, to be drawn one by one and read as text.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::Arc,
};

use typst::{
    foundations::Content,
    introspection::{Location, Tag},
    layout::{Frame, FrameItem, Point, Transform},
    model::{Destination, HeadingElem},
    pdf::ArtifactElem,
    text::TextItem,
    utils::Scalar,
};
use typst_layout::{Page, PagedDocument};
use typst_render::RenderOptions;

use crate::report::{
    Brief, ExportError, Template, TemplateProblem,
    brief::Spot,
    preview::{Area, Heading, Picture, Place, Run, Sheet, mark},
};

use super::{compile, glyphs, own};

/// The pages of a brief as they will be printed, with what a screen adds to paper.
#[derive(Debug)]
pub struct Pages {
    document: PagedDocument,
    sheets: Vec<Arc<Sheet>>,
    headings: Vec<Heading>,
    missing: Vec<char>,
    problems: Vec<TemplateProblem>,
}

/// What the scheme of a link to a spot is called.
const SCHEME: &str = "spot:";

impl Pages {
    /// Lays a brief out on our own pages. What is the same as last time is not laid out again.
    pub fn lay_out(brief: &Brief) -> Result<Self, ExportError> {
        Self::lay_out_on(brief, None)
    }

    /// Lays a brief out on an authority's own pages; those that cannot be laid out are told, and
    /// ours take their place, as in the file.
    pub fn lay_out_on(brief: &Brief, own: Option<&Template>) -> Result<Self, ExportError> {
        let mut data = serde_json::to_value(brief)?;
        let fit = glyphs::fit(&mut data);
        let missing = fit.missing.into_iter().collect();
        let spots = mark(&mut data, brief);
        let mut problems = Vec::new();
        let own = own::lay_out(brief, own, (&data, fit.wide), &mut problems)?;
        let own = own.map(|(document, _)| document);
        let document = own.map_or_else(|| compile(brief, &data, fit.wide), Ok)?;
        let mut sheets = Vec::new();
        let mut headings = Vec::new();
        for (number, page) in document.pages().iter().enumerate() {
            sheets.push(Arc::new(Reader::new(&spots, number).read(page, &mut headings)));
        }
        Ok(Self { document, sheets, headings, missing, problems })
    }

    /// The pages, in order.
    pub fn sheets(&self) -> &[Arc<Sheet>] {
        &self.sheets
    }

    /// The headings, in order.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The characters that no font could draw, replaced by □; in the order of Unicode.
    pub fn missing(&self) -> &[char] {
        &self.missing
    }

    /// What of an authority's own pages could not be laid out, so that ours took their place.
    pub fn problems(&self) -> &[TemplateProblem] {
        &self.problems
    }

    /// A page as pixels, so many to a point; `None` if there is no such page.
    pub fn picture(&self, page: usize, pixels_per_point: f64) -> Option<Picture> {
        let page = self.document.pages().get(page)?;
        let pixel_per_pt = Scalar::new(pixels_per_point);
        let drawn =
            typst_render::render(page, &RenderOptions { pixel_per_pt, render_bleed: false });
        let (width, height) = (drawn.width() as usize, drawn.height() as usize);
        Some(Picture { width, height, rgba: drawn.take() })
    }
}

/// Reads one page: its text, its headings, its links; and what it looks like, as one number.
struct Reader<'a> {
    spots: &'a BTreeMap<String, Spot>,
    number: usize,
    looks: DefaultHasher,
    runs: Vec<Run>,
    places: Vec<Place>,
    /// The parts at hand that every page repeats, or that only decorate.
    repeated: Vec<Location>,
}

impl<'a> Reader<'a> {
    fn new(spots: &'a BTreeMap<String, Spot>, number: usize) -> Self {
        let looks = DefaultHasher::new();
        let (runs, places, repeated) = (Vec::new(), Vec::new(), Vec::new());
        Self { spots, number, looks, runs, places, repeated }
    }

    fn read(mut self, page: &Page, headings: &mut Vec<Heading>) -> Sheet {
        let size = page.frame.size();
        size.hash(&mut self.looks);
        self.frame(&page.frame, Transform::identity(), headings);
        for place in &mut self.places {
            place.words = words_in(&place.areas, &self.runs);
        }
        Sheet {
            key: self.looks.finish(),
            size: (points(size.x.to_pt()), points(size.y.to_pt())),
            runs: self.runs,
            places: self.places,
        }
    }

    fn frame(&mut self, frame: &Frame, to_page: Transform, headings: &mut Vec<Heading>) {
        for (at, item) in frame.items() {
            at.hash(&mut self.looks);
            match item {
                FrameItem::Group(group) => {
                    (group.transform, &group.clip).hash(&mut self.looks);
                    let moved = to_page.pre_concat(Transform::translate(at.x, at.y));
                    self.frame(&group.frame, moved.pre_concat(group.transform), headings);
                }
                FrameItem::Text(text) => {
                    text.hash(&mut self.looks);
                    self.text(text, at.transform(to_page));
                }
                FrameItem::Shape(shape, _) => shape.hash(&mut self.looks),
                FrameItem::Image(image, size, _) => {
                    (image, size).hash(&mut self.looks);
                    if let Some(alt) = image.alt() {
                        let (from, to) = (*at, *at + size.to_point());
                        self.drawing(alt, between(from.transform(to_page), to.transform(to_page)));
                    }
                }
                FrameItem::Link(Destination::Url(url), size) => {
                    let (from, to) = (*at, *at + size.to_point());
                    let area = between(from.transform(to_page), to.transform(to_page));
                    self.link(url.as_str(), area);
                }
                FrameItem::Link(..) => {}
                FrameItem::Tag(Tag::Start(content, _)) => {
                    self.starts(content, at.transform(to_page), headings);
                }
                FrameItem::Tag(Tag::End(location, ..)) => {
                    self.repeated.retain(|repeated| repeated != location);
                }
            }
        }
    }

    fn text(&mut self, text: &TextItem, at: Point) {
        let (left, baseline) = (points(at.x.to_pt()), points(at.y.to_pt()));
        let size = points(text.size.to_pt());
        let top = 0.8f32.mul_add(-size, baseline);
        let starts_line = self.runs.last().is_none_or(|last| {
            1.0 < (last.area.top + last.area.height - 0.25 * size - baseline).abs()
                || left < last.area.left
        });
        let edges = edges(text, left);
        let width = edges.last().map_or(0.0, |right| right - left);
        let area = Area { left, top, width, height: 1.05 * size };
        let repeated = !self.repeated.is_empty();
        self.runs.push(Run { text: text.text.to_string(), area, edges, starts_line, repeated });
    }

    /// A drawing is read as what it shows, in words.
    fn drawing(&mut self, alt: &str, area: Area) {
        let letters = alt.chars().count();
        let edges = vec![area.left; letters + 1];
        let repeated = !self.repeated.is_empty();
        self.runs.push(Run { text: alt.to_owned(), area, edges, starts_line: true, repeated });
    }

    fn link(&mut self, url: &str, area: Area) {
        let Some(spot) = url.strip_prefix(SCHEME).and_then(|name| self.spots.get(name)) else {
            return;
        };
        match self.places.last_mut() {
            // The next line of the same words.
            Some(last) if last.spot == *spot => last.areas.push(area),
            _ => {
                let (spot, words) = (spot.clone(), String::new());
                self.places.push(Place { spot, words, areas: vec![area] });
            }
        }
    }

    fn starts(&mut self, content: &Content, at: Point, headings: &mut Vec<Heading>) {
        if let Some(heading) = content.to_packed::<HeadingElem>() {
            headings.push(Heading {
                level: heading.resolve_level(typst::foundations::StyleChain::default()).get(),
                words: heading.body.plain_text().to_string(),
                page: self.number,
                top: points(at.y.to_pt()),
            });
        } else if content.is::<ArtifactElem>()
            && let Some(location) = content.location()
        {
            self.repeated.push(location);
        }
    }
}

/// The left edge of each character and the right edge of the last.
fn edges(text: &TextItem, left: f32) -> Vec<f32> {
    let mut edges = Vec::with_capacity(text.text.len() + 1);
    let mut x = left;
    for glyph in &text.glyphs {
        let advance = points(glyph.x_advance.at(text.size).to_pt());
        // Characters that are drawn as one share its width.
        let letters = text.text.get(glyph.range()).map_or(0, |part| part.chars().count());
        for letter in 0..letters {
            edges.push(x + advance * letter as f32 / letters as f32);
        }
        x += advance;
    }
    edges.push(x);
    edges
}

/// The words that stand in these areas.
fn words_in(areas: &[Area], runs: &[Run]) -> String {
    let mut words = String::new();
    let mut right = f32::MAX;
    for run in runs.iter().filter(|run| areas.iter().any(|area| area.holds(&run.area))) {
        let apart = run.starts_line || right + 1.0 < run.area.left;
        if apart && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        words.push_str(&run.text);
        right = run.area.left + run.area.width;
    }
    words
}

fn between(a: Point, b: Point) -> Area {
    let (left, top) = (a.x.min(b.x).to_pt(), a.y.min(b.y).to_pt());
    let (width, height) = ((a.x - b.x).abs().to_pt(), (a.y - b.y).abs().to_pt());
    Area { left: points(left), top: points(top), width: points(width), height: points(height) }
}

#[expect(clippy::cast_possible_truncation, reason = "a screen needs no more digits")]
const fn points(of: f64) -> f32 {
    of as f32
}
