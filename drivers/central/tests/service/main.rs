//! The rehearsal service and the client, over real TLS sockets on this machine.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod bench;
mod line;
mod raw;
mod rules;
