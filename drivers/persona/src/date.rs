//! Calendar dates, and the Japanese-era year that 照合番号B begins with.
//!
//! A date here is a fact printed on a card; it has no time zone and no arithmetic.

use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// Names a day of the Gregorian calendar; ordered by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Date {
    /// The Gregorian year, 1868 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// Makes a date, or `None` for a day that the calendar lacks.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let valid = (1868..=9999).contains(&year) && (1..=days_in(year, month)).contains(&day);
        valid.then_some(Self { year, month, day })
    }

    /// Writes the date as the card and the wire do: `YYYYMMDD`.
    pub fn yyyymmdd(&self) -> String {
        format!("{:04}{:02}{:02}", self.year, self.month, self.day)
    }

    /// Returns the year within the Japanese era of that day (1 for 元年); eras change by the day.
    pub fn era_year(&self) -> u16 {
        let era = ERAS.iter().rev().find(|(first_day, _)| first_day <= self);
        era.map_or(self.year - 1867, |(_, year_before)| self.year - year_before)
    }
}

/// The first day of each era, and the Gregorian year before its first year.
const ERAS: [(Date, u16); 4] = [
    (Date { year: 1912, month: 7, day: 30 }, 1911),  // 大正
    (Date { year: 1926, month: 12, day: 25 }, 1925), // 昭和
    (Date { year: 1989, month: 1, day: 8 }, 1988),   // 平成
    (Date { year: 2019, month: 5, day: 1 }, 2018),   // 令和
];

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

/// Writes `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Withholds the day: most dates here are birth dates.
impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Date(..)")
    }
}

/// Reads `YYYY-MM-DD`.
impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected a day as YYYY-MM-DD, got {} characters", text.chars().count());
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<u16>().map_err(|_| wrong()));
        let mut next = || parts.next().ok_or_else(wrong)?;
        let (year, month, day) = (next()?, next()?, next()?);
        Self::new(year, u8::try_from(month).unwrap_or(0), u8::try_from(day).unwrap_or(0)).ok_or_else(wrong)
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_era_changes_by_the_day() {
        let check = |text: &str, era_year: u16| {
            let date: Date = text.parse().unwrap();
            assert_eq!(date.era_year(), era_year, "{text}");
        };
        check("1912-07-29", 45);
        check("1912-07-30", 1);
        check("1926-12-24", 15);
        check("1926-12-25", 1);
        check("1980-02-17", 55);
        check("1989-01-07", 64);
        check("1989-01-08", 1);
        check("2019-04-30", 31);
        check("2019-05-01", 1);
    }

    #[test]
    fn a_day_that_the_calendar_lacks_is_refused() {
        for text in
            ["2025-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "1867-12-31", "20260401", "a-b-c", ""]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert_eq!("2024-02-29".parse::<Date>().unwrap().yyyymmdd(), "20240229");
    }

    #[test]
    fn debug_withholds_the_day() {
        let date = Date::new(1980, 2, 17).unwrap();
        assert_eq!(format!("{date:?}"), "Date(..)");
        assert_eq!(date.to_string(), "1980-02-17");
    }
}
