//! Drivers' errors in the visit's words: which fault, and so whose move it is.

use crate::session::Fault;

/// The centre's errors. What may have been noted there is told apart from what never arrived.
pub(super) fn central(error: &central::Error) -> Fault {
    use central::{Error, RefusalCode};
    tracing::warn!(%error, "the centre");
    match error {
        Error::Configuration { .. } | Error::NameResolution | Error::Unreachable | Error::Tls { .. } => {
            Fault::CentralUnreachable
        }
        Error::ClientCertificateRefused => Fault::CentralRefusedKiosk,
        Error::TimedOut => Fault::CentralSlow,
        Error::Http { .. } => Fault::CentralClosed,
        Error::Malformed { .. } => Fault::CentralMalformed,
        Error::Refused { code } => match code {
            RefusalCode::CertificateExpired => Fault::CertificateDead,
            RefusalCode::CertificateRevoked => Fault::CertificateRevoked,
            RefusalCode::KioskNotRegistered => Fault::CentralRefusedKiosk,
            RefusalCode::Maintenance => Fault::CentralClosed,
            _ => Fault::CentralRefusedProof,
        },
    }
}

/// The chip's errors.
pub(super) fn card(error: &card::Error) -> Fault {
    use card::Error;
    tracing::warn!(%error, "the card");
    match error {
        Error::Transmit(error) | Error::LostOverLength(error) => transmit(error),
        Error::WrongCode { .. } => Fault::CodeWrong,
        Error::CodeBlocked => Fault::CodeBlocked,
        Error::PinBlocked => Fault::PinBlocked,
        Error::LastTry { .. } => Fault::PinLastTry,
        Error::Photo(_) => Fault::PhotoUnusable,
        Error::WrongPin { .. } | Error::Refused { .. } | Error::Malformed(_) => Fault::CardUnreadable,
    }
}

/// The chip's errors where the printed code was to open something: few tries left mean that code's, not the PIN's.
pub(super) fn code(error: &card::Error) -> Fault {
    match error {
        card::Error::LastTry { .. } => Fault::CodeBlocked,
        other => card(other),
    }
}

/// The reader's errors.
pub(super) fn transmit(error: &card::TransmitError) -> Fault {
    use card::TransmitError;
    match error {
        TransmitError::CardRemoved => Fault::CardTakenEarly,
        // A reader that another program holds is no fault of the card: the hospital's IT must end that program.
        TransmitError::ReaderUnavailable | TransmitError::ServiceUnavailable | TransmitError::InUse => {
            Fault::ReaderLost
        }
        TransmitError::NotResponding | TransmitError::Protocol(_) => Fault::CardUnreadable,
    }
}

/// The folder's errors.
pub(super) fn claims(error: &claims::Error) -> Fault {
    tracing::error!(%error, "the hand-off");
    match error {
        claims::Error::Unrepresentable { .. } => Fault::HandOverCharacter,
        _ => Fault::HandOverFailed,
    }
}
