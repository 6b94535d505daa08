//! Funding devices: whether what is known of the territory opens them, and what they can bring.
//!
//! Three answers only: eligible, no (and which condition), to be verified (and what is missing).
//! Whether a scheme is really open is for its holder to say; what the register has not verified,
//! or has known for more than a year, is never more than « à vérifier ».

use jiff::civil::Date;

use crate::{
    domain::{CountryCode, State, Value},
    questionnaire::{Ceiling, DeviceSpec, Facts as _, Partner, Quantity, Term, Truth},
    reference::{self, Country, DacGroup, Device, EuStatus, Requirement},
};

use super::{asset, facts::Case};

/// What is known of a device for one territory on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligibility {
    /// The device.
    pub device: &'static Device,
    /// Whether it is open.
    pub verdict: Verdict,
    /// What was tested, the register's condition first, then the pack's.
    pub tests: Vec<Tested>,
    /// The countries of partners that it counts.
    pub partners: Vec<CountryCode>,
    /// Countries with strong ties and no partnership yet that it would count.
    pub would_count: Vec<CountryCode>,
    /// What it may give by law, where that can be computed.
    pub amount: Option<Amount>,
    /// The most it pays of a project, country by country: of partners, then of those to come.
    pub rates: Vec<(CountryCode, f64)>,
    /// Whether the information is more than a year old.
    pub outdated: bool,
}

/// Whether a device is open to a territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Everything that can be tested holds, and the information is fresh and complete.
    Eligible,
    /// Something is missing that would decide.
    ToVerify,
    /// A condition fails.
    Closed,
}

/// One condition and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tested {
    /// What was tested.
    pub test: Test,
    /// Whether it holds.
    pub holds: Truth,
    /// Whether failing it closes the device.
    pub decisive: bool,
}

/// A condition of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// So many partners in countries that the register asks for.
    Partners(Requirement, usize),
    /// A test of the pack, by its place in the device's tests.
    Pack(usize),
}

/// A legal ceiling in euros a year: least and most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The ceiling.
    pub ceiling: (f64, f64),
    /// What is in use; `None` if it is not known.
    pub used: Option<f64>,
}

impl Amount {
    /// What is left under the ceiling, if what is used is known.
    pub fn left(self) -> Option<(f64, f64)> {
        let used = self.used?;
        Some(((self.ceiling.0 - used).max(0.0), (self.ceiling.1 - used).max(0.0)))
    }
}

/// Every device of the register, in its order.
pub(super) fn all(case: Case<'_>, today: Date) -> Vec<Eligibility> {
    reference::devices().iter().map(|device| of(case, device, today)).collect()
}

fn of(case: Case<'_>, device: &'static Device, today: Date) -> Eligibility {
    let spec = case.pack.devices.iter().find(|spec| spec.id == *device.id);
    let places = Places::of(case, spec);
    let counts = |code: &CountryCode| {
        let country = reference::country(*code);
        country.is_some_and(|country| device.requires.is_none_or(|of| fits(of, country)))
    };
    let partners: Vec<_> = places.partners.iter().copied().filter(counts).collect();
    let would_count: Vec<_> = places.latent.iter().copied().filter(counts).collect();
    let mut tests: Vec<Tested> = asks_country(device)
        .map(|of| partner_test(of, spec, partners.len(), places.complete))
        .into_iter()
        .collect();
    let facts = case.facts();
    tests.extend(spec.iter().flat_map(|spec| &spec.tests).enumerate().map(|(index, test)| {
        let (test_of, holds) = (Test::Pack(index), test.when.holds(&facts));
        Tested { test: test_of, holds, decisive: test.decisive }
    }));
    let outdated = reference::may_be_old(device.as_of, today);
    let reserved = outdated || device.to_check(crate::language::Lang::default()).is_some();
    let rates = spec.map_or_else(Vec::new, |spec| rates(spec, &partners, &would_count));
    Eligibility {
        device,
        verdict: verdict(&tests, reserved),
        tests,
        partners,
        would_count,
        amount: spec.and_then(|spec| amount(case, spec.ceiling.as_ref()?)),
        rates,
        outdated,
    }
}

fn verdict(tests: &[Tested], reserved: bool) -> Verdict {
    if tests.iter().any(|test| test.decisive && test.holds == Truth::False) {
        Verdict::Closed
    } else if !reserved && tests.iter().all(|test| test.holds.is_true()) {
        Verdict::Eligible
    } else {
        Verdict::ToVerify
    }
}

