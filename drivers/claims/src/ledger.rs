//! A line of the kiosk's own, in a file: read, changed and on the disk again before anybody acts on it.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::publish::named;

/// A file that holds one line, which one thread or program changes at a time.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    path: PathBuf,
}

/// What such a line says.
pub(crate) trait Line: Sized {
    /// What holds where there is no file yet.
    fn first() -> Self;
    /// Writes the line, with its end.
    fn line(&self) -> String;
    /// Reads what [`Self::line`] wrote, and nothing else.
    fn parse(text: &str) -> Option<Self>;
}

impl Ledger {
    /// Opens the file, and makes it where it is not there.
    pub(crate) fn open<L: Line>(path: &Path) -> Result<Self, Error> {
        let ledger = Self { path: path.to_owned() };
        ledger.change(|_: &mut L| ())?;
        Ok(ledger)
    }

    /// Reads, changes and writes the line, while no other thread or program may.
    pub(crate) fn change<L: Line, T>(&self, change: impl FnOnce(&mut L) -> T) -> Result<T, Error> {
        let lock = self.path.with_added_extension("lock");
        let system = |error| named(&self.path, error);
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(lock).map_err(system)?;
        lock.lock().map_err(system)?;
        let mut state: L = self.read()?;
        let before = state.line();
        let answer = change(&mut state);
        if state.line() != before || !self.path.exists() {
            self.write(&state.line()).map_err(system)?;
        }
        Ok(answer)
    }

    fn read<L: Line>(&self) -> Result<L, Error> {
        match fs::read_to_string(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(L::first()),
            Err(error) if error.kind() == ErrorKind::InvalidData => Err(self.broken()),
            Err(error) => Err(named(&self.path, error)),
            Ok(text) => L::parse(&text).ok_or_else(|| self.broken()),
        }
    }

    fn broken(&self) -> Error {
        Error::SequenceBroken { path: self.path.clone() }
    }

    fn write(&self, line: &str) -> std::io::Result<()> {
        let new = self.path.with_added_extension("new");
        let mut file = File::create(&new)?;
        file.write_all(line.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, &self.path)?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}
