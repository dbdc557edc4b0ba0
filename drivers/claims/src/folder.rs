//! The receipt computer's folder, and the results of check-ins that are put into `face`.

use std::fmt;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::finding::Finding;
use crate::form::Form;
use crate::publish::{clear_leftovers, entries, named, publish, write_locked};
use crate::sequence::{Sequence, Stamp};
use crate::{Confirmation, Encoding, Error, check_digit, wire};

const PREFIX: &str = "OQSsiquc01res_face_";

/// The OQS share of one institution, checked to be usable when it was opened.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    institution_code: String,
    sequence: Sequence,
    /// The file system that the share was on when it was opened.
    device: u64,
}

/// A result ready to be delivered: its name is taken, its bytes are written down.
///
/// Delivering gives it away, so what was delivered cannot be delivered again; a failure gives it back.
pub struct Parcel {
    name: String,
    bytes: Zeroizing<Vec<u8>>,
    findings: Vec<Finding>,
}

/// A delivery that failed, with what was to be delivered.
#[derive(Debug)]
pub struct Undelivered {
    /// To be delivered again.
    pub parcel: Parcel,
    /// Why it failed.
    pub error: Error,
}

/// A file in `face` that the receipt computer has not taken yet (未連携).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its name, which names no person.
    pub name: String,
    /// When it was made: local time, yyyyMMddHHmmss.
    pub since: String,
}

impl Folder {
    /// Opens the share whose root (the `OQS` folder itself) is `root`, for an institution code of 10 digits.
    ///
    /// `sequence` is a file of the kiosk's own, not on the share; it is made where it is missing. Makes `face`, `req`
    /// and `res` where they are missing, but never the root: a root that is not there is a share that is not mounted.
    /// Writes, renames and removes a probe, and clears away what a crashed writer left behind.
    ///
    /// # Errors
    /// Whatever keeps the share or the sequence from being used.
    pub fn open(root: &Path, institution_code: &str, sequence: &Path) -> Result<Self, Error> {
        Form::Digits(10).check("MedicalInstitutionCode", institution_code)?;
        if let Err(warning) = check_digit::institution_code(institution_code) {
            tracing::warn!(%warning, "institution code");
        }
        let device = expect_folder(root)?;
        for name in ["face", "req", "res"] {
            make_folder(&root.join(name))?;
        }
        let (root, institution_code) = (root.to_owned(), institution_code.to_owned());
        let folder = Self { root, institution_code, sequence: Sequence::open(sequence)?, device };
        probe(&folder.face())?;
        // Nobody else writes under this writer's name.
        let writer = folder.sequence.writer()?;
        clear_leftovers(&folder.face(), |path, is_empty| {
            !is_empty || path.to_string_lossy().contains(&writer)
        })?;
        Ok(folder)
    }

    /// Names and writes down a result; nothing is visible yet. `now` is local time, yyyyMMddHHmmss.
    ///
    /// # Errors
    /// A result of another institution, one that the encoding cannot carry, or a sequence that cannot be kept.
    pub fn prepare(&self, result: &Confirmation, encoding: Encoding, now: &str) -> Result<Parcel, Error> {
        if result.header.institution_code != self.institution_code {
            return Err(Error::WrongInstitution {
                expected: self.institution_code.clone(),
                got: result.header.institution_code.clone(),
            });
        }
        let bytes = wire::to_xml(result, encoding)?;
        let name = file_name(&self.institution_code, &self.sequence.take(now)?);
        Ok(Parcel { name, bytes, findings: result.findings() })
    }

    /// Publishes a parcel in `face` and gives its path.
    ///
    /// # Errors
    /// [`Undelivered`]: nothing is visible, and the parcel may be delivered again.
    pub fn deliver(&self, parcel: Parcel) -> Result<PathBuf, Box<Undelivered>> {
        let path = self.face().join(&parcel.name);
        let published = self.expect_mounted().and_then(|()| publish(&path, &parcel.bytes));
        match published {
            Ok(()) => {
                tracing::info!(name = parcel.name, "result handed to the receipt computer");
                Ok(path)
            }
            Err(error) => Err(Box::new(Undelivered { parcel, error })),
        }
    }

