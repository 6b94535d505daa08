//! Places as a table names them: a country, a statistical zone, or the text that somebody typed.

use std::{fmt, sync::Arc};

/// An ISO 3166-1 alpha-2 country code in capitals, such as `SN`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// Reads two ASCII letters in either case; says nothing of whether the country exists.
    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The code as two capital letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A statistical zone such as `other_africa`, where a source gives no single countries.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ZoneId(Arc<str>);

impl ZoneId {
    /// The zone with this name.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The zone's name, without the prefix it bears in a file.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a tie leads: a country, a zone of countries, or free text that matched neither.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// One country.
    Country(CountryCode),
    /// A group of countries that the source does not split.
    Zone(ZoneId),
    /// What was typed, kept because nothing matched: it counts nowhere and is listed to review.
    Other(Arc<str>),
}

impl Place {
    /// What marks a zone in a file: `zone:other_africa`.
    pub const ZONE_PREFIX: &str = "zone:";

    /// Reads a place as a file holds it: `SN`, `zone:other_africa`, or any other text.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if let Some(zone) = text.strip_prefix(Self::ZONE_PREFIX) {
            return Self::Zone(ZoneId::new(zone));
        }
        match CountryCode::parse(text) {
            Some(code) if text.chars().all(|c| c.is_ascii_uppercase()) => Self::Country(code),
            _ => Self::Other(text.into()),
        }
    }

    /// The country, if this is one.
    pub const fn country(&self) -> Option<CountryCode> {
        match self {
            Self::Country(code) => Some(*code),
            Self::Zone(_) | Self::Other(_) => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country(code) => code.fmt(f),
            Self::Zone(zone) => write!(f, "{}{}", Self::ZONE_PREFIX, zone.as_str()),
            Self::Other(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_keep_what_was_written() {
        for text in ["SN", "zone:other_africa", "Royaume de Nulle-Part", "sn"] {
            assert_eq!(Place::parse(text).to_string(), text);
        }
        assert_eq!(Place::parse("SN").country(), CountryCode::parse("sn"));
        assert_eq!(Place::parse("sn").country(), None);
    }
}
