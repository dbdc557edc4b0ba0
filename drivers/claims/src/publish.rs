//! One file appears in a shared folder, whole and durable, or not at all.
//!
//! The bytes are written under a name that nobody looks for, flushed to the disk, and renamed. The name appears at
//! once with everything behind it, and from then on the file is the reader's. Renaming also leaves a trace that
//! survives a crash: while the unfinished file is there, nothing was published; once it is gone, it was.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::Error;

/// Ends the names of unfinished work, which begin with a dot.
pub(crate) const PART: &str = ".part";

/// Gives the unfinished name of a file.
pub(crate) fn part_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{PART}"))
}

/// Writes a file and gives it its name, unless the name is taken by other content.
///
/// The same content under the same name is a repetition and no error.
pub(crate) fn publish(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let part = part_of(path);
    let lock = write_locked(&part, bytes)?;
    let published = match expect_free(path, bytes) {
        Ok(true) => rename(&part, path),
        other => other.map(drop),
    };
    if part.exists() {
        discard(&part);
    }
    drop(lock);
    published?;
    sync(path);
    Ok(())
}

/// Removes an unfinished file, which holds a patient's data; a share that is gone keeps it until it is opened again.
fn discard(part: &Path) {
    if let Err(error) = fs::remove_file(part) {
        tracing::warn!(%error, "an unfinished file stays behind");
    }
}

/// Gives an unfinished file its name, where an earlier run wrote it and died.
pub(crate) fn finish(path: &Path) -> Result<(), Error> {
    give_name(&part_of(path), path)
}

/// Gives a file that lies beside it its name, durably.
pub(crate) fn give_name(from: &Path, to: &Path) -> Result<(), Error> {
    rename(from, to)?;
    sync(to);
    Ok(())
}

/// Renames; an error after which the old name is gone came from a share that lost its answer, not from a failure.
fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    match fs::rename(from, to) {
        Err(error)
            if fs::metadata(from).is_err_and(|gone| gone.kind() == ErrorKind::NotFound) && is_there(to) =>
        {
            tracing::warn!(%error, "renamed all the same");
            Ok(())
        }
        other => other.map_err(|error| named(to, error)),
    }
}

fn is_there(path: &Path) -> bool {
    fs::metadata(path).is_ok()
}

/// Says whether a name is free; `false` if the same content has it.
fn expect_free(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    match fs::read(path) {
        Ok(there) if there == bytes => Ok(false),
        Ok(_) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Err(Error::Conflict { name })
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(named(path, error)),
    }
}

/// Writes an unfinished file under a lock and flushes it to the disk; the lock lasts as long as what is returned.
pub(crate) fn write_locked(part: &Path, bytes: &[u8]) -> Result<File, Error> {
    let mut file = create(part).map_err(|error| named(part, error))?;
    match file.write_all(bytes).and_then(|()| file.sync_all()) {
        Ok(()) => Ok(file),
        Err(error) => {
            discard(part);
            Err(named(part, error))
        }
    }
}

/// Creates an unfinished file, in the place of one that a dead writer left.
fn create(part: &Path) -> io::Result<File> {
    let fresh = || OpenOptions::new().write(true).create_new(true).open(part);
    let file = match fresh() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && is_unlocked(part) => {
            fs::remove_file(part)?;
            fresh()?
        }
        other => other?,
    };
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(ErrorKind::ResourceBusy.into()),
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn is_unlocked(path: &Path) -> bool {
    OpenOptions::new().write(true).open(path).is_ok_and(|file| file.try_lock().is_ok())
}

/// Removes unfinished files that nobody holds and that `is_dead`, given the path and whether it is empty, gives up.
///
/// An empty one may be a living writer's, who stands between creating and locking it.
pub(crate) fn clear_leftovers(folder: &Path, is_dead: impl Fn(&Path, bool) -> bool) -> Result<(), Error> {
    for path in entries(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_empty = fs::metadata(&path).is_ok_and(|found| found.len() == 0);
        let is_unfinished = name.starts_with('.') && name.ends_with(PART);
        if is_unfinished && is_dead(&path, is_empty) && is_unlocked(&path) {
            tracing::warn!(%name, "removing what a crashed writer left behind");
            fs::remove_file(&path).map_err(|error| named(&path, error))?;
        }
    }
    Ok(())
}

/// Lists a folder's paths in the order of their names.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let list = || fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>();
    let mut paths = list().map_err(|error| named(folder, error))?;
    paths.sort_unstable();
    Ok(paths)
}

/// Makes a name as durable as its file. The file is published by then, so a failure is told and nothing more.
fn sync(path: &Path) {
    let folder = path.parent().unwrap_or(path);
    if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
        tracing::warn!(%error, "the folder could not be flushed");
    }
}

/// Turns what the operating system said into whose move it is.
pub(crate) fn named(path: &Path, error: io::Error) -> Error {
    let path = path.to_owned();
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::StaleNetworkFileHandle => Error::FolderMissing { path },
        ErrorKind::NotADirectory => Error::NotAFolder { path },
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::ReadOnly { path },
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::Full { path },
        _ => Error::Storage { path, source: error },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_of_the_system_says_whose_move_it_is() {
        let path = Path::new("/share/OQS/face");
        let missing = "folder /share/OQS/face is missing: expected the OQS share to be mounted";
        let read_only = "folder /share/OQS/face is read-only for the kiosk: expected write permission";
        for (kind, expected) in [
            (ErrorKind::NotFound, missing),
            (ErrorKind::StaleNetworkFileHandle, missing),
            (ErrorKind::NotADirectory, "/share/OQS/face is not a folder: expected the OQS share"),
            (ErrorKind::PermissionDenied, read_only),
            (ErrorKind::ReadOnlyFilesystem, read_only),
            (ErrorKind::StorageFull, "no space left for /share/OQS/face"),
            (ErrorKind::QuotaExceeded, "no space left for /share/OQS/face"),
            (ErrorKind::TimedOut, "cannot use /share/OQS/face: timed out"),
        ] {
            let error = named(path, kind.into());
            assert_eq!(error.to_string(), expected);
            assert_eq!(error.owner(), crate::Owner::Administrator);
        }
    }

    #[test]
    fn a_name_is_given_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        publish(&path, b"one").unwrap();
        publish(&path, b"one").unwrap();
        assert!(matches!(publish(&path, b"two"), Err(Error::Conflict { name }) if name == "a.xml"));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(entries(folder.path()).unwrap(), [path]);
    }

    #[test]
    fn a_writer_at_work_is_left_alone_and_a_dead_one_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        let lock = write_locked(&part_of(&path), b"half").unwrap();
        assert!(matches!(publish(&path, b"whole"), Err(Error::Storage { .. })));
        clear_leftovers(folder.path(), |_, _| true).unwrap();
        assert_eq!(fs::read(part_of(&path)).unwrap(), b"half");
        drop(lock);
        publish(&path, b"whole").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
    }

    #[test]
    fn only_abandoned_work_of_ours_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for (name, bytes) in
            [(".dead.xml.part", "half"), (".kept.xml.part", "half"), (".new.part", ""), ("a.part", "x")]
        {
            fs::write(at(name), bytes).unwrap();
        }
        clear_leftovers(folder.path(), |path, is_empty| !is_empty && path != at(".kept.xml.part")).unwrap();
        assert_eq!(entries(folder.path()).unwrap(), [at(".kept.xml.part"), at(".new.part"), at("a.part")]);
    }
}
