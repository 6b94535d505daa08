//! Where the reference tables come from, for « À propos »: source, date and licence of each.

use std::sync::LazyLock;

use super::{country::pick, table::rows};
use crate::language::Lang;

/// The origin of one embedded table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The table's file in `assets/reference/`.
    pub file: &'static str,
    /// Who made the data, as the licence asks to name it.
    pub source: &'static str,
    /// The day, month or year that the data stands for.
    pub date: &'static str,
    /// The licence of the data.
    pub licence: &'static str,
    titles: [&'static str; 2],
}

impl Credit {
    /// What the table holds.
    pub fn title(&self, lang: Lang) -> &'static str {
        pick(self.titles, lang)
    }
}

/// The origin of every embedded table, a line for each source.
pub fn credits() -> &'static [Credit] {
    static CREDITS: LazyLock<Vec<Credit>> = LazyLock::new(|| {
        rows(include_str!("../../assets/reference/credits.tsv"))
            .map(|[file, fr, en, source, date, licence]| Credit {
                file,
                source,
                date,
                licence,
                titles: [fr, en],
            })
            .collect()
    });
    &CREDITS
}
