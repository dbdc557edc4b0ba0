//! All is done: what happens next, and the card to be taken.

use super::super::event::{CardEvent, Event};
use super::super::patient::{CallNumber, Day, Moment, Period, Validity};
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{CardLeft, Context, Idle, State};

/// All is done. Once the card is taken the visit is wiped, and only kinds, codes and the number to wait for stay on the screen.
#[derive(Debug)]
pub struct Done {
    pub(super) visit: Option<Box<Visit>>,
    validity: Validity,
    period: Period,
    serves_until: Option<Day>,
    shares_information: bool,
    enrolled_at: Option<Moment>,
    is_kept: bool,
    call: Option<CallNumber>,
}

impl Done {
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        cx.enter(&[Timer::CardLeft]);
        let taken = visit.card_taken;
        let done = Self {
            validity: visit.eligibility.as_ref().map_or(Validity::None, |answer| answer.validity),
            period: visit.period().unwrap_or(Period::Valid),
            serves_until: visit.serves_until(),
            shares_information: visit.consent_stored,
            enrolled_at: visit.enrolled_at,
            is_kept: visit.is_kept,
            call: visit.call,
            visit: Some(visit),
        };
        if taken { done.card_taken(cx) } else { State::Done(done) }
    }

    /// The insurance's validity.
    pub fn validity(&self) -> Validity {
        self.validity
    }

    /// How the certificate stands.
    pub fn period(&self) -> Period {
        self.period
    }

    /// The last day on which the card serves here, where that is near.
    pub fn serves_until(&self) -> Option<Day> {
        self.serves_until
    }

    /// Whether medical information is shared.
    pub fn shares_information(&self) -> bool {
        self.shares_information
    }

    /// When the card was enrolled, where that was done in this visit: the patient's receipt.
    pub fn enrolled_at(&self) -> Option<Moment> {
        self.enrolled_at
    }

    /// Whether the insurance is not known, and the centre will be asked when it is back.
    pub fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// The number by which the patient is called, where the house has such.
    pub fn call(&self) -> Option<CallNumber> {
        self.call
    }

    /// Whether the card has been taken.
    pub fn is_card_taken(&self) -> bool {
        self.visit.is_none()
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Card(CardEvent::Removed) => self.card_taken(cx),
            Event::Card(CardEvent::Inserted) | Event::TimedOut(Timer::Linger) => {
                // A reader that came back has forgotten the card whose visit waited here.
                if let Some(visit) = self.visit {
                    let outcome = visit.outcome();
                    visit.end(outcome, cx);
                }
                Idle::enter(cx)
            }
            Event::TimedOut(Timer::CardLeft) => match self.visit {
                Some(visit) => CardLeft::enter(visit, cx),
                None => Idle::enter(cx),
            },
            Event::Reader(_)
            | Event::JournalLost
            | Event::Touched(_)
            | Event::Answered(..)
            | Event::TimedOut(_) => State::Done(self),
        }
    }

    fn card_taken(mut self, cx: &mut Context<'_>) -> State {
        if let Some(visit) = self.visit.take() {
            let outcome = visit.outcome();
            visit.end(outcome, cx);
        }
        if cx.card_lies {
            return Idle::enter(cx); // The next patient's card already lies there.
        }
        cx.enter(&[Timer::Linger]);
        State::Done(self)
    }
}
