//! Quarters as the customs head their columns: « T1 2024 », « 2024T1 », « 1er trimestre 2024 ».

use crate::{domain::Year, reference::fold};

/// A quarter of a year, in order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quarter {
    pub(super) year: Year,
    number: u8,
}

/// Reads a heading; none if it names no quarter.
pub(super) fn parse(heading: &str) -> Option<Quarter> {
    let folded = fold(heading);
    let is_quarter = folded.contains("trim") || folded.chars().any(|c| c == 't' || c == 'q');
    let numbers: Vec<&str> =
        folded.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, number) = match *numbers.as_slice() {
        [year, number] | [number, year] if year.len() == 4 && number.len() == 1 => (year, number),
        _ => return None,
    };
    let (year, number) = (year.parse().ok()?, number.parse().ok()?);
    let is_so = is_quarter && (1990..=2100).contains(&year) && (1..=4).contains(&number);
    is_so.then_some(Quarter { year, number })
}

impl Quarter {
    /// How many quarters lie between two.
    pub(super) fn distance(self, other: Self) -> i32 {
        let count = |quarter: Self| i32::from(quarter.year) * 4 + i32::from(quarter.number);
        (count(self) - count(other)).abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_read_as_they_are_written() {
        let first = Some(Quarter { year: 2024, number: 1 });
        for text in ["T1 2024", "2024T1", "1er trimestre 2024", "2024-T1", "Trim. 1 2024", "1T2024"]
        {
            assert_eq!(parse(text), first, "{text}");
        }
        for text in ["2024", "Pays", "janvier 2024", "T5 2024", "Total 2024", "T1 24"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("T1 2025").unwrap().distance(parse("T4 2024").unwrap()), 1);
    }
}
