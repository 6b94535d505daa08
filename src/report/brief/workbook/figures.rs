//! Figures that a document prints, as figures of a sheet: whoever opens its budget adds it up.
//!
//! A cell becomes one only if the figure, put in words again, is what was printed.

use crate::{
    language::{Lang, number},
    report::brief::{Cell, Table},
};

use super::{Datum, Form, printed};

/// The most decimals that documents print.
const MOST_DECIMALS: u8 = 2;

/// How the figures of a column are written, if it is one of figures and all of them are alike.
pub(super) fn form(lang: Lang, table: &Table, column: usize) -> Option<Form> {
    if !table.columns.get(column).is_some_and(|column| column.figures) {
        return None;
    }
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let mut forms = cells.filter_map(|cell| read(lang, cell)).map(|(form, _)| form);
    let first = forms.next()?;
    let widest = |all: Option<Form>, form: Form| match (all?, form) {
        (Form::Figures(one), Form::Figures(other)) => Some(Form::Figures(one.max(other))),
        (one, other) => (one == other).then_some(one),
    };
    forms.fold(Some(first), widest)
}

/// The cell as a figure where it is one and its column holds them.
pub(super) fn datum(lang: Lang, cell: &Cell, form: Option<Form>) -> Datum {
    let figure = form.and_then(|_| read(lang, cell));
    figure.map_or_else(|| printed::datum(cell), |(_, value)| Datum::Number(value))
}

fn read(lang: Lang, cell: &Cell) -> Option<(Form, f64)> {
    let text = cell.text.as_str();
    if !cell.fields.is_empty() || !cell.details.is_empty() {
        return None;
    }
    let bare = text.trim_matches(|c: char| c.is_whitespace() || c == '€');
    let value = number::parse(bare)?;
    if lang.euros(value) == text {
        return Some((Form::Euros, value));
    }
    if lang.percent(value / 100.0, 0) == text {
        return Some((Form::Share, value / 100.0));
    }
    let plain = (0..=MOST_DECIMALS).find(|decimals| lang.number(value, *decimals) == text);
    plain.map(|decimals| (Form::Figures(decimals), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_only_if_it_is_what_was_printed() {
        let of = |text: String| read(Lang::Fr, &Cell::text(text));
        assert_eq!(of(Lang::Fr.euros(7967.0)), Some((Form::Euros, 7967.0)));
        assert_eq!(of(Lang::Fr.number(12.5, 1)), Some((Form::Figures(1), 12.5)));
        assert_eq!(of(Lang::Fr.percent(0.48, 0)), Some((Form::Share, 0.48)));
        assert_eq!(of("10".into()), Some((Form::Figures(0), 10.0)));
        for words in ["10-100", "sans coût", "007", "1e5", "=1+1", "", "36 [23 ; 53]"] {
            assert_eq!(of(words.into()), None, "{words}");
        }
    }
}
