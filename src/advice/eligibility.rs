//! Funding devices: whether what is known of the territory opens them, and what they can bring.
//!
//! Three answers only: eligible, no (and which condition), to be verified (and what is missing).
//! Whether a scheme is really open is for its holder to say; what the register itself has not
//! verified, or cannot date, is never more than « à vérifier ». Age alone closes no door: where
//! every condition is met the answer is « éligible », with the year beside it, and a reserve once
//! the information may be more than a year old.

use jiff::civil::Date;

use crate::{
    domain::{CountryCode, Diagnostic, State, Value},
    language::Lang,
    questionnaire::{Ceiling, DeviceSpec, Facts as _, Pack, Partner, Quantity, Term, Truth},
    reference::{self, DacGroup, Device, Requirement},
    scoring::Assessment,
};

use super::{
    Reason,
    facts::Case,
    requirement::{self, Places, asks_country, fits},
};

/// What is known of a device for one territory on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligibility {
    /// The device.
    pub device: &'static Device,
    /// Whether it is open.
    pub verdict: Verdict,
    /// What was tested, the register's condition first, then the pack's.
    pub tests: Vec<Tested>,
    /// The facts behind the register's condition.
    pub reasons: Vec<Reason>,
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
    /// Everything that can be tested holds, and what the register tells is dated and verified;
    /// it may be old, which is said beside it.
    Eligible,
    /// Something is missing that would decide: an answer, or a word of the holder's.
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
    /// A competence or a place of the authority that the register asks for.
    Authority(Requirement),
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

impl Eligibility {
    /// Whether all that can be tested holds, so that only the information is left to verify.
    pub fn conditions_hold(&self) -> bool {
        !self.tests.is_empty() && self.tests.iter().all(|test| test.holds.is_true())
    }

    /// How near it is: what is open first, then what only has to be confirmed, what lacks an
    /// answer, what cannot be tested here, and what is closed.
    pub fn nearness(&self) -> u8 {
        match self.verdict {
            Verdict::Eligible => 0,
            Verdict::ToVerify if self.conditions_hold() => 1,
            Verdict::ToVerify if self.is_untested() => 3,
            Verdict::ToVerify => 2,
            Verdict::Closed => 4,
        }
    }

    /// Whether nothing of its conditions can be tested here.
    pub const fn is_untested(&self) -> bool {
        self.tests.is_empty()
    }

    /// Whether something of what the register tells of it has to be verified before use.
    pub fn is_reserved(&self) -> bool {
        self.outdated || self.device.to_check(Lang::default()).is_some()
    }
}

/// What is known of every funding device for a territory on a day, in the order of the register.
pub fn devices(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    today: Date,
) -> Vec<Eligibility> {
    all(Case { pack, diagnostic, assessment }, today)
}

/// A device for one country.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryDevice {
    /// What is known of it, supposing a partner in the country.
    pub eligibility: Eligibility,
    /// Whether there is such a partner; unknown if the list of partners is not complete, or if
    /// the device asks for none there.
    pub partner: Truth,
    /// Whether the device asks for a partner in countries like this one.
    pub asks_partner: bool,
    /// The most it pays of a project with the country.
    pub rate: Option<f64>,
}

/// The devices that fit a country, those that are nearest first: those whose condition names
/// countries like it, and those that a competence opens wherever the partner is.
///
/// Devices of which nothing can be tested are left out: that they fit would be a guess. Where
/// there is no partner in the country yet, the verdict is at most « à vérifier ».
pub fn devices_for_country(
    pack: &Pack,
    diagnostic: &Diagnostic,
    assessment: &Assessment,
    country: CountryCode,
    today: Date,
) -> Vec<CountryDevice> {
    let case = Case { pack, diagnostic, assessment };
    let devices = reference::devices().iter();
    let mut found: Vec<CountryDevice> =
        devices.filter_map(|device| for_country(case, device, country, today)).collect();
    found.sort_by_key(|one| (one.eligibility.verdict, !one.asks_partner, !one.partner.is_true()));
    found
}

