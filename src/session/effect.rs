//! Everything a visit can ask for. The workers carry it out; the visit never does.

use super::fault::Fault;
use super::flight::{Task, Ticket};
use super::patient::{
    CallNumber, CardKind, Consent, Digits, Method, OverrideReason, Period, PrescriptionForm, Validity,
};

/// Something to be done outside. Every effect that outlives a frame carries a [`Ticket`].
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Recognise the card and read its user-authentication certificate.
    ReadCard(Ticket),
    /// Read the code printed on the card's face, where a scanner is fitted.
    ScanCode(Ticket),
    /// Open the connection to the centre and fetch a nonce.
    OpenCentral(Ticket),
    /// Ask the centre about the certificate.
    CheckCertificate(Ticket),
    /// Open the photo in the chip with the printed code (照合番号B).
    ReadPhoto(Ticket, Digits),
    /// Compare the live face with the photo, for one round.
    MatchFace(Ticket),
    /// Ask the chip how many PIN tries are left.
    CountTries(Ticket),
    /// Let the chip sign the nonce.
    SignWithPin(Ticket, Digits),
    /// Send the proof of identity and ask for the insurance.
    CheckEligibility(Ticket, Method),
    /// Let the chip sign a fresh nonce while the PIN's verification still stands.
    SignAgain(Ticket),
    /// Send the proof of identity, enrol the card as insurance card, and take the insurance that comes with the answer.
    Enrol(Ticket, Method),
    /// Tell the centre what the patient consents to.
    StoreConsent(Ticket, Consent),
    /// Put the answer where the receipt computer takes it, with the prescription's form where the patient chose one.
    HandOver(Ticket, Consent, Option<PrescriptionForm>),
    /// Read what the card says of its holder with the printed code, and keep it sealed until the centre has been asked.
    KeepFacts(Ticket, Digits, Method),
    /// Compare the staff PIN.
    CheckClerk(Ticket, Digits),
    /// The answer is no longer wanted.
    Cancel(Ticket),
    /// Wake the camera, so that it is ready when the patient looks up.
    WarmCamera,
    /// Let the camera sleep.
    RestCamera,
    /// Sound the left-card alarm, or silence it.
    Alarm(bool),
    /// Write into the journal.
    Record {
        /// The visit that it belongs to.
        visit: u32,
        /// What happened.
        record: Record,
    },
    /// Wipe all that the workers hold of the visit.
    Forget {
        /// The visit that ended.
        visit: u32,
    },
}

impl Effect {
    /// The ticket and kind of work, for an effect that will be answered.
    pub fn asks(&self) -> Option<(Ticket, Task)> {
        let (ticket, task) = match self {
            Self::ReadCard(ticket) => (ticket, Task::ReadCard),
            Self::ScanCode(ticket) => (ticket, Task::ScanCode),
            Self::OpenCentral(ticket) => (ticket, Task::OpenCentral),
            Self::CheckCertificate(ticket) => (ticket, Task::CheckCertificate),
            Self::ReadPhoto(ticket, _) => (ticket, Task::ReadPhoto),
            Self::MatchFace(ticket) => (ticket, Task::MatchFace),
            Self::CountTries(ticket) => (ticket, Task::CountTries),
            Self::SignWithPin(ticket, _) => (ticket, Task::SignWithPin),
            Self::CheckEligibility(ticket, _) => (ticket, Task::CheckEligibility),
            Self::SignAgain(ticket) => (ticket, Task::SignAgain),
            Self::Enrol(ticket, _) => (ticket, Task::Enrol),
            Self::StoreConsent(ticket, _) => (ticket, Task::StoreConsent),
            Self::HandOver(ticket, ..) => (ticket, Task::HandOver),
            Self::KeepFacts(ticket, ..) => (ticket, Task::KeepFacts),
            Self::CheckClerk(ticket, _) => (ticket, Task::CheckClerk),
            Self::Cancel(_)
            | Self::WarmCamera
            | Self::RestCamera
            | Self::Alarm(_)
            | Self::Record { .. }
            | Self::Forget { .. } => return None,
        };
        Some((*ticket, task))
    }
}

/// What the journal keeps of a visit: kinds and codes, never a person's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// A card was laid down.
    Started,
    /// The chip was read.
    CardRead {
        /// The kind of card.
        kind: CardKind,
        /// The certificate's period.
        period: Period,
    },
    /// Identity was shown.
    Proven(Method),
    /// A clerk decided.
    Overridden(OverrideReason),
    /// The patient's choice.
    Consented(Consent),
    /// The centre's answer.
    Answered(Validity),
    /// Whether the patient agreed to have the card enrolled.
    EnrolmentAnswered {
        /// They did.
        agreed: bool,
    },
    /// The card was enrolled as insurance card.
    Enrolled {
        /// It had been before.
        already: bool,
    },
    /// Whether the patient agreed that what the card says of them is kept for the centre.
    KeepingAnswered {
        /// They did.
        agreed: bool,
    },
    /// It lies sealed, and the patient is called by this number, where the house has such.
    FactsKept(Option<CallNumber>),
    /// The file was delivered, and likewise.
    HandedOver(Option<CallNumber>),
    /// A fault was met.
    Faulted(Fault),
    /// The visit ended.
    Ended(Outcome),
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The answer was handed over.
    Done,
    /// The centre will be asked when it is back.
    Kept,
    /// It ended in a fault.
    Faulted,
    /// The patient went away.
    Abandoned,
}
