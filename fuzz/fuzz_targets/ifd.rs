//! The PC/SC driver's side of the wire, through the functions that pcscd calls: no card writes past a buffer.
#![no_main]

use std::io::Write;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;

use ifd_madoguchi::abi::{self, IoHeader};
use ifd_madoguchi::fuzzing;

const READER: u64 = 7;
const POWER: [u64; 3] = [500, 502, 501];
const ATR: u64 = 0x0303;
const GUARD: u8 = 0xA5;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some((capacity, said)) = input.split_first() else { return };
    let (near, mut far) = UnixStream::pair().expect("a pair of sockets");
    far.write_all(&said[..said.len().min(0x4000)]).expect("what fits into a socket");
    far.shutdown(Shutdown::Write).expect("an end");
    fuzzing::lay(READER, near);
    let capacity = usize::from(*capacity);
    for action in POWER {
        // SAFETY: the pointers lead to a buffer of `length` bytes and to its length.
        guarded(capacity, |buffer, length| unsafe { abi::IFDHPowerICC(READER, action, buffer, length) });
        // SAFETY: the same.
        guarded(capacity, |buffer, length| unsafe { abi::IFDHGetCapabilities(READER, ATR, length, buffer) });
        // SAFETY: the same; the command holds five bytes, and no header is wanted back.
        guarded(capacity, |buffer, length| unsafe {
            let command = [0, 0xB0, 0, 0, 0];
            abi::IFDHTransmitToICC(
                READER,
                IoHeader::default(),
                command.as_ptr(),
                5,
                buffer,
                length,
                std::ptr::null_mut(),
            )
        });
    }
    abi::IFDHICCPresence(READER);
    abi::IFDHCloseChannel(READER);
});

/// Calls a function that fills a buffer, and looks at what lies behind the buffer's end.
fn guarded(capacity: usize, fill: impl Fn(*mut u8, *mut u64) -> i64) {
    let mut buffer = vec![GUARD; capacity + 64];
    let mut length = capacity as u64;
    fill(buffer.as_mut_ptr(), &mut length);
    assert!(length <= capacity as u64);
    assert!(buffer[capacity..].iter().all(|byte| *byte == GUARD), "a card wrote past the buffer");
}
