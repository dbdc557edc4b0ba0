//! The reception-desk kiosk for online eligibility checks with the My Number Card.
//!
//! | room | what lives there |
//! |---|---|
//! | [`session`] | the visit: a state machine that touches nothing |
//! | [`screen`] | what the patient sees: a pure function of a view |
//! | [`workers`] | threads and channels between the session and the drivers |
//! | [`kiosk`] | the loop: events in, effects out |
//! | `announcer` | what is said aloud, and when |
//! | [`app`] | the window around the loop |
//! | [`rehearsal`] | the virtual world, and stories to ride in it |
//! | [`commands`] | the subcommands |
//! | [`config`], [`models`] | what a kiosk is told, and where its networks are |

#[cfg(feature = "drivers")]
mod announcer;
#[cfg(feature = "drivers")]
pub mod app;
#[cfg(feature = "drivers")]
pub mod commands;
#[cfg(feature = "drivers")]
pub mod config;
#[cfg(feature = "drivers")]
pub mod kiosk;
#[cfg(feature = "drivers")]
pub mod models;
#[cfg(feature = "drivers")]
pub mod rehearsal;
#[cfg(feature = "screen")]
pub mod screen;
pub mod session;
#[cfg(feature = "drivers")]
pub mod workers;
