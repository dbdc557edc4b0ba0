//! A clerk compares with their own eyes (目視), for this visit only, with a reason and their own PIN.

use super::super::effect::Effect;
use super::super::event::{Answer, CardEvent, Event, Touch};
use super::super::fault::Fault;
use super::super::flight::Task;
use super::super::patient::{Digits, OverrideReason, Photo, STAFF_PIN_LENGTH};
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{CardLeft, Context, Face, Faulted, Registering, State};

/// Wrong staff PINs before the visit ends.
const TRIES: u8 = 3;

/// A clerk is deciding.
#[derive(Debug)]
pub struct Clerk {
    pub(super) visit: Box<Visit>,
    reason: Option<OverrideReason>,
    typed: Digits,
    wrong: u8,
}

impl Clerk {
    /// Lets a clerk decide, unless the card holds no photo to compare with, or is to be enrolled.
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        if visit.photo == Some(Photo::Absent) {
            return Faulted::enter(visit, Fault::PhotoAbsent, cx);
        }
        if visit.is_enrolling() {
            return Faulted::enter(visit, Fault::NotEnrolled, cx);
        }
        cx.enter(&[Timer::Unattended]);
        State::Clerk(Self { visit, reason: None, typed: Digits::empty(STAFF_PIN_LENGTH), wrong: 0 })
    }

    /// The reason, once chosen.
    pub fn reason(&self) -> Option<OverrideReason> {
        self.reason
    }

    /// What has been typed.
    pub fn typed(&self) -> &Digits {
        &self.typed
    }

    /// Whether the last staff PIN was wrong.
    pub fn was_wrong(&self) -> bool {
        self.wrong > 0
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Answered(_, Answer::ClerkChecked(is_right)) => self.checked(is_right, cx),
            Event::Touched(touch) => {
                cx.arm(Timer::Unattended);
                self.touched(touch, cx)
            }
            Event::Card(CardEvent::Removed) => Faulted::enter(self.visit, Fault::CardTakenEarly, cx),
            Event::TimedOut(Timer::Unattended) => CardLeft::enter(self.visit, cx),
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Answered(..)
            | Event::TimedOut(_) => State::Clerk(self),
        }
    }

    fn checked(mut self, is_right: bool, cx: &mut Context<'_>) -> State {
        match self.reason {
            Some(_) if self.visit.photo == Some(Photo::Absent) => {
                Faulted::enter(self.visit, Fault::PhotoAbsent, cx)
            }
            Some(reason) if is_right => {
                self.visit.overrule(reason, cx);
                Registering::or_consent(self.visit, cx)
            }
            _ => {
                self.wrong += 1;
                if self.wrong >= TRIES {
                    return Faulted::enter(self.visit, Fault::ClerkRefused, cx);
                }
                State::Clerk(self)
            }
        }
    }

    fn touched(mut self, touch: Touch, cx: &mut Context<'_>) -> State {
        match touch {
            Touch::Back => return Face::enter(self.visit, cx),
            // Once more takes it back, so that another can be chosen.
            Touch::Reason(reason) => {
                self.reason = Some(reason).filter(|_| self.reason != Some(reason));
                self.typed = Digits::empty(STAFF_PIN_LENGTH);
            }
            Touch::Digit(digit) if self.reason.is_some() => self.typed.push(digit),
            Touch::Erase => self.typed.pop(),
            Touch::Confirm if self.reason.is_some() && !self.typed.is_empty() => {
                let pin = self.typed.take();
                cx.flight.ask(Task::CheckClerk, |ticket| Effect::CheckClerk(ticket, pin));
            }
            Touch::Digit(_)
            | Touch::Confirm
            | Touch::ChoosePin
            | Touch::ChooseFace
            | Touch::CallClerk
            | Touch::Toggle(_)
            | Touch::ConsentAll
            | Touch::ConsentNone
            | Touch::ConsentChosen
            | Touch::ConsentItems
            | Touch::Prescription(_)
            | Touch::Agree
            | Touch::Decline
            | Touch::Language(_)
            | Touch::Adjust(_) => {}
        }
        State::Clerk(self)
    }
}
