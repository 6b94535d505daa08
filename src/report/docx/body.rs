//! The body of the document: the brief's blocks, in its order.

use crate::{
    language::Lang,
    report::{
        Brief,
        brief::{Asked, Block, Cell, Column, Findings, Front, Line, Section, Table},
        xml::Xml,
    },
};

use super::{
    WIDTH, chart,
    parts::{DECLARATION, SPACES},
    picture,
    text::{Hold, Look, held, line, line_break, page_of, paragraph, run, tab},
};

/// `word/document.xml`.
pub(super) fn document(brief: &Brief, lang: Lang) -> String {
    let mut xml = Xml::new(DECLARATION);
    xml.with("w:document", SPACES, |xml| {
        xml.with("w:body", &[], |xml| {
            head(xml, brief, lang);
            if let Some(page) = &brief.front {
                front(xml, page, brief.sections.len(), lang);
            }
            let mut body = Body { pictures: 0, lang };
            let (opening, behind) =
                brief.sections.split_at_checked(brief.opening).unwrap_or_default();
            for (index, part) in opening.iter().enumerate() {
                body.section(xml, part, index, brief.front.is_some());
            }
            // As on paper: a short brief needs no list of contents.
            if 4 <= brief.sections.len() {
                contents(xml, brief);
            }
            for (index, part) in (opening.len()..).zip(behind) {
                body.section(xml, part, index, false);
            }
            page(xml, 1);
        });
    });
    xml.finish()
}

fn head(xml: &mut Xml, brief: &Brief, lang: Lang) {
    let (meta, cover) = (&brief.meta, &brief.cover);
    if let (Some(logo), Some((_, alt))) = (&brief.logo, &cover.logo) {
        picture::logo(xml, alt.as_str(), logo.ratio());
    }
    // A cover is a page of its own: its title stands in the upper third.
    line(xml, if cover.page { "CoverTitle" } else { "Title" }, meta.title.as_str());
    if !cover.subtitle.is_empty() {
        line(xml, "Lead", cover.subtitle.as_str());
    }
    let parts = [&meta.subtitle, &meta.date_text];
    let shown: Vec<_> = parts.iter().filter(|part| !part.is_empty()).map(|p| p.as_str()).collect();
    line(xml, "Subtitle", &shown.join(" · "));
    for text in &cover.words {
        line(xml, "BodyText", text.as_str());
    }
    for (label, said) in &cover.facts {
        line(xml, "Note", &lang.report_word_and(label, said));
    }
    if cover.page {
        xml.with("w:p", &[], |xml| {
            xml.with("w:r", &[], |xml| xml.empty("w:br", &[("w:type", "page")]));
        });
    }
}

fn front(xml: &mut Xml, front: &Front, index: usize, lang: Lang) {
    titled(xml, "Heading1", &front.title, index);
    line(xml, "Lead", front.lead.as_str());
    chart::chart(xml, &front.indices, lang);
    // Two columns, so that the first page stays one page.
    part_ends(xml, 1);
    for found in [&front.strengths, &front.gaps, &front.unknowns, &front.decisions] {
        findings(xml, found);
    }
    part_ends(xml, 2);
}

fn findings(xml: &mut Xml, findings: &Findings) {
    line(xml, "Heading2", findings.title.as_str());
    if findings.items.is_empty() {
        line(xml, "Note", findings.empty.as_str());
    }
    for item in &findings.items {
        paragraph(xml, "ListBullet", |xml| {
            run(xml, item.title.as_str(), Look::Strong);
            if !item.detail.is_empty() {
                line_break(xml);
                run(xml, item.detail.as_str(), Look::Plain);
            }
            if !item.proof.is_empty() {
                line_break(xml);
                run(xml, item.proof.as_str(), Look::Weak);
            }
        });
    }
}

/// The title of a part, with the bookmark that the contents lead to.
fn titled(xml: &mut Xml, style: &str, title: &Line, index: usize) {
    let id = index.to_string();
    paragraph(xml, style, |xml| {
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &bookmark(index))]);
        run(xml, title.as_str(), Look::Plain);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    });
}

/// The bookmark of a part: of a section its place, of the first page the place after all of them.
fn bookmark(index: usize) -> String {
    format!("_Toc{:08}", index + 1)
}

