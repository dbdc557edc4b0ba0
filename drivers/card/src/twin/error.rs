//! Why a virtual card could not be made or served.

use std::io;

/// Why a virtual card could not be made or served; a kiosk at work never meets one of these.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// RSA refused to make or to use a key.
    #[error("RSA: {0}")]
    Rsa(#[from] rsa::Error),
    /// A key could not be carried over as PKCS#8.
    #[error("key encoding: {0}")]
    KeyEncoding(#[from] rsa::pkcs8::Error),
    /// A certificate could not be made.
    #[error("certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// A picture of the card face could not be written.
    #[error("picture: {0}")]
    Picture(#[from] png::EncodingError),
    /// A thread that made keys ended early.
    #[error("a thread that makes keys ended early")]
    KeyThread,
    /// The authority that this process shares could not be made.
    #[error("shared authority: {0}")]
    SharedAuthority(String),
    /// The file of what cards remember has not its form.
    #[error("what cards remember: {0}")]
    Memory(String),
    /// A program or library that the private pcscd needs is not installed.
    #[error("{what} is missing: {remedy}")]
    Missing {
        /// What was looked for.
        what: &'static str,
        /// How to get it.
        remedy: &'static str,
    },
    /// pcscd ended before it was ready, or was not ready in time.
    #[error("pcscd did not start: {0}")]
    Pcscd(String),
    /// A socket, file or process failed.
    #[error("{doing}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// Returns what turns a system error into ours, with what was being done.
    pub(super) fn io(doing: &'static str) -> impl Fn(io::Error) -> Self {
        move |source| Self::Io { doing, source }
    }
}
