//! What can happen between kiosk and card, through a real pcscd: each ends in a named fault or in nothing at all, and the
//! next patient is served within ten seconds.
//!
//! `MADOGUCHI_TEST_FULL=1` repeats what happens often as often as a month brings it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "helpers of tests fail and speak as tests do"
)]

mod kiosk;
mod lifted;
mod longest;
mod others;
mod service;
mod silent;
mod stuck;
mod usb;
mod world;
