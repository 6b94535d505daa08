//! The styles of the document: what Word lists, a contents list finds and a reader can change.

use crate::{
    language::Lang,
    report::{palette::LIGHT, xml::Xml},
};

use super::{
    WIDTH, language,
    parts::{DECLARATION, SPACES},
};

/// A paragraph style; sizes in half points, distances in twentieths of a point.
#[expect(clippy::struct_excessive_bools, reason = "each is one element of the style")]
struct Style {
    id: &'static str,
    name: &'static str,
    based: &'static str,
    next: &'static str,
    size: u8,
    color: &'static str,
    bold: bool,
    before: u16,
    after: u16,
    keep: bool,
    new_page: bool,
    right: bool,
    /// How far the lines after the first stand from the edge.
    hang: u16,
    outline: Option<u8>,
}

const STYLES: &[Style] = &[
    Style { id: "BodyText", name: "Body Text", after: 120, ..BASE },
    Style { id: "BodyTextLead", name: "Body Text Lead", after: 120, keep: true, ..BASE },
    Style {
        id: "NoteLead",
        name: "Note Lead",
        size: 17,
        color: LIGHT.weak,
        after: 120,
        keep: true,
        ..BASE
    },
    Style { id: "Title", name: "Title", size: 44, bold: true, after: 40, ..BASE },
    Style {
        id: "CoverTitle",
        name: "Cover Title",
        based: "Title",
        size: 64,
        bold: true,
        before: 4200,
        after: 240,
        ..BASE
    },
    Style { id: "Subtitle", name: "Subtitle", color: LIGHT.weak, after: 160, ..BASE },
    Style { id: "Lead", name: "Lead", size: 23, after: 160, ..BASE },
    Style {
        id: "Heading1",
        name: "heading 1",
        size: 30,
        color: LIGHT.accent,
        before: 360,
        after: 140,
        outline: Some(0),
        ..HEADING
    },
    Style {
        id: "Heading1Page",
        name: "Heading 1 Page",
        based: "Heading1",
        size: 30,
        color: LIGHT.accent,
        after: 140,
        new_page: true,
        outline: Some(0),
        ..HEADING
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        size: 23,
        before: 220,
        after: 80,
        outline: Some(1),
        ..HEADING
    },
    Style {
        id: "Heading3",
        name: "heading 3",
        size: 21,
        before: 200,
        after: 80,
        outline: Some(2),
        ..HEADING
    },
    Style {
        id: "TOCHeading",
        name: "TOC Heading",
        size: 24,
        new_page: true,
        after: 140,
        ..HEADING
    },
    Style {
        id: "ContentsHere",
        name: "Contents Here",
        size: 24,
        before: 240,
        after: 140,
        ..HEADING
    },
    Style {
        id: "Caption",
        name: "caption",
        size: 18,
        bold: true,
        before: 160,
        after: 80,
        keep: true,
        ..BASE
    },
    Style { id: "Note", name: "Note", size: 17, color: LIGHT.weak, after: 120, ..BASE },
    Style { id: "Picture", name: "Brief Picture", after: 80, keep: true, ..BASE },
    Style { id: "Question", name: "Question", before: 240, after: 60, keep: true, ..BASE },
    Style { id: "Box", name: "Box", after: 40, keep: true, hang: 320, ..BASE },
    Style { id: "TableText", name: "Table Text", size: 17, before: 30, after: 30, ..TABLE },
    Style {
        id: "TableFigures",
        name: "Table Figures",
        size: 17,
        before: 30,
        after: 30,
        right: true,
        ..TABLE
    },
    Style {
        id: "TableHead",
        name: "Table Head",
        size: 17,
        bold: true,
        color: LIGHT.weak,
        before: 40,
        after: 40,
        keep: true,
        ..TABLE
    },
    Style {
        id: "TableHeadFigures",
        name: "Table Head Figures",
        size: 17,
        bold: true,
        color: LIGHT.weak,
        before: 40,
        after: 40,
        keep: true,
        right: true,
        ..TABLE
    },
    Style {
        id: "TableDetail",
        name: "Table Detail",
        size: 15,
        color: LIGHT.weak,
        after: 30,
        ..TABLE
    },
    Style {
        id: "TableDetailFigures",
        name: "Table Detail Figures",
        size: 15,
        color: LIGHT.weak,
        after: 30,
        right: true,
        ..TABLE
    },
    Style { id: "TableEnd", name: "Table End", size: 8, after: 80, ..TABLE },
    Style { id: "BarMark", name: "Bar Mark", size: 15, color: LIGHT.weak, keep: true, ..TABLE },
    Style { id: "BarSign", name: "Bar Sign", size: 9, color: LIGHT.ink, ..TABLE },
    Style {
        id: "BarSignOnCentre",
        name: "Bar Sign On Centre",
        size: 9,
        color: LIGHT.page,
        ..TABLE
    },
];

