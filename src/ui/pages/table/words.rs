//! Cells in words: for the grid, for a screen reader, and for a spreadsheet.

use crate::{
    domain::{Cell, Month, Place},
    language::Lang,
    questionnaire::{Choice, Column, ColumnKind, Text},
    reference::place_name,
};

/// A cell as one reads it: an empty one is blank, an unknown one says « ne sait pas ».
pub(super) fn cell(column: &Column, cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Unknown => lang.words_state_unknown().to_owned(),
        Cell::Flag(true) => lang.words_yes().to_owned(),
        Cell::Flag(false) => lang.words_no().to_owned(),
        Cell::Number(number) => figure(column, *number, lang),
        Cell::Range(low, high) => lang.words_between(
            figure(column, low.min(*high), lang),
            figure(column, low.max(*high), lang),
        ),
        Cell::Text(text) => word(column, text, lang),
        Cell::List(texts) if texts.is_empty() => lang.table_none_of_them().to_owned(),
        Cell::List(texts) => {
            texts.iter().map(|text| word(column, text, lang)).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A cell as one types it: what a field shows while it is edited, and a spreadsheet reads.
///
/// Pasted back, it is the same cell.
pub(super) fn typed(column: &Column, cell: &Cell, lang: Lang) -> String {
    let plain = |number: f64| {
        let text = number.to_string();
        if lang == Lang::Fr { text.replace('.', ",") } else { text }
    };
    match cell {
        Cell::Unknown => "?".to_owned(),
        Cell::Number(number) => plain(*number),
        Cell::Range(low, high) => format!("{}..{}", plain(*low), plain(*high)),
        Cell::Text(text) => match (&column.kind, Month::parse(text)) {
            (ColumnKind::Month, Some(month)) => format!("{:02}/{}", month.month(), month.year()),
            _ => word(column, text, lang),
        },
        Cell::List(texts) => {
            texts.iter().map(|text| word(column, text, lang)).collect::<Vec<_>>().join(" | ")
        }
        Cell::Empty | Cell::Flag(_) => self::cell(column, cell, lang),
    }
}

fn figure(column: &Column, number: f64, lang: Lang) -> String {
    match &column.kind {
        ColumnKind::Number { decimals, .. } => lang.number(number, (*decimals).max(2)),
        ColumnKind::Level(levels) => {
            level(levels, number).map_or_else(|| number.to_string(), |text| text.get(lang).into())
        }
        // Years are not grouped by thousands.
        _ => number.to_string(),
    }
}

fn level(levels: &[Text], number: f64) -> Option<&Text> {
    levels
        .iter()
        .enumerate()
        .find(|(at, _)| (*at as f64 - number).abs() < 0.5)
        .map(|(_, text)| text)
}

/// An option, a place, a month or a text.
pub(super) fn word(column: &Column, text: &str, lang: Lang) -> String {
    match &column.kind {
        ColumnKind::Choice(options) | ColumnKind::Choices { options, .. } => {
            option(options, text).map_or_else(|| text.to_owned(), |o| o.label.get(lang).to_owned())
        }
        ColumnKind::Place | ColumnKind::Places => place_name(&Place::parse(text), lang),
        ColumnKind::Month => Month::parse(text).map_or_else(
            || text.to_owned(),
            |month| lang.month_of_year(month.month(), month.year()),
        ),
        _ => text.to_owned(),
    }
}

fn option<'a>(options: &'a [Choice], id: &str) -> Option<&'a Choice> {
    options.iter().find(|option| option.id == *id)
}

/// The unit of a column, empty for one without.
pub(super) fn unit(column: &Column, lang: Lang) -> &str {
    match &column.kind {
        ColumnKind::Number { unit, .. } => unit.get(lang),
        _ => "",
    }
}

/// Whether the cells of a column are figures, which stand on the right.
pub(super) const fn is_figure(kind: &ColumnKind) -> bool {
    matches!(kind, ColumnKind::Number { .. } | ColumnKind::Year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{exchange::read_cell, questionnaire::Pack};

    fn column(table: &str, id: &str) -> &'static Column {
        Pack::standard().unwrap().table(table).unwrap().column(id).unwrap()
    }

    #[test]
    fn empty_unknown_zero_no_and_none_are_five_things() {
        let (count, yes_no, list) =
            (column("T1", "count"), column("T1", "contacts_known"), column("T4", "countries"));
        let words = [
            cell(count, &Cell::Empty, Lang::Fr),
            cell(count, &Cell::Unknown, Lang::Fr),
            cell(count, &Cell::Number(0.0), Lang::Fr),
            cell(yes_no, &Cell::Flag(false), Lang::Fr),
            cell(list, &Cell::List(Vec::new()), Lang::Fr),
        ];
        assert_eq!(words, ["", "ne sait pas", "0", "non", "aucun"]);
    }

    #[test]
    fn what_is_copied_to_a_spreadsheet_pastes_back_the_same() {
        let cases = [
            ("T1", "count", Cell::Number(1234.5)),
            ("T1", "count", Cell::Range(10.0, 60.0)),
            ("T1", "count", Cell::Unknown),
            ("T1", "country", Cell::text("SN")),
            ("T1", "country", Cell::text("zone:other_africa")),
            ("T1", "measure", Cell::text("immigrants")),
            ("T1", "organisation", Cell::Number(3.0)),
            ("T1", "contacts_known", Cell::Flag(false)),
            ("T4", "countries", Cell::List(vec!["MA".into(), "SN".into()])),
            ("T5", "last_activity", Cell::text("2024-03")),
            ("T5", "themes", Cell::List(vec!["economy".into(), "agriculture_water_food".into()])),
            ("T5", "since", Cell::Number(1988.0)),
        ];
        for (table, id, value) in cases {
            let column = column(table, id);
            for lang in Lang::ALL {
                let text = typed(column, &value, *lang);
                let read = read_cell(&column.kind, &text).map(|(cell, _)| cell);
                assert_eq!(read.as_ref(), Ok(&value), "{text}");
            }
        }
    }
}
