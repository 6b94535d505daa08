//! What a brief consists of: worded texts, numbers between 0 and 1, and tables. No layout.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::{domain::QuestionId, language::typography, report::template::Logo, scoring::Number};

use super::Spot;

/// The whole brief in one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brief {
    /// What the document is.
    pub meta: Meta,
    /// What stands on its cover.
    pub cover: Cover,
    /// The colors that an authority may choose.
    pub theme: Theme,
    /// The authority's logo.
    #[serde(skip)]
    pub logo: Option<Logo>,
    /// How many sections stand before the list of contents, right after the first page.
    pub opening: usize,
    /// The page that a mayor reads, if the document begins with it.
    pub front: Option<Front>,
    /// Everything behind it, in reading order.
    pub sections: Vec<Section>,
}

/// What the document is, and the few words that its layout needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// The document's title.
    pub title: Line,
    /// The authority's name, or a sentence that it has none yet.
    pub territory: Line,
    /// Status and place of the authority.
    pub subtitle: Line,
    /// What the document holds, for its properties.
    pub description: Line,
    /// The language's ISO 639-1 code.
    pub lang: &'static str,
    /// The day it describes: year, month, day.
    pub date: (i16, i8, i8),
    /// That day in words.
    pub date_text: Line,
    /// The pack and its version.
    pub pack: Line,
    /// What every page must bear: « exemple fictif », « lecture rapide ».
    pub marks: Vec<Line>,
    /// The word before a page number.
    pub page: Line,
    /// The word between a page number and the number of pages.
    pub of: Line,
    /// The title of the table of contents.
    pub contents: Line,
}

/// What stands on the cover, or at the head of the first page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// Whether it is a page of its own.
    pub page: bool,
    /// What stands under the title, in the authority's words.
    pub subtitle: Line,
    /// The logo's file and what it shows, if there is a logo.
    pub logo: Option<(Line, Line)>,
    /// Named facts: version, status, who issues it.
    pub facts: Vec<(Line, Line)>,
    /// Lines of the authority's own.
    pub words: Vec<Line>,
    /// What stands below every page.
    pub footer: Line,
}

/// The colors that an authority may choose, as `RRGGBB`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Theme {
    /// Headings, links, the value of a bar.
    pub accent: String,
    /// The interval of a bar.
    pub interval: String,
}

/// The first page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Front {
    /// The page's title.
    pub title: Line,
    /// The page in one or two sentences.
    pub lead: Line,
    /// The indices, side by side, never merged.
    pub indices: Chart,
    /// What stands out well.
    pub strengths: Findings,
    /// What is missing.
    pub gaps: Findings,
    /// What nobody knows yet.
    pub unknowns: Findings,
    /// What the results put to a decision.
    pub decisions: Findings,
}

/// A few findings under a title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// The title.
    pub title: Line,
    /// The findings, weightiest first.
    pub items: Vec<Finding>,
    /// What stands there when there are none.
    pub empty: Line,
}

/// One finding with its proof.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is about.
    pub title: Line,
    /// What was found.
    pub detail: Line,
    /// Where that comes from; empty if the detail says it.
    pub proof: Line,
    /// The question it comes from, which a reader on a screen can go to.
    #[serde(skip)]
    pub question: Option<QuestionId>,
    /// The number it comes from, which a reader on a screen can ask about.
    #[serde(skip)]
    pub number: Option<Number>,
}

/// A titled part of the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// The title.
    pub title: Line,
    /// What it holds, in reading order.
    pub blocks: Vec<Block>,
}

/// One thing in a section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum Block {
    /// A heading within the section.
    Heading(Line),
    /// A paragraph.
    Text(Line),
    /// A remark, less weighty than a paragraph.
    Note(Line),
    /// A list of short paragraphs.
    List(Vec<Line>),
    /// Interval bars.
    Chart(Chart),
    /// A table.
    Table(Table),
    /// A drawing.
    Figure(Figure),
    /// Blocks that stay on one page.
    Group(Vec<Self>),
    /// A question to be answered by hand.
    Asked(Asked),
}

/// A question on paper, with the room to answer it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// The question's id.
    pub id: Line,
    /// The question.
    pub title: Line,
    /// Why it is asked, where to look, what to beware of.
    pub help: Vec<Line>,
    /// Lines to write figures on, each with its label; they stand before the boxes.
    pub answers: Vec<Line>,
    /// Boxes to tick.
    pub choices: Vec<Line>,
    /// Lines to write on, each with its label.
    pub blanks: Vec<Line>,
}

/// A drawing that every exporter can place: its texts are plain figures and words of ours.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What it shows.
    pub caption: Line,
    /// All that it shows, in words.
    pub alt: Line,
    /// The drawing: one `svg` element, which refers to nothing outside itself.
    pub svg: String,
    /// Its width and height in millimetres.
    pub size_mm: (f64, f64),
    /// What its numbers stand for, in order.
    pub points: Vec<Line>,
    /// Remarks on it, its source last.
    pub notes: Vec<Line>,
}

/// Interval bars from 0 to 100.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// What it shows.
    pub caption: Line,
    /// All that it shows, in words.
    pub alt: Line,
    /// How to read it; empty where the first page said it.
    pub key: Line,
    /// Values marked on the scale, such as levels.
    pub marks: Vec<Mark>,
    /// The bars, in order.
    pub bars: Vec<Bar>,
}

/// A value marked on the scale of a chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// Where, from 0 to 1.
    pub at: f64,
    /// Its label.
    pub label: Line,
}

