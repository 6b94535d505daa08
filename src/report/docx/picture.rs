//! Drawings in a Word document: a picture with its text, and what its numbers stand for.

use crate::report::{
    brief::{Figure, Line},
    xml::Xml,
};

use super::{
    WIDTH,
    text::{line, paragraph},
};

/// English metric units in a twentieth of a point.
const UNITS: f64 = 635.0;

/// A drawing with its caption; `number` counts the drawings of the document from 1.
pub(super) fn figure(xml: &mut Xml, figure: &Figure, number: usize) {
    line(xml, "Caption", figure.caption.as_str());
    paragraph(xml, "Picture", |xml| {
        xml.with("w:r", &[], |xml| {
            xml.with("w:drawing", &[], |xml| drawing(xml, figure, number));
        });
    });
    // What the numbers stand for, in a row as on paper: dozens of lines would fill a page.
    let points: Vec<_> = figure.points.iter().map(Line::as_str).collect();
    let points = points.join(" \u{a0} ");
    for text in std::iter::once(points.as_str()).chain(figure.notes.iter().map(Line::as_str)) {
        if !text.is_empty() {
            line(xml, "Note", text);
        }
    }
}

fn drawing(xml: &mut Xml, figure: &Figure, number: usize) {
    let (width, height) = figure.size_mm;
    let across = f64::from(WIDTH) * UNITS;
    let size = (across, across * height / width.max(1.0));
    let (id, name) = (number.to_string(), format!("picture{number}"));
    inline(xml, (&id, &name), figure.alt.as_str(), size);
}

/// The logo, as high as a line of the title twice.
pub(super) fn logo(xml: &mut Xml, alt: &str, ratio: f64) {
    let high = 28.0 * 20.0 * UNITS * 1.4;
    let across = (high * ratio).min(f64::from(WIDTH) * UNITS / 2.0);
    paragraph(xml, "Picture", |xml| {
        xml.with("w:r", &[], |xml| {
            xml.with("w:drawing", &[], |xml| {
                inline(xml, ("9000", "logo"), alt, (across, across / ratio.max(0.01)));
            });
        });
    });
}

/// A picture in a line of text; its name is that of its relation.
fn inline(xml: &mut Xml, (id, name): (&str, &str), alt: &str, size: (f64, f64)) {
    let [width, height] = &[size.0, size.1].map(|length| format!("{length:.0}"));
    let about = [("id", id), ("name", name), ("descr", alt)];
    let main = "http://schemas.openxmlformats.org/drawingml/2006/main";
    let kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    let close = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
    xml.with("wp:inline", &close, |xml| {
        xml.empty("wp:extent", &[("cx", width), ("cy", height)]);
        xml.empty("wp:docPr", &about);
        xml.with("a:graphic", &[("xmlns:a", main)], |xml| {
            xml.with("a:graphicData", &[("uri", kind)], |xml| {
                xml.with("pic:pic", &[("xmlns:pic", kind)], |xml| {
                    xml.with("pic:nvPicPr", &[], |xml| {
                        xml.empty("pic:cNvPr", &about);
                        xml.empty("pic:cNvPicPr", &[]);
                    });
                    xml.with("pic:blipFill", &[], |xml| {
                        xml.empty("a:blip", &[("r:embed", name)]);
                        xml.with("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                    });
                    xml.with("pic:spPr", &[], |xml| shape(xml, width, height));
                });
            });
        });
    });
}

fn shape(xml: &mut Xml, width: &str, height: &str) {
    xml.with("a:xfrm", &[], |xml| {
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &[("cx", width), ("cy", height)]);
    });
    xml.with("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
}
