//! The way back: workers post events, and wake whoever waits for them.

use crate::session::{Answer, Event, Ticket};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Events in flight at most; a worker that runs ahead of the session waits.
const CAPACITY: usize = 256;

/// Wakes the loop that drains the events.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// A worker's end of the way back.
#[derive(Clone)]
pub struct Post {
    sender: SyncSender<Event>,
    waker: Waker,
}

impl Post {
    /// Makes the way back: workers' end and session's end.
    pub fn new(waker: Waker) -> (Self, Receiver<Event>) {
        let (sender, inbox) = sync_channel(CAPACITY);
        (Self { sender, waker }, inbox)
    }

    /// Posts an event; `false` once the session is gone.
    pub fn send(&self, event: Event) -> bool {
        let delivered = self.sender.send(event).is_ok();
        (self.waker)();
        delivered
    }

    /// Wakes the loop although there is no event, for a new frame.
    pub(super) fn wake(&self) {
        (self.waker)();
    }

    /// Posts an answer.
    pub(super) fn answer(&self, ticket: Ticket, answer: Answer) {
        self.send(Event::Answered(ticket, answer));
    }
}

/// Starts a thread that carries a name, as everything that runs in a kiosk must.
pub(super) fn thread(name: &'static str, work: impl FnOnce() + Send + 'static) {
    let started = std::thread::Builder::new().name(name.to_owned()).spawn(work);
    if let Err(error) = started {
        tracing::error!(name, %error, "a worker could not be started");
    }
}
