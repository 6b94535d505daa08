//! Derived questions: figures computed from tables and from the country matrix.
//!
//! Figures are added in an order that does not depend on that of rows, so that moving a row never
//! changes a bit of the result.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{Cell, ColumnId, Coverage, Interval, Row, Table, TableId},
    questionnaire::{ColumnKind, Derivation, RowTest, TableSpec, Truth, rows_passing},
};

use super::{
    PartnershipReading,
    aggregate::average,
    cross::Crossed,
    figure::{Case, Figure},
};

/// The figure that a derivation gives.
pub(super) fn figure(case: Case<'_>, crossed: &Crossed, derivation: &Derivation) -> Figure {
    let as_of = case.diagnostic.as_of;
    match derivation {
        Derivation::Measure => Figure::Unknown,
        Derivation::EffectiveNumber { table, count, group, measure } => {
            with_rows(case, table, Figure::Absent, |table, spec| {
                effective_number(table, spec, count, group, measure.as_ref())
            })
        }
        Derivation::ShareOfRows { table, of, among } => {
            with_rows(case, table, Figure::Absent, |table, _| {
                let (passing, counted) = rows_passing(table, of, among.as_ref(), as_of);
                share(passing, counted)
            })
        }
        Derivation::CountOfRows { table, of } => {
            with_rows(case, table, Figure::exactly(0.0), |table, _| {
                let ((sure, possible), _) = rows_passing(table, of, None, as_of);
                Figure::Known(sure as f64, possible as f64)
            })
        }
        Derivation::DistinctValues { table, column, among } => {
            with_rows(case, table, Figure::exactly(0.0), |table, _| {
                distinct(case, table, column, among.as_ref())
            })
        }
        Derivation::MeanLevel { table, column } => {
            with_rows(case, table, Figure::Absent, |table, spec| mean_level(table, spec, column))
        }
        Derivation::PartnershipActivity => over_partnerships(crossed, activity),
        Derivation::PartnershipQuality => over_partnerships(crossed, quality),
        Derivation::Alignment { top } => alignment(crossed, *top),
    }
}

/// What the rows of a table give; without any, `none` if that is all there is, else unknown.
fn with_rows<'a>(
    case: Case<'a>,
    id: &TableId,
    none: Figure,
    figure: impl FnOnce(&'a Table, &'a TableSpec) -> Figure,
) -> Figure {
    let Some(spec) = case.pack.table(id.as_str()) else { return Figure::Unknown };
    match case.table(id.as_str()) {
        Some(table) if !table.rows.is_empty() => figure(table, spec),
        Some(table) if table.coverage == Some(Coverage::Exhaustive) => none,
        _ => Figure::Unknown,
    }
}

/// A share of counted rows; absent if none counts, unknown if nothing is sure of it.
fn share(passing: (usize, usize), counted: (usize, usize)) -> Figure {
    if counted.1 == 0 {
        return Figure::Absent;
    }
    let low = passing.0 as f64 / counted.1 as f64;
    let high = passing.1 as f64 / counted.0.max(passing.1).max(1) as f64;
    open_share(low, high)
}

/// A share that can be anything says nothing.
fn open_share(low: f64, high: f64) -> Figure {
    if low <= 0.0 && 1.0 <= high { Figure::Unknown } else { Figure::Known(low, high) }
}

/// exp(−Σ p ln p) over the shares of each group, by the best measure present.
fn effective_number(
    table: &Table,
    spec: &TableSpec,
    count: &ColumnId,
    group: &ColumnId,
    measure: Option<&ColumnId>,
) -> Figure {
    let columns = table.column(count.as_str()).zip(table.column(group.as_str()));
    let Some((count, group)) = columns else { return Figure::Unknown };
    let measure =
        measure.and_then(|id| Some((table.column(id.as_str())?, spec.column(id.as_str())?)));
    let rank = |row: &Row| match measure {
        Some((index, column)) => rank(row.cell(index), &column.kind),
        None => 0,
    };
    let counted = |row: &&Row| row.cell(count).as_range().is_some_and(|(_, high)| 0.0 < high);
    let rows: Vec<&Row> = table.rows.iter().map(AsRef::as_ref).filter(counted).collect();
    let best = rows.iter().map(|row| rank(row)).min();
    let mut groups = BTreeMap::<String, Vec<(f64, f64)>>::new();
    for row in rows.into_iter().filter(|row| Some(rank(row)) == best) {
        if let Some((low, high)) = row.cell(count).as_range() {
            let name = row.cell(group).to_string();
            groups.entry(name).or_default().push((low.max(0.0), high));
        }
    }
    diversity(&groups.into_values().map(sum).collect::<Vec<_>>())
}

