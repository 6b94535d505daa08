//! The strength of ties with countries, and what not being listed means (method § 3.5).
//!
//! Every source becomes one or more [`Listing`]s, which answer for any country: those they list,
//! those that lie in a zone they list, and those they do not list.

use std::collections::BTreeMap;

use crate::{
    domain::{
        Cell, ColumnId, CountryCode, Coverage, Interval, OptionId, Perimeter, Place, Row, Table,
        ZoneId,
    },
    questionnaire::{Channel, TieSource, column},
    reference,
};

use super::{
    StrengthOrigin, TieStrength,
    figure::{Case, Figure, ratio},
    normalize::piecewise,
    provenance::year_of,
};

/// What one source says of the strength of a tie, country by country.
#[derive(Debug)]
struct Listing {
    /// Where it stands among the channels of its tie, if the tie has channels.
    channel: Option<usize>,
    listed: BTreeMap<Place, Interval>,
    /// What a country is worth that is neither listed nor in a listed zone.
    absent: (Interval, StrengthOrigin),
}

/// All that is known of one tie.
#[derive(Debug)]
pub(super) struct Tie {
    listings: Vec<Listing>,
}

impl Tie {
    /// Reads a tie from its table.
    pub(super) fn read(case: Case<'_>, source: &TieSource) -> Self {
        let (TieSource::CountPer { table, .. }
        | TieSource::Channels { table, .. }
        | TieSource::ActiveRows { table, .. }) = source;
        let listings = match case.table(table.as_str()) {
            Some(table) => listings(case, source, table),
            None => Vec::new(),
        };
        Self { listings }
    }

    /// The countries and zones that have rows of their own.
    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        self.listings.iter().flat_map(|listing| listing.listed.keys())
    }

    /// The strength with a country, or with a zone as if it were one: that of the best listing.
    pub(super) fn with(&self, place: &Place) -> TieStrength {
        let each: Vec<TieStrength> = self.listings.iter().map(|one| one.with(place)).collect();
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for strength in &each {
            low = low.max(strength.value.low());
            high = high.max(strength.value.high());
        }
        // What says most comes last: a row of its own, a zone, an honest « unknown », a bound.
        let rank = |strength: &&TieStrength| match strength.origin {
            StrengthOrigin::Listed => 4,
            StrengthOrigin::WithinZone => 3,
            StrengthOrigin::Unknown => 2,
            StrengthOrigin::BelowListed => 1,
            StrengthOrigin::AbsentFromAll => 0,
        };
        let listed = each.iter().filter(|one| one.origin == StrengthOrigin::Listed);
        // The first of equals, so that the author's order decides.
        let best = listed.reduce(|a, b| if a.value.low() < b.value.low() { b } else { a });
        match each.iter().max_by_key(rank) {
            None => TieStrength {
                value: Interval::UNKNOWN,
                origin: StrengthOrigin::Unknown,
                channel: None,
            },
            Some(telling) => TieStrength {
                value: Interval::new(low, high),
                origin: telling.origin,
                channel: best.and_then(|best| best.channel),
            },
        }
    }
}

impl Listing {
    fn new(
        channel: Option<usize>,
        listed: BTreeMap<Place, Interval>,
        coverage: Option<Coverage>,
    ) -> Self {
        let countries = listed.iter().filter(|(place, _)| place.country().is_some());
        let smallest = countries.map(|(_, value)| value.high()).min_by(f64::total_cmp);
        let absent = match (coverage, smallest) {
            (Some(Coverage::Exhaustive), _) => (Interval::ZERO, StrengthOrigin::AbsentFromAll),
            (Some(Coverage::TopN), Some(smallest)) => {
                (Interval::new(0.0, smallest), StrengthOrigin::BelowListed)
            }
            _ => (Interval::UNKNOWN, StrengthOrigin::Unknown),
        };
        Self { channel, listed, absent }
    }

    /// Whether it can say anything at all.
    fn is_available(&self) -> bool {
        !self.listed.is_empty() || self.absent.1 == StrengthOrigin::AbsentFromAll
    }

