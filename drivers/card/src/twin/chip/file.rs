//! The file system of the chip as plain data: applications, elementary files, and what opens them.
//!
//! Identifiers are 0001 to 001E, so a file's short identifier is the same number (my-number-card fact 1.4).

use rsa::RsaPrivateKey;
use zeroize::Zeroizing;

use super::secret::Secret;

/// An application and its files.
pub(crate) struct Application {
    pub(crate) aid: &'static [u8],
    pub(crate) files: Vec<File>,
    /// The key that P2 = 00 names: it proves that the chip is no copy, and needs no PIN.
    pub(crate) internal_key: Option<RsaPrivateKey>,
    /// How its owner gives a secret another value.
    pub(crate) change: Change,
}

/// The command by which an application lets a secret be changed, once it was presented.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// None: what is printed on a card cannot change.
    Never,
    /// CHANGE REFERENCE DATA, `00 24 01 80`.
    ReferenceData,
    /// CHANGE KEY of JICSAP, `80 32 00 80`.
    Key,
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
    Transparent {
        bytes: Zeroizing<Vec<u8>>,
        read: Access,
    },
    Records {
        records: Vec<Vec<u8>>,
        read: Access,
    },
    Secret(Secret),
    /// A private key for COMPUTE SIGNATURE.
    Key {
        key: Box<RsaPrivateKey>,
        using: Access,
    },
    /// A private key for INTERNAL AUTHENTICATE, which needs no secret.
    Authenticator(Box<RsaPrivateKey>),
    /// Something that only the chip itself uses.
    Internal,
}

/// Which secrets open a file; one of several is enough.
#[derive(Clone, Copy)]
pub(crate) enum Access {
    Free,
    After(&'static [u8]),
    /// Nothing that a reader can present opens it.
    Never,
}

impl Application {
    /// Makes an application without a key of its own and without a way to change its secrets.
    pub(crate) fn new(aid: &'static [u8], files: Vec<File>) -> Self {
        Self { aid, files, internal_key: None, change: Change::Never }
    }

    /// Tells whether `access` is granted by what was verified so far.
    pub(crate) fn grants(&self, access: Access) -> bool {
        let opened = |ids: &[u8]| self.files.iter().any(|file| ids.contains(&file.id) && file.is_verified());
        match access {
            Access::Free => true,
            Access::After(ids) => opened(ids),
            Access::Never => false,
        }
    }

    /// Drops the security status of every secret.
    pub(crate) fn forget(&mut self) {
        self.secrets_mut().for_each(|(_, secret)| secret.forget());
    }

    /// Returns every secret, with the identifier of its file.
    pub(crate) fn secrets_mut(&mut self) -> impl Iterator<Item = (u8, &mut Secret)> {
        self.files.iter_mut().filter_map(|file| match &mut file.content {
            Content::Secret(secret) => Some((file.id, secret)),
            _ => None,
        })
    }

    /// Returns every secret, with the identifier of its file.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = (u8, &Secret)> {
        self.files.iter().filter_map(|file| match &file.content {
            Content::Secret(secret) => Some((file.id, secret)),
            _ => None,
        })
    }
}

impl File {
    fn new(id: u8, content: Content) -> Self {
        Self { id, content, reached: false }
    }

    pub(crate) fn transparent(id: u8, bytes: Vec<u8>, read: Access) -> Self {
        Self::new(id, Content::Transparent { bytes: Zeroizing::new(bytes), read })
    }

    pub(crate) fn records(id: u8, records: Vec<Vec<u8>>, read: Access) -> Self {
        Self::new(id, Content::Records { records, read })
    }

    pub(crate) fn secret(id: u8, secret: Secret) -> Self {
        Self::new(id, Content::Secret(secret))
    }

    pub(crate) fn key(id: u8, key: RsaPrivateKey, using: Access) -> Self {
        Self::new(id, Content::Key { key: Box::new(key), using })
    }

    pub(crate) fn authenticator(id: u8, key: RsaPrivateKey) -> Self {
        Self::new(id, Content::Authenticator(Box::new(key)))
    }

    pub(crate) fn internal(id: u8) -> Self {
        Self::new(id, Content::Internal)
    }

    fn is_verified(&self) -> bool {
        matches!(&self.content, Content::Secret(secret) if secret.is_verified())
    }
}
