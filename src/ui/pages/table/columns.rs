//! Which columns stand side by side: the ones that a row makes no sense without, then the first
//! ones that fit. The others are in the row's form.

use crate::{
    domain::Table,
    language::Lang,
    questionnaire::{Column, ColumnKind, TableSpec, column as common},
};

/// A column of the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shown {
    /// Where it stands among the columns of the pack's table.
    pub(super) at: usize,
    /// How wide it is, in points.
    pub(super) width: f32,
}

/// The columns that every table has, which prove a row.
const COMMON: [&str; 5] =
    [common::SOURCE, common::YEAR, common::PERIMETER, common::EVIDENCE, common::NOTE];

/// Whether a column says where a row comes from instead of what it says.
pub(super) fn is_common(column: &Column) -> bool {
    COMMON.contains(&column.id.as_str())
}

/// The least width that a column reads well in.
const fn least(kind: &ColumnKind) -> f32 {
    match kind {
        ColumnKind::Year => 74.0,
        ColumnKind::YesNo | ColumnKind::Month | ColumnKind::Number { .. } => 104.0,
        ColumnKind::Place => 126.0,
        ColumnKind::Choice(_) | ColumnKind::Level(_) => 142.0,
        ColumnKind::Text
        | ColumnKind::Town { .. }
        | ColumnKind::Places
        | ColumnKind::Choices { .. } => 144.0,
    }
}

/// How much of the room that is left a column takes.
const fn thirst(kind: &ColumnKind) -> f32 {
    match kind {
        ColumnKind::Year | ColumnKind::YesNo | ColumnKind::Month | ColumnKind::Number { .. } => 0.4,
        ColumnKind::Place => 0.8,
        ColumnKind::Choice(_) | ColumnKind::Level(_) => 2.2,
        ColumnKind::Text
        | ColumnKind::Town { .. }
        | ColumnKind::Places
        | ColumnKind::Choices { .. } => 1.2,
    }
}

/// How much wider than its least a column is where its heading is read in whole.
fn heading(column: &Column, lang: Lang) -> f32 {
    let letters = column.label.get(lang).chars().count() as f32;
    (letters.mul_add(7.0, 34.0).min(230.0) - least(&column.kind)).max(0.0)
}

/// The columns that fit in a width, in the pack's order. The room that is left goes to headings
/// first, then to what is long.
pub(super) fn shown(spec: &TableSpec, width: f32, lang: Lang) -> Vec<Shown> {
    let all = || spec.columns.iter().enumerate();
    let mut chosen: Vec<usize> = all().filter(|(_, c)| c.required).map(|(at, _)| at).collect();
    let width_of = |at: usize| spec.columns.get(at).map_or(0.0, |column| least(&column.kind));
    let mut room = width - chosen.iter().map(|at| width_of(*at)).sum::<f32>();
    let wanted = all().filter(|(_, c)| !is_common(c) && !c.private);
    let proof = all().filter(|(_, c)| matches!(c.id.as_str(), common::SOURCE | common::YEAR));
    for (at, column) in wanted.chain(proof) {
        if chosen.contains(&at) {
            continue;
        }
        room -= least(&column.kind);
        if room < 0.0 && !chosen.is_empty() {
            room += least(&column.kind);
            break;
        }
        chosen.push(at);
    }
    chosen.sort_unstable();
    let columns = || chosen.iter().filter_map(|at| Some((*at, spec.columns.get(*at)?)));
    let headings: f32 = columns().map(|(_, column)| heading(column, lang)).sum();
    let given = (room.max(0.0) / headings.max(1.0)).min(1.0);
    let thirsts: f32 = columns().map(|(_, column)| thirst(&column.kind)).sum();
    let share = (room - given * headings).max(0.0) / thirsts.max(1.0);
    let wide = |column: &Column| {
        let whole = given.mul_add(heading(column, lang), least(&column.kind));
        share.mul_add(thirst(&column.kind), whole).floor()
    };
    columns().map(|(at, column)| Shown { at, width: wide(column) }).collect()
}

/// Where each column of the pack's table stands in the rows of the document's.
pub(super) fn places(spec: &TableSpec, table: &Table) -> Vec<Option<usize>> {
    spec.columns.iter().map(|column| table.column(column.id.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Pack;

    fn ids(table: &str, width: f32) -> Vec<String> {
        let spec = Pack::standard().unwrap().table(table).unwrap();
        let shown = shown(spec, width, Lang::Fr);
        assert!(shown.iter().map(|shown| shown.width).sum::<f32>() <= width.max(280.0));
        shown.iter().map(|shown| spec.columns[shown.at].id.to_string()).collect()
    }

    #[test]
    fn a_row_is_named_even_where_there_is_little_room() {
        assert_eq!(ids("T5", 100.0), ["country", "counterpart"]);
        assert_eq!(ids("T5", 600.0), ["name", "form", "country", "counterpart"]);
        assert_eq!(ids("T1", 400.0), ["country", "measure", "count"]);
    }

    #[test]
    fn where_there_is_room_headings_are_read_in_whole() {
        for spec in &Pack::standard().unwrap().tables {
            for lang in Lang::ALL {
                for one in shown(spec, 5_000.0, *lang) {
                    let column = &spec.columns[one.at];
                    assert!(least(&column.kind) + heading(column, *lang) <= one.width + 1.0);
                }
            }
        }
    }

    #[test]
    fn where_there_is_room_the_source_is_shown_and_private_columns_never() {
        let all = ids("T5", 9_000.0);
        assert!(all.contains(&"source".to_owned()) && all.contains(&"decision".to_owned()));
        assert!(!all.contains(&"context".to_owned()) && !all.contains(&"note".to_owned()));
    }
}
