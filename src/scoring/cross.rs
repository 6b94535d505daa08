//! Ties crossed with partnerships, country by country (method § 3.5).

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    domain::{CountryCode, Interval, Path, Place, RowId, Table, TableId},
    questionnaire::{MatrixSpec, TieSource, column},
};

use super::{
    Class, CountryRow, Matrix, PartnershipReading, TieStrength, ZoneRow,
    aggregate::reaches,
    figure::Case,
    partnership::{self, Placed},
    strength::{Tie, is_known},
};

/// How many partnerships a quick reading needs before it shows a matrix (method § 2.5).
const QUICK_PARTNERSHIPS: usize = 5;

/// The whole matrix, and every partnership, wherever it leads.
#[derive(Debug, Default)]
pub(super) struct Crossed {
    pub(super) matrix: Arc<Matrix>,
    pub(super) partnerships: Vec<Placed>,
    /// Whether more partnerships may exist than are listed.
    pub(super) is_open: bool,
}

impl Crossed {
    /// Crosses ties with partnerships; empty if the pack has no matrix.
    pub(super) fn read(case: Case<'_>) -> Self {
        let Some(spec) = &case.pack.matrix else { return Self::default() };
        let partnerships = partnership::read(case, &spec.partnerships);
        let id = spec.partnerships.table.as_str();
        let listed = case.pack.table(id).zip(case.table(id));
        let is_open = !listed.is_some_and(|(spec, table)| spec.lists_all(table));
        let ties: Vec<Tie<'_>> = spec.ties.iter().map(|tie| Tie::read(case, &tie.source)).collect();
        let mut crossed = Self { matrix: Arc::default(), partnerships, is_open };
        crossed.matrix = Arc::new(Matrix {
            countries: crossed.countries(spec, &ties),
            zones: zones(&ties),
            unplaced: unplaced(case, spec),
        });
        crossed
    }

    /// The matrix, if there is something to show.
    pub(super) fn shown(&self, case: Case<'_>) -> Option<Arc<Matrix>> {
        let Matrix { countries, zones, unplaced } = &*self.matrix;
        let is_empty = countries.is_empty() && zones.is_empty() && unplaced.is_empty();
        let quick = case.diagnostic.path == Path::Quick;
        let enough = QUICK_PARTNERSHIPS <= self.partnerships.len()
            && case.pack.matrix.as_ref().is_some_and(|spec| {
                spec.ties.iter().any(|tie| {
                    case.table(table_of(&tie.source).as_str()).is_some_and(|t| !t.rows.is_empty())
                })
            });
        (!is_empty && (!quick || enough)).then(|| Arc::clone(&self.matrix))
    }

