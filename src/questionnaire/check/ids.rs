//! Ids: each is used once, and each that is named exists.

use crate::{
    domain::{ColumnId, CountryCode, OptionId, PartId},
    questionnaire::{
        BlockMembers, ColumnKind, Derivation, Kind, Measure, ProblemKind, Question, RowTest,
        Scoring, TableSpec, Term,
    },
    reference,
};

use super::Checker;

pub(super) fn check(checker: &mut Checker<'_>) {
    duplicates(checker);
    let pack = checker.pack;
    for dimension in &pack.dimensions {
        if !pack.groups.iter().any(|group| group.id == dimension.group) {
            let kind = ProblemKind::UnresolvedId("group", dimension.group.clone());
            checker.report("dimension", dimension.id.as_str(), kind);
        }
        for id in dimension.tables.iter().filter(|id| pack.table(id.as_str()).is_none()) {
            let kind = ProblemKind::UnresolvedId("table", id.to_string());
            checker.report("dimension", dimension.id.as_str(), kind);
        }
    }
    for question in &pack.questions {
        check_question(checker, question);
    }
    for table in &pack.tables {
        check_table(checker, table);
    }
    for id in pack.indices.iter().filter(|id| pack.block(id.as_str()).is_none()) {
        checker.pack_head(ProblemKind::UnresolvedId("block", id.to_string()));
    }
    for id in pack.indicators.iter().chain(&pack.money) {
        if pack.question(id.as_str()).is_none() {
            checker.pack_head(ProblemKind::UnresolvedId("question", id.to_string()));
        }
    }
    check_memberships(checker);
    for tie in &pack.ties {
        for id in [&tie.intensity, &tie.mobilisation] {
            if pack.block(id.as_str()).is_none() {
                let kind = ProblemKind::UnresolvedId("block", id.to_string());
                checker.report("tie", tie.id.as_str(), kind);
            }
        }
    }
    for block in &pack.blocks {
        let BlockMembers::Mean(members) = &block.of else { continue };
        for id in members.iter().filter(|id| pack.block(id.as_str()).is_none()) {
            let kind = ProblemKind::UnresolvedId("block", id.to_string());
            checker.report("block", block.id.as_str(), kind);
        }
    }
}

/// The table of memberships exists and has the column that names the network.
fn check_memberships(checker: &mut Checker<'_>) {
    let pack = checker.pack;
    let Some(of) = &pack.eligibility.memberships else { return };
    let kind = match pack.table(of.table.as_str()) {
        None => ProblemKind::UnresolvedId("table", of.table.to_string()),
        Some(table) if table.column(of.column.as_str()).is_none() => {
            ProblemKind::UnresolvedId("column", of.column.to_string())
        }
        Some(_) => return,
    };
    checker.report("eligibility", "", kind);
}

