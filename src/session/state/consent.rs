//! The patient chooses what this hospital may see, while the insurance is being checked.

use super::super::effect::Record;
use super::super::event::{CardEvent, Event, Touch};
use super::super::patient::{Consent, Day, Period};
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{CardLeft, Checking, Context, Prescribing, State};

/// The patient is choosing.
#[derive(Debug)]
pub struct Consenting {
    pub(super) visit: Box<Visit>,
    chosen: Consent,
    by_item: bool,
}

impl Consenting {
    /// Asks, unless the certificate's grace allows eligibility only, or nobody is there any more.
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        if visit.period() == Some(Period::Grace) || visit.card_taken {
            return Self::decide(visit, Consent::NONE, cx);
        }
        cx.enter(&[Timer::Unattended]);
        State::Consent(Self { visit, chosen: Consent::NONE, by_item: false })
    }

    /// What is turned on.
    pub fn chosen(&self) -> Consent {
        self.chosen
    }

    /// Whether the items are shown one by one.
    pub fn is_by_item(&self) -> bool {
        self.by_item
    }

    /// How the certificate stands, for a warning beside the question.
    pub fn period(&self) -> Option<Period> {
        self.visit.period()
    }

    /// The last day on which the card serves here, where that is near.
    pub fn serves_until(&self) -> Option<Day> {
        self.visit.serves_until()
    }

    pub(super) fn on(mut self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Touched(touch) => {
                cx.arm(Timer::Unattended);
                self.touched(touch, cx)
            }
            // Whoever takes the card now has not consented; the eligibility check still goes on.
            Event::Card(CardEvent::Removed) => {
                self.visit.card_taken = true;
                Self::decide(self.visit, Consent::NONE, cx)
            }
            Event::TimedOut(Timer::Unattended) => CardLeft::enter(self.visit, cx),
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Answered(..)
            | Event::TimedOut(_) => State::Consent(self),
        }
    }

    fn touched(mut self, touch: Touch, cx: &mut Context<'_>) -> State {
        match touch {
            Touch::ConsentAll => return Self::decide(self.visit, Consent::ALL, cx),
            Touch::ConsentNone => return Self::decide(self.visit, Consent::NONE, cx),
            Touch::ConsentChosen if self.by_item => return Self::decide(self.visit, self.chosen, cx),
            Touch::ConsentItems => self.by_item = true,
            Touch::Back => self.by_item = false,
            Touch::Toggle(item) if self.by_item => item.toggle(&mut self.chosen),
            Touch::Toggle(_)
            | Touch::ConsentChosen
            | Touch::ChoosePin
            | Touch::ChooseFace
            | Touch::CallClerk
            | Touch::Digit(_)
            | Touch::Erase
            | Touch::Confirm
            | Touch::Prescription(_)
            | Touch::Agree
            | Touch::Decline
            | Touch::Reason(_)
            | Touch::Language(_)
            | Touch::Adjust(_) => {}
        }
        State::Consent(self)
    }

    fn decide(mut visit: Box<Visit>, consent: Consent, cx: &mut Context<'_>) -> State {
        visit.consent = Some(consent);
        cx.record(Record::Consented(consent));
        if Prescribing::is_wanted(&visit, cx) {
            return Prescribing::enter(visit, cx);
        }
        Checking::enter(visit, cx)
    }
}
