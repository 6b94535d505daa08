//! Speaking points: they name what exists, nothing private, and every figure that they promise.

use std::collections::BTreeSet;

use crate::questionnaire::{Condition, FigureSource, PointSpec, ProblemKind, Quantity, TableSpec};

use super::{Checker, conditions};

pub(super) fn check(checker: &mut Checker<'_>) {
    for spec in &checker.pack.speaking {
        let id = spec.id.as_str();
        for condition in conditions(spec) {
            conditions::check_named(checker, "speaking point", id, &condition);
            for column in private(checker, &condition) {
                let kind = ProblemKind::UnresolvedId("column", column);
                checker.report("speaking point", id, kind);
            }
        }
        placeholders(checker, spec);
    }
}

/// The condition of a point, and one on each of its figures.
fn conditions(spec: &PointSpec) -> Vec<Condition> {
    let figures = spec.figures.iter().filter_map(|figure| match &figure.of {
        FigureSource::Quantity(quantity) => Some(Condition::AtLeast(quantity.clone(), 0.0)),
        FigureSource::Rooted => None,
    });
    spec.when.iter().cloned().chain(figures).collect()
}

/// The private columns that a condition looks at: what stays inside may not be said.
fn private(checker: &Checker<'_>, condition: &Condition) -> Vec<String> {
    let mut found = Vec::new();
    condition.walk(&mut |one| {
        let Some((Quantity::Rows(id, test), _)) = one.quantity() else { return };
        let Some(table) = checker.pack.table(id.as_str()) else { return };
        let table: &TableSpec = table;
        test.0.columns(&mut |id| {
            if table.column(id.as_str()).is_some_and(|column| column.private) {
                found.push(id.to_string());
            }
        });
    });
    found
}

/// Every figure is named in every text, and every name is that of a figure.
fn placeholders(checker: &mut Checker<'_>, spec: &PointSpec) {
    let wanted: BTreeSet<&str> = spec.figures.iter().map(|figure| figure.name.as_str()).collect();
    let languages: Vec<String> = spec.text.languages().map(str::to_owned).collect();
    for language in languages {
        let text = spec.text.exact(&language).unwrap_or_default();
        let named: BTreeSet<&str> = PointSpec::placeholders(text).collect();
        for name in wanted.symmetric_difference(&named) {
            let kind = ProblemKind::UnresolvedId("figure", (*name).to_owned());
            checker.report("speaking point", spec.id.as_str(), kind);
        }
    }
}
