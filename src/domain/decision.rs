//! What is decided of each partnership: the choice, why, and when it was voted.
//!
//! The program proposes and staff propose; a decision is what those in charge have chosen.

use jiff::civil::Date;

use super::plan::{codes, cut};

/// What a partnership may call for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Do more of it, and better.
    Strengthen,
    /// Keep it as it is.
    Maintain,
    /// Give it another object or other carriers.
    Transform,
    /// Wake it up.
    Revive,
    /// Suspend what is official, keep what is human.
    Suspend,
    /// Close it by a vote, with thanks.
    Close,
}

/// What was decided of one partnership.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// The choice; none if it is still open.
    pub choice: Option<Decision>,
    /// A remark that is printed.
    pub comment: String,
    /// The day of the vote; none if it was not voted.
    pub vote: Option<Date>,
}

/// A field of a resolution that changes alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResolutionField {
    /// The choice.
    Choice,
    /// The printed remark.
    Comment,
    /// The day of the vote.
    Vote,
}

codes!(Decision {
    Strengthen = "strengthen",
    Maintain = "maintain",
    Transform = "transform",
    Revive = "revive",
    Suspend = "suspend",
    Close = "close",
});
codes!(ResolutionField { Choice = "choice", Comment = "comment", Vote = "vote", });

impl Resolution {
    /// The longest remark, in characters.
    pub const LONGEST_COMMENT: usize = 2_000;

    /// Whether nothing was decided or said.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// The resolution within the limits: its remark cut.
    #[must_use]
    pub fn within_limits(mut self) -> Self {
        cut(&mut self.comment, Self::LONGEST_COMMENT);
        self
    }

    /// A field in the compact form of the journal; empty for nothing.
    pub fn told(&self, field: ResolutionField) -> String {
        match field {
            ResolutionField::Choice => self.choice.map_or("", Decision::code).to_owned(),
            ResolutionField::Comment => self.comment.clone(),
            ResolutionField::Vote => self.vote.map_or_else(String::new, |day| day.to_string()),
        }
    }
}
