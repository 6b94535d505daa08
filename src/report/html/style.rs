//! The style of the page: the window's colors, light or dark as the reader's system is.

use crate::report::{
    palette::{DARK, LIGHT, Palette},
    xml::Xml,
};

/// Writes the whole style.
pub(super) fn write(html: &mut Xml) {
    html.own(":root{");
    colors(html, &LIGHT);
    html.own("}@media screen and (prefers-color-scheme:dark){:root{");
    colors(html, &DARK);
    html.own("}}");
    html.own(include_str!("../../../templates/brief/brief.css"));
}

fn colors(html: &mut Xml, of: &Palette) {
    let all = [
        ("--ink:#", of.ink),
        (";--weak:#", of.weak),
        (";--accent:#", of.accent),
        (";--interval:#", of.interval),
        (";--track:#", of.track),
        (";--line:#", of.line),
        (";--page:#", of.page),
        (";--marks:#", of.mark),
    ];
    for (name, color) in all {
        html.own(name);
        html.own(color);
    }
}
