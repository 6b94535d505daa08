//! The parts of a Word document around its body: numbering, header, footer, properties.

use crate::{
    language::Lang,
    report::{
        brief::{Brief, Line, Meta},
        xml::{Attributes, Xml},
    },
};

use super::{
    language,
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
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
];

/// What kind of part each file is.
pub(super) const CONTENT_TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Default Extension="png" ContentType="image/png"/>"#,
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

/// Where the picture of this number is, counted from 1, within the document's folder.
pub(super) fn picture(number: usize) -> String {
    format!("media/picture{number}.png")
}

/// Where the logo is, within the document's folder.
pub(super) const LOGO: &str = "media/logo.png";

/// What the document is made with: its parts, this many pictures, and a logo.
pub(super) fn document_relations(pictures: usize, logo: bool) -> String {
    let space = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
    ];
    let parts = parts.map(|(kind, target)| (kind, kind.to_owned(), target.to_owned()));
    let pictures = (1..=pictures).map(|n| ("image", format!("picture{n}"), picture(n)));
    let mut xml = Xml::new(DECLARATION);
    xml.with("Relationships", &[("xmlns", space)], |xml| {
        let logo = logo.then(|| ("image", "logo".to_owned(), LOGO.to_owned()));
        for (kind, id, target) in parts.into_iter().chain(pictures).chain(logo) {
            let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            let kind = format!("{of}/{kind}");
            xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", &target)]);
        }
    });
    xml.finish()
}

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

/// The territory and the day or the authority's own words, the questionnaire, and the number of
/// the page.
pub(super) fn footer(brief: &Brief) -> String {
    let meta = &brief.meta;
    let mut xml = Xml::new(DECLARATION);
    xml.with("w:ftr", SPACES, |xml| {
        paragraph(xml, "Footer", |xml| {
            let parts = [&brief.cover.footer, &meta.pack].map(Line::as_str);
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
