//! The reader that is there, through the PC/SC service (pcsc-lite, or Windows).
//!
//! Two halves: [`PcscWatch`] tells what happens on the reader, [`PcscSlot`] lends the card for one dialogue. They share which
//! reader is theirs, and whether a dialogue was left behind. Neither trusts a handle for longer than it must, because a
//! context never recovers when the service restarts and a card handle never recovers when the card was lifted. Neither waits
//! for PC/SC on its caller's thread, because some of its waits have no end (my-number-card fact 2.6).
//!
//! | room | what it holds |
//! |---|---|
//! | `watch`, `look` | events for the kiosk, and the thread that makes them |
//! | `slot`, `dialogue` | the near end of a dialogue with its watchdog, and the thread that talks with the card |
//! | `choice` | which reader is ours |
//! | `left_behind` | the dialogue that PC/SC does not give back |
//! | `readers` | every reader that is plugged in, for whoever sets a kiosk up |
//! | `meaning` | what each error of PC/SC means |
//! | `remedy` | the command that restarts the service |
//!
//! The service's socket can be moved with the environment variable `PCSCLITE_CSOCK_NAME`.

mod choice;
mod dialogue;
mod left_behind;
mod look;
mod meaning;
mod readers;
mod remedy;
mod slot;
mod watch;

pub use readers::{SeenReader, readers};
pub use slot::PcscSlot;
pub use watch::PcscWatch;

use choice::Choice;
use left_behind::LeftBehind;

/// Watches and lends one reader among those whose name contains `name_contains`, or among all.
///
/// The reader that was taken first is kept for as long as it is there, whatever else is plugged in; until then, and after it
/// was pulled out, the first by name is taken.
pub fn pcsc_reader(name_contains: Option<String>) -> (PcscWatch, PcscSlot) {
    let (choice, left_behind) = (Choice::new(name_contains), LeftBehind::default());
    (PcscWatch::new(choice.clone(), left_behind.clone()), PcscSlot::new(choice, left_behind))
}
