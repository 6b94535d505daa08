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

/// A figure of one source, and the most that it may count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    /// The figure in the unit of the goalposts, if it is known.
    pub(super) figure: Option<(f64, f64)>,
    /// The most that it may count.
    pub(super) cap: f64,
}

impl Measured {
    const NONE: Self = Self { figure: Some((0.0, 0.0)), cap: 0.0 };
    const UNKNOWN: Self = Self { figure: None, cap: 1.0 };

    fn of(figure: Figure, cap: f64) -> Self {
        match figure {
            Figure::Known(low, high) => Self { figure: Some((low, high)), cap },
            Figure::Unknown | Figure::Absent => Self { figure: None, cap },
        }
    }

    /// Anything from nothing to the most of another figure.
    fn up_to(self) -> Self {
        Self { figure: self.figure.map(|(_, high)| (high.min(0.0), high)), ..self }
    }

    /// The value by goalposts.
    pub(super) fn value(self, goalposts: &[f64]) -> Interval {
        match self.figure {
            Some((low, high)) => {
                Interval::new(piecewise(low, goalposts), piecewise(high, goalposts))
                    .map(|x| x.min(self.cap))
            }
            None => Interval::new(0.0, self.cap),
        }
    }
}

/// What one source says of the strength of a tie, country by country.
#[derive(Debug)]
pub(super) struct Listing<'a> {
    /// Where it stands among the channels of its tie, if the tie has channels.
    pub(super) channel: Option<usize>,
    /// The goalposts of its figures.
    pub(super) goalposts: &'a [f64],
    listed: BTreeMap<Place, Measured>,
    /// What a country is worth that is neither listed nor in a listed zone.
    absent: (Measured, StrengthOrigin),
}

/// All that is known of one tie.
#[derive(Debug)]
pub(super) struct Tie<'a> {
    pub(super) listings: Vec<Listing<'a>>,
}

impl<'a> Tie<'a> {
    /// Reads a tie from its table.
    pub(super) fn read(case: Case<'_>, source: &'a TieSource) -> Self {
        let listings = match case.table(source.table().as_str()) {
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
                figure: None,
                channel: None,
            },
            Some(telling) => TieStrength {
                value: Interval::new(low, high),
                origin: telling.origin,
                figure: best.unwrap_or(telling).figure,
                channel: best.and_then(|best| best.channel),
            },
        }
    }
}

impl<'a> Listing<'a> {
    fn new(
        channel: Option<usize>,
        goalposts: &'a [f64],
        listed: BTreeMap<Place, Measured>,
        coverage: Option<Coverage>,
    ) -> Self {
        let high = |one: &Measured| one.value(goalposts).high();
        let countries = listed.iter().filter(|(place, _)| place.country().is_some());
        let smallest = countries
            .map(|(_, one)| *one)
            .min_by(|a, b| high(a).total_cmp(&high(b)))
            .map(Measured::up_to);
        let absent = match (coverage, smallest) {
            (Some(Coverage::Exhaustive), _) => (Measured::NONE, StrengthOrigin::AbsentFromAll),
            (Some(Coverage::TopN), Some(smallest)) => (smallest, StrengthOrigin::BelowListed),
            _ => (Measured::UNKNOWN, StrengthOrigin::Unknown),
        };
        Self { channel, goalposts, listed, absent }
    }

    /// Whether it can say anything at all.
    fn is_available(&self) -> bool {
        !self.listed.is_empty() || self.absent.1 == StrengthOrigin::AbsentFromAll
    }

    /// The figure of a place, listed or not.
    pub(super) fn measured(&self, place: &Place) -> (Measured, StrengthOrigin) {
        match self.listed.get(place) {
            Some(one) => (*one, StrengthOrigin::Listed),
            None => match place.country().and_then(|country| self.zone_of(country)) {
                Some(most) => (most.up_to(), StrengthOrigin::WithinZone),
                None => self.absent,
            },
        }
    }

