//! What is known of the one visit under way. It moves from state to state and is wiped when it ends.

use super::effect::{Effect, Outcome, Record};
use super::event::Answer;
use super::fault::Fault;
use super::flight::Task;
use super::patient::{
    CallNumber, CardFacts, Consent, Day, Digits, Eligibility, Enrolment, Method, Moment, OverrideReason,
    Period, Photo, PrescriptionForm,
};
use super::state::Context;
use std::time::{Duration, Instant};

/// So long a nonce is used; the centre takes it for a minute longer (docs/central-wire.md).
const NONCE_SERVES: Duration = Duration::from_secs(120);
/// So long a look at the face serves for another question; the centre takes it for a minute longer.
const LOOK_SERVES: Duration = Duration::from_secs(240);

/// One patient's visit, from card laid down to card taken back.
#[derive(Debug)]
pub struct Visit {
    pub(super) number: u32,
    pub(super) card: Option<CardFacts>,
    pub(super) scan: Scan,
    pub(super) photo: Option<Photo>,
    /// The printed code as it was read or typed last; once a photo was opened with it, it is the right one.
    pub(super) code: Option<Digits>,
    /// Why the centre could not be asked when that was last tried.
    pub(super) cut_off: Option<Fault>,
    /// Whether what the card says of the patient lies sealed for the centre.
    pub(super) is_kept: bool,
    /// The number by which the patient is called, once it was drawn.
    pub(super) call: Option<CallNumber>,
    /// Since when there is a nonce that no question has spent.
    nonce: Option<Instant>,
    pub(super) method: Option<Method>,
    shown_at: Option<Instant>,
    pub(super) rounds: u8,
    pub(super) eligibility: Option<Eligibility>,
    /// Whether the patient agreed to have the card enrolled.
    pub(super) agreed: bool,
    /// Whether only the PIN enrols this card.
    pub(super) needs_pin: bool,
    pub(super) enrolled_at: Option<Moment>,
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
        cx.flight.ask(Task::ReadCard, Effect::ReadCard);
        cx.flight.ask(Task::ScanCode, Effect::ScanCode);
        cx.flight.ask(Task::OpenCentral, Effect::OpenCentral);
        Box::new(Self {
            number,
            card: None,
            scan: Scan::Awaited,
            photo: None,
            code: None,
            cut_off: None,
            is_kept: false,
            call: None,
            nonce: None,
            method: None,
            shown_at: None,
            rounds: 0,
            eligibility: None,
            agreed: false,
            needs_pin: false,
            enrolled_at: None,
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

    /// The last day on which the card serves here, where that is near.
    pub fn serves_until(&self) -> Option<Day> {
        self.card.and_then(|card| card.serves_until)
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
                (self.nonce, self.cut_off) = (Some(cx.now), None);
                self.ask_centre(cx);
            }
            Answer::CardRead(Ok(card)) => {
                self.card = Some(*card);
                cx.record(Record::CardRead { kind: card.kind, period: card.period });
            }
            Answer::CodeScanned(code) => self.scan = code.clone().map_or(Scan::NotRead, Scan::Read),
            Answer::PhotoRead(Ok(photo)) => self.photo = Some(*photo),
            Answer::EligibilityReceived(Ok(eligibility)) => self.answered(eligibility, cx),
            Answer::SignedAgain(Ok(())) => self.ask(Method::Pin, cx),
            Answer::Enrolled(Ok(enrolment)) => self.enrolled(enrolment, cx),
            Answer::ConsentStored(Ok(())) => self.consent_stored = true,
            // Who the patient is can be shown without the centre; it is tried once more after that.
            Answer::ChallengeReceived(Err(fault)) if Self::may_wait(*fault, cx) && self.method.is_none() => {
                self.cut_off = Some(*fault);
            }
            // The question about the insurance looks at the certificate too.
            Answer::CertificateChecked(Err(fault)) if Self::may_wait(*fault, cx) => {}
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
            | Answer::SignedAgain(Err(_))
            | Answer::Enrolled(Err(_))
            | Answer::ConsentStored(Err(_))
            | Answer::HandedOver(_)
            | Answer::FactsKept(_)
            | Answer::ClerkChecked(_) => {}
        }
        None
    }

