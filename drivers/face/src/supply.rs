//! Getting networks: which the manifests name, whether their files are the right ones, and how they come here.
//!
//! What is trusted is the digest in the manifest, never the folder or the line that a file came by. A file appears under
//! its name only whole and with the right digest; until then it is called `….part`.

mod download;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::manifest::{Manifest, Source, Task};

/// A network that a manifest names.
#[derive(Debug)]
pub struct Supply {
    manifest: Manifest,
    folder: PathBuf,
}

/// What lies where a network's file should lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The file of the manifest, to the bit.
    Verified(PathBuf),
    /// Another file under its name.
    Differs {
        /// The file.
        path: PathBuf,
        /// Its SHA-256.
        got: String,
    },
    /// Nothing.
    Missing,
}

/// What a download brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// The network itself, which can be used now.
    Network(PathBuf),
    /// The publisher's file, which must be converted before it is a network that runs here.
    ToConvert(PathBuf),
}

/// Every network of the manifests in `models_dir`, by folder name.
///
/// # Errors
/// [`Error::Unreadable`], [`Error::Manifest`] and [`Error::Shape`] for manifests that cannot be honoured.
pub fn supplies(models_dir: &Path) -> Result<Vec<Supply>, Error> {
    let folders = crate::set::folders(models_dir)?;
    let supply =
        |folder: PathBuf| Ok(Supply { manifest: Manifest::read(&folder.join("manifest.toml"))?, folder });
    folders.into_iter().map(supply).collect()
}

impl Supply {
    /// The network's name.
    pub fn name(&self) -> &str {
        &self.manifest.name
    }

    /// What it does.
    pub fn task(&self) -> Task {
        self.manifest.task
    }

    /// The licence of its weights, an SPDX expression.
    pub fn licence(&self) -> &str {
        &self.manifest.licence
    }

    /// The name of its file.
    pub fn file(&self) -> &str {
        &self.manifest.file
    }

    /// Whether it was trained on drawn people and is unfit for living ones.
    pub fn is_for_rehearsal(&self) -> bool {
        self.manifest.rehearsal
    }

    /// Whether it is pinned only: obtained and verified, never chosen, because nothing was measured with it.
    pub fn is_untried(&self) -> bool {
        self.manifest.untried
    }

    /// Where its publisher offers it, and what must be done to it; `None` for networks of this project.
    pub fn source(&self) -> Option<(&str, &str)> {
        let Source { address, conversion, .. } = &self.manifest.source;
        address.as_deref().map(|address| (address, conversion.as_str()))
    }

    /// Looks for the file beside its manifest, then in `files_dirs`, and compares it with the manifest.
    ///
    /// # Errors
    /// [`Error::Unreadable`].
    pub fn state(&self, files_dirs: &[PathBuf]) -> Result<State, Error> {
        let mut places = std::iter::once(&self.folder).chain(files_dirs);
        let Some(path) = places.by_ref().map(|folder| folder.join(self.file())).find(|path| path.is_file())
        else {
            return Ok(State::Missing);
        };
        let got = digest(&read(&path)?);
        Ok(if got == self.expected() { State::Verified(path) } else { State::Differs { path, got } })
    }

    /// Takes the file from `from` into the folder of its manifest; `None` where `from` does not have it.
    ///
    /// # Errors
    /// [`Error::Sha256`] where it is another file, [`Error::Unreadable`] and [`Error::Unwritable`].
    pub fn install(&self, from: &Path) -> Result<Option<PathBuf>, Error> {
        let path = from.join(self.file());
        if !path.is_file() {
            return Ok(None);
        }
        let bytes = read(&path)?;
        self.expect(&self.expected(), &bytes)?;
        put(&self.folder.join(self.file()), &bytes).map(Some)
    }

    /// Downloads the publisher's file into the folder of its manifest, and goes on where an earlier download broke off;
    /// `progress` hears how many bytes are there and how many there will be.
    ///
    /// # Errors
    /// [`Error::NoAddress`], [`Error::Download`] (what has come is kept for the next call), [`Error::Sha256`] (it is thrown
    /// away), [`Error::Unreadable`] and [`Error::Unwritable`].
    pub fn fetch(&self, progress: &mut dyn FnMut(u64, Option<u64>)) -> Result<Fetched, Error> {
        let Source { address, file, sha256, bytes, conversion, .. } = &self.manifest.source;
        let (Some(address), Some(file), Some(expected)) = (address, file, sha256) else {
            return Err(Error::NoAddress { network: self.name().to_owned() });
        };
        let name = Path::new(file).file_name().ok_or(Error::NoAddress { network: self.name().to_owned() })?;
        let path = self.folder.join(name);
        let part = path.with_extension("part");
        let failed = |reason: String| Error::Download { network: self.name().to_owned(), reason };
        download::download(address, &part, *bytes, progress).map_err(failed)?;
        let brought = read(&part)?;
        if let Err(error) = self.expect(&expected.to_ascii_lowercase(), &brought) {
            std::fs::remove_file(&part).map_err(|source| unwritable(&part, source))?;
            return Err(error);
        }
        std::fs::rename(&part, &path).map_err(|source| unwritable(&path, source))?;
        Ok(if conversion == "none" { Fetched::Network(path) } else { Fetched::ToConvert(path) })
    }

    fn expected(&self) -> String {
        self.manifest.sha256.to_ascii_lowercase()
    }

    fn expect(&self, expected: &str, bytes: &[u8]) -> Result<(), Error> {
        let got = digest(bytes);
        if got == expected {
            return Ok(());
        }
        Err(Error::Sha256 { network: self.name().to_owned(), expected: expected.to_owned(), got })
    }
}

/// Writes a file so that it appears whole or not at all.
fn put(path: &Path, bytes: &[u8]) -> Result<PathBuf, Error> {
    let part = path.with_extension("part");
    let written = std::fs::File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&part, path));
    written.map(|()| path.to_owned()).map_err(|source| unwritable(path, source))
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|source| Error::Unreadable { path: path.to_owned(), source })
}

fn unwritable(path: &Path, source: std::io::Error) -> Error {
    Error::Unwritable { path: path.to_owned(), source }
}

fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests;
