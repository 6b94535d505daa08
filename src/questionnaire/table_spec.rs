//! Tables and the country matrix, as a pack describes them (method § 2.3 and § 3.5).

use serde::Deserialize;

use crate::domain::{ColumnId, Coverage, OptionId, RoleId, Table, TableId, TieId};

use super::{Choice, Term, Text};

/// A table that the official fills row by row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSpec {
    /// The table's id.
    pub id: TableId,
    /// Its name.
    pub title: Text,
    /// A name that fits in the path.
    pub short: Text,
    /// Why it is asked.
    pub why: Text,
    /// Where to find the rows and how to get them.
    pub source: Text,
    /// What to beware of.
    #[serde(default)]
    pub caution: Text,
    /// Who usually knows.
    #[serde(default)]
    pub contributors: Vec<RoleId>,
    /// Whether it asks how complete it is.
    #[serde(default)]
    pub asks_coverage: bool,
    /// The column whose options may each be complete to another degree.
    #[serde(default)]
    pub channels: Option<ColumnId>,
    /// The choice column of which each option is a row to start with.
    #[serde(default)]
    pub rows_from: Option<ColumnId>,
    /// After how many years a row is stale.
    #[serde(default)]
    pub stale_after: Option<u8>,
    /// Below what a count of people is fragile, as those of a survey are.
    #[serde(default)]
    pub fragile_below: Option<f64>,
    /// The columns, before the pack's common ones.
    pub columns: Vec<Column>,
}

impl TableSpec {
    /// Whether what a table does not list is none: it says so, or it has rows and is not asked.
    pub fn lists_all(&self, table: &Table) -> bool {
        match table.coverage {
            Some(coverage) => coverage == Coverage::Exhaustive,
            None => !self.asks_coverage && !table.rows.is_empty(),
        }
    }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The column's id.
    pub id: ColumnId,
    /// Its heading.
    pub label: Text,
    /// What to enter.
    #[serde(default)]
    pub help: Text,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Whether a row makes no sense without it.
    #[serde(default)]
    pub required: bool,
    /// Whether it may never leave the authority (a political or private remark).
    #[serde(default)]
    pub private: bool,
    /// Whether adding its figures up makes sense.
    #[serde(default)]
    pub total: bool,
}

/// What the cells of a column hold.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum ColumnKind {
    /// A short text.
    Text,
    /// A figure or a range, in a unit.
    Number {
        /// Its unit, empty for a plain number.
        #[serde(default)]
        unit: Text,
        /// How many decimal places make sense.
        #[serde(default)]
        decimals: u8,
        /// The least it can be.
        #[serde(default)]
        min: Option<f64>,
        /// The most it can be.
        #[serde(default)]
        max: Option<f64>,
    },
    /// A calendar year.
    Year,
    /// A month, written `2024-03`.
    Month,
    /// Yes, no or unknown.
    YesNo,
    /// One option.
    Choice(Vec<Choice>),
    /// At most `most` options.
    Choices {
        /// The options.
        options: Vec<Choice>,
        /// How many may be picked.
        most: usize,
    },
    /// A level from 0, each with its sentence.
    Level(Vec<Text>),
    /// A country, a zone or free text.
    Place,
    /// Several countries or zones.
    Places,
    /// A town or another authority: a name, for which the towns of the world are proposed.
    Town {
        /// The column of its country, which a chosen town fills if it is empty.
        country: ColumnId,
    },
}

impl ColumnKind {
    /// Whether its cells hold words as they were typed.
    pub const fn is_free_text(&self) -> bool {
        matches!(self, Self::Text | Self::Town { .. })
    }
}

/// The column ids that the common columns and the matrix read.
pub mod column {
    /// A country or zone.
    pub const COUNTRY: &str = "country";
    /// The countries of an association.
    pub const COUNTRIES: &str = "countries";
    /// Where a row comes from.
    pub const SOURCE: &str = "source";
    /// The year a row is about.
    pub const YEAR: &str = "year";
    /// The area a row describes.
    pub const PERIMETER: &str = "perimeter";
    /// How well a row is proved.
    pub const EVIDENCE: &str = "evidence";
    /// A remark on a row.
    pub const NOTE: &str = "note";
    /// Of a partnership: the partner, by its own name; it need not have this column.
    pub const COUNTERPART: &str = "counterpart";
    /// Of a partnership: the month of its last activity.
    pub const LAST_ACTIVITY: &str = "last_activity";
    /// Of a partnership: the state of its agreement.
    pub const AGREEMENT: &str = "agreement";
    /// Of a partnership: whether objectives are written.
    pub const OBJECTIVES: &str = "objectives";
    /// Of a partnership: its themes.
    pub const THEMES: &str = "themes";
    /// Of a partnership: the level of reciprocity.
    pub const RECIPROCITY: &str = "reciprocity";
    /// Of a partnership: the families of actors involved.
    pub const ACTORS: &str = "actors";
    /// Of a partnership: the year of its last evaluation.
    pub const LAST_EVALUATION: &str = "last_evaluation";
    /// Of a partnership: who evaluated it, or that nobody ever did; it need not have this column.
    pub const EVALUATION_KIND: &str = "evaluation_kind";
    /// Of a partnership: the authority's own yearly budget for it.
    pub const OWN_BUDGET: &str = "own_budget";
    /// Of a partnership: other people's yearly money for it; it need not have this column.
    pub const COFUNDING: &str = "cofunding";
    /// Of a partnership: the staff that works on it.
    pub const STAFF: &str = "staff";
    /// Of a partnership: what its staff propose to do with it; it need not have this column.
    pub const DECISION: &str = "decision";
    /// Of a partnership: normal, watch or suspended context.
    pub const CONTEXT: &str = "context";
}

