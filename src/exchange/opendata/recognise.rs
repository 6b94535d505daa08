//! Tells what a file is by its headings, which may stand below titles and in any sheet.

use std::path::Path;

use crate::exchange::{
    feed::{Feed, Head},
    spreadsheet::FileProblem,
};

use super::layout::{Layout, layouts};

/// How many rows of each part are looked at.
const ROWS: usize = 40;

/// A file that was looked into.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// The file.
    pub feed: Feed,
    /// The first rows of each part: their numbers, and their cells.
    pub heads: Vec<Head>,
    /// What it is, if it is known.
    pub found: Option<Found>,
}

/// A layout that was found in a file.
#[derive(Clone, Debug)]
pub struct Found {
    /// The layout.
    pub layout: &'static Layout,
    /// The part in which it is.
    pub part: usize,
    pub(super) line: usize,
    pub(super) headings: Vec<String>,
    /// What stands above the headings.
    pub(super) preamble: Vec<String>,
}

/// Looks into a file; `wanted` keeps to the layouts of one family, `part` to one of its parts.
pub fn recognise(
    path: &Path,
    wanted: Option<&str>,
    part: Option<usize>,
) -> Result<Recognised, FileProblem> {
    let feed = Feed::open(path)?;
    let heads = feed.heads(ROWS)?;
    let mut best: Option<Found> = None;
    for (at, head) in heads.iter().enumerate().filter(|(at, _)| part.is_none_or(|p| p == *at)) {
        for (line, cells) in head {
            for layout in layouts().iter().filter(|l| wanted.is_none_or(|w| l.from == w)) {
                let surer = best.as_ref().is_none_or(|best| best.layout.keys() < layout.keys());
                if surer && layout.columns(cells).is_some() {
                    let above = head.iter().take_while(|(number, _)| number < line);
                    let preamble = above.map(|(_, cells)| cells.join(" ")).collect();
                    let (line, headings) = (*line, cells.clone());
                    best = Some(Found { layout, part: at, line, headings, preamble });
                }
            }
        }
    }
    Ok(Recognised { feed, heads, found: best })
}

impl Recognised {
    /// The row that names the columns of a part: where it stands among its first rows.
    pub fn header(&self, part: usize) -> usize {
        self.heads.get(part).map_or(0, |head| header(head))
    }
}

/// The first row that is about as wide as most and has more words than figures.
fn header(head: &[(usize, Vec<String>)]) -> usize {
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
    let mut widths: Vec<usize> = head.iter().map(|(_, cells)| filled(cells)).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let heads = |cells: &[String]| {
        let figures = cells.iter().filter(|c| crate::language::number::parse(c).is_some()).count();
        2 <= filled(cells) && usual * 3 <= filled(cells) * 5 && figures * 2 < filled(cells)
    };
    head.iter().position(|(_, cells)| heads(cells)).unwrap_or(0)
}
