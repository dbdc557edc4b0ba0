//! The closed list of what can go wrong in a visit.
//!
//! A fault says what failed, whose move it is, and whether the safe condition was reached. Its sentence for the
//! patient and its instruction for the clerk stand in `assets/text`, under `fault-<slug>` and `clerk-<slug>`.

/// Who can put it right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// The person at the kiosk.
    Patient,
    /// The clerk at the desk.
    Clerk,
    /// The hospital's IT.
    HospitalIt,
    /// The municipality that issued the card.
    Municipality,
    /// The insurer.
    Insurer,
    /// The central service.
    Centre,
}

/// How the person may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Ways {
    /// By face.
    pub face: bool,
    /// By PIN.
    pub pin: bool,
    /// By a clerk's eyes.
    pub clerk: bool,
}

impl Ways {
    const NONE: Self = Self { face: false, pin: false, clerk: false };
    const PIN_OR_CLERK: Self = Self { pin: true, clerk: true, ..Self::NONE };
    const FACE_OR_PIN: Self = Self { face: true, pin: true, ..Self::NONE };
    const FACE_OR_CLERK: Self = Self { face: true, clerk: true, ..Self::NONE };
    const PIN: Self = Self { pin: true, ..Self::NONE };
}

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $slug:literal, $owner:ident, $ways:ident, $safe:literal;)*) => {
        /// What failed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Fault { $($(#[$doc])* $name,)* }

        impl Fault {
            /// Every fault, in order of code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable code that a clerk reads out over the telephone.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The stem of its texts in `assets/text`.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// Who can put it right.
            pub const fn owner(self) -> Owner {
                match self { $(Self::$name => Owner::$owner,)* }
            }

            /// How the same visit may go on; all `false` if it ends here.
            pub const fn ways(self) -> Ways {
                match self { $(Self::$name => Ways::$ways,)* }
            }

            /// Whether nothing was left half done outside the kiosk when it was raised.
            pub const fn is_safe(self) -> bool {
                match self { $(Self::$name => $safe,)* }
            }
        }
    };
}

