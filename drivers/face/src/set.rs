//! The networks of one kiosk: chosen by purpose, found on disk, and equal to their manifests to the bit.

use std::fmt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::manifest::{Manifest, Purpose, Task};

/// One network to find faces, one to embed them, and one or more to judge liveness.
pub struct NetworkSet {
    pub(crate) purpose: Purpose,
    pub(crate) detect: Member,
    pub(crate) embed: Member,
    pub(crate) liveness: Vec<Member>,
}

/// A manifest with the file that it names; the file is held so that what was checked is what runs.
pub(crate) struct Member {
    pub(crate) manifest: Manifest,
    pub(crate) onnx: Vec<u8>,
}

impl NetworkSet {
    /// Reads `models_dir/*/manifest.toml` and loads the networks for `purpose`.
    ///
    /// A file is looked for beside its manifest, then in `files_dirs`. Where several networks could do a task, the
    /// first by folder name whose file is there does it; liveness takes all of them. A rehearsal prefers rehearsal
    /// networks.
    ///
    /// # Errors
    /// [`Error::NoNetwork`], [`Error::FileMissing`], [`Error::RehearsalNetwork`] in production,
    /// [`Error::Sha256`], [`Error::Shape`], and what reading files can bring.
    pub fn find(models_dir: &Path, files_dirs: &[PathBuf], purpose: Purpose) -> Result<Self, Error> {
        let shelf = Shelf::read(models_dir, files_dirs)?;
        Ok(Self {
            purpose,
            detect: shelf.first(Task::Detect, purpose)?,
            embed: shelf.first(Task::Embed, purpose)?,
            liveness: shelf.all(Task::Liveness, purpose)?,
        })
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = &Member> {
        [&self.detect, &self.embed].into_iter().chain(&self.liveness)
    }
}

impl fmt::Debug for NetworkSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.members().map(|member| &member.manifest.name)).finish()
    }
}

/// Every manifest under the models folder, with where its file may lie.
struct Shelf<'a> {
    models: &'a Path,
    entries: Vec<Entry>,
}

struct Entry {
    manifest: Manifest,
    looked_in: Vec<PathBuf>,
}

impl<'a> Shelf<'a> {
    fn read(models: &'a Path, files_dirs: &[PathBuf]) -> Result<Self, Error> {
        let unreadable = |source| Error::Unreadable { path: models.to_owned(), source };
        let mut folders = std::fs::read_dir(models)
            .and_then(|entries| entries.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>())
            .map_err(unreadable)?;
        folders.retain(|folder| folder.join("manifest.toml").is_file());
        folders.sort();
        let entries = folders.into_iter().map(|folder| {
            let manifest = Manifest::read(&folder.join("manifest.toml"))?;
            let looked_in = std::iter::once(folder).chain(files_dirs.iter().cloned()).collect();
            Ok(Entry { manifest, looked_in })
        });
        Ok(Self { models, entries: entries.collect::<Result<_, Error>>()? })
    }

    fn first(&self, task: Task, purpose: Purpose) -> Result<Member, Error> {
        let candidates = self.candidates(task, purpose)?;
        let chosen = candidates.iter().find(|entry| entry.path().is_some()).unwrap_or(&candidates[0]);
        chosen.load(purpose)
    }

    fn all(&self, task: Task, purpose: Purpose) -> Result<Vec<Member>, Error> {
        let candidates = self.candidates(task, purpose)?;
        let present: Vec<_> = candidates.iter().filter(|entry| entry.path().is_some()).collect();
        if present.is_empty() {
            return Err(candidates[0].missing());
        }
        present.into_iter().map(|entry| entry.load(purpose)).collect()
    }

    /// The networks that may do `task`; never none.
    fn candidates(&self, task: Task, purpose: Purpose) -> Result<Vec<&Entry>, Error> {
        let (drawn, real): (Vec<_>, Vec<_>) = self
            .entries
            .iter()
            .filter(|entry| entry.manifest.task == task)
            .partition(|entry| entry.manifest.rehearsal);
        let rehearse = purpose == Purpose::Rehearsal && drawn.iter().any(|entry| entry.path().is_some());
        match (rehearse, real.is_empty(), drawn.first()) {
            (true, ..) => Ok(drawn),
            (false, false, _) => Ok(real),
            (false, true, None) => Err(Error::NoNetwork { task, models: self.models.to_owned() }),
            (false, true, Some(only)) if purpose == Purpose::Rehearsal => Err(only.missing()),
            (false, true, Some(only)) => {
                Err(Error::RehearsalNetwork { network: only.manifest.name.clone(), task })
            }
        }
    }
}

impl Entry {
    fn path(&self) -> Option<PathBuf> {
        self.looked_in.iter().map(|folder| folder.join(&self.manifest.file)).find(|path| path.is_file())
    }

    fn missing(&self) -> Error {
        Error::FileMissing {
            network: self.manifest.name.clone(),
            file: self.manifest.file.clone(),
            looked_in: self.looked_in.clone(),
        }
    }

    fn load(&self, purpose: Purpose) -> Result<Member, Error> {
        let path = self.path().ok_or_else(|| self.missing())?;
        let onnx = std::fs::read(&path).map_err(|source| Error::Unreadable { path, source })?;
        let got = hex::encode(Sha256::digest(&onnx));
        let expected = self.manifest.sha256.to_ascii_lowercase();
        if got != expected {
            return Err(Error::Sha256 { network: self.manifest.name.clone(), expected, got });
        }
        self.manifest.operating_point(purpose)?;
        Ok(Member { manifest: self.manifest.clone(), onnx })
    }
}
