//! The style of the page: the window's colors, light or dark as the reader's system is.

use crate::report::{
    brief::Theme,
    palette::{DARK, LIGHT, Palette},
    xml::Xml,
};

/// Writes the whole style.
pub(super) fn write(html: &mut Xml, theme: &Theme) {
    html.own(":root{");
    colors(html, &LIGHT);
    // Colors are six hexadecimal figures: nothing else can stand here.
    for (name, color) in [(";--accent:#", &theme.accent), (";--interval:#", &theme.interval)] {
        html.own(name);
        html.text(color);
    }
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
