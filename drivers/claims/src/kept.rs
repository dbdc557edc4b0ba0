//! Medical information lies in `res` for its time and no longer, taken or not.
//!
//! Before an answer with medical information appears, a note of the kiosk's own says from when until when it may lie there.
//! A clock that shows a time before the first of the two can no longer tell, so then the answer goes as well.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::DateTime;
use zeroize::Zeroizing;

use crate::Error;
use crate::publish::{entries, named, part_of};

/// The notes, one file for each answer, in a folder of the kiosk's own.
#[derive(Debug)]
pub(crate) struct Kept {
    folder: PathBuf,
    longest: Duration,
}

impl Kept {
    /// Opens the folder and makes it where it is missing.
    pub(crate) fn open(folder: PathBuf, longest: Duration) -> Result<Self, Error> {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder);
        made.map_err(|error| named(&folder, error))?;
        Ok(Self { folder, longest })
    }

    /// Notes that an answer may lie from `now` until its longest time is over or the consent ends, whichever comes first.
    pub(crate) fn note(&self, answer: &str, now: &str, consent_ends: &str) -> Result<(), Error> {
        let longest = later(now, self.longest).unwrap_or_else(|| now.to_owned());
        let until = consent_ends.min(&longest);
        let path = self.folder.join(answer);
        fs::write(&path, format!("{now} {until}\n")).map_err(|error| named(&path, error))
    }

    /// Says whether an answer's time is over; without a note nobody knows, so it is.
    pub(crate) fn is_over(&self, answer: &str, now: &str) -> bool {
        let Ok(note) = fs::read_to_string(self.folder.join(answer)) else { return true };
        let period = note.trim_end().split_once(' ');
        period.is_none_or(|(from, until)| now < from || until <= now)
    }

    /// Removes the answers whose time is over, and their notes.
    pub(crate) fn clear(&self, res: &Path, now: &str) -> Result<(), Error> {
        for note in entries(&self.folder)? {
            let name = note.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let answer = res.join(&name);
            // One that is not visible yet is its desk's.
            if self.is_over(&name, now) && !part_of(&answer).exists() {
                if is_noted(&note, &answer) && remove(&answer)? {
                    tracing::info!(name, "medical information was removed, because its time is over");
                }
                remove(&note)?;
            }
        }
        Ok(())
    }
}

/// Says whether a note is about this answer; another kiosk on the share may have answered a later request of the name.
fn is_noted(note: &Path, answer: &Path) -> bool {
    let (Ok(note), Ok(answer)) = (fs::read_to_string(note), fs::read(answer)) else { return false };
    let made = format!("<ProcessExecutionTime>{}<", note.split(' ').next().unwrap_or_default());
    Zeroizing::new(answer).windows(made.len()).any(|window| window == made.as_bytes())
}

/// Removes a file, and says whether it was there.
fn remove(path: &Path) -> Result<bool, Error> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(named(path, error)),
    }
}

/// Adds to a time of yyyyMMddHHmmss; `None` where it is none.
fn later(time: &str, span: Duration) -> Option<String> {
    const FORM: &str = "%Y%m%d%H%M%S";
    let time = DateTime::strptime(FORM, time).ok()?.checked_add(span).ok()?;
    Some(time.strftime(FORM).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_lies_for_its_longest_time_or_until_the_consent_ends() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::open(folder.path().join("kept"), Duration::from_secs(3600)).unwrap();
        for (consent_ends, last, over) in [
            ("20270101120000", "20270101003058", "20270101003059"),
            ("20270101000000", "20261231235959", "20270101000000"),
        ] {
            kept.note("YZKsiquc01res_1.xml", "20261231233059", consent_ends).unwrap();
            for (now, expected) in
                [("20261231233059", false), (last, false), (over, true), ("20261231233058", true)]
            {
                assert_eq!(kept.is_over("YZKsiquc01res_1.xml", now), expected, "{consent_ends} {now}");
            }
        }
        assert!(kept.is_over("YZKsiquc01res_2.xml", "20261231233059"), "without a note");
    }
}
