//! The patient chooses whether a prescription comes on paper, while the insurance is being checked.

use super::super::event::{CardEvent, Event, Touch};
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{CardLeft, Checking, Context, State};

/// The patient is choosing the form of a prescription.
#[derive(Debug)]
pub struct Prescribing {
    pub(super) visit: Box<Visit>,
}

impl Prescribing {
    /// Whether this house asks, and there is somebody to ask who has not chosen.
    pub(super) fn is_wanted(visit: &Visit, cx: &Context<'_>) -> bool {
        cx.asks_prescription && !visit.card_taken && visit.prescription.is_none()
    }

    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        cx.enter(&[Timer::Unattended]);
        State::Prescription(Self { visit })
    }

    pub(super) fn on(mut self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Touched(Touch::Prescription(form)) => {
                self.visit.prescription = Some(form);
                Checking::enter(self.visit, cx)
            }
            // Whoever takes the card now has not chosen; the doctor asks instead.
            Event::Card(CardEvent::Removed) => {
                self.visit.card_taken = true;
                Checking::enter(self.visit, cx)
            }
            Event::TimedOut(Timer::Unattended) => CardLeft::enter(self.visit, cx),
            Event::Touched(_) => {
                cx.arm(Timer::Unattended);
                State::Prescription(self)
            }
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Answered(..)
            | Event::TimedOut(_) => State::Prescription(self),
        }
    }
}
