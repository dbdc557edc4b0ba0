//! The shared folder: a result appears in `face` whole and durable, or not at all.
//!
//! A file is written under a name that no receipt computer looks for, flushed to the disk, and then given its real
//! name by a hard link: link(2) creates the name at once and fails if the name is taken, so a poller never sees half
//! a file and nothing is ever overwritten. The writer holds a lock on its temporary file; a temporary file that
//! nobody has locked was left by a writer that died, and [`Folder::open`] removes it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::form::Form;
use crate::{Encoding, Error, FaceResult, check_digit, wire};

const PREFIX: &str = "OQSsiquc01res_face_";
const TEMPORARY: &str = ".part";

/// The OQS share of one institution, checked to be usable when it was opened.
#[derive(Debug)]
pub struct Folder {
    face: PathBuf,
    institution_code: String,
}

impl Folder {
    /// Opens the share whose root (the `OQS` folder itself) is `root`, for an institution code of 10 digits.
    ///
    /// Makes `face`, `req` and `res` where they are missing, but never the root: a root that is not there is a share
    /// that is not mounted. Writes, links and removes a probe, and clears away what a crashed writer left behind.
    pub fn open(root: &Path, institution_code: &str) -> Result<Self, Error> {
        Form::Digits(10).check("MedicalInstitutionCode", institution_code)?;
        if let Err(warning) = check_digit::institution_code(institution_code) {
            tracing::warn!(%warning, "institution code");
        }
        expect_folder(root)?;
        for name in ["face", "req", "res"] {
            make_folder(&root.join(name))?;
        }
        let face = root.join("face");
        probe(&face)?;
        clear_leftovers(&face)?;
        Ok(Self { face, institution_code: institution_code.to_owned() })
    }

    /// Publishes a result and gives the path of its file.
    ///
    /// `now` is local time, yyyyMMddHHmmss; `unique` must differ for every visit. Delivering the same result under
    /// the same name again is not an error, so a failed delivery can be repeated; but not after a success, because
    /// the receipt computer may have taken the file.
    pub fn deliver(
        &self,
        result: &FaceResult,
        encoding: Encoding,
        now: &str,
        unique: [u8; 10],
    ) -> Result<PathBuf, Error> {
        if result.header.institution_code != self.institution_code {
            return Err(Error::WrongInstitution {
                expected: self.institution_code.clone(),
                got: result.header.institution_code.clone(),
            });
        }
        let name = file_name(&self.institution_code, now, unique)?;
        let bytes = wire::to_xml(result, encoding)?;
        let path = self.publish(&name, &bytes)?;
        tracing::debug!(name, "result handed to the receipt computer");
        Ok(path)
    }

    fn publish(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
        let path = self.face.join(name);
        let temporary = self.face.join(format!(".{name}{TEMPORARY}"));
        let written = write_locked(&temporary, bytes);
        let published = written.and_then(|_lock| link(&temporary, &path, bytes));
        // What failed must not stay either: it holds the patient's data. A dead share keeps it until the next open.
        let removed = fs::remove_file(&temporary);
        published?;
        if let Err(error) = removed {
            tracing::warn!(%error, name, "temporary file stays behind");
        }
        sync_folder(&self.face)?;
        Ok(path)
    }
}

/// Builds `OQSsiquc01res_face_<institution, 10 digits><20 hex digits>_<yyyyMMddHHmmss>.xml`.
fn file_name(institution_code: &str, now: &str, unique: [u8; 10]) -> Result<String, Error> {
    let wrong = Error::Malformed { element: "now", expected: "local time as yyyyMMddHHmmss" };
    Form::DateTime.check("now", now)?;
    let part = |from: usize| now[from..from + 2].parse::<u8>().unwrap_or(u8::MAX);
    let real = (1..=12).contains(&part(4))
        && (1..=31).contains(&part(6))
        && part(8) < 24
        && part(10) < 60
        && part(12) < 60;
    let unique: String = unique.iter().map(|byte| format!("{byte:02x}")).collect();
    if real { Ok(format!("{PREFIX}{institution_code}{unique}_{now}.xml")) } else { Err(wrong) }
}

/// Writes a file under a lock and flushes it to the disk; the lock lasts as long as what is returned.
fn write_locked(path: &Path, bytes: &[u8]) -> Result<File, Error> {
    let write = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::Error(error) => error,
            TryLockError::WouldBlock => ErrorKind::ResourceBusy.into(),
        })?;
        file.set_len(0)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(file)
    };
    write().map_err(|error| named(path, error))
}

