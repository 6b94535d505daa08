//! « À débattre »: the answers of which several respondents say different things (method § 3.3).
//!
//! A director sees before the meeting what services and partners do not agree on, and how far
//! apart they are; nothing is averaged away behind their backs.

use crate::{
    domain::{Diagnostic, QuestionId},
    questionnaire::{Applicability, Kind, Pack, Question, applicability},
};

/// The agreement below which respondents to a scale are said to disagree.
pub const FAIR_AGREEMENT: f64 = 0.5;

/// An answer that several respondents see otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Debate {
    /// The question.
    pub question: QuestionId,
    /// Of a scale, how far they agree, from 0 to 1; of others, that they differ.
    pub agreement: Option<f64>,
}

impl Debate {
    /// Whether the method has it debated: of a scale, an agreement below one half.
    pub fn is_wide(&self) -> bool {
        self.agreement.is_none_or(|agreement| agreement < FAIR_AGREEMENT)
    }
}

/// What several respondents say together of a scale.
pub(super) struct Together {
    pub(super) top: f64,
    pub(super) voices: usize,
    pub(super) agreement: f64,
}

/// What several respondents say together of a scale, if nobody has decided.
pub(super) fn of(question: &Question, diagnostic: &Diagnostic) -> Option<Together> {
    let Kind::Scale(levels) = &question.kind else { return None };
    let both = diagnostic.answer(question.id.as_str())?.consensus()?;
    let top = levels.len().saturating_sub(1) as f64;
    Some(Together { top, voices: both.voices, agreement: 1.0 - f64::from(both.spread) / top })
}

/// What is to be debated, the widest disagreement first; small ones on a scale come last.
pub fn to_debate(pack: &Pack, diagnostic: &Diagnostic) -> Vec<Debate> {
    let disputed = |question: &&Question| {
        let answer = diagnostic.answer(question.id.as_str());
        answer.is_some_and(crate::domain::Answer::is_disputed)
            && applicability(diagnostic, question) == Applicability::Asked
    };
    let debates = pack.questions.iter().filter(disputed).map(|question| Debate {
        question: question.id.clone(),
        agreement: of(question, diagnostic).map(|together| together.agreement),
    });
    let mut debates: Vec<Debate> = debates.collect();
    debates.sort_by(|a, b| {
        let width = |one: &Debate| one.agreement.unwrap_or(0.0);
        width(a).total_cmp(&width(b))
    });
    debates
}
