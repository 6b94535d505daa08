//! How much work a drawing asks for, counted before anything is drawn.
//!
//! A logo comes from a supplier or a web page. A few kilobytes of patterns within patterns, of
//! effects or of folded pictures would keep the program busy for hours, or fill the memory: what
//! asks for more than a logo needs is refused, with the way out (a PNG).

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// The most elements that are drawn again because others refer to them.
const MOST_REPEATS: u64 = 10_000;

/// The most elements within one another, references included.
const DEEPEST: usize = 200;

/// The most points of the pictures that a drawing holds.
const MOST_POINTS: u64 = 16_000_000;

/// An element, as far as what it costs goes.
#[derive(Default)]
struct Element {
    name: String,
    children: Vec<usize>,
    /// What of its attributes may name another element.
    refers: Vec<String>,
}

/// A drawing as elements that refer to one another.
#[derive(Default)]
struct Drawing {
    elements: Vec<Element>,
    by_id: BTreeMap<String, usize>,
    /// What style sheets refer to, for any element.
    styled: Vec<String>,
    points: u64,
}

/// Whether a drawing can be drawn with the work that a logo takes.
pub(super) fn is_simple(svg: &str) -> bool {
    read(svg).is_some_and(|drawing| drawing.points <= MOST_POINTS && drawing.repeats_little())
}

/// The elements of a drawing; nothing if what it says of them cannot be counted.
fn read(svg: &str) -> Option<Drawing> {
    let mut reader = Reader::from_str(svg);
    let mut drawing = Drawing::default();
    let mut open: Vec<usize> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let at = drawing.add(&element, open.last().copied())?;
                open.push(at);
                if DEEPEST < open.len() {
                    return None;
                }
            }
            Ok(Event::Empty(element)) => {
                drawing.add(&element, open.last().copied())?;
            }
            Ok(Event::End(_)) => drop(open.pop()),
            Ok(Event::Text(text)) => drawing.style(&open, &text)?,
            Ok(Event::CData(text)) => drawing.style(&open, &text)?,
            Ok(Event::GeneralRef(_)) => drawing.style(&open, "&")?,
            Ok(Event::DocType(text)) => plain_entities(&text)?,
            Ok(Event::Eof) => return Some(drawing),
            // What is no XML is refused by whoever draws it, in its own words.
            Err(_) => return Some(Drawing::default()),
            Ok(_) => {}
        }
    }
}

/// Entities may stand for names of namespaces, as old programs write them; for nothing else.
fn plain_entities(text: &str) -> Option<()> {
    let text = text.to_ascii_lowercase();
    let hides = |part: &str| part.starts_with(|c: char| c.is_ascii_alphanumeric());
    let elements = text.split('<').skip(1).any(|part| !part.starts_with('!'));
    let names = text.split('#').skip(1).any(hides);
    (!elements && !names && !text.contains(['&', '%']) && !text.contains("url(")).then_some(())
}

impl Drawing {
    fn add(&mut self, element: &BytesStart<'_>, parent: Option<usize>) -> Option<usize> {
        let at = self.elements.len();
        let name = element.local_name().as_ref().to_owned();
        let mut new = Element { name, ..Element::default() };
        for attribute in element.attributes().with_checks(false).flatten() {
            let key = attribute.key.local_name();
            let raw = attribute.value.into_owned();
            let points_elsewhere = key.as_ref() == "href" || raw.contains("url(");
            let value = match quick_xml::escape::unescape(&raw) {
                Ok(value) => value.into_owned(),
                Err(_) if points_elsewhere => return None,
                Err(_) => raw,
            };
            match key.as_ref() {
                "id" => drop(self.by_id.insert(value.clone(), at)),
                "filter" if value.trim() != "none" => return None,
                "style" if has_effect(&value) => return None,
                "href" if value.trim_start().starts_with("data:") => {
                    self.points = self.points.saturating_add(points(&value)?);
                }
                _ => {}
            }
            new.refers.extend(references(&value));
        }
        // Drawn once for each corner of a path.
        if new.name == "marker" {
            return None;
        }
        self.elements.push(new);
        if let Some(parent) = parent.and_then(|parent| self.elements.get_mut(parent)) {
            parent.children.push(at);
        }
        Some(at)
    }

