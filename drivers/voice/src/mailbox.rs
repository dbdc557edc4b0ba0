//! The one order that counts: the newest. Whoever posts never waits.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A place for one order; a newer one takes the place of the older. Clones share it.
#[derive(Debug)]
pub(crate) struct Mailbox<T>(Arc<(Mutex<Content<T>>, Condvar)>);

#[derive(Debug)]
struct Content<T> {
    newest: Option<T>,
    is_closed: bool,
}

impl<T> Clone for Mailbox<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Mailbox<T> {
    pub(crate) fn new() -> Self {
        Self(Arc::new((Mutex::new(Content { newest: None, is_closed: false }), Condvar::new())))
    }

    pub(crate) fn post(&self, order: T) {
        self.lock().newest = Some(order);
        self.0.1.notify_one();
    }

    /// Nothing will be posted any more.
    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.0.1.notify_one();
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    /// Waits for the next order; `None` once the box is closed.
    pub(crate) fn next(&self) -> Option<T> {
        loop {
            if self.is_closed() {
                return None;
            }
            if let Some(order) = self.next_within(Duration::from_secs(3600)) {
                return Some(order);
            }
        }
    }

    /// Waits `patience` at most.
    pub(crate) fn next_within(&self, patience: Duration) -> Option<T> {
        let is_empty = |content: &mut Content<T>| content.newest.is_none() && !content.is_closed;
        let waited = self.0.1.wait_timeout_while(self.lock(), patience, is_empty);
        waited.unwrap_or_else(PoisonError::into_inner).0.newest.take()
    }

    fn lock(&self) -> MutexGuard<'_, Content<T>> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
