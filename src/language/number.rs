//! Numbers as the reader's language writes them: `1 234,5` in French, `1,234.5` in English.

use std::{borrow::Cow, sync::OnceLock};

use fixed_decimal::{Decimal, FloatPrecision, Sign, SignedRoundingMode, UnsignedRoundingMode};
use icu_decimal::{DecimalFormatter, options::DecimalFormatterOptions};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use super::{
    Lang,
    typography::{NARROW_NO_BREAK, NO_BREAK},
};

/// What ICU needs to write one language, built at first use.
struct Icu {
    decimal: Option<DecimalFormatter>,
    plurals: Option<PluralRules>,
}

fn icu(lang: Lang) -> &'static Icu {
    static ALL: OnceLock<Vec<Icu>> = OnceLock::new();
    static NONE: Icu = Icu { decimal: None, plurals: None };
    let all = ALL.get_or_init(|| {
        let of = |lang: &Lang| {
            let locale: Locale = lang.code().parse().unwrap_or(Locale::UNKNOWN);
            Icu {
                decimal: DecimalFormatter::try_new(
                    (&locale).into(),
                    DecimalFormatterOptions::default(),
                )
                .ok(),
                plurals: PluralRules::try_new_cardinal((&locale).into()).ok(),
            }
        };
        Lang::ALL.iter().map(of).collect()
    });
    all.get(lang as usize).unwrap_or(&NONE)
}

impl Lang {
    /// The plural category of a count in this language.
    pub fn plural(self, count: usize) -> PluralCategory {
        icu(self).plurals.as_ref().map_or(PluralCategory::Other, |rules| rules.category_for(count))
    }

    /// A whole number with its thousands grouped: `1 234` in French.
    pub fn integer(self, value: usize) -> String {
        self.format(&Decimal::from(value))
    }

    /// A number rounded half away from zero to at most `decimals` places, without trailing zeros.
    ///
    /// A value that is not finite is written as an em dash: it is never shown as a figure.
    pub fn number(self, value: f64, decimals: u8) -> String {
        rounded(value, decimals).map_or_else(
            || "—".to_owned(),
            |mut decimal| {
                decimal.trim_end();
                self.format(&decimal)
            },
        )
    }

    /// A number with exactly `decimals` places.
    pub fn fixed(self, value: f64, decimals: u8) -> String {
        rounded(value, decimals).map_or_else(
            || "—".to_owned(),
            |mut decimal| {
                decimal.pad_end(-i16::from(decimals));
                self.format(&decimal)
            },
        )
    }

    /// A share of one as a percentage with at most `decimals` places: `12,5 %`.
    pub fn percent(self, share: f64, decimals: u8) -> String {
        self.language_percent(self.number(share * 100.0, decimals))
    }

    /// An amount in euros, in whole euros: `1 234 €`.
    pub fn euros(self, amount: f64) -> String {
        self.language_euros(self.number(amount, 0))
    }

    fn format(self, decimal: &Decimal) -> String {
        icu(self)
            .decimal
            .as_ref()
            .map_or_else(|| decimal.to_string(), |formatter| formatter.format(decimal).to_string())
            .replace(NARROW_NO_BREAK, NO_BREAK.encode_utf8(&mut [0; 4]))
    }
}

fn rounded(value: f64, decimals: u8) -> Option<Decimal> {
    let mut decimal = Decimal::try_from_f64(value, FloatPrecision::RoundTrip).ok()?;
    decimal.round_with_mode(
        -i16::from(decimals),
        SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand),
    );
    decimal.trim_start();
    // Nothing is written as less than nothing, be it rounded to zero or the sum of no figures.
    if decimal.absolute.is_zero() {
        decimal.set_sign(Sign::None);
    }
    Some(decimal)
}

/// Reads a number as people type it in French or English: `1 234,5`, `1,234.5`, `12 %`, `3,2 M€`.
///
/// Spaces of any kind group thousands. With one kind of mark only, a single `,` or `.` is the
/// decimal mark unless it is repeated (`1.234.567`). The signs `%`, `‰`, `€` and the multipliers
/// `k`, `M`, `Md` (with or without `€`) are understood; `%` and `‰` leave the figure as typed.
/// Returns `None` for anything else.
pub fn parse(text: &str) -> Option<f64> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect();
    let (digits, times) = split_multiplier(&compact);
    let negative = digits.starts_with(['-', '−']);
    let digits = digits.trim_start_matches(['-', '−', '+']);
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') {
        return None;
    }
    let value: f64 = plain_decimal(digits)?.parse().ok()?;
    let value = if negative { -value } else { value } * times;
    value.is_finite().then_some(value)
}

/// The same, typed in this language: where it groups thousands with a mark that [`parse`] takes for
/// the decimal one, `90,000` is ninety thousand.
pub fn parse_in(text: &str, lang: Lang) -> Option<f64> {
    parse(&ungrouped(text, lang))
}

