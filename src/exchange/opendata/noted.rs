//! What is noticed about a file while it is read: how many lines were what, and what is odd.

/// How many lines of a file were what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lines in all, headings included.
    pub rows: usize,
    /// About the territory, and kept.
    pub here: usize,
    /// About somewhere else.
    pub elsewhere: usize,
    /// About nowhere that can be told.
    pub unplaced: usize,
    /// About the territory, and no longer so (dissolved, imports).
    pub dropped: usize,
    /// About the territory, and not about anything international.
    pub unselected: usize,
    /// Of an earlier year than the latest.
    pub earlier: usize,
}

/// What is odd about a file as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Flag {
    /// The reader was never tried on a real file of this layout.
    MadeUp,
    /// Texts in two encodings stand in it.
    Encodings,
    /// It says to be about another territory.
    OtherTerritory(String),
    /// It does not say which territory it is about.
    UnknownTerritory,
    /// Its lines add up to something else than the total it states.
    Sum {
        /// The total it states.
        stated: f64,
        /// What its lines add up to.
        sum: f64,
    },
    /// Shares add up to more than a hundred.
    Over100(f64),
    /// So many figures of the year stand in lines that could not be placed, in percent.
    Unplaced(f64),
    /// Lines bear codes of communes that were since merged, or of districts.
    FormerCodes(usize),
    /// Fewer quarters than a year are in it.
    ShortYear(usize),
    /// The table has rows about another perimeter already.
    Perimeters(String),
    /// The table has rows of another measure already, which are not added to these.
    Measures(String),
    /// Some fields are empty or not figures; how many lines.
    Unreadable(usize),
    /// Figures are known for some of the lines only: known, and all.
    Partial(usize, usize),
    /// It says to be about the other flow, such as imports.
    OtherFlow,
    /// It does not say which of two flows it is about.
    UnknownFlow,
    /// So many lines are of a flow that nobody knows.
    OddFlows(usize),
    /// Its lines count more people than the territory has: both.
    MorePeople(f64, f64),
}

impl Flag {
    /// Whether nothing of the file is taken unless somebody says so: it is likely another's.
    pub(super) const fn holds_back(&self) -> bool {
        matches!(
            self,
            Self::OtherTerritory(_) | Self::OtherFlow | Self::UnknownFlow | Self::MorePeople(..)
        )
    }
}
