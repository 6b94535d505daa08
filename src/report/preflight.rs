//! What to look at before a brief is exported: errors, alerts and remarks, each with its place.
//!
//! The official is about to send the brief to the mayor, and wants to be told beforehand what
//! somebody in the room could object to. Nothing is checked twice: errors are those of the
//! document, contradictions are those that are told beside the questions, what is unknown is what
//! « à vérifier » lists, age is what scoring found. Nothing here keeps a brief from being exported.

use crate::{
    advice::{Finding, Incoherence, coherence},
    domain::{Answer, Diagnostic, Evidence, QuestionId, Table, TableId, Value},
    language::Lang,
    questionnaire::{
        DocumentPlace, DocumentProblemKind, Grade, LEAST_COUNT, Pack, TableSpec, check_document,
        column,
    },
    scoring::{Assessment, Doubt, ToAsk, to_verify},
};

use super::{
    brief::Spot,
    personal::{Personal, personal},
    why::doubt,
};

/// How much a concern weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something in the document cannot be right.
    Error,
    /// Somebody could object.
    Alert,
    /// Something to know.
    Remark,
}

/// Something to look at before the brief is exported.
#[derive(Clone, Debug, PartialEq)]
pub struct Concern {
    /// How much it weighs.
    pub weight: Weight,
    /// What it is.
    pub kind: ConcernKind,
    /// Where it is settled.
    pub place: Spot,
}

/// What can be of concern.
#[derive(Clone, Debug, PartialEq)]
pub enum ConcernKind {
    /// An answer that cannot be as it is.
    Problem(DocumentProblemKind),
    /// Answers or rows that contradict each other, or a strong answer that nothing supports.
    Incoherent(Box<Finding>),
    /// Cells of a table that cannot be as they are; the first such problem, and how many.
    Cells(DocumentProblemKind, usize),
    /// An answer that must be known is not.
    Unknown(Doubt),
    /// A figure that names no source.
    NoSource,
    /// Rows with a figure that names no source, and how many.
    RowsWithoutSource(usize),
    /// An answer is marked to be looked at again: opinions differ, or doubts remain.
    Review,
    /// An answer rests on nothing (E0).
    Unproved,
    /// A figure that is older than its question allows.
    Stale,
    /// Counts of people too small to be printed, and how many.
    FewPeople(usize),
    /// What looks like data about a person.
    Personal(Personal),
}

/// Everything of concern: errors first, then alerts, then remarks; each in the pack's order.
///
/// The assessment must be the one that `assess` gives for the same pack and diagnostic.
pub fn preflight(pack: &Pack, diagnostic: &Diagnostic, assessment: &Assessment) -> Vec<Concern> {
    // What is about persons comes first: it is the one thing that cannot be taken back once sent.
    let mut all: Vec<Concern> = personal(diagnostic)
        .into_iter()
        .map(|found| Concern {
            weight: found.weight(),
            place: found.place.clone(),
            kind: ConcernKind::Personal(found),
        })
        .collect();
    problems(pack, diagnostic, &mut all);
    incoherent(pack, diagnostic, assessment, &mut all);
    unknown(pack, diagnostic, assessment, &mut all);
    for question in &pack.questions {
        let place = || Spot::Question(question.id.clone());
        let mut add = |weight, kind| all.push(Concern { weight, kind, place: place() });
        let asked = question.kind.is_asked();
        if let Some(answer) = diagnostic.answer(question.id.as_str()).filter(|_| asked) {
            if lacks_source(answer) {
                add(Weight::Alert, ConcernKind::NoSource);
            }
            if answer.review {
                add(Weight::Alert, ConcernKind::Review);
            }
            if answer.state.is_answered() && answer.evidence == Some(Evidence::E0) {
                add(Weight::Remark, ConcernKind::Unproved);
            }
        }
        if assessment.question(pack, question.id.as_str()).is_some_and(|score| score.stale) {
            add(Weight::Remark, ConcernKind::Stale);
        }
    }
    for spec in &pack.tables {
        if let Some(table) = diagnostic.table(spec.id.as_str()) {
            rows(pack, spec, table, &mut all);
        }
    }
    all.sort_by_key(|concern| concern.weight);
    all
}

/// What the check of the document finds, told once for each answer and table.
fn problems(pack: &Pack, diagnostic: &Diagnostic, all: &mut Vec<Concern>) {
    let mut tables: Vec<(TableId, DocumentProblemKind, usize)> = Vec::new();
    for problem in check_document(pack, diagnostic) {
        match problem.place {
            DocumentPlace::Answer(id) if pack.question(id.as_str()).is_some() => {
                let kind = ConcernKind::Problem(problem.kind);
                all.push(Concern { weight: Weight::Error, kind, place: Spot::Question(id) });
            }
            DocumentPlace::Cell(id, ..) => match tables.last_mut() {
                Some((last, _, count)) if *last == id => *count += 1,
                _ => tables.push((id, problem.kind, 1)),
            },
            // What the pack does not know is kept in the file and printed nowhere.
            _ => {}
        }
    }
    all.extend(tables.into_iter().map(|(id, kind, count)| Concern {
        weight: Weight::Error,
        kind: ConcernKind::Cells(kind, count),
        place: Spot::Table(id),
    }));
}