    /// Takes in what stands in a style sheet.
    fn style(&mut self, open: &[usize], text: &str) -> Option<()> {
        let within = open.last().and_then(|at| self.elements.get(*at));
        if within.is_none_or(|element| element.name != "style") {
            return Some(());
        }
        if text.contains(['\\', '&']) || has_effect(&text.replace(['{', '}'], ";")) {
            return None;
        }
        self.styled.extend(references(text));
        Some(())
    }

    fn repeats_little(&self) -> bool {
        let mut known = BTreeMap::new();
        let mut open = BTreeSet::new();
        // A style sheet may bear on every element, those that it refers to included: only what is
        // drawn without looking further is counted for all of them.
        let mut each = 0;
        for at in self.styled.iter().filter_map(|id| self.by_id.get(id)) {
            match self.elements.get(*at) {
                Some(element) if is_shade(element) => {}
                Some(element) if element.name == "clipPath" && self.is_plain(element) => {
                    each += 1 + element.children.len() as u64;
                }
                _ => return false,
            }
        }
        let mut repeats = each.saturating_mul(self.elements.len() as u64);
        for at in 0..self.elements.len() {
            let Some(of) = self.repeated(at, 0, &mut known, &mut open) else { return false };
            repeats = repeats.saturating_add(of);
        }
        repeats <= MOST_REPEATS
    }

    fn is_plain(&self, element: &Element) -> bool {
        let plain = |at: &usize| {
            self.elements.get(*at).is_some_and(|e| e.children.is_empty() && e.refers.is_empty())
        };
        element.children.iter().all(plain)
    }

    /// How many elements an element has drawn by referring to them; nothing if it cannot be told.
    fn repeated(
        &self,
        at: usize,
        depth: usize,
        known: &mut BTreeMap<usize, u64>,
        open: &mut BTreeSet<usize>,
    ) -> Option<u64> {
        let element = self.elements.get(at)?;
        let mut sum = 0_u64;
        for id in &element.refers {
            let Some(target) = self.by_id.get(id) else { continue };
            if self.elements.get(*target).is_some_and(is_shade) {
                continue;
            }
            sum = sum.saturating_add(self.whole(*target, depth + 1, known, open)?);
        }
        Some(sum)
    }

    /// How many elements an element is drawn as, with all within it.
    fn whole(
        &self,
        at: usize,
        depth: usize,
        known: &mut BTreeMap<usize, u64>,
        open: &mut BTreeSet<usize>,
    ) -> Option<u64> {
        if let Some(whole) = known.get(&at) {
            return Some(*whole);
        }
        if DEEPEST < depth || !open.insert(at) {
            return None;
        }
        let mut sum = self.repeated(at, depth, known, open)?.saturating_add(1);
        for child in &self.elements.get(at)?.children {
            sum = sum.saturating_add(self.whole(*child, depth + 1, known, open)?);
        }
        open.remove(&at);
        known.insert(at, sum);
        Some(sum)
    }
}

/// Whether an element is a shade of color, which costs nothing to use again.
fn is_shade(element: &Element) -> bool {
    matches!(element.name.as_str(), "linearGradient" | "radialGradient" | "solidColor")
}

/// Whether declarations ask for an effect (a blur, a shadow).
fn has_effect(style: &str) -> bool {
    style.to_ascii_lowercase().split(';').filter_map(|one| one.split_once(':')).any(
        |(name, value)| {
            name.split_whitespace().next_back() == Some("filter") && value.trim() != "none"
        },
    )
}

/// The names that follow a `#` in a text.
fn references(text: &str) -> impl Iterator<Item = String> {
    text.split('#').skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| c.is_whitespace() || ")\"';,{}".contains(c));
        let name = rest.get(..end.unwrap_or(rest.len()))?;
        (!name.is_empty()).then(|| name.to_owned())
    })
}

/// How many points a folded picture has; nothing if it is none that can be told.
fn points(address: &str) -> Option<u64> {
    let (kind, folded) = address.split_once(',')?;
    if !kind.trim_end().ends_with(";base64") {
        return None;
    }
    let folded: String = folded.split_whitespace().collect();
    let bytes = STANDARD.decode(folded).ok()?;
    let (width, height) = super::logo::png_size(&bytes).or_else(|| jpeg_size(&bytes))?;
    Some(u64::from(width) * u64::from(height))
}

