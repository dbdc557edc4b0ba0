//! The framing of vsmartcard's virtual reader, which our own driver speaks too.
//!
//! Two bytes of length, big-endian, then the payload. One byte alone is control: 0 power off, 1 power on, 2 reset, 4 ask
//! for the ATR; only the last is answered. Anything longer is a command APDU, answered with its response.

use std::io::{ErrorKind, Read, Result, Write};

use super::VirtualCard;

/// Serves `card` on `stream` until the other side closes it.
pub(super) fn serve(stream: &mut (impl Read + Write), card: &mut VirtualCard) -> Result<()> {
    loop {
        let payload = match read(stream) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
            payload => payload?,
        };
        match payload.as_slice() {
            [0] => card.power_off(),
            [1] => card.power_on(),
            [2] => card.reset(),
            [4] => write(stream, card.atr())?,
            [] | [_] => {}
            command => write(stream, &card.process(command))?,
        }
    }
}

fn read(stream: &mut impl Read) -> Result<Vec<u8>> {
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let mut payload = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut payload)?;
    Ok(payload)
}

/// Writes length and payload in one call, so that no half frame waits for an acknowledgement.
fn write(stream: &mut impl Write, payload: &[u8]) -> Result<()> {
    let length = u16::try_from(payload.len()).map_err(|_| ErrorKind::InvalidInput)?;
    stream.write_all(&[&length.to_be_bytes(), payload].concat())
}