    fn with(&self, place: &Place) -> TieStrength {
        let (value, origin) = match self.listed.get(place) {
            Some(value) => (*value, StrengthOrigin::Listed),
            None => match place.country().and_then(|country| self.zone_of(country)) {
                Some(most) => (Interval::new(0.0, most), StrengthOrigin::WithinZone),
                None => self.absent,
            },
        };
        TieStrength { value, origin, channel: self.channel }
    }

    /// The strength of the weakest listed zone that holds a country.
    fn zone_of(&self, country: CountryCode) -> Option<f64> {
        let zones = self.listed.iter().filter(|(place, _)| match place {
            Place::Zone(zone) => holds(zone, country),
            _ => false,
        });
        zones.map(|(_, value)| value.high()).min_by(f64::total_cmp)
    }
}

/// Whether a country lies in a zone.
fn holds(zone: &ZoneId, country: CountryCode) -> bool {
    reference::zone(zone.as_str()).is_some_and(|zone| zone.contains(country))
}

/// The listings of a source; none if nothing tells anything.
fn listings(case: Case<'_>, source: &TieSource, table: &Table) -> Vec<Listing> {
    match source {
        TieSource::CountPer { per, times, goalposts, .. } => {
            let total = case.total(per);
            let strength = |count: Figure| strength(ratio(count, total, *times), goalposts);
            let counts = counts(source, table);
            let listed = counts.into_iter().map(|(place, count)| (place, strength(count)));
            available([Listing::new(None, listed.collect(), table.coverage)])
        }
        TieSource::Channels { channel, channels, wide_cap, .. } => {
            let listing = |(index, one): (usize, &Channel)| {
                let coverage = table.channel_coverage.get(&one.id).copied().or(table.coverage);
                let listed = channel_strengths(table, channel, one, *wide_cap);
                Listing::new(Some(index), listed, coverage)
            };
            available(channels.iter().enumerate().map(listing))
        }
        TieSource::ActiveRows { active, goalposts, .. } => {
            let counts = active_rows(table, active).into_iter();
            let listed = counts.map(|(place, count)| (place, strength(count, goalposts)));
            available([Listing::new(None, listed.collect(), table.coverage)])
        }
    }
}

/// Channels that nobody filled in are not available; the others decide (« max of available »).
fn available(listings: impl IntoIterator<Item = Listing>) -> Vec<Listing> {
    listings.into_iter().filter(Listing::is_available).collect()
}

fn strength(figure: Figure, goalposts: &[f64]) -> Interval {
    match figure {
        Figure::Known(low, high) => {
            Interval::new(piecewise(low, goalposts), piecewise(high, goalposts))
        }
        Figure::Unknown | Figure::Absent => Interval::UNKNOWN,
    }
}

/// The rows of each country and zone that the column names.
fn by_place<'a>(table: &'a Table, column: &str) -> BTreeMap<Place, Vec<&'a Row>> {
    let mut rows = BTreeMap::<Place, Vec<&Row>>::new();
    let Some(column) = table.column(column) else { return rows };
    for row in &table.rows {
        for place in row.cell(column).places() {
            if is_known(&place) {
                rows.entry(place).or_default().push(row);
            }
        }
    }
    rows
}

/// The country of the territories themselves, with which no tie is international.
const HOME: &str = "FR";

/// Whether a place counts anywhere; others are listed to review.
pub(super) fn is_known(place: &Place) -> bool {
    match place {
        Place::Country(code) => code.as_str() != HOME && reference::country(*code).is_some(),
        Place::Zone(zone) => reference::zone(zone.as_str()).is_some(),
        Place::Other(_) => false,
    }
}

/// The figure of each place in the measure and period that count.
fn counts(source: &TieSource, table: &Table) -> BTreeMap<Place, Figure> {
    let TieSource::CountPer { count, measure, additive, latest, .. } = source else {
        return BTreeMap::new();
    };
    let Some(count) = table.column(count.as_str()) else { return BTreeMap::new() };
    let measure = measure.as_ref().and_then(|id| table.column(id.as_str()));
    let latest = latest.as_ref().and_then(|id| table.column(id.as_str()));
    let figure = |mut rows: Vec<&Row>| {
        keep_figures(&mut rows, count);
        keep_best(&mut rows, |row| measure.map(|column| rank(row, column, additive)));
        keep_best(&mut rows, |row| latest.map(|column| std::cmp::Reverse(year_of(row, column))));
        sum(&rows, count)
    };
    by_place(table, column::COUNTRY)
        .into_iter()
        .map(|(place, rows)| (place, figure(rows)))
        .collect()
}

