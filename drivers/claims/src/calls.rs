//! Call numbers (呼び出し番号): what a patient reads at the kiosk, and the desk calls out in place of a name.

use std::ops::RangeInclusive;
use std::path::Path;

use crate::Error;
use crate::form::Form;
use crate::ledger::{Ledger, Line};
use crate::sequence::expect_time;

/// Counts a kiosk's patients from the first number each day; the last number given is kept in a file of the kiosk's own.
#[derive(Clone, Debug)]
pub struct Calls {
    ledger: Ledger,
    numbers: RangeInclusive<u16>,
}

/// What the file says: the day, and the last number that was given on it.
struct State {
    day: String,
    number: u16,
}

impl Calls {
    /// Opens the file, and makes it where it is not there. After the last of `numbers` the first comes again.
    ///
    /// # Errors
    /// A file that cannot be used, or that says something else than it must.
    pub fn open(path: &Path, numbers: RangeInclusive<u16>) -> Result<Self, Error> {
        Ok(Self { ledger: Ledger::open::<State>(path)?, numbers })
    }

    /// Gives the next number; it is on the disk before it is given out, so no crash gives it twice. `now` is local time,
    /// yyyyMMddHHmmss; a clock that goes back to an earlier day begins nothing anew.
    ///
    /// # Errors
    /// A time that no clock shows, or a file that cannot be used.
    pub fn next(&self, now: &str) -> Result<u16, Error> {
        expect_time(now)?;
        let (first, last) = (*self.numbers.start(), *self.numbers.end());
        self.ledger.change(|state: &mut State| {
            let is_new_day = state.day.as_str() < &now[..8];
            if is_new_day {
                now[..8].clone_into(&mut state.day);
            }
            let is_among = (first..last).contains(&state.number);
            state.number = if is_new_day || !is_among { first } else { state.number + 1 };
            state.number
        })
    }
}

impl Line for State {
    fn first() -> Self {
        Self { day: "0".repeat(8), number: 0 }
    }

    fn line(&self) -> String {
        format!("madoguchi-calls 1 {} {}\n", self.day, self.number)
    }

    fn parse(text: &str) -> Option<Self> {
        let words = text.strip_suffix('\n')?.strip_prefix("madoguchi-calls 1 ")?;
        let (day, number) = words.split_once(' ')?;
        let state = Self { day: day.to_owned(), number: number.parse().ok()? };
        (Form::Date.check("day", day).is_ok() && state.line() == text).then_some(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn each_morning_begins_with_the_first_number_and_a_restart_or_a_clock_that_goes_back_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("calls");
        let next = |now| Calls::open(&path, 1..=999).unwrap().next(now).unwrap();
        let given =
            ["20261201084500", "20261201084501", "20261130235959", "20261201170000", "20261202080000"];
        assert_eq!(given.map(next), [1, 2, 3, 4, 1]);
    }

    #[test]
    fn after_the_last_number_comes_the_first_and_one_of_another_range_is_not_gone_on_from() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("calls");
        let next = |numbers| Calls::open(&path, numbers).unwrap().next("20261201084500").unwrap();
        assert_eq!([1..=3, 1..=3, 1..=3, 1..=3].map(next), [1, 2, 3, 1]);
        assert_eq!([500..=599, 500..=599, 7..=7, 7..=7].map(next), [500, 501, 7, 7]);
        assert_eq!(
            [65_534..=u16::MAX, 65_534..=u16::MAX, 65_534..=u16::MAX].map(next),
            [65_534, 65_535, 65_534]
        );
    }

    #[test]
    fn threads_never_share_a_number() {
        let folder = tempfile::tempdir().unwrap();
        let calls = Calls::open(&folder.path().join("calls"), 1..=999).unwrap();
        let take = || (0..50).map(|_| calls.next("20261201084500").unwrap()).collect::<Vec<_>>();
        let mut numbers: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(take)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=200).collect::<Vec<_>>());
    }

    #[test]
    fn a_broken_file_is_named_and_never_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("calls");
        for text in [
            "",
            "madoguchi-calls 1 20261201 7",
            "madoguchi-calls 1 20261201 07\n",
            "madoguchi-calls 1 2026120x 7\n",
            "madoguchi-calls 1 20261201 70000\n",
            "madoguchi-calls 2 20261201 7\n",
        ] {
            fs::write(&path, text).unwrap();
            let refused = Calls::open(&path, 1..=999).unwrap_err();
            assert!(matches!(&refused, Error::SequenceBroken { path: named } if *named == path), "{refused}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }
}
