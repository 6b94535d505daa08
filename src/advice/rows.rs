//! Rules over the rows of a table, such as the agreements that end within six months.

use jiff::civil::Date;

use crate::{
    domain::TableId,
    questionnaire::{RowTest, Truth},
};

use super::{Subject, facts::Case};

/// The rows of which a test holds or may hold, those of which it surely holds first.
///
/// A row of which nothing but its name is known is told too: it is what has to be verified.
pub(super) fn subjects(case: Case<'_>, id: &TableId, test: &RowTest, today: Date) -> Vec<Subject> {
    let Some(table) = case.diagnostic.table(id.as_str()) else { return Vec::new() };
    let test = test.resolve(table);
    let tested = table.rows.iter().map(|row| (row.id, test.holds(row, today)));
    let mut found: Vec<_> = tested.filter(|(_, holds)| holds.is_possible()).collect();
    found.sort_by_key(|(_, holds)| !holds.is_true());
    found.into_iter().map(|(row, holds)| Subject::Row(id.clone(), row, holds)).collect()
}

/// Whether a rule fires of some of its subjects.
pub(super) fn holds(subjects: &[Subject]) -> Truth {
    Truth::any(subjects.iter().map(|subject| match subject {
        Subject::Country(country) => country.holds,
        Subject::Row(_, _, holds) => *holds,
        Subject::Question(_) => Truth::True,
    }))
}
