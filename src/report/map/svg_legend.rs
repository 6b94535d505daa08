//! What each shade looks like on paper, and the legend that says so.

use crate::{language::Lang, scoring::Class};

use super::{Picture, Shade, svg::line};

/// How high a row of the legend is, and the size of its words.
const ROW: f64 = 16.0;
const WORDS: f64 = 11.0;

/// The patterns of shades that a color alone would not tell.
pub(super) const fn patterns() -> &'static str {
    concat!(
        "<defs>",
        "<pattern id=\"slant\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">",
        "<path d=\"M-1 1L1 -1M0 4L4 0M3 5L5 3\" stroke=\"#1f4e9e\" stroke-width=\"1.1\"/></pattern>",
        "<pattern id=\"level\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">",
        "<path d=\"M0 2L4 2\" stroke=\"#9a4a00\" stroke-width=\"1.5\"/></pattern>",
        "<pattern id=\"upright\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">",
        "<path d=\"M2 0L2 4\" stroke=\"#1f4e9e\" stroke-width=\"1.3\"/></pattern>",
        "<pattern id=\"dots\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">",
        "<circle cx=\"2.5\" cy=\"2.5\" r=\"1\" fill=\"#1b1f24\"/></pattern>",
        "<pattern id=\"cross\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">",
        "<path d=\"M0 0L5 5M0 5L5 0\" stroke=\"#56606b\" stroke-width=\"0.8\"/></pattern>",
        "</defs>"
    )
}

/// The fill of a shade: a color, or a pattern over what is [`behind`] it.
pub(super) const fn fill(shade: Shade) -> &'static str {
    match shade {
        Shade::Class(Class::Pillar) => "#1c6b3a",
        Shade::Class(Class::LatentOpportunity) => "url(#slant)",
        Shade::Class(Class::ToRevive) => "url(#level)",
        Shade::Class(Class::ToRoot) => "url(#upright)",
        Shade::Class(Class::Dormant) => "url(#dots)",
        Shade::Unknown => "url(#cross)",
        Shade::Calm => "#b9c3ce",
        Shade::Zero => "#ffffff",
        Shade::Step(1) => "#d5e1f3",
        Shade::Step(2) => "#a9c0e6",
        Shade::Step(3) => "#7295d0",
        Shade::Step(4) => "#4468b0",
        Shade::Step(_) => "#163a7a",
    }
}

/// What lies behind the pattern of a shade.
pub(super) const fn behind(shade: Shade) -> Option<&'static str> {
    match shade {
        Shade::Class(Class::LatentOpportunity | Class::ToRoot) => Some("#e3ecf8"),
        Shade::Class(Class::ToRevive) => Some("#fdf1e2"),
        Shade::Class(Class::Dormant) | Shade::Unknown => Some("#ffffff"),
        _ => None,
    }
}

/// A country too small for its outline.
pub(super) fn dot(out: &mut String, shade: Shade, x: i32, y: i32) {
    let around = "stroke=\"#56606b\" stroke-width=\"0.8\"";
    if let Some(behind) = behind(shade) {
        line(out, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"4.5\" fill=\"{behind}\"/>"));
    }
    let fill = fill(shade);
    line(out, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"4.5\" fill=\"{fill}\" {around}/>"));
}

/// A partner's point.
pub(super) fn point(out: &mut String, x: i32, y: i32) {
    line(
        out,
        format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"2.6\" fill=\"#1b1f24\" stroke=\"#ffffff\" \
         stroke-width=\"1\"/>"
        ),
    );
}

/// The territory's point.
pub(super) fn home(out: &mut String, x: i32, y: i32) {
    line(
        out,
        format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"4\" fill=\"#ffffff\" stroke=\"#1b1f24\" \
         stroke-width=\"2\"/>"
        ),
    );
}

/// Where the legend stands: its corner, and how wide and many its columns are.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) count: usize,
}

/// The legend; returns where it ends.
pub(super) fn legend(out: &mut String, picture: &Picture, lang: Lang, place: Column) -> f64 {
    let columns = place.count.max(1);
    let mut entries: Vec<(Mark, String)> =
        picture.legend.iter().map(|(shade, words)| (Mark::Shade(*shade), words.clone())).collect();
    entries.push((Mark::Absent, lang.map_absent().to_owned()));
    if !picture.partners.is_empty() {
        entries.push((Mark::Point, lang.map_points().to_owned()));
    }
    if picture.home.is_some() {
        entries.push((Mark::Home, lang.map_home().to_owned()));
    }
    let count = entries.len();
    for (index, (mark, words)) in entries.iter().enumerate() {
        let (row, column) = (index / columns, index % columns);
        let left = (column as f64).mul_add(place.width, place.left);
        entry(out, *mark, words, left, (row as f64).mul_add(ROW, place.top));
    }
    (count.div_ceil(columns) as f64).mul_add(ROW, place.top)
}

/// What an entry of the legend shows.
#[derive(Clone, Copy)]
enum Mark {
    Shade(Shade),
    Absent,
    Point,
    Home,
}

fn entry(out: &mut String, mark: Mark, words: &str, left: f64, top: f64) {
    let swatch = |out: &mut String, fill: &str, edge: &str| {
        line(
            out,
            format_args!(
                "<rect x=\"{}\" y=\"{top}\" width=\"20\" height=\"11\" fill=\"{fill}\" \
             stroke=\"{edge}\" stroke-width=\"0.8\"/>",
                left + 1.0
            ),
        );
    };
    #[expect(clippy::cast_possible_truncation, reason = "a drawing has few thousand units")]
    let (x, y) = ((left + 11.0).round() as i32, (top + 5.5).round() as i32);
    match mark {
        Mark::Shade(shade) => {
            swatch(out, behind(shade).unwrap_or("none"), "none");
            swatch(out, fill(shade), "#56606b");
        }
        Mark::Absent => swatch(out, "#dfe4ea", "#dfe4ea"),
        Mark::Point => point(out, x, y),
        Mark::Home => home(out, x, y),
    }
    let sign = match mark {
        Mark::Shade(shade) => shade.sign().map(|sign| format!("{sign}\u{a0}")),
        _ => None,
    };
    line(
        out,
        format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{WORDS}\" fill=\"#1b1f24\">{}{}</text>",
            left + 27.0,
            top + 9.5,
            sign.unwrap_or_default(),
            escaped(words)
        ),
    );
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
