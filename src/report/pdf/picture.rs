//! A drawing as pixels, for documents that cannot show it as lines everywhere.

use typst::Library;
use typst::{
    World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::{LazyHash, Scalar},
};
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use crate::report::{ExportError, brief::Figure};

use super::{
    Forget, refused,
    world::{BriefWorld, id},
};

/// How many pixels stand for a point: enough for print.
const SCALE: f64 = 3.0;

/// A drawing as a PNG, drawn with the fonts of the brief.
pub(in crate::report) fn png(figure: &Figure) -> Result<Vec<u8>, ExportError> {
    let _forget = Forget;
    let world = PictureWorld::new(figure).ok_or(ExportError::Template)?;
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|e| refused(&e))?;
    let page = document.pages().first().ok_or(ExportError::Template)?;
    let options = RenderOptions { pixel_per_pt: Scalar::new(SCALE), render_bleed: false };
    let pixels = typst_render::render(page, &options);
    pixels.encode_png().map_err(|error| ExportError::Layout(error.to_string()))
}

/// One page as large as the drawing, and the drawing.
struct PictureWorld {
    fonts: BriefWorld,
    main: Source,
    drawing: FileId,
    svg: Bytes,
}

impl PictureWorld {
    fn new(figure: &Figure) -> Option<Self> {
        let (width, height) = figure.size_mm;
        let page = format!(
            "#set page(width: {width}mm, height: {height}mm, margin: 0mm)\n\
             #image(\"/picture.svg\", width: 100%, height: 100%)"
        );
        Some(Self {
            fonts: BriefWorld::new(Vec::new(), (2000, 1, 1))?,
            main: Source::new(id("/picture.typ")?, page),
            drawing: id("/picture.svg")?,
            svg: Bytes::from_string(figure.svg.clone()),
        })
    }
}

impl World for PictureWorld {
    fn library(&self) -> &LazyHash<Library> {
        self.fonts.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        Err(FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.drawing {
            return Ok(self.svg.clone());
        }
        Err(FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, offset: Option<Duration>) -> Option<Datetime> {
        self.fonts.today(offset)
    }
}