/// One interval bar.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Bar {
    /// What it measures.
    pub label: Line,
    /// Its value in words, such as « 58 \[52 ; 66\] ».
    pub value: Line,
    /// A remark, such as a level or a reliability.
    pub note: Line,
    /// The least it can be, from 0 to 1; `None` if it does not apply.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// The value to show, if enough is known.
    pub centre: Option<f64>,
    /// The value wanted.
    pub target: Option<f64>,
    /// The number it draws, which a reader on a screen can ask about.
    #[serde(skip)]
    pub number: Option<Number>,
}

/// A table whose first column names the rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What it holds.
    pub caption: Line,
    /// How it is built, for those who hear it.
    pub summary: Line,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has one cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Its heading.
    pub label: Line,
    /// Its share of the width.
    pub width: f64,
    /// Whether it holds figures, set flush right.
    pub figures: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cell {
    /// What it says.
    pub text: Line,
    /// Named values, where the cell holds several.
    pub fields: Vec<(Line, Line)>,
    /// Further lines, less weighty.
    pub details: Vec<Line>,
    /// The interval it draws, from 0 to 1.
    pub bar: Option<(f64, f64)>,
    /// Whether it says that something is not known: such a cell never looks like a figure.
    pub open: bool,
    /// What a reader on a screen can go to from here.
    #[serde(skip)]
    pub spot: Option<Spot>,
}

impl Cell {
    /// A cell that says something.
    pub fn text(text: impl Into<Line>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell that says that something is not known.
    pub fn open(text: impl Into<Line>) -> Self {
        Self { text: text.into(), open: true, ..Self::default() }
    }

    /// The cell with one more line, unless that line is empty.
    #[must_use]
    pub fn with(mut self, detail: impl Into<Line>) -> Self {
        let detail = detail.into();
        if !detail.is_empty() {
            self.details.push(detail);
        }
        self
    }
}

impl Column {
    /// A column of words.
    pub fn words(label: impl Into<Line>, width: f64) -> Self {
        Self { label: label.into(), width, figures: false }
    }

    /// A column of figures.
    pub fn figures(label: impl Into<Line>, width: f64) -> Self {
        Self { label: label.into(), width, figures: true }
    }
}

/// One paragraph of text that any exporter can print: no line break, no control character, no
/// override of reading direction, and of bounded length.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Line(String);

impl Line {
    /// The longest line, in characters.
    pub const MAX: usize = 20_000;

    /// The text as a window shows it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as it leaves the program, with the narrow spaces of a printer.
    pub fn printed(&self) -> String {
        typography::printed(&self.0)
    }

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The line cut at a word so that it has at most about `length` characters.
    #[must_use]
    pub fn shortened(&self, length: usize) -> Self {
        let Some((end, _)) = self.0.char_indices().nth(length) else { return self.clone() };
        let head = self.0.get(..end).unwrap_or_default();
        let cut = head.rfind(' ').filter(|at| length / 2 < *at).unwrap_or(head.len());
        let mut head = head.get(..cut).unwrap_or(head);
        loop {
            head = head.trim_end_matches([',', ';', ' ', '.', ':', '\u{a0}', '\u{202f}']);
            // « Allemagne et… » would be cut in the middle of a thought.
            let Some((before, last)) = head.rsplit_once(' ') else { break };
            let links = last.chars().count() < 4 && last.chars().all(char::is_lowercase);
            if !links || before.len() < length / 2 {
                break;
            }
            head = before;
        }
        Self(format!("{head}…"))
    }
}

/// As it leaves the program: this is what the layout of the brief reads.
impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.printed())
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for c in text.trim().chars().take(Self::MAX) {
            if matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}') {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            } else if is_printable(c) {
                out.push(c);
            }
        }
        Self(out)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl Line {
    /// Takes in what is made of the text.
    pub(super) fn change(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(&mut self.0);
    }
}

/// A text with every occurrence of a word, not of a part of one, put otherwise.
pub(crate) fn whole_words(text: &str, word: &str, instead: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(word) {
        let inside = before.chars().next_back().or_else(|| out.chars().next_back());
        let joined = inside.is_some_and(char::is_alphanumeric)
            || after.chars().next().is_some_and(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if joined { word } else { instead });
        rest = after;
    }
    out.push_str(rest);
    out
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

fn is_printable(c: char) -> bool {
    let noncharacter = u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    let direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    !c.is_control() && !noncharacter && !direction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_never_holds_what_an_exporter_cannot_print() {
        let line = Line::from(" a\r\n\u{0}b\u{202e}c\u{fffe}\u{7}\u{feff}d ");
        assert_eq!(line.as_str(), "a bcd");
        assert_eq!(Line::from("x".repeat(30_000)).as_str().len(), Line::MAX);
    }

    #[test]
    fn only_whole_words_are_put_otherwise() {
        let text = "Dormant, dormantes, Dormants (Dormant)";
        assert_eq!(whole_words(text, "Dormant", "X"), "X, dormantes, Dormants (X)");
    }

    #[test]
    fn a_shortened_line_does_not_end_in_the_middle_of_a_thought() {
        let line = Line::from("Réunir les partenariats\u{a0}: Allemagne et Roumanie");
        assert_eq!(line.shortened(40).as_str(), "Réunir les partenariats\u{a0}: Allemagne…");
        // Links alone are left as they are.
        assert_eq!(Line::from("et de la ou si").shortened(8).as_str(), "et de…");
    }

    #[test]
    fn a_shortened_line_ends_at_a_word() {
        let line = Line::from("une stratégie votée, publiée et suivie");
        assert_eq!(line.shortened(22).as_str(), "une stratégie votée…");
        assert_eq!(line.shortened(80), line);
        assert_eq!(Line::from("é".repeat(50)).shortened(10).as_str().chars().count(), 11);
    }
}
