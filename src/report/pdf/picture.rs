//! A drawing as pixels, for documents that cannot show it as lines everywhere.

use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use crate::report::{ExportError, brief::Figure};

use super::{Forget, refused, world::BriefWorld};

/// How many pixels stand for a point: enough for print.
const SCALE: f64 = 3.0;

/// The day of pictures, which say none.
const NO_DAY: (i16, i8, i8) = (2000, 1, 1);

/// A drawing as a PNG, drawn with the fonts of the brief.
pub(in crate::report) fn png(figure: &Figure) -> Result<Vec<u8>, ExportError> {
    let (width, height) = figure.size_mm;
    let page = format!(
        "#set page(width: {width}mm, height: {height}mm, margin: 0mm)\n\
         #image(\"/picture.svg\", width: 100%, height: 100%)"
    );
    pixels(&page, "picture.svg", figure.svg.clone().into_bytes())
}

/// A PNG or an SVG as a PNG that is at most so many points wide and high; or why it is not.
pub(in crate::report) fn drawn(bytes: &[u8], most: f64) -> Result<Vec<u8>, String> {
    let name = if bytes.starts_with(b"\x89PNG") { "logo.png" } else { "logo.svg" };
    let page = format!(
        "#set page(width: auto, height: auto, margin: 0mm)\n\
         #context {{\n\
         let size = measure(image(\"/{name}\"))\n\
         let scale = calc.min({most}pt / size.width, {most}pt / size.height)\n\
         image(\"/{name}\", width: size.width * scale, height: size.height * scale)\n\
         }}"
    );
    pixels(&page, name, bytes.to_vec()).map_err(|error| match error {
        ExportError::Layout(message) => message,
        other => other.to_string(),
    })
}

fn pixels(page: &str, name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, ExportError> {
    let _forget = Forget;
    let world = BriefWorld::new(page, Vec::new(), false, NO_DAY).ok_or(ExportError::Template)?;
    let world = world.with(name, bytes);
    let document = typst::compile::<PagedDocument>(&world).output.map_err(|e| refused(&e))?;
    let page = document.pages().first().ok_or(ExportError::Template)?;
    let options = RenderOptions { pixel_per_pt: Scalar::new(SCALE), render_bleed: false };
    let pixels = typst_render::render(page, &options);
    pixels.encode_png().map_err(|error| ExportError::Layout(error.to_string()))
}