    /// The strength with a place by this listing alone.
    pub(super) fn with(&self, place: &Place) -> TieStrength {
        let (measured, origin) = self.measured(place);
        let value = measured.value(self.goalposts);
        // What is not listed can be nothing at all, even where little counts already.
        let low = if origin == StrengthOrigin::Listed { value.low() } else { 0.0 };
        TieStrength {
            value: Interval::new(low, value.high()),
            origin,
            figure: measured.figure,
            channel: self.channel,
        }
    }

    /// The figure of the weakest listed zone that holds a country.
    fn zone_of(&self, country: CountryCode) -> Option<Measured> {
        let zones = self.listed.iter().filter(|(place, _)| match place {
            Place::Zone(zone) => holds(zone, country),
            _ => false,
        });
        let high = |one: &Measured| one.value(self.goalposts).high();
        zones.map(|(_, one)| *one).min_by(|a, b| high(a).total_cmp(&high(b)))
    }
}

/// Whether a country lies in a zone.
fn holds(zone: &ZoneId, country: CountryCode) -> bool {
    reference::zone(zone.as_str()).is_some_and(|zone| zone.contains(country))
}

/// The listings of a source; none if nothing tells anything.
fn listings<'a>(case: Case<'_>, source: &'a TieSource, table: &Table) -> Vec<Listing<'a>> {
    match source {
        TieSource::CountPer { per, times, goalposts, .. } => {
            let total = case.total(per);
            let measured = |count: Figure| Measured::of(ratio(count, total, *times), 1.0);
            let counts = counts(source, table);
            let listed = counts.into_iter().map(|(place, count)| (place, measured(count)));
            available([Listing::new(None, goalposts, listed.collect(), table.coverage)])
        }
        TieSource::Channels { channel, channels, wide_cap, .. } => {
            let mut figures = channel_figures(table, channel, channels, *wide_cap);
            let listing = |(index, one): (usize, &'a Channel)| {
                let coverage = table.channel_coverage.get(&one.id).copied().or(table.coverage);
                let listed = figures.get_mut(index).map(std::mem::take).unwrap_or_default();
                Listing::new(Some(index), &one.goalposts, listed, coverage)
            };
            available(channels.iter().enumerate().map(listing))
        }
        TieSource::ActiveRows { active, goalposts, .. } => {
            let counts = active_rows(table, active).into_iter();
            let listed = counts.map(|(place, count)| (place, Measured::of(count, 1.0)));
            available([Listing::new(None, goalposts, listed.collect(), table.coverage)])
        }
    }
}

/// Channels that nobody filled in are not available; the others decide (« max of available »).
fn available<'a>(listings: impl IntoIterator<Item = Listing<'a>>) -> Vec<Listing<'a>> {
    listings.into_iter().filter(Listing::is_available).collect()
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

/// The figures of each channel with each place it lists.
///
/// Of one place, a figure of the town itself is preferred to one of a wide area, and the latest
/// year to those before.
fn channel_figures(
    table: &Table,
    channel: &ColumnId,
    channels: &[Channel],
    wide_cap: f64,
) -> Vec<BTreeMap<Place, Measured>> {
    let mut figures = vec![BTreeMap::new(); channels.len()];
    let Some(channel) = table.column(channel.as_str()) else { return figures };
    let (perimeter, year) = (table.column(column::PERIMETER), table.column(column::YEAR));
    let is_wide = |row: &Row| perimeter.is_some_and(|column| is_wide(row.cell(column)));
    for (place, all) in by_place(table, column::COUNTRY) {
        for (one, figures) in channels.iter().zip(&mut figures) {
            let Some(value) = table.column(one.value.as_str()) else { continue };
            let of_channel =
                |row: &&&Row| row.cell(channel).as_text().is_some_and(|id| one.id == *id);
            let mut rows: Vec<&Row> = all.iter().filter(of_channel).copied().collect();
            keep_figures(&mut rows, value);
            keep_best(&mut rows, is_wide);
            keep_best(&mut rows, |row| year.map(|column| std::cmp::Reverse(year_of(row, column))));
            let Some(first) = rows.first() else { continue };
            let cap = if is_wide(first) { wide_cap } else { 1.0 };
            figures.insert(place.clone(), Measured::of(sum(&rows, value), cap));
        }
    }
    figures
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
