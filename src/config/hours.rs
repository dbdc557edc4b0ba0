//! When the house takes patients: `[hours]` of the file, by Japan's clock.

use crate::session::Moment;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time, Weekday};
use serde::Deserialize;

/// So many days ahead an opening is looked for; beyond, the screen names none.
const AHEAD: i32 = 31;

/// The hours of a week, and days on which the house stays closed. A day without hours is closed as well.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hours {
    mon: Vec<Span>,
    tue: Vec<Span>,
    wed: Vec<Span>,
    thu: Vec<Span>,
    fri: Vec<Span>,
    sat: Vec<Span>,
    sun: Vec<Span>,
    closed_on: Vec<Day>,
}

/// How the house stands at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It takes patients.
    Open,
    /// It does not, until then, where that is known.
    Closed(Option<Moment>),
}

/// From one time of a day to another, written `08:30-12:00`; `24:00` is the day's end.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
struct Span {
    from: Time,
    /// `None` for the day's end.
    to: Option<Time>,
}

impl TryFrom<String> for Span {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let expected = || format!("expected hours such as \"08:30-12:00\", came {text:?}");
        let (from, to) = text.split_once('-').ok_or_else(expected)?;
        let from: Time = from.trim().parse().map_err(|_| expected())?;
        let to = match to.trim() {
            "24:00" => None,
            time => Some(time.parse::<Time>().map_err(|_| expected())?),
        };
        if to.is_some_and(|to| to <= from) { Err(expected()) } else { Ok(Self { from, to }) }
    }
}

/// A day, written `2026-12-29`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
struct Day(Date);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_| format!("expected a day such as \"2026-12-29\", came {text:?}"))
    }
}

impl std::str::FromStr for Hours {
    type Err = toml::de::Error;

    /// Reads the lines of `[hours]`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        toml::from_str(text)
    }
}

impl Hours {
    /// How the house stands at `now` of Japan's clock.
    pub fn at(&self, now: DateTime) -> Standing {
        let is_open = |span: &Span| span.from <= now.time() && span.to.is_none_or(|to| now.time() < to);
        if self.of(now.date()).iter().any(is_open) {
            return Standing::Open;
        }
        Standing::Closed(self.opening_after(now).and_then(moment))
    }

    fn opening_after(&self, now: DateTime) -> Option<DateTime> {
        let days = (0..=AHEAD).filter_map(|days| now.date().checked_add(days.days()).ok());
        let openings = days.flat_map(|day| self.of(day).iter().map(move |span| day.to_datetime(span.from)));
        openings.filter(|opening| *opening > now).min()
    }

    fn of(&self, day: Date) -> &[Span] {
        if self.closed_on.iter().any(|closed| closed.0 == day) {
            return &[];
        }
        match day.weekday() {
            Weekday::Monday => &self.mon,
            Weekday::Tuesday => &self.tue,
            Weekday::Wednesday => &self.wed,
            Weekday::Thursday => &self.thu,
            Weekday::Friday => &self.fri,
            Weekday::Saturday => &self.sat,
            Weekday::Sunday => &self.sun,
        }
    }
}

/// A civil time to the minute, in the session's terms; `None` before the year 0.
pub(crate) fn moment(time: DateTime) -> Option<Moment> {
    Some(Moment {
        year: time.year().try_into().ok()?,
        month: time.month().try_into().ok()?,
        day: time.day().try_into().ok()?,
        hour: time.hour().try_into().ok()?,
        minute: time.minute().try_into().ok()?,
    })
}

/// How long to sleep at most: a clock that was set anew, and each opening, is noticed within it.
pub const ROUND: std::time::Duration = std::time::Duration::from_secs(20);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_house_says_when_it_opens_again() {
        let table =
            "mon = [\"08:30-12:00\", \"13:00-17:00\"]\ntue = [\"08:30-24:00\"]\nclosed_on = [\"2026-11-24\"]";
        let hours: Hours = table.parse().unwrap();
        let at = |now: &str| hours.at(now.parse().unwrap());
        let until = |month, day, hour, minute| {
            Standing::Closed(Some(Moment { year: 2026, month, day, hour, minute }))
        };
        assert_eq!(at("2026-11-23T08:29:59"), until(11, 23, 8, 30), "Monday, before the first patient");
        assert_eq!(at("2026-11-23T08:30:00"), Standing::Open);
        assert_eq!(at("2026-11-23T12:00:00"), until(11, 23, 13, 0), "at noon");
        assert_eq!(at("2026-11-23T17:00:00"), until(11, 30, 8, 30), "Tuesday is closed that week");
        assert_eq!(at("2026-12-01T23:59:59"), Standing::Open, "to the day's end");
        assert_eq!(Hours::default().at("2026-11-23T12:00:00".parse().unwrap()), Standing::Closed(None));
    }

    #[test]
    fn hours_that_are_none_are_refused_with_what_was_expected() {
        for wrong in ["mon = [\"12:00-08:30\"]", "mon = [\"morning\"]", "closed_on = [\"29.12.\"]", "mo = []"]
        {
            let error = wrong.parse::<Hours>().unwrap_err().to_string();
            assert!(error.contains("expected"), "{wrong}: {error}");
        }
    }
}
