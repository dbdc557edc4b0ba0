//! The card's side of a virtual reader's framing, vsmartcard's or our own: only whole frames go out, whatever comes in.
#![no_main]

use std::io::{Cursor, ErrorKind, Read, Result, Write};

use card::fuzzing;

/// A wire that gives the input and keeps what is said to it.
struct Wire<'a>(Cursor<&'a [u8]>, Vec<u8>);

impl Read for Wire<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for Wire<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.1.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some((which, input)) = input.split_first() else { return };
    let length_bytes = if which & 1 == 0 { 2 } else { 4 };
    let mut wire = Wire(Cursor::new(input), Vec::new());
    if let Err(error) = fuzzing::serve(&mut wire, length_bytes) {
        assert_eq!(error.kind(), ErrorKind::InvalidData, "only a length that no APDU has is an error");
    }
    let mut said = wire.1.as_slice();
    while let Some((length, rest)) = said.split_at_checked(length_bytes) {
        let length = length.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        said = rest.get(length..).expect("half a frame");
    }
    assert!(said.is_empty(), "half a length");
});
