//! Where values come from: how well they are proved, and how old they are.

use crate::{
    domain::{Evidence, QuestionId, Row, TableId, Year},
    questionnaire::{Derivation, Kind, MatrixSpec, Measure, Pack, Question, Term, column},
};

use super::{aggregate::average, cross::table_of, figure::Case};

/// How well a value is proved, and whether it is too old.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Provenance {
    pub(super) evidence: Option<f64>,
    pub(super) stale: bool,
}

/// The provenance of what a question is scored by.
pub(super) fn of(case: Case<'_>, question: &Question) -> Provenance {
    let Kind::Derived(derivation) = &question.kind else { return answer(case, question) };
    let tables = tables(case.pack, derivation);
    if tables.is_empty() {
        return answers(case, &question.measure);
    }
    let mut grades = Vec::new();
    let mut stale = 0;
    for id in tables {
        let Some(table) = case.table(id) else { continue };
        let limit = case.pack.table(id).and_then(|spec| spec.stale_after);
        let (evidence, year) = (table.column(column::EVIDENCE), table.column(column::YEAR));
        for row in &table.rows {
            grades.push(evidence.map_or(0.0, |column| grade_of(row, column)));
            let year = year.and_then(|column| year_of(row, column));
            stale += usize::from(is_stale(case, year, limit.or(question.stale_after)));
        }
    }
    let rows = grades.len();
    Provenance { evidence: average(grades.into_iter()), stale: rows < 2 * stale }
}

fn answer(case: Case<'_>, question: &Question) -> Provenance {
    let answer = case.diagnostic.answer(question.id.as_str());
    Provenance {
        evidence: answer.and_then(|answer| answer.evidence).map(|e| f64::from(e.grade())),
        stale: is_stale(case, answer.and_then(|answer| answer.year), question.stale_after),
    }
}

/// The mean proof of the answers that a measure is made of; stale if one of them is.
fn answers(case: Case<'_>, measure: &Measure) -> Provenance {
    let Measure::Ratio { of, to, .. } = measure else { return Provenance::default() };
    let of_one = |id: &QuestionId| case.pack.question(id.as_str()).map(|q| answer(case, q));
    let all: Vec<_> = [of, to].into_iter().filter_map(named).filter_map(of_one).collect();
    Provenance {
        evidence: average(all.iter().map(|one| one.evidence.unwrap_or(0.0))),
        stale: all.iter().any(|one| one.stale),
    }
}

const fn named(term: &Term) -> Option<&QuestionId> {
    match term {
        Term::Own | Term::Part(_) => None,
        Term::Answer(id) | Term::PartOf(id, _) | Term::SumOfParts(id) | Term::SumOfAmounts(id) => {
            Some(id)
        }
    }
}

/// The tables that a derivation reads.
pub(super) fn tables<'a>(pack: &'a Pack, derivation: &'a Derivation) -> Vec<&'a str> {
    match derivation {
        Derivation::Measure => Vec::new(),
        Derivation::EffectiveNumber { table, .. }
        | Derivation::ShareOfRows { table, .. }
        | Derivation::CountOfRows { table, .. }
        | Derivation::DistinctValues { table, .. }
        | Derivation::MeanLevel { table, .. } => vec![table.as_str()],
        Derivation::PartnershipActivity | Derivation::PartnershipQuality => {
            pack.matrix.iter().map(|matrix| matrix.partnerships.table.as_str()).collect()
        }
        Derivation::Alignment { .. } => {
            let ties = |matrix: &'a MatrixSpec| {
                let ties = matrix.ties.iter().map(|tie| table_of(&tie.source));
                ties.chain([&matrix.partnerships.table]).map(TableId::as_str)
            };
            pack.matrix.iter().flat_map(ties).collect()
        }
    }
}

fn grade_of(row: &Row, column: usize) -> f64 {
    row.cell(column).as_text().and_then(Evidence::parse).map_or(0.0, |e| f64::from(e.grade()))
}

/// The year in a cell; of a range, its later end.
pub(super) fn year_of(row: &Row, column: usize) -> Option<Year> {
    let (_, year) = row.cell(column).as_range()?;
    #[expect(clippy::cast_possible_truncation, reason = "a year out of range becomes the nearest")]
    Some(year as Year)
}

fn is_stale(case: Case<'_>, year: Option<Year>, limit: Option<u8>) -> bool {
    let today = case.diagnostic.as_of.year();
    year.zip(limit).is_some_and(|(year, limit)| year < today - Year::from(limit))
}