/// Where an option stands among those of its column, the best first; what is not one comes last.
fn rank(cell: &Cell, kind: &ColumnKind) -> usize {
    let ColumnKind::Choice(options) = kind else { return 0 };
    let place = |id: &str| options.iter().position(|option| option.id == *id);
    cell.as_text().and_then(place).unwrap_or(options.len())
}

/// The sum of ranges, added in rising order.
fn sum(mut ends: Vec<(f64, f64)>) -> (f64, f64) {
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    ends.iter().fold((0.0, 0.0), |(low, high), (a, b)| (low + a, high + b))
}

/// The effective number of groups, bounded term by term where counts are ranges.
fn diversity(counts: &[(f64, f64)]) -> Figure {
    let (low, high) = counts.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    if high <= 0.0 {
        return Figure::Unknown;
    }
    let exact = counts.iter().all(|(low, high)| high - low <= 0.0);
    let mut entropy = (0.0, 0.0);
    for (least, most) in counts {
        // A share is least when its own count is and all others are most, and the other way round.
        let (p, q) = if exact {
            (least / low, least / low)
        } else {
            (part(*least, high - most), part(*most, low - least))
        };
        let bounds = (term(p).min(term(q)), term(p).max(term(q)));
        let peak = libm::exp(-1.0);
        entropy.0 += bounds.0;
        entropy.1 += if p < peak && peak < q { peak } else { bounds.1 };
    }
    let most = counts.len() as f64;
    Figure::Known(libm::exp(entropy.0).min(most), libm::exp(entropy.1).min(most))
}

/// −p ln p.
fn term(p: f64) -> f64 {
    if p <= 0.0 { 0.0 } else { -p * libm::log(p) }
}

fn part(own: f64, others: f64) -> f64 {
    if own <= 0.0 { 0.0 } else { (own / (own + others.max(0.0))).min(1.0) }
}

/// How many different values a column has among rows that pass.
fn distinct(case: Case<'_>, table: &Table, column: &ColumnId, among: Option<&RowTest>) -> Figure {
    let among = among.map(|test| test.resolve(table));
    let column = table.column(column.as_str()).unwrap_or(usize::MAX);
    let (mut sure, mut possible, mut unclear) = (BTreeSet::new(), BTreeSet::new(), 0);
    for row in &table.rows {
        let passes =
            among.as_ref().map_or(Truth::True, |test| test.holds(row, case.diagnostic.as_of));
        for value in values(row.cell(column)) {
            if passes.is_true() {
                sure.insert(value.clone());
            }
            if passes.is_possible() {
                possible.insert(value);
            }
        }
        unclear += usize::from(passes.is_possible() && *row.cell(column) == Cell::Unknown);
    }
    Figure::Known(sure.len() as f64, (possible.len() + unclear) as f64)
}

fn values(cell: &Cell) -> Vec<String> {
    match cell {
        Cell::Empty | Cell::Unknown => Vec::new(),
        Cell::List(texts) => texts.iter().map(ToString::to_string).collect(),
        one => vec![one.to_string()],
    }
}

/// The mean of a column of levels over the highest level; unknown if no row has one.
fn mean_level(table: &Table, spec: &TableSpec, column: &ColumnId) -> Figure {
    let Some(ColumnKind::Level(levels)) = spec.column(column.as_str()).map(|column| &column.kind)
    else {
        return Figure::Unknown;
    };
    let top = levels.len().saturating_sub(1).max(1) as f64;
    let column = table.column(column.as_str()).unwrap_or(usize::MAX);
    let level = |row: &Row| row.cell(column).as_range().unwrap_or((0.0, top));
    let rows = table.rows.len().max(1) as f64;
    let (low, high) = sum(table.rows.iter().map(|row| level(row)).collect());
    open_share(low / rows / top, high / rows / top)
}

