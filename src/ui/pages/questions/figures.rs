//! The fields in which the figures of a question are typed, known before they are laid out.

use egui::{Id, Ui};

use crate::{
    domain::QuestionId,
    questionnaire::{Kind, Question},
    ui::widgets,
};

/// The words for the only answer and for both ends of a range.
const BOUNDS: [&str; 3] = ["", "low", "high"];

/// The part that stands for the figure of a question that asks for one only.
pub(super) const NUMBER: &str = "number";

/// The id of a field.
pub(super) fn field(question: &QuestionId, bound: &str, part: &str) -> Id {
    Id::unique((question, bound, part))
}

/// The name under which what cannot be read in a field is kept.
pub(super) fn key(question: &QuestionId, bound: &str, part: &str) -> String {
    if bound.is_empty() {
        format!("{question}/{part}")
    } else {
        format!("{question}/{part}/{bound}")
    }
}

/// The parts of the question that are figures, in order.
fn parts(question: &Question) -> Vec<&str> {
    match &question.kind {
        Kind::Number { .. } => vec![NUMBER],
        Kind::Numbers(parts) => parts.iter().map(|part| part.id.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// The field in which somebody begins to answer, if figures are asked.
pub(super) fn first(question: &Question) -> Option<Id> {
    parts(question).first().map(|part| field(&question.id, "", part))
}

/// Whether a figure of this question is typed in what has this id.
pub(super) fn is_field(question: &Question, id: Id) -> bool {
    let parts = parts(question);
    BOUNDS.iter().any(|bound| parts.iter().any(|part| field(&question.id, bound, part) == id))
}

/// Lets go of what is typed in the fields: the question is answered otherwise.
pub(super) fn forget(ui: &Ui, question: &Question) {
    for part in parts(question) {
        for bound in BOUNDS {
            let (id, key) = (field(&question.id, bound, part), key(&question.id, bound, part));
            widgets::forget_figure(ui, id, &key);
        }
    }
}