fn duplicates(checker: &mut Checker<'_>) {
    let pack = checker.pack;
    let lists: [(&str, Vec<&str>); 16] = [
        ("group", pack.groups.iter().map(|x| x.id.as_str()).collect()),
        ("dimension", pack.dimensions.iter().map(|x| x.id.as_str()).collect()),
        ("question", pack.questions.iter().map(|x| x.id.as_str()).collect()),
        ("table", pack.tables.iter().map(|x| x.id.as_str()).collect()),
        ("block", pack.blocks.iter().map(|x| x.id.as_str()).collect()),
        ("tie", pack.ties.iter().map(|x| x.id.as_str()).collect()),
        ("gauge", pack.gauges.iter().map(|x| x.id.as_str()).collect()),
        ("profile", pack.profiles.iter().map(|x| x.id.as_str()).collect()),
        ("benchmark", pack.benchmarks.iter().map(|x| x.finding.as_str()).collect()),
        ("role", pack.roles.iter().map(|x| x.id.as_str()).collect()),
        ("reference", pack.references.iter().map(|x| x.id.as_str()).collect()),
        ("rule", pack.rules.iter().map(|x| x.id.as_str()).collect()),
        ("carrier", pack.carriers.iter().map(|x| x.id.as_str()).collect()),
        ("device", pack.devices.iter().map(|x| x.id.as_str()).collect()),
        ("coherence", pack.coherence.iter().map(|x| x.id.as_str()).collect()),
        ("speaking point", pack.speaking.iter().map(|x| x.id.as_str()).collect()),
    ];
    for (what, ids) in lists {
        report_repeats(checker, what, "", &ids);
    }
    for question in &pack.questions {
        let options: Vec<_> = question.kind.options().iter().map(|o| o.id.as_str()).collect();
        report_repeats(checker, "question", question.id.as_str(), &options);
    }
    for table in &pack.tables {
        let columns: Vec<_> = table.columns.iter().map(|c| c.id.as_str()).collect();
        report_repeats(checker, "table", table.id.as_str(), &columns);
        for column in &table.columns {
            if let ColumnKind::Choice(options) | ColumnKind::Choices { options, .. } = &column.kind
            {
                let ids: Vec<_> = options.iter().map(|o| o.id.as_str()).collect();
                report_repeats(checker, "table", table.id.as_str(), &ids);
            }
        }
    }
}

/// Reports each id that occurs again, at its owner or, if it has none, at itself.
fn report_repeats(checker: &mut Checker<'_>, what: &str, owner: &str, ids: &[&str]) {
    for (index, id) in ids.iter().enumerate() {
        if ids.get(..index).is_some_and(|before| before.contains(id)) {
            let place = if owner.is_empty() { id } else { owner };
            checker.report(what, place, ProblemKind::DuplicateId((*id).to_owned()));
        }
    }
}

