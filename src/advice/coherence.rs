//! Coherence: what cannot be, what contradicts what, and what deserves a look.
//!
//! The person in front of the screen wants to hear of a figure that cannot be while the document
//! it came from is still open, and never to be kept from going on.

use std::collections::BTreeMap;

use crate::{
    domain::{CoherenceId, ColumnId, Diagnostic, Evidence, QuestionId, RowId, Table, TableId},
    language::Lang,
    questionnaire::{
        Applicability, Coherence, DocumentPlace, DocumentProblem, DocumentProblemKind, Facts as _,
        Grade, Magnitude, Pack, RowTest, Suspicion, applicability, check_document,
    },
    scoring::{Assessment, ScoredFacts},
};

/// From what value on an answer is a strong one, which somebody will ask a proof of.
const STRONG: f64 = 0.75;

/// Something that was found about the coherence of a diagnostic.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// How bad it is.
    pub grade: Grade,
    /// What it is.
    pub what: Incoherence,
    /// The questions that it is about.
    pub questions: Vec<QuestionId>,
    /// The tables that it is about, with the rows where it is about some of them.
    pub tables: Vec<(TableId, Vec<RowId>)>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoherence {
    /// A contradiction that the pack looks for.
    Contradiction(CoherenceId),
    /// An entry that its question, table or component cannot have.
    Entry(DocumentProblem),
    /// Cells of one column that it cannot have, all for the same reason as the one given.
    Cells(TableId, ColumnId, DocumentProblemKind),
    /// A strong answer that says neither source nor proof.
    Unsupported(QuestionId),
}

/// Everything that was found, worst first.
pub fn coherence(pack: &Pack, diagnostic: &Diagnostic, assessment: &Assessment) -> Vec<Finding> {
    let facts = ScoredFacts::new(pack, diagnostic, assessment);
    let mut found: Vec<Finding> = entries(pack, diagnostic);
    found.extend(pack.coherence.iter().filter_map(|one| contradiction(one, diagnostic, &facts)));
    found.extend(unsupported(pack, diagnostic, assessment));
    // The sort is stable: of one grade, the order of the pack.
    found.sort_by_key(|finding| finding.grade);
    found
}

impl Finding {
    /// What was found, as a sentence.
    pub fn sentence(&self, pack: &Pack, lang: Lang) -> String {
        match &self.what {
            Incoherence::Contradiction(id) => pack
                .coherence
                .iter()
                .find(|one| one.id == *id)
                .map_or_else(String::new, |one| one.text.get(lang).to_owned()),
            Incoherence::Entry(problem) => problem.sentence(lang),
            Incoherence::Cells(table, column, kind) => {
                let rows = self.tables.iter().map(|(_, rows)| rows.len()).sum();
                let spec = pack.table(table.as_str());
                let name = spec.map_or(table.as_str(), |spec| spec.short.get(lang));
                let label = spec
                    .and_then(|spec| spec.column(column.as_str()))
                    .map_or(column.as_str(), |column| column.label.get(lang));
                lang.coherence_cells(rows, label, name, kind.sentence(lang))
            }
            Incoherence::Unsupported(_) => lang.coherence_unsupported().to_owned(),
        }
    }

    /// What to do about it, as a sentence.
    pub fn hint(&self, pack: &Pack, lang: Lang) -> String {
        match &self.what {
            Incoherence::Contradiction(id) => pack
                .coherence
                .iter()
                .find(|one| one.id == *id)
                .map_or_else(String::new, |one| one.hint.get(lang).to_owned()),
            Incoherence::Entry(problem) => problem.hint(lang),
            Incoherence::Cells(_, _, kind) => kind.hint(lang),
            Incoherence::Unsupported(_) => lang.coherence_unsupported_hint().to_owned(),
        }
    }
}

