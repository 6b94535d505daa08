//! Draws of the country matrix: which countries stay among the largest opportunities.
//!
//! Each tie's goalposts, or each channel's, take one factor a draw; then each country in turn its
//! open ties and its open partnership. Countries that no draw can bring among the first are left
//! out before the draws begin.

use crate::{
    domain::{CountryCode, Diagnostic, Interval, Place},
    questionnaire::Pack,
};

use super::{
    Assessment, CountryRow, DrawSettings, Stability, StrengthOrigin,
    figure::Case,
    generator::SplitMix64,
    normalize::piecewise,
    strength::{Listing, Tie},
};

/// What tells the draws of countries apart from those of questions under one seed.
const STREAM: u64 = u64::from_be_bytes(*b"passerel");

/// How far goalposts are moved.
const LEAST: f64 = 0.85;
const MOST: f64 = 1.15;

/// One source of a tie's strength with one country.
#[derive(Clone)]
struct Source<'a> {
    /// Which factor moves its goalposts.
    factor: usize,
    goalposts: &'a [f64],
    figure: Option<(f64, f64)>,
    cap: f64,
    /// Whether it may be nothing at all.
    from_zero: bool,
}

struct Country<'a> {
    code: CountryCode,
    ties: Vec<Vec<Source<'a>>>,
    partnership: Interval,
    /// How often it stayed among the first; `None` if it does not stand there.
    stays: Option<usize>,
}

/// The countries that may be among the first, and how often those that are stay.
pub(super) struct Countries<'a> {
    generator: SplitMix64,
    factors: Vec<f64>,
    candidates: Vec<Country<'a>>,
    top: Vec<usize>,
    first: Vec<(f64, usize)>,
}

impl<'a> Countries<'a> {
    pub(super) fn new(
        pack: &'a Pack,
        diagnostic: &'a Diagnostic,
        assessment: &Assessment,
        settings: DrawSettings,
        count: usize,
    ) -> Self {
        let case = Case { pack, diagnostic };
        let specs = pack.matrix.iter().flat_map(|matrix| &matrix.ties);
        let ties: Vec<Tie<'a>> = specs.map(|tie| Tie::read(case, &tie.source)).collect();
        let rows = assessment.matrix.as_ref().map_or(&[][..], |matrix| &matrix.countries);
        let mut order: Vec<&CountryRow> = rows.iter().collect();
        order.sort_by(|a, b| {
            let largest = b.opportunity.mid().total_cmp(&a.opportunity.mid());
            largest.then_with(|| a.country.cmp(&b.country))
        });
        let mut countries: Vec<Country<'a>> = Vec::new();
        for (rank, row) in order.into_iter().enumerate() {
            countries.push(country(&ties, row, (rank < count).then_some(0)));
        }
        keep_possible(&mut countries, count);
        let factors = ties.iter().map(|tie| tie.listings.len()).sum();
        Self {
            generator: SplitMix64::new(settings.seed ^ STREAM),
            factors: vec![1.0; factors],
            top: (0..countries.len()).filter(|index| *index < count).collect(),
            candidates: countries,
            first: Vec::with_capacity(count + 1),
        }
    }

    /// One more draw.
    pub(super) fn next(&mut self) {
        for factor in &mut self.factors {
            *factor = self.generator.between(LEAST, MOST);
        }
        let count = self.top.len();
        self.first.clear();
        for (index, country) in self.candidates.iter().enumerate() {
            let opportunity = country.draw(&self.factors, &mut self.generator);
            let place = self.first.partition_point(|(value, _)| opportunity <= *value);
            if place < count {
                self.first.insert(place, (opportunity, index));
                self.first.truncate(count);
            }
        }
        for (_, index) in &self.first {
            let country = self.candidates.get_mut(*index);
            if let Some(stays) = country.and_then(|country| country.stays.as_mut()) {
                *stays += 1;
            }
        }
    }

    /// How often each of the first stayed.
    pub(super) fn stability(self) -> Vec<Stability<CountryCode>> {
        let stability =
            |country: Country<'_>| Some(Stability { id: country.code, stays: country.stays? });
        self.candidates.into_iter().filter_map(stability).collect()
    }
}

impl Source<'_> {
    fn ends(&self, factor: f64) -> (f64, f64) {
        let Some((low, high)) = self.figure else { return (0.0, self.cap) };
        let of = |figure: f64| piecewise(figure / factor, self.goalposts).min(self.cap);
        if self.from_zero {
            (0.0, of(high))
        } else if high <= low {
            let value = of(low);
            (value, value)
        } else {
            (of(low), of(high))
        }
    }
}

impl Country<'_> {
    fn draw(&self, factors: &[f64], generator: &mut SplitMix64) -> f64 {
        let strength = |(low, high): (f64, f64)| {
            if low < high { generator.between(low, high) } else { low }
        };
        let roots =
            self.roots(|source| factors.get(source.factor).copied().unwrap_or(1.0), strength);
        let (low, high) = (self.partnership.low(), self.partnership.high());
        let partnership = if low < high { generator.between(low, high) } else { low };
        roots * (1.0 - partnership)
    }

    fn roots(
        &self,
        factor: impl Fn(&Source<'_>) -> f64,
        mut strength: impl FnMut((f64, f64)) -> f64,
    ) -> f64 {
        let (mut most, mut sum) = (0.0_f64, 0.0);
        for tie in &self.ties {
            let mut ends = (0.0_f64, 0.0_f64);
            for source in tie {
                let (low, high) = source.ends(factor(source));
                ends = (ends.0.max(low), ends.1.max(high));
            }
            if tie.is_empty() {
                ends = (0.0, 1.0);
            }
            let strength = strength(ends);
            most = most.max(strength);
            sum += strength;
        }
        0.5 * most + 0.5 * sum / (self.ties.len().max(1) as f64)
    }

    /// The least and the most opportunity that a draw can give.
    fn bounds(&self) -> (f64, f64) {
        let least = self.roots(|_| MOST, |(low, _)| low) * (1.0 - self.partnership.high());
        let most = self.roots(|_| LEAST, |(_, high)| high) * (1.0 - self.partnership.low());
        (least, most)
    }
}

fn country<'a>(ties: &[Tie<'a>], row: &CountryRow, stays: Option<usize>) -> Country<'a> {
    let place = Place::Country(row.country);
    let mut factor = 0;
    let mut source = |listing: &Listing<'a>| {
        let (measured, origin) = listing.measured(&place);
        factor += 1;
        Source {
            factor: factor - 1,
            goalposts: listing.goalposts,
            figure: measured.figure,
            cap: measured.cap,
            from_zero: origin != StrengthOrigin::Listed,
        }
    };
    let ties = ties.iter().map(|tie| tie.listings.iter().map(&mut source).collect()).collect();
    Country { code: row.country, ties, partnership: row.partnership, stays }
}

/// Leaves out what no draw can bring among the first.
fn keep_possible(countries: &mut Vec<Country<'_>>, count: usize) {
    let mut least: Vec<f64> = countries.iter().map(|country| country.bounds().0).collect();
    least.sort_by(|a, b| b.total_cmp(a));
    let bar = count.checked_sub(1).and_then(|last| least.get(last)).copied().unwrap_or(0.0);
    countries.retain(|country| country.stays.is_some() || bar <= country.bounds().1);
}