fn for_country(
    case: Case<'_>,
    device: &'static Device,
    country: CountryCode,
    today: Date,
) -> Option<CountryDevice> {
    let of = device.requires?;
    let asks_partner = asks_country(of) || of == Requirement::CrossBorder;
    if !fits(case, of, reference::country(country)?) {
        return None;
    }
    let places = Places::of(case, through(case, device));
    let partner = match (asks_partner, places.partners.contains(&country)) {
        (true, true) => Truth::True,
        (true, false) if places.complete => Truth::False,
        (false, _) | (true, false) => Truth::Unknown,
    };
    let mut eligibility = of_places(case, device, today, &places.with(country));
    if !asks_partner && eligibility.verdict == Verdict::Closed {
        return None;
    }
    if asks_partner && !partner.is_true() {
        eligibility.verdict = eligibility.verdict.max(Verdict::ToVerify);
    }
    let rate = eligibility.rates.iter().find(|(code, _)| *code == country);
    let rate = rate.map(|(_, share)| *share);
    Some(CountryDevice { eligibility, partner, asks_partner, rate })
}

/// Every device of the register, in its order.
pub(super) fn all(case: Case<'_>, today: Date) -> Vec<Eligibility> {
    let own = Places::of(case, None);
    let of = |device| match through(case, device) {
        None => of_places(case, device, today, &own),
        carrier => of_places(case, device, today, &Places::of(case, carrier)),
    };
    reference::devices().iter().map(of).collect()
}

fn spec<'a>(case: Case<'a>, device: &Device) -> Option<&'a DeviceSpec> {
    case.pack.devices.iter().find(|spec| spec.id == *device.id)
}

/// The local players through whom a device finds its partner.
fn through<'a>(case: Case<'a>, device: &Device) -> Option<&'a crate::questionnaire::Carrier> {
    case.pack.carrier(spec(case, device)?.through.as_ref()?)
}

fn of_places(case: Case<'_>, device: &'static Device, today: Date, places: &Places) -> Eligibility {
    let spec = spec(case, device);
    let partners = Places::counting(case, device.requires, &places.partners);
    let would_count = Places::counting(case, device.requires, &places.latent);
    let (mut tests, mut reasons) = (Vec::new(), Vec::new());
    if let Some(of) = device.requires {
        let wanted = spec.and_then(|spec| spec.partners);
        let met = requirement::test(case, of, wanted.unwrap_or(1), places);
        // Several partners can be brought together for a call; none at all cannot.
        let decisive = wanted.is_none() || partners.is_empty();
        let test = if asks_country(of) {
            Test::Partners(of, wanted.unwrap_or(1))
        } else {
            Test::Authority(of)
        };
        tests.push(Tested { test, holds: met.holds, decisive });
        reasons = met.reasons;
    }
    let facts = case.facts();
    // What the register asks for is tested once, even if an older pack tests it again.
    let again = device.requires.and_then(|of| case.pack.eligibility.condition(of));
    let own = spec.iter().flat_map(|spec| &spec.tests).enumerate();
    tests.extend(own.filter(|(_, test)| Some(&test.when) != again).map(|(index, test)| {
        let (test_of, holds) = (Test::Pack(index), test.when.holds(&facts));
        Tested { test: test_of, holds, decisive: test.decisive }
    }));
    let outdated = reference::may_be_old(device.as_of, today);
    let verified = device.as_of.is_some() && device.to_check(Lang::default()).is_none();
    let rates = spec.map_or_else(Vec::new, |spec| rates(spec, &partners, &would_count));
    Eligibility {
        device,
        verdict: verdict(&tests, verified),
        tests,
        reasons,
        partners,
        would_count,
        amount: spec.and_then(|spec| amount(case, spec.ceiling.as_ref()?)),
        rates,
        outdated,
    }
}

fn verdict(tests: &[Tested], verified: bool) -> Verdict {
    if tests.iter().any(|test| test.decisive && test.holds == Truth::False) {
        Verdict::Closed
    } else if verified && !tests.is_empty() && tests.iter().all(|test| test.holds.is_true()) {
        Verdict::Eligible
    } else {
        Verdict::ToVerify
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