faults! {
    /// The chip did not answer.
    CardUnreadable = "M-101", "card-unreadable", Patient, NONE, true;
    /// Not a My Number Card.
    CardOfAnotherKind = "M-102", "card-of-another-kind", Patient, NONE, true;
    /// A 住民基本台帳カード.
    CardJuki = "M-103", "card-juki", Municipality, NONE, true;
    /// A phone was laid down where a card is read.
    CardPhone = "M-104", "card-phone", Patient, NONE, true;
    /// The card was taken away before it was read.
    CardTakenEarly = "M-105", "card-taken-early", Patient, NONE, true;
    /// The signature over the card's data does not hold, or the chip cannot prove to be the original.
    CardNotGenuine = "M-106", "card-not-genuine", Municipality, NONE, true;
    /// A generation of cards that this kiosk does not know.
    CardUnsupported = "M-107", "card-unsupported", HospitalIt, NONE, true;
    /// The certificate ended more than three months ago.
    CertificateDead = "M-111", "certificate-dead", Municipality, NONE, true;
    /// The certificate was revoked.
    CertificateRevoked = "M-112", "certificate-revoked", Municipality, NONE, true;
    /// The printed code does not open the card.
    CodeWrong = "M-121", "code-wrong", Patient, PIN_OR_CLERK, true;
    /// The printed code is blocked on this card, or one wrong entry from it.
    CodeBlocked = "M-122", "code-blocked", Municipality, PIN_OR_CLERK, true;
    /// The card holds no photo.
    PhotoAbsent = "M-123", "photo-absent", Patient, PIN, true;
    /// No face could be found in the card's photo.
    PhotoUnusable = "M-124", "photo-unusable", Municipality, PIN_OR_CLERK, true;
    /// The face was not matched in the rounds allowed.
    FaceNotMatched = "M-131", "face-not-matched", Patient, PIN_OR_CLERK, true;
    /// A picture was held up.
    FaceNotLive = "M-132", "face-not-live", Clerk, PIN_OR_CLERK, true;
    /// The camera is gone or stands still.
    CameraLost = "M-133", "camera-lost", HospitalIt, PIN_OR_CLERK, true;
    /// The networks are missing or do not run.
    FaceUnavailable = "M-134", "face-unavailable", HospitalIt, PIN_OR_CLERK, true;
    /// One PIN try is left; the kiosk does not spend it.
    PinLastTry = "M-141", "pin-last-try", Patient, FACE_OR_CLERK, true;
    /// The PIN is blocked.
    PinBlocked = "M-142", "pin-blocked", Municipality, FACE_OR_CLERK, true;
    /// The staff PIN was wrong too often.
    ClerkRefused = "M-151", "clerk-refused", Clerk, NONE, true;
    /// The centre cannot be reached.
    CentralUnreachable = "M-201", "central-unreachable", HospitalIt, NONE, true;
    /// The centre did not answer in time; it may have noted the question.
    CentralSlow = "M-202", "central-slow", Centre, NONE, false;
    /// The centre does not accept this kiosk's certificate.
    CentralRefusedKiosk = "M-203", "central-refused-kiosk", HospitalIt, NONE, true;
    /// The centre does not accept the proof of identity.
    CentralRefusedProof = "M-204", "central-refused-proof", Clerk, NONE, true;
    /// The centre's answer could not be understood.
    CentralMalformed = "M-205", "central-malformed", Centre, NONE, false;
    /// The centre is closed for maintenance.
    CentralClosed = "M-206", "central-closed", Centre, NONE, true;
    /// The consent could not be stored; the eligibility check goes on without it.
    ConsentNotStored = "M-207", "consent-not-stored", Centre, NONE, true;
    /// The card is not enrolled as an insurance card.
    NotEnrolled = "M-211", "not-enrolled", Patient, NONE, true;
    /// The patient did not want the card enrolled.
    EnrolmentDeclined = "M-212", "enrolment-declined", Patient, NONE, true;
    /// A clerk's word enrols no card: face or PIN is needed.
    EnrolmentNeedsProof = "M-213", "enrolment-needs-proof", Patient, FACE_OR_PIN, true;
    /// The owner is a child, or of unknown age: whoever represents them has the card's PIN.
    EnrolmentNeedsPin = "M-214", "enrolment-needs-pin", Patient, PIN_OR_CLERK, true;
    /// Only the PIN would enrol this card, and it is blocked or one try from it.
    OnlyPinUnusable = "M-215", "only-pin-unusable", Municipality, NONE, true;
    /// A certificate in grace enrols no card.
    EnrolmentClosed = "M-216", "enrolment-closed", Municipality, NONE, true;
    /// No insurer has told the centre of the card's owner.
    EnrolmentPersonUnknown = "M-217", "enrolment-person-unknown", Insurer, NONE, true;
    /// Whether the card was enrolled is not known; to ask again does no harm.
    EnrolmentUnclear = "M-218", "enrolment-unclear", Centre, NONE, false;
    /// The record says another birth date or sex than the card; nothing of it is shown or handed over.
    RecordOfAnother = "M-221", "record-of-another", Insurer, NONE, true;
    /// The record that came with an enrolment is another person's; the card was enrolled all the same.
    EnrolledRecordOfAnother = "M-222", "enrolled-record-of-another", Insurer, NONE, false;
    /// The answer could not be put into the receipt computer's folder.
    HandOverFailed = "M-301", "hand-over-failed", HospitalIt, NONE, false;
    /// The receipt computer's encoding lacks a character of the answer; nothing was written.
    HandOverCharacter = "M-302", "hand-over-character", Clerk, NONE, true;
    /// The reader is gone.
    ReaderLost = "M-401", "reader-lost", HospitalIt, NONE, true;
    /// The journal cannot be written, so no visit may begin.
    JournalLost = "M-402", "journal-lost", HospitalIt, NONE, true;
}

impl Fault {
    /// Whether the centre is away, for a reason that is no patient's: what was to be asked can be asked later.
    pub(super) const fn is_outage(self) -> bool {
        matches!(self, Self::CentralUnreachable | Self::CentralSlow | Self::CentralClosed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_and_slugs_are_unique() {
        let codes: BTreeSet<_> = Fault::ALL.iter().map(|fault| fault.code()).collect();
        let slugs: BTreeSet<_> = Fault::ALL.iter().map(|fault| fault.slug()).collect();
        assert_eq!((codes.len(), slugs.len()), (Fault::ALL.len(), Fault::ALL.len()));
    }

    #[test]
    fn a_card_without_photo_never_goes_to_the_clerks_eyes() {
        assert!(!Fault::PhotoAbsent.ways().clerk, "目視 needs a photo to compare with");
    }
}
