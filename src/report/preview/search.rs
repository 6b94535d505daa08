//! Finds words in the pages: capitals, accents and line ends do not matter.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::{Area, Run, Sheet};

/// A place in the pages where the words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The page, from 0.
    pub page: usize,
    /// Where on it: one area for each line or style.
    pub areas: Vec<Area>,
}

/// Where words stand in the pages, in reading order; what every page repeats is not searched.
pub fn find(sheets: &[impl AsRef<Sheet>], words: &str) -> Vec<Hit> {
    let wanted: Vec<char> = folded(words.trim().chars()).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut hits = Vec::new();
    for (page, sheet) in sheets.iter().enumerate() {
        let letters = letters(sheet.as_ref());
        let mut from = 0;
        while let Some(window) = letters.get(from..from + wanted.len()) {
            if window.iter().map(|letter| letter.c).eq(wanted.iter().copied()) {
                hits.push(Hit { page, areas: areas(sheet.as_ref(), window) });
                from += wanted.len();
            } else {
                from += 1;
            }
        }
    }
    hits
}

/// A letter to compare, and the character that it comes from.
struct Letter {
    c: char,
    run: usize,
    index: usize,
}

fn letters(sheet: &Sheet) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for (run, of) in sheet.runs.iter().enumerate().filter(|(_, run)| !run.repeated) {
        if of.starts_line {
            push(&mut letters, ' ', run, 0);
        }
        for (index, c) in of.text.chars().enumerate() {
            for c in folded(std::iter::once(c)) {
                push(&mut letters, c, run, index);
            }
        }
    }
    letters
}

/// Adds a letter; spaces in a row are one.
fn push(letters: &mut Vec<Letter>, c: char, run: usize, index: usize) {
    if c != ' ' || letters.last().is_none_or(|last| last.c != ' ') {
        letters.push(Letter { c, run, index });
    }
}

/// The letters that are compared: small, without accents, ligatures written out.
fn folded(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(|c| {
        let (first, second) = match c {
            'œ' | 'Œ' => ('o', Some('e')),
            'æ' | 'Æ' => ('a', Some('e')),
            '’' => ('\'', None),
            '\u{200b}' | '\u{ad}' => return Letters::None,
            c if c.is_whitespace() => (' ', None),
            c => return Letters::Lower(c.to_lowercase()),
        };
        Letters::Two(Some(first), second)
    })
}

enum Letters {
    None,
    Two(Option<char>, Option<char>),
    Lower(std::char::ToLowercase),
}

impl Iterator for Letters {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Self::None => None,
            Self::Two(first, second) => first.take().or_else(|| second.take()),
            Self::Lower(lower) => lower.next(),
        }
    }
}

/// Where the letters stand: one area for each run.
fn areas(sheet: &Sheet, letters: &[Letter]) -> Vec<Area> {
    let mut areas: Vec<(usize, usize, usize)> = Vec::new();
    for letter in letters {
        match areas.last_mut() {
            Some((run, _, to)) if *run == letter.run => *to = letter.index,
            _ => areas.push((letter.run, letter.index, letter.index)),
        }
    }
    let area = |(run, from, to): (usize, usize, usize)| part(sheet.runs.get(run)?, from, to);
    areas.into_iter().filter_map(area).filter(|area| 0.0 < area.width).collect()
}

/// Where a part of a run stands, from one character to another.
fn part(run: &Run, from: usize, to: usize) -> Option<Area> {
    let (left, right) = (*run.edges.get(from)?, *run.edges.get(to + 1)?);
    // The words of a drawing stand nowhere on it: they are found as the whole drawing.
    let is_drawing = run.edges.first() == run.edges.last();
    Some(if is_drawing { run.area } else { Area { left, width: right - left, ..run.area } })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with these lines, each letter ten points wide.
    fn page(lines: &[&str]) -> [Box<Sheet>; 1] {
        let run = |(line, text): (usize, &&str)| {
            let letters = text.chars().count();
            let edges = (0..=letters).map(|at| 10.0 * at as f32).collect();
            let (top, width) = (20.0 * line as f32, 10.0 * letters as f32);
            let area = Area { left: 0.0, top, width, height: 12.0 };
            let text = (*text).to_owned();
            Run { text, area, edges, starts_line: true, repeated: false }
        };
        let runs = lines.iter().enumerate().map(run).collect();
        [Box::new(Sheet { key: 0, size: (600.0, 800.0), runs, places: Vec::new() })]
    }

    #[test]
    fn neither_capitals_nor_accents_nor_line_ends_matter() {
        let sheets = page(&["Coopération : cœur de", "l’action\u{a0}internationale"]);
        for words in ["cooperation", "CŒUR", "coeur de l'action", "action internationale"] {
            assert_eq!(find(&sheets, words).len(), 1, "{words}");
        }
        assert_eq!(find(&sheets, "coeur de l'action").first().unwrap().areas.len(), 2);
        assert!(find(&sheets, "partenariat").is_empty());
        assert!(find(&sheets, "  ").is_empty());
    }

    #[test]
    fn a_hit_covers_the_letters_that_were_found() {
        let sheets = page(&["un œuf, deux œufs"]);
        let hits = find(&sheets, "œuf");
        let lefts: Vec<_> = hits.iter().map(|hit| hit.areas[0].left).collect();
        assert_eq!(lefts, [30.0, 130.0]);
        assert!(hits.iter().all(|hit| (hit.areas[0].width - 30.0).abs() < 0.1));
    }

    #[test]
    fn the_words_of_a_drawing_are_found_as_the_drawing() {
        let mut sheets = page(&["la carte", "Carte du monde, Maroc"]);
        let run = &mut sheets[0].runs[1];
        run.edges.fill(0.0);
        let drawing = run.area;
        let hits = find(&sheets, "maroc");
        assert_eq!(hits.len(), 1);
        assert_eq!(hits[0].areas, [drawing]);
    }

    #[test]
    fn what_every_page_repeats_is_not_searched() {
        let mut sheets = page(&["Page 3"]);
        sheets[0].runs[0].repeated = true;
        assert!(find(&sheets, "page").is_empty());
    }
}
