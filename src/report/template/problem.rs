//! What is wrong with an authority's own template: where, what, and what to do.

use crate::language::Lang;

/// Something wrong in a template, which the program does without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateProblem {
    /// The file.
    pub file: String,
    /// The line, from 1, if it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: TemplateFault,
}

/// What can be wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// The file is no text in UTF-8.
    NotText,
    /// The settings cannot be read, in the reader's words.
    Settings(String),
    /// The color of this name is none.
    Color(String, String),
    /// The color of this name cannot be read on white paper.
    Pale(String, String),
    /// The logo that the settings name is not there.
    NoLogo,
    /// The logo is neither a PNG nor an SVG.
    LogoKind,
    /// The logo weighs this many kilobytes, too many.
    LogoHeavy(usize),
    /// The logo is so many points wide and high, too many.
    LogoLarge(u32, u32),
    /// The logo cannot be drawn, in the reader's words.
    LogoUnreadable(String),
    /// The logo has effects, or repeats itself more than a logo does: it would take hours to draw.
    LogoIntricate,
    /// The logo holds a script or an address, which is never run nor followed.
    LogoActive,
    /// The pages cannot be laid out, in Typst's words, with its hints.
    Pages(String, Vec<String>),
    /// The pages were not laid out within their time.
    Slow,
}

impl TemplateProblem {
    pub(crate) fn of(file: &str, fault: TemplateFault) -> Self {
        Self { file: file.to_owned(), line: None, fault }
    }

    /// Where, what, and what is done instead.
    pub fn sentence(&self, lang: Lang) -> String {
        let place = match self.line {
            Some(line) => lang.documents_template_line(&self.file, line),
            None => lang.documents_template_file(&self.file),
        };
        let what = match &self.fault {
            TemplateFault::NotText => lang.documents_template_not_text().to_owned(),
            TemplateFault::Settings(message) => lang.documents_template_settings(message),
            TemplateFault::Color(name, value) => lang.documents_template_color(name, value),
            TemplateFault::Pale(name, value) => lang.documents_template_pale(name, value),
            TemplateFault::NoLogo => lang.documents_template_no_logo().to_owned(),
            TemplateFault::LogoKind => lang.documents_template_logo_kind().to_owned(),
            TemplateFault::LogoHeavy(size) => lang.documents_template_logo_heavy(*size),
            TemplateFault::LogoLarge(width, height) => {
                lang.documents_template_logo_large(*height, *width)
            }
            TemplateFault::LogoUnreadable(message) => {
                lang.documents_template_logo_unreadable(message)
            }
            TemplateFault::LogoIntricate => lang.documents_template_logo_intricate().to_owned(),
            TemplateFault::LogoActive => lang.documents_template_logo_active().to_owned(),
            TemplateFault::Slow => lang.documents_template_slow().to_owned(),
            TemplateFault::Pages(message, hints) if hints.is_empty() => {
                lang.documents_template_pages(message)
            }
            TemplateFault::Pages(message, hints) => {
                lang.documents_template_pages_hint(hints.join(" "), message)
            }
        };
        lang.documents_template_problem(place, what)
    }
}
