//! The longest APDUs that ISO/IEC 7816-4 knows, through pcscd and our driver.

use std::ffi::CString;
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::thread;
use std::time::Instant;

use pcsc::{Context, Protocols, Scope, ShareMode};

use crate::kiosk::{Kiosk, PROMISE};
use crate::world::alone;

const ATR: &[u8] = &[0x3B, 0x88, 0x80, 1, 0, 0, 0x41, 0xE0, 0xB3, 0x81, 0xA1, 0, 0x3B];

/// CLA INS P1 P2, three bytes of Lc, 65 535 of data, two of Le; and 65 536 of data with a status word.
const LONGEST: (usize, usize) = (65_544, 65_538);

#[test]
fn the_longest_apdus_pass_whole() {
    alone(|world| {
        let Some(pcscd) = world.pcscd(&["Desk"]) else { return };
        let mut kiosk = Kiosk::at("Desk");
        kiosk.is_ready();
        let card = UnixListener::bind(world.sockets().join("Desk")).unwrap();
        thread::scope(|scope| {
            scope.spawn(|| mirror(&mut card.accept().unwrap().0));
            kiosk.awaits_card();
            let context = Context::establish(Scope::User).unwrap();
            let reader = CString::new("Desk 00 00").unwrap();
            let card = context.connect(&reader, ShareMode::Exclusive, Protocols::ANY).unwrap();
            let command: Vec<u8> = (0..LONGEST.0).map(|place| (place % 251) as u8).collect();
            let mut buffer = vec![0; pcsc::MAX_BUFFER_SIZE_EXTENDED];
            let start = Instant::now();
            let response = card.transmit(&command, &mut buffer).unwrap();
            assert!(start.elapsed() < PROMISE);
            assert_eq!(response.len(), LONGEST.1);
            assert!(response == &command[..LONGEST.1]);
            drop(card);
            // The reader closes the wire with the service, and the mirror ends.
            drop(pcscd);
        });
    });
}

/// A card that says back what it hears, cut to the longest response.
fn mirror(wire: &mut UnixStream) {
    let mut length = [0; 4];
    while wire.read_exact(&mut length).is_ok() {
        let mut heard = vec![0; u32::from_be_bytes(length) as usize];
        wire.read_exact(&mut heard).unwrap();
        let answer = match heard.as_slice() {
            [4] => ATR,
            [_] => continue,
            command => &command[..command.len().min(LONGEST.1)],
        };
        wire.write_all(&[&u32::try_from(answer.len()).unwrap().to_be_bytes(), answer].concat()).unwrap();
    }
}
