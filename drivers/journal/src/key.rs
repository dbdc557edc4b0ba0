//! The outbox's key: 32 random bytes in a file that its owner alone may read.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use ring::rand::{SecureRandom as _, SystemRandom};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::Error;

pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// Reads the key; `None` if there is no such file.
pub(crate) fn read(path: &Path) -> Result<Option<Secret>, Error> {
    let unusable = |why: String| Error::KeyUnusable { path: path.to_owned(), why };
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(error.to_string())),
    };
    let about = file.metadata().map_err(|error| unusable(error.to_string()))?;
    let mode = about.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(unusable(format!("mode {mode:03o}: expected 600")));
    }
    if about.len() != 32 {
        return Err(unusable(format!("{} bytes: expected 32", about.len())));
    }
    let mut secret = Secret::default();
    file.read_exact(&mut secret[..]).map_err(|error| unusable(error.to_string()))?;
    Ok(Some(secret))
}

/// Makes a key; on return it is whole on the disk, and a kill before that leaves none under its name.
pub(crate) fn make(path: &Path) -> Result<Secret, Error> {
    let mut secret = Secret::default();
    SystemRandom::new().fill(&mut secret[..]).map_err(|_| Error::Sealing)?;
    write(path, &secret)
        .map_err(|error| Error::KeyUnusable { path: path.to_owned(), why: error.to_string() })?;
    Ok(secret)
}

fn write(path: &Path, secret: &Secret) -> io::Result<()> {
    let draft = path.with_extension("draft");
    // A draft is left by a kill; what is in it was never used.
    match std::fs::remove_file(&draft) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    file.write_all(&secret[..])?;
    file.sync_all()?;
    std::fs::rename(&draft, path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// Tells keys apart without telling them.
pub(crate) fn fingerprint(secret: &Secret) -> [u8; 32] {
    Sha256::new_with_prefix(b"madoguchi outbox key").chain_update(&secret[..]).finalize().into()
}
