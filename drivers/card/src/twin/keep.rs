//! What a card remembers when its process has ended: tries left, and the secrets that its owner changed.
//!
//! A file keeps any number of cards apart by a name. It is written whole, beside its place and then moved there, before the
//! response to the command that changed something leaves the card: so a blocked card stays blocked.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::chip::Application;
use super::{Error, VirtualCard};

/// The memories of cards in one file; clones share them.
#[derive(Clone)]
pub struct Keep(Arc<Shared>);

struct Shared {
    path: PathBuf,
    cards: Mutex<Cards>,
}

/// What each card remembers, by the card's name, then by application and file such as `D392F000260100000001/18`.
type Cards = BTreeMap<String, BTreeMap<String, Memory>>;

/// What one secret remembers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Memory {
    tries_left: u8,
    /// The value, of those that an owner can change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

/// Writes for one card.
pub(super) struct Keeper {
    keep: Keep,
    name: String,
}

impl Keep {
    /// Reads the file, or starts an empty one at the first change.
    ///
    /// # Errors
    /// The file cannot be read, or is no such file.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            text => text.map_err(Error::io("read what cards remember"))?,
        };
        let cards = toml::from_str(&text).map_err(|error| Error::Memory(error.message().to_owned()))?;
        Ok(Self(Arc::new(Shared { path: path.to_owned(), cards: Mutex::new(cards) })))
    }

    /// Gives a card its memory back, and writes down what changes from now on, under `name`.
    pub fn attach(&self, name: &str, mut card: VirtualCard) -> VirtualCard {
        if let Some(memory) = self.cards().get(name) {
            for (file, secret) in card.secrets_mut() {
                if let Some(Memory { tries_left, value }) = memory.get(&file) {
                    secret.remember(*tries_left, value.as_deref().map(str::as_bytes));
                }
            }
        }
        card.kept_by(Keeper { keep: self.clone(), name: name.to_owned() })
    }

    fn cards(&self) -> MutexGuard<'_, Cards> {
        self.0.cards.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows where the file is, and nothing that lies in it.
impl fmt::Debug for Keep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keep").field(&self.0.path).finish()
    }
}

impl Keeper {
    /// Writes the file where anything changed; an error is logged, because a card cannot answer with one.
    pub(super) fn note(&self, applications: &[Application]) {
        let now = memory(applications);
        let mut cards = self.keep.cards();
        if cards.get(&self.name) == Some(&now) {
            return;
        }
        cards.insert(self.name.clone(), now);
        if let Err(error) = write(&self.keep.0.path, &cards) {
            tracing::error!(%error, "what a card remembers could not be written");
        }
    }
}

fn memory(applications: &[Application]) -> BTreeMap<String, Memory> {
    let secrets = applications.iter().flat_map(|application| {
        application.secrets().map(|(id, secret)| (name(application.aid, id), secret.memory()))
    });
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    secrets.map(|(name, (tries_left, value))| (name, Memory { tries_left, value: value.map(text) })).collect()
}

/// Names a file by its application and its identifier.
pub(super) fn name(aid: &[u8], id: u8) -> String {
    format!("{}/{id:02X}", hex::encode_upper(aid))
}

fn write(path: &Path, cards: &Cards) -> Result<(), Error> {
    let text = toml::to_string(cards).map_err(|error| Error::Memory(error.to_string()))?;
    let beside = path.with_added_extension("new");
    fs::write(&beside, text).map_err(Error::io("write what cards remember"))?;
    fs::rename(&beside, path).map_err(Error::io("write what cards remember"))
}
