//! What is known of the one visit under way. It moves from state to state and is wiped when it ends.

use super::effect::{Effect, Outcome, Record};
use super::event::Answer;
use super::fault::Fault;
use super::flight::Task;
use super::patient::{
    CardFacts, Consent, Digits, Eligibility, Method, OverrideReason, Period, Photo, PrescriptionForm,
};
use super::state::Context;

/// One patient's visit, from card laid down to card taken back.
#[derive(Debug)]
pub struct Visit {
    pub(super) number: u32,
    pub(super) card: Option<CardFacts>,
    pub(super) scan: Scan,
    pub(super) photo: Option<Photo>,
    pub(super) challenge_received: bool,
    pub(super) method: Option<Method>,
    pub(super) rounds: u8,
    pub(super) eligibility: Option<Eligibility>,
    pub(super) consent: Option<Consent>,
    pub(super) consent_stored: bool,
    pub(super) prescription: Option<PrescriptionForm>,
    pub(super) card_taken: bool,
}

/// The code printed on the card's face.
#[derive(Debug)]
pub(super) enum Scan {
    Awaited,
    Read(Digits),
    NotRead,
}

impl Visit {
    /// Begins a visit: everything that needs no answer of the patient starts at once.
    pub(super) fn begin(cx: &mut Context<'_>) -> Box<Self> {
        let number = cx.flight.begin_visit();
        cx.record(Record::Started);
        cx.flight.tell(Effect::WarmCamera);
        cx.flight.ask(Task::ReadCard, Effect::ReadCard);
        cx.flight.ask(Task::ScanCode, Effect::ScanCode);
        cx.flight.ask(Task::OpenCentral, Effect::OpenCentral);
        Box::new(Self {
            number,
            card: None,
            scan: Scan::Awaited,
            photo: None,
            challenge_received: false,
            method: None,
            rounds: 0,
            eligibility: None,
            consent: None,
            consent_stored: false,
            prescription: None,
            card_taken: false,
        })
    }

    /// Counts from 1 since start.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The certificate's period, once the chip was read.
    pub fn period(&self) -> Option<Period> {
        self.card.map(|card| card.period)
    }

    /// The centre's answer, once it came.
    pub fn eligibility(&self) -> Option<&Eligibility> {
        self.eligibility.as_ref()
    }

    /// How identity was shown, once it was.
    pub fn method(&self) -> Option<Method> {
        self.method
    }

    /// Keeps what an answer tells, whatever the screen shows; a fault that ends every way is returned.
    pub(super) fn note(&mut self, answer: &Answer, cx: &mut Context<'_>) -> Option<Fault> {
        match answer {
            Answer::ChallengeReceived(Ok(())) => {
                self.challenge_received = true;
                self.ask_eligibility(cx);
            }
            Answer::CardRead(Ok(card)) => {
                self.card = Some(*card);
                cx.record(Record::CardRead { kind: card.kind, period: card.period });
            }
            Answer::CodeScanned(code) => self.scan = code.clone().map_or(Scan::NotRead, Scan::Read),
            Answer::PhotoRead(Ok(photo)) => self.photo = Some(*photo),
            Answer::EligibilityReceived(Ok(eligibility)) => {
                // The centre has looked at the certificate for this answer; its separate word is no longer awaited.
                cx.flight.cancel(Task::CheckCertificate);
                cx.record(Record::Answered(eligibility.validity));
                self.eligibility = Some(eligibility.clone());
            }
            Answer::ConsentStored(Ok(())) => self.consent_stored = true,
            Answer::ChallengeReceived(Err(fault))
            | Answer::CertificateChecked(Err(fault))
            | Answer::EligibilityReceived(Err(fault)) => return Some(*fault),
            Answer::CardRead(Err(_))
            | Answer::PhotoRead(Err(_))
            | Answer::CertificateChecked(Ok(()))
            | Answer::FaceSeen(_)
            | Answer::FaceDecided(_)
            | Answer::TriesCounted(_)
            | Answer::PinAnswered(_)
            | Answer::ConsentStored(Err(_))
            | Answer::HandedOver(_)
            | Answer::ClerkChecked(_) => {}
        }
        None
    }

    /// Identity is shown; the insurance is asked for at once, while the patient goes on.
    pub(super) fn prove(&mut self, method: Method, cx: &mut Context<'_>) {
        self.method = Some(method);
        cx.record(Record::Proven(method));
        self.ask_eligibility(cx);
    }

    /// A clerk decided, for a reason.
    pub(super) fn overrule(&mut self, reason: OverrideReason, cx: &mut Context<'_>) {
        cx.record(Record::Overridden(reason));
        self.prove(Method::Clerk, cx);
    }

    fn ask_eligibility(&mut self, cx: &mut Context<'_>) {
        if let Some(method) = self.method.filter(|_| self.challenge_received) {
            cx.flight.ask(Task::CheckEligibility, |ticket| Effect::CheckEligibility(ticket, method));
        }
    }

    /// Ends the visit: nothing of it stays, here or in the workers.
    #[expect(clippy::boxed_local, reason = "the states hold it boxed, and here it ends")]
    pub(super) fn end(self: Box<Self>, outcome: Outcome, cx: &mut Context<'_>) {
        cx.flight.cancel_all();
        cx.flight.tell(Effect::RestCamera);
        cx.record(Record::Ended(outcome));
        cx.flight.tell(Effect::Forget { visit: self.number });
    }
}
