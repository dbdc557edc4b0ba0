//! Days and times in Japan Standard Time, which is UTC+9 all year.

use jiff::civil::Date;
use jiff::tz::{TimeZone, offset};
use jiff::{Timestamp, ToSpan as _, Zoned};

/// How long a consent holds.
pub(super) const DAY: i64 = 24 * 60 * 60;

/// Writes a moment as `yyyyMMddHHmmss`.
pub(super) fn fourteen_digits(unix: i64) -> String {
    japan(unix).strftime("%Y%m%d%H%M%S").to_string()
}

/// Writes a moment's day as `yyyyMMdd`.
pub(super) fn eight_digits(unix: i64) -> String {
    japan(unix).strftime("%Y%m%d").to_string()
}

/// Says whether text is a day of the calendar as `yyyyMMdd`.
pub(super) fn is_day(text: &str) -> bool {
    text.len() == 8 && Date::strptime("%Y%m%d", text).is_ok()
}

/// Returns the first moment of a day of `yyyyMMdd`; `None` where it is none.
pub(super) fn start_of_day(text: &str) -> Option<i64> {
    let day = Date::strptime("%Y%m%d", text).ok().filter(|_| is_day(text))?;
    day.to_zoned(jst()).ok().map(|start| start.timestamp().as_second())
}

/// Says whether somebody born on `birth` (`yyyyMMdd`) has reached an age, counted in whole years on the day of `unix`.
///
/// A day that is none is nobody's birthday: the answer is no.
pub(super) fn has_reached(years: i8, birth: &str, unix: i64) -> bool {
    let birthday = Date::strptime("%Y%m%d", birth).and_then(|day| day.checked_add(years.years()));
    birthday.is_ok_and(|birthday| birthday <= japan(unix).date())
}

/// Returns the moment three calendar months before.
pub(super) fn three_months_before(unix: i64) -> i64 {
    japan(unix).checked_sub(3.months()).map_or(unix, |then| then.timestamp().as_second())
}

/// Returns the first moment after the grace of a certificate that ends at `unix`.
///
/// Public sources say "three months", counted from the end of the month in which it ends; that reading is taken.
pub(super) fn end_of_grace(unix: i64) -> i64 {
    let month = japan(unix).date().first_of_month();
    let end = month.checked_add(4.months()).ok().and_then(|day| day.to_zoned(jst()).ok());
    end.map_or(unix, |end| end.timestamp().as_second())
}

fn jst() -> TimeZone {
    TimeZone::fixed(offset(9))
}

fn japan(unix: i64) -> Zoned {
    Timestamp::from_second(unix).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(jst())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_second()
    }

    #[test]
    fn times_are_written_in_japan_time() {
        assert_eq!(fourteen_digits(at("2023-02-21T08:48:35Z")), "20230221174835");
        assert_eq!(fourteen_digits(at("2023-12-31T15:00:00Z")), "20240101000000");
    }

    #[test]
    fn grace_runs_to_the_end_of_the_third_month() {
        let check = |ends: &str, over: &str| assert_eq!(end_of_grace(at(ends)), at(over), "{ends}");
        check("2026-08-10T23:59:59+09:00", "2026-12-01T00:00:00+09:00");
        check("2026-08-31T23:59:59+09:00", "2026-12-01T00:00:00+09:00");
        check("2026-10-01T23:59:59+09:00", "2027-02-01T00:00:00+09:00");
    }

    #[test]
    fn three_months_before_keeps_to_the_calendar() {
        let check = |end: &str, start: &str| assert_eq!(three_months_before(at(end)), at(start), "{end}");
        check("2026-11-22T23:59:59+09:00", "2026-08-22T23:59:59+09:00");
        check("2026-05-31T23:59:59+09:00", "2026-02-28T23:59:59+09:00");
    }

    #[test]
    fn an_age_is_reached_on_the_birthday() {
        let check = |birth: &str, now: &str, expected| assert_eq!(has_reached(15, birth, at(now)), expected);
        check("20111122", "2026-11-22T00:00:00+09:00", true);
        check("20111123", "2026-11-22T23:59:59+09:00", false);
        check("someday", "2026-11-22T00:00:00+09:00", false);
    }

    #[test]
    fn only_a_day_of_the_calendar_is_a_day() {
        let check = |text: &str, expected| assert_eq!(is_day(text), expected, "{text}");
        check("20261122", true);
        check("20260230", false);
        check("2026-11-22", false);
        check("", false);
    }
}
