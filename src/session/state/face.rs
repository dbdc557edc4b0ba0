//! The live face is compared with the photo in the chip, in at most two rounds.

use super::super::effect::Effect;
use super::super::event::{Answer, CardEvent, Event, Touch};
use super::super::fault::Fault;
use super::super::flight::Task;
use super::super::patient::{Digits, FaceVerdict, Guidance, Method, Photo};
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{CardLeft, Clerk, Code, Context, Faulted, Pin, Registering, State};

/// Rounds of looking before other ways are offered by themselves.
const ROUNDS: u8 = 2;

/// The face is being compared.
#[derive(Debug)]
pub struct Face {
    pub(super) visit: Box<Visit>,
    guidance: Guidance,
}

impl Face {
    /// Opens the photo with the printed code while the patient looks up.
    pub(super) fn enter_with_code(mut visit: Box<Visit>, code: Digits, cx: &mut Context<'_>) -> State {
        visit.code = Some(code.clone());
        cx.flight.ask(Task::ReadPhoto, |ticket| Effect::ReadPhoto(ticket, code));
        Self::wait(visit, cx)
    }

    /// Comes here from another way; without an opened photo the code must be typed first.
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        if visit.needs_pin {
            return Faulted::enter(visit, Fault::EnrolmentNeedsPin, cx);
        }
        match visit.photo {
            Some(Photo::Usable) => {
                cx.flight.ask(Task::MatchFace, Effect::MatchFace);
                Self::wait(visit, cx)
            }
            Some(Photo::Absent) => Faulted::enter(visit, Fault::PhotoAbsent, cx),
            Some(Photo::Unusable) => Faulted::enter(visit, Fault::PhotoUnusable, cx),
            None if cx.flight.awaits(Task::ReadPhoto) => Self::wait(visit, cx),
            None => Code::enter(visit, false, cx),
        }
    }

    fn wait(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        cx.enter(&[Timer::Unattended]);
        State::Face(Self { visit, guidance: Guidance::NoFace })
    }

    /// What to tell the person now.
    pub fn guidance(&self) -> Guidance {
        self.guidance
    }

    /// The round, from 1.
    pub fn round(&self) -> u8 {
        self.visit.rounds + 1
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Answered(_, answer) => self.answered(answer, cx),
            Event::Touched(touch) => self.touched(touch, cx),
            Event::Card(CardEvent::Removed) => Faulted::enter(self.visit, Fault::CardTakenEarly, cx),
            Event::TimedOut(Timer::Unattended) => CardLeft::enter(self.visit, cx),
            Event::Card(CardEvent::Inserted) | Event::Reader(_) | Event::JournalLost | Event::TimedOut(_) => {
                State::Face(self)
            }
        }
    }

    fn answered(mut self, answer: Answer, cx: &mut Context<'_>) -> State {
        match answer {
            Answer::PhotoRead(Ok(_)) => Self::enter(self.visit, cx),
            Answer::PhotoRead(Err(Fault::CodeWrong)) => Code::enter(self.visit, true, cx),
            Answer::PhotoRead(Err(fault)) | Answer::FaceDecided(Err(fault)) => {
                Faulted::enter(self.visit, fault, cx)
            }
            Answer::FaceSeen(guidance) => {
                self.guidance = guidance;
                State::Face(self)
            }
            Answer::FaceDecided(Ok(FaceVerdict::Accepted)) => {
                self.visit.prove(Method::Face, cx);
                Registering::or_consent(self.visit, cx)
            }
            Answer::FaceDecided(Ok(verdict)) => self.next_round(verdict, cx),
            Answer::CardRead(_)
            | Answer::CodeScanned(_)
            | Answer::ChallengeReceived(_)
            | Answer::CertificateChecked(_)
            | Answer::TriesCounted(_)
            | Answer::PinAnswered(_)
            | Answer::EligibilityReceived(_)
            | Answer::SignedAgain(_)
            | Answer::Enrolled(_)
            | Answer::ConsentStored(_)
            | Answer::HandedOver(_)
            | Answer::FactsKept(_)
            | Answer::ClerkChecked(_) => State::Face(self),
        }
    }

    fn next_round(mut self, verdict: FaceVerdict, cx: &mut Context<'_>) -> State {
        self.visit.rounds += 1;
        if self.visit.rounds < ROUNDS {
            return Self::enter(self.visit, cx);
        }
        self.visit.rounds = 0;
        let fault = if verdict == FaceVerdict::NotLive { Fault::FaceNotLive } else { Fault::FaceNotMatched };
        Faulted::enter(self.visit, fault, cx)
    }

    fn touched(self, touch: Touch, cx: &mut Context<'_>) -> State {
        match touch {
            Touch::ChoosePin => {
                cx.flight.cancel(Task::MatchFace);
                Pin::enter(self.visit, cx)
            }
            Touch::CallClerk => {
                cx.flight.cancel(Task::MatchFace);
                Clerk::enter(self.visit, cx)
            }
            Touch::ChooseFace
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
            | Touch::Agree
            | Touch::Decline
            | Touch::Reason(_)
            | Touch::Language(_)
            | Touch::Adjust(_) => State::Face(self),
        }
    }
}