/// The list of contents: links, each with the number of its page as a field of its own.
///
/// `LibreOffice` fills such fields when it opens the document, and Word when it updates fields; a
/// list that is one field would show in `LibreOffice` what was written here, which nobody can know
/// before the pages are set there.
fn contents(xml: &mut Xml, brief: &Brief) {
    // After a page that stands alone, the contents begin a new one.
    let style = if brief.front.is_some() { "TOCHeading" } else { "ContentsHere" };
    line(xml, style, brief.meta.contents.as_str());
    let front = brief.front.iter().map(|front| (brief.sections.len(), &front.title));
    let sections = brief.sections.iter().map(|section| &section.title).enumerate();
    for (index, title) in front.chain(sections) {
        let name = bookmark(index);
        paragraph(xml, "TOC1", |xml| {
            xml.with("w:hyperlink", &[("w:anchor", &name)], |xml| {
                run(xml, title.as_str(), Look::Plain);
                tab(xml);
                page_of(xml, &name);
            });
        });
    }
}

/// The body as it is written: how many pictures it has so far.
struct Body {
    pictures: usize,
    lang: Lang,
}

impl Body {
    /// A section; on a new page if it is one that stands beside the first page.
    fn section(&mut self, xml: &mut Xml, section: &Section, index: usize, new_page: bool) {
        let style = if new_page { "Heading1Page" } else { "Heading1" };
        titled(xml, style, &section.title, index);
        self.blocks(xml, &section.blocks);
    }

    fn blocks(&mut self, xml: &mut Xml, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            let leads = leads(blocks, at);
            match block {
                Block::Heading(text) => line(xml, "Heading2", text.as_str()),
                Block::Text(text) if leads => line(xml, "BodyTextLead", text.as_str()),
                Block::Text(text) => line(xml, "BodyText", text.as_str()),
                Block::Note(text) if leads => line(xml, "NoteLead", text.as_str()),
                Block::Note(text) => line(xml, "Note", text.as_str()),
                Block::List(lines) => {
                    for text in lines {
                        line(xml, "ListBullet", text.as_str());
                    }
                }
                Block::Chart(data) => chart::chart(xml, data, self.lang),
                Block::Table(data) => table(xml, data),
                Block::Figure(data) => {
                    self.pictures += 1;
                    picture::figure(xml, data, self.pictures);
                }
                Block::Group(some) => self.blocks(xml, some),
                Block::Asked(data) => asked(xml, data),
            }
        }
    }
}

/// Whether the block at this place stays on the page of what follows.
fn leads(blocks: &[Block], at: usize) -> bool {
    // What speaks of a table or a chart stays with it, several notes too.
    let mut next = blocks.iter().skip(at + 1);
    match next.find(|block| !matches!(block, Block::Note(_))) {
        Some(Block::Heading(_)) => {
            // What opens a part is never alone on a page; a note on a table stays with the table.
            blocks.iter().take(at).all(|block| matches!(block, Block::Text(_) | Block::Note(_)))
        }
        Some(Block::Text(_) | Block::Note(_)) | None => false,
        Some(_) => true,
    }
}

/// A question with boxes to tick and lines to write on.
fn asked(xml: &mut Xml, asked: &Asked) {
    paragraph(xml, "Question", |xml| {
        if !asked.id.is_empty() {
            run(xml, asked.id.as_str(), Look::Weak);
            run(xml, " ", Look::Plain);
        }
        run(xml, asked.title.as_str(), Look::Strong);
    });
    for text in &asked.help {
        line(xml, "NoteLead", text.as_str());
    }
    // A question stays on one page, down to its last line.
    for label in &asked.answers {
        held(xml, "Blank", Hold::Next, |xml| run(xml, label.as_str(), Look::Plain));
    }
    for text in &asked.choices {
        paragraph(xml, "Box", |xml| {
            run(xml, "☐", Look::Plain);
            tab(xml);
            run(xml, text.as_str(), Look::Plain);
        });
    }
    let last = asked.blanks.len().saturating_sub(1);
    for (at, label) in asked.blanks.iter().enumerate() {
        held(xml, "Blank", Hold::when(at < last), |xml| run(xml, label.as_str(), Look::Plain));
    }
}

