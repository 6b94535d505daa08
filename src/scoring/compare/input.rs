//! What was entered otherwise in the later state, and what kind of change that is.

use crate::{
    domain::{Answer, Aspect, Difference, Differences, QuestionId, Target},
    questionnaire::column,
};

use super::Taken;

/// One thing that was entered otherwise, with every side of it that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What kind of change it is.
    pub kind: InputKind,
    /// The thing: an answer, a cell or row, a property of the document.
    pub target: Target,
    /// Its sides that differ; private notes are left out.
    pub sides: Vec<Difference>,
}

/// What kind of change an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputKind {
    /// The answer says something else.
    Answer,
    /// The answer or row says the same; its year, source, proof or remark differs.
    Detail,
    /// A row came, went, or says something else.
    Row,
    /// A table is more or less complete.
    Coverage,
    /// An answer or row is about another area.
    Area,
    /// The territory is another, or is described otherwise.
    Territory,
    /// The quick path against the full one.
    Path,
    /// The day that is described.
    Date,
    /// What the élu wants, or what is planned.
    Wish,
}

impl InputKind {
    /// The word that stands for it in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Detail => "detail",
            Self::Row => "row",
            Self::Coverage => "coverage",
            Self::Area => "area",
            Self::Territory => "territory",
            Self::Path => "path",
            Self::Date => "date",
            Self::Wish => "wish",
        }
    }
}

/// The columns that say where a row comes from, not what it says.
const PROOF: [&str; 4] = [column::SOURCE, column::YEAR, column::EVIDENCE, column::NOTE];

/// What was entered otherwise, in the order of the journal.
pub(super) fn between(old: Taken<'_>, new: Taken<'_>) -> Vec<Input> {
    let mut inputs: Vec<Input> = Vec::new();
    let found = Differences::between(old.diagnostic, new.diagnostic);
    for side in found.all {
        let private = side.aspect == Aspect::Note
            || is_private(old, &side.target)
            || is_private(new, &side.target);
        if private || side.target.as_frozen().is_some() {
            continue;
        }
        match inputs.last_mut() {
            Some(last) if last.target == side.target => last.sides.push(side),
            _ => inputs.push(Input {
                kind: kind(&side.target),
                target: side.target.clone(),
                sides: vec![side],
            }),
        }
    }
    for input in &mut inputs {
        if let Target::Answer(id) = &input.target {
            input.kind = kind_of_answer(old, new, id);
        }
    }
    inputs
}

/// Whether a cell stands in a column that never leaves the authority.
fn is_private(of: Taken<'_>, target: &Target) -> bool {
    let Target::Cell(table, _, id) = target else { return false };
    let table = of.pack.table(table.as_str());
    table.and_then(|table| table.column(id.as_str())).is_some_and(|column| column.private)
}

fn kind(target: &Target) -> InputKind {
    match target {
        Target::Answer(_) => InputKind::Answer,
        Target::Cell(_, _, of) if of.as_str() == column::PERIMETER => InputKind::Area,
        Target::Cell(_, _, of) if PROOF.contains(&of.as_str()) => InputKind::Detail,
        Target::Cell(..) | Target::Row(..) | Target::Rows(_) => InputKind::Row,
        Target::Coverage(_) => InputKind::Coverage,
        Target::Profile(field) => match field.as_str() {
            "territory" => InputKind::Territory,
            "path" => InputKind::Path,
            "as_of" => InputKind::Date,
            _ => InputKind::Wish,
        },
        Target::Ambition(_)
        | Target::Plan(_)
        | Target::Action(_)
        | Target::ActionField(..)
        | Target::Dismissed(_)
        | Target::Decision(..)
        | Target::Point(_) => InputKind::Wish,
    }
}

fn kind_of_answer(old: Taken<'_>, new: Taken<'_>, id: &QuestionId) -> InputKind {
    let none = Answer::default();
    let before = old.diagnostic.answer(id.as_str()).unwrap_or(&none);
    let after = new.diagnostic.answer(id.as_str()).unwrap_or(&none);
    if other_area(before, after) {
        InputKind::Area
    } else if before.state == after.state && before.includes == after.includes {
        InputKind::Detail
    } else {
        InputKind::Answer
    }
}

/// Whether two answers speak of different areas.
pub(super) fn other_area(before: &Answer, after: &Answer) -> bool {
    let answered = before.state.is_answered() && after.state.is_answered();
    answered && before.perimeter != after.perimeter
}
