//! The reader that is there, through the PC/SC service (pcsc-lite, or Windows).
//!
//! Two halves share nothing but a rule for choosing the reader: [`PcscWatch`] tells what happens on it, [`PcscSlot`] lends the
//! card for one dialogue. Neither trusts a handle for longer than it must, because a context never recovers when the service
//! restarts and a card handle never recovers when the card was lifted (my-number-card fact 2.6). The service's socket can be
//! moved with the environment variable `PCSCLITE_CSOCK_NAME`.

mod slot;
mod watch;

use std::ffi::{CStr, CString};

use ::pcsc::{Context, Error};

pub use slot::PcscSlot;
pub use watch::PcscWatch;

use crate::TransmitError;

/// Watches and lends one reader: the first whose name contains `name_contains`, or simply the first.
pub fn pcsc_reader(name_contains: Option<String>) -> (PcscWatch, PcscSlot) {
    (PcscWatch::new(name_contains.clone()), PcscSlot::new(name_contains))
}

/// Chooses a reader among those that are plugged in now.
fn choose(context: &Context, name_contains: Option<&str>) -> Result<Option<CString>, Error> {
    let wanted = |name: &CStr| name_contains.is_none_or(|part| name.to_string_lossy().contains(part));
    Ok(context.list_readers_owned()?.into_iter().find(|name| wanted(name)))
}

/// Reads an error of PC/SC the way that pcsc-lite was seen to mean it.
fn transmit_error(error: Error) -> TransmitError {
    match error {
        Error::NotTransacted | Error::ResetCard | Error::RemovedCard | Error::NoSmartcard => {
            TransmitError::CardRemoved
        }
        // A reader that was pulled out answers InvalidValue a moment later.
        Error::ReaderUnavailable | Error::UnknownReader | Error::InvalidValue | Error::NoReadersAvailable => {
            TransmitError::ReaderUnavailable
        }
        Error::NoService
        | Error::ServiceStopped
        | Error::CommError
        | Error::InvalidHandle
        | Error::Shutdown => TransmitError::ServiceUnavailable,
        Error::UnresponsiveCard | Error::UnpoweredCard | Error::Timeout => TransmitError::NotResponding,
        Error::SharingViolation => TransmitError::InUse,
        other => TransmitError::Protocol(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_that_was_seen_has_its_meaning() {
        let rows = [
            (Error::NotTransacted, TransmitError::CardRemoved),
            (Error::ResetCard, TransmitError::CardRemoved),
            (Error::RemovedCard, TransmitError::CardRemoved),
            (Error::NoSmartcard, TransmitError::CardRemoved),
            (Error::ReaderUnavailable, TransmitError::ReaderUnavailable),
            (Error::InvalidValue, TransmitError::ReaderUnavailable),
            (Error::UnknownReader, TransmitError::ReaderUnavailable),
            (Error::CommError, TransmitError::ServiceUnavailable),
            (Error::NoService, TransmitError::ServiceUnavailable),
            (Error::SharingViolation, TransmitError::InUse),
            (Error::UnresponsiveCard, TransmitError::NotResponding),
        ];
        for (error, meaning) in rows {
            assert_eq!(transmit_error(error), meaning, "{error:?}");
        }
        let unknown = TransmitError::Protocol(Error::InsufficientBuffer.to_string());
        assert_eq!(transmit_error(Error::InsufficientBuffer), unknown);
    }
}
