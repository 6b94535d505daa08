//! Partnerships: how active each is, how good, and what both make (method § 3.5).

use crate::{
    domain::{Cell, CountryCode, Interval, Month, Place, Row, Table, Year},
    questionnaire::{ColumnKind, PartnershipSpec, TableSpec, column},
};

use super::{PartnershipReading, Quality, figure::Case};

/// The option of the context column that is shown beside a partnership.
const SUSPENDED: &str = "suspended";

/// A partnership with its country, where the row names one.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) country: Option<CountryCode>,
    pub(super) reading: PartnershipReading,
}

/// What reading a row takes, found once for the table.
struct Reader<'a> {
    case: Case<'a>,
    spec: &'a PartnershipSpec,
    columns: Option<&'a TableSpec>,
    table: &'a Table,
}

/// Every partnership, in the order of its table.
pub(super) fn read(case: Case<'_>, spec: &PartnershipSpec) -> Vec<Placed> {
    let Some(table) = case.table(spec.table.as_str()) else { return Vec::new() };
    let columns = case.pack.table(spec.table.as_str());
    let reader = Reader { case, spec, columns, table };
    table.rows.iter().map(|row| reader.read(row)).collect()
}

/// What is known of something that may be there: yes, no, nothing entered, or nobody knows.
#[derive(Clone, Copy, PartialEq)]
enum Presence {
    Yes,
    No,
    Blank,
    Unclear,
}

