//! A cell as people read it in a preview.

use crate::{domain::Cell, language::Lang, questionnaire::ColumnKind, reference::place_name};

/// A cell in words: names of countries, labels of options, figures with their thousands.
pub(super) fn words(kind: &ColumnKind, cell: &Cell, lang: Lang) -> String {
    match (kind, cell) {
        (ColumnKind::Place | ColumnKind::Places, _) => {
            let names = cell.places().map(|place| place_name(&place, lang));
            names.collect::<Vec<_>>().join(", ")
        }
        (ColumnKind::Choice(options) | ColumnKind::Choices { options, .. }, Cell::Text(text)) => {
            let option = options.iter().find(|option| option.id == **text);
            option.map_or_else(|| text.to_string(), |option| option.label.get(lang).to_owned())
        }
        (ColumnKind::Number { decimals, .. }, Cell::Number(value)) => {
            lang.number(*value, (*decimals).max(2))
        }
        (ColumnKind::Text, Cell::Text(text)) => shortened(text),
        _ => cell.to_string(),
    }
}

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 80;
    if text.chars().count() <= LENGTH {
        return text.to_owned();
    }
    text.chars().take(LENGTH - 1).collect::<String>() + "…"
}
