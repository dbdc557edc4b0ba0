//! The kiosk cannot serve: the screen says so, and a reader that reports itself ready ends it.

use super::super::event::{Event, ReaderEvent};
use super::super::fault::Fault;
use super::{Context, Idle, State};

/// The kiosk cannot serve, for a reason; `None` while it starts.
#[derive(Debug)]
pub struct OutOfService {
    pub(super) fault: Option<Fault>,
}

impl OutOfService {
    /// Why it cannot serve.
    pub fn fault(&self) -> Option<Fault> {
        self.fault
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            // A lost journal is not found again by a reader that comes back.
            Event::Reader(ReaderEvent::Ready) if self.fault != Some(Fault::JournalLost) => Idle::enter(cx),
            Event::Reader(_)
            | Event::JournalLost
            | Event::Card(_)
            | Event::Touched(_)
            | Event::Answered(..)
            | Event::TimedOut(_) => State::OutOfService(self),
        }
    }
}
