//! The country matrix: ties against partnerships, country by country (method § 3.5).

use crate::domain::{Class, CountryCode, Interval, RowId, TableId, ZoneId};

/// Ties and partnerships crossed for every country with either.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The countries, strongest roots first, then by code.
    pub countries: Vec<CountryRow>,
    /// The zones that sources do not split; they have ties but no partnership and no class.
    pub zones: Vec<ZoneRow>,
    /// Rows whose country matched nothing: table and row, to review.
    pub unplaced: Vec<(TableId, RowId)>,
}

/// One country of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryRow {
    /// The country.
    pub country: CountryCode,
    /// The strength of each tie, in the order of the matrix's ties.
    pub ties: Vec<TieStrength>,
    /// R: ½ the strongest tie + ½ the mean of ties.
    pub roots: Interval,
    /// P: 1 − Π(1 − p) over the partnerships.
    pub partnership: Interval,
    /// O = R·(1 − P).
    pub opportunity: Interval,
    /// U = P·(1 − R).
    pub unrooted: Interval,
    /// The partnerships with this country, in table order.
    pub partnerships: Vec<PartnershipReading>,
    /// The class, by the middle of the intervals where they leave it open; `None` asks no action.
    pub class: Option<Class>,
    /// Every class that the intervals allow, `None` among them if no action is possible.
    pub possible: Vec<Option<Class>>,
    /// The tables that would settle the class, if it is open.
    pub settled_by: Vec<TableId>,
}

/// One zone of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneRow {
    /// The zone.
    pub zone: ZoneId,
    /// The strength of each tie as if the zone were one country.
    pub ties: Vec<TieStrength>,
}

/// The strength of one tie with one country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TieStrength {
    /// T, from 0 to 1.
    pub value: Interval,
    /// Where the value comes from.
    pub origin: StrengthOrigin,
    /// The figure behind it, in the unit of the goalposts; of several channels, that of the best.
    pub figure: Option<(f64, f64)>,
    /// Which channel gave it, by its place in the tie's channels; only for ties that have channels.
    pub channel: Option<usize>,
}

/// Where the strength of a tie comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrengthOrigin {
    /// The country has rows of its own.
    Listed,
    /// The country lies in a zone that has rows: anything up to the zone's strength.
    WithinZone,
    /// Not listed in a table that lists everything: zero.
    AbsentFromAll,
    /// Not listed in a table that lists the largest: at most the smallest listed.
    BelowListed,
    /// Not listed in a table that is partial, empty, or has no total to compare with.
    Unknown,
}

/// One partnership, explained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartnershipReading {
    /// Its row in the partnership table.
    pub row: RowId,
    /// a: how active it is.
    pub activity: Interval,
    /// q and its six criteria.
    pub quality: Quality,
    /// p = a·(base + (1 − base)·q).
    pub strength: Interval,
    /// Whether the context is suspended: shown beside, never deducted.
    pub suspended: bool,
}

/// The quality of a partnership: the mean of six criteria.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// q: the mean.
    pub mean: Interval,
    /// The state of the agreement.
    pub agreement: Interval,
    /// Reciprocity.
    pub reciprocity: Interval,
    /// Written objectives and themes.
    pub objectives: Interval,
    /// Families of actors involved.
    pub actors: Interval,
    /// How recently it was evaluated.
    pub evaluation: Interval,
    /// Whether budget or staff are identified.
    pub resources: Interval,
}

impl CountryRow {
    /// Whether nothing is known of the ties, so that no class can be named yet.
    pub fn is_open(&self) -> bool {
        self.roots == Interval::UNKNOWN && !self.is_certain()
    }

    /// The class, where it may be told: not of a country with which no tie is known, since the
    /// middle between nothing and everything says nothing.
    pub fn named_class(&self) -> Option<Class> {
        self.class.filter(|_| !self.is_open())
    }

    /// Whether the whole of the intervals agrees on the class (« sûre »).
    pub fn is_certain(&self) -> bool {
        self.possible.len() <= 1
    }
}
