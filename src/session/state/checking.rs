//! The patient has chosen; what is still missing is the centre's answer.

use super::super::effect::{Effect, Record};
use super::super::event::{Answer, CardEvent, Event};
use super::super::fault::Fault;
use super::super::flight::Task;
use super::super::patient::Consent;
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{Consenting, Context, Faulted, HandingOver, Outage, State};

/// The centre is being asked.
#[derive(Debug)]
pub struct Checking {
    pub(super) visit: Box<Visit>,
    is_slow: bool,
}

impl Checking {
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        cx.enter(&[Timer::CheckingSlow, Timer::CheckingStuck]);
        Self { visit, is_slow: false }.proceed(cx)
    }

    /// Whether it takes so long that the patient should be told.
    pub fn is_slow(&self) -> bool {
        self.is_slow
    }

    pub(super) fn on(mut self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Answered(_, Answer::ConsentStored(Err(_))) => {
                // A consent that is not stored opens nothing; the eligibility stands without it.
                cx.record(Record::Faulted(Fault::ConsentNotStored));
                self.visit.consent = Some(Consent::NONE);
                self.proceed(cx)
            }
            Event::Answered(..) => self.proceed(cx),
            Event::TimedOut(Timer::CheckingSlow) => {
                self.is_slow = true;
                State::Checking(self)
            }
            // Where the insurance is known, only the consent is missing: there is nothing to be asked later.
            Event::TimedOut(Timer::CheckingStuck) if self.visit.eligibility.is_some() => {
                Faulted::enter(self.visit, Fault::CentralSlow, cx)
            }
            Event::TimedOut(Timer::CheckingStuck) => Outage::or_fault(self.visit, Fault::CentralSlow, cx),
            Event::Card(CardEvent::Removed) => {
                self.visit.card_taken = true;
                State::Checking(self)
            }
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Touched(_)
            | Event::TimedOut(_) => State::Checking(self),
        }
    }

    fn proceed(self, cx: &mut Context<'_>) -> State {
        if self.visit.eligibility.is_none() || cx.flight.awaits(Task::StoreConsent) {
            return State::Checking(self);
        }
        // The line came back after all, before anybody was asked.
        let Some(consent) = self.visit.consent else { return Consenting::enter(self.visit, cx) };
        if consent.is_any() && !self.visit.consent_stored {
            cx.flight.ask(Task::StoreConsent, |ticket| Effect::StoreConsent(ticket, consent));
            return State::Checking(self);
        }
        HandingOver::enter(self.visit, cx)
    }
}
