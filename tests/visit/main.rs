//! Whole visits: the real kiosk, from card laid down to card taken back.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and says what it skips"
)]

mod card;
mod doctor;
mod ear;
mod enrolment;
mod hand;
mod hours;
mod london;
mod outage;
mod pcscd;
mod pictures;
mod requests;
mod second_camera;
mod stories;
mod walks;