impl Reader<'_> {
    fn read(&self, row: &Row) -> Placed {
        let (activity, quality) = (self.activity(row), self.quality(row));
        let base = self.spec.base;
        let strength = |activity: f64, quality: f64| activity * (base + (1.0 - base) * quality);
        let reading = PartnershipReading {
            row: row.id,
            activity,
            quality,
            strength: Interval::new(
                strength(activity.low(), quality.mean.low()),
                strength(activity.high(), quality.mean.high()),
            ),
            suspended: self.cell(row, column::CONTEXT).as_text() == Some(SUSPENDED),
        };
        let mut places = self.cell(row, column::COUNTRY).places();
        let country = places.next().filter(super::strength::is_known);
        Placed { country: country.as_ref().and_then(Place::country), reading }
    }

    fn cell<'r>(&self, row: &'r Row, column: &str) -> &'r Cell {
        // A column that the table lacks reads as one beyond its end: empty.
        row.cell(self.table.column(column).unwrap_or(usize::MAX))
    }

    fn kind(&self, column: &str) -> Option<&ColumnKind> {
        Some(&self.columns?.column(column)?.kind)
    }

    fn activity(&self, row: &Row) -> Interval {
        let today = self.case.diagnostic.as_of;
        let today = Month::new(today.year(), today.month());
        let last = self.cell(row, column::LAST_ACTIVITY).as_month();
        let best = self.spec.activity.first().map_or(1.0, |step| step.1);
        let Some((last, today)) = last.zip(today) else {
            return Interval::new(self.spec.older, best);
        };
        let age = last.months_until(today);
        let step = self.spec.activity.iter().find(|step| age <= step.0);
        Interval::point(step.map_or(self.spec.older, |step| step.1))
    }

    fn quality(&self, row: &Row) -> Quality {
        let [agreement, reciprocity, objectives, actors, evaluation, resources] = [
            self.agreement(row),
            self.reciprocity(row),
            self.objectives(row),
            self.actors(row),
            self.evaluation(row),
            self.resources(row),
        ];
        let all = [agreement, reciprocity, objectives, actors, evaluation, resources];
        let mean = |end: fn(Interval) -> f64| all.into_iter().map(end).sum::<f64>() / 6.0;
        let mean = Interval::new(mean(Interval::low), mean(Interval::high));
        Quality { mean, agreement, reciprocity, objectives, actors, evaluation, resources }
    }

    /// The worth of the agreement's state; where there is none, what written objectives replace.
    fn agreement(&self, row: &Row) -> Interval {
        let chosen = self.cell(row, column::AGREEMENT).as_text();
        let worth = match self.kind(column::AGREEMENT) {
            Some(ColumnKind::Choice(options)) => chosen
                .and_then(|id| options.iter().find(|option| option.id == *id))
                .and_then(|option| option.value),
            _ => None,
        };
        match (worth, self.cell(row, column::OBJECTIVES).as_flag()) {
            (None, _) => Interval::UNKNOWN,
            (Some(worth), Some(true)) if worth <= 0.0 => Interval::point(self.spec.informal),
            (Some(worth), None) if worth <= 0.0 => Interval::new(worth, self.spec.informal),
            (Some(worth), _) => Interval::point(worth),
        }
    }

    fn reciprocity(&self, row: &Row) -> Interval {
        let Some(ColumnKind::Level(levels)) = self.kind(column::RECIPROCITY) else {
            return Interval::UNKNOWN;
        };
        let top = levels.len().saturating_sub(1) as f64;
        let level = self.cell(row, column::RECIPROCITY).as_range();
        level.map_or(Interval::UNKNOWN, |(low, high)| Interval::new(low / top, high / top))
    }

    /// 1 with written objectives and a theme, ½ with a theme alone, else 0.
    fn objectives(&self, row: &Row) -> Interval {
        let (low, high) = match self.cell(row, column::OBJECTIVES).as_flag() {
            Some(true) => (1.0, 1.0),
            Some(false) => (0.5, 0.5),
            None => (0.5, 1.0),
        };
        match self.count(row, column::THEMES) {
            Some(0) => Interval::ZERO,
            Some(_) => Interval::new(low, high),
            None => Interval::new(0.0, high),
        }
    }

    fn actors(&self, row: &Row) -> Interval {
        match self.count(row, column::ACTORS) {
            Some(families) => Interval::point(families as f64 / self.spec.actors),
            None => Interval::UNKNOWN,
        }
    }

    /// How many options a cell lists; `None` if nothing was entered or nobody knows.
    ///
    /// An option worth 0, such as « aucun », says that there is none, and counts for none.
    fn count(&self, row: &Row, column: &str) -> Option<usize> {
        let options = match self.kind(column) {
            Some(ColumnKind::Choices { options, .. }) => options.as_slice(),
            _ => &[],
        };
        let is_none = |id: &str| {
            let known = options.iter().find(|option| option.id == *id);
            known.and_then(|option| option.value).is_some_and(|value| value <= 0.0)
        };
        match self.cell(row, column) {
            Cell::List(ids) if !ids.is_empty() => {
                Some(ids.iter().filter(|id| !is_none(id)).count())
            }
            Cell::Text(id) => Some(usize::from(!is_none(id))),
            _ => None,
        }
    }

    /// 1 while an evaluation is fresh, ½ for some years more, 0 if there never was one.
    fn evaluation(&self, row: &Row) -> Interval {
        let (full, half) = self.spec.evaluation_years;
        let today = self.case.diagnostic.as_of.year();
        let worth = |age: f64| match age {
            age if age <= f64::from(full) => 1.0,
            age if age <= f64::from(half) => 0.5,
            _ => 0.0,
        };
        let age = |year: f64| f64::from(Year::from(today)) - year;
        match self.cell(row, column::LAST_EVALUATION) {
            Cell::Empty if self.never_evaluated(row) => Interval::ZERO,
            cell => cell.as_range().map_or(Interval::UNKNOWN, |(early, late)| {
                Interval::new(worth(age(early)), worth(age(late)))
            }),
        }
    }

    /// Whether it is sure that there was no evaluation: an option worth 0 says so, or, where the
    /// questionnaire has no such option, the year that nobody entered.
    fn never_evaluated(&self, row: &Row) -> bool {
        let options = match self.kind(column::EVALUATION_KIND) {
            Some(ColumnKind::Choice(options)) => options.as_slice(),
            _ => &[],
        };
        let mut never = options.iter().filter(|o| o.value.is_some_and(|value| value <= 0.0));
        let chosen = self.cell(row, column::EVALUATION_KIND).as_text();
        match never.clone().next() {
            None => true,
            Some(_) => never.any(|option| chosen.is_some_and(|id| option.id == *id)),
        }
    }

    /// 1 with a budget or staff of its own, ½ with other people's money alone, 0 with neither.
    fn resources(&self, row: &Row) -> Interval {
        let presence = |id| presence(self.cell(row, id));
        let own = [presence(column::OWN_BUDGET), presence(column::STAFF)];
        let others = presence(column::COFUNDING);
        if own.contains(&Presence::Yes) {
            return Interval::ONE;
        }
        let (low, high) = match others {
            Presence::Yes => (0.5, 0.5),
            Presence::Unclear => (0.0, 0.5),
            Presence::No | Presence::Blank => (0.0, 0.0),
        };
        // Where other people's money is entered, a blank means that there is no other.
        let open = own.contains(&Presence::Unclear)
            || own.contains(&Presence::Blank) && others != Presence::Yes;
        Interval::new(low, if open { 1.0 } else { high })
    }
}

fn presence(cell: &Cell) -> Presence {
    match (cell, cell.as_range()) {
        (Cell::Empty, _) => Presence::Blank,
        (_, Some((low, _))) if 0.0 < low => Presence::Yes,
        (_, Some((_, high))) if high <= 0.0 => Presence::No,
        _ => Presence::Unclear,
    }
}
