//! The wire to one card, and what can be told from it: there, silent, or gone.

use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// How long a card may think about one command; the slowest, a signature, takes a real one about a second. A client of
/// PC/SC that waits longer hears of a silent card, and needs no watchdog.
const ANSWERS_WITHIN: Duration = Duration::from_millis(if cfg!(test) { 200 } else { 3_000 });
/// How long a card may take to wake; ISO 7816-3 allows it some 10 ms.
const WAKES_WITHIN: Duration = Duration::from_millis(if cfg!(test) { 100 } else { 500 });
/// More than the longest extended APDU: 65 544 bytes of command, 65 538 of response.
const LONGEST: usize = 1 << 17;

const POWER_OFF: u8 = 0;
const POWER_ON: u8 = 1;
const RESET: u8 = 2;
const ASK_ATR: u8 = 4;

/// A card on the reader.
#[derive(Debug)]
pub(crate) struct Card {
    wire: UnixStream,
    atr: Vec<u8>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Answering,
    /// It let a command run out of time. What it may still say belongs to nothing, so only power makes it heard again.
    Silent,
    Gone,
}

impl Card {
    /// Meets the card that listens there.
    pub(crate) fn meet(socket: &Path) -> io::Result<Self> {
        let wire = UnixStream::connect(socket)?;
        wire.set_write_timeout(Some(ANSWERS_WITHIN))?;
        Ok(Self { wire, atr: Vec::new(), state: State::Answering })
    }

    /// Takes a wire for a card, for `fuzz/`.
    #[cfg(fuzzing)]
    pub(crate) fn on(wire: UnixStream) -> Self {
        Self { wire, atr: Vec::new(), state: State::Answering }
    }

    /// Tells whether the card still lies there, without asking it anything.
    pub(crate) fn is_there(&mut self) -> bool {
        if self.state != State::Gone && !self.is_connected() {
            self.leave();
        }
        self.state != State::Gone
    }

    /// The answer to reset; empty without power.
    pub(crate) fn atr(&self) -> &[u8] {
        &self.atr
    }

    /// Gives power. A silent card is met anew, because half an answer may stand in the wire.
    pub(crate) fn power_on(&mut self, socket: &Path) -> io::Result<()> {
        self.wake(socket, POWER_ON)
    }

    /// Resets under power.
    pub(crate) fn reset(&mut self, socket: &Path) -> io::Result<()> {
        self.wake(socket, RESET)
    }

    /// Takes the power away.
    pub(crate) fn power_off(&mut self) -> io::Result<()> {
        self.atr.clear();
        match self.state {
            State::Silent => Ok(()),
            State::Answering | State::Gone => self.send(&[POWER_OFF]),
        }
    }

    /// Sends a command APDU and returns the response.
    pub(crate) fn transmit(&mut self, command: &[u8]) -> io::Result<Vec<u8>> {
        self.send(command)?;
        self.receive(ANSWERS_WITHIN)
    }

    fn wake(&mut self, socket: &Path, action: u8) -> io::Result<()> {
        self.atr.clear();
        if self.state == State::Silent {
            *self = Self::meet(socket).inspect_err(|_| self.leave())?;
        }
        self.send(&[action])?;
        self.send(&[ASK_ATR])?;
        self.atr = self.receive(WAKES_WITHIN)?;
        Ok(())
    }

    fn send(&mut self, payload: &[u8]) -> io::Result<()> {
        let length = u32::try_from(payload.len()).map_err(|_| ErrorKind::InvalidInput)?;
        let frame = [&length.to_be_bytes(), payload].concat();
        self.talk(|wire| wire.write_all(&frame))
    }

    fn receive(&mut self, within: Duration) -> io::Result<Vec<u8>> {
        self.wire.set_read_timeout(Some(within))?;
        self.talk(|wire| {
            let mut length = [0; 4];
            wire.read_exact(&mut length)?;
            let length = u32::from_be_bytes(length) as usize;
            if length > LONGEST {
                return Err(ErrorKind::InvalidData.into());
            }
            let mut payload = vec![0; length];
            wire.read_exact(&mut payload)?;
            Ok(payload)
        })
    }

    /// Uses the wire, and draws the conclusion from the first error: a card that is late is silent, any other is gone.
    fn talk<T>(&mut self, talk: impl FnOnce(&mut UnixStream) -> io::Result<T>) -> io::Result<T> {
        match self.state {
            State::Answering => {}
            State::Silent => return Err(ErrorKind::TimedOut.into()),
            State::Gone => return Err(ErrorKind::NotConnected.into()),
        }
        let outcome = talk(&mut self.wire);
        match &outcome {
            Ok(_) => {}
            Err(error) if is_late(error) => self.state = State::Silent,
            Err(_) => self.leave(),
        }
        outcome
    }

    /// Looks for the end of the wire. A card says nothing unasked, except a silent one that answers too late.
    fn is_connected(&mut self) -> bool {
        let looked = self.wire.set_nonblocking(true).and_then(|()| self.wire.read(&mut [0; 4096]));
        let restored = self.wire.set_nonblocking(false);
        match looked {
            _ if restored.is_err() => false,
            Ok(length) => length > 0 && self.state == State::Silent,
            Err(error) => is_late(&error),
        }
    }

    fn leave(&mut self) {
        self.state = State::Gone;
        self.atr.clear();
    }
}

fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
