//! The answer goes into the receipt computer's folder.

use super::super::effect::{Effect, Record};
use super::super::event::{Answer, CardEvent, Event};
use super::super::fault::Fault;
use super::super::flight::Task;
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{Context, Done, Faulted, State};

/// The answer is being delivered.
#[derive(Debug)]
pub struct HandingOver {
    pub(super) visit: Box<Visit>,
}

impl HandingOver {
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        cx.enter(&[Timer::HandOverStuck]);
        let consent = visit.consent.filter(|_| visit.consent_stored).unwrap_or_default();
        let form = visit.prescription;
        cx.flight.ask(Task::HandOver, |ticket| Effect::HandOver(ticket, consent, form));
        State::HandOver(Self { visit })
    }

    pub(super) fn on(mut self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Answered(_, Answer::HandedOver(Ok(call))) => {
                cx.record(Record::HandedOver(call));
                self.visit.call = call;
                Done::enter(self.visit, cx)
            }
            Event::Answered(_, Answer::HandedOver(Err(fault))) => Faulted::enter(self.visit, fault, cx),
            Event::TimedOut(Timer::HandOverStuck) => Faulted::enter(self.visit, Fault::HandOverFailed, cx),
            Event::Card(CardEvent::Removed) => {
                self.visit.card_taken = true;
                State::HandOver(self)
            }
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Touched(_)
            | Event::Answered(..)
            | Event::TimedOut(_) => State::HandOver(self),
        }
    }
}
