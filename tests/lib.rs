//! What the test binaries share: a rehearsing kiosk in a folder of its own, ridden without a window.

use journal::{Journal, Stored};
use madoguchi::kiosk::Kiosk;
use madoguchi::rehearsal::{Error, Options, Pilot, World, story};
use madoguchi::session::Language;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A kiosk among virtual neighbours, and the folder where its traces lie.
pub struct Rehearsal {
    /// The kiosk.
    pub kiosk: Kiosk,
    /// What surrounds it.
    pub world: World,
    folder: TempDir,
}

impl Rehearsal {
    /// Starts a rehearsal; `change` may alter how it is set up.
    pub fn start(change: impl FnOnce(&mut Options)) -> Result<Self, Error> {
        Self::start_in(Language::Japanese, change)
    }

    /// The same, in a house whose screen rests in `language`.
    pub fn start_in(language: Language, change: impl FnOnce(&mut Options)) -> Result<Self, Error> {
        let folder = tempfile::tempdir()?;
        let mut options =
            Options { models: Some(repository().join("models")), ..Options::new(folder.path()) };
        change(&mut options);
        let (world, neighbours) = World::build(&options)?;
        let kiosk = Kiosk::start(neighbours, language, Arc::new(|| {}));
        Ok(Self { kiosk, world, folder })
    }

    /// Rides a story to its end.
    pub fn ride(&mut self, name: &str) -> Result<(), Error> {
        let story = story(name).ok_or_else(|| format!("no story is called {name:?}"))?;
        Pilot::new(vec![story]).ride(&mut self.kiosk, &mut self.world)
    }

    /// The folder of traces.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the journal tells, once all that the screen went through is in it: it is written on a thread of its own, and
    /// the screen may be ahead.
    pub fn journal(&self) -> Result<Vec<Stored>, Error> {
        self.kiosk.workers().settle();
        let journal = Journal::open(&self.folder().join("journal.db"))?;
        journal.verify()?;
        Ok(journal.entries(None)?)
    }

    /// The hand-off files, oldest first.
    pub fn hand_offs(&self) -> Vec<PathBuf> {
        let mut files: Vec<_> = std::fs::read_dir(self.folder().join("OQS/face"))
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        files.sort();
        files
    }
}

/// The project's root.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Evaluation material beside the project, where somebody has put it.
pub fn beside(path: &str) -> Option<PathBuf> {
    let path = repository().join("../shared").join(path);
    path.exists().then_some(path)
}
