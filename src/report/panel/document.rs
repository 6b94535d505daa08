//! A panel as a document, in the formats of every other one.

use std::ops::ControlFlow;

use crate::{
    language::Lang,
    report::{
        DocumentOptions, Export, ExportError, Format,
        brief::{Brief, Cover, Meta, Section, Theme},
        format::lay_out,
        palette::LIGHT,
    },
};

use super::{Of, csv, head};

/// A format in which a panel is given to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelFormat {
    /// A table of every count.
    Csv,
    /// A document to read.
    Document(Format),
}

impl PanelFormat {
    /// Every format, the table first.
    pub const ALL: [Self; 6] = [
        Self::Csv,
        Self::Document(Format::Pdf),
        Self::Document(Format::Docx),
        Self::Document(Format::Html),
        Self::Document(Format::Xlsx),
        Self::Document(Format::Markdown),
    ];

    /// The file ending, without the point.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Document(format) => format.ending(),
        }
    }

    /// What it is called where it is chosen.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Csv => lang.panel_format_csv(),
            Self::Document(format) => format.label(lang),
        }
    }

    /// What its files are called in a dialog.
    pub const fn files(self, lang: Lang) -> &'static str {
        match self {
            Self::Csv => lang.safety_filter_csv(),
            Self::Document(format) => format.files(lang),
        }
    }
}

/// The panel as a document of these sections.
pub fn document(of: Of<'_>, sections: Vec<Section>) -> Brief {
    let (lang, panel) = (of.lang, of.panel);
    let date_text = lang.date(panel.day);
    let group = super::group_name(lang, of.group);
    Brief {
        meta: Meta {
            title: lang.panel_document_title().into(),
            territory: group.as_str().into(),
            subtitle: head(panel, lang).into(),
            description: lang.panel_document_description(&date_text, group).into(),
            lang: lang.code(),
            date: (panel.day.year(), panel.day.month(), panel.day.day()),
            date_text: date_text.into(),
            pack: lang.report_pack(of.pack.title.get(lang), &panel.pack.version).into(),
            marks: Vec::new(),
            page: lang.report_page().into(),
            of: lang.report_page_of().into(),
            contents: lang.report_contents().into(),
        },
        cover: Cover {
            words: vec![lang.panel_document_promise(panel.k).into()],
            footer: lang.panel_document_title().into(),
            ..Cover::default()
        },
        theme: Theme { accent: LIGHT.accent.to_owned(), interval: LIGHT.interval.to_owned() },
        logo: None,
        opening: 0,
        front: None,
        sections,
    }
}

/// The panel in a format.
pub fn export_panel(
    format: PanelFormat,
    of: Of<'_>,
    sections: Vec<Section>,
) -> Result<Vec<u8>, ExportError> {
    match format {
        PanelFormat::Csv => Ok(csv(of).into_bytes()),
        PanelFormat::Document(format) => {
            let options = DocumentOptions { lang: of.lang, ..DocumentOptions::default() };
            let on = &mut |_| ControlFlow::Continue(());
            let Export { bytes, .. } = lay_out(format, &document(of, sections), &options, on)?;
            Ok(bytes)
        }
    }
}
