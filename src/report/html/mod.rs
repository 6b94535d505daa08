//! The brief as one web page that anyone can read: on a telephone, by ear, on paper.
//!
//! It needs nothing beside itself, runs nothing and asks for nothing: no script, no font, no
//! address outside. It can be put on a town's site as it is.

mod bars;
mod style;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::language::Lang;

use super::{
    brief::{Asked, Block, Brief, Cell, Figure, Findings, Front, Line, Section, Table},
    xml::Xml,
};

/// What the browser may load: the style of the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// The brief as a web page.
pub(super) fn write(brief: &Brief, lang: Lang) -> String {
    let meta = &brief.meta;
    let mut html = Xml::new("<!DOCTYPE html>\n");
    html.with("html", &[("lang", meta.lang), ("style", &mark(brief))], |html| {
        head(html, brief);
        html.with("body", &[], |html| {
            html.leaf("a", &[("class", "skip"), ("href", "#content")], lang.exports_skip());
            bars::hatch(html);
            banner(html, brief, lang);
            if 4 <= brief.sections.len() {
                contents(html, brief);
            }
            html.with("main", &[("id", "content"), ("tabindex", "-1")], |html| {
                if let Some(page) = &brief.front {
                    front(html, page, lang);
                }
                for (index, part) in brief.sections.iter().enumerate() {
                    section(html, part, index, lang);
                }
            });
            html.with("footer", &[], |html| {
                let parts = [&brief.cover.footer, &meta.pack].map(Line::as_str);
                html.leaf("p", &[], &parts.join(" · "));
            });
        });
    });
    html.finish()
}

/// What every printed page must bear, as a value of the style.
fn mark(brief: &Brief) -> String {
    let marks: Vec<_> = brief.meta.marks.iter().map(Line::as_str).collect();
    let text: String = marks.join(" · ").chars().filter(|c| !"\"'\\".contains(*c)).collect();
    format!("--mark:'{text}'")
}

fn head(html: &mut Xml, brief: &Brief) {
    let meta = &brief.meta;
    html.with("head", &[], |html| {
        html.empty("meta", &[("charset", "utf-8")]);
        html.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
        let view = "width=device-width, initial-scale=1";
        html.empty("meta", &[("name", "viewport"), ("content", view)]);
        html.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]);
        html.leaf("title", &[], meta.title.as_str());
        html.empty("meta", &[("name", "description"), ("content", meta.description.as_str())]);
        html.empty("meta", &[("name", "author"), ("content", meta.territory.as_str())]);
        html.empty("meta", &[("name", "generator"), ("content", "Passerelle")]);
        html.with("style", &[], |html| style::write(html, &brief.theme));
    });
}

fn banner(html: &mut Xml, brief: &Brief, lang: Lang) {
    let meta = &brief.meta;
    html.with("header", &[], |html| {
        if let (Some(logo), Some((_, alt))) = (&brief.logo, &brief.cover.logo) {
            let picture = format!("data:image/png;base64,{}", STANDARD.encode(logo.png()));
            let of = [("class", "logo"), ("src", picture.as_str()), ("alt", alt.as_str())];
            html.empty("img", &of);
        }
        if !meta.marks.is_empty() {
            html.with("p", &[("class", "marks")], |html| {
                for mark in &meta.marks {
                    html.leaf("strong", &[], mark.as_str());
                    html.text(" ");
                }
            });
        }
        html.leaf("h1", &[], meta.title.as_str());
        if !brief.cover.subtitle.is_empty() {
            html.leaf("p", &[("class", "lead")], brief.cover.subtitle.as_str());
        }
        let parts = [&meta.subtitle, &meta.date_text];
        let parts: Vec<_> = parts.iter().filter(|p| !p.is_empty()).map(|p| p.as_str()).collect();
        html.leaf("p", &[("class", "weak")], &parts.join(" · "));
        for line in &brief.cover.words {
            html.leaf("p", &[], line.as_str());
        }
        if !brief.cover.facts.is_empty() {
            html.with("p", &[("class", "weak")], |html| {
                for (index, (label, said)) in brief.cover.facts.iter().enumerate() {
                    html.text(if index == 0 { "" } else { " · " });
                    html.text(&lang.report_word_and(label, said));
                }
            });
        }
    });
}

