//! The hand-off's running number: never the same twice, not after a restart, not with a clock that went back.

use std::path::Path;

use crate::Error;
use crate::form::Form;
use crate::ledger::{Ledger, Line};

/// Numbers this writer's files; the last number is kept in a file of the kiosk's own.
#[derive(Clone, Debug)]
pub(crate) struct Sequence(Ledger);

/// What the file says: who writes, the last number, and the latest time that went into a name.
struct State {
    writer: u32,
    number: u64,
    time: String,
}

/// Is a number that was taken for one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// This writer, drawn once: 8 hexadecimal digits. Two kiosks on one share differ in it.
    pub(crate) writer: String,
    /// Counts this writer's files from 1.
    pub(crate) number: u64,
    /// Local time, yyyyMMddHHmmss; never earlier than the stamp before.
    pub(crate) time: String,
}

impl Sequence {
    /// Opens the file, and makes it where it is not there.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        Ledger::open::<State>(path).map(Self)
    }

    /// Names this writer.
    pub(crate) fn writer(&self) -> Result<String, Error> {
        self.0.change(|state: &mut State| format!("{:08x}", state.writer))
    }

    /// Takes the next number; it is on the disk before it is given out.
    pub(crate) fn take(&self, now: &str) -> Result<Stamp, Error> {
        expect_time(now)?;
        self.0.change(|state: &mut State| {
            state.number += 1;
            if state.time.as_str() < now {
                now.clone_into(&mut state.time);
            }
            Stamp { writer: format!("{:08x}", state.writer), number: state.number, time: state.time.clone() }
        })
    }
}

impl Stamp {
    /// Writes the stamp as 24 digits, which tell everything of one writer apart.
    pub(crate) fn digits(&self) -> String {
        format!("{}{:010}", self.time, self.number)
    }
}

impl Line for State {
    /// A new writer may begin at 1: nobody else has its name.
    fn first() -> Self {
        Self { writer: rand::random(), number: 0, time: "0".repeat(14) }
    }

    fn line(&self) -> String {
        format!("madoguchi-sequence 1 {:08x} {} {}\n", self.writer, self.number, self.time)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.strip_suffix('\n')?.strip_prefix("madoguchi-sequence 1 ")?.split(' ');
        let writer = u32::from_str_radix(words.next()?, 16).ok()?;
        let (number, time) = (words.next()?.parse().ok()?, words.next()?.to_owned());
        let is_whole = words.next().is_none() && Form::DateTime.check("time", &time).is_ok();
        let state = Self { writer, number, time };
        (is_whole && state.line() == text).then_some(state)
    }
}

/// Checks that a text is a time of the clock as yyyyMMddHHmmss.
pub(crate) fn expect_time(now: &str) -> Result<(), Error> {
    Form::DateTime.check("now", now)?;
    let part = |from: usize| now[from..from + 2].parse::<u8>().unwrap_or(u8::MAX);
    let is_real = (1..=12).contains(&part(4))
        && (1..=31).contains(&part(6))
        && part(8) < 24
        && part(10) < 60
        && part(12) < 60;
    let wrong = Error::Malformed { element: "now", expected: "local time as yyyyMMddHHmmss" };
    if is_real { Ok(()) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;

    #[test]
    fn numbers_go_on_over_restarts_and_a_clock_that_goes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sequence");
        let mut taken = Vec::new();
        for now in ["20260929160112", "20260929160113", "20250101000000", "20260929160112", "20260929160114"]
        {
            taken.push(Sequence::open(&path).unwrap().take(now).unwrap());
        }
        let writers: BTreeSet<_> = taken.iter().map(|stamp| stamp.writer.clone()).collect();
        assert_eq!(writers.len(), 1);
        assert_eq!(taken.iter().map(|stamp| stamp.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        let times: Vec<_> = taken.iter().map(|stamp| &stamp.time[12..]).collect();
        assert_eq!(times, ["12", "13", "13", "13", "14"]);
    }

    #[test]
    fn threads_that_share_a_file_never_share_a_number() {
        let folder = tempfile::tempdir().unwrap();
        let sequence = Sequence::open(&folder.path().join("sequence")).unwrap();
        let take = || (0..50).map(|_| sequence.take("20260929160112").unwrap().number).collect::<Vec<_>>();
        let numbers: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(take)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), 200);
    }

    #[test]
    fn a_broken_file_is_named_and_never_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sequence");
        for text in [
            &b""[..],
            b"madoguchi-sequence 1 0badcafe 7 20260929160112",
            b"madoguchi-sequence 1 0badcafe 07 20260929160112\n",
            b"madoguchi-sequence 1 0badcafe 7 2026092916011x\n",
            b"madoguchi-sequence 2 0badcafe 7 20260929160112\n",
            b"\xFF\xFE",
        ] {
            fs::write(&path, text).unwrap();
            let refused = Sequence::open(&path).unwrap_err();
            assert!(matches!(&refused, Error::SequenceBroken { path: named } if *named == path), "{refused}");
            assert_eq!(fs::read(&path).unwrap(), text);
        }
        fs::write(&path, "madoguchi-sequence 1 0badcafe 7 20260929160112\n").unwrap();
        let stamp = Sequence::open(&path).unwrap().take("20260929160112").unwrap();
        assert_eq!((stamp.writer.as_str(), stamp.number), ("0badcafe", 8));
    }

    #[test]
    fn a_time_that_no_clock_shows_is_refused() {
        for now in [
            "2026092916011",
            "20261329160112",
            "20260900160112",
            "20260929240112",
            "20260929160160",
            "２０２６",
        ] {
            assert!(matches!(expect_time(now), Err(Error::Malformed { element: "now", .. })), "{now}");
        }
    }
}
