//! The patient has agreed and shown who they are; the card is being enrolled, and the insurance comes with the answer.

use super::super::effect::Record;
use super::super::event::{Answer, CardEvent, Event};
use super::super::fault::Fault;
use super::super::flight::Task;
use super::super::patient::Method;
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{Checking, Consenting, Context, Faulted, Outage, Pin, Prescribing, State};

/// The centre is enrolling the card.
#[derive(Debug)]
pub struct Registering {
    pub(super) visit: Box<Visit>,
    is_slow: bool,
}

impl Registering {
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        cx.enter(&[Timer::CheckingSlow, Timer::CheckingStuck]);
        State::Registering(Self { visit, is_slow: false })
    }

    /// Goes on from a proof of identity: to what it was shown for; where the centre was away, to its second answer first.
    pub(super) fn or_consent(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        match visit.cut_off {
            Some(fault) if visit.method == Some(Method::Pin) => Outage::or_fault(visit, fault, cx),
            _ if visit.is_enrolling() => Self::enter(visit, cx),
            Some(_) => Checking::enter(visit, cx),
            None => Consenting::enter(visit, cx),
        }
    }

    /// Whether it takes so long that the patient should be told.
    pub fn is_slow(&self) -> bool {
        self.is_slow
    }

    pub(super) fn on(mut self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Answered(_, Answer::Enrolled(Ok(_))) => resume(self.visit, cx),
            Event::Answered(_, Answer::Enrolled(Err(fault))) => self.refused(fault, cx),
            // The chip that does not sign twice for one PIN is asked with the PIN.
            Event::Answered(_, Answer::SignedAgain(Err(fault))) if fault != Fault::CardTakenEarly => {
                self.visit.method = None;
                Pin::enter(self.visit, cx)
            }
            Event::Answered(_, Answer::SignedAgain(Err(fault))) => Faulted::enter(self.visit, fault, cx),
            Event::TimedOut(Timer::CheckingSlow) => {
                self.is_slow = true;
                State::Registering(self)
            }
            Event::TimedOut(Timer::CheckingStuck) => {
                let asked = cx.flight.awaits(Task::Enrol);
                match asked {
                    true => Faulted::enter(self.visit, Fault::EnrolmentUnclear, cx),
                    false => Outage::or_fault(self.visit, Fault::CentralSlow, cx),
                }
            }
            Event::Card(CardEvent::Removed) => {
                self.visit.card_taken = true;
                State::Registering(self)
            }
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Touched(_)
            | Event::Answered(..)
            | Event::TimedOut(_) => State::Registering(self),
        }
    }

    fn refused(mut self, fault: Fault, cx: &mut Context<'_>) -> State {
        if fault == Fault::EnrolmentNeedsPin {
            (self.visit.needs_pin, self.visit.method) = (true, None); // What was shown does not enrol this card.
        }
        if fault == Fault::EnrolledRecordOfAnother {
            cx.record(Record::Enrolled { already: false }); // The card is enrolled, whoever's record came with it.
        }
        Faulted::enter(self.visit, fault, cx)
    }
}

/// Goes on where the enrolment came between.
fn resume(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
    match visit.consent {
        None => Consenting::enter(visit, cx),
        Some(_) if Prescribing::is_wanted(&visit, cx) => Prescribing::enter(visit, cx),
        Some(_) => Checking::enter(visit, cx),
    }
}
