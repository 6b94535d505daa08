//! The map of the world by class, with the partners, before the matrix that says the same.

use crate::report::map::{Layer, Picture, credit, draw};

use super::{Block, Figure, Line, source::Source};

/// The figure, if any country or partner can be drawn.
pub(super) fn figure(of: &Source<'_>) -> Option<Block> {
    let lang = of.lang;
    let picture = Picture::new(of.pack, of.diagnostic, of.assessment, Layer::Class, lang)?;
    if picture.countries.is_empty() {
        return None;
    }
    let drawing = draw(&picture, lang);
    let elsewhere = |some: &[String], words: String| (!some.is_empty()).then_some(words);
    let notes = [
        elsewhere(&picture.zones, lang.map_zones_note(picture.zones.join(lang.report_semicolon()))),
        elsewhere(&picture.unplaced, lang.map_unplaced(picture.unplaced.join(", "))),
        picture.home.as_ref().map(|home| {
            // The name of a place that is drawn where it is need not be said twice.
            if home.commune == home.name {
                lang.paper_home(home.commune)
            } else {
                lang.map_home_note(home.commune, &home.name)
            }
        }),
        Some(credit(lang).to_owned()),
    ];
    Some(Block::Figure(Figure {
        caption: lang.map_figure().into(),
        alt: of.typed(&picture.alt),
        svg: drawing.svg,
        size_mm: drawing.size_mm,
        points: drawing.points.iter().map(|words| of.typed(words)).collect(),
        notes: notes.into_iter().flatten().map(Line::from).collect(),
    }))
}
