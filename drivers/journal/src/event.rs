//! What can happen at the kiosk: a closed list with codes that stay the same for as long as journals are kept.
//!
//! The tables below are the only place where a kind, its code and its facts meet. A code that a release has written
//! is never changed and never used for something else.

use std::fmt;

use crate::{Error, Word};

/// Something that an event is told with; its text is a word.
trait Fact: Sized {
    fn text(&self) -> &str;
    fn from_text(text: &str) -> Result<Self, Error>;
}

impl Fact for Word {
    fn text(&self) -> &str {
        self.as_str()
    }

    fn from_text(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

/// Declares an enum of facts with stable codes.
macro_rules! facts {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$variant),*];

            /// Gives the stable code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }

        impl Fact for $name {
            fn text(&self) -> &str {
                self.code()
            }

            fn from_text(text: &str) -> Result<Self, Error> {
                match text { $($code => Ok(Self::$variant),)* _ => Err(Error::Unreadable { what: "event" }) }
            }
        }
    };
}

/// Declares the kinds of events.
macro_rules! events {
    ($($(#[$doc:meta])* $kind:ident = $code:literal $({ $($(#[$fact_doc:meta])* $fact:ident: $type:ty,)* })?,)*) => {
        /// One kind of event, with the facts that belong to it.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum EventKind { $($(#[$doc])* $kind $({ $($(#[$fact_doc])* $fact: $type,)* })?,)* }

        impl EventKind {
            /// Gives the code without the facts.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$kind { .. } => $code,)* }
            }

            /// Reads what [`Display`](fmt::Display) wrote.
            pub(crate) fn from_text(text: &str) -> Result<Self, Error> {
                let mut parts = text.split(':');
                let event = match parts.next().unwrap_or_default() {
                    $($code => Self::$kind $({ $($fact: next(&mut parts)?,)* })?,)*
                    _ => return Err(Error::Unreadable { what: "event" }),
                };
                if parts.next().is_none() { Ok(event) } else { Err(Error::Unreadable { what: "event" }) }
            }
        }

        impl fmt::Display for EventKind {
            /// Writes the code and its facts, parted by colons, which no word holds.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())?;
                match self {
                    $(Self::$kind $({ $($fact,)* })? => { $($(write!(f, ":{}", $fact.text())?;)*)? })*
                }
                Ok(())
            }
        }
    };
}

fn next<'a, F: Fact>(parts: &mut impl Iterator<Item = &'a str>) -> Result<F, Error> {
    parts.next().ok_or(Error::Unreadable { what: "event" }).and_then(F::from_text)
}

facts! {
    /// How an identity was proven.
    Method {
        /// The face matched the photo of the card.
        Face = "face",
        /// The patient typed the PIN.
        Pin = "pin",
        /// A clerk compared the face with the photo.
        Clerk = "clerk",
    }
}

facts! {
    /// How a visit ended.
    Outcome {
        /// The result reached the receipt computer.
        Completed = "completed",
        /// The patient stopped.
        Cancelled = "cancelled",
        /// Nobody answered.
        TimedOut = "timed-out",
        /// The identity was not proven.
        Refused = "refused",
        /// A clerk went on by hand.
        HandedToClerk = "handed-to-clerk",
        /// The centre was away; it is asked when it is back.
        Kept = "kept",
        /// A fault ended it.
        Failed = "failed",
    }
}