const BASE: Style = Style {
    id: "",
    name: "",
    based: "Normal",
    next: "BodyText",
    size: 0,
    color: "",
    bold: false,
    before: 0,
    after: 0,
    keep: false,
    new_page: false,
    right: false,
    hang: 0,
    outline: None,
};
const HEADING: Style = Style { bold: true, keep: true, ..BASE };
const TABLE: Style = Style { next: "", ..BASE };

/// `word/styles.xml`.
pub(super) fn styles(lang: Lang) -> String {
    let mut xml = Xml::new(DECLARATION);
    xml.with("w:styles", SPACES, |xml| {
        defaults(xml, lang);
        xml.with(
            "w:style",
            &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")],
            |xml| {
                xml.empty("w:name", &[("w:val", "Normal")]);
                xml.empty("w:qFormat", &[]);
            },
        );
        for style in STYLES {
            paragraph_style(xml, style);
        }
        bullet_style(xml);
        blank_style(xml);
        edge_style(xml, "Header", "header");
        edge_style(xml, "Footer", "footer");
        contents_style(xml);
        character_style(xml, "Strong", "Strong", |xml| xml.empty("w:b", &[]));
        character_style(xml, "Weak", "Weak", |xml| {
            xml.empty("w:color", &[("w:val", LIGHT.weak)]);
            xml.empty("w:sz", &[("w:val", "17")]);
        });
        character_style(xml, "Open", "Open", |xml| {
            xml.empty("w:i", &[]);
            xml.empty("w:color", &[("w:val", LIGHT.weak)]);
        });
        table_style(xml, "BriefTable", "Brief Table", |xml| {
            border(xml, "w:bottom", "4", LIGHT.line);
            border(xml, "w:insideH", "4", LIGHT.line);
        });
        // White between rows, so that bars stay apart.
        table_style(xml, "BriefBars", "Brief Bars", |xml| {
            border(xml, "w:insideH", "36", LIGHT.page);
        });
    });
    xml.finish()
}

fn defaults(xml: &mut Xml, lang: Lang) {
    let code = language(lang);
    xml.with("w:docDefaults", &[], |xml| {
        xml.with("w:rPrDefault", &[], |xml| {
            xml.with("w:rPr", &[], |xml| {
                let font = "Arial";
                let fonts =
                    [("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", font), ("w:cs", font)];
                xml.empty("w:rFonts", &fonts);
                xml.empty("w:color", &[("w:val", LIGHT.ink)]);
                xml.empty("w:sz", &[("w:val", "20")]);
                xml.empty("w:szCs", &[("w:val", "20")]);
                let languages = [("w:val", code), ("w:eastAsia", code), ("w:bidi", "ar-SA")];
                xml.empty("w:lang", &languages);
            });
        });
        xml.with("w:pPrDefault", &[], |xml| {
            xml.with("w:pPr", &[], |xml| {
                let spacing = [("w:after", "0"), ("w:line", "264"), ("w:lineRule", "auto")];
                xml.empty("w:spacing", &spacing);
            });
        });
    });
}

fn paragraph_style(xml: &mut Xml, style: &Style) {
    let kind = [("w:type", "paragraph"), ("w:styleId", style.id)];
    xml.with("w:style", &kind, |xml| {
        xml.empty("w:name", &[("w:val", style.name)]);
        xml.empty("w:basedOn", &[("w:val", style.based)]);
        if !style.next.is_empty() {
            xml.empty("w:next", &[("w:val", style.next)]);
        }
        xml.empty("w:qFormat", &[]);
        xml.with("w:pPr", &[], |xml| {
            if style.keep {
                xml.empty("w:keepNext", &[]);
            }
            if style.new_page {
                xml.empty("w:pageBreakBefore", &[]);
            }
            let (before, after) = (style.before.to_string(), style.after.to_string());
            xml.empty("w:spacing", &[("w:before", &before), ("w:after", &after)]);
            if 0 < style.hang {
                let hang = style.hang.to_string();
                xml.empty("w:ind", &[("w:left", &hang), ("w:hanging", &hang)]);
            }
            if style.right {
                xml.empty("w:jc", &[("w:val", "right")]);
            }
            if let Some(level) = style.outline {
                xml.empty("w:outlineLvl", &[("w:val", &level.to_string())]);
            }
        });
        xml.with("w:rPr", &[], |xml| {
            if style.bold {
                xml.empty("w:b", &[]);
                xml.empty("w:bCs", &[]);
            }
            if !style.color.is_empty() {
                xml.empty("w:color", &[("w:val", style.color)]);
            }
            if 0 < style.size {
                let size = style.size.to_string();
                xml.empty("w:sz", &[("w:val", &size)]);
                xml.empty("w:szCs", &[("w:val", &size)]);
            }
        });
    });
}