/// Keeps the rows that have a figure, unless none has.
fn keep_figures(rows: &mut Vec<&Row>, column: usize) {
    if rows.iter().any(|row| row.cell(column).as_range().is_some()) {
        rows.retain(|row| row.cell(column).as_range().is_some());
    }
}

/// Keeps the rows of the least key.
fn keep_best<K: Ord>(rows: &mut Vec<&Row>, key: impl Fn(&Row) -> K) {
    if let Some(best) = rows.iter().map(|row| key(row)).min() {
        rows.retain(|row| key(row) == best);
    }
}

/// Which group of options that may be added a row belongs to; a row that does not say comes last.
fn rank(row: &Row, column: usize, additive: &[Vec<OptionId>]) -> usize {
    let named = row.cell(column).as_text();
    let belongs = |group: &Vec<OptionId>| named.is_some_and(|id| group.iter().any(|o| o == id));
    additive.iter().position(belongs).unwrap_or(additive.len())
}

/// The sum of a column's figures; unknown if one of them is.
///
/// The figures are added in rising order, so that the order of rows cannot change a bit.
fn sum(rows: &[&Row], column: usize) -> Figure {
    let Some(mut ends) =
        rows.iter().map(|row| row.cell(column).as_range()).collect::<Option<Vec<_>>>()
    else {
        return Figure::Unknown;
    };
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (low, high) = ends.iter().fold((0.0, 0.0), |(low, high), (a, b)| (low + a, high + b));
    Figure::Known(low, high)
}

/// The strength of one channel with each place it lists.
///
/// Of one place, a figure of the town itself is preferred to one of a wide area, and the latest
/// year to those before.
fn channel_strengths(
    table: &Table,
    channel: &ColumnId,
    one: &Channel,
    wide_cap: f64,
) -> BTreeMap<Place, Interval> {
    let columns = table.column(channel.as_str()).zip(table.column(one.value.as_str()));
    let Some((channel, value)) = columns else { return BTreeMap::new() };
    let (perimeter, year) = (table.column(column::PERIMETER), table.column(column::YEAR));
    let is_wide = |row: &Row| perimeter.is_some_and(|column| is_wide(row.cell(column)));
    let mut strengths = BTreeMap::new();
    for (place, mut rows) in by_place(table, column::COUNTRY) {
        rows.retain(|row| row.cell(channel).as_text().is_some_and(|id| one.id == *id));
        keep_figures(&mut rows, value);
        keep_best(&mut rows, is_wide);
        keep_best(&mut rows, |row| year.map(|column| std::cmp::Reverse(year_of(row, column))));
        let Some(first) = rows.first() else { continue };
        let cap = if is_wide(first) { wide_cap } else { 1.0 };
        let strength = strength(sum(&rows, value), &one.goalposts);
        strengths.insert(place, strength.map(|x| x.min(cap)));
    }
    strengths
}

fn is_wide(cell: &Cell) -> bool {
    cell.as_text().and_then(Perimeter::parse).is_some_and(Perimeter::is_wide)
}

/// How many rows of each place say yes, and how many may.
fn active_rows(table: &Table, active: &ColumnId) -> BTreeMap<Place, Figure> {
    let active = table.column(active.as_str());
    let count = |rows: Vec<&Row>| {
        let (mut sure, mut possible) = (0.0, 0.0);
        for row in rows {
            let flag = active.and_then(|column| row.cell(column).as_flag());
            sure += if flag == Some(true) { 1.0 } else { 0.0 };
            possible += if flag == Some(false) { 0.0 } else { 1.0 };
        }
        Figure::Known(sure, possible)
    };
    let rows = by_place(table, column::COUNTRIES).into_iter();
    rows.map(|(place, rows)| (place, count(rows))).collect()
}
