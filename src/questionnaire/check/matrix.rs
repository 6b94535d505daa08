//! The country matrix: its tables have the columns it reads, its numbers make sense.

use crate::{
    domain::{ColumnId, TableId},
    questionnaire::{ColumnKind, MatrixSpec, ProblemKind, TableSpec, Term, TieSource, column},
};

use super::{Checker, scoring::rise};

/// Whether a column is of the kind that the matrix reads.
type IsKind = fn(&ColumnKind) -> bool;

pub(super) fn check(checker: &mut Checker<'_>) {
    let Some(matrix) = &checker.pack.matrix else { return };
    for tie in &matrix.ties {
        if !checker.pack.ties.iter().any(|pair| pair.id == tie.id) {
            let kind = ProblemKind::UnresolvedId("tie", tie.id.to_string());
            checker.report("matrix", "", kind);
        }
        check_tie(checker, &tie.source);
    }
    check_partnerships(checker, matrix);
    let thresholds =
        [("strong_roots", matrix.strong_roots), ("strong_partnership", matrix.strong_partnership)];
    for (name, value) in thresholds {
        check_share(checker, name, value);
    }
}

fn check_share(checker: &mut Checker<'_>, name: &'static str, value: f64) {
    if !(0.0 <= value && value <= 1.0) {
        checker.report("matrix", "", ProblemKind::OutOfRange(name));
    }
}

fn check_goalposts(checker: &mut Checker<'_>, posts: &[f64]) {
    if !rise(posts) {
        checker.report("matrix", "", ProblemKind::GoalpostsNotIncreasing);
    }
}

fn check_tie(checker: &mut Checker<'_>, source: &TieSource) {
    match source {
        TieSource::CountPer { table, count, per, measure, additive, latest, goalposts, .. } => {
            check_goalposts(checker, goalposts);
            let Some(spec) = table_of(checker, table) else { return };
            need(checker, spec, column::COUNTRY, is_place);
            need(checker, spec, count.as_str(), is_number);
            if let Some(id) = latest {
                need(checker, spec, id.as_str(), |kind| matches!(kind, ColumnKind::Year));
            }
            if let Some(id) = measure {
                need(checker, spec, id.as_str(), is_choice);
            }
            for option in additive.iter().flatten() {
                if !has_option(spec, measure.as_ref(), option.as_str()) {
                    checker.table(spec, ProblemKind::UnresolvedId("option", option.to_string()));
                }
            }
            check_total(checker, per);
        }
        TieSource::Channels { table, channel, channels, wide_cap } => {
            check_share(checker, "wide_cap", *wide_cap);
            let Some(spec) = table_of(checker, table) else { return };
            need(checker, spec, column::COUNTRY, is_place);
            need(checker, spec, channel.as_str(), is_choice);
            for one in channels {
                check_goalposts(checker, &one.goalposts);
                need(checker, spec, one.value.as_str(), is_number);
                if !has_option(spec, Some(channel), one.id.as_str()) {
                    checker.table(spec, ProblemKind::UnresolvedId("option", one.id.to_string()));
                }
            }
        }
        TieSource::ActiveRows { table, active, goalposts } => {
            check_goalposts(checker, goalposts);
            let Some(spec) = table_of(checker, table) else { return };
            need(checker, spec, column::COUNTRIES, |kind| matches!(kind, ColumnKind::Places));
            need(checker, spec, active.as_str(), |kind| matches!(kind, ColumnKind::YesNo));
        }
    }
}

fn check_total(checker: &mut Checker<'_>, per: &Term) {
    let id = match per {
        Term::Answer(id) | Term::PartOf(id, _) | Term::SumOfParts(id) | Term::SumOfAmounts(id) => {
            id
        }
        Term::Own | Term::Part(_) => {
            checker.report("matrix", "", ProblemKind::OutOfRange("per"));
            return;
        }
    };
    if checker.pack.question(id.as_str()).is_none() {
        let kind = ProblemKind::UnresolvedId("question", id.to_string());
        checker.report("matrix", "", kind);
    }
}

fn check_partnerships(checker: &mut Checker<'_>, matrix: &MatrixSpec) {
    let spec = &matrix.partnerships;
    let shares = [("older", spec.older), ("informal", spec.informal), ("base", spec.base)];
    for (name, value) in shares {
        check_share(checker, name, value);
    }
    let steps = &spec.activity;
    if !steps.is_sorted_by(|a, b| a.0 < b.0 && b.1 <= a.1) {
        checker.report("matrix", "", ProblemKind::OutOfRange("activity"));
    }
    if !(0.0 < spec.actors && spec.actors.is_finite()) {
        checker.report("matrix", "", ProblemKind::OutOfRange("actors"));
    }
    let Some(table) = table_of(checker, &spec.table) else { return };
    let is_choices = |kind: &ColumnKind| matches!(kind, ColumnKind::Choices { .. });
    let columns: [(&str, IsKind); 11] = [
        (column::COUNTRY, is_place),
        (column::LAST_ACTIVITY, |kind| matches!(kind, ColumnKind::Month)),
        (column::AGREEMENT, is_choice),
        (column::OBJECTIVES, |kind| matches!(kind, ColumnKind::YesNo)),
        (column::THEMES, is_choices),
        (column::RECIPROCITY, |kind| matches!(kind, ColumnKind::Level(_))),
        (column::ACTORS, is_choices),
        (column::LAST_EVALUATION, |kind| matches!(kind, ColumnKind::Year)),
        (column::OWN_BUDGET, is_number),
        (column::STAFF, is_number),
        (column::CONTEXT, is_choice),
    ];
    for (id, fits) in columns {
        need(checker, table, id, fits);
    }
}

fn table_of<'a>(checker: &mut Checker<'a>, id: &TableId) -> Option<&'a TableSpec> {
    let spec = checker.pack.table(id.as_str());
    if spec.is_none() {
        checker.report("matrix", "", ProblemKind::UnresolvedId("table", id.to_string()));
    }
    spec
}

fn need(checker: &mut Checker<'_>, spec: &TableSpec, id: &str, fits: impl Fn(&ColumnKind) -> bool) {
    if !spec.column(id).is_some_and(|column| fits(&column.kind)) {
        checker.table(spec, ProblemKind::MatrixColumn(id.to_owned()));
    }
}

fn has_option(spec: &TableSpec, column: Option<&ColumnId>, option: &str) -> bool {
    column.and_then(|id| spec.column(id.as_str())).is_some_and(|column| match &column.kind {
        ColumnKind::Choice(options) => options.iter().any(|known| known.id == *option),
        _ => false,
    })
}

const fn is_place(kind: &ColumnKind) -> bool {
    matches!(kind, ColumnKind::Place)
}

const fn is_number(kind: &ColumnKind) -> bool {
    matches!(kind, ColumnKind::Number { .. })
}

const fn is_choice(kind: &ColumnKind) -> bool {
    matches!(kind, ColumnKind::Choice(_))
}