fn bullet_style(xml: &mut Xml) {
    let kind = [("w:type", "paragraph"), ("w:styleId", "ListBullet")];
    xml.with("w:style", &kind, |xml| {
        xml.empty("w:name", &[("w:val", "List Bullet")]);
        xml.empty("w:basedOn", &[("w:val", "Normal")]);
        xml.empty("w:qFormat", &[]);
        xml.with("w:pPr", &[], |xml| {
            xml.empty("w:keepLines", &[]);
            xml.with("w:numPr", &[], |xml| xml.empty("w:numId", &[("w:val", "1")]));
            xml.empty("w:spacing", &[("w:after", "90")]);
        });
    });
}

/// A line to write on, under its label.
fn blank_style(xml: &mut Xml) {
    let kind = [("w:type", "paragraph"), ("w:styleId", "Blank")];
    xml.with("w:style", &kind, |xml| {
        xml.empty("w:name", &[("w:val", "Blank")]);
        xml.empty("w:basedOn", &[("w:val", "Normal")]);
        xml.empty("w:qFormat", &[]);
        xml.with("w:pPr", &[], |xml| {
            xml.empty("w:keepLines", &[]);
            // Lines that follow each other would share one, were it not said what is between them.
            xml.with("w:pBdr", &[], |xml| {
                border(xml, "w:bottom", "4", LIGHT.weak);
                border(xml, "w:between", "4", LIGHT.weak);
            });
            xml.empty("w:spacing", &[("w:before", "160"), ("w:after", "240")]);
        });
        xml.with("w:rPr", &[], |xml| {
            xml.empty("w:color", &[("w:val", LIGHT.weak)]);
            xml.empty("w:sz", &[("w:val", "17")]);
        });
    });
}

/// A line of the contents: its page number at the right, dots before it.
fn contents_style(xml: &mut Xml) {
    xml.with("w:style", &[("w:type", "paragraph"), ("w:styleId", "TOC1")], |xml| {
        xml.empty("w:name", &[("w:val", "toc 1")]);
        xml.empty("w:basedOn", &[("w:val", "Normal")]);
        xml.with("w:pPr", &[], |xml| {
            xml.with("w:tabs", &[], |xml| {
                let (end, dots) = (WIDTH.to_string(), ("w:leader", "dot"));
                xml.empty("w:tab", &[("w:val", "right"), dots, ("w:pos", &end)]);
            });
            xml.empty("w:spacing", &[("w:after", "80")]);
        });
    });
}

/// The style of the line above or below every page: small, its end set to the right.
fn edge_style(xml: &mut Xml, id: &str, name: &str) {
    xml.with("w:style", &[("w:type", "paragraph"), ("w:styleId", id)], |xml| {
        xml.empty("w:name", &[("w:val", name)]);
        xml.empty("w:basedOn", &[("w:val", "Normal")]);
        xml.with("w:pPr", &[], |xml| {
            xml.with("w:tabs", &[], |xml| {
                xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &WIDTH.to_string())]);
            });
        });
        xml.with("w:rPr", &[], |xml| {
            xml.empty("w:color", &[("w:val", LIGHT.weak)]);
            xml.empty("w:sz", &[("w:val", "16")]);
        });
    });
}

fn character_style(xml: &mut Xml, id: &str, name: &str, look: impl FnOnce(&mut Xml)) {
    xml.with("w:style", &[("w:type", "character"), ("w:styleId", id)], |xml| {
        xml.empty("w:name", &[("w:val", name)]);
        xml.empty("w:qFormat", &[]);
        xml.with("w:rPr", &[], look);
    });
}

fn table_style(xml: &mut Xml, id: &str, name: &str, borders: impl FnOnce(&mut Xml)) {
    xml.with("w:style", &[("w:type", "table"), ("w:styleId", id)], |xml| {
        xml.empty("w:name", &[("w:val", name)]);
        xml.with("w:tblPr", &[], |xml| {
            xml.with("w:tblBorders", &[], borders);
            xml.with("w:tblCellMar", &[], |xml| {
                xml.empty("w:left", &[("w:w", "70"), ("w:type", "dxa")]);
                xml.empty("w:right", &[("w:w", "70"), ("w:type", "dxa")]);
            });
        });
        xml.with("w:tblStylePr", &[("w:type", "firstRow")], |xml| {
            xml.with("w:tcPr", &[], |xml| {
                xml.with("w:tcBorders", &[], |xml| border(xml, "w:bottom", "8", LIGHT.weak));
            });
        });
    });
}

fn border(xml: &mut Xml, side: &str, eighths: &str, color: &str) {
    xml.empty(
        side,
        &[("w:val", "single"), ("w:sz", eighths), ("w:space", "0"), ("w:color", color)],
    );
}
