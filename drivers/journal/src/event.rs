//! What can happen at the kiosk: a closed list with codes that stay the same for as long as journals are kept.

use std::fmt;

use crate::{Error, Word};

/// How an identity was proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The face matched the photo of the card.
    Face,
    /// The patient typed the PIN.
    Pin,
    /// A clerk compared the face with the photo.
    Clerk,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The result reached the receipt computer.
    Completed,
    /// The patient stopped.
    Cancelled,
    /// Nobody answered.
    TimedOut,
    /// The identity was not proven.
    Refused,
    /// A clerk went on by hand.
    HandedToClerk,
    /// A fault ended it.
    Failed,
}

/// One kind of event, with the facts that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// The program started.
    KioskStarted,
    /// The program stopped in order.
    KioskStopped,
    /// The kiosk began to work in a mode, such as `live` or `rehearsal`.
    ModeEntered {
        /// The mode's code.
        mode: Word,
    },
    /// A patient came.
    VisitStarted,
    /// The chip was read.
    CardRead,
    /// The card left the reader.
    CardRemoved,
    /// The identity was proven.
    IdentityProven {
        /// How.
        method: Method,
    },
    /// An attempt to prove the identity failed.
    IdentityRefused {
        /// How it was tried.
        method: Method,
    },
    /// The patient answered what may be used.
    ConsentRecorded,
    /// The central service answered.
    EligibilityAnswered,
    /// The result was published for the receipt computer.
    HandedOff,
    /// A visit ended.
    VisitEnded {
        /// How.
        outcome: Outcome,
    },
    /// A fault was shown.
    FaultShown {
        /// The fault's stable code.
        code: Word,
    },
    /// A fault went away.
    FaultCleared {
        /// The fault's stable code.
        code: Word,
    },
    /// A clerk signed in at the desk.
    ClerkSignedIn {
        /// The clerk's identifier.
        clerk: Word,
    },
    /// A clerk signed out, or was signed out.
    ClerkSignedOut {
        /// The clerk's identifier.
        clerk: Word,
    },
    /// A sign-in was refused.
    ClerkRefused {
        /// The identifier that was given.
        clerk: Word,
    },
    /// A clerk decided in place of the machine, for one visit.
    ClerkOverride {
        /// The clerk's identifier.
        clerk: Word,
        /// The reason's code.
        reason: Word,
    },
    /// A setting changed.
    SettingChanged {
        /// Who changed it.
        clerk: Word,
        /// Its name.
        setting: Word,
    },
}

impl EventKind {
    /// Gives the code without the facts; it never changes once a release has written it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::KioskStarted => "kiosk-started",
            Self::KioskStopped => "kiosk-stopped",
            Self::ModeEntered { .. } => "mode-entered",
            Self::VisitStarted => "visit-started",
            Self::CardRead => "card-read",
            Self::CardRemoved => "card-removed",
            Self::IdentityProven { .. } => "identity-proven",
            Self::IdentityRefused { .. } => "identity-refused",
            Self::ConsentRecorded => "consent-recorded",
            Self::EligibilityAnswered => "eligibility-answered",
            Self::HandedOff => "handed-off",
            Self::VisitEnded { .. } => "visit-ended",
            Self::FaultShown { .. } => "fault-shown",
            Self::FaultCleared { .. } => "fault-cleared",
            Self::ClerkSignedIn { .. } => "clerk-signed-in",
            Self::ClerkSignedOut { .. } => "clerk-signed-out",
            Self::ClerkRefused { .. } => "clerk-refused",
            Self::ClerkOverride { .. } => "clerk-override",
            Self::SettingChanged { .. } => "setting-changed",
        }
    }

    /// Reads what [`Display`](fmt::Display) wrote.
    pub(crate) fn from_text(text: &str) -> Result<Self, Error> {
        let unknown = || Error::Unreadable { what: "event" };
        let mut parts = text.split(':');
        let code = parts.next().ok_or_else(unknown)?;
        let facts: Vec<&str> = parts.collect();
        Ok(match (code, facts.as_slice()) {
            ("kiosk-started", []) => Self::KioskStarted,
            ("kiosk-stopped", []) => Self::KioskStopped,
            ("mode-entered", [mode]) => Self::ModeEntered { mode: Word::new(mode)? },
            ("visit-started", []) => Self::VisitStarted,
            ("card-read", []) => Self::CardRead,
            ("card-removed", []) => Self::CardRemoved,
            ("identity-proven", [method]) => {
                Self::IdentityProven { method: Method::from_code(method).ok_or_else(unknown)? }
            }
            ("identity-refused", [method]) => {
                Self::IdentityRefused { method: Method::from_code(method).ok_or_else(unknown)? }
            }
            ("consent-recorded", []) => Self::ConsentRecorded,
            ("eligibility-answered", []) => Self::EligibilityAnswered,
            ("handed-off", []) => Self::HandedOff,
            ("visit-ended", [outcome]) => {
                Self::VisitEnded { outcome: Outcome::from_code(outcome).ok_or_else(unknown)? }
            }
            ("fault-shown", [code]) => Self::FaultShown { code: Word::new(code)? },
            ("fault-cleared", [code]) => Self::FaultCleared { code: Word::new(code)? },
            ("clerk-signed-in", [clerk]) => Self::ClerkSignedIn { clerk: Word::new(clerk)? },
            ("clerk-signed-out", [clerk]) => Self::ClerkSignedOut { clerk: Word::new(clerk)? },
            ("clerk-refused", [clerk]) => Self::ClerkRefused { clerk: Word::new(clerk)? },
            ("clerk-override", [clerk, reason]) => {
                Self::ClerkOverride { clerk: Word::new(clerk)?, reason: Word::new(reason)? }
            }
            ("setting-changed", [clerk, setting]) => {
                Self::SettingChanged { clerk: Word::new(clerk)?, setting: Word::new(setting)? }
            }
            _ => return Err(unknown()),
        })
    }
}

