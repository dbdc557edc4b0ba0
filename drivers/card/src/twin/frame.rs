//! The framing of a virtual reader's wire, and what may befall a card on it.
//!
//! A length, big-endian, then the payload. vsmartcard's length has two bytes; our own driver's has four, so that the
//! longest APDUs fit. One byte alone is control: 0 power off, 1 power on, 2 reset, 4 ask for the ATR; only the
//! last is answered. Anything longer is a command APDU, answered with its response.

use std::io::{ErrorKind, Read, Result, Write};
use std::thread;

use super::{Answer, VirtualCard};

/// More than the longest extended APDU: 65 544 bytes of command, 65 538 of response.
const LONGEST: u64 = 1 << 17;

/// What befalls a card in the middle of a dialogue; command APDUs are counted from 0 since it was laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// It is lifted before it hears this command.
    Lifted(usize),
    /// It is lifted half-way through its response to this command.
    LiftedAnswering(usize),
    /// It says nothing any more from this command on, until it is lifted, whatever is done to its power.
    Silent(usize),
}

/// Why a card is no longer served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The other side closed the wire.
    Closed,
    /// The card left, by a mishap or by itself.
    Lifted,
}

/// A stream that carries frames.
pub(super) struct Wire<S> {
    stream: S,
    /// How many bytes tell a frame's length, at most 8.
    length_bytes: usize,
}

impl<S: Read + Write> Wire<S> {
    /// Two bytes of length, as vsmartcard has it.
    pub(super) fn of_vsmartcard(stream: S) -> Self {
        Self { stream, length_bytes: 2 }
    }

    /// Four bytes of length, as our own driver has it.
    pub(super) fn of_our_driver(stream: S) -> Self {
        Self { stream, length_bytes: 4 }
    }

    fn read(&mut self) -> Result<Vec<u8>> {
        let mut length = [0; 8];
        self.stream.read_exact(&mut length[8 - self.length_bytes..])?;
        let length = u64::from_be_bytes(length);
        if length > LONGEST {
            return Err(ErrorKind::InvalidData.into());
        }
        let mut payload = vec![0; length as usize];
        self.stream.read_exact(&mut payload)?;
        Ok(payload)
    }

    fn write(&mut self, payload: &[u8]) -> Result<()> {
        let frame = self.frame(payload)?;
        self.stream.write_all(&frame)
    }

    /// Writes all but the last byte.
    fn write_most(&mut self, payload: &[u8]) -> Result<()> {
        let frame = self.frame(payload)?;
        self.stream.write_all(&frame[..frame.len() - 1])
    }

    /// Length and payload in one piece, so that no half frame waits for an acknowledgement.
    fn frame(&self, payload: &[u8]) -> Result<Vec<u8>> {
        let length = (payload.len() as u64).to_be_bytes();
        let (too_much, length) = length.split_at(8 - self.length_bytes);
        if too_much.iter().any(|byte| *byte != 0) {
            return Err(ErrorKind::InvalidInput.into());
        }
        Ok([length, payload].concat())
    }
}

/// Serves a card to bytes with lengths of two or four bytes, for `fuzz/`.
#[cfg(fuzzing)]
pub(crate) fn serve(stream: impl Read + Write, length_bytes: usize, card: VirtualCard) -> Result<()> {
    Served::new(card, None).serve(&mut Wire { stream, length_bytes }).map(|_| ())
}

/// A card on a wire, with what may befall it.
pub(super) struct Served {
    card: VirtualCard,
    mishap: Option<Mishap>,
    /// How many command APDUs came so far.
    commands: usize,
}

impl Served {
    pub(super) fn new(card: VirtualCard, mishap: Option<Mishap>) -> Self {
        Self { card, mishap, commands: 0 }
    }

    /// Serves the card until the other side closes the wire or a mishap lifts the card; either takes its power.
    pub(super) fn serve<S: Read + Write>(&mut self, wire: &mut Wire<S>) -> Result<End> {
        let end = self.converse(wire);
        self.card.power_off();
        end
    }

    /// Gives the card back, with its counters as they are now.
    pub(super) fn into_card(self) -> VirtualCard {
        self.card
    }

    fn converse<S: Read + Write>(&mut self, wire: &mut Wire<S>) -> Result<End> {
        loop {
            let payload = match wire.read() {
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(End::Closed),
                payload => payload?,
            };
            match payload.as_slice() {
                _ if self.is_silent() => {}
                [0] => self.card.power_off(),
                [1] => self.card.power_on(),
                [2] => self.card.reset(),
                [4] => wire.write(self.card.atr())?,
                [] | [_] => {}
                command => {
                    if self.obey(command, wire)? == Some(End::Lifted) {
                        return Ok(End::Lifted);
                    }
                }
            }
        }
    }

    fn is_silent(&self) -> bool {
        matches!(self.mishap, Some(Mishap::Silent(first)) if self.commands > first)
    }

    fn obey<S: Read + Write>(&mut self, command: &[u8], wire: &mut Wire<S>) -> Result<Option<End>> {
        let number = self.commands;
        self.commands += 1;
        match self.mishap {
            Some(Mishap::Lifted(at)) if at == number => Ok(Some(End::Lifted)),
            Some(Mishap::Silent(at)) if at == number => Ok(None),
            Some(Mishap::LiftedAnswering(at)) if at == number => {
                wire.write_most(&self.card.process(command))?;
                Ok(Some(End::Lifted))
            }
            _ => self.answer(command, wire),
        }
    }

    fn answer<S: Read + Write>(&mut self, command: &[u8], wire: &mut Wire<S>) -> Result<Option<End>> {
        thread::sleep(self.card.delay());
        match self.card.answer(command) {
            Answer::Response(response) => wire.write(&response).map(|()| None),
            Answer::Silence => Ok(None),
            Answer::Gone => Ok(Some(End::Lifted)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_length_that_no_apdu_has_is_refused_before_memory_is_taken_for_it() {
        for (length, refusal) in
            [(0x0002_0000_u32, ErrorKind::UnexpectedEof), (0x0002_0001, ErrorKind::InvalidData)]
        {
            let mut wire = Wire::of_our_driver(Cursor::new(length.to_be_bytes().to_vec()));
            assert_eq!(wire.read().unwrap_err().kind(), refusal, "{length:08X}");
        }
    }
}