    /// Lists the results that the receipt computer has not taken yet, oldest name first.
    ///
    /// A receipt computer takes a file by moving or removing it; one that only reads leaves all of them here.
    ///
    /// # Errors
    /// A share that cannot be read.
    pub fn waiting(&self) -> Result<Vec<Waiting>, Error> {
        self.expect_mounted()?;
        waiting(&self.face(), &self.institution_code)
    }

    /// Looks at a share from outside, as beside a kiosk that may be serving: proves that `face` can be written, takes
    /// nothing away, and lists what waits there.
    ///
    /// # Errors
    /// A share that is not mounted, or that cannot be read or written.
    pub fn look_at(root: &Path, institution_code: &str) -> Result<Vec<Waiting>, Error> {
        expect_folder(root)?;
        let face = root.join("face");
        probe(&face)?;
        waiting(&face, institution_code)
    }

    /// 医療機関コード, 10 digits.
    pub fn institution_code(&self) -> &str {
        &self.institution_code
    }

    pub(crate) fn sequence(&self) -> &Sequence {
        &self.sequence
    }

    pub(crate) fn req(&self) -> PathBuf {
        self.root.join("req")
    }

    pub(crate) fn res(&self) -> PathBuf {
        self.root.join("res")
    }

    pub(crate) fn face(&self) -> PathBuf {
        self.root.join("face")
    }

    /// Refuses to write into the empty folder that an unmounted share leaves in its place.
    pub(crate) fn expect_mounted(&self) -> Result<(), Error> {
        let device = expect_folder(&self.root)?;
        if device == self.device { Ok(()) } else { Err(Error::FolderMissing { path: self.root.clone() }) }
    }
}

impl Parcel {
    /// The name that the file will have.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What a clerk should look at.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

impl fmt::Debug for Parcel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parcel").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Builds `OQSsiquc01res_face_<institution, 10 digits><20 hex digits>_<yyyyMMddHHmmss>.xml`.
fn file_name(institution_code: &str, stamp: &Stamp) -> String {
    let Stamp { writer, number, time } = stamp;
    format!("{PREFIX}{institution_code}{writer}{number:012x}_{time}.xml")
}

fn waiting(face: &Path, institution_code: &str) -> Result<Vec<Waiting>, Error> {
    let names = entries(face)?.into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?.to_owned();
        let since = since(&name, institution_code)?.to_owned();
        Some(Waiting { name, since })
    });
    Ok(names.collect())
}

/// Reads the time out of the name of a result of this institution.
fn since<'a>(name: &'a str, institution_code: &str) -> Option<&'a str> {
    let rest = name.strip_prefix(PREFIX)?.strip_prefix(institution_code)?.strip_suffix(".xml")?;
    let (_, time) = rest.rsplit_once('_')?;
    Form::DateTime.check("since", time).ok().map(|()| time)
}

/// Checks that a path is a folder, and gives its file system.
fn expect_folder(path: &Path) -> Result<u64, Error> {
    let found = fs::metadata(path).map_err(|error| named(path, error))?;
    if found.is_dir() { Ok(found.dev()) } else { Err(Error::NotAFolder { path: path.to_owned() }) }
}

fn make_folder(path: &Path) -> Result<(), Error> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => expect_folder(path).map(drop),
        other => other.map_err(|error| named(path, error)),
    }
}

/// Does once, before any patient waits, everything that a delivery will ask of the file system.
fn probe(face: &Path) -> Result<(), Error> {
    let own = face.join(format!(".probe-{}.part", std::process::id()));
    let second = own.with_extension("named");
    drop(write_locked(&own, b"probe")?);
    fs::rename(&own, &second).and_then(|()| fs::remove_file(&second)).map_err(|error| named(face, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_interface() {
        let stamp = Stamp { writer: "0badcafe".into(), number: 0x2a, time: "20260929160112".into() };
        let name = file_name("0110113719", &stamp);
        assert_eq!(name, "OQSsiquc01res_face_01101137190badcafe00000000002a_20260929160112.xml");
        assert_eq!(since(&name, "0110113719"), Some("20260929160112"));
        assert_eq!(since(&name, "1311111111"), None);
        for other in
            ["OQSsiquc01res_face_0110113719_x.xml", "OQSsiquc01res_face_0110113719ab_20260929160112.tmp"]
        {
            assert_eq!(since(other, "0110113719"), None, "{other}");
        }
    }
}
