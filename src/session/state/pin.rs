//! The PIN is typed. The chip is asked how many tries are left before any try is spent, and the last is not spent.

use super::super::effect::Effect;
use super::super::event::{Answer, CardEvent, Event, PinAnswer, Touch};
use super::super::fault::Fault;
use super::super::flight::Task;
use super::super::patient::{Digits, Method, PIN_LENGTH, Photo};
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{CardLeft, Clerk, Context, Face, Faulted, Registering, State};

/// The PIN is being typed, or the chip is working on it.
#[derive(Debug)]
pub struct Pin {
    pub(super) visit: Box<Visit>,
    typed: Digits,
    tries: Option<u8>,
    was_wrong: bool,
    is_signing: bool,
}

impl Pin {
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        cx.enter(&[Timer::Unattended]);
        cx.flight.ask(Task::CountTries, Effect::CountTries);
        State::Pin(Self {
            visit,
            typed: Digits::empty(PIN_LENGTH),
            tries: None,
            was_wrong: false,
            is_signing: false,
        })
    }

    /// What has been typed.
    pub fn typed(&self) -> &Digits {
        &self.typed
    }

    /// Tries left, once the chip has told.
    pub fn tries(&self) -> Option<u8> {
        self.tries
    }

    /// Whether the last PIN was wrong.
    pub fn was_wrong(&self) -> bool {
        self.was_wrong
    }

    /// Whether the chip is working on the PIN; touches wait until it has answered.
    pub fn is_signing(&self) -> bool {
        self.is_signing
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Answered(_, answer) => self.answered(answer, cx),
            Event::Touched(touch) => {
                cx.arm(Timer::Unattended);
                self.touched(touch, cx)
            }
            Event::Card(CardEvent::Removed) => Faulted::enter(self.visit, Fault::CardTakenEarly, cx),
            Event::TimedOut(Timer::Unattended) => CardLeft::enter(self.visit, cx),
            Event::Card(CardEvent::Inserted) | Event::Reader(_) | Event::JournalLost | Event::TimedOut(_) => {
                State::Pin(self)
            }
        }
    }

    fn answered(mut self, answer: Answer, cx: &mut Context<'_>) -> State {
        match answer {
            Answer::TriesCounted(Ok(tries)) => self.count(tries, cx),
            Answer::PinAnswered(Ok(PinAnswer::Signed)) => {
                self.visit.prove(Method::Pin, cx);
                Registering::or_consent(self.visit, cx)
            }
            Answer::PinAnswered(Ok(PinAnswer::Wrong { tries })) => {
                self.was_wrong = true;
                self.is_signing = false;
                self.count(tries, cx)
            }
            Answer::PinAnswered(Ok(PinAnswer::Blocked)) => self.unusable(Fault::PinBlocked, cx),
            Answer::TriesCounted(Err(fault)) | Answer::PinAnswered(Err(fault)) => {
                Faulted::enter(self.visit, fault, cx)
            }
            Answer::ChallengeReceived(Ok(())) => {
                self.submit(cx);
                State::Pin(self)
            }
            // The centre is away: the chip takes the PIN all the same, and what it signs is nobody's.
            Answer::ChallengeReceived(Err(_)) => {
                if self.is_ready() {
                    self.sign(cx);
                }
                State::Pin(self)
            }
            Answer::CardRead(_)
            | Answer::CodeScanned(_)
            | Answer::PhotoRead(_)
            | Answer::CertificateChecked(_)
            | Answer::FaceSeen(_)
            | Answer::FaceDecided(_)
            | Answer::EligibilityReceived(_)
            | Answer::SignedAgain(_)
            | Answer::Enrolled(_)
            | Answer::ConsentStored(_)
            | Answer::HandedOver(_)
            | Answer::FactsKept(_)
            | Answer::ClerkChecked(_) => State::Pin(self),
        }
    }

    /// Where only the PIN would have done, no other way is left to offer: face and clerk would lead back here.
    fn unusable(self, fault: Fault, cx: &mut Context<'_>) -> State {
        let is_only_way = self.visit.needs_pin || self.visit.photo == Some(Photo::Absent);
        let fault = if is_only_way { Fault::OnlyPinUnusable } else { fault };
        Faulted::enter(self.visit, fault, cx)
    }

    fn count(mut self, tries: u8, cx: &mut Context<'_>) -> State {
        match tries {
            0 => self.unusable(Fault::PinBlocked, cx),
            1 => self.unusable(Fault::PinLastTry, cx),
            _ => {
                self.tries = Some(tries);
                self.submit(cx);
                State::Pin(self)
            }
        }
    }

    /// Lets the chip sign, once four digits, the tries and the nonce are all there.
    fn submit(&mut self, cx: &mut Context<'_>) {
        if self.is_ready() && self.visit.has_nonce(cx) {
            self.sign(cx);
        }
    }

    fn is_ready(&self) -> bool {
        self.typed.is_full() && self.tries.is_some() && !self.is_signing
    }

    fn sign(&mut self, cx: &mut Context<'_>) {
        self.is_signing = true;
        let pin = self.typed.take();
        cx.flight.ask(Task::SignWithPin, |ticket| Effect::SignWithPin(ticket, pin));
    }

    fn touched(mut self, touch: Touch, cx: &mut Context<'_>) -> State {
        if self.is_signing {
            return State::Pin(self); // The chip decides first.
        }
        match touch {
            Touch::Digit(digit) => {
                self.typed.push(digit);
                self.submit(cx);
            }
            Touch::Erase => self.typed.pop(),
            Touch::ChooseFace | Touch::Back => return Face::enter(self.visit, cx),
            Touch::CallClerk => return Clerk::enter(self.visit, cx),
            Touch::Confirm
            | Touch::ChoosePin
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
        State::Pin(self)
    }
}