/// What an author of packs looks for, if it is surely so.
fn contradiction(
    one: &Coherence,
    diagnostic: &Diagnostic,
    facts: &ScoredFacts<'_>,
) -> Option<Finding> {
    let rows = match &one.when {
        Suspicion::When(condition) => {
            if !condition.holds(facts).is_true() {
                return None;
            }
            None
        }
        Suspicion::More(more, less) => {
            let (low, _) = bounds(more, diagnostic, facts)?;
            let (_, high) = bounds(less, diagnostic, facts)?;
            // A product of unknowns is not a number, and accuses nobody.
            let is_more = high * (1.0 + 1e-9) < low;
            if !is_more {
                return None;
            }
            None
        }
        Suspicion::Rows(table, test) => {
            Some((table, passing(diagnostic.table(table.as_str())?, test, diagnostic)))
        }
        Suspicion::Twice(table, columns) => {
            Some((table, repeated(diagnostic.table(table.as_str())?, columns)))
        }
    };
    if rows.as_ref().is_some_and(|(_, rows)| rows.is_empty()) {
        return None;
    }
    let tables = one.tables.iter().map(|id| {
        let of = rows.as_ref().filter(|(table, _)| *table == id);
        (id.clone(), of.map(|(_, rows)| rows.clone()).unwrap_or_default())
    });
    Some(Finding {
        grade: one.grade,
        what: Incoherence::Contradiction(one.id.clone()),
        questions: one.questions.clone(),
        tables: tables.collect(),
    })
}

/// The least and the most that a magnitude can be; `None` if it makes no sense.
fn bounds(
    magnitude: &Magnitude,
    diagnostic: &Diagnostic,
    facts: &ScoredFacts<'_>,
) -> Option<(f64, f64)> {
    match magnitude {
        Magnitude::Number(number) => Some((*number, *number)),
        Magnitude::Of(quantity) => facts.quantity(quantity),
        Magnitude::Times(all) => all.iter().try_fold((1.0, 1.0), |(low, high), one| {
            let (least, most) = bounds(one, diagnostic, facts)?;
            Some((low * least.max(0.0), high * most))
        }),
        Magnitude::SumOfRows { table, column, among, by } => {
            let table = diagnostic.table(table.as_str())?;
            let sum = largest_sum(table, column, among.as_ref(), by, diagnostic)?;
            // What a list leaves out would be added.
            Some((sum, f64::INFINITY))
        }
    }
}

fn largest_sum(
    table: &Table,
    column: &ColumnId,
    among: Option<&RowTest>,
    by: &[ColumnId],
    diagnostic: &Diagnostic,
) -> Option<f64> {
    let at = table.column(column.as_str())?;
    let by: Vec<_> = by.iter().filter_map(|id| table.column(id.as_str())).collect();
    let among = among.map(|test| test.resolve(table));
    let mut sums: BTreeMap<Vec<String>, f64> = BTreeMap::new();
    for row in &table.rows {
        if among.as_ref().is_some_and(|test| !test.holds(row, diagnostic.as_of).is_true()) {
            continue;
        }
        let Some((low, _)) = row.cell(at).as_range() else { continue };
        let key = by.iter().map(|at| row.cell(*at).to_string()).collect();
        *sums.entry(key).or_default() += low;
    }
    sums.into_values().max_by(f64::total_cmp)
}

/// The rows of which a test surely holds.
fn passing(table: &Table, test: &RowTest, diagnostic: &Diagnostic) -> Vec<RowId> {
    let test = test.resolve(table);
    let rows = table.rows.iter().filter(|row| test.holds(row, diagnostic.as_of).is_true());
    rows.map(|row| row.id).collect()
}

