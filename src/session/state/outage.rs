//! The centre cannot be reached, and the patient has shown who they are: may what the card says of them be kept, sealed,
//! so that the centre is asked when it is back?
//!
//! Nothing of the centre's is asked any more once this is on the screen. Who says no goes the paper way.

use super::super::effect::{Effect, Record};
use super::super::event::{Answer, CardEvent, Event, Touch};
use super::super::fault::Fault;
use super::super::flight::Task;
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{CardLeft, Context, Done, Faulted, SETTLE, State};
use std::time::Instant;

/// The patient is deciding, or what they agreed to is being kept.
#[derive(Debug)]
pub struct Outage {
    pub(super) visit: Box<Visit>,
    fault: Fault,
    since: Instant,
    is_keeping: bool,
}

impl Outage {
    /// Asks, where this house keeps something and the card can still tell it; otherwise the fault is said.
    pub(super) fn or_fault(visit: Box<Visit>, fault: Fault, cx: &mut Context<'_>) -> State {
        if !visit.can_be_kept(cx) {
            return Faulted::enter(visit, fault, cx);
        }
        [Task::OpenCentral, Task::CheckCertificate, Task::CheckEligibility, Task::SignAgain]
            .into_iter()
            .for_each(|task| cx.flight.cancel(task));
        cx.record(Record::Faulted(fault));
        cx.enter(&[Timer::Unattended]);
        State::Outage(Self { visit, fault, since: cx.now, is_keeping: false })
    }

    /// Whether the patient has agreed.
    pub fn is_keeping(&self) -> bool {
        self.is_keeping
    }

    pub(super) fn on(mut self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Answered(_, Answer::FactsKept(Ok(call))) => {
                (self.visit.is_kept, self.visit.call) = (true, call);
                cx.record(Record::FactsKept(call));
                Done::enter(self.visit, cx)
            }
            Event::Answered(_, Answer::FactsKept(Err(_))) | Event::TimedOut(Timer::ReadingStuck) => {
                Faulted::enter(self.visit, self.fault, cx)
            }
            Event::Card(CardEvent::Removed) if self.is_keeping => {
                self.visit.card_taken = true;
                State::Outage(self)
            }
            // Whoever takes the card now has not agreed.
            Event::Card(CardEvent::Removed) => self.decline(cx),
            Event::TimedOut(Timer::Unattended) => CardLeft::enter(self.visit, cx),
            Event::Touched(touch) if !self.is_keeping => {
                cx.arm(Timer::Unattended);
                self.touched(touch, cx)
            }
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Touched(_)
            | Event::Answered(..)
            | Event::TimedOut(_) => State::Outage(self),
        }
    }

    fn touched(self, touch: Touch, cx: &mut Context<'_>) -> State {
        let is_settled = cx.now.duration_since(self.since) >= SETTLE;
        match touch {
            Touch::Agree if is_settled => self.agree(cx),
            Touch::Decline if is_settled => self.decline(cx),
            Touch::Agree
            | Touch::Decline
            | Touch::ChoosePin
            | Touch::ChooseFace
            | Touch::CallClerk
            | Touch::Back
            | Touch::Digit(_)
            | Touch::Erase
            | Touch::Confirm
            | Touch::Toggle(_)
            | Touch::ConsentAll
            | Touch::ConsentNone
            | Touch::ConsentChosen
            | Touch::ConsentItems
            | Touch::Prescription(_)
            | Touch::Reason(_)
            | Touch::Language(_)
            | Touch::Adjust(_) => State::Outage(self),
        }
    }

    fn agree(mut self, cx: &mut Context<'_>) -> State {
        let (Some(code), Some(method)) = (self.visit.code.clone(), self.visit.method) else {
            return self.decline(cx);
        };
        cx.record(Record::KeepingAnswered { agreed: true });
        cx.enter(&[Timer::ReadingStuck]);
        cx.flight.ask(Task::KeepFacts, |ticket| Effect::KeepFacts(ticket, code, method));
        self.is_keeping = true;
        State::Outage(self)
    }

    fn decline(self, cx: &mut Context<'_>) -> State {
        cx.record(Record::KeepingAnswered { agreed: false });
        Faulted::enter(self.visit, self.fault, cx)
    }
}