events! {
    /// The program started.
    KioskStarted = "kiosk-started",
    /// The program stopped in order.
    KioskStopped = "kiosk-stopped",
    /// The kiosk began to work in a mode, such as `live` or `rehearsal`.
    ModeEntered = "mode-entered" {
        /// The mode's code.
        mode: Word,
    },
    /// A patient came.
    VisitStarted = "visit-started",
    /// The chip was read.
    CardRead = "card-read",
    /// The card left the reader.
    CardRemoved = "card-removed",
    /// The identity was proven.
    IdentityProven = "identity-proven" {
        /// How.
        method: Method,
    },
    /// An attempt to prove the identity failed.
    IdentityRefused = "identity-refused" {
        /// How it was tried.
        method: Method,
    },
    /// The patient answered what may be used.
    ConsentRecorded = "consent-recorded",
    /// The patient answered whether the card becomes an insurance card.
    EnrolmentAnswered = "enrolment-answered",
    /// The card was enrolled as insurance card.
    CardEnrolled = "card-enrolled",
    /// The central service answered.
    EligibilityAnswered = "eligibility-answered",
    /// The result was published for the receipt computer.
    HandedOff = "handed-off",
    /// The patient answered whether what the card says of them may be kept while the centre is away.
    KeepingAnswered = "keeping-answered",
    /// What the card says of the patient lies sealed in the outbox.
    Kept = "kept",
    /// The centre was asked about a visit of an outage.
    AskedAgain = "asked-again",
    /// It found the patient.
    Found = "found",
    /// It found nobody.
    NotFound = "not-found",
    /// It found several, and named none.
    Several = "several",
    /// The question ended without an answer; the desk sees to it.
    LeftToDesk = "left-to-desk" {
        /// Why.
        reason: Word,
    },
    /// What was kept of the patient was wiped.
    Wiped = "wiped",
    /// Somebody asked for a patient's medical information; what came of it stands beside, what was seen nowhere.
    InformationViewed = "information-viewed" {
        /// The institution's name for who looked.
        viewer: Word,
        /// The kind, as its files are named.
        kind: Word,
    },
    /// A visit ended.
    VisitEnded = "visit-ended" {
        /// How.
        outcome: Outcome,
    },
    /// A fault was shown.
    FaultShown = "fault-shown" {
        /// The fault's stable code.
        code: Word,
    },
    /// A fault went away.
    FaultCleared = "fault-cleared" {
        /// The fault's stable code.
        code: Word,
    },
    /// A clerk signed in at the desk.
    ClerkSignedIn = "clerk-signed-in" {
        /// The clerk's identifier.
        clerk: Word,
    },
    /// A clerk signed out, or was signed out.
    ClerkSignedOut = "clerk-signed-out" {
        /// The clerk's identifier.
        clerk: Word,
    },
    /// A sign-in was refused.
    ClerkRefused = "clerk-refused" {
        /// The identifier that was given.
        clerk: Word,
    },
    /// A clerk decided in place of the machine, for one visit.
    ClerkOverride = "clerk-override" {
        /// The clerk's identifier.
        clerk: Word,
        /// The reason's code.
        reason: Word,
    },
    /// A setting changed.
    SettingChanged = "setting-changed" {
        /// Who changed it.
        clerk: Word,
        /// Its name.
        setting: Word,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives every kind once, and every method and outcome.
    fn every_kind() -> Vec<EventKind> {
        let word = |text| Word::new(text).unwrap();
        let mut kinds = vec![
            EventKind::KioskStarted,
            EventKind::KioskStopped,
            EventKind::ModeEntered { mode: word("rehearsal") },
            EventKind::VisitStarted,
            EventKind::CardRead,
            EventKind::CardRemoved,
            EventKind::ConsentRecorded,
            EventKind::EnrolmentAnswered,
            EventKind::CardEnrolled,
            EventKind::EligibilityAnswered,
            EventKind::HandedOff,
            EventKind::KeepingAnswered,
            EventKind::Kept,
            EventKind::AskedAgain,
            EventKind::Found,
            EventKind::NotFound,
            EventKind::Several,
            EventKind::LeftToDesk { reason: word("too-late") },
            EventKind::Wiped,
            EventKind::InformationViewed { viewer: word("d-007"), kind: word("YZK") },
            EventKind::FaultShown { code: word("card-unreadable") },
            EventKind::FaultCleared { code: word("card-unreadable") },
            EventKind::ClerkSignedIn { clerk: word("desk-2") },
            EventKind::ClerkSignedOut { clerk: word("desk-2") },
            EventKind::ClerkRefused { clerk: word("desk-2") },
            EventKind::ClerkOverride { clerk: word("desk-2"), reason: word("mask") },
            EventKind::SettingChanged { clerk: word("desk-2"), setting: word("volume") },
        ];
        kinds.extend(Method::ALL.iter().map(|&method| EventKind::IdentityProven { method }));
        kinds.extend(Method::ALL.iter().map(|&method| EventKind::IdentityRefused { method }));
        kinds.extend(Outcome::ALL.iter().map(|&outcome| EventKind::VisitEnded { outcome }));
        kinds
    }

    #[test]
    fn every_kind_reads_back_as_it_was_written() {
        for kind in every_kind() {
            let text = kind.to_string();
            assert!(text.starts_with(kind.code()));
            assert_eq!(EventKind::from_text(&text).unwrap(), kind, "{text}");
        }
    }

    #[test]
    fn a_text_that_no_kind_writes_is_unreadable() {
        for text in [
            "",
            "visit",
            "visit-started:",
            "visit-ended",
            "visit-ended:well",
            "clerk-override:a",
            "identity-proven:eyes",
        ] {
            assert!(EventKind::from_text(text).is_err(), "{text}");
        }
    }
}