/// The rows that a table stays below to be kept on one page.
const WHOLE_ROWS: usize = 13;

/// The text that it stays below: one of two columns is a sheet that is read at once, a wider one
/// may leave much of a page empty.
const WHOLE_TEXT: (usize, usize) = (1900, 700);

/// The text of named values that fits a page for sure.
const MOST_VALUES: usize = 1500;

/// How a table is built.
pub(super) struct Frame<'a> {
    pub(super) style: &'a str,
    pub(super) caption: &'a Line,
    pub(super) summary: &'a Line,
    pub(super) widths: &'a [u32],
}

/// A table with its caption above; `rows` writes the rows.
pub(super) fn framed(xml: &mut Xml, frame: &Frame<'_>, rows: impl FnOnce(&mut Xml)) {
    let Frame { style, caption, summary, widths } = frame;
    if !caption.is_empty() {
        line(xml, "Caption", caption.as_str());
    }
    let name = if caption.is_empty() { summary } else { caption };
    xml.with("w:tbl", &[], |xml| {
        xml.with("w:tblPr", &[], |xml| {
            xml.empty("w:tblStyle", &[("w:val", style)]);
            xml.empty("w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.empty(
                "w:tblLook",
                &[("w:val", "0620"), ("w:firstRow", "1"), ("w:noHBand", "1"), ("w:noVBand", "1")],
            );
            xml.empty("w:tblCaption", &[("w:val", name.shortened(250).as_str())]);
            xml.empty("w:tblDescription", &[("w:val", summary.as_str())]);
        });
        xml.with("w:tblGrid", &[], |xml| {
            for width in *widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        rows(xml);
    });
    // Without a paragraph between them, two tables become one.
    paragraph(xml, "TableEnd", |_| ());
}

/// A kind of row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Repeated on every page.
    Header,
    /// On one page.
    Whole,
    /// So long that it may run over a page.
    Long,
}

/// A row with what `cells` writes into it.
pub(super) fn row(xml: &mut Xml, kind: Row, cells: impl FnOnce(&mut Xml)) {
    xml.with("w:tr", &[], |xml| {
        if kind != Row::Long {
            xml.with("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                if kind == Row::Header {
                    xml.empty("w:tblHeader", &[]);
                }
            });
        }
        cells(xml);
    });
}

fn table(xml: &mut Xml, table: &Table) {
    let widths = widths(&table.columns);
    let frame = Frame {
        style: "BriefTable",
        caption: &table.caption,
        summary: &table.summary,
        widths: &widths,
    };
    let whole = is_whole(table);
    framed(xml, &frame, |xml| {
        row(xml, Row::Header, |xml| {
            for (column, width) in table.columns.iter().zip(&widths) {
                cell(xml, *width, |xml| {
                    held(xml, header_style(column), Hold::when(whole), |xml| {
                        run(xml, column.label.as_str(), Look::Plain);
                    });
                });
            }
        });
        let last = table.rows.len().saturating_sub(1);
        for (at, cells) in table.rows.iter().enumerate() {
            // A short table stays whole; of a long one, the last row is never alone on a page.
            // A single row stays with what ends the table: at the foot of a page, LibreOffice shows
            // the heading alone and loses the row.
            let single = table.rows.len() == 1 && !cells.iter().any(is_long);
            let before_last = at < last && (whole || (1 < last && at + 1 == last));
            let hold = Hold::when(single || before_last);
            let kind = if cells.iter().any(is_long) { Row::Long } else { Row::Whole };
            row(xml, kind, |xml| {
                for (index, (column, width)) in table.columns.iter().zip(&widths).enumerate() {
                    let blank = Cell::default();
                    let value = cells.get(index).unwrap_or(&blank);
                    let place = Place { first: index == 0, hold };
                    cell(xml, *width, |xml| entry(xml, value, column, place));
                }
            });
        }
    });
}

/// Whether a table stays whole, as it does on paper (see `templates/brief/brief.typ`).
fn is_whole(table: &Table) -> bool {
    let weight = |cell: &Cell| {
        let fields = cell.fields.iter().map(|(a, b)| a.as_str().len() + b.as_str().len());
        let details = cell.details.iter().map(|detail| detail.as_str().len());
        cell.text.as_str().len() + fields.chain(details).sum::<usize>()
    };
    let most = if table.columns.len() < 3 { WHOLE_TEXT.0 } else { WHOLE_TEXT.1 };
    table.rows.len() < WHOLE_ROWS && table.rows.iter().flatten().map(weight).sum::<usize>() < most
}