/// Gives the temporary file its real name, unless the name is taken by other content.
fn link(temporary: &Path, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    match fs::hard_link(temporary, path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let same = fs::read(path).map_err(|error| named(path, error))? == bytes;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if same { Ok(()) } else { Err(Error::Conflict { name }) }
        }
        Err(error) => Err(named(path, error)),
    }
}

/// Makes the names of a folder as durable as the files: after a power cut the link is still there.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| named(folder, error))
}

fn expect_folder(path: &Path) -> Result<(), Error> {
    let found = fs::metadata(path).map_err(|error| named(path, error))?;
    if found.is_dir() { Ok(()) } else { Err(Error::NotAFolder { path: path.to_owned() }) }
}

fn make_folder(path: &Path) -> Result<(), Error> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => expect_folder(path),
        other => other.map_err(|error| named(path, error)),
    }
}

/// Does once, before any patient waits, everything that a delivery will ask of the file system.
fn probe(face: &Path) -> Result<(), Error> {
    let own = face.join(format!(".probe-{}{TEMPORARY}", std::process::id()));
    let second = own.with_extension("link");
    let written = write_locked(&own, b"probe");
    let linked = written.and_then(|_lock| match fs::hard_link(&own, &second) {
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::PermissionDenied) => {
            Err(Error::NoHardLinks { path: face.to_owned() })
        }
        other => other.map_err(|error| named(face, error)),
    });
    let removed = [&own, &second].map(fs::remove_file);
    linked?;
    removed.into_iter().try_for_each(|one| one.map_err(|error| named(face, error)))
}

/// Removes temporary files that hold something and that nobody holds.
///
/// An empty one is left alone: its writer may stand between creating and locking it.
fn clear_leftovers(face: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(face).map_err(|error| named(face, error))? {
        let path = entry.map_err(|error| named(face, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') && name.ends_with(TEMPORARY) && is_abandoned(&path) {
            tracing::warn!(%name, "removing what a crashed writer left behind");
            fs::remove_file(&path).map_err(|error| named(&path, error))?;
        }
    }
    Ok(())
}

fn is_abandoned(path: &Path) -> bool {
    let Ok(file) = OpenOptions::new().write(true).open(path) else { return false };
    file.metadata().is_ok_and(|found| found.len() > 0) && file.try_lock().is_ok()
}

/// Turns what the operating system said into whose move it is.
fn named(path: &Path, error: io::Error) -> Error {
    let path = path.to_owned();
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::StaleNetworkFileHandle => Error::FolderMissing { path },
        ErrorKind::NotADirectory => Error::NotAFolder { path },
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::ReadOnly { path },
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::Full { path },
        ErrorKind::Unsupported => Error::NoHardLinks { path },
        _ => Error::Storage { path, source: error },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_interface() {
        let name =
            file_name("0110113719", "20260929160112", [0x71, 0x42, 0, 1, 2, 3, 4, 5, 6, 0xFF]).unwrap();
        assert_eq!(
            name,
            "OQSsiquc01res_face_01101137197142000102030405 06ff_20260929160112.xml".replace(' ', "")
        );
        for now in [
            "2026092916011",
            "20261329160112",
            "20260900160112",
            "20260929240112",
            "20260929160160",
            "２０２６",
        ] {
            assert!(matches!(
                file_name("0110113719", now, [0; 10]),
                Err(Error::Malformed { element: "now", .. })
            ));
        }
    }

    #[test]
    fn every_answer_of_the_system_says_whose_move_it_is() {
        let path = Path::new("/share/OQS/face");
        for (kind, expected) in [
            (ErrorKind::NotFound, "folder /share/OQS/face is missing: expected the OQS share to be mounted"),
            (
                ErrorKind::StaleNetworkFileHandle,
                "folder /share/OQS/face is missing: expected the OQS share to be mounted",
            ),
            (ErrorKind::NotADirectory, "/share/OQS/face is not a folder: expected the OQS share"),
            (
                ErrorKind::PermissionDenied,
                "folder /share/OQS/face is read-only for the kiosk: expected write permission",
            ),
            (
                ErrorKind::ReadOnlyFilesystem,
                "folder /share/OQS/face is read-only for the kiosk: expected write permission",
            ),
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
    fn a_writer_at_work_keeps_its_temporary_file_and_a_dead_one_loses_it() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path(), "0110113719").unwrap();
        let (alive, dead) = (folder.face.join(".alive.xml.part"), folder.face.join(".dead.xml.part"));
        let lock = write_locked(&alive, b"half").unwrap();
        drop(write_locked(&dead, b"half").unwrap());
        fs::write(folder.face.join("note.part"), "not ours").unwrap();
        Folder::open(root.path(), "0110113719").unwrap();
        assert!(alive.exists() && !dead.exists() && folder.face.join("note.part").exists());
        drop(lock);
    }
}
