//! No scanner could read the code printed on the card, so the patient types it as printed, or takes the PIN.

use super::super::event::{CardEvent, Event, Touch};
use super::super::fault::Fault;
use super::super::patient::{Digits, PRINTED_CODE_LENGTH};
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{Clerk, Context, Face, Faulted, Pin, State};

/// The printed code (照合番号B) is being typed.
#[derive(Debug)]
pub struct Code {
    pub(super) visit: Box<Visit>,
    typed: Digits,
    was_wrong: bool,
}

impl Code {
    pub(super) fn enter(visit: Box<Visit>, was_wrong: bool, cx: &mut Context<'_>) -> State {
        cx.enter(&[Timer::Unattended]);
        State::Code(Self { visit, typed: Digits::empty(PRINTED_CODE_LENGTH), was_wrong })
    }

    /// How many digits have been typed.
    pub fn typed(&self) -> &Digits {
        &self.typed
    }

    /// Whether the card refused the code typed before.
    pub fn was_wrong(&self) -> bool {
        self.was_wrong
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Touched(touch) => {
                cx.arm(Timer::Unattended);
                self.touched(touch, cx)
            }
            Event::Card(CardEvent::Removed) => Faulted::enter(self.visit, Fault::CardTakenEarly, cx),
            Event::TimedOut(Timer::Unattended) => super::CardLeft::enter(self.visit, cx),
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Answered(..)
            | Event::TimedOut(_) => State::Code(self),
        }
    }

    fn touched(mut self, touch: Touch, cx: &mut Context<'_>) -> State {
        match touch {
            Touch::Digit(digit) => self.typed.push(digit),
            Touch::Erase => self.typed.pop(),
            Touch::Confirm if self.typed.is_full() => {
                let code = self.typed.take();
                return Face::enter_with_code(self.visit, code, cx);
            }
            Touch::ChoosePin => return Pin::enter(self.visit, cx),
            Touch::CallClerk => return Clerk::enter(self.visit, cx),
            Touch::Confirm
            | Touch::ChooseFace
            | Touch::Back
            | Touch::Toggle(_)
            | Touch::ConsentAll
            | Touch::ConsentNone
            | Touch::ConsentChosen
            | Touch::ConsentItems
            | Touch::Prescription(_)
            | Touch::Agree
            | Touch::Decline
            | Touch::Reason(_)
            | Touch::Language(_)
            | Touch::Adjust(_) => {}
        }
        State::Code(self)
    }
}
