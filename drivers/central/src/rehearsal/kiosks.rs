//! Which kiosks may ask: read from the records, and remembered for some seconds, since each question needs it.

use super::records;
use super::store::{Records, StoreError};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// How long a kiosk's key is taken from memory, seconds; after that a node sees what another has changed.
const FRESH: i64 = 5;

/// Remembers kiosks' assertion keys and when each was read.
#[derive(Default)]
pub(super) struct Kiosks(RwLock<HashMap<String, Known>>);

struct Known {
    read_at: i64,
    key: Arc<[u8]>,
}

impl Kiosks {
    /// Finds a kiosk's assertion key; `None` if it is not registered, which is never remembered.
    pub(super) fn assertion_key(
        &self,
        db: &dyn Records,
        kiosk: &str,
        now: i64,
    ) -> Result<Option<Arc<[u8]>>, StoreError> {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(kiosk)
            && now.abs_diff(known.read_at) < FRESH.unsigned_abs()
        {
            return Ok(Some(Arc::clone(&known.key)));
        }
        let Some(key) = records::assertion_key(db, kiosk)? else { return Ok(None) };
        let key: Arc<[u8]> = key.into();
        let mut remembered = self.0.write().unwrap_or_else(PoisonError::into_inner);
        remembered.insert(kiosk.to_owned(), Known { read_at: now, key: Arc::clone(&key) });
        Ok(Some(key))
    }
}