/// A text without the marks that group thousands in this language, wherever they group by three.
pub fn ungrouped(text: &str, lang: Lang) -> Cow<'_, str> {
    let Some(mark) = lang.integer(12_345).chars().find(|c| matches!(c, ',' | '.')) else {
        return Cow::Borrowed(text);
    };
    if !text.contains(mark) {
        return Cow::Borrowed(text);
    }
    let is_part = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(from) = rest.find(is_part) {
        let (before, figure) = rest.split_at(from);
        let end = figure.find(|c| !is_part(c)).unwrap_or(figure.len());
        let (figure, after) = figure.split_at(end);
        out.push_str(before);
        if groups_by_three(figure, mark) {
            out.extend(figure.chars().filter(|c| *c != mark));
        } else {
            out.push_str(figure);
        }
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn groups_by_three(figure: &str, mark: char) -> bool {
    let whole = figure.split(|c: char| c != mark && !c.is_ascii_digit()).next().unwrap_or("");
    let mut groups = whole.split(mark);
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let mut others = groups.peekable();
    first && others.peek().is_some() && others.all(|group| group.len() == 3)
}

fn split_multiplier(text: &str) -> (&str, f64) {
    let text = text.trim_end_matches(['%', '‰', '€']);
    for (suffix, times) in [("Md", 1e9), ("md", 1e9), ("M", 1e6), ("k", 1e3), ("K", 1e3)] {
        if let Some(rest) = text.strip_suffix(suffix) {
            return (rest, times);
        }
    }
    (text, 1.0)
}

/// Rewrites digits with `,` and `.` marks so that Rust parses them; `None` if the marks disagree.
fn plain_decimal(digits: &str) -> Option<String> {
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    let grouped = |group: char| {
        let (whole, rest) =
            digits.split_once(|c: char| c != group && !c.is_ascii_digit()).unwrap_or((digits, ""));
        let mut groups = whole.split(group);
        let first = groups.next().is_some_and(|g| !g.is_empty() && g.len() <= 3);
        (first && groups.all(|g| g.len() == 3)).then(|| {
            let whole = whole.replace(group, "");
            if rest.is_empty() { whole } else { format!("{whole}.{rest}") }
        })
    };
    match (commas, points) {
        (0, 0 | 1) => Some(digits.to_owned()),
        (1, 0) => Some(digits.replace(',', ".")),
        (_, 0) => grouped(','),
        (0, _) => grouped('.'),
        (1, _) if digits.rfind(',') > digits.rfind('.') => grouped('.'),
        (_, 1) if digits.rfind('.') > digits.rfind(',') => grouped(','),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_as_the_language_at_hand_writes_it() {
        for (text, fr, en) in [
            ("31,188", 31.188, 31_188.0),
            ("1,234,567.5", 1_234_567.5, 1_234_567.5),
            ("90,000 €", 90.0, 90_000.0),
            ("-3,200 k", -3_200.0, -3_200_000.0),
            ("12,5 %", 12.5, 12.5),
            ("3,2 M€", 3_200_000.0, 3_200_000.0),
            ("1.234", 1.234, 1.234),
            ("0,5", 0.5, 0.5),
        ] {
            let read = [Lang::Fr, Lang::En].map(|lang| parse_in(text, lang).unwrap());
            assert!((read[0] - fr).abs() < 1e-6 && (read[1] - en).abs() < 1e-6, "{text}: {read:?}");
        }
        assert_eq!(ungrouped("from 1,000 to 2,500", Lang::En), "from 1000 to 2500");
        // What is shown is always read as what it is.
        for lang in Lang::ALL {
            for value in [0.0, 12.0, 1_234.0, 31_188.0, 1_234_567.25] {
                assert_eq!(parse_in(&lang.number(value, 2), *lang), Some(value));
            }
        }
    }

    #[test]
    fn french_writes_a_comma_and_spaces_that_never_break() {
        assert_eq!(Lang::Fr.number(1_234_567.891, 2), "1\u{a0}234\u{a0}567,89");
        assert_eq!(Lang::En.number(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(Lang::Fr.number(0.5, 0), "1");
        assert_eq!(Lang::Fr.number(2.0, 3), "2");
        assert_eq!(Lang::Fr.fixed(2.0, 1), "2,0");
        assert_eq!(Lang::Fr.number(f64::NAN, 1), "—");
        for nothing in [0.0, -0.0, -0.04, 0.04] {
            assert_eq!(Lang::Fr.number(nothing, 1), "0");
            assert_eq!(Lang::Fr.fixed(nothing, 1), "0,0");
        }
        assert_eq!(Lang::Fr.percent(0.125, 1), "12,5\u{a0}%");
    }

    #[test]
    fn people_type_numbers_in_many_ways() {
        for (typed, value) in [
            ("1234,5", 1234.5),
            ("1 234,5", 1234.5),
            ("1\u{202f}234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("1.234.567", 1_234_567.0),
            ("12 %", 12.0),
            ("3,2 M€", 3_200_000.0),
            ("90 k€", 90_000.0),
            ("-4", -4.0),
            ("0.5", 0.5),
        ] {
            assert_eq!(parse(typed), Some(value), "{typed}");
        }
        for typed in ["", "abc", "1,2,3", "12a", "1e400", "--", "1,23,4.5", "NaN", "inf"] {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }
}
