//! Everything that is wrong with the answers, cells and ambitions of a document, at once.

use crate::{
    domain::{
        ActionId, Answer, BlockId, Cell, ColumnId, DeviceId, Diagnostic, QuestionId, RoleId, Row,
        RowId, RuleId, State, Table, TableId, Year,
    },
    language::Lang,
};

use super::{AnswerProblem, Column, Pack, check_answer, check_cell, plan_check};

/// One problem of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentProblem {
    /// Where it is.
    pub place: DocumentPlace,
    /// What is wrong.
    pub kind: DocumentProblemKind,
}

/// Where in a document a problem is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentPlace {
    /// An answer.
    Answer(QuestionId),
    /// A table.
    Table(TableId),
    /// A column.
    Column(TableId, ColumnId),
    /// A cell.
    Cell(TableId, RowId, ColumnId),
    /// The ambition for a component.
    Ambition(BlockId),
    /// An action of the plan.
    Action(ActionId),
    /// A recommendation that was dismissed.
    Dismissed(RuleId),
    /// A decision on a partnership, by its row.
    Decision(RowId),
}

/// What can be wrong in a document.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentProblemKind {
    /// The pack has no such question, table, column or component: it is kept but counts nowhere.
    NotInPack,
    /// The value is not one that can be given.
    Value(AnswerProblem),
    /// An answer says « sans objet » without saying why.
    NoReason,
    /// The pack has no such role.
    UnknownRole(RoleId),
    /// The figure is of a year after the one the diagnostic describes; the figure's year.
    FutureYear(Year),
    /// A cell without which the row makes no sense is empty.
    Required,
    /// The pack has no such maturity level.
    UnknownLevel(u8),
    /// An action ends before it starts.
    EndsBeforeStart,
    /// An amount of an action cannot be one.
    BadAmount,
    /// The register has no such funding device.
    UnknownDevice(DeviceId),
    /// A recommendation is dismissed without saying why.
    NoDismissalReason,
    /// A decision is about a row that the table of partnerships does not have.
    NoSuchRow,
}

/// Every problem of a document, in the order of its answers and tables.
pub fn check_document(pack: &Pack, diagnostic: &Diagnostic) -> Vec<DocumentProblem> {
    let mut problems = Vec::new();
    for (id, answer) in &diagnostic.answers {
        let place = || DocumentPlace::Answer(id.clone());
        let found = answer_problems(pack, id, answer, diagnostic.as_of.year());
        problems.extend(found.into_iter().map(|kind| DocumentProblem { place: place(), kind }));
    }
    for (id, table) in &diagnostic.tables {
        check_table(pack, id, table, &mut problems);
    }
    for (id, ambition) in &diagnostic.ambitions {
        let kind = if pack.block(id.as_str()).is_none() {
            DocumentProblemKind::NotInPack
        } else if pack.level(ambition.level).is_none() {
            DocumentProblemKind::UnknownLevel(ambition.level)
        } else {
            continue;
        };
        problems.push(DocumentProblem { place: DocumentPlace::Ambition(id.clone()), kind });
    }
    plan_check::check(pack, diagnostic, &mut problems);
    problems
}

fn answer_problems(
    pack: &Pack,
    id: &QuestionId,
    answer: &Answer,
    present: Year,
) -> Vec<DocumentProblemKind> {
    use DocumentProblemKind as P;
    let Some(question) = pack.question(id.as_str()) else { return vec![P::NotInPack] };
    let value = check_answer(question, &answer.state).err().map(P::Value);
    let reason = match &answer.state {
        State::NotApplicable { reason } if reason.trim().is_empty() => Some(P::NoReason),
        _ => None,
    };
    let unknown = |role: &&RoleId| pack.role(role).is_none();
    let role = answer.role.as_ref().filter(unknown).cloned().map(P::UnknownRole);
    let year = answer.year.filter(|year| present < *year).map(P::FutureYear);
    [value, reason, role, year].into_iter().flatten().collect()
}

