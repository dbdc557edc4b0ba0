//! Why the journal did not take, or does not give, an entry.

use std::path::PathBuf;

/// Names a failure of the journal; no variant repeats a refused text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The chain of hashes does not hold: an entry was changed, removed or slipped in.
    #[error("the chain is broken at entry {sequence}")]
    Broken {
        /// The first entry that does not follow from the ones before it.
        sequence: u64,
    },
    /// The file is a database of another program.
    #[error("{} is another program's database", path.display())]
    NotAJournal {
        /// The file.
        path: PathBuf,
    },
    /// A newer program wrote the journal.
    #[error("the journal has version {found}: expected at most {known}")]
    TooNew {
        /// The version of the file.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// A text is not a [`Word`](crate::Word).
    #[error("a text of {length} characters is not a word of the journal")]
    NotAWord {
        /// Its length in characters.
        length: usize,
    },
    /// An entry has more details than [`MAX_DETAILS`](crate::MAX_DETAILS).
    #[error("{got} details: expected at most {}", crate::MAX_DETAILS)]
    TooManyDetails {
        /// The number found.
        got: usize,
    },
    /// A stored entry holds something that this program does not understand.
    #[error("unreadable {what} in a stored entry")]
    Unreadable {
        /// The part of the entry.
        what: &'static str,
    },
    /// Questions wait in the outbox and its key is gone: put the key back, or move the outbox away and ask by hand.
    #[error("the outbox's key {} is gone: put it back, nothing was deleted", path.display())]
    KeyLost {
        /// Where the key lay.
        path: PathBuf,
    },
    /// The outbox was made with another key.
    #[error("{} is not this outbox's key: put the right one back, nothing was deleted", path.display())]
    WrongKey {
        /// The key's file.
        path: PathBuf,
    },
    /// The key cannot be read or written, is of another length, or others may read it.
    #[error("the outbox's key {}: {why}", path.display())]
    KeyUnusable {
        /// The key's file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A row of the outbox was changed; it stays where it is.
    #[error("question {place} of the outbox was changed: the key does not open it")]
    Tampered {
        /// Its place.
        place: u64,
    },
    /// The machine gave no randomness.
    #[error("nothing could be sealed: the machine gives no randomness")]
    Sealing,
    /// The database refused: disk full, folder gone, file locked by another program.
    #[error("journal database: {0}")]
    Database(#[from] rusqlite::Error),
}
