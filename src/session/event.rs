//! Everything that can wake a visit, in one closed list.

use super::fault::Fault;
use super::flight::{Task, Ticket};
use super::patient::{
    CallNumber, CardFacts, Consent, Digits, Eligibility, Enrolment, FaceVerdict, Guidance, Language, Moment,
    OverrideReason, Photo, PrescriptionForm,
};
use super::timer::Timer;

/// Something happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The card reader came or went.
    Reader(ReaderEvent),
    /// The journal cannot be written; without it no visit may begin or go on.
    JournalLost,
    /// A card was laid down or taken away.
    Card(CardEvent),
    /// The person in front of the screen touched it.
    Touched(Touch),
    /// A worker answers an effect.
    Answered(Ticket, Answer),
    /// A deadline passed.
    TimedOut(Timer),
}

/// The reader itself, and whether the house lets it serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReaderEvent {
    /// A reader is there and answers.
    Ready,
    /// No reader, or nobody to ask for one.
    Lost,
    /// The house takes no patients now, until then, where that is known; a visit under way goes on.
    Closed {
        /// When it opens again.
        until: Option<Moment>,
    },
    /// The house takes patients again.
    Opened,
}

/// The card on the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardEvent {
    /// A card was laid down.
    Inserted,
    /// The card was taken away.
    Removed,
}

/// What a person did on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// Wants to type the PIN.
    ChoosePin,
    /// Wants to be recognised by face.
    ChooseFace,
    /// Wants a clerk to help.
    CallClerk,
    /// Wants to go back.
    Back,
    /// Typed a digit, 0–9.
    Digit(u8),
    /// Took the last digit back.
    Erase,
    /// Confirms what was typed.
    Confirm,
    /// Turns one consent item on or off.
    Toggle(ConsentItem),
    /// Consents to everything.
    ConsentAll,
    /// Consents to nothing.
    ConsentNone,
    /// Consents to what is turned on.
    ConsentChosen,
    /// Wants to choose item by item.
    ConsentItems,
    /// Wants the prescription in this form.
    Prescription(PrescriptionForm),
    /// Agrees to the terms on the screen.
    Agree,
    /// Does not agree to them.
    Decline,
    /// The clerk names the reason of the override.
    Reason(OverrideReason),
    /// Changes the language.
    Language(Language),
    /// Changes how the screen is shown.
    Adjust(Adjust),
}

/// A change of how the screen is shown or said, each by one button or key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjust {
    /// Spreads the languages out, or puts them away.
    Languages,
    /// The next size of type.
    Size,
    /// The next colours.
    Theme,
    /// Everything to be touched low down, or back.
    Height,
    /// Wants more time.
    MoreTime,
    /// Wants to hear again what the screen says.
    Repeat,
    /// Wants the voice louder.
    Louder,
    /// Wants the voice softer.
    Softer,
}

/// One thing that can be consented to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentItem {
    /// Specific health check-ups.
    Checkups,
    /// Medicines.
    Medicines,
    /// Treatments.
    Treatments,
    /// Operations.
    Operations,
}

impl ConsentItem {
    /// Every item, in the order asked.
    pub const ALL: [Self; 4] = [Self::Medicines, Self::Treatments, Self::Checkups, Self::Operations];

    /// Says whether `consent` includes this item.
    pub fn is_in(self, consent: Consent) -> bool {
        match self {
            Self::Checkups => consent.checkups,
            Self::Medicines => consent.medicines,
            Self::Treatments => consent.treatments,
            Self::Operations => consent.operations,
        }
    }

    pub(super) fn toggle(self, consent: &mut Consent) {
        let item = match self {
            Self::Checkups => &mut consent.checkups,
            Self::Medicines => &mut consent.medicines,
            Self::Treatments => &mut consent.treatments,
            Self::Operations => &mut consent.operations,
        };
        *item = !*item;
    }
}

/// What a worker found out. Driver errors have become [`Fault`]s before they come here.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The chip was read as far as no secret is needed.
    CardRead(Result<CardFacts, Fault>),
    /// The code printed on the card was read by a scanner; `None` where no scanner could.
    CodeScanned(Option<Digits>),
    /// The photo was fetched from the chip.
    PhotoRead(Result<Photo, Fault>),
    /// The centre is reachable and has given a nonce.
    ChallengeReceived(Result<(), Fault>),
    /// The centre looked at the certificate.
    CertificateChecked(Result<(), Fault>),
    /// The camera sees something; the round goes on.
    FaceSeen(Guidance),
    /// A round of looking ended.
    FaceDecided(Result<FaceVerdict, Fault>),
    /// The chip told how many PIN tries are left.
    TriesCounted(Result<u8, Fault>),
    /// The chip signed with the PIN, or refused.
    PinAnswered(Result<PinAnswer, Fault>),
    /// The centre answered about the insurance.
    EligibilityReceived(Result<Eligibility, Fault>),
    /// The chip signed again, or refused.
    SignedAgain(Result<(), Fault>),
    /// The centre enrolled the card, or refused.
    Enrolled(Result<Enrolment, Fault>),
    /// The centre keeps the consent.
    ConsentStored(Result<(), Fault>),
    /// The receipt computer's file lies in its folder, with the number by which the patient is called, where the house has such.
    HandedOver(Result<Option<CallNumber>, Fault>),
    /// What the card says of its holder lies sealed in this machine, likewise, or could not be kept.
    FactsKept(Result<Option<CallNumber>, Fault>),
    /// The staff PIN was compared; `true` if it is right.
    ClerkChecked(bool),
}

impl Answer {
    /// The kind of work that this answers.
    pub fn task(&self) -> Task {
        match self {
            Self::CardRead(_) => Task::ReadCard,
            Self::CodeScanned(_) => Task::ScanCode,
            Self::PhotoRead(_) => Task::ReadPhoto,
            Self::ChallengeReceived(_) => Task::OpenCentral,
            Self::CertificateChecked(_) => Task::CheckCertificate,
            Self::FaceSeen(_) | Self::FaceDecided(_) => Task::MatchFace,
            Self::TriesCounted(_) => Task::CountTries,
            Self::PinAnswered(_) => Task::SignWithPin,
            Self::EligibilityReceived(_) => Task::CheckEligibility,
            Self::SignedAgain(_) => Task::SignAgain,
            Self::Enrolled(_) => Task::Enrol,
            Self::ConsentStored(_) => Task::StoreConsent,
            Self::HandedOver(_) => Task::HandOver,
            Self::FactsKept(_) => Task::KeepFacts,
            Self::ClerkChecked(_) => Task::CheckClerk,
        }
    }

    /// Says whether more answers follow under the same ticket.
    pub(super) fn is_progress(&self) -> bool {
        matches!(self, Self::FaceSeen(_))
    }
}

/// What the chip said to a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinAnswer {
    /// Right; the nonce is signed.
    Signed,
    /// Wrong; so many tries are left.
    Wrong {
        /// Tries left, 1 or more.
        tries: u8,
    },
    /// Blocked now, or blocked before.
    Blocked,
}