/// Whether a row with this cell may run over a page.
fn is_long(cell: &Cell) -> bool {
    let details: usize = cell.details.iter().map(|detail| detail.as_str().len()).sum();
    let values = cell.fields.iter().map(|(a, b)| a.as_str().len() + b.as_str().len());
    MOST_VALUES < values.sum::<usize>() || 500 < cell.text.as_str().len() + details
}

fn cell(xml: &mut Xml, width: u32, content: impl FnOnce(&mut Xml)) {
    xml.with("w:tc", &[], |xml| {
        xml.with("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        });
        content(xml);
    });
}

const fn header_style(column: &Column) -> &'static str {
    if column.figures { "TableHeadFigures" } else { "TableHead" }
}

/// Where a cell stands in its table.
#[derive(Clone, Copy)]
struct Place {
    /// Whether it names its row.
    first: bool,
    /// Whether its row stays with the next.
    hold: Hold,
}

fn entry(xml: &mut Xml, value: &Cell, column: &Column, place: Place) {
    let style = if column.figures { "TableFigures" } else { "TableText" };
    held(xml, style, place.hold, |xml| {
        let look = match (value.open, place.first) {
            (true, _) => Look::Open,
            (false, true) => Look::Strong,
            (false, false) => Look::Plain,
        };
        run(xml, value.text.as_str(), look);
        for (index, (label, said)) in value.fields.iter().enumerate() {
            if 0 < index {
                run(xml, " · ", Look::Plain);
            }
            run(xml, label.as_str(), Look::Weak);
            run(xml, " ", Look::Plain);
            run(xml, said.as_str(), Look::Plain);
        }
    });
    let style = if column.figures { "TableDetailFigures" } else { "TableDetail" };
    for detail in &value.details {
        held(xml, style, place.hold, |xml| run(xml, detail.as_str(), Look::Plain));
    }
}

/// The widths of columns, which fill the page together.
fn widths(columns: &[Column]) -> Vec<u32> {
    let whole: f64 = columns.iter().map(|column| column.width).sum();
    columns.iter().map(|column| share(column.width / whole.max(1.0))).collect()
}

/// A share of the width of the text, from 0 to 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between nothing and the width of the text"
)]
pub(super) fn share(of_one: f64) -> u32 {
    (of_one.clamp(0.0, 1.0) * f64::from(WIDTH)) as u32
}

/// Ends a part of the page that is set in columns; what follows goes on below it.
fn part_ends(xml: &mut Xml, columns: u8) {
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", "TableEnd")]);
            page(xml, columns);
        });
    });
}

/// Paper, margins and columns; the header and the footer are the same in every part.
fn page(xml: &mut Xml, columns: u8) {
    xml.with("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "header")]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "footer")]);
        xml.empty("w:type", &[("w:val", "continuous")]);
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1361"),
                ("w:right", "1134"),
                ("w:bottom", "1134"),
                ("w:left", "1134"),
                ("w:header", "567"),
                ("w:footer", "567"),
                ("w:gutter", "0"),
            ],
        );
        xml.empty("w:cols", &[("w:num", &columns.to_string()), ("w:space", "567")]);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held_rows(rows: usize) -> usize {
        let columns = vec![Column::words("Question", 1.0)];
        let rows = (0..rows).map(|_| vec![Cell::text("Combien\u{a0}?")]).collect();
        let it = Table { caption: Line::default(), summary: "Réponses".into(), columns, rows };
        let mut xml = Xml::new(DECLARATION);
        table(&mut xml, &it);
        let text = xml.finish();
        text.split("<w:tr>").skip(1).filter(|row| row.contains("<w:keepNext/>")).count()
    }

    #[test]
    fn a_single_row_is_held_by_what_ends_its_table() {
        assert_eq!(held_rows(1), 2, "the heading and the row");
        assert_eq!(held_rows(3), 3, "the heading and every row but the last");
    }
}
