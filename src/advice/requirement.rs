//! What the registers ask for, tested on a territory: one answer, whoever asks.
//!
//! Devices, networks and countries put the same question here, so that a page, the brief and the
//! terminal never tell an official two things. What the answers do not tell is unknown, never a no.

use crate::{
    domain::{CountryCode, Coverage, QuestionId, State, TableId, Value},
    questionnaire::{Carrier, Condition, Pack, Prefill, Quantity, Truth},
    reference::{self, Country, EuStatus, Francophonie, Requirement, STUDY_THRESHOLD},
    scoring::CountryRow,
};

use super::{asset, facts::Case};

/// A fact behind an answer of the registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A row of the table of memberships names it, in these words.
    Listed(String),
    /// The territory, or a commune of it, is a creative city; its INSEE code.
    CreativeCity(&'static str),
    /// There are partners in these countries, which count for it.
    Partners(Requirement, Vec<CountryCode>),
    /// There are strong ties with these countries, which count for it, but no partner.
    Ties(Requirement, Vec<CountryCode>),
    /// The list of partners is complete and too few count for it.
    NoPartner(Requirement),
    /// Too few known partners count for it, but the list of this table is not complete.
    PartnersUnknown(Requirement, TableId),
    /// The département touches these countries, or the answers say that the territory is on a
    /// border.
    Border(Vec<CountryCode>),
    /// Whether the authority holds the competence, and the questions that say so.
    Competence(Requirement, Truth, Vec<QuestionId>),
    /// The région has this multi-actor network.
    Rrma(&'static str),
    /// No list that was consulted gives a network for the région.
    NoRrma,
    /// The région of the territory is not known.
    RegionUnknown,
    /// Whether the territory reaches the study's threshold.
    Large(Truth),
}

/// What is known of a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) holds: Truth,
    pub(super) reasons: Vec<Reason>,
}

/// The countries that a requirement is tested against.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// Those where there is a partner.
    pub(super) partners: Vec<CountryCode>,
    /// Those with strong ties and no partner.
    pub(super) latent: Vec<CountryCode>,
    /// The table that lists the partners.
    table: Option<TableId>,
    /// Whether every partner is known.
    pub(super) complete: bool,
}

impl Places {
    /// The countries of partnerships, or of the local players through whom the partner is found.
    pub(super) fn of(case: Case<'_>, through: Option<&Carrier>) -> Self {
        if let Some(carrier) = through {
            return Self {
                partners: asset::countries(case, carrier),
                latent: Vec::new(),
                table: Some(carrier.table.clone()),
                complete: is_complete(case, &carrier.table),
            };
        }
        let Some(spec) = &case.pack.matrix else {
            return Self { partners: Vec::new(), latent: Vec::new(), table: None, complete: false };
        };
        // No row at all gives no matrix: then nothing is known of any country.
        let countries = case.assessment.matrix.iter().flat_map(|matrix| &matrix.countries);
        let tied = |row: &&CountryRow| spec.strong_roots <= row.roots.low();
        let (with, without): (Vec<_>, Vec<_>) =
            countries.partition(|row| !row.partnerships.is_empty());
        Self {
            partners: with.iter().map(|row| row.country).collect(),
            latent: without.into_iter().filter(tied).map(|row| row.country).collect(),
            table: Some(spec.partnerships.table.clone()),
            complete: is_complete(case, &spec.partnerships.table),
        }
    }

    /// The same with a partner in this country.
    pub(super) fn with(&self, country: CountryCode) -> Self {
        let mut places = self.clone();
        places.latent.retain(|code| *code != country);
        if !places.partners.contains(&country) {
            places.partners.push(country);
        }
        places
    }

    /// Those of these countries that count for a requirement.
    pub(super) fn counting(
        case: Case<'_>,
        of: Option<Requirement>,
        codes: &[CountryCode],
    ) -> Vec<CountryCode> {
        let counts = |code: &&CountryCode| {
            let country = reference::country(**code);
            country.is_some_and(|country| of.is_none_or(|of| fits(case, of, country)))
        };
        codes.iter().filter(counts).copied().collect()
    }
}

/// Whether a table says that it is complete, and every row of it names a known country.
fn is_complete(case: Case<'_>, id: &TableId) -> bool {
    let unplaced = case.assessment.matrix.iter().flat_map(|matrix| &matrix.unplaced);
    let all_placed = unplaced.into_iter().all(|(table, _)| table != id);
    let said = case.diagnostic.table(id.as_str());
    let exhaustive = said.is_some_and(|table| table.coverage == Some(Coverage::Exhaustive));
    all_placed && (exhaustive || case.is_complete(id))
}

/// Whether a requirement is about the country of a partner.
pub(super) const fn asks_country(of: Requirement) -> bool {
    matches!(
        of,
        Requirement::AidCountry
            | Requirement::EuCountry
            | Requirement::Francophone
            | Requirement::Germany
            | Requirement::Partner
    )
}

/// Whether a partner in a country counts for a requirement.
pub(super) fn fits(case: Case<'_>, of: Requirement, country: &Country) -> bool {
    let abroad = country.code.as_str() != "FR";
    abroad
        && match of {
            Requirement::AidCountry => country.dac.is_some(),
            Requirement::EuCountry => country.eu == Some(EuStatus::Member),
            Requirement::CrossBorder => {
                country.eu == Some(EuStatus::Member) || neighbours(case).contains(&country.code)
            }
            Requirement::Germany => country.code.as_str() == "DE",
            // Members and associates; observers are not counted.
            Requirement::Francophone => matches!(
                country.francophonie,
                Some(Francophonie::Member | Francophonie::LeavingMember | Francophonie::Associate)
            ),
            Requirement::Partner
            | Requirement::Water
            | Requirement::Waste
            | Requirement::Mobility
            | Requirement::Energy
            | Requirement::Region
            | Requirement::Large => true,
        }
}