/// A figure over all partnerships; absent if there is none, unknown if none is listed yet.
fn over_partnerships(
    crossed: &Crossed,
    figure: impl FnOnce(&[PartnershipReading]) -> Option<(f64, f64)>,
) -> Figure {
    let readings: Vec<_> = crossed.partnerships.iter().map(|placed| placed.reading).collect();
    match figure(&readings) {
        Some((low, high)) => open_share(low, high),
        None if crossed.is_open => Figure::Unknown,
        None => Figure::Absent,
    }
}

/// The mean activity.
fn activity(partnerships: &[PartnershipReading]) -> Option<(f64, f64)> {
    let mean = |end: fn(Interval) -> f64| {
        let mut ends: Vec<f64> = partnerships.iter().map(|one| end(one.activity)).collect();
        ends.sort_by(f64::total_cmp);
        average(ends.into_iter())
    };
    mean(Interval::low).zip(mean(Interval::high))
}

/// The mean quality weighted by activity.
///
/// At worst the least good ones are as active as they may be and the others as little as they may
/// be, and the other way round at best.
fn quality(partnerships: &[PartnershipReading]) -> Option<(f64, f64)> {
    let extreme = |quality: fn(Interval) -> f64, sign: f64| {
        let mut each: Vec<(f64, Interval)> =
            partnerships.iter().map(|one| (quality(one.quality.mean), one.activity)).collect();
        each.sort_by(|(q, a), (r, b)| {
            let (low, high) = (a.low().total_cmp(&b.low()), a.high().total_cmp(&b.high()));
            (sign * q).total_cmp(&(sign * r)).then(low).then(high)
        });
        let mean = |first: usize| {
            let (mut weighted, mut weight) = (0.0, 0.0);
            for (index, (quality, activity)) in each.iter().enumerate() {
                let a = if index < first { activity.high() } else { activity.low() };
                weighted += a * quality;
                weight += a;
            }
            (0.0 < weight).then(|| sign * weighted / weight)
        };
        let worst = (0..=each.len()).filter_map(mean).min_by(f64::total_cmp)?;
        Some(sign * worst)
    };
    extreme(Interval::low, 1.0).zip(extreme(Interval::high, -1.0))
}

/// Σ R·P ÷ Σ R over the countries of the strongest roots, taken at their least.
fn alignment(crossed: &Crossed, top: usize) -> Figure {
    if crossed.partnerships.is_empty() && !crossed.is_open {
        return Figure::Absent;
    }
    let mut countries: Vec<_> = crossed.matrix.countries.iter().collect();
    countries.sort_by(|a, b| {
        b.roots.low().total_cmp(&a.roots.low()).then_with(|| a.country.cmp(&b.country))
    });
    let (mut low, mut high, mut all) = (0.0, 0.0, 0.0);
    for row in countries.into_iter().take(top) {
        low += row.roots.low() * row.partnership.low();
        high += row.roots.low() * row.partnership.high();
        all += row.roots.low();
    }
    if all <= 0.0 { Figure::Unknown } else { open_share(low / all, high / all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_groups_count_fully_and_ranges_hold_the_truth() {
        let known = |counts: &[(f64, f64)]| diversity(counts).ends().unwrap_or_default();
        let (low, high) = known(&[(5.0, 5.0), (5.0, 5.0), (5.0, 5.0)]);
        assert!((low - 3.0).abs() < 1e-12 && (high - low).abs() < 1e-12);
        let (low, high) = known(&[(90.0, 90.0), (10.0, 10.0)]);
        assert!((low - 1.384_145).abs() < 1e-6 && (high - low).abs() < 1e-12, "{low} {high}");
        let (least, most) = known(&[(80.0, 95.0), (5.0, 20.0)]);
        assert!(least < low && high < most && most <= 2.0);
        assert_eq!(diversity(&[]), Figure::Unknown);
    }

    #[test]
    fn shares_say_what_is_sure() {
        assert_eq!(share((3, 3), (14, 14)), Figure::exactly(3.0 / 14.0));
        assert_eq!(share((1, 2), (4, 4)), Figure::Known(0.25, 0.5));
        assert_eq!(share((0, 4), (4, 4)), Figure::Unknown);
        assert_eq!(share((0, 0), (0, 0)), Figure::Absent);
    }
}
