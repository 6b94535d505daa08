//! The brief as a Word document that an official goes on working on.
//!
//! It opens in Word and `LibreOffice` with real styles, headings, captions and header rows, in the
//! language it is written in, so that a contents list, a spelling check or a screen reader work as
//! on a document typed there. The same brief gives the same bytes.

mod body;
mod chart;
mod parts;
mod picture;
mod styles;
mod text;

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{
    language::Lang,
    report::{
        Brief, ExportError,
        brief::{Block, Figure, Theme},
        palette::LIGHT,
        pdf,
    },
};

/// The width of the text, in twentieths of a point.
const WIDTH: u32 = 9638;

/// The brief as a Word document.
pub(super) fn write(brief: &Brief, lang: Lang) -> Result<Vec<u8>, ExportError> {
    let drawings = drawings(brief);
    let own = |xml: String| themed(xml, &brief.theme);
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", parts::properties(&brief.meta)),
        ("docProps/app.xml", parts::APPLICATION.to_owned()),
        ("word/document.xml", own(body::document(brief, lang))),
        ("word/styles.xml", own(styles::styles(lang))),
        ("word/numbering.xml", parts::NUMBERING.to_owned()),
        ("word/settings.xml", parts::settings(lang)),
        ("word/header1.xml", parts::header(&brief.meta)),
        ("word/footer1.xml", parts::footer(brief)),
        (
            "word/_rels/document.xml.rels",
            parts::document_relations(drawings.len(), brief.logo.is_some()),
        ),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed day: the same brief gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in files {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes()).map_err(zip::result::ZipError::Io)?;
    }
    for (number, figure) in (1..).zip(drawings) {
        archive.start_file(format!("word/{}", parts::picture(number)), options)?;
        archive.write_all(&pdf::png(figure)?).map_err(zip::result::ZipError::Io)?;
    }
    if let Some(logo) = &brief.logo {
        archive.start_file(format!("word/{}", parts::LOGO), options)?;
        archive.write_all(logo.png()).map_err(zip::result::ZipError::Io)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A part with the authority's colors in the place of ours: only as values of attributes, which
/// no text can hold unescaped.
fn themed(xml: String, theme: &Theme) -> String {
    let pairs = [(LIGHT.accent, &theme.accent), (LIGHT.interval, &theme.interval)];
    pairs
        .into_iter()
        .filter(|(ours, own)| ours != own)
        .fold(xml, |xml, (ours, own)| xml.replace(&format!("\"{ours}\""), &format!("\"{own}\"")))
}

/// The drawings of a brief, in reading order.
fn drawings(brief: &Brief) -> Vec<&Figure> {
    let mut all = Vec::new();
    for section in &brief.sections {
        collect(&section.blocks, &mut all);
    }
    all
}

fn collect<'a>(blocks: &'a [Block], all: &mut Vec<&'a Figure>) {
    for block in blocks {
        match block {
            Block::Figure(figure) => all.push(figure),
            Block::Group(some) => collect(some, all),
            _ => {}
        }
    }
}

/// The language as Word names it.
const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr-FR",
        Lang::En => "en-GB",
    }
}
