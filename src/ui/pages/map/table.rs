//! The map as a table: what each country shows, and the partners there; a small count of people is
//! not told, since the table is made to leave the program.

use crate::{
    app::Document,
    domain::Place,
    language::Lang,
    report::{
        map::{Layer, Picture},
        matrix::{Board, Wish},
    },
    ui::widgets::FigureTable,
};

/// All that the map shows: the countries in its order, then zones.
pub(super) fn of(document: &Document, picture: &Picture, lang: Lang) -> FigureTable {
    let (pack, diagnostic) = (document.pack(), document.diagnostic());
    let board = Board::new(pack, diagnostic, document.assessment(), &Wish::default(), lang);
    let value = |place: &Place, words: &str| match picture.layer {
        Layer::Class => words.to_owned(),
        Layer::Tie(at) => {
            let entry = board.entries().find(|entry| entry.place == *place);
            let few = entry.and_then(|entry| entry.ties.get(at)).is_some_and(|tie| tie.few);
            if few { lang.report_masked_tie().to_owned() } else { words.to_owned() }
        }
    };
    let countries = picture.countries.iter().map(|shown| {
        let own = picture.partners.iter().filter(|partner| partner.country == shown.country);
        let partners: Vec<_> = own.map(|partner| partner.words.as_str()).collect();
        let value = value(&Place::Country(shown.country), &shown.words);
        vec![shown.name.clone(), value, partners.join(lang.report_semicolon())]
    });
    let zones = board.entries().filter(|entry| entry.sums.is_empty()).map(|entry| {
        let words = match picture.layer {
            Layer::Class => entry.reading.clone(),
            Layer::Tie(at) => entry.ties.get(at).map_or_else(String::new, |tie| tie.text.clone()),
        };
        vec![entry.name.clone(), value(&entry.place, &words), String::new()]
    });
    FigureTable {
        columns: vec![
            lang.matrix_country().to_owned(),
            picture.title.clone(),
            lang.map_partners().to_owned(),
        ],
        rows: countries.chain(zones).collect(),
    }
}
