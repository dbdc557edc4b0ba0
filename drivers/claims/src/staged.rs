//! Results that lie ready in `face` under a hidden name and are shown later, exactly once over any crash.
//!
//! | what is there after a crash | what happened |
//! |---|---|
//! | a hidden name that the kiosk's own record names | ready, not shown: [`Folder::show`] shows it |
//! | none, and the record names one | it was shown; the receipt computer may have taken it since |
//! | a hidden name that no record names | it was never to be shown: [`Folder::clear_staged`] removes it |

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::publish::{entries, give_name, named, write_locked};
use crate::{Confirmation, Error, Folder, Parcel, parse};

/// Ends the hidden names, which begin with a dot.
const STAGED: &str = ".staged";

impl Folder {
    /// Puts a parcel into `face` under a hidden name; on return it is on the disk, and nothing is visible.
    ///
    /// # Errors
    /// A share that cannot be written.
    pub fn stage(&self, parcel: &Parcel) -> Result<(), Error> {
        self.expect_mounted()?;
        write_locked(&self.hidden(parcel.name()), parcel.bytes()).map(drop)
    }

    /// Reads a staged file again; `None` where it has its name, or is gone.
    ///
    /// # Errors
    /// A share that cannot be read, or a file that is none of ours.
    pub fn staged(&self, name: &str) -> Result<Option<Confirmation>, Error> {
        let hidden = self.hidden(name);
        match fs::read(&hidden).map(Zeroizing::new) {
            Ok(bytes) => parse(&bytes).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(named(&hidden, error)),
        }
    }

    /// Gives a staged file its name; `false` where that had been done before.
    ///
    /// # Errors
    /// A share that cannot be written.
    pub fn show(&self, name: &str) -> Result<bool, Error> {
        self.expect_mounted()?;
        let hidden = self.hidden(name);
        match fs::metadata(&hidden) {
            Ok(_) => give_name(&hidden, &self.face().join(name)).map(|()| true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(named(&hidden, error)),
        }
    }

    /// Removes this writer's staged files that `is_known` does not know by their names.
    ///
    /// # Errors
    /// A share that cannot be read or written.
    pub fn clear_staged(&self, is_known: impl Fn(&str) -> bool) -> Result<(), Error> {
        let writer = self.sequence().writer()?;
        for path in entries(&self.face())? {
            let hidden = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let name = hidden.strip_prefix('.').and_then(|name| name.strip_suffix(STAGED));
            if name.is_some_and(|name| name.contains(&writer) && !is_known(name)) {
                tracing::warn!(hidden, "removing what was never to be shown");
                fs::remove_file(&path).map_err(|error| named(&path, error))?;
            }
        }
        Ok(())
    }

    fn hidden(&self, name: &str) -> PathBuf {
        self.face().join(format!(".{name}{STAGED}"))
    }
}
