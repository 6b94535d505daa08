//! Dates as the reader's language writes them: `1er août 2026`, `1 August 2026`.

use jiff::civil::Date;

use super::Lang;

impl Lang {
    /// The date in full, such as `23 novembre 2026`.
    pub fn date(self, date: Date) -> String {
        let day = if date.day() == 1 {
            self.language_first_day().to_owned()
        } else {
            date.day().to_string()
        };
        self.language_date(day, self.month(date.month()), date.year())
    }

    /// The date in figures, such as `23/11/2026`.
    pub fn short_date(self, date: Date) -> String {
        let (day, month) = (format!("{:02}", date.day()), format!("{:02}", date.month()));
        self.language_short_date(day, month, date.year())
    }

    /// The month and year, such as `novembre 2026`; `month` counts from 1.
    pub fn month_of_year(self, month: i8, year: i16) -> String {
        format!("{} {year}", self.month(month))
    }

    fn month(self, month: i8) -> &'static str {
        match month {
            1 => self.language_january(),
            2 => self.language_february(),
            3 => self.language_march(),
            4 => self.language_april(),
            5 => self.language_may(),
            6 => self.language_june(),
            7 => self.language_july(),
            8 => self.language_august(),
            9 => self.language_september(),
            10 => self.language_october(),
            11 => self.language_november(),
            _ => self.language_december(),
        }
    }
}

/// Reads a date as it is typed, `25/11/2026`, or as files write it, `2026-11-25`.
pub fn read_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.', ' ']).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_first_of_the_month_is_an_ordinal_in_french_only() {
        assert_eq!(Lang::Fr.date(date(2026, 8, 1)), "1er août 2026");
        assert_eq!(Lang::En.date(date(2026, 8, 1)), "1 August 2026");
        assert_eq!(Lang::Fr.date(date(2026, 11, 23)), "23 novembre 2026");
        assert_eq!(Lang::Fr.month_of_year(3, 2024), "mars 2024");
    }

    #[test]
    fn dates_are_read_as_they_are_written_and_nothing_is_guessed() {
        for lang in Lang::ALL {
            let day = date(2026, 3, 1);
            assert_eq!(read_date(&lang.short_date(day)), Some(day));
        }
        assert_eq!(read_date(" 2026-11-25 "), Some(date(2026, 11, 25)));
        assert_eq!(read_date("1.2.2026"), Some(date(2026, 2, 1)));
        for wrong in ["", "25/11/26", "31/02/2026", "hier", "2026", "25/11/202"] {
            assert_eq!(read_date(wrong), None, "{wrong}");
        }
    }
}