fn contents(html: &mut Xml, brief: &Brief) {
    html.with("nav", &[("aria-labelledby", "contents")], |html| {
        html.leaf("h2", &[("id", "contents")], brief.meta.contents.as_str());
        html.with("ul", &[], |html| {
            for (index, section) in brief.sections.iter().enumerate() {
                html.with("li", &[], |html| {
                    html.leaf("a", &[("href", &format!("#s{index}"))], section.title.as_str());
                });
            }
        });
    });
}

fn front(html: &mut Xml, front: &Front, lang: Lang) {
    html.with("section", &[("aria-labelledby", "front")], |html| {
        html.leaf("h2", &[("id", "front")], front.title.as_str());
        html.leaf("p", &[("class", "lead")], front.lead.as_str());
        bars::chart(html, &front.indices, lang);
        html.with("div", &[("class", "findings")], |html| {
            for found in [&front.strengths, &front.gaps, &front.unknowns, &front.decisions] {
                findings(html, found);
            }
        });
    });
}

fn findings(html: &mut Xml, findings: &Findings) {
    html.with("div", &[], |html| {
        html.leaf("h3", &[], findings.title.as_str());
        if findings.items.is_empty() {
            return html.leaf("p", &[("class", "weak")], findings.empty.as_str());
        }
        html.with("ul", &[], |html| {
            for item in &findings.items {
                html.with("li", &[], |html| {
                    html.leaf("strong", &[], item.title.as_str());
                    if !item.detail.is_empty() {
                        html.leaf("div", &[], item.detail.as_str());
                    }
                    if !item.proof.is_empty() {
                        html.leaf("div", &[("class", "detail")], item.proof.as_str());
                    }
                });
            }
        });
    });
}

fn section(html: &mut Xml, section: &Section, index: usize, lang: Lang) {
    let id = format!("s{index}");
    html.with("section", &[("aria-labelledby", &id)], |html| {
        html.leaf("h2", &[("id", &id)], section.title.as_str());
        blocks(html, &section.blocks, lang);
    });
}

fn blocks(html: &mut Xml, all: &[Block], lang: Lang) {
    for block in all {
        match block {
            Block::Heading(text) => html.leaf("h3", &[], text.as_str()),
            Block::Text(text) => html.leaf("p", &[], text.as_str()),
            Block::Note(text) => html.leaf("p", &[("class", "weak")], text.as_str()),
            Block::List(lines) => list(html, lines),
            Block::Chart(data) => bars::chart(html, data, lang),
            Block::Table(data) => table(html, data),
            Block::Figure(data) => figure(html, data),
            Block::Group(some) => {
                html.with("div", &[("class", "whole")], |html| blocks(html, some, lang));
            }
            Block::Asked(data) => asked(html, data),
        }
    }
}

fn list(html: &mut Xml, lines: &[Line]) {
    html.with("ul", &[], |html| {
        for line in lines {
            html.leaf("li", &[], line.as_str());
        }
    });
}

/// A question to be printed and answered by hand.
fn asked(html: &mut Xml, asked: &Asked) {
    html.with("div", &[("class", "asked whole")], |html| {
        html.with("p", &[], |html| {
            html.leaf("span", &[("class", "weak")], asked.id.as_str());
            html.text(" ");
            html.leaf("strong", &[], asked.title.as_str());
        });
        for line in &asked.help {
            html.leaf("p", &[("class", "weak")], line.as_str());
        }
        let blank = |html: &mut Xml, label: &Line| {
            html.with("p", &[("class", "blank")], |html| html.text(label.as_str()));
        };
        for label in &asked.answers {
            blank(html, label);
        }
        if !asked.choices.is_empty() {
            html.with("ul", &[("class", "boxes")], |html| {
                for line in &asked.choices {
                    html.leaf("li", &[], line.as_str());
                }
            });
        }
        for label in &asked.blanks {
            blank(html, label);
        }
    });
}

