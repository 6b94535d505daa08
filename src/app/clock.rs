//! The time of day, taken from one place so that tests and exports can fix it.

use jiff::{Timestamp, Zoned, civil::Date};

/// Where the application takes the time from.
#[derive(Clone, Copy, Debug, Default)]
pub enum Clock {
    /// The computer's clock and time zone.
    #[default]
    System,
    /// A day and instant that never pass, for tests and reproducible runs.
    Fixed(Date, Timestamp),
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
impl Clock {
    /// Today, where the user is.
    pub fn today(self) -> Date {
        match self {
            Self::System => Zoned::now().date(),
            Self::Fixed(date, _) => date,
        }
    }

    /// This instant.
    pub fn now(self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Fixed(_, instant) => instant,
        }
    }
}
