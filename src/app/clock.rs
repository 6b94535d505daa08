//! The time of day, taken from one place so that tests and exports can fix it.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{
    Timestamp, Zoned,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// Where the application takes the time from.
#[derive(Clone, Copy, Debug, Default)]
pub enum Clock {
    /// The computer's clock and time zone.
    #[default]
    System,
    /// A day and instant that never pass, for tests and reproducible runs.
    Fixed(Date, Timestamp),
    /// An instant that its owner moves, in milliseconds since 1970, for tests of what takes time.
    Moved(&'static AtomicI64),
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
impl Clock {
    /// Today, where the user is.
    pub fn today(self) -> Date {
        match self {
            Self::System => Zoned::now().date(),
            Self::Fixed(date, _) => date,
            Self::Moved(_) => self.local(self.now()).date(),
        }
    }

    /// This instant.
    pub fn now(self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Fixed(_, instant) => instant,
            Self::Moved(instant) => {
                Timestamp::from_millisecond(instant.load(Ordering::SeqCst)).unwrap_or_default()
            }
        }
    }

    /// An instant as the clock on the user's wall shows it; tests live in Greenwich.
    pub fn local(self, instant: Timestamp) -> DateTime {
        match self {
            Self::System => instant.to_zoned(TimeZone::system()).datetime(),
            Self::Fixed(..) | Self::Moved(_) => instant.to_zoned(TimeZone::UTC).datetime(),
        }
    }
}
