//! The card is not an insurance card yet: what that means, and whether its owner wants it to become one (健康保険証利用登録).

use super::super::effect::Record;
use super::super::event::{CardEvent, Event, Touch};
use super::super::fault::Fault;
use super::super::patient::{Method, Period};
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{CardLeft, Context, Face, Faulted, Registering, SETTLE, State};
use std::time::Instant;

/// The patient is reading the terms.
#[derive(Debug)]
pub struct Enrolling {
    pub(super) visit: Box<Visit>,
    since: Instant,
}

impl Enrolling {
    /// Asks, where there is somebody to ask and a certificate that can be enrolled.
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        if visit.card_taken {
            return Faulted::enter(visit, Fault::NotEnrolled, cx);
        }
        if visit.period() == Some(Period::Grace) {
            return Faulted::enter(visit, Fault::EnrolmentClosed, cx);
        }
        cx.enter(&[Timer::Unattended]);
        State::Enrolment(Self { visit, since: cx.now })
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Touched(touch) => {
                cx.arm(Timer::Unattended);
                self.touched(touch, cx)
            }
            // Whoever takes the card now has not agreed.
            Event::Card(CardEvent::Removed) => self.decline(cx),
            Event::TimedOut(Timer::Unattended) => CardLeft::enter(self.visit, cx),
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Answered(..)
            | Event::TimedOut(_) => State::Enrolment(self),
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
            | Touch::Adjust(_) => State::Enrolment(self),
        }
    }

    fn decline(self, cx: &mut Context<'_>) -> State {
        cx.record(Record::EnrolmentAnswered { agreed: false });
        Faulted::enter(self.visit, Fault::EnrolmentDeclined, cx)
    }

    /// Identity that was shown in this visit is not asked for again, unless the look at the face has become old; a clerk's
    /// word enrols no card.
    fn agree(mut self, cx: &mut Context<'_>) -> State {
        cx.record(Record::EnrolmentAnswered { agreed: true });
        self.visit.agreed = true;
        match self.visit.method {
            Some(Method::Face) if !self.visit.is_fresh(cx) => {
                (self.visit.method, self.visit.rounds) = (None, 0);
                Face::enter(self.visit, cx)
            }
            Some(Method::Face | Method::Pin) => {
                self.visit.ask_centre(cx);
                Registering::enter(self.visit, cx)
            }
            Some(Method::Clerk) | None => Faulted::enter(self.visit, Fault::EnrolmentNeedsProof, cx),
        }
    }
}
