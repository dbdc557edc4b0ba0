//! A share of its own for every test, and what is put into it.

use std::fs;
use std::path::{Path, PathBuf};

use claims::{Confirmation, Encoding, Folder, parse};

pub(crate) const INSTITUTION: &str = "0110113719";
pub(crate) const NOW: &str = "20260929160112";

/// Is a share and what the kiosk keeps beside it.
pub(crate) struct Share {
    pub(crate) directory: tempfile::TempDir,
}

impl Share {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        for folder in ["OQS", "OQS/face", "OQS/req", "OQS/res"] {
            fs::create_dir(directory.path().join(folder)).unwrap();
        }
        Self { directory }
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.directory.path().join("OQS")
    }

    pub(crate) fn open(&self) -> Result<Folder, claims::Error> {
        open(self.directory.path())
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        names(&self.at(folder))
    }
}

/// Opens the share in a directory, with the sequence beside it.
pub(crate) fn open(directory: &Path) -> Result<Folder, claims::Error> {
    Folder::open(&directory.join("OQS"), INSTITUTION, &directory.join("hand-off.sequence"))
}

pub(crate) fn deliver(folder: &Folder, result: &Confirmation) -> Result<PathBuf, claims::Error> {
    let parcel = folder.prepare(result, Encoding::Utf8, NOW)?;
    folder.deliver(parcel).map_err(|undelivered| undelivered.error)
}

/// Lists the names in a folder, hidden ones too.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

pub(crate) fn insured() -> Confirmation {
    parse(&fixture("insured_utf8.xml")).unwrap()
}