/// The partner country that the register asks for, if it asks for one.
fn asks_country(device: &Device) -> Option<Requirement> {
    device.requires.filter(|of| {
        matches!(
            of,
            Requirement::AidCountry
                | Requirement::EuCountry
                | Requirement::Francophone
                | Requirement::Germany
                | Requirement::Partner
        )
    })
}

fn fits(of: Requirement, country: &Country) -> bool {
    match of {
        Requirement::AidCountry => country.dac.is_some(),
        Requirement::EuCountry => {
            country.eu == Some(EuStatus::Member) && country.code.as_str() != "FR"
        }
        Requirement::Germany => country.code.as_str() == "DE",
        Requirement::Francophone => country.francophonie.is_some(),
        _ => country.code.as_str() != "FR",
    }
}

fn partner_test(
    of: Requirement,
    spec: Option<&DeviceSpec>,
    found: usize,
    complete: bool,
) -> Tested {
    let wanted = spec.and_then(|spec| spec.partners);
    let least = wanted.unwrap_or(1);
    let holds = match least <= found {
        true => Truth::True,
        false if complete => Truth::False,
        false => Truth::Unknown,
    };
    // Several partners can be brought together for a call; none at all cannot.
    Tested { test: Test::Partners(of, least), holds, decisive: wanted.is_none() || found == 0 }
}

/// The countries that a device is tested against.
struct Places {
    partners: Vec<CountryCode>,
    latent: Vec<CountryCode>,
    /// Whether every partner is known.
    complete: bool,
}

impl Places {
    fn of(case: Case<'_>, spec: Option<&DeviceSpec>) -> Self {
        let through = spec.and_then(|spec| case.pack.carrier(spec.through.as_ref()?));
        if let Some(carrier) = through {
            let partners = asset::countries(case, carrier);
            let complete = case.is_complete(&carrier.table);
            return Self { partners, latent: Vec::new(), complete };
        }
        let (Some(spec), Some(matrix)) = (&case.pack.matrix, &case.assessment.matrix) else {
            return Self { partners: Vec::new(), latent: Vec::new(), complete: false };
        };
        let tied = |row: &&crate::scoring::CountryRow| spec.strong_roots <= row.roots.low();
        let (with, without): (Vec<_>, Vec<_>) =
            matrix.countries.iter().partition(|row| !row.partnerships.is_empty());
        Self {
            partners: with.iter().map(|row| row.country).collect(),
            latent: without.into_iter().filter(tied).map(|row| row.country).collect(),
            complete: case.is_complete(&spec.partnerships.table),
        }
    }
}

fn rates(
    spec: &DeviceSpec,
    partners: &[CountryCode],
    would_count: &[CountryCode],
) -> Vec<(CountryCode, f64)> {
    let rate = |code: &CountryCode| {
        let dac = reference::country(*code)?.dac;
        let share = spec.shares.iter().find(|share| match share.with {
            Partner::LeastDeveloped => dac == Some(DacGroup::LeastDeveloped),
            Partner::AidRecipient => dac.is_some(),
            Partner::Any => true,
        })?;
        Some((*code, share.at_most))
    };
    partners.iter().chain(would_count).filter_map(rate).collect()
}

fn amount(case: Case<'_>, ceiling: &Ceiling) -> Option<Amount> {
    let quantity = match &ceiling.of {
        Term::PartOf(id, part) => Quantity::Part(id.clone(), part.clone()),
        Term::Answer(id) => Quantity::Answer(id.clone()),
        Term::Own | Term::Part(_) | Term::SumOfParts(_) | Term::SumOfAmounts(_) => return None,
    };
    let (low, high) = case.facts().quantity(&quantity)?;
    let known = low.is_finite() && high.is_finite() && 0.0 < high;
    known.then(|| Amount {
        ceiling: (low * ceiling.times, high * ceiling.times),
        used: ceiling.used.as_ref().and_then(|(question, option)| {
            let answer = case.diagnostic.answer(question.as_str())?;
            let State::Given(Value::Picks(picks)) = &answer.state else { return None };
            // An option that is not picked is one that nothing is paid under.
            picks.get(option).copied().unwrap_or(Some(0.0))
        }),
    })
}
