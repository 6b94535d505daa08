//! The map: what it shows of a document, on screen and on paper alike.

use std::{fmt::Write as _, path::Path, sync::Arc};

use passerelle::{
    domain::{Cell, Row, Table},
    language::Lang,
    reference,
    report::map::{Layer, Picture, Shade, draw, layers},
    scoring::assess,
    storage::{self, Opened},
};

pub(crate) fn example() -> Opened {
    storage::open(Path::new("templates/examples/valmont.passerelle")).expect("the example opens")
}

/// The example as if it were Rennes, with partners in towns that exist, that are ambiguous, that
/// no table knows, and without a country.
pub(crate) fn with_real_towns() -> Opened {
    let mut opened = example();
    opened.diagnostic.territory.code = "35238".into();
    opened.diagnostic.territory.name = "Rennes".into();
    let partners = [
        ("Erlangen", "DE"),
        ("Niigata", "JP"),
        ("Sétif", "DZ"),
        ("Brno", "CZ"),
        ("Neustadt", "DE"),
        ("Nulle-Part-les-Bains", "MA"),
        ("Almaty", "KZ"),
        ("Bandiagara", "Royaume de Nulle-Part"),
    ];
    let table = opened.diagnostic.tables.get("T5").expect("the example has partnerships");
    let columns = ["country", "counterpart", "last_activity"];
    let row = |(id, (town, country)): (u32, &(&str, &str))| {
        let cells = vec![Cell::text(country), Cell::text(town), Cell::text("2026-05")];
        Arc::new(Row { id, cells })
    };
    let table = Table {
        columns: columns.into_iter().map(Into::into).collect(),
        rows: (1..).zip(&partners).map(row).collect(),
        ..Table::clone(table)
    };
    opened.diagnostic.tables.insert("T5".into(), Arc::new(table));
    opened
}

fn picture(opened: &Opened, layer: Layer, lang: Lang) -> Option<Picture> {
    let Opened { pack, diagnostic, .. } = opened;
    Picture::new(pack, diagnostic, &assess(pack, diagnostic), layer, lang)
}

/// All that a picture shows, a line for each thing.
fn told(picture: &Picture) -> String {
    let mut out = format!("{}\n", picture.title);
    let sure = |sure: bool| if sure { "" } else { " (open)" };
    for shown in &picture.countries {
        let at = shown.at.map(|value| format!("{value:.2}")).join(" ");
        writeln!(
            out,
            "{} {:?}{} @ {at}: {}",
            shown.country,
            shown.shade,
            sure(shown.sure),
            shown.words
        )
        .unwrap();
    }
    for partner in &picture.partners {
        let at = partner.at.map(|value| format!("{value:.2}")).join(" ");
        let points: Vec<_> = partner.arc.iter().map(Vec::len).collect();
        writeln!(out, "• {} @ {at}, arc {points:?}", partner.words).unwrap();
    }
    writeln!(out, "home {:?}", picture.home.as_ref().map(|home| home.commune)).unwrap();
    writeln!(out, "zones {:?}", picture.zones).unwrap();
    writeln!(out, "unplaced {:?}", picture.unplaced).unwrap();
    for (shade, words) in &picture.legend {
        writeln!(out, "legend {shade:?}: {words}").unwrap();
    }
    writeln!(out, "{}", picture.alt).unwrap();
    out
}

#[test]
fn the_worked_example_is_shown_by_class_and_by_tie() {
    let opened = example();
    let mut all = String::new();
    for layer in [Layer::Class, Layer::Tie(0)] {
        all.push_str(&told(&picture(&opened, layer, Lang::Fr).unwrap()));
        all.push('\n');
    }
    insta::assert_snapshot!(all);
}

#[test]
fn partners_stand_at_their_towns_and_nothing_is_guessed() {
    let opened = with_real_towns();
    let picture = picture(&opened, Layer::Class, Lang::Fr).unwrap();
    let exact: Vec<_> = picture.partners.iter().map(|partner| partner.exact).collect();
    assert_eq!(exact, [true, true, true, true, false, false, true]);
    assert_eq!(picture.unplaced, ["Bandiagara"]);
    assert_eq!(picture.home.as_ref().unwrap().commune, "Rennes");
    assert!(picture.partners.iter().all(|partner| !partner.arc.is_empty()));
    // A town that is not recognised stands at its country's point, and the words say so.
    let lost = &picture.partners[5];
    let point = reference::equal_earth(reference::country(lost.country).unwrap().point);
    assert_eq!(lost.at.map(f32::to_bits), point.map(f32::to_bits));
    assert!(lost.words.contains("non reconnue"), "{}", lost.words);
    // The example lies nowhere, so that no arc is drawn for it.
    let nowhere = super::map::picture(&example(), Layer::Class, Lang::Fr).unwrap();
    assert!(
        nowhere.home.is_none() && nowhere.partners.iter().all(|partner| partner.arc.is_empty())
    );
}

#[test]
fn the_unknown_is_never_shown_as_a_zero() {
    let mut opened = example();
    for (layer, _) in layers(&opened.pack, Lang::Fr).into_iter().skip(1) {
        for shown in picture(&opened, layer, Lang::Fr).unwrap().countries {
            assert!(shown.sure || shown.shade != Shade::Zero, "{shown:?}");
        }
    }
    // Without the first table of ties, nothing is known of that tie anywhere.
    let source = opened.pack.matrix.as_ref().unwrap().ties[0].source.table().clone();
    opened.diagnostic.tables.remove(source.as_str());
    let blind = picture(&opened, Layer::Tie(0), Lang::Fr).unwrap();
    assert!(!blind.countries.is_empty());
    assert!(blind.countries.iter().all(|shown| shown.shade == Shade::Unknown));
}

#[test]
fn nothing_entered_makes_no_picture() {
    let mut opened = example();
    opened.diagnostic.tables.clear();
    assert_eq!(picture(&opened, Layer::Class, Lang::Fr), None);
}

#[test]
fn the_drawing_is_small_names_nobody_and_numbers_every_partner() {
    let opened = with_real_towns();
    let picture = picture(&opened, Layer::Class, Lang::Fr).unwrap();
    let drawing = draw(&picture, Lang::Fr);
    assert!(drawing.svg.len() < 160_000, "{}", drawing.svg.len());
    assert_eq!(drawing.points.len(), 7);
    assert!(drawing.points[0].starts_with("1. Erlangen"));
    assert!(!drawing.svg.contains("Erlangen"), "what is typed stays out of the drawing");
    assert!(drawing.svg.contains("Opportunité latente"), "the legend is in the drawing");
    assert!(drawing.size_mm.1 < 120.0, "it leaves half a page: {:?}", drawing.size_mm);
    assert_eq!(draw(&picture, Lang::Fr), drawing);
}
