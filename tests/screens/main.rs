//! Every screen of a visit, in every language and on every size of window that a kiosk has.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it skips"
)]

mod album;
mod aloud;
mod bench;
mod contrast;
mod faults;
mod gallery;
mod layout;
mod letters;
mod lines;
mod motion;
mod pictures;
mod stage;
mod swift;
mod touches;
mod words;