/// The rows that say the same in all of these columns as a row before them, and say something in
/// the first of them.
fn repeated(table: &Table, columns: &[ColumnId]) -> Vec<RowId> {
    let at: Vec<_> = columns.iter().map(|id| table.column(id.as_str())).collect();
    let mut groups: BTreeMap<Vec<String>, Vec<RowId>> = BTreeMap::new();
    for row in &table.rows {
        let say = |at: &Option<usize>| {
            at.map(|at| row.cell(at).to_string().trim().to_lowercase()).unwrap_or_default()
        };
        let key: Vec<String> = at.iter().map(say).collect();
        if key.first().is_some_and(|first| !first.is_empty()) {
            groups.entry(key).or_default().push(row.id);
        }
    }
    groups.into_values().filter(|rows| 1 < rows.len()).flatten().collect()
}

/// Entries that cannot be, cells of one column and kind together.
fn entries(pack: &Pack, diagnostic: &Diagnostic) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for problem in check_document(pack, diagnostic) {
        let grade = grade(&problem.kind);
        let (questions, tables) = match &problem.place {
            DocumentPlace::Answer(id) => (vec![id.clone()], vec![]),
            DocumentPlace::Table(id) | DocumentPlace::Column(id, _) => {
                (vec![], vec![(id.clone(), vec![])])
            }
            DocumentPlace::Decision(row) => {
                let table = pack.matrix.as_ref().map(|matrix| &matrix.partnerships.table);
                (vec![], table.map(|id| (id.clone(), vec![*row])).into_iter().collect())
            }
            DocumentPlace::Ambition(_) | DocumentPlace::Action(_) | DocumentPlace::Dismissed(_) => {
                (vec![], vec![])
            }
            DocumentPlace::Cell(table, row, column) => {
                let kind = std::mem::discriminant(&problem.kind);
                let like = found.iter_mut().find(|finding| match &finding.what {
                    Incoherence::Cells(t, c, k) => {
                        t == table && c == column && std::mem::discriminant(k) == kind
                    }
                    _ => false,
                });
                if let Some((_, rows)) = like.and_then(|finding| finding.tables.first_mut()) {
                    rows.push(*row);
                    continue;
                }
                found.push(Finding {
                    grade,
                    what: Incoherence::Cells(table.clone(), column.clone(), problem.kind.clone()),
                    questions: vec![],
                    tables: vec![(table.clone(), vec![*row])],
                });
                continue;
            }
        };
        found.push(Finding { grade, what: Incoherence::Entry(problem), questions, tables });
    }
    found
}

const fn grade(kind: &DocumentProblemKind) -> Grade {
    match kind {
        DocumentProblemKind::Value(_)
        | DocumentProblemKind::UnknownLevel(_)
        | DocumentProblemKind::BadAmount => Grade::Error,
        DocumentProblemKind::NoReason
        | DocumentProblemKind::FutureYear(_)
        | DocumentProblemKind::Required
        | DocumentProblemKind::EndsBeforeStart
        | DocumentProblemKind::NoDismissalReason
        | DocumentProblemKind::NoSuchRow => Grade::Alert,
        DocumentProblemKind::NotInPack
        | DocumentProblemKind::UnknownRole(_)
        | DocumentProblemKind::UnknownDevice(_) => Grade::Remark,
    }
}

/// Strong answers of which nobody says where they come from.
fn unsupported(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
) -> impl Iterator<Item = Finding> {
    let strong = pack.questions.iter().filter(|question| {
        applicability(diagnostic, question) == Applicability::Asked
            && assessment
                .question(pack, question.id.as_str())
                .and_then(|score| score.outcome.interval())
                .is_some_and(|interval| STRONG <= interval.low())
    });
    let bare = strong.filter(|question| {
        diagnostic.answer(question.id.as_str()).is_some_and(|answer| {
            answer.state.is_answered()
                && answer.source.trim().is_empty()
                && answer.evidence.is_none_or(|evidence| evidence == Evidence::E0)
        })
    });
    bare.map(|question| Finding {
        grade: Grade::Remark,
        what: Incoherence::Unsupported(question.id.clone()),
        questions: vec![question.id.clone()],
        tables: vec![],
    })
    .collect::<Vec<_>>()
    .into_iter()
}
