//! The dialogue that PC/SC does not give back.
//!
//! A wait of PC/SC cannot be broken off: cancelling interrupts neither a command nor a connection. So the thread that waits
//! is left behind, and until it returns the card cannot be had.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::TransmitError;

/// How often a thread is looked after.
const TICK: Duration = Duration::from_millis(10);

/// The place where a dialogue is left; clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct LeftBehind(Arc<Mutex<Option<Stuck>>>);

#[derive(Debug)]
struct Stuck {
    thread: JoinHandle<()>,
    since: Instant,
    why: TransmitError,
}

impl LeftBehind {
    /// Leaves a dialogue's thread behind, with what became of the dialogue.
    pub(super) fn leave(&self, thread: JoinHandle<()>, why: TransmitError) {
        tracing::warn!(%why, "a dialogue with the card was left behind");
        *self.lock() = Some(Stuck { thread, since: Instant::now(), why });
    }

    /// Waits up to `grace` for the thread to return; tells what became of its dialogue if it does not.
    pub(super) fn await_return(&self, grace: Duration) -> Result<(), TransmitError> {
        let deadline = Instant::now() + grace;
        while let Some((_, why)) = self.stuck() {
            if Instant::now() >= deadline {
                return Err(why);
            }
            thread::sleep(TICK);
        }
        Ok(())
    }

    /// Tells whether a silent card has kept a dialogue for longer than `limit` since it was left.
    pub(super) fn is_silent_for(&self, limit: Duration) -> bool {
        self.stuck()
            .is_some_and(|(since, why)| why == TransmitError::NotResponding && since.elapsed() > limit)
    }

    fn stuck(&self) -> Option<(Instant, TransmitError)> {
        let mut place = self.lock();
        if place.as_ref().is_some_and(|stuck| stuck.thread.is_finished()) {
            tracing::info!("the dialogue that was left behind came back");
            *place = None;
        }
        place.as_ref().map(|stuck| (stuck.since, stuck.why.clone()))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Stuck>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