fn check_question(checker: &mut Checker<'_>, question: &Question) {
    let pack = checker.pack;
    let mut missing: Vec<(&'static str, String)> = Vec::new();
    if pack.dimension(&question.dimension).is_none() {
        missing.push(("dimension", question.dimension.to_string()));
    }
    if let Some(block) = &question.block
        && pack.block(block.as_str()).is_none()
    {
        missing.push(("block", block.to_string()));
    }
    missing.extend(
        question
            .gauges
            .iter()
            .filter(|id| pack.gauge(id).is_none())
            .map(|id| ("gauge", id.to_string())),
    );
    missing.extend(
        question
            .contributors
            .iter()
            .filter(|id| pack.role(id).is_none())
            .map(|id| ("role", id.to_string())),
    );
    if let Scoring::Quotient(id) = &question.scoring
        && pack.reference(id).is_none()
    {
        missing.push(("reference", id.to_string()));
    }
    if let Measure::Ratio { of, to, .. } = &question.measure {
        missing.extend(
            [of, to].into_iter().filter_map(|term| unresolved_term(checker, question, term)),
        );
    }
    if let Kind::Derived(derivation) = &question.kind {
        missing.extend(unresolved_derivation(checker, derivation));
    }
    for (what, id) in missing {
        checker.question(question, ProblemKind::UnresolvedId(what, id));
    }
}

fn unresolved_term(
    checker: &Checker<'_>,
    question: &Question,
    term: &Term,
) -> Option<(&'static str, String)> {
    let pack = checker.pack;
    let has_part = |question: &Question, part: &PartId| match &question.kind {
        Kind::Numbers(parts) => parts.iter().any(|p| p.id == *part),
        _ => false,
    };
    match term {
        Term::Own => None,
        Term::Part(part) => (!has_part(question, part)).then(|| ("part", part.to_string())),
        Term::Answer(id) | Term::SumOfParts(id) | Term::SumOfAmounts(id) => {
            pack.question(id.as_str()).is_none().then(|| ("question", id.to_string()))
        }
        Term::PartOf(id, part) => match pack.question(id.as_str()) {
            None => Some(("question", id.to_string())),
            Some(other) => (!has_part(other, part)).then(|| ("part", part.to_string())),
        },
    }
}

fn unresolved_derivation(
    checker: &Checker<'_>,
    derivation: &Derivation,
) -> Vec<(&'static str, String)> {
    let (table, columns, tests) = match derivation {
        Derivation::EffectiveNumber { table, count, group, measure } => {
            let mut columns = vec![count, group];
            columns.extend(measure);
            (table, columns, vec![])
        }
        Derivation::ShareOfRows { table, of, among } => {
            (table, vec![], std::iter::once(of).chain(among).collect())
        }
        Derivation::CountOfRows { table, of } => (table, vec![], vec![of]),
        Derivation::DistinctValues { table, column, among } => {
            (table, vec![column], among.iter().collect())
        }
        Derivation::MeanLevel { table, column } => (table, vec![column], vec![]),
        Derivation::Measure
        | Derivation::PartnershipActivity
        | Derivation::PartnershipQuality
        | Derivation::Alignment { .. } => return vec![],
    };
    let Some(spec) = checker.pack.table(table.as_str()) else {
        return vec![("table", table.to_string())];
    };
    let mut missing: Vec<_> = columns
        .into_iter()
        .filter(|id| spec.column(id.as_str()).is_none())
        .map(|id| ("column", id.to_string()))
        .collect();
    for test in tests {
        missing.extend(unresolved_in_test(spec, test));
    }
    missing
}

/// The columns and options that a row test names and the table lacks.
pub(super) fn unresolved_in_test(spec: &TableSpec, test: &RowTest) -> Vec<(&'static str, String)> {
    let option = |column: &ColumnId, id: &OptionId| {
        let known = spec.column(column.as_str()).is_none_or(|column| match &column.kind {
            ColumnKind::Choice(options) | ColumnKind::Choices { options, .. } => {
                options.iter().any(|option| option.id == *id)
            }
            // A place is named by the code of its country.
            ColumnKind::Place | ColumnKind::Places => {
                let code = CountryCode::parse(id.as_str());
                code.is_some_and(|code| reference::country(code).is_some())
            }
            _ => false,
        });
        (!known).then(|| ("option", id.to_string()))
    };
    match test {
        RowTest::All(all) | RowTest::Any(all) => {
            all.iter().flat_map(|test| unresolved_in_test(spec, test)).collect()
        }
        RowTest::Not(test) => unresolved_in_test(spec, test),
        _ => {
            let mut missing = Vec::new();
            test.columns(&mut |id| {
                if spec.column(id.as_str()).is_none() {
                    missing.push(("column", id.to_string()));
                }
            });
            match test {
                RowTest::Is(column, id) => missing.extend(option(column, id)),
                RowTest::In(column, ids) => {
                    missing.extend(ids.iter().filter_map(|id| option(column, id)));
                }
                _ => {}
            }
            missing
        }
    }
}

fn check_table(checker: &mut Checker<'_>, table: &TableSpec) {
    let pack = checker.pack;
    for id in table.channels.iter().chain(&table.rows_from) {
        let is_choice = table
            .column(id.as_str())
            .is_some_and(|column| matches!(column.kind, ColumnKind::Choice(_)));
        if !is_choice {
            checker.table(table, ProblemKind::UnresolvedId("column", id.to_string()));
        }
    }
    for column in &table.columns {
        let ColumnKind::Town { country } = &column.kind else { continue };
        let of = table.column(country.as_str());
        if !of.is_some_and(|column| matches!(column.kind, ColumnKind::Place)) {
            checker.table(table, ProblemKind::UnresolvedId("column", country.to_string()));
        }
    }
    for id in table.contributors.iter().filter(|id| pack.role(id).is_none()) {
        checker.table(table, ProblemKind::UnresolvedId("role", id.to_string()));
    }
    if pack.dimension_of_table(&table.id).is_none() {
        checker.table(table, ProblemKind::Unused);
    }
}
