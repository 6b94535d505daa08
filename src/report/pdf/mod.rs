//! The brief as a PDF that a screen reader can read and an archive can keep (PDF/UA-1, PDF/A-2a).
//!
//! Typst lays it out as a library; nothing outside this folder knows Typst. The same brief gives
//! the same bytes: its date is the diagnostic's, and there is no clock.

mod glyphs;
mod pages;
mod picture;
mod world;

use std::{
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use serde_json::Value;
use typst::{diag::SourceDiagnostic, foundations::Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{
    domain::Diagnostic,
    language::Lang,
    questionnaire::Pack,
    report::{
        Brief, ExportError,
        step::{Follow, Step, take},
    },
    scoring::Assessment,
};

pub use pages::Pages;
pub(super) use picture::png;

use world::BriefWorld;

/// A finished PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no font could draw, replaced by □; in the order of Unicode.
    pub missing: Vec<char>,
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

/// A brief as a PDF.
pub fn render(brief: &Brief) -> Result<Pdf, ExportError> {
    render_in_steps(brief, &mut |_| ControlFlow::Continue(()))
}

/// The same, with each step told to `follow`, which may stop there.
pub(super) fn render_in_steps(brief: &Brief, follow: Follow<'_>) -> Result<Pdf, ExportError> {
    take(Step::Layout, follow)?;
    let mut data = serde_json::to_value(brief)?;
    let missing = glyphs::fit(&mut data).into_iter().collect();
    let day = brief.meta.date;
    let document = compile(&data, day)?;
    take(Step::File, follow)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| ExportError::Layout(error.message().to_string()))?;
    let options = PdfOptions {
        // A stable name: the same document keeps its identity from one export to the next.
        ident: Smart::Custom(format!("passerelle/{}/{}", brief.meta.title, brief.meta.lang)),
        creator: Smart::Custom(Some(concat!("Passerelle ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: world::datetime(day).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors))?;
    Ok(Pdf { bytes, missing, pages: document.pages().len() })
}

/// Lays out the data of a brief; what is as it was the last times is not laid out again.
fn compile(data: &Value, day: (i16, i8, i8)) -> Result<PagedDocument, ExportError> {
    let _forget = Forget;
    let world = BriefWorld::new(serde_json::to_vec(data)?, day).ok_or(ExportError::Template)?;
    // A fault of the engine must not take the thread with it that also makes the next pages.
    let made = catch_unwind(AssertUnwindSafe(|| typst::compile::<PagedDocument>(&world).output));
    match made {
        Ok(output) => output.map_err(|errors| refused(&errors)),
        Err(_) => Err(ExportError::Layout("the layout engine has stopped".to_owned())),
    }
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