fn check_table(pack: &Pack, id: &TableId, table: &Table, problems: &mut Vec<DocumentProblem>) {
    let Some(spec) = pack.table(id.as_str()) else {
        let place = DocumentPlace::Table(id.clone());
        return problems.push(DocumentProblem { place, kind: DocumentProblemKind::NotInPack });
    };
    let unknown = table.columns.iter().filter(|column| spec.column(column.as_str()).is_none());
    problems.extend(unknown.map(|column| DocumentProblem {
        place: DocumentPlace::Column(id.clone(), column.clone()),
        kind: DocumentProblemKind::NotInPack,
    }));
    for row in &table.rows {
        for column in &spec.columns {
            if let Some(kind) = cell_problem(table, row, column) {
                let place = DocumentPlace::Cell(id.clone(), row.id, column.id.clone());
                problems.push(DocumentProblem { place, kind });
            }
        }
    }
}

fn cell_problem(table: &Table, row: &Row, column: &Column) -> Option<DocumentProblemKind> {
    let cell = table.column(column.id.as_str()).map_or(&Cell::Empty, |index| row.cell(index));
    check_entry(column, cell)
}

/// What is wrong with a cell of a row: nothing, a value that cannot be, or that it is missing.
pub fn check_entry(column: &Column, cell: &Cell) -> Option<DocumentProblemKind> {
    if column.required && cell.is_empty() {
        return Some(DocumentProblemKind::Required);
    }
    check_cell(column, cell).err().map(DocumentProblemKind::Value)
}

impl DocumentProblem {
    /// Where it is, what is wrong, as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        lang.answers_at(self.place.name(lang), self.kind.sentence(lang))
    }

    /// What to do about it, as a sentence.
    pub fn hint(&self, lang: Lang) -> String {
        self.kind.hint(lang)
    }
}

impl DocumentProblemKind {
    /// What is wrong, as the end of a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::NotInPack => lang.answers_not_in_pack().to_owned(),
            Self::Value(problem) => problem.sentence(lang),
            Self::NoReason => lang.answers_no_reason().to_owned(),
            Self::UnknownRole(role) => lang.answers_unknown_role(role),
            Self::FutureYear(year) => lang.answers_future_year(year),
            Self::Required => lang.answers_required().to_owned(),
            Self::UnknownLevel(level) => lang.answers_unknown_level(level),
            Self::EndsBeforeStart => lang.plan_ends_before_start().to_owned(),
            Self::BadAmount => lang.plan_bad_amount().to_owned(),
            Self::UnknownDevice(id) => lang.plan_unknown_device(id),
            Self::NoDismissalReason => lang.plan_no_dismissal_reason().to_owned(),
            Self::NoSuchRow => lang.plan_no_such_row().to_owned(),
        }
    }

    /// What to do about it, as a sentence.
    pub fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NotInPack => lang.answers_not_in_pack_hint().to_owned(),
            Self::Value(problem) => problem.hint(lang),
            Self::NoReason => lang.answers_no_reason_hint().to_owned(),
            Self::UnknownRole(_) => lang.answers_unknown_role_hint().to_owned(),
            Self::FutureYear(_) => lang.answers_future_year_hint().to_owned(),
            Self::Required => lang.answers_required_hint().to_owned(),
            Self::UnknownLevel(_) => lang.answers_unknown_level_hint().to_owned(),
            Self::EndsBeforeStart => lang.plan_ends_before_start_hint().to_owned(),
            Self::BadAmount => lang.plan_bad_amount_hint().to_owned(),
            Self::UnknownDevice(_) => lang.plan_unknown_device_hint().to_owned(),
            Self::NoDismissalReason => lang.plan_no_dismissal_reason_hint().to_owned(),
            Self::NoSuchRow => lang.plan_no_such_row_hint().to_owned(),
        }
    }
}

impl DocumentPlace {
    /// The place in words, such as « tableau T5, ligne 3, colonne country ».
    pub fn name(&self, lang: Lang) -> String {
        match self {
            Self::Answer(id) => lang.answers_place_answer(id),
            Self::Table(id) => lang.answers_place_table(id),
            Self::Column(table, column) => lang.answers_place_column(column, table),
            Self::Cell(table, row, column) => lang.answers_place_cell(column, row, table),
            Self::Ambition(block) => lang.answers_place_ambition(block),
            Self::Action(id) => lang.plan_place_action(id),
            Self::Dismissed(rule) => lang.plan_place_dismissed(rule),
            Self::Decision(row) => lang.plan_place_decision(row),
        }
    }
}
