//! What others found hard: how many members of a panel gave no definite answer to a question.
//!
//! Whoever stops at a question wonders whether it is they who do not know. A panel tells how many
//! answered; how many did not is told here where it says nothing of a few.

use crate::questionnaire::{Kind, Question};

use super::{Counts, Group, Key, Panel, signature};

/// How many members gave no definite answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// All members of the panel.
    pub members: u32,
    /// Those that gave none: unknown, a range, not applicable, not asked.
    pub without: u32,
}

impl Unanswered {
    /// Their share, from 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.without) / f64::from(self.members.max(1))
    }
}

/// How many members of a panel gave no definite answer to a question; `None` where the panel does
/// not ask it alike, does not tell how many answered, or where fewer than k would be told of.
pub fn unanswered(panel: &Panel, question: &Question) -> Option<Unanswered> {
    if panel.questions.get(&question.id) != Some(&signature::asked(question)) {
        return None;
    }
    let id = question.id.clone();
    let key = match &question.kind {
        Kind::Scale(_) | Kind::Choice(_) | Kind::YesPartlyNo { .. } => Key::Answer(id),
        Kind::Multiple { options, .. } => Key::Pick(id, options.first()?.id.clone()),
        Kind::Number { .. } => Key::Figure(id),
        // What is computed is asked of nobody; several figures are not counted.
        Kind::Derived(_) | Kind::Numbers(_) => return None,
    };
    let members = panel.members(Group::All);
    let answered = panel.counts(&key, Group::All).map(Counts::n)?;
    let without = members.checked_sub(answered)?;
    (panel.k <= without && panel.k <= answered).then_some(Unanswered { members, without })
}
