//! Every reader that is plugged in now, for whoever sets a kiosk up.

use std::time::Duration;

use ::pcsc::{Context, Error, ReaderState, Scope, State};

use crate::ReaderFault;

/// A reader as the service sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenReader {
    /// The name that PC/SC gives it.
    pub name: String,
    /// The answer to reset of the card that lies on it; a contactless reader makes one up.
    pub answer_to_reset: Option<Vec<u8>>,
}

/// Lists the readers; no card is powered for it.
///
/// # Errors
/// [`ReaderFault::NoService`] or [`ReaderFault::NotPermitted`].
pub fn readers() -> Result<Vec<SeenReader>, ReaderFault> {
    list().map_err(|error| match error {
        Error::SecurityViolation => ReaderFault::NotPermitted,
        _ => ReaderFault::NoService,
    })
}

fn list() -> Result<Vec<SeenReader>, Error> {
    let context = Context::establish(Scope::User)?;
    let names = context.list_readers_owned()?;
    let mut states: Vec<_> = names.into_iter().map(|name| ReaderState::new(name, State::UNAWARE)).collect();
    if !states.is_empty() {
        match context.get_status_change(Duration::ZERO, &mut states) {
            Ok(()) | Err(Error::Timeout | Error::UnknownReader | Error::ReaderUnavailable) => {}
            Err(error) => return Err(error),
        }
    }
    let seen = |state: &ReaderState| SeenReader {
        name: state.name().to_string_lossy().into_owned(),
        answer_to_reset: state.event_state().contains(State::PRESENT).then(|| state.atr().to_vec()),
    };
    Ok(states.iter().map(seen).collect())
}