impl fmt::Display for EventKind {
    /// Writes the code and its facts, parted by colons, which no word holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        match self {
            Self::IdentityProven { method } | Self::IdentityRefused { method } => {
                write!(f, ":{}", method.code())
            }
            Self::VisitEnded { outcome } => write!(f, ":{}", outcome.code()),
            Self::ModeEntered { mode: fact }
            | Self::FaultShown { code: fact }
            | Self::FaultCleared { code: fact }
            | Self::ClerkSignedIn { clerk: fact }
            | Self::ClerkSignedOut { clerk: fact }
            | Self::ClerkRefused { clerk: fact } => write!(f, ":{fact}"),
            Self::ClerkOverride { clerk, reason: fact } | Self::SettingChanged { clerk, setting: fact } => {
                write!(f, ":{clerk}:{fact}")
            }
            _ => Ok(()),
        }
    }
}

impl Method {
    const ALL: [Self; 3] = [Self::Face, Self::Pin, Self::Clerk];

    /// Gives the stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Face => "face",
            Self::Pin => "pin",
            Self::Clerk => "clerk",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }
}

impl Outcome {
    const ALL: [Self; 6] =
        [Self::Completed, Self::Cancelled, Self::TimedOut, Self::Refused, Self::HandedToClerk, Self::Failed];

    /// Gives the stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::TimedOut => "timed-out",
            Self::Refused => "refused",
            Self::HandedToClerk => "handed-to-clerk",
            Self::Failed => "failed",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives every kind once, and every method and outcome.
    pub(crate) fn every_kind() -> Vec<EventKind> {
        let word = |text| Word::new(text).unwrap();
        let mut kinds = vec![
            EventKind::KioskStarted,
            EventKind::KioskStopped,
            EventKind::ModeEntered { mode: word("rehearsal") },
            EventKind::VisitStarted,
            EventKind::CardRead,
            EventKind::CardRemoved,
            EventKind::ConsentRecorded,
            EventKind::EligibilityAnswered,
            EventKind::HandedOff,
            EventKind::FaultShown { code: word("card-unreadable") },
            EventKind::FaultCleared { code: word("card-unreadable") },
            EventKind::ClerkSignedIn { clerk: word("desk-2") },
            EventKind::ClerkSignedOut { clerk: word("desk-2") },
            EventKind::ClerkRefused { clerk: word("desk-2") },
            EventKind::ClerkOverride { clerk: word("desk-2"), reason: word("mask") },
            EventKind::SettingChanged { clerk: word("desk-2"), setting: word("volume") },
        ];
        kinds.extend(Method::ALL.map(|method| EventKind::IdentityProven { method }));
        kinds.extend(Method::ALL.map(|method| EventKind::IdentityRefused { method }));
        kinds.extend(Outcome::ALL.map(|outcome| EventKind::VisitEnded { outcome }));
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
