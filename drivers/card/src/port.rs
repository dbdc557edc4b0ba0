//! What a kiosk needs of a card reader: what happens on it, and a card for one dialogue.
//!
//! The PC/SC reader and the virtual one stand behind the same pair of traits and are chosen at run time.

use std::time::Duration;

use crate::{Transmit, TransmitError};

/// Something that happened on the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderEvent {
    /// The reader can be used.
    Ready {
        /// The reader's name, as PC/SC gives it.
        name: String,
    },
    /// The reader cannot be used.
    Unavailable(ReaderFault),
    /// A card was laid on the reader.
    CardInserted,
    /// The card was taken away.
    CardRemoved,
}

/// Why a reader cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReaderFault {
    /// The smart card service does not run.
    NoService,
    /// The service refuses this user (polkit).
    NotPermitted,
    /// No reader, or none with the wanted name, was ever seen.
    NoReader,
    /// The reader that was there is gone.
    Unplugged,
    /// The service waits without end, mostly for a card that fell silent; lifting the card or restarting the service helps.
    Stuck,
}

/// Watches one reader.
///
/// The first events tell how things stand: `Ready` or `Unavailable`, then `CardInserted` if a card is already there.
/// `Unavailable` implies that the card is gone; no separate `CardRemoved` comes first.
pub trait ReaderWatch: Send {
    /// Waits up to `timeout` for the next event; `None` means that nothing changed.
    fn next(&mut self, timeout: Duration) -> Option<ReaderEvent>;
}

/// Hands out the card for one dialogue at a time.
pub trait CardSlot: Send {
    /// Powers the card on afresh; dropping the result powers it off, so no security status outlives a dialogue.
    fn connect(&mut self) -> Result<Box<dyn Transmit + '_>, TransmitError>;
}
