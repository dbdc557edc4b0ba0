//! What the house has not finished, in numbers: for whoever of the staff stands before the kiosk, and of nobody in particular.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts that the workers keep and the window shows.
#[derive(Clone, Default)]
pub struct Backlog(Arc<Counts>);

#[derive(Default)]
struct Counts {
    waiting: AtomicU64,
    left: AtomicU64,
    untaken: AtomicU64,
}

impl Backlog {
    /// Says how many people wait for the line, and how many the centre could not find.
    pub(super) fn kept(&self, waiting: u64, left: u64) {
        self.0.waiting.store(waiting, Ordering::Relaxed);
        self.0.left.store(left, Ordering::Relaxed);
    }

    /// Says how many results the receipt computer has not taken.
    pub(super) fn untaken(&self, untaken: u64) {
        self.0.untaken.store(untaken, Ordering::Relaxed);
    }

    /// Who waits for the line, whom the desk has to ask, and which results the receipt computer has not taken.
    pub fn counts(&self) -> [u64; 3] {
        let Counts { waiting, left, untaken } = &*self.0;
        [waiting, left, untaken].map(|count| count.load(Ordering::Relaxed))
    }
}