/// Tests a requirement; of partners, at least so many countries are wanted.
pub(super) fn test(case: Case<'_>, of: Requirement, least: usize, places: &Places) -> Met {
    match of {
        Requirement::AidCountry
        | Requirement::EuCountry
        | Requirement::Francophone
        | Requirement::Germany
        | Requirement::Partner => countries(case, of, least, places),
        Requirement::CrossBorder => cross_border(case, of, least, places),
        Requirement::Water | Requirement::Waste | Requirement::Mobility | Requirement::Energy => {
            competence(case, of)
        }
        Requirement::Region => region(case),
        Requirement::Large => large(case),
    }
}

/// What partners and ties in countries that count say.
fn countries(case: Case<'_>, of: Requirement, least: usize, places: &Places) -> Met {
    let partners = Places::counting(case, Some(of), &places.partners);
    let ties = Places::counting(case, Some(of), &places.latent);
    let holds = match least <= partners.len() {
        true => Truth::True,
        false if places.complete => Truth::False,
        false => Truth::Unknown,
    };
    let mut reasons = Vec::new();
    if !partners.is_empty() {
        reasons.push(Reason::Partners(of, partners));
    }
    if !ties.is_empty() {
        reasons.push(Reason::Ties(of, ties));
    }
    match (holds, &places.table) {
        (Truth::False, _) => reasons.push(Reason::NoPartner(of)),
        (Truth::Unknown, Some(table)) => {
            reasons.push(Reason::PartnersUnknown(of, table.clone()));
        }
        _ => {}
    }
    Met { holds, reasons }
}

fn neighbours(case: Case<'_>) -> Vec<CountryCode> {
    let departement = case.diagnostic.territory.departement.as_ref();
    let borders = departement.map(|one| reference::borders(&one.code)).unwrap_or_default();
    borders.iter().map(|country| country.code).collect()
}

fn cross_border(case: Case<'_>, of: Requirement, least: usize, places: &Places) -> Met {
    let mut met = countries(case, of, least, places);
    let borders = neighbours(case);
    let said = case.pack.eligibility.condition(of).map(|when| when.holds(&case.facts()));
    if !borders.is_empty() || said == Some(Truth::True) {
        met.holds = Truth::True;
        met.reasons.retain(|reason| matches!(reason, Reason::Partners(..)));
        met.reasons.insert(0, Reason::Border(borders));
    }
    met
}

/// Whether the authority holds a competence; nothing is known of one that the pack does not ask.
fn competence(case: Case<'_>, of: Requirement) -> Met {
    let Some(condition) = case.pack.eligibility.condition(of) else {
        return Met { holds: Truth::Unknown, reasons: Vec::new() };
    };
    let holds = condition.holds(&case.facts());
    Met { holds, reasons: vec![Reason::Competence(of, holds, questions(condition))] }
}

fn region(case: Case<'_>) -> Met {
    let code = case.diagnostic.territory.region.as_ref().map(|region| region.code.as_str());
    let (holds, reason) = match code.filter(|code| !code.is_empty()) {
        None => (Truth::Unknown, Reason::RegionUnknown),
        Some(code) => match reference::rrma(code) {
            Some(network) => (Truth::True, Reason::Rrma(network.name)),
            // The lists may have missed one: that is no reason to say there is none.
            None => (Truth::Unknown, Reason::NoRrma),
        },
    };
    Met { holds, reasons: vec![reason] }
}

fn large(case: Case<'_>) -> Met {
    let threshold = f64::from(STUDY_THRESHOLD);
    let holds = match population(case.pack, case.diagnostic) {
        Some((low, _)) if threshold <= low => Truth::True,
        Some((_, high)) if high < threshold => Truth::False,
        _ => Truth::Unknown,
    };
    Met { holds, reasons: vec![Reason::Large(holds)] }
}

/// The least and the most inhabitants that the answers allow; `None` if nothing is known.
pub fn population(pack: &Pack, diagnostic: &crate::domain::Diagnostic) -> Option<(f64, f64)> {
    let question = pack.prefilled(Prefill::Population)?;
    match &diagnostic.answer(question.id.as_str())?.state {
        State::Given(Value::Number(count)) => Some((*count, *count)),
        State::Between(Value::Number(low), Value::Number(high)) => Some((*low, *high)),
        _ => None,
    }
}

/// The first table that a condition counts the rows of.
pub(super) fn table(condition: &Condition) -> Option<TableId> {
    let mut found = None;
    condition.walk(&mut |one| {
        if let (None, Some((Quantity::Rows(id, _), _))) = (&found, one.quantity()) {
            found = Some(id.clone());
        }
    });
    found
}

/// The questions that a condition asks, each once.
pub(super) fn questions(condition: &Condition) -> Vec<QuestionId> {
    let mut found: Vec<QuestionId> = Vec::new();
    condition.walk(&mut |one| {
        let id = match one {
            Condition::Picked(id, _) | Condition::Known(id) | Condition::Unanswered(id) => Some(id),
            other => match other.quantity() {
                Some((
                    Quantity::Level(id)
                    | Quantity::Score(id)
                    | Quantity::Figure(id)
                    | Quantity::Answer(id)
                    | Quantity::Part(id, _),
                    _,
                )) => Some(id),
                _ => None,
            },
        };
        if let Some(id) = id.filter(|id| !found.contains(id)) {
            found.push(id.clone());
        }
    });
    found
}
