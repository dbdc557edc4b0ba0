//! Whole visits: the real kiosk, from card laid down to card taken back.

mod london;
mod pcscd;
mod stories;
