//! The PC/SC driver through which a real pcscd meets a virtual card: an IFD handler of version 3, in Rust.
//!
//! pcscd loads this library for every reader whose `reader.conf` names it, with `DEVICENAME madoguchi:<socket>`, and for
//! every USB device that `ifd-madoguchi.bundle` names. A card listens on a Unix socket; while it does, a card lies on the
//! reader. The framing: four bytes of length, big-endian, then the payload; one byte alone is control (0 off, 1 on,
//! 2 reset, 4 ask for the ATR, the only one that is answered), anything longer is an APDU.
//!
//! Each reader has its own lock and its own patience, so a card that hangs stalls no other reader and its own for seconds
//! only. What the functions must do is laid down in pcsc-lite's `ifdhandler.h`; the C side of each stands in [`abi`], the
//! rest of the crate is safe.

#![expect(unsafe_code, reason = "pcscd calls an IFD handler through C functions with raw pointers")]

pub mod abi;
mod card;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod reader;
