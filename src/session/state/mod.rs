//! The states of a visit, one file each: each knows only what is known there, and a transition consumes it.

mod card_left;
mod checking;
mod clerk;
mod code;
mod consent;
mod done;
mod enrolment;
mod face;
mod faulted;
mod hand_over;
mod idle;
mod out_of_service;
mod outage;
mod pin;
mod prescription;
mod reading;
mod registering;

pub use card_left::CardLeft;
pub use checking::Checking;
pub use clerk::Clerk;
pub use code::Code;
pub use consent::Consenting;
pub use done::Done;
pub use enrolment::Enrolling;
pub use face::Face;
pub use faulted::Faulted;
pub use hand_over::HandingOver;
pub use idle::Idle;
pub use out_of_service::OutOfService;
pub use outage::Outage;
pub use pin::Pin;
pub use prescription::Prescribing;
pub use reading::Reading;
pub use registering::Registering;

use super::effect::{Effect, Outcome, Record};
use super::event::{Event, ReaderEvent};
use super::fault::Fault;
use super::flight::Flight;
use super::timer::Timer;
use super::visit::Visit;
use std::time::{Duration, Instant};

/// So long after a question came onto the screen a touch was still meant for the one before: nobody agrees by that.
const SETTLE: Duration = Duration::from_millis(700);

/// What a state may use: the way out, the time, whether a card lies there, and what this house asks.
pub(super) struct Context<'a> {
    pub(super) flight: &'a mut Flight,
    pub(super) now: Instant,
    pub(super) card_lies: bool,
    pub(super) asks_prescription: bool,
    pub(super) keeps_facts: bool,
}

impl Context<'_> {
    pub(super) fn record(&mut self, record: Record) {
        self.flight.record(record);
    }

    /// A new state begins: the old one's deadlines are void, the new one's run.
    fn enter(&mut self, timers: &[Timer]) {
        self.flight.clear_timers();
        timers.iter().for_each(|timer| self.arm(*timer));
    }

    fn arm(&mut self, timer: Timer) {
        self.flight.arm(timer, self.now);
    }
}

/// Where a visit stands.
#[derive(Debug)]
pub enum State {
    /// No reader.
    OutOfService(OutOfService),
    /// Nobody is here.
    Idle(Idle),
    /// The chip is being read.
    Reading(Reading),
    /// The printed code is being typed.
    Code(Code),
    /// The face is being compared.
    Face(Face),
    /// The PIN is being typed.
    Pin(Pin),
    /// A clerk is deciding.
    Clerk(Clerk),
    /// The patient is choosing what may be seen.
    Consent(Consenting),
    /// The patient is deciding whether the card becomes an insurance card.
    Enrolment(Enrolling),
    /// The centre is enrolling the card.
    Registering(Registering),
    /// The patient is choosing the form of a prescription.
    Prescription(Prescribing),
    /// The centre is being asked.
    Checking(Checking),
    /// The centre is away; the patient is deciding whether it may be asked later.
    Outage(Outage),
    /// The answer is being delivered.
    HandOver(HandingOver),
    /// All is done; the card is to be taken.
    Done(Done),
    /// The card was left behind.
    CardLeft(CardLeft),
    /// Something failed.
    Faulted(Faulted),
}

/// Finds the visit in a state, borrowed or owned as the state is; `$kept` says how a state that may have none gives it.
macro_rules! visit_of {
    ($state:expr, $visit:ident, $kept:expr) => {
        match $state {
            State::OutOfService(_) | State::Idle(_) | State::CardLeft(_) => None,
            State::Reading(Reading { visit: $visit })
            | State::Code(Code { visit: $visit, .. })
            | State::Face(Face { visit: $visit, .. })
            | State::Pin(Pin { visit: $visit, .. })
            | State::Clerk(Clerk { visit: $visit, .. })
            | State::Consent(Consenting { visit: $visit, .. })
            | State::Enrolment(Enrolling { visit: $visit, .. })
            | State::Registering(Registering { visit: $visit, .. })
            | State::Prescription(Prescribing { visit: $visit })
            | State::Checking(Checking { visit: $visit, .. })
            | State::Outage(Outage { visit: $visit, .. })
            | State::HandOver(HandingOver { visit: $visit }) => Some($visit),
            State::Done(Done { visit: $visit, .. }) | State::Faulted(Faulted { visit: $visit, .. }) => $kept,
        }
    };
}

impl State {
    pub(super) fn starting() -> Self {
        Self::OutOfService(OutOfService { fault: None, rest: None })
    }

    /// The visit under way, if there is one.
    pub fn visit(&self) -> Option<&Visit> {
        visit_of!(self, visit, visit.as_deref())
    }

    pub(super) fn visit_mut(&mut self) -> Option<&mut Visit> {
        visit_of!(self, visit, visit.as_deref_mut())
    }

    fn into_visit(self) -> Option<Box<Visit>> {
        visit_of!(self, visit, visit)
    }

    /// Lets an event happen.
    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> Self {
        match event {
            Event::Reader(ReaderEvent::Lost) => return self.close(Fault::ReaderLost, cx),
            Event::JournalLost => return self.close(Fault::JournalLost, cx),
            Event::Reader(ReaderEvent::Ready | ReaderEvent::Closed { .. } | ReaderEvent::Opened)
            | Event::Card(_)
            | Event::Touched(_)
            | Event::Answered(..)
            | Event::TimedOut(_) => {}
        }
        match self {
            Self::OutOfService(state) => state.on(event, cx),
            Self::Idle(state) => state.on(event, cx),
            Self::Reading(state) => state.on(event, cx),
            Self::Code(state) => state.on(event, cx),
            Self::Face(state) => state.on(event, cx),
            Self::Pin(state) => state.on(event, cx),
            Self::Clerk(state) => state.on(event, cx),
            Self::Consent(state) => state.on(event, cx),
            Self::Enrolment(state) => state.on(event, cx),
            Self::Registering(state) => state.on(event, cx),
            Self::Prescription(state) => state.on(event, cx),
            Self::Checking(state) => state.on(event, cx),
            Self::Outage(state) => state.on(event, cx),
            Self::HandOver(state) => state.on(event, cx),
            Self::Done(state) => state.on(event, cx),
            Self::CardLeft(state) => state.on(event, cx),
            Self::Faulted(state) => state.on(event, cx),
        }
    }

    /// Ends in a fault, whatever was going on; a card that is not enrolled, and a centre that is away, are asked about first.
    pub(super) fn fail(self, fault: Fault, cx: &mut Context<'_>) -> Self {
        match self.into_visit() {
            Some(visit) if fault == Fault::NotEnrolled => Enrolling::enter(visit, cx),
            Some(visit) if fault.is_outage() => Outage::or_fault(visit, fault, cx),
            Some(visit) => Faulted::enter(visit, fault, cx),
            None => Idle::enter(cx),
        }
    }

    /// Closes the kiosk: no visit can go on without reader or journal.
    fn close(self, fault: Fault, cx: &mut Context<'_>) -> Self {
        if matches!(self, Self::CardLeft(_)) {
            cx.flight.tell(Effect::Alarm(false));
        }
        if let Some(visit) = self.into_visit() {
            cx.record(Record::Faulted(fault));
            visit.end(Outcome::Faulted, cx);
        }
        cx.enter(&[]);
        Self::OutOfService(OutOfService { fault: Some(fault), rest: None })
    }
}