/// The width and height that a JPEG says it has.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let [0xff, kind, high, low, ..] = *rest else { return None };
        let body = rest.get(4..)?;
        // Start of a frame, whatever its coding: not the tables between (C4, C8, CC).
        if (0xc0..=0xcf).contains(&kind) && !matches!(kind, 0xc4 | 0xc8 | 0xcc) {
            let of =
                |at: usize| Some(u32::from(*body.get(at)?) << 8 | u32::from(*body.get(at + 1)?));
            return of(3).zip(of(1));
        }
        let length = usize::from(high) << 8 | usize::from(low);
        rest = rest.get(2 + length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inside: &str) -> bool {
        is_simple(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 40 20\">{inside}</svg>"
        ))
    }

    fn nested(element: &str, by: &str) -> String {
        let one = |at: u32| {
            let inner = format!("<rect width=\"5\" {by}=\"url(#p{at})\"/>").repeat(10);
            format!("<{element} id=\"p{}\">{inner}</{element}>", at + 1)
        };
        let all: String = (0..7).map(one).collect();
        format!("<{element} id=\"p0\"><rect/></{element}>{all}<rect {by}=\"url(#p7)\"/>")
    }

    #[test]
    fn what_logos_are_made_of_is_simple() {
        for inside in [
            "<rect width=\"4\" height=\"2\" fill=\"#00695c\"/>",
            "<defs><linearGradient id=\"a\"><stop/></linearGradient></defs><path fill=\"url(#a)\"/>",
            "<style>.a{fill:url(#a);filter:none}</style><linearGradient id=\"a\"/><g class=\"a\"/>",
            "<style>.b{clip-path:url(#c)}</style><clipPath id=\"c\"><rect/></clipPath><g/>",
            "<symbol id=\"s\"><path/><path/></symbol><use xlink:href=\"#s\"/><use href=\"#s\"/>",
            "<mask id=\"m\"><rect/></mask><g mask=\"url(#m)\" style=\"color-interpolation-filters:sRGB\"/>",
            "<image href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAYAAAB/qH1jAAAAC0lEQVR4nGNgwAUAABoAAVOSwYYAAAAASUVORK5CYII=\"/>",
        ] {
            assert!(drawn(inside), "{inside}");
        }
        // What old programs write before the drawing.
        let old = "<!DOCTYPE svg PUBLIC \"-//W3C\" \"svg11.dtd\" [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">]>";
        assert!(is_simple(&format!("{old}<svg xmlns=\"&ns_svg;\"><rect/></svg>")));
    }

    #[test]
    fn what_grows_while_it_is_drawn_is_not() {
        assert!(!drawn(&nested("pattern", "fill")));
        assert!(!drawn(&nested("mask", "mask")));
        assert!(!drawn(&nested("clipPath", "clip-path")));
        assert!(!drawn(&nested("g", "href").replace("url(", "").replace(')', "")));
        assert!(!drawn("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>"));
        assert!(!drawn(&"<g>".repeat(1_000)));
        for inside in [
            "<rect filter=\"url(#f)\"/>",
            "<rect style=\"fill:red; filter : blur(5px)\"/>",
            "<style>rect{filter:url(#f)}</style>",
            "<style>rect{fill:url(#p)}</style><pattern id=\"p\"><rect/></pattern>",
            "<marker id=\"m\"/>",
            "<image href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>",
            "<rect fill=\"url(&hidden;\"/>",
        ] {
            assert!(!drawn(inside), "{inside}");
        }
        let hidden = "<!DOCTYPE svg [<!ENTITY a \"<rect fill='url(#p)'/>\">]><svg>&a;</svg>";
        assert!(!is_simple(hidden));
    }

    #[test]
    fn a_picture_says_how_large_it_is() {
        let jpeg =
            [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 0x27, 0x10, 0x4e, 0x20];
        assert_eq!(jpeg_size(&jpeg), Some((20_000, 10_000)));
        assert_eq!(jpeg_size(&jpeg[..10]), None);
        let large = format!("data:image/jpeg;base64,{}", STANDARD.encode(jpeg));
        assert!(!drawn(&format!("<image href=\"{large}\"/>")));
    }
}
