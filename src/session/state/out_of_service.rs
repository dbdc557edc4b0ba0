//! The kiosk cannot serve: the screen says so, and a reader that reports itself ready ends it. Or it is not to serve, since
//! the house is closed, until that opens.

use super::super::event::{Event, ReaderEvent};
use super::super::fault::Fault;
use super::super::patient::Moment;
use super::{Context, Idle, State};

/// The kiosk cannot serve, for a reason; `None` while it starts.
#[derive(Debug)]
pub struct OutOfService {
    pub(super) fault: Option<Fault>,
    pub(super) rest: Option<Rest>,
}

/// The house is closed.
#[derive(Debug)]
pub(super) struct Rest {
    until: Option<Moment>,
    /// Whether the reader would serve.
    is_ready: bool,
}

impl OutOfService {
    /// Nobody is here, and the house closes.
    pub(super) fn rest(until: Option<Moment>, cx: &mut Context<'_>) -> State {
        cx.enter(&[]);
        State::OutOfService(Self { fault: None, rest: Some(Rest { until, is_ready: true }) })
    }

    /// Why it cannot serve.
    pub fn fault(&self) -> Option<Fault> {
        self.fault
    }

    /// Whether the house is closed, and until when, where that is known.
    pub fn closed_until(&self) -> Option<Option<Moment>> {
        self.rest.as_ref().map(|rest| rest.until)
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Reader(ReaderEvent::Ready) => self.ready(cx),
            Event::Reader(ReaderEvent::Opened) => self.opened(cx),
            Event::Reader(ReaderEvent::Closed { until }) if self.fault.is_none() => {
                let is_ready = self.rest.is_some_and(|rest| rest.is_ready);
                State::OutOfService(Self { fault: None, rest: Some(Rest { until, is_ready }) })
            }
            Event::Reader(ReaderEvent::Lost | ReaderEvent::Closed { .. })
            | Event::JournalLost
            | Event::Card(_)
            | Event::Touched(_)
            | Event::Answered(..)
            | Event::TimedOut(_) => State::OutOfService(self),
        }
    }

    /// A lost journal is not found again by a reader that comes back, and a closed house does not open for one.
    fn ready(self, cx: &mut Context<'_>) -> State {
        match self.rest {
            Some(rest) => State::OutOfService(Self { rest: Some(Rest { is_ready: true, ..rest }), ..self }),
            None if self.fault == Some(Fault::JournalLost) => State::OutOfService(self),
            None => Idle::enter(cx),
        }
    }

    fn opened(self, cx: &mut Context<'_>) -> State {
        match self.rest {
            Some(Rest { is_ready: true, .. }) => Idle::enter(cx),
            _ => State::OutOfService(Self { rest: None, ..self }),
        }
    }
}
