//! The brief as a PDF that a screen reader can read and an archive can keep (PDF/UA-1, PDF/A-2a).
//!
//! Typst lays it out as a library; nothing outside this folder knows Typst. The same brief gives
//! the same bytes: its date is the diagnostic's, and there is no clock. An authority's own pages
//! that cannot be laid out are told with line and hint, and ours take their place.

mod compact;
mod fonts;
mod glyphs;
mod own;
mod pages;
mod picture;
mod world;

use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use serde_json::Value;
use typst::{World as _, WorldExt as _, diag::SourceDiagnostic, foundations::Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{
    domain::Diagnostic,
    language::Lang,
    questionnaire::Pack,
    report::{
        Brief, ExportError, Template,
        step::{Follow, Step, take},
        template::{TemplateFault, TemplateProblem},
    },
    scoring::Assessment,
};

pub use pages::Pages;
pub(super) use picture::{drawn, png};
pub(crate) use world::TEMPLATE;

use world::{BriefWorld, MAIN};

/// A finished PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no font could draw, replaced by □; in the order of Unicode.
    pub missing: Vec<char>,
    /// What of an authority's own pages could not be laid out, so that ours took their place.
    pub problems: Vec<TemplateProblem>,
    /// How many pages it has.
    pub pages: usize,
}

/// The brief of a diagnostic as a PDF.
pub fn pdf(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    lang: Lang,
) -> Result<Pdf, ExportError> {
    render(&Brief::new(pack, diagnostic, assessment, lang))
}

/// A document as a PDF, on our own pages.
pub fn render(brief: &Brief) -> Result<Pdf, ExportError> {
    render_in_steps(brief, None, &mut |_| ControlFlow::Continue(()))
}

/// A document as a PDF, on an authority's own pages if it has some; each step is told to `follow`,
/// which may stop there.
pub(super) fn render_in_steps(
    brief: &Brief,
    own: Option<&Template>,
    follow: Follow<'_>,
) -> Result<Pdf, ExportError> {
    take(Step::Layout, follow)?;
    let mut data = serde_json::to_value(brief)?;
    let fit = glyphs::fit(&mut data);
    let missing = fit.missing.iter().copied().collect();
    let mut problems = Vec::new();
    if let Some((document, world)) = own::lay_out(brief, own, (&data, fit.wide), &mut problems)? {
        match written(brief, &document) {
            Ok(bytes) => {
                take(Step::File, follow)?;
                let bytes = compact::compact(&bytes).unwrap_or(bytes);
                return Ok(Pdf { bytes, missing, problems, pages: document.pages().len() });
            }
            Err(errors) => problems.extend(errors.iter().map(|error| problem(&world, error))),
        }
    }
    let document = compile(brief, &data, fit.wide)?;
    take(Step::File, follow)?;
    let bytes = written(brief, &document).map_err(|errors| refused(&errors))?;
    let bytes = compact::compact(&bytes).unwrap_or(bytes);
    Ok(Pdf { bytes, missing, problems, pages: document.pages().len() })
}

/// What Typst sees of a brief, on these pages.
fn world(brief: &Brief, pages: &str, data: &Value, wide: bool) -> Result<BriefWorld, ExportError> {
    let data = serde_json::to_vec(data)?;
    let world = BriefWorld::new(pages, data, wide, brief.meta.date).ok_or(ExportError::Template)?;
    Ok(match &brief.logo {
        Some(logo) => {
            let (name, bytes) = logo.page_file();
            world.with(name, bytes.to_vec())
        }
        None => world,
    })
}

/// Lays out the data of a brief on our own pages; what is as it was the last times is not laid out
/// again.
fn compile(brief: &Brief, data: &Value, wide: bool) -> Result<PagedDocument, ExportError> {
    laid_out(&world(brief, TEMPLATE, data, wide)?).map_err(|errors| match errors.as_slice() {
        [] => ExportError::Layout("the layout engine has stopped".to_owned()),
        errors => refused(errors),
    })
}

/// The pages; errors without any say that the engine itself has failed.
fn laid_out(world: &BriefWorld) -> Result<PagedDocument, Vec<SourceDiagnostic>> {
    let _forget = Forget;
    // A fault of the engine must not take the thread with it that also makes the next pages.
    let made = catch_unwind(AssertUnwindSafe(|| typst::compile::<PagedDocument>(world).output));
    match made {
        Ok(output) => output.map_err(|errors| errors.to_vec()),
        Err(_) => Err(Vec::new()),
    }
}

/// The file of laid-out pages.
fn written(brief: &Brief, document: &PagedDocument) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    // That these two go together is tested below.
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).unwrap_or_default();
    let options = PdfOptions {
        // A stable name: the same document keeps its identity from one export to the next.
        ident: Smart::Custom(format!("passerelle/{}/{}", brief.meta.title, brief.meta.lang)),
        creator: Smart::Custom(Some(concat!("Passerelle ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: world::datetime(brief.meta.date).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| errors.to_vec())
}

/// What an authority's pages did wrong: file, line, words and hints.
fn problem(world: &BriefWorld, error: &SourceDiagnostic) -> TemplateProblem {
    let place = error.span.id().and_then(|id| {
        let file = id.vpath().get_without_slash().to_owned();
        let source = world.source(id).ok()?;
        let line = world.range(error.span).and_then(|at| source.lines().byte_to_line(at.start));
        Some((file, line.map(|line| line + 1)))
    });
    let (file, line) = place.unwrap_or_else(|| (MAIN.trim_start_matches('/').to_owned(), None));
    let hints = error.hints.iter().map(|hint| hint.v.to_string()).collect();
    TemplateProblem { file, line, fault: TemplateFault::Pages(error.message.to_string(), hints) }
}

/// Forgets all that was remembered to lay out the next pages faster.
pub(super) fn forget() {
    typst::comemo::evict(0);
}

/// Forgets what Typst remembered of older briefs, whether or not this one succeeds.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        typst::comemo::evict(2);
    }
}

fn refused(errors: &[SourceDiagnostic]) -> ExportError {
    let all: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
    ExportError::Layout(all.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_and_accessibility_standards_go_together() {
        assert!(PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).is_ok());
    }
}
