//! The pages of a brief on a screen: drawn by the engine that makes the file, read without it.
//!
//! Before the brief goes to the mayor, the official wants to see the very pages, find a word in
//! them, and go from a doubtful figure to the question behind it. Those who do not see the pages
//! get their text, their headings and the same ways to the questions.

mod search;
mod spots;

pub use super::pdf::Pages;
pub use search::{Hit, find};

pub(super) use spots::mark;

use super::brief::Spot;

/// One page as it will be printed: its size, its text and what stands behind its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Two pages with the same key look the same.
    pub key: u64,
    /// Width and height, in points.
    pub size: (f32, f32),
    /// Its text, in reading order.
    pub runs: Vec<Run>,
    /// What can be gone to from it, in reading order.
    pub places: Vec<Place>,
}

/// A stretch of text in one line and one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Where it stands on the page.
    pub area: Area,
    /// The left edge of each character and the right edge of the last, in points of the page.
    pub edges: Vec<f32>,
    /// Whether a line starts with it.
    pub starts_line: bool,
    /// Whether every page repeats it, like a page number.
    pub repeated: bool,
}

/// A rectangle on a page, in points from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// The left edge.
    pub left: f32,
    /// The upper edge.
    pub top: f32,
    /// The width.
    pub width: f32,
    /// The height.
    pub height: f32,
}

/// Words or a figure on a page, and what stands behind them.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What stands behind them.
    pub spot: Spot,
    /// The words, as they are printed.
    pub words: String,
    /// Where they stand: one area for each line.
    pub areas: Vec<Area>,
}

/// A heading of the brief.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Its level, from 1.
    pub level: usize,
    /// Its words.
    pub words: String,
    /// The page on which it stands, from 0.
    pub page: usize,
    /// How far down on that page, in points.
    pub top: f32,
}

/// A page as pixels: red, green, blue and opacity of each, row by row.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// The width in pixels.
    pub width: usize,
    /// The height in pixels.
    pub height: usize,
    /// The pixels, four bytes each; a page is opaque.
    pub rgba: Vec<u8>,
}

/// Forgets all that was remembered to lay out the next pages faster: nobody looks any more.
pub fn forget() {
    super::pdf::forget();
}

impl Sheet {
    /// The text of the page, one line a line; what every page repeats comes last.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let own = self.runs.iter().filter(|run| !run.repeated);
        let repeated = self.runs.iter().filter(|run| run.repeated);
        for run in own.chain(repeated) {
            if run.starts_line && !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&run.text);
        }
        out
    }
}

impl Area {
    /// Whether the middle of another area lies within this one.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let (x, y) = (other.left + other.width / 2.0, other.top + other.height / 2.0);
        self.left <= x
            && x <= self.left + self.width
            && self.top <= y
            && y <= self.top + self.height
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "picture of {} by {} pixels", self.width, self.height)
    }
}
