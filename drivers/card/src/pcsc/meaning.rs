//! What each error of PC/SC means: one table, for the dialogue and for the watch.
//!
//! docs/card-reader.md tells the same by situation, with what the kiosk does.

use ::pcsc::Error;

use crate::{ReaderFault, TransmitError};

/// What an error means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The card left the field, or lost what it knew of this dialogue.
    CardGone,
    /// An exchange failed. pcsc-lite says so of a card that was pulled and of one that is silent: a look tells which.
    ExchangeLost,
    /// The card lies there and does not answer.
    CardSilent,
    /// Another program holds the card.
    InUse,
    /// The reader was pulled out, or none is there.
    ReaderGone,
    /// The service is down, or was, and this handle died with it.
    ServiceGone,
    /// The service refuses this user (polkit).
    NotPermitted,
    /// Nothing that the calls made here should ever bring.
    Unexpected,
}

/// Reads an error the way that pcsc-lite was seen to mean it (my-number-card fact 2.6).
pub(super) fn meaning(error: Error) -> Meaning {
    use Error as E;
    match error {
        E::RemovedCard | E::NoSmartcard | E::ResetCard => Meaning::CardGone,
        E::NotTransacted | E::CommDataLost => Meaning::ExchangeLost,
        E::UnresponsiveCard | E::UnpoweredCard | E::NotReady | E::Timeout | E::WaitedTooLong => {
            Meaning::CardSilent
        }
        E::SharingViolation => Meaning::InUse,
        // A reader that was pulled out answers InvalidValue a moment later.
        E::ReaderUnavailable | E::UnknownReader | E::InvalidValue | E::NoReadersAvailable => {
            Meaning::ReaderGone
        }
        E::NoService
        | E::ServiceStopped
        | E::CommError
        | E::InvalidHandle
        | E::Shutdown
        | E::SystemCancelled
        | E::ServerTooBusy => Meaning::ServiceGone,
        E::SecurityViolation => Meaning::NotPermitted,
        #[cfg(target_os = "windows")]
        E::Unexpected => Meaning::Unexpected,
        E::InternalError
        | E::Cancelled
        | E::InvalidParameter
        | E::InvalidTarget
        | E::NoMemory
        | E::InsufficientBuffer
        | E::UnknownCard
        | E::CantDispose
        | E::ProtoMismatch
        | E::UnknownError
        | E::InvalidAtr
        | E::PciTooSmall
        | E::ReaderUnsupported
        | E::DuplicateReader
        | E::CardUnsupported
        | E::IccInstallation
        | E::IccCreateorder
        | E::UnsupportedFeature
        | E::DirNotFound
        | E::FileNotFound
        | E::NoDir
        | E::NoFile
        | E::NoAccess
        | E::WriteTooMany
        | E::BadSeek
        | E::InvalidChv
        | E::UnknownResMng
        | E::NoSuchCertificate
        | E::CertificateUnavailable
        | E::NoKeyContainer
        | E::UnsupportedCard
        | E::WrongChv
        | E::ChvBlocked
        | E::Eof
        | E::CancelledByUser
        | E::CardNotAuthenticated
        | E::CacheItemNotFound
        | E::CacheItemStale
        | E::CacheItemTooBig => Meaning::Unexpected,
    }
}

/// What ends a dialogue with this error. A lost exchange counts as a silent card until a look told otherwise.
pub(super) fn of_dialogue(error: Error) -> TransmitError {
    match meaning(error) {
        Meaning::CardGone => TransmitError::CardRemoved,
        Meaning::ExchangeLost | Meaning::CardSilent => TransmitError::NotResponding,
        Meaning::InUse => TransmitError::InUse,
        Meaning::ReaderGone => TransmitError::ReaderUnavailable,
        Meaning::ServiceGone | Meaning::NotPermitted => TransmitError::ServiceUnavailable,
        Meaning::Unexpected => TransmitError::Protocol(error.to_string()),
    }
}

/// What a watch says that cannot look because of this error; `None` where only its reader is missing.
///
/// A service that is dying refuses once, polkit always: so a refusal counts only the second time.
pub(super) fn of_watch(error: Error, was_refused: bool) -> Option<ReaderFault> {
    match meaning(error) {
        Meaning::ReaderGone => None,
        Meaning::NotPermitted if was_refused => Some(ReaderFault::NotPermitted),
        _ => Some(ReaderFault::NoService),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_that_was_seen_has_its_meaning_and_its_place_in_the_document() {
        use TransmitError::{CardRemoved, InUse, NotResponding, ReaderUnavailable, ServiceUnavailable};
        let rows = [
            (Error::NotTransacted, NotResponding),
            (Error::ResetCard, CardRemoved),
            (Error::RemovedCard, CardRemoved),
            (Error::NoSmartcard, CardRemoved),
            (Error::ReaderUnavailable, ReaderUnavailable),
            (Error::InvalidValue, ReaderUnavailable),
            (Error::UnknownReader, ReaderUnavailable),
            (Error::CommError, ServiceUnavailable),
            (Error::NoService, ServiceUnavailable),
            (Error::SecurityViolation, ServiceUnavailable),
            (Error::SharingViolation, InUse),
            (Error::UnresponsiveCard, NotResponding),
            (Error::UnpoweredCard, NotResponding),
        ];
        let document = include_str!("../../../../docs/card-reader.md");
        for (error, expected) in rows {
            assert_eq!(of_dialogue(error), expected, "{error:?}");
            let is_told = |line: &str| {
                line.contains(&format!("`{error:?}`")) && line.contains(&format!("`{expected:?}`"))
            };
            assert!(document.lines().any(is_told), "{error:?} and {expected:?} stand in no row");
        }
        let unknown = TransmitError::Protocol(Error::InsufficientBuffer.to_string());
        assert_eq!(of_dialogue(Error::InsufficientBuffer), unknown);
    }

    #[test]
    fn a_watch_tells_a_missing_reader_from_a_refusal_and_from_a_missing_service() {
        let rows = [
            (Error::UnknownReader, false, None),
            (Error::ReaderUnavailable, true, None),
            (Error::SecurityViolation, false, Some(ReaderFault::NoService)),
            (Error::SecurityViolation, true, Some(ReaderFault::NotPermitted)),
            (Error::NoService, true, Some(ReaderFault::NoService)),
            (Error::NoMemory, false, Some(ReaderFault::NoService)),
        ];
        for (error, was_refused, fault) in rows {
            assert_eq!(of_watch(error, was_refused), fault, "{error:?}");
        }
    }
}