/// A drawing with what its numbers stand for; its words are heard instead of it.
fn figure(html: &mut Xml, figure: &Figure) {
    html.with("figure", &[], |html| {
        html.leaf("figcaption", &[], figure.caption.as_str());
        let said = [("class", "drawing"), ("role", "img"), ("aria-label", figure.alt.as_str())];
        html.with("div", &said, |html| html.drawing(figure));
        if !figure.points.is_empty() {
            html.with("p", &[], |html| {
                for (index, point) in figure.points.iter().enumerate() {
                    html.text(if index == 0 { "" } else { " · " });
                    html.text(point.as_str());
                }
            });
        }
        for note in &figure.notes {
            html.leaf("p", &[("class", "weak")], note.as_str());
        }
    });
}

/// The least columns of a table that is told row by row on a narrow screen.
const WIDE_TABLE: usize = 3;

/// A table in a frame that scrolls by keyboard too, where the screen is narrower; a group and no
/// landmark, for there are dozens of them.
fn table(html: &mut Xml, table: &Table) {
    let name = if table.caption.is_empty() { &table.summary } else { &table.caption };
    let frame = [("class", "wide"), ("role", "group"), ("tabindex", "0")];
    let frame: Vec<_> = frame.into_iter().chain([("aria-label", name.as_str())]).collect();
    let class = [("class", "cards")];
    let class: &[_] = if table.columns.len() < WIDE_TABLE { &[] } else { &class };
    html.with("div", &frame, |html| {
        html.with("table", class, |html| {
            caption(html, table);
            // The widths of the pages, as far as the words allow.
            let whole: f64 = table.columns.iter().map(|column| column.width).sum();
            html.with("colgroup", &[], |html| {
                for column in &table.columns {
                    let width = 100.0 * column.width / whole.max(1.0);
                    html.empty("col", &[("style", &format!("width: {width:.1}%"))]);
                }
            });
            html.with("thead", &[], |html| {
                html.with("tr", &[], |html| {
                    for column in &table.columns {
                        let class = if column.figures { "figures" } else { "words" };
                        let label = column.label.as_str();
                        html.leaf("th", &[("scope", "col"), ("class", class)], label);
                    }
                });
            });
            html.with("tbody", &[], |html| {
                table.rows.iter().for_each(|cells| row(html, table, cells));
            });
        });
    });
}

/// The caption; what is only for the ear is hidden from the eye.
fn caption(html: &mut Xml, table: &Table) {
    html.with("caption", &[], |html| {
        html.text(table.caption.as_str());
        if table.summary != table.caption {
            html.leaf("span", &[("class", "heard")], table.summary.as_str());
        }
    });
}

fn row(html: &mut Xml, table: &Table, cells: &[Cell]) {
    html.with("tr", &[], |html| {
        for (index, (column, value)) in table.columns.iter().zip(cells).enumerate() {
            let class = if column.figures { "figures" } else { "words" };
            // A row to be filled in by hand has no name yet.
            if index == 0 && !value.text.as_str().trim().is_empty() {
                html.with("th", &[("scope", "row"), ("class", class)], |html| cell(html, value));
            } else {
                let label = [("class", class), ("data-label", column.label.as_str())];
                let named = WIDE_TABLE <= table.columns.len() && !column.label.is_empty();
                let label = if named { &label[..] } else { label.get(..1).unwrap_or_default() };
                html.with("td", label, |html| cell(html, value));
            }
        }
    });
}

fn cell(html: &mut Xml, cell: &Cell) {
    if cell.open {
        html.leaf("em", &[], cell.text.as_str());
    } else {
        html.text(cell.text.as_str());
    }
    if let Some((low, high)) = cell.bar {
        bars::small(html, low, high, !cell.open);
    }
    for (label, said) in &cell.fields {
        html.with("div", &[], |html| {
            html.leaf("span", &[("class", "weak")], label.as_str());
            html.text(" ");
            html.text(said.as_str());
        });
    }
    for detail in &cell.details {
        html.leaf("div", &[("class", "detail")], detail.as_str());
    }
}
