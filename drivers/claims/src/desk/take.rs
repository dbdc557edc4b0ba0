//! Which requests are whole, and whose they are once they are taken.

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use zeroize::Zeroizing;

use super::Patience;
use crate::Error;
use crate::name::RequestName;
use crate::publish::{entries, named};
use crate::wire::{MAX_FILE_BYTES, open};

/// Watches files until they are whole.
#[derive(Debug)]
pub(super) struct Watch {
    patience: Patience,
    seen: HashMap<PathBuf, Seen>,
}

/// A file's content, as a number, and since when it has been so.
#[derive(Debug)]
struct Seen {
    content: u64,
    since: Instant,
}

impl Watch {
    pub(super) fn new(patience: Patience) -> Self {
        Self { patience, seen: HashMap::new() }
    }

    /// Lists the requests that are whole, or so long broken that they will never be.
    pub(super) fn settled(&mut self, req: &Path) -> Result<Vec<PathBuf>, Error> {
        let paths = entries(req)?;
        self.seen.retain(|path, _| paths.contains(path));
        Ok(paths.into_iter().filter(|path| self.is_settled(path)).collect())
    }

    fn is_settled(&mut self, path: &Path) -> bool {
        let Some(name) = name_of(path) else { return false };
        // A file that is locked or has just gone is looked at again in the next turn.
        let Some(bytes) = read(path) else { return false };
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let content = hasher.finish();
        let fresh = || Seen { content, since: Instant::now() };
        let seen = self.seen.entry(path.to_owned()).or_insert_with(fresh);
        if seen.content != content {
            *seen = fresh();
        }
        let age = seen.since.elapsed();
        age >= self.patience.unreadable
            || (age >= self.patience.settled && open(name.kind, &bytes).is_ok_and(|(_, ask)| ask.is_ok()))
    }
}

/// Reads a file that nobody has locked, up to more than is allowed.
fn read(path: &Path) -> Option<Zeroizing<Vec<u8>>> {
    let file = File::open(path).ok()?;
    if matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
        return None;
    }
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn name_of(path: &Path) -> Option<RequestName> {
    RequestName::parse(path.file_name()?.to_str()?)
}

/// A request that has been taken out of the receipt computer's sight.
pub(super) struct Taken {
    pub(super) name: RequestName,
    /// What this taking is called, 24 digits: whatever is asked for it is asked under names made of this one.
    pub(super) number: String,
    pub(super) path: PathBuf,
    pub(super) is_answered: bool,
}

/// Takes a request under a number; `None` if somebody else was quicker, holds it, or an earlier one of the name is not
/// done.
pub(super) fn take(
    path: &Path,
    writer: &str,
    number: impl FnOnce() -> Result<String, Error>,
) -> Result<Option<Taken>, Error> {
    let Some(name) = name_of(path) else { return Ok(None) };
    let req = path.parent().unwrap_or(path);
    if left_by(req, writer)?.iter().any(|earlier| earlier.name == name) {
        return Ok(None);
    }
    let number = number()?;
    let taken = path.with_file_name(format!(".{}.{writer}.{number}.taken", name.request()));
    match fs::rename(path, &taken) {
        Ok(()) => Ok(Some(Taken { name, number, path: taken, is_answered: false })),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ResourceBusy) => Ok(None),
        Err(error) => Err(named(path, error)),
    }
}

/// Lists what this writer took and has not done with.
pub(super) fn left_by(req: &Path, writer: &str) -> Result<Vec<Taken>, Error> {
    let mine = |path: PathBuf| {
        let hidden = path.file_name()?.to_str()?.strip_prefix('.')?;
        let mut parts = hidden.rsplitn(4, '.');
        let (end, number, taker) = (parts.next()?, parts.next()?, parts.next()?);
        let is_answered = end == "answered";
        let is_mine = taker == writer && (is_answered || end == "taken");
        let name = RequestName::parse(parts.next()?).filter(|_| is_mine)?;
        let number = number.to_owned();
        Some(Taken { name, number, path, is_answered })
    };
    Ok(entries(req)?.into_iter().filter_map(mine).collect())
}

/// Lists the requests whose answer some writer is about to publish.
pub(super) fn answered_by_anyone(req: &Path) -> Result<Vec<RequestName>, Error> {
    let name = |path: PathBuf| {
        let hidden = path.file_name()?.to_str()?.strip_prefix('.')?.strip_suffix(".answered")?;
        RequestName::parse(hidden.rsplitn(3, '.').nth(2)?)
    };
    Ok(entries(req)?.into_iter().filter_map(name).collect())
}

impl Taken {
    /// Notes that the answer is written and only lacks its name.
    pub(super) fn mark_answered(&self) -> Result<Self, Error> {
        let path = self.path.with_extension("answered");
        fs::rename(&self.path, &path).map_err(|error| named(&self.path, error))?;
        Ok(Self { name: self.name.clone(), number: self.number.clone(), path, is_answered: true })
    }

    /// Notes that there is no answer any more.
    pub(super) fn mark_unanswered(&self) -> Result<Self, Error> {
        let path = self.path.with_extension("taken");
        fs::rename(&self.path, &path).map_err(|error| named(&self.path, error))?;
        Ok(Self { name: self.name.clone(), number: self.number.clone(), path, is_answered: false })
    }

    /// Forgets the request.
    pub(super) fn remove(&self) -> Result<(), Error> {
        fs::remove_file(&self.path).map_err(|error| named(&self.path, error))
    }
}
