//! The chain: each entry's hash covers the entry and the hash before it.
//!
//! hash(n) = SHA-256(tag, hash(n-1), sequence, time, visit, event, detail), with numbers of 8 bytes, big-endian, and
//! each text behind its length, so that no two entries have the same bytes. hash(0) is 32 zero bytes.

use std::fmt;

use sha2::{Digest, Sha256};

/// Parts these hashes from all others that anyone computes.
const TAG: &[u8] = b"madoguchi journal 1\0";

/// A SHA-256 of the chain; `Display` writes 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hash(pub [u8; 32]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// One row, in the texts that the table holds.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) sequence: u64,
    pub(crate) at_unix_ms: i64,
    pub(crate) visit: String,
    pub(crate) event: String,
    pub(crate) detail: String,
}

impl Row {
    /// Computes the hash of this row behind another.
    pub(crate) fn hash_after(&self, previous: Hash) -> Hash {
        let mut sha = Sha256::new();
        sha.update(TAG);
        sha.update(previous.0);
        sha.update(self.sequence.to_be_bytes());
        sha.update(self.at_unix_ms.to_be_bytes());
        for text in [&self.visit, &self.event, &self.detail] {
            sha.update((text.len() as u64).to_be_bytes());
            sha.update(text);
        }
        Hash(sha.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        Row {
            sequence: 1,
            at_unix_ms: 1_790_000_000_000,
            visit: "v1".into(),
            event: "visit-started".into(),
            detail: "n=#1".into(),
        }
    }

    #[test]
    fn the_hash_is_the_one_that_anyone_can_compute() {
        // Computed apart from this program, with Python's hashlib over the bytes described above.
        let expected = "b83a7ebc582e04c7dae2c2695409e1bc875ed175d1b2a63f65d1ddbf361f24cf";
        assert_eq!(row().hash_after(Hash::default()).to_string(), expected);
    }

    #[test]
    fn every_part_of_an_entry_counts() {
        let hash = row().hash_after(Hash::default());
        for other in [
            Row { sequence: 2, ..row() },
            Row { at_unix_ms: 1_790_000_000_001, ..row() },
            Row { visit: "v2".into(), ..row() },
            Row { event: "visit-ended".into(), ..row() },
            Row { detail: "n=#2".into(), ..row() },
            // The same letters, parted elsewhere.
            Row { visit: "v1v".into(), event: "isit-started".into(), ..row() },
        ] {
            assert_ne!(other.hash_after(Hash::default()), hash, "{other:?}");
        }
        assert_ne!(row().hash_after(Hash([1; 32])), hash);
    }
}