/// The country matrix: the ties that make roots, and the partnerships they are crossed with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixSpec {
    /// The ties, in the order of the matrix's columns.
    pub ties: Vec<TieSpec>,
    /// The partnerships.
    pub partnerships: PartnershipSpec,
    /// `θ_R`, from which roots are strong.
    pub strong_roots: f64,
    /// `θ_P`, from which partnership is strong.
    pub strong_partnership: f64,
}

/// One tie of the matrix.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TieSpec {
    /// The tie's id, as in the pack's `ties`.
    pub id: TieId,
    /// The one-letter name of its column.
    pub letter: String,
    /// Its name.
    pub title: Text,
    /// Where its strength comes from.
    pub source: TieSource,
}

/// How the strength of a tie with a country is read from a table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum TieSource {
    /// The figure of a country over a total.
    CountPer {
        /// The table.
        table: TableId,
        /// The column of figures.
        count: ColumnId,
        /// The total.
        per: Term,
        /// The factor, such as 1 000 for ‰.
        times: f64,
        /// The column that tells measures apart which must never be added.
        #[serde(default)]
        measure: Option<ColumnId>,
        /// Its options that may be added with each other; groups of options, best first.
        #[serde(default)]
        additive: Vec<Vec<OptionId>>,
        /// The column of periods, of which only the latest counts.
        #[serde(default)]
        latest: Option<ColumnId>,
        /// The goalposts of the result.
        goalposts: Vec<f64>,
    },
    /// The strongest of several channels, each with its own unit.
    Channels {
        /// The table.
        table: TableId,
        /// The column that names the channel.
        channel: ColumnId,
        /// The channels.
        channels: Vec<Channel>,
        /// The most that a figure known only for a wide area may count.
        wide_cap: f64,
    },
    /// The number of rows that name the country and say yes.
    ActiveRows {
        /// The table.
        table: TableId,
        /// The yes-or-no column.
        active: ColumnId,
        /// The goalposts of the number.
        goalposts: Vec<f64>,
    },
}

impl TableSpec {
    /// The options of the column whose options may each be complete to another degree.
    pub fn channels_of(&self) -> &[Choice] {
        let column = self.channels.as_ref().and_then(|id| self.column(id.as_str()));
        match column.map(|column| &column.kind) {
            Some(ColumnKind::Choice(options)) => options,
            _ => &[],
        }
    }
}

impl TieSource {
    /// The table that the strength is read from.
    pub const fn table(&self) -> &TableId {
        match self {
            Self::CountPer { table, .. }
            | Self::Channels { table, .. }
            | Self::ActiveRows { table, .. } => table,
        }
    }
}

/// One channel of an economic tie.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// The option that names it.
    pub id: OptionId,
    /// The column of its figure.
    pub value: ColumnId,
    /// The goalposts of its figure.
    pub goalposts: Vec<f64>,
}

/// How partnerships are read (method § 3.5).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnershipSpec {
    /// The table, which must have the columns of [`mod@column`].
    pub table: TableId,
    /// Activity by the age of the last activity, youngest first.
    pub activity: Vec<ActivityStep>,
    /// The activity of anything older.
    pub older: f64,
    /// What a formal agreement's absence counts when objectives are written all the same.
    pub informal: f64,
    /// How many families of actors count fully.
    pub actors: f64,
    /// Years after an evaluation during which it counts fully, then by half.
    pub evaluation_years: (i16, i16),
    /// The share of activity that counts whatever the quality; the rest is weighted by quality.
    pub base: f64,
}

/// One step of activity.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ActivityStep(
    /// Up to how many months after the last activity.
    pub i32,
    /// The activity, from 0 to 1.
    pub f64,
);