    fn countries(&self, spec: &MatrixSpec, ties: &[Tie<'_>]) -> Vec<CountryRow> {
        let mut by_country = BTreeMap::<CountryCode, Vec<PartnershipReading>>::new();
        for country in ties.iter().flat_map(Tie::places).filter_map(Place::country) {
            by_country.entry(country).or_default();
        }
        for placed in &self.partnerships {
            if let Some(country) = placed.country {
                by_country.entry(country).or_default().push(placed.reading);
            }
        }
        let mut rows: Vec<CountryRow> = by_country
            .into_iter()
            .map(|(country, partnerships)| self.country(spec, ties, country, partnerships))
            .collect();
        rows.sort_by(|a, b| {
            let strongest = b.roots.mid().total_cmp(&a.roots.mid());
            strongest.then_with(|| a.country.cmp(&b.country))
        });
        rows
    }

    fn country(
        &self,
        spec: &MatrixSpec,
        ties: &[Tie<'_>],
        country: CountryCode,
        partnerships: Vec<PartnershipReading>,
    ) -> CountryRow {
        let place = Place::Country(country);
        let ties: Vec<TieStrength> = ties.iter().map(|tie| tie.with(&place)).collect();
        let roots = roots(&ties);
        let partnership = match partnerships.as_slice() {
            [] if self.is_open => Interval::UNKNOWN,
            some => joined(some),
        };
        let sides = Sides {
            roots: sides(roots, spec.strong_roots),
            partnership: sides(partnership, spec.strong_partnership),
            exists: (!partnerships.is_empty() || self.is_open, partnerships.is_empty()),
        };
        let possible = sides.classes();
        CountryRow {
            country,
            roots,
            partnership,
            opportunity: without(roots, partnership),
            unrooted: without(partnership, roots),
            class: middle(spec, roots, partnership, &partnerships),
            settled_by: if possible.len() <= 1 {
                Vec::new()
            } else {
                sides.settled_by(spec, &ties)
            },
            possible,
            ties,
            partnerships,
        }
    }
}

/// R: half the strongest tie, half the mean of ties.
fn roots(ties: &[TieStrength]) -> Interval {
    let at = |end: fn(Interval) -> f64| {
        let (mut most, mut sum) = (0.0_f64, 0.0);
        for tie in ties {
            most = most.max(end(tie.value));
            sum += end(tie.value);
        }
        0.5 * most + 0.5 * sum / (ties.len().max(1) as f64)
    };
    Interval::new(at(Interval::low), at(Interval::high))
}

/// P: 1 − Π(1 − p); weaker partnerships first, so that the order of rows cannot change a bit.
fn joined(partnerships: &[PartnershipReading]) -> Interval {
    let at = |end: fn(Interval) -> f64| {
        let mut ends: Vec<f64> = partnerships.iter().map(|one| end(one.strength)).collect();
        ends.sort_by(f64::total_cmp);
        1.0 - ends.iter().map(|p| 1.0 - p).product::<f64>()
    };
    Interval::new(at(Interval::low), at(Interval::high))
}

/// `a`·(1 − `b`), over all that both can be.
fn without(a: Interval, b: Interval) -> Interval {
    Interval::new(a.low() * (1.0 - b.high()), a.high() * (1.0 - b.low()))
}

/// Whether a value may be strong, and whether it may be weak.
fn sides(value: Interval, strong: f64) -> (bool, bool) {
    (reaches(value.high(), strong), !reaches(value.low(), strong))
}

/// What there is with a country.
#[derive(Clone, Copy)]
enum Partnered {
    Not,
    Weakly,
    Strongly,
}

/// The sides of each threshold on which a country may stand.
struct Sides {
    /// Whether roots may be strong, and whether they may be weak.
    roots: (bool, bool),
    /// Whether partnership may be strong, and whether it may be weak.
    partnership: (bool, bool),
    /// Whether a partnership may exist, and whether there may be none.
    exists: (bool, bool),
}

impl Sides {
    /// Every class that a country may be in, in the order of the method, no action last.
    fn classes(&self) -> Vec<Option<Class>> {
        let mut classes = BTreeSet::new();
        for (rooted, may) in [(true, self.roots.0), (false, self.roots.1)] {
            for (partnered, may_too) in [
                (Partnered::Strongly, self.partnership.0 && self.exists.0),
                (Partnered::Weakly, self.partnership.1 && self.exists.0),
                (Partnered::Not, self.exists.1),
            ] {
                if may && may_too {
                    classes.insert(class(rooted, partnered));
                }
            }
        }
        let nothing = classes.take(&None);
        classes.into_iter().chain(nothing).collect()
    }

    /// The tables whose uncertainty leaves the class open.
    fn settled_by(&self, spec: &MatrixSpec, ties: &[TieStrength]) -> Vec<TableId> {
        let mut tables = Vec::new();
        if self.roots == (true, true) {
            for (tie, strength) in spec.ties.iter().zip(ties) {
                let table = table_of(&tie.source);
                if 0.0 < strength.value.width() && !tables.contains(table) {
                    tables.push(table.clone());
                }
            }
        }
        let table = &spec.partnerships.table;
        if self.partnership == (true, true) || self.exists == (true, true) {
            tables.push(table.clone());
        }
        tables
    }
}

const fn class(rooted: bool, partnered: Partnered) -> Option<Class> {
    match (rooted, partnered) {
        (true, Partnered::Strongly) => Some(Class::Pillar),
        (true, Partnered::Weakly) => Some(Class::ToRevive),
        (true, Partnered::Not) => Some(Class::LatentOpportunity),
        (false, Partnered::Strongly) => Some(Class::ToRoot),
        (false, Partnered::Weakly) => Some(Class::Dormant),
        (false, Partnered::Not) => None,
    }
}

/// The class by the middle of the intervals; a partnership that nobody listed is not assumed.
fn middle(
    spec: &MatrixSpec,
    roots: Interval,
    partnership: Interval,
    partnerships: &[PartnershipReading],
) -> Option<Class> {
    let partnered = match partnerships {
        [] => Partnered::Not,
        _ if reaches(partnership.mid(), spec.strong_partnership) => Partnered::Strongly,
        _ => Partnered::Weakly,
    };
    class(reaches(roots.mid(), spec.strong_roots), partnered)
}

fn zones(ties: &[Tie<'_>]) -> Vec<ZoneRow> {
    let places: BTreeSet<&Place> = ties.iter().flat_map(Tie::places).collect();
    places
        .into_iter()
        .filter_map(|place| match place {
            Place::Zone(zone) => Some(ZoneRow {
                zone: zone.clone(),
                ties: ties.iter().map(|tie| tie.with(place)).collect(),
            }),
            Place::Country(_) | Place::Other(_) => None,
        })
        .collect()
}

/// The rows whose country matched nothing, table by table.
fn unplaced(case: Case<'_>, spec: &MatrixSpec) -> Vec<(TableId, RowId)> {
    let ties = spec.ties.iter().map(|tie| (table_of(&tie.source), column_of(&tie.source)));
    let mut rows = Vec::new();
    for (id, column) in ties.chain([(&spec.partnerships.table, column::COUNTRY)]) {
        let Some(table) = case.table(id.as_str()) else { continue };
        rows.extend(unplaced_rows(table, column).map(|row| (id.clone(), row)));
    }
    rows
}

fn unplaced_rows<'a>(table: &'a Table, column: &str) -> impl Iterator<Item = RowId> + 'a {
    let column = table.column(column).unwrap_or(usize::MAX);
    let rows = table.rows.iter();
    rows.filter(move |row| row.cell(column).places().any(|place| !is_known(&place)))
        .map(|row| row.id)
}

/// The table that a tie is read from.
pub(super) const fn table_of(source: &TieSource) -> &TableId {
    match source {
        TieSource::CountPer { table, .. }
        | TieSource::Channels { table, .. }
        | TieSource::ActiveRows { table, .. } => table,
    }
}

const fn column_of(source: &TieSource) -> &'static str {
    match source {
        TieSource::CountPer { .. } | TieSource::Channels { .. } => column::COUNTRY,
        TieSource::ActiveRows { .. } => column::COUNTRIES,
    }
}
