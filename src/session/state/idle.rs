//! Nobody is here: the welcome screen, and a machine that sleeps.

use super::super::event::{CardEvent, Event, ReaderEvent};
use super::{Context, OutOfService, Reading, State};

/// Nobody is here.
#[derive(Debug)]
pub struct Idle;

impl Idle {
    /// Comes to rest, unless the next patient's card already lies there.
    pub(super) fn enter(cx: &mut Context<'_>) -> State {
        cx.enter(&[]);
        if cx.card_lies { Reading::enter(cx) } else { State::Idle(Self) }
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Card(CardEvent::Inserted) => Reading::enter(cx),
            Event::Reader(ReaderEvent::Closed { until }) => OutOfService::rest(until, cx),
            Event::Card(CardEvent::Removed)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Touched(_)
            | Event::Answered(..)
            | Event::TimedOut(_) => State::Idle(self),
        }
    }
}
