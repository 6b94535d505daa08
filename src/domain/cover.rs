//! What the cover of a document says beside the territory and the day.

use std::fmt;

use jiff::civil::Date;

/// The words of a document's cover, kept with the diagnostic; what is empty is not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// What the document is called, where its own name is not enough.
    pub title: String,
    /// What stands under the title, such as the meeting it is for.
    pub subtitle: String,
    /// The department that issues it.
    pub issuer: String,
    /// The day it is issued.
    pub date: Option<Date>,
    /// Its version, such as `2.1` or « pour la commission du 12 mars ».
    pub version: String,
    /// How far it has been approved.
    pub status: Option<Status>,
    /// Who may read it.
    pub confidentiality: Option<Confidentiality>,
}

/// How far a document has been approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Still to be approved (« projet »).
    Draft,
    /// Approved (« validé »).
    Approved,
}

/// Who may read a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidentiality {
    /// The departments and elected members of the authority.
    Internal,
    /// Those to whom it is addressed.
    Restricted,
    /// Everybody.
    Open,
}

impl Cover {
    /// Whether nothing was said, so that nothing need be kept.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// The compact form that the journal uses: what was said, one thing after the other.
impl fmt::Display for Cover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            self.title.clone(),
            self.subtitle.clone(),
            self.issuer.clone(),
            self.date.map_or_else(String::new, |date| date.to_string()),
            self.version.clone(),
            self.status.map_or_else(String::new, |status| status.code().to_owned()),
            self.confidentiality.map_or_else(String::new, |degree| degree.code().to_owned()),
        ];
        let said: Vec<_> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
        f.write_str(&said.join(" · "))
    }
}

impl Status {
    /// Every status, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Draft, Self::Approved];

    /// The word that stands for it in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
        }
    }

    /// Reads the word that stands for it in files.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == text.trim())
    }
}

impl Confidentiality {
    /// Every degree, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Internal, Self::Restricted, Self::Open];

    /// The word that stands for it in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Restricted => "restricted",
            Self::Open => "open",
        }
    }

    /// Reads the word that stands for it in files.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|degree| degree.code() == text.trim())
    }
}
