//! The My Number Card over ISO 7816-4 and PC/SC, and its virtual twin.
//!
//! | room | what it holds |
//! |---|---|
//! | [`port`] | what a kiosk needs of a reader: events, and a card for one dialogue |
//! | [`transmit`] | one command in, one response out; the recorder that tests read |
//! | [`apdu`], [`status`] | commands, responses and status words of ISO/IEC 7816-4 |
//! | [`files`] | application identifiers and elementary files of the card |
//!
//! The individual number (個人番号) is never read: nothing here names the files that hold it.

pub mod apdu;
pub mod files;
pub mod port;
pub mod status;
pub mod transmit;
pub mod twin;

pub use apdu::{CommandApdu, ResponseApdu};
pub use port::{CardSlot, ReaderEvent, ReaderFault, ReaderWatch};
pub use status::StatusWord;
pub use transmit::{Tracing, Transmit, TransmitError};
