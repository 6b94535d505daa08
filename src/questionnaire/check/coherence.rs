//! Contradictions: what they name exists, and each is told beside something.

use crate::{
    domain::{ColumnId, TableId},
    questionnaire::{Coherence, Magnitude, ProblemKind, RowTest, Suspicion},
};

use super::{
    Checker,
    conditions::{check_one, unresolved_quantity},
    ids::unresolved_in_test,
};

pub(super) fn check(checker: &mut Checker<'_>) {
    let pack = checker.pack;
    for one in &pack.coherence {
        let id = one.id.as_str();
        for (what, name) in unresolved(checker, one) {
            checker.report("coherence", id, ProblemKind::UnresolvedId(what, name));
        }
        if one.questions.is_empty() && one.tables.is_empty() {
            checker.report("coherence", id, ProblemKind::Unused);
        }
        if let Suspicion::When(condition) = &one.when {
            check_one(checker, "coherence", id, condition);
        }
    }
}

/// What a contradiction names and the pack lacks, its condition aside.
fn unresolved(checker: &Checker<'_>, one: &Coherence) -> Vec<(&'static str, String)> {
    let pack = checker.pack;
    let mut missing: Vec<(&'static str, String)> = Vec::new();
    let questions = one.questions.iter().filter(|id| pack.question(id.as_str()).is_none());
    missing.extend(questions.map(|id| ("question", id.to_string())));
    let tables = one.tables.iter().filter(|id| pack.table(id.as_str()).is_none());
    missing.extend(tables.map(|id| ("table", id.to_string())));
    match &one.when {
        Suspicion::When(_) => {}
        Suspicion::More(more, less) => {
            for side in [more, less] {
                side.walk(&mut |part| missing.extend(unresolved_magnitude(checker, part)));
            }
        }
        Suspicion::Rows(table, test) => {
            missing.extend(unresolved_rows(checker, table, &[], Some(test)));
        }
        Suspicion::Twice(table, columns) => {
            let columns: Vec<_> = columns.iter().collect();
            missing.extend(unresolved_rows(checker, table, &columns, None));
        }
    }
    missing
}

fn unresolved_magnitude(checker: &Checker<'_>, part: &Magnitude) -> Vec<(&'static str, String)> {
    match part {
        Magnitude::Number(_) | Magnitude::Times(_) => vec![],
        Magnitude::Of(quantity) => unresolved_quantity(checker.pack, quantity),
        Magnitude::SumOfRows { table, column, among, by } => {
            let columns: Vec<_> = std::iter::once(column).chain(by).collect();
            unresolved_rows(checker, table, &columns, among.as_ref())
        }
    }
}

fn unresolved_rows(
    checker: &Checker<'_>,
    table: &TableId,
    columns: &[&ColumnId],
    test: Option<&RowTest>,
) -> Vec<(&'static str, String)> {
    let Some(spec) = checker.pack.table(table.as_str()) else {
        return vec![("table", table.to_string())];
    };
    let absent = columns.iter().filter(|id| spec.column(id.as_str()).is_none());
    let mut missing: Vec<_> = absent.map(|id| ("column", id.to_string())).collect();
    missing.extend(test.into_iter().flat_map(|test| unresolved_in_test(spec, test)));
    missing
}
