//! What the workers hold of the one visit under way: certificate, nonce, features, answer. In memory only.
//!
//! Everything here is wiped when the session says [`crate::session::Effect::Forget`], and a worker that is late
//! for an earlier visit finds nothing and can leave nothing.

use super::holder::Holder;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// One visit's evidence.
#[derive(Default)]
pub(super) struct Evidence {
    visit: u32,
    /// User-authentication certificate, DER.
    pub(super) certificate: Option<Vec<u8>>,
    /// The centre's nonce.
    pub(super) challenge: Option<central::Challenge>,
    /// The chip's signature over the nonce.
    pub(super) signature: Option<Vec<u8>>,
    /// Who the card says its holder is, where the printed code opened it.
    pub(super) holder: Option<Holder>,
    /// How alike the live face and the photo were.
    pub(super) similarity: Option<f32>,
    /// When it was first stated that the face matched or that a clerk looked, Unix seconds; later statements repeat it.
    pub(super) stated_at: Option<i64>,
    /// Who decided, where a clerk did.
    pub(super) clerk: Option<String>,
    /// The centre's whole answer.
    pub(super) eligibility: Option<central::Eligibility>,
    /// The centre's receipt for the consent.
    pub(super) consent: Option<central::ConsentReceipt>,
}

/// The evidence, shared by the workers.
#[derive(Clone, Default)]
pub(super) struct Desk(Arc<Mutex<Evidence>>);

impl Desk {
    /// Opens the evidence of `visit`; a newer visit starts with none, an earlier one is refused.
    pub(super) fn of(&self, visit: u32) -> Option<MutexGuard<'_, Evidence>> {
        let mut evidence = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if visit > evidence.visit {
            *evidence = Evidence { visit, ..Evidence::default() };
        }
        (visit == evidence.visit).then_some(evidence)
    }

    /// Wipes the evidence of `visit` and refuses whatever comes late for it.
    pub(super) fn forget(&self, visit: u32) {
        let mut evidence = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if visit >= evidence.visit {
            *evidence = Evidence { visit: visit + 1, ..Evidence::default() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_worker_finds_nothing_and_leaves_nothing() {
        let desk = Desk::default();
        desk.of(1).unwrap().signature = Some(vec![1]);
        desk.forget(1);
        assert!(desk.of(1).is_none());
        assert!(desk.of(2).unwrap().signature.is_none());
    }
}
