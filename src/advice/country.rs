//! Rules over countries: what ties and partnerships together call for, country by country.

use jiff::civil::Date;

use crate::{
    domain::{Class, Table},
    questionnaire::{CountryTest, RowTest, Rule, Truth},
    scoring::CountryRow,
};

use super::{CountrySubject, Priority, Subject, asset, facts::Case, priority::ambition};

/// The countries that a rule is about, those it surely holds of first, then by priority.
pub(super) fn subjects(
    case: Case<'_>,
    rule: &Rule,
    test: &CountryTest,
    today: Date,
) -> Vec<Subject> {
    let Some(matrix) = &case.assessment.matrix else { return Vec::new() };
    let mut found: Vec<CountrySubject> = matrix
        .countries
        .iter()
        // Of a country with which no tie is known, nothing can be said yet.
        .filter(|row| !row.is_open())
        .filter_map(|row| {
            let holds = holds(case, test, row, today);
            holds.is_possible().then(|| subject(case, rule, row, holds))
        })
        .collect();
    // The matrix is in order of roots, which settles ties.
    found.sort_by(|a, b| {
        let sure = b.holds.is_true().cmp(&a.holds.is_true());
        sure.then(b.priority.value.total_cmp(&a.priority.value))
    });
    found.into_iter().map(|subject| Subject::Country(Box::new(subject))).collect()
}

fn subject(case: Case<'_>, rule: &Rule, row: &CountryRow, holds: Truth) -> CountrySubject {
    let priority =
        Priority::of(gap(row), ambition(case, rule), row.opportunity.mid(), rule.ease.value());
    CountrySubject {
        country: row.country,
        holds,
        class: row.class,
        opportunity: row.opportunity,
        partnerships: row.partnerships.iter().map(|one| one.row).collect(),
        settled_by: row.settled_by.clone(),
        assets: asset::of_country(case, row.country),
        priority,
    }
}

/// How far a country is from what its ties and partnerships could be.
fn gap(row: &CountryRow) -> f64 {
    match row.class {
        Some(Class::LatentOpportunity | Class::ToRevive) => row.opportunity.mid(),
        Some(Class::ToRoot) => row.unrooted.mid(),
        Some(Class::Pillar | Class::Dormant) | None => 1.0 - row.partnership.mid(),
    }
}

fn holds(case: Case<'_>, test: &CountryTest, row: &CountryRow, today: Date) -> Truth {
    let mut truths = Vec::new();
    if !test.classes.is_empty() {
        let fits = |class: &Option<Class>| class.is_some_and(|one| test.classes.contains(&one));
        truths.push(match (row.possible.iter().all(fits), row.possible.iter().any(fits)) {
            (true, true) => Truth::True,
            (_, false) => Truth::False,
            _ => Truth::Unknown,
        });
    }
    if let Some(least) = test.opportunity {
        truths.push(at_least(row.opportunity.low(), row.opportunity.high(), least));
    }
    if let Some(least) = test.partnerships {
        truths.push(Truth::of(least <= row.partnerships.len()));
    }
    if let Some(one) = &test.partnership {
        truths.push(some_partnership(case, one, row, today));
    }
    Truth::all(truths)
}

fn at_least(low: f64, high: f64, least: f64) -> Truth {
    match (least <= low, least <= high) {
        (true, _) => Truth::True,
        (false, true) => Truth::Unknown,
        (false, false) => Truth::False,
    }
}

fn some_partnership(case: Case<'_>, test: &RowTest, row: &CountryRow, today: Date) -> Truth {
    let Some(table) = partnerships(case) else { return Truth::False };
    let test = test.resolve(table);
    let rows = row.partnerships.iter().filter_map(|one| table.row(one.row));
    Truth::any(rows.map(|row| test.holds(row, today)))
}

/// The table of partnerships, if the pack has one and it was begun.
pub(super) fn partnerships(case: Case<'_>) -> Option<&Table> {
    let spec = &case.pack.matrix.as_ref()?.partnerships;
    case.diagnostic.table(spec.table.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_inside_an_interval_is_open() {
        assert_eq!(at_least(0.5, 0.9, 0.5), Truth::True);
        assert_eq!(at_least(0.4, 0.5, 0.5), Truth::Unknown);
        assert_eq!(at_least(0.1, 0.4, 0.5), Truth::False);
    }
}
