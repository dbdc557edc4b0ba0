//! The virtual My Number Card: made at run time, as strict as the plastic one, and served over four different wires.
//!
//! | room | what it holds |
//! |---|---|
//! | [`issuer`] | the rehearsal authorities, and how a card is personalised from a [`Blueprint`] |
//! | [`chip`] | the card itself: files, secrets with counters, security status, command APDUs |
//! | [`Fault`], [`keep`] | what it does wrong, and what it remembers when its process has ended |
//! | [`reader`] | a reader in this process: a card is laid on it and taken away |
//! | [`pcscd`] | a real pcscd of our own, which meets the card through [`ifd_socket`] (our driver) or [`vpcd`] |
//!
//! Every key is fresh and every authority is named as a rehearsal: nothing made here verifies against production or
//! test hierarchies, and no real person's data may enter. The chip answers to my-number-card facts 1.1 to 1.7;
//! a terminal's certificate (1.8) is never accepted, and secure messaging is not offered. What is invented, because no
//! source tells it, is listed in `docs/virtual-card.md`.

pub mod blueprint;
pub mod chip;
mod error;
mod fault;
mod frame;
pub mod ifd_socket;
pub mod issuer;
pub mod keep;
pub mod pcscd;
pub mod reader;
pub mod vpcd;

pub use blueprint::Blueprint;
pub use chip::{Answer, VirtualCard};
pub use error::Error;
pub use fault::{Fault, FaultError};
pub use ifd_socket::IfdCard;
pub use issuer::{Anchor, Authority};
pub use keep::Keep;
pub use pcscd::{PrivatePcscd, ReaderSpec};
pub use reader::VirtualReader;
pub use vpcd::VpcdCard;

#[cfg(fuzzing)]
pub(crate) use frame::serve as serve_frames;
