//! The parts of a Word document around its body: styles, numbering, header, footer, properties.

use crate::{
    language::Lang,
    report::{
        brief::{Line, Meta},
        palette::LIGHT,
        xml::{Attributes, Xml},
    },
};

use super::{
    WIDTH, language,
    text::Look,
    text::{field, paragraph, run, tab},
};

/// What every part begins with.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

/// The namespaces of `WordprocessingML`.
pub(super) const SPACES: Attributes<'_> = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// What kind of part each file is.
pub(super) const CONTENT_TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    r#"<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>"#,
    "</Types>",
);

/// Where the document and its properties are.
pub(super) const RELATIONS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="document" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"<Relationship Id="app" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>"#,
    "</Relationships>",
);

/// What the document is made with.
pub(super) const DOCUMENT_RELATIONS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="numbering" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>"#,
    r#"<Relationship Id="settings" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>"#,
    r#"<Relationship Id="header" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>"#,
    r#"<Relationship Id="footer" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#,
    "</Relationships>",
);

/// Which program wrote the document.
pub(super) const APPLICATION: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
    r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
    "<Application>Passerelle</Application></Properties>",
);

/// The bullets of lists.
pub(super) const NUMBERING: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
    r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>"#,
    r#"<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>"#,
    r#"<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="227"/></w:pPr>"#,
    r#"</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
);

/// The title, the territory and the day, for who looks for the file or hears its name.
pub(super) fn properties(meta: &Meta) -> String {
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let (year, month, day) = meta.date;
    let when = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let marks: Vec<_> = meta.marks.iter().map(Line::as_str).collect();
    let mut xml = Xml::new(DECLARATION);
    xml.with("cp:coreProperties", &spaces, |xml| {
        xml.leaf("dc:title", &[], meta.title.as_str());
        xml.leaf("dc:subject", &[], &marks.join(", "));
        xml.leaf("dc:creator", &[], meta.territory.as_str());
        xml.leaf("dc:description", &[], meta.description.as_str());
        xml.leaf("dc:language", &[], meta.lang);
        xml.leaf("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &when);
        xml.leaf("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &when);
    });
    xml.finish()
}

/// The document's language, and nothing that asks the reader anything on opening.
pub(super) fn settings(lang: Lang) -> String {
    let mut xml = Xml::new(DECLARATION);
    xml.with("w:settings", SPACES, |xml| {
        xml.empty("w:defaultTabStop", &[("w:val", "709")]);
        xml.with("w:compat", &[], |xml| {
            let word = "http://schemas.microsoft.com/office/word";
            let mode = [("w:name", "compatibilityMode"), ("w:uri", word), ("w:val", "15")];
            xml.empty("w:compatSetting", &mode);
        });
        xml.empty("w:themeFontLang", &[("w:val", language(lang))]);
    });
    xml.finish()
}

/// The title, and what every page must bear.
pub(super) fn header(meta: &Meta) -> String {
    let mut xml = Xml::new(DECLARATION);
    xml.with("w:hdr", SPACES, |xml| {
        paragraph(xml, "Header", |xml| {
            run(xml, meta.title.as_str(), Look::Plain);
            for (index, mark) in meta.marks.iter().enumerate() {
                if index == 0 {
                    tab(xml);
                } else {
                    run(xml, " · ", Look::Plain);
                }
                run(xml, mark.as_str(), Look::Strong);
            }
        });
    });
    xml.finish()
}

/// The territory, the day, the questionnaire, and the number of the page.
pub(super) fn footer(meta: &Meta) -> String {
    let mut xml = Xml::new(DECLARATION);
    xml.with("w:ftr", SPACES, |xml| {
        paragraph(xml, "Footer", |xml| {
            let parts = [&meta.territory, &meta.date_text, &meta.pack].map(Line::as_str);
            run(xml, &parts.join(" · "), Look::Plain);
            tab(xml);
            run(xml, &format!("{} ", meta.page), Look::Plain);
            field(xml, "PAGE");
            run(xml, &format!(" {} ", meta.of), Look::Plain);
            field(xml, "NUMPAGES");
        });
    });
    xml.finish()
}

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
    outline: Option<u8>,
}

const STYLES: &[Style] = &[
    Style { id: "BodyText", name: "Body Text", after: 120, ..BASE },
    Style { id: "Title", name: "Title", size: 44, bold: true, after: 40, ..BASE },
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
        id: "Heading2",
        name: "heading 2",
        size: 23,
        before: 260,
        after: 100,
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
    Style { id: "TOC1", name: "toc 1", after: 80, ..BASE },
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
    Style { id: "TableText", name: "Table Text", size: 18, before: 40, after: 40, ..TABLE },
    Style {
        id: "TableFigures",
        name: "Table Figures",
        size: 18,
        before: 40,
        after: 40,
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
        size: 16,
        color: LIGHT.weak,
        after: 40,
        ..TABLE
    },
    Style {
        id: "TableDetailFigures",
        name: "Table Detail Figures",
        size: 16,
        color: LIGHT.weak,
        after: 40,
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
        edge_style(xml, "Header", "header");
        edge_style(xml, "Footer", "footer");
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
            xml.with("w:numPr", &[], |xml| xml.empty("w:numId", &[("w:val", "1")]));
            xml.empty("w:spacing", &[("w:after", "90")]);
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
