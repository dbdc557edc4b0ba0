//! The subcommands, one file each.
#![expect(clippy::print_stdout, reason = "commands speak to whoever typed them")]

pub mod bench;
pub mod card;
pub mod centre;
pub mod doctor;
pub mod face;
pub mod kept;
pub mod kiosk;
pub mod memory;
pub mod models;
pub mod rehearse;
pub mod walk;

/// What a command that failed says, in the failing part's own words.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
