//! The logo: a PNG or an SVG of reasonable size, of which only what can be seen is ever used.
//!
//! An SVG is drawn once, here; documents that a browser or an office program opens get the picture
//! of it, never the file, so that nothing in it can run there.

use std::sync::Arc;

use crate::{
    language::Lang,
    questionnaire::Text,
    report::{brief::Line, pdf},
};

use super::{TemplateFault, drawing};

/// The most that a logo weighs, in bytes.
const HEAVIEST: usize = 2_000_000;

/// The most points of a logo across or down.
const LARGEST: u32 = 4_000;

/// How wide the picture of an SVG is, in points.
const WIDTH: f64 = 200.0;

/// A logo that can be drawn.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    /// The picture, as a PNG.
    png: Arc<[u8]>,
    /// The lines it was drawn from, if it was an SVG: for pages, which draw and never run it.
    svg: Option<Arc<[u8]>>,
    /// What it shows, for who cannot see it.
    alt: Text,
    /// Its width and height in points.
    size: (u32, u32),
}

impl std::fmt::Debug for Logo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Logo").field("size", &self.size).finish_non_exhaustive()
    }
}

impl Logo {
    /// Reads a logo; tells beside it what of it is never used.
    pub(crate) fn read(
        bytes: &[u8],
        alt: Text,
    ) -> Result<(Self, Option<TemplateFault>), TemplateFault> {
        if HEAVIEST < bytes.len() {
            return Err(TemplateFault::LogoHeavy(bytes.len() / 1000));
        }
        if let Some(size) = png_size(bytes) {
            sized(size)?;
            // Drawn once, so that a damaged file is found here and nowhere else.
            pdf::drawn(bytes, WIDTH).map_err(TemplateFault::LogoUnreadable)?;
            let logo = Self { png: bytes.into(), svg: None, alt, size };
            return Ok((logo, None));
        }
        let text = std::str::from_utf8(bytes).ok().ok_or(TemplateFault::LogoKind)?;
        if !text.contains("<svg") {
            return Err(TemplateFault::LogoKind);
        }
        if !drawing::is_simple(text) {
            return Err(TemplateFault::LogoIntricate);
        }
        let png = pdf::drawn(bytes, WIDTH).map_err(TemplateFault::LogoUnreadable)?;
        let size = png_size(&png).ok_or(TemplateFault::LogoKind)?;
        sized(size)?;
        let remark = is_active(text).then_some(TemplateFault::LogoActive);
        // What runs or refers elsewhere is not even handed to the pages.
        let svg = remark.is_none().then(|| bytes.into());
        Ok((Self { png: png.into(), svg, alt, size }, remark))
    }

    /// The picture, as a PNG.
    pub(crate) fn png(&self) -> &[u8] {
        &self.png
    }

    /// The file for pages: its name and what it holds.
    pub(crate) fn page_file(&self) -> (&'static str, &[u8]) {
        match &self.svg {
            Some(svg) => ("logo.svg", svg),
            None => ("logo.png", &self.png),
        }
    }

    /// What it shows.
    pub(crate) fn alt(&self, lang: Lang, territory: &Line) -> Line {
        if self.alt.is_empty() {
            lang.documents_logo_of(territory).into()
        } else {
            self.alt.get(lang).into()
        }
    }

    /// How many times wider than high it is.
    pub(crate) fn ratio(&self) -> f64 {
        f64::from(self.size.0) / f64::from(self.size.1.max(1))
    }
}

fn sized((width, height): (u32, u32)) -> Result<(), TemplateFault> {
    if width == 0 || height == 0 || LARGEST < width || LARGEST < height {
        return Err(TemplateFault::LogoLarge(width, height));
    }
    Ok(())
}

/// The width and height that a PNG says it has.
pub(super) fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let of = |from: usize| {
        let four = head.get(from..from + 4)?;
        Some(u32::from_be_bytes(four.try_into().ok()?))
    };
    (head.get(4..8)? == b"IHDR").then_some(())?;
    Some((of(8)?, of(12)?))
}

/// Whether a drawing holds what could run or refer elsewhere.
fn is_active(svg: &str) -> bool {
    let lower = svg.to_ascii_lowercase();
    let bad = ["<script", "javascript:", "<foreignobject", "<!entity", "<iframe", "http-equiv"];
    let handler = lower.split_whitespace().any(|word| {
        word.starts_with("on") && word.split_once('=').is_some_and(|(name, _)| 3 < name.len())
    });
    let outward = lower.split("href").skip(1).any(|rest| {
        let value = rest.trim_start_matches([' ', '=', '"', '\'']);
        !(value.starts_with('#') || value.starts_with("data:image/"))
    });
    handler || outward || bad.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\">\
        <rect width=\"40\" height=\"20\" fill=\"#00695c\"/></svg>";

    #[test]
    fn what_could_run_is_seen() {
        assert!(!is_active(PLAIN));
        for bad in [
            "<script>alert(1)</script>",
            "<a href=\"http://example.org\">",
            "<rect onload=\"x()\"/>",
            "<image xlink:href='file:///etc/passwd'/>",
        ] {
            assert!(is_active(&PLAIN.replace("<rect ", &format!("{bad}<rect "))), "{bad}");
        }
    }

    #[test]
    fn a_drawing_becomes_a_picture_and_a_script_is_left_behind() {
        let (logo, remark) = Logo::read(PLAIN.as_bytes(), Text::default()).unwrap();
        assert_eq!((remark, logo.page_file().0), (None, "logo.svg"));
        assert!((logo.ratio() - 2.0).abs() < 0.02);
        let bad = PLAIN.replace("</svg>", "<script>alert(1)</script></svg>");
        let (logo, remark) = Logo::read(bad.as_bytes(), Text::default()).unwrap();
        assert_eq!((remark, logo.page_file().0), (Some(TemplateFault::LogoActive), "logo.png"));
    }

    #[test]
    fn what_is_too_large_damaged_or_no_picture_is_refused() {
        let read = |bytes: &[u8]| Logo::read(bytes, Text::default()).unwrap_err();
        let png = |width: u32, height: u32| {
            let head = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes()];
            [head.concat(), height.to_be_bytes().to_vec()].concat()
        };
        assert_eq!(read(&png(90_000, 90_000)), TemplateFault::LogoLarge(90_000, 90_000));
        assert!(matches!(read(&png(40, 40)), TemplateFault::LogoUnreadable(_)));
        assert_eq!(read(&vec![0; 3_000_000]), TemplateFault::LogoHeavy(3_000));
        assert_eq!(read(b"GIF89a"), TemplateFault::LogoKind);
        assert!(matches!(read(b"<svg"), TemplateFault::LogoUnreadable(_)));
    }
}
