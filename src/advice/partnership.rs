//! What to do with each partnership: a proposal with its reasons; the choice is the council's.

use crate::{
    domain::{Cell, Class, CountryCode, Decision, Month, Row, RowId, Table},
    questionnaire::{MatrixSpec, column},
    scoring::{CountryRow, PartnershipReading},
};

use super::{Asset, asset, country, facts::Case};

/// After how many months without activity a partnership that nobody carries may be closed.
const LONG_ASLEEP_MONTHS: i32 = 60;

/// From which quality a partnership is kept as it is.
const SOUND: f64 = 0.60;

/// A proposal for one partnership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its row in the table of partnerships.
    pub row: RowId,
    /// Its country, if it is known.
    pub country: Option<CountryCode>,
    /// What is proposed; none if too little is known.
    pub decision: Option<Decision>,
    /// Whether what is unknown could change the proposal.
    pub to_confirm: bool,
    /// Why.
    pub reasons: Vec<Why>,
    /// What the official has entered.
    pub entered: Option<Decision>,
}

/// A reason for a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The context is suspended.
    Suspended,
    /// What ties and partnerships with the country say together.
    Class(Class),
    /// So many months have passed since the last activity.
    Asleep(i32),
    /// Nobody knows when it was last active.
    ActivityUnknown,
    /// Its agreement has expired.
    AgreementExpired,
    /// It has never been evaluated, or too long ago.
    NotEvaluated,
    /// It has no budget and no staff of its own.
    NoResources,
    /// Local players have ties with the country; how many.
    Carriers(usize),
    /// No local player is known to have ties with the country.
    NoCarrier,
}

/// A proposal for every partnership, in the order of the table.
pub(super) fn proposals(case: Case<'_>) -> Vec<Proposal> {
    let (Some(spec), Some(table)) = (&case.pack.matrix, country::partnerships(case)) else {
        return Vec::new();
    };
    let reader = Reader { case, spec, table };
    table.rows.iter().map(|row| reader.proposal(row)).collect()
}

struct Reader<'a> {
    case: Case<'a>,
    spec: &'a MatrixSpec,
    table: &'a Table,
}

impl Reader<'_> {
    fn proposal(&self, row: &Row) -> Proposal {
        let entered = self.cell(row, column::DECISION).as_text().and_then(Decision::parse);
        let countries = self.case.assessment.matrix.iter().flat_map(|matrix| &matrix.countries);
        let found = countries
            .flat_map(|country| country.partnerships.iter().map(move |one| (country, one)))
            .find(|(_, reading)| reading.row == row.id);
        let Some((country, reading)) = found else {
            let (country, decision) = (None, None);
            let reasons = Vec::new();
            return Proposal { row: row.id, country, decision, to_confirm: true, reasons, entered };
        };
        let asleep = self.months_asleep(row);
        let carriers = self.carriers(country.country);
        let (decision, mut reasons) = if reading.suspended {
            (Some(Decision::Suspend), vec![Why::Suspended])
        } else if country.is_open() {
            // Nothing is known of the ties with the country: there is nothing to propose yet.
            (None, vec![asleep.map_or(Why::ActivityUnknown, Why::Asleep)])
        } else {
            let (decision, reasons) = self.decide(country, reading, asleep, carriers);
            (Some(decision), reasons)
        };
        reasons.extend(self.weak_points(row, reading));
        Proposal {
            row: row.id,
            country: Some(country.country),
            decision,
            to_confirm: !reading.suspended && (!country.is_certain() || asleep.is_none()),
            reasons,
            entered,
        }
    }

    fn decide(
        &self,
        country: &CountryRow,
        reading: &PartnershipReading,
        asleep: Option<i32>,
        carriers: usize,
    ) -> (Decision, Vec<Why>) {
        let lively = self.spec.strong_partnership <= reading.strength.mid();
        let sound = SOUND <= reading.quality.mean.mid();
        let rooted = self.spec.strong_roots <= country.roots.mid();
        let decision = match (rooted, lively) {
            (true, false) => Decision::Revive,
            (_, true) if sound => Decision::Maintain,
            (true, true) => Decision::Strengthen,
            (false, true) => Decision::Maintain,
            (false, false) if is_over(asleep, carriers) => Decision::Close,
            (false, false) => Decision::Transform,
        };
        let mut reasons: Vec<Why> = country.named_class().map(Why::Class).into_iter().collect();
        match asleep {
            None => reasons.push(Why::ActivityUnknown),
            Some(months) if !lively => reasons.push(Why::Asleep(months)),
            Some(_) => {}
        }
        reasons.push(if carriers == 0 { Why::NoCarrier } else { Why::Carriers(carriers) });
        (decision, reasons)
    }

    fn months_asleep(&self, row: &Row) -> Option<i32> {
        let today = self.case.diagnostic.as_of;
        let today = Month::new(today.year(), today.month())?;
        Some(self.cell(row, column::LAST_ACTIVITY).as_month()?.months_until(today))
    }

    fn carriers(&self, country: CountryCode) -> usize {
        let assets = asset::of_country(self.case, country);
        let counts = assets.iter().map(|asset| match asset {
            Asset::Carriers(_, rows) => rows.len(),
            Asset::Tie(..) => 0,
        });
        counts.sum()
    }

    /// What is surely weak in the partnership and can be put right.
    fn weak_points(&self, row: &Row, reading: &PartnershipReading) -> Vec<Why> {
        let expired = self.cell(row, column::AGREEMENT).as_text() == Some(EXPIRED);
        let weak = |high: f64| high < 0.5;
        let points = [
            expired.then_some(Why::AgreementExpired),
            weak(reading.quality.evaluation.high()).then_some(Why::NotEvaluated),
            weak(reading.quality.resources.high()).then_some(Why::NoResources),
        ];
        points.into_iter().flatten().collect()
    }

    fn cell<'r>(&self, row: &'r Row, column: &str) -> &'r Cell {
        row.cell(self.table.column(column).unwrap_or(usize::MAX))
    }
}

/// Whether nobody is left to carry a partnership that has slept for years.
fn is_over(asleep: Option<i32>, carriers: usize) -> bool {
    carriers == 0 && asleep.is_some_and(|months| LONG_ASLEEP_MONTHS < months)
}

/// The option of an agreement that has come to its term.
const EXPIRED: &str = "expired";
