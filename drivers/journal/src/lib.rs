//! The record of what happened at the kiosk: who proved what, what was consented to, what was handed on, what failed.
//!
//! Append-only and hash-chained: an entry, once acknowledged, survives a kill at any moment and cannot be changed,
//! removed or slipped in without [`Journal::verify`] saying where. It never holds a name, a number of a person, a
//! birth date or a picture; its types leave no room for free text or bytes.
//!
//! Beside it, in a file of its own, the [`outbox`] holds sealed what the desk must ask the centre again.
//!
//! A chain cannot show that its newest end was cut off. Note [`Journal::head`] somewhere else, such as the desk or
//! paper, and compare: a head that is no longer in the journal is a cut.

mod chain;
mod entry;
mod error;
mod event;
mod key;
pub mod outbox;
mod store;
mod word;

pub use chain::Hash;
pub use entry::{Detail, Entry, MAX_DETAILS, Stored};
pub use error::Error;
pub use event::{EventKind, Method, Outcome};
pub use outbox::{Fact, Facts, Kept, Outbox, Standing};
pub use store::{Head, Journal};
pub use word::{MAX_WORD, Word};