    /// Identity is shown; what it opens is asked for at once, while the patient goes on.
    pub(super) fn prove(&mut self, method: Method, cx: &mut Context<'_>) {
        (self.method, self.shown_at) = (Some(method), Some(cx.now));
        cx.record(Record::Proven(method));
        match method {
            Method::Pin if self.cut_off.is_some() => {} // The chip took the PIN, and signed nothing of the centre's.
            Method::Pin => self.ask(method, cx),        // The chip has signed the nonce.
            Method::Face | Method::Clerk => self.ask_centre(cx),
        }
    }

    /// A clerk decided, for a reason.
    pub(super) fn overrule(&mut self, reason: OverrideReason, cx: &mut Context<'_>) {
        cx.record(Record::Overridden(reason));
        self.prove(Method::Clerk, cx);
    }

    /// Whether identity was shown so lately that it need not be shown again.
    pub(super) fn is_fresh(&self, cx: &Context<'_>) -> bool {
        self.shown_at.is_some_and(|since| cx.now.duration_since(since) < LOOK_SERVES)
    }

    /// Whether a fault need not be said before the patient has shown who they are: a house that keeps nothing says it at once.
    fn may_wait(fault: Fault, cx: &Context<'_>) -> bool {
        cx.keeps_facts && fault.is_outage()
    }

    /// Whether the card's text can be read once more, since its code is known to be right.
    pub(super) fn can_be_kept(&self, cx: &Context<'_>) -> bool {
        let is_open = self.code.is_some() && self.photo.is_some();
        cx.keeps_facts && is_open && self.method.is_some() && cx.card_lies && !self.card_taken
    }

    /// How the visit ends when the patient goes now.
    pub(super) fn outcome(&self) -> Outcome {
        match (self.is_kept, &self.eligibility) {
            (true, _) => Outcome::Kept,
            (false, Some(_)) => Outcome::Done,
            (false, None) => Outcome::Abandoned,
        }
    }

    /// Whether the card is to be enrolled and is not yet.
    pub(super) fn is_enrolling(&self) -> bool {
        self.agreed && self.eligibility.is_none()
    }

    /// Asks for what identity and a nonce open: the insurance, or the enrolment that was agreed to.
    pub(super) fn ask_centre(&mut self, cx: &mut Context<'_>) {
        match (self.method, self.is_enrolling()) {
            (None, _) | (Some(Method::Pin), false) | (Some(Method::Clerk), true) => {}
            (Some(Method::Pin), true) => {
                if self.has_nonce(cx) {
                    cx.flight.ask(Task::SignAgain, Effect::SignAgain);
                }
            }
            (Some(method), _) => {
                if self.has_nonce(cx) {
                    self.ask(method, cx);
                }
            }
        }
    }

    fn ask(&mut self, method: Method, cx: &mut Context<'_>) {
        self.nonce = None;
        if self.is_enrolling() {
            cx.flight.ask(Task::Enrol, |ticket| Effect::Enrol(ticket, method));
        } else {
            cx.flight.ask(Task::CheckEligibility, |ticket| Effect::CheckEligibility(ticket, method));
        }
    }

    /// Whether there is a nonce to sign; otherwise another is fetched, and [`Answer::ChallengeReceived`] tells of it.
    pub(super) fn has_nonce(&mut self, cx: &mut Context<'_>) -> bool {
        let is_there = self.nonce.is_some_and(|since| cx.now.duration_since(since) < NONCE_SERVES);
        if !is_there && !cx.flight.awaits(Task::OpenCentral) {
            cx.flight.ask(Task::OpenCentral, Effect::OpenCentral);
        }
        is_there
    }

    fn enrolled(&mut self, enrolment: &Enrolment, cx: &mut Context<'_>) {
        cx.record(Record::Enrolled { already: enrolment.already });
        self.enrolled_at = enrolment.at.filter(|_| !enrolment.already);
        self.answered(&enrolment.eligibility, cx);
    }

    fn answered(&mut self, eligibility: &Eligibility, cx: &mut Context<'_>) {
        // The centre has looked at the certificate for this answer; its separate word is no longer awaited.
        cx.flight.cancel(Task::CheckCertificate);
        cx.record(Record::Answered(eligibility.validity));
        self.eligibility = Some(eligibility.clone());
    }

    /// Ends the visit: nothing of it stays, here or in the workers.
    #[expect(clippy::boxed_local, reason = "the states hold it boxed, and here it ends")]
    pub(super) fn end(self: Box<Self>, outcome: Outcome, cx: &mut Context<'_>) {
        cx.flight.cancel_all();
        cx.record(Record::Ended(outcome));
        cx.flight.tell(Effect::Forget { visit: self.number });
    }
}
