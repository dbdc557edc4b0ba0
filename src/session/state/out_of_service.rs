//! No reader: the screen says so, and a reader that reports itself ready ends it.

use super::super::event::{Event, ReaderEvent};
use super::{Context, Idle, State};

/// No reader, or not yet.
#[derive(Debug)]
pub struct OutOfService;

impl OutOfService {
    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Reader(ReaderEvent::Ready) => Idle::enter(cx),
            Event::Reader(ReaderEvent::Lost)
            | Event::Card(_)
            | Event::Touched(_)
            | Event::Answered(..)
            | Event::TimedOut(_) => State::OutOfService(self),
        }
    }
}
