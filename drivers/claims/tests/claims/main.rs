//! The folder as a receipt computer meets it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::print_stdout, reason = "a test says what it skips")]

mod crashes;
mod desk;
mod files;
mod information;
mod races;
mod samples;
mod share;
mod staged;
