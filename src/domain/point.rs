//! What the official makes of the speaking points that the results suggest.

/// What was chosen of one speaking point; none if it stands as it was suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PointChoice {
    /// It is said as suggested.
    Kept,
    /// It is said otherwise.
    Reworded {
        /// What is said.
        text: String,
        /// The figures that were behind it then, in the compact form of the journal.
        basis: String,
    },
    /// It is not said.
    Dropped,
}

impl PointChoice {
    /// The word that stands for it in files.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Reworded { .. } => "reworded",
            Self::Dropped => "dropped",
        }
    }

    /// What was chosen in a few words, as the journal keeps it.
    pub fn summary(&self) -> String {
        match self {
            Self::Reworded { text, .. } => text.clone(),
            Self::Kept | Self::Dropped => self.code().to_owned(),
        }
    }

    /// The longest text of a point, in characters.
    pub const MOST: usize = 600;
}
