//! The file system of the chip as plain data: applications, elementary files, and what opens them.
//!
//! Identifiers are 0001 to 001E, so a file's short identifier is the same number (my-number-card fact 1.4).

use rsa::RsaPrivateKey;
use zeroize::Zeroizing;

use crate::StatusWord;
use crate::files::Aid;

/// An application and its files.
pub(crate) struct Application {
    pub(crate) aid: Aid,
    pub(crate) files: Vec<File>,
    /// The key that P2 = 00 names: it proves that the chip is no copy, and needs no PIN.
    pub(crate) internal_key: Option<RsaPrivateKey>,
}

/// An elementary file.
pub(crate) struct File {
    pub(crate) id: u8,
    pub(crate) content: Content,
    /// Whether a command ever selected it, by either name.
    pub(crate) reached: bool,
}

/// What a file is.
pub(crate) enum Content {
    Transparent { bytes: Zeroizing<Vec<u8>>, read: Access },
    Records(Vec<Vec<u8>>),
    Secret(Secret),
    Key { key: Box<RsaPrivateKey>, using: Access },
}

/// Which secrets open a file; one of several is enough.
#[derive(Clone, Copy)]
pub(crate) enum Access {
    Free,
    After(&'static [u8]),
}

/// A PIN, password or 照合番号 with its counter.
pub(crate) struct Secret {
    value: Zeroizing<Vec<u8>>,
    limit: u8,
    tries_left: u8,
    verified: bool,
}

impl Application {
    /// Tells whether `access` is granted by what was verified so far.
    pub(crate) fn grants(&self, access: Access) -> bool {
        match access {
            Access::Free => true,
            Access::After(ids) => self.files.iter().any(|file| ids.contains(&file.id) && file.is_verified()),
        }
    }

    /// Drops the security status of every secret.
    pub(crate) fn forget(&mut self) {
        for file in &mut self.files {
            if let Content::Secret(secret) = &mut file.content {
                secret.verified = false;
            }
        }
    }
}

impl File {
    fn new(id: u8, content: Content) -> Self {
        Self { id, content, reached: false }
    }

    pub(crate) fn transparent(id: u8, bytes: Vec<u8>, read: Access) -> Self {
        Self::new(id, Content::Transparent { bytes: Zeroizing::new(bytes), read })
    }

    pub(crate) fn records(id: u8, records: Vec<Vec<u8>>) -> Self {
        Self::new(id, Content::Records(records))
    }

    pub(crate) fn secret(id: u8, value: &str, limit: u8, tries_left: u8) -> Self {
        let value = Zeroizing::new(value.as_bytes().to_vec());
        Self::new(
            id,
            Content::Secret(Secret { value, limit, tries_left: tries_left.min(limit), verified: false }),
        )
    }

    pub(crate) fn key(id: u8, key: RsaPrivateKey, using: Access) -> Self {
        Self::new(id, Content::Key { key: Box::new(key), using })
    }

    fn is_verified(&self) -> bool {
        matches!(&self.content, Content::Secret(secret) if secret.verified)
    }
}

impl Secret {
    pub(crate) fn tries_left(&self) -> u8 {
        self.tries_left
    }

    /// Answers the case-1 VERIFY, which costs nothing.
    pub(crate) fn query(&self) -> StatusWord {
        StatusWord::VerifyFailed { tries: self.tries_left }
    }

    /// Compares, and counts: a match restores the counter, a mismatch lowers it and drops the security status.
    pub(crate) fn verify(&mut self, presented: &[u8]) -> Result<(), StatusWord> {
        if self.tries_left == 0 {
            return Err(StatusWord::Blocked);
        }
        self.verified = self.value.as_slice() == presented;
        if self.verified {
            self.tries_left = self.limit;
            return Ok(());
        }
        self.tries_left -= 1;
        Err(self.query())
    }
}
