//! Drivers' errors in the visit's words: which fault, and so whose move it is.

use crate::session::Fault;

/// The centre's errors. What may have been noted there is told apart from what never arrived.
pub(super) fn central(error: &central::Error) -> Fault {
    use central::{Error, Layer};
    tracing::warn!(%error, layer = error.layer().name(), "the centre");
    match (error, error.layer()) {
        (_, Layer::Kiosk | Layer::Name | Layer::Route | Layer::Tls) => Fault::CentralUnreachable,
        (_, Layer::Certificate) => Fault::CentralRefusedKiosk,
        (Error::TimedOut, Layer::Service) => Fault::CentralSlow,
        (Error::Malformed { .. }, Layer::Service) => Fault::CentralMalformed,
        (Error::Refused { code }, Layer::Service) => refusal(*code),
        (_, Layer::Service) => Fault::CentralClosed,
    }
}

fn refusal(code: central::RefusalCode) -> Fault {
    use central::RefusalCode;
    match code {
        RefusalCode::CertificateExpired => Fault::CertificateDead,
        RefusalCode::CertificateRevoked | RefusalCode::CertificateNotYetValid => Fault::CertificateRevoked,
        RefusalCode::Maintenance => Fault::CentralClosed,
        RefusalCode::EnrolmentNotByClerk => Fault::EnrolmentNeedsProof,
        RefusalCode::EnrolmentNeedsPin => Fault::EnrolmentNeedsPin,
        RefusalCode::EnrolmentClosed => Fault::EnrolmentClosed,
        RefusalCode::EnrolmentPersonUnknown => Fault::EnrolmentPersonUnknown,
        _ => Fault::CentralRefusedProof,
    }
}

/// The centre's errors where a card was to be enrolled: what may have arrived is unclear until the card is asked again.
pub(super) fn enrolment(error: &central::Error) -> Fault {
    match central(error) {
        Fault::CentralUnreachable | Fault::CentralSlow | Fault::CentralMalformed => Fault::EnrolmentUnclear,
        fault => fault,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Owner;
    use central::{Error, RefusalCode};

    #[test]
    fn an_enrolment_that_may_have_arrived_is_unclear_and_each_refusal_is_told_as_itself() {
        let refused = |code| Error::Refused { code };
        for (error, fault) in [
            (Error::TimedOut, Fault::EnrolmentUnclear),
            (Error::Unreachable, Fault::EnrolmentUnclear),
            (Error::Malformed { what: "the answer is not JSON" }, Fault::EnrolmentUnclear),
            (Error::ClientCertificateRefused, Fault::CentralRefusedKiosk),
            (refused(RefusalCode::EnrolmentNotByClerk), Fault::EnrolmentNeedsProof),
            (refused(RefusalCode::EnrolmentNeedsPin), Fault::EnrolmentNeedsPin),
            (refused(RefusalCode::EnrolmentClosed), Fault::EnrolmentClosed),
            (refused(RefusalCode::EnrolmentPersonUnknown), Fault::EnrolmentPersonUnknown),
        ] {
            assert_eq!(enrolment(&error), fault, "{error}");
        }
    }

    #[test]
    fn a_fault_of_the_line_has_the_owner_that_the_diagnosis_names() {
        let refused = |code| Error::Refused { code };
        for (error, fault) in [
            (Error::Configuration { what: "base_url is no URL" }, Fault::CentralUnreachable),
            (Error::NameResolution, Fault::CentralUnreachable),
            (Error::Unreachable, Fault::CentralUnreachable),
            (Error::Tls { what: "UnknownIssuer".to_owned() }, Fault::CentralUnreachable),
            (Error::ClientCertificateRefused, Fault::CentralRefusedKiosk),
            (refused(RefusalCode::KioskNotRegistered), Fault::CentralRefusedKiosk),
            (Error::TimedOut, Fault::CentralSlow),
            (Error::Http { status: 503, problem: None }, Fault::CentralClosed),
            (refused(RefusalCode::Maintenance), Fault::CentralClosed),
            (Error::Malformed { what: "the answer is not JSON" }, Fault::CentralMalformed),
            (refused(RefusalCode::CertificateRevoked), Fault::CertificateRevoked),
            (refused(RefusalCode::CertificateNotYetValid), Fault::CertificateRevoked),
            (refused(RefusalCode::NonceUsed), Fault::CentralRefusedProof),
        ] {
            assert_eq!(central(&error), fault, "{error}");
            let is_same = match error.owner() {
                central::Owner::HospitalIt => fault.owner() == Owner::HospitalIt,
                central::Owner::Centre => fault.owner() == Owner::Centre,
                central::Owner::Visit => !matches!(fault.owner(), Owner::HospitalIt | Owner::Centre),
            };
            assert!(is_same, "{error}: {:?}, and {fault:?} is {:?}", error.owner(), fault.owner());
        }
    }
}
