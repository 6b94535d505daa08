//! The rows of a table as the form shows them.

use crate::{
    domain::{Cell, Place},
    language::Lang,
    questionnaire::{Choice, Column, ColumnKind, TableSpec},
    reference::{countries, place_name},
};

use super::entry::DOT;

/// How many blank rows a contributor finds below those that are known.
pub(super) const BLANK_ROWS: usize = 60;

/// The columns that a contributor sees: never those that stay within the authority.
pub(super) fn columns(spec: &TableSpec) -> Vec<&Column> {
    spec.columns.iter().filter(|column| !column.private).collect()
}

/// A cell as the form shows it.
pub(super) fn shown(kind: &ColumnKind, cell: &Cell, lang: Lang) -> String {
    match (kind, cell) {
        (_, Cell::Empty) => String::new(),
        (_, Cell::Unknown) => lang.kits_unknown().to_owned(),
        (ColumnKind::Choice(options), Cell::Text(id)) => option(options, id, lang),
        (ColumnKind::Choices { options, .. }, Cell::List(ids)) => {
            ids.iter().map(|id| option(options, id, lang)).collect::<Vec<_>>().join(" | ")
        }
        (ColumnKind::Place, Cell::Text(place)) => place_name(&Place::parse(place), lang),
        (ColumnKind::Places, Cell::List(places)) => {
            let each = places.iter().map(|place| place_name(&Place::parse(place), lang));
            each.collect::<Vec<_>>().join(" | ")
        }
        (_, Cell::Flag(flag)) => if *flag { lang.words_yes() } else { lang.words_no() }.to_owned(),
        (ColumnKind::Level(levels), Cell::Number(level)) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a level that is none has no sentence"
            )]
            let at = *level as usize;
            levels.get(at).map_or_else(|| cell.to_string(), |t| format!("{at}{DOT}{}", t.get(lang)))
        }
        _ => cell.to_string(),
    }
}

fn option(options: &[Choice], id: &str, lang: Lang) -> String {
    let found = options.iter().find(|option| option.id == *id);
    found.map_or_else(|| id.to_owned(), |option| option.label.get(lang).to_owned())
}

/// What may be chosen in a column, and whether anything else may be typed.
pub(super) fn list(kind: &ColumnKind, lang: Lang) -> (Vec<String>, bool) {
    match kind {
        ColumnKind::Choice(options) => {
            (options.iter().map(|one| one.label.get(lang).to_owned()).collect(), false)
        }
        ColumnKind::YesNo => (super::entry::yes_no(lang), false),
        ColumnKind::Level(levels) => {
            let each = levels.iter().enumerate();
            (each.map(|(at, text)| format!("{at}{DOT}{}", text.get(lang))).collect(), false)
        }
        ColumnKind::Place | ColumnKind::Places => {
            let mut names: Vec<_> =
                countries().iter().map(|country| country.name(lang).to_owned()).collect();
            names.sort();
            (names, true)
        }
        _ => (Vec::new(), true),
    }
}

/// What to write in a column, in a few words.
pub(super) fn help(column: &Column, lang: Lang) -> String {
    let help = column.help.get(lang);
    match &column.kind {
        ColumnKind::Choices { options, most } => {
            let labels: Vec<_> = options.iter().map(|one| one.label.get(lang)).collect();
            lang.kits_several(labels.join(" | "), lang.integer(*most))
        }
        ColumnKind::Places => lang.kits_several_places().to_owned(),
        _ => help.to_owned(),
    }
}

/// The part of a shown cell that is read: of a level, its number.
pub(super) fn said(kind: &ColumnKind, text: &str) -> String {
    match (kind, text.split_once(DOT)) {
        (ColumnKind::Level(_), Some((level, _))) => level.trim().to_owned(),
        _ => text.to_owned(),
    }
}
