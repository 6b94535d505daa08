//! The formats of the brief, and the one way to make any of them.

use std::ops::ControlFlow;

use crate::{
    domain::Diagnostic,
    language::Lang,
    questionnaire::Pack,
    report::{Brief, DocumentOptions, TemplateProblem},
    scoring::{Assessment, Taken},
};

use super::{
    brief::{Workbook, review},
    docx, html, markdown, pdf,
    step::{Follow, Step, take},
    xlsx,
};

/// A format of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Tagged PDF, to print and to vote on.
    Pdf,
    /// A Word document, to work on.
    Docx,
    /// A web page in one file, to publish.
    Html,
    /// A workbook, to compute with.
    Xlsx,
    /// Plain text with marks, to paste elsewhere.
    Markdown,
}

/// A finished document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no font could draw, replaced by □; in the order of Unicode.
    pub missing: Vec<char>,
    /// What of an authority's own template could not be used.
    pub problems: Vec<TemplateProblem>,
}

/// Why a brief could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The brief could not be written as data for its layout.
    #[error("the brief could not be written as data: {0}")]
    Data(#[from] serde_json::Error),
    /// The template and its fonts could not be set up.
    #[error("the template of the brief could not be set up")]
    Template,
    /// The pages could not be laid out or written.
    #[error("the brief could not be laid out: {0}")]
    Layout(String),
    /// The parts of the document could not be put together.
    #[error("the document could not be put together: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// Somebody has asked to stop.
    #[error("stopped")]
    Stopped,
    /// A review needs an earlier state, and there is none.
    #[error("there is no earlier state to review from")]
    NoEarlier,
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl ExportError {
    /// What happened, to what, and what to do now.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::NoEarlier => lang.review_missing_text().to_owned(),
            _ => lang.report_error(self),
        }
    }
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Docx, Self::Html, Self::Xlsx, Self::Markdown];

    /// The file ending, without the point; also the word for it on a command line.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
        }
    }

    /// The format with this file ending.
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// What it is called where it is chosen.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Pdf => lang.exports_pdf(),
            Self::Docx => lang.exports_docx(),
            Self::Html => lang.exports_html(),
            Self::Xlsx => lang.exports_xlsx(),
            Self::Markdown => lang.exports_markdown(),
        }
    }

    /// What its files are called in a dialog.
    pub const fn files(self, lang: Lang) -> &'static str {
        match self {
            Self::Pdf => lang.exports_files_pdf(),
            Self::Docx => lang.exports_files_docx(),
            Self::Html => lang.exports_files_html(),
            Self::Xlsx => lang.exports_files_xlsx(),
            Self::Markdown => lang.exports_files_markdown(),
        }
    }
}

/// A document of a diagnostic in a format; the same diagnostic and options give the same bytes.
pub fn export(
    format: Format,
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    options: &DocumentOptions,
) -> Result<Export, ExportError> {
    let on = &mut |_| ControlFlow::Continue(());
    export_in_steps(format, pack, diagnostic, assessment, options, on)
}

/// The same, with each step told to `follow`, which may stop there.
pub fn export_in_steps(
    format: Format,
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    options: &DocumentOptions,
    follow: Follow<'_>,
) -> Result<Export, ExportError> {
    take(Step::Content, follow)?;
    if format == Format::Xlsx {
        let workbook = Workbook::new(pack, diagnostic, assessment, options);
        let bytes = xlsx::write(&made(workbook, follow)?)?;
        return Ok(Export { bytes, missing: Vec::new(), problems: Vec::new() });
    }
    lay_out(format, &Brief::of(pack, diagnostic, assessment, options), options, follow)
}

/// The annual review in a format, from an earlier state to the present one.
pub fn export_review(
    format: Format,
    (old, new): (Taken<'_>, Taken<'_>),
    options: &DocumentOptions,
    follow: Follow<'_>,
) -> Result<Export, ExportError> {
    take(Step::Content, follow)?;
    lay_out(format, &review(old, new, options), options, follow)
}

/// A document that is worded already, in a format.
pub(super) fn lay_out(
    format: Format,
    brief: &Brief,
    options: &DocumentOptions,
    follow: Follow<'_>,
) -> Result<Export, ExportError> {
    let lang = options.lang;
    let bytes = match format {
        Format::Pdf => {
            let own = options.template.as_deref();
            let pdf = pdf::render_in_steps(brief, own, follow)?;
            return Ok(Export { bytes: pdf.bytes, missing: pdf.missing, problems: pdf.problems });
        }
        Format::Docx => docx::write(made(brief, follow)?, lang)?,
        Format::Html => html::write(made(brief, follow)?, lang).into_bytes(),
        Format::Xlsx => xlsx::write(&made(Workbook::printed(brief, options), follow)?)?,
        Format::Markdown => markdown::write(made(brief, follow)?).into_bytes(),
    };
    Ok(Export { bytes, missing: Vec::new(), problems: Vec::new() })
}

/// What was put together, when whoever follows lets its file be made.
fn made<T>(of: T, follow: Follow<'_>) -> Result<T, ExportError> {
    take(Step::File, follow)?;
    Ok(of)
}
