//! Quantities that are checked where they are made, so that nobody checks them again.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A calendar year, such as 2024.
pub type Year = i16;

/// A normalised value between 0 and 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Score(f64);

impl Score {
    /// The worst value.
    pub const ZERO: Self = Self(0.0);
    /// The best value.
    pub const ONE: Self = Self(1.0);

    /// The nearest value in range; what is not a number counts as the worst value.
    pub fn clamped(value: f64) -> Self {
        if value.is_nan() { Self::ZERO } else { Self(value.clamp(0.0, 1.0)) }
    }

    /// The value, from 0 to 1.
    pub const fn get(self) -> f64 {
        self.0
    }
}

/// What is known of a normalised value: at least `low`, at most `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    low: f64,
    high: f64,
}

impl Interval {
    /// Nothing is known: anything from 0 to 1.
    pub const UNKNOWN: Self = Self { low: 0.0, high: 1.0 };
    /// The worst value, known exactly.
    pub const ZERO: Self = Self { low: 0.0, high: 0.0 };
    /// The best value, known exactly.
    pub const ONE: Self = Self { low: 1.0, high: 1.0 };

    /// The interval between two values, in either order, kept within 0 and 1.
    pub fn new(a: f64, b: f64) -> Self {
        let (a, b) = (Score::clamped(a).get(), Score::clamped(b).get());
        Self { low: a.min(b), high: a.max(b) }
    }

    /// A value known exactly, kept within 0 and 1.
    pub fn point(value: f64) -> Self {
        Self::new(value, value)
    }

    /// The least the value can be.
    pub const fn low(self) -> f64 {
        self.low
    }

    /// The most the value can be.
    pub const fn high(self) -> f64 {
        self.high
    }

    /// How much is still open: 0 for a known value, 1 for nothing known.
    pub fn width(self) -> f64 {
        self.high - self.low
    }

    /// The middle of the interval.
    pub fn mid(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// Both ends transformed by a function that never decreases.
    #[must_use]
    pub fn map(self, rising: impl Fn(f64) -> f64) -> Self {
        Self::new(rising(self.low), rising(self.high))
    }
}

/// How much a question counts: 3 core, 2 standard, 1 complement, 0 not scored.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Weight(f64);

impl Weight {
    /// A weight, if it is finite and not negative.
    pub fn new(value: f64) -> Option<Self> {
        (value.is_finite() && 0.0 <= value).then_some(Self(value))
    }

    /// The weight as a number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Weight {
    type Error = String;

    fn try_from(value: f64) -> Result<Self, String> {
        Self::new(value).ok_or_else(|| format!("a weight is a number from 0, not {value}"))
    }
}

impl From<Weight> for f64 {
    fn from(weight: Weight) -> Self {
        weight.0
    }
}

/// A month of a year, written `2024-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: Year,
    month: i8,
}

impl Month {
    /// The month, counted from 1, of a year from 1000 to 9999; `None` outside these ranges.
    pub fn new(year: Year, month: i8) -> Option<Self> {
        (1000 <= year && year <= 9999 && 1 <= month && month <= 12).then_some(Self { year, month })
    }

    /// The calendar year.
    pub const fn year(self) -> Year {
        self.year
    }

    /// The month in the year, from 1 to 12.
    pub const fn month(self) -> i8 {
        self.month
    }

    /// How many whole months passed from `self` to `later`; negative if `self` comes after.
    pub fn months_until(self, later: Self) -> i32 {
        (i32::from(later.year) - i32::from(self.year)) * 12 + i32::from(later.month)
            - i32::from(self.month)
    }

    /// The month so many months later, or earlier if negative; `None` outside the years from 1000
    /// to 9999.
    pub fn plus(self, months: i32) -> Option<Self> {
        let count = i32::from(self.year) * 12 + i32::from(self.month) - 1 + months;
        let year = i16::try_from(count.div_euclid(12)).ok()?;
        Self::new(year, i8::try_from(count.rem_euclid(12)).ok()? + 1)
    }

    /// Reads `2024-03`, `03/2024` or `3/2024`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (year, month) = text
            .split_once('-')
            .or_else(|| text.split_once('/').map(|(month, year)| (year, month)))?;
        Self::new(year.trim().parse().ok()?, month.trim().parse().ok()?)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_stay_ordered_and_within_bounds() {
        let interval = Interval::new(1.4, -0.2);
        assert_eq!((interval.low(), interval.high()), (0.0, 1.0));
        assert_eq!(Interval::point(f64::NAN), Interval::ZERO);
    }

    #[test]
    fn months_are_read_both_ways_and_counted() {
        assert_eq!(Month::parse("2024-03"), Month::new(2024, 3));
        assert_eq!(Month::parse(" 3/2024"), Month::new(2024, 3));
        assert_eq!(Month::parse("13/2024"), None);
        assert_eq!(Month::parse("2024"), None);
        let from = Month::new(2023, 11).unwrap();
        assert_eq!(from.months_until(Month::new(2026, 11).unwrap()), 36);
        assert_eq!(from.to_string(), "2023-11");
        assert_eq!(from.plus(2), Month::new(2024, 1));
        assert_eq!(from.plus(-11), Month::new(2022, 12));
        assert_eq!(Month::new(9999, 12).unwrap().plus(1), None);
    }
}
