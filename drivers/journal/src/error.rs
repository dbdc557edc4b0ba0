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
    #[error("{} is not a journal", path.display())]
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
    /// The database refused: disk full, folder gone, file locked by another program.
    #[error("journal database: {0}")]
    Database(#[from] rusqlite::Error),
}
