//! The hand that lays a card down: on a reader in this process, or on one that a real pcscd serves.

use super::Error;
use card::twin::{IfdCard, VirtualCard, VirtualReader};
use card::{CardSlot, ReaderWatch};

/// Names the socket of our PC/SC driver to a rehearsal whose pcscd is running; see `madoguchi rehearse --reader`.
pub const CARD_SOCKET: &str = "MADOGUCHI_CARD_SOCKET";

/// Where a card is laid.
pub enum Hand {
    /// On a reader in this process, without PC/SC.
    InProcess(VirtualReader),
    /// On a reader that a real pcscd serves through our driver.
    Pcscd(IfdCard),
}

impl Hand {
    /// Takes the reader of a pcscd where the environment names its socket, and one in this process otherwise.
    pub(super) fn find() -> (Self, Box<dyn ReaderWatch>, Box<dyn CardSlot>) {
        match std::env::var_os(CARD_SOCKET) {
            Some(socket) => {
                let (watch, slot) = card::pcsc_reader(None);
                (Self::Pcscd(IfdCard::new(socket)), Box::new(watch), Box::new(slot))
            }
            None => {
                let reader = VirtualReader::new("Madoguchi virtual reader");
                let (watch, slot) = (Box::new(reader.watch()), Box::new(reader.slot()));
                (Self::InProcess(reader), watch, slot)
            }
        }
    }

    pub(super) fn lay(&mut self, card: VirtualCard) -> Result<(), Error> {
        match self {
            Self::InProcess(reader) => reader.lay(card),
            Self::Pcscd(place) => place.lay(card)?,
        }
        Ok(())
    }

    pub(super) fn take(&mut self) -> Option<VirtualCard> {
        match self {
            Self::InProcess(reader) => reader.take(),
            Self::Pcscd(place) => place.take(),
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::InProcess(_) => "a virtual card in this process",
            Self::Pcscd(_) => "a virtual card through PC/SC (a pcscd of its own)",
        }
    }
}