/// What the answers contradict; what cannot be as it is was told by [`problems`].
fn incoherent(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    all: &mut Vec<Concern>,
) {
    // A strong answer that is told to have no source or no proof is not told again.
    let told = |id: &QuestionId| {
        let answer = diagnostic.answer(id.as_str());
        answer.is_some_and(|it| lacks_source(it) || it.evidence == Some(Evidence::E0))
    };
    for finding in coherence(pack, diagnostic, assessment) {
        match &finding.what {
            Incoherence::Contradiction(_) => {}
            Incoherence::Unsupported(id) if !told(id) => {}
            Incoherence::Unsupported(_) | Incoherence::Entry(_) | Incoherence::Cells(..) => {
                continue;
            }
        }
        let weight = match finding.grade {
            Grade::Error => Weight::Error,
            Grade::Alert => Weight::Alert,
            Grade::Remark => Weight::Remark,
        };
        let question = finding.questions.first().cloned().map(Spot::Question);
        let table = finding.tables.first().map(|(id, _)| Spot::Table(id.clone()));
        if let Some(place) = question.or(table) {
            all.push(Concern { weight, kind: ConcernKind::Incoherent(Box::new(finding)), place });
        }
    }
}

/// The answers that must be known and are not, as « à vérifier » has them.
fn unknown(pack: &Pack, diagnostic: &Diagnostic, assessment: &Assessment, all: &mut Vec<Concern>) {
    let must = |id: &QuestionId| pack.question(id.as_str()).is_some_and(|q| q.must_know);
    let checks = to_verify(pack, diagnostic, assessment);
    all.extend(checks.into_iter().filter_map(|check| match check.what {
        ToAsk::Question(id) if must(&id) => Some(Concern {
            weight: Weight::Alert,
            kind: ConcernKind::Unknown(check.doubt),
            place: Spot::Question(id),
        }),
        _ => None,
    }));
}

/// Whether an answer gives a figure and does not say where it comes from.
fn lacks_source(answer: &Answer) -> bool {
    use crate::domain::State;
    let figure = |value: &Value| match value {
        Value::Number(_) => true,
        Value::Parts(parts) => !parts.is_empty(),
        Value::Picks(picks) => picks.values().any(Option::is_some),
        Value::Level(_) | Value::Choice(_) => false,
    };
    let (State::Given(value) | State::Between(value, _)) = &answer.state else { return false };
    figure(value) && answer.source.trim().is_empty()
}

/// Rows without source, and counts of people that will be masked.
fn rows(pack: &Pack, spec: &TableSpec, table: &Table, all: &mut Vec<Concern>) {
    let Some((count, ..)) = pack.counted(&spec.id) else { return };
    let Some(count) = table.column(count.as_str()) else { return };
    let source = table.column(column::SOURCE);
    let sourced = |row: &crate::domain::Row| source.is_some_and(|at| !row.cell(at).is_empty());
    let counted = || table.rows.iter().filter_map(|row| Some((row, row.cell(count).as_range()?)));
    let mut add = |weight, kind: &dyn Fn(usize) -> ConcernKind, count: usize| {
        if 0 < count {
            all.push(Concern { weight, kind: kind(count), place: Spot::Table(spec.id.clone()) });
        }
    };
    let bare = counted().filter(|(row, _)| !sourced(row)).count();
    add(Weight::Alert, &ConcernKind::RowsWithoutSource, bare);
    let few = counted().filter(|(_, (low, _))| *low < LEAST_COUNT).count();
    add(Weight::Remark, &ConcernKind::FewPeople, few);
}

impl Weight {
    /// Every weight, heaviest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Alert, Self::Remark];

    /// Those of this weight, counted in a heading.
    pub fn heading(self, count: usize, lang: Lang) -> String {
        match self {
            Self::Error => lang.note_errors(count),
            Self::Alert => lang.note_alerts(count),
            Self::Remark => lang.note_remarks(count),
        }
    }
}

impl Concern {
    /// What it is, as a sentence.
    pub fn sentence(&self, pack: &Pack, lang: Lang) -> String {
        match &self.kind {
            ConcernKind::Incoherent(finding) => {
                format!("{} {}", finding.sentence(pack, lang), finding.hint(pack, lang))
            }
            ConcernKind::Problem(kind) => lang.note_problem(kind.sentence(lang)),
            ConcernKind::Cells(kind, count) => lang.note_cells(*count, kind.sentence(lang)),
            ConcernKind::Unknown(what) => lang.note_unknown(doubt(lang, *what)),
            ConcernKind::NoSource => lang.note_no_source().to_owned(),
            ConcernKind::RowsWithoutSource(count) => lang.note_rows_without_source(*count),
            ConcernKind::Review => lang.note_review().to_owned(),
            ConcernKind::Unproved => lang.note_unproved().to_owned(),
            ConcernKind::Stale => lang.note_stale().to_owned(),
            ConcernKind::FewPeople(count) => lang.note_few_people(*count),
            ConcernKind::Personal(found) => found.sentence(lang),
        }
    }
}
