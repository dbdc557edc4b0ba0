//! The readers and what is said to their cards; all safe Rust.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a card may think before it counts as gone; an RSA signature takes a few milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

const POWER_OFF: u8 = 0;
const POWER_ON: u8 = 1;
const RESET: u8 = 2;
const ASK_ATR: u8 = 4;

/// One reader: where its card listens, and the connection while one lies there.
#[derive(Debug)]
pub(crate) struct Reader {
    socket: PathBuf,
    card: Option<UnixStream>,
    atr: Vec<u8>,
}

/// Every open reader by the number that pcscd gave it.
static READERS: Mutex<BTreeMap<u64, Arc<Mutex<Reader>>>> = Mutex::new(BTreeMap::new());

/// Opens a reader from its DEVICENAME, `madoguchi:<socket>`.
pub(crate) fn open(number: u64, device: &str) -> Option<()> {
    let (_, socket) = device.split_once(':')?;
    let reader = Reader { socket: PathBuf::from(socket), card: None, atr: Vec::new() };
    lock(&READERS).insert(number, Arc::new(Mutex::new(reader)));
    Some(())
}

/// Closes a reader and with it the connection to its card.
pub(crate) fn close(number: u64) -> Option<()> {
    lock(&READERS).remove(&number).map(drop)
}

/// Works with one reader under its own lock; the lock over all of them is held only to find it.
pub(crate) fn with<T>(number: u64, work: impl FnOnce(&mut Reader) -> T) -> Option<T> {
    let reader = lock(&READERS).get(&number).map(Arc::clone)?;
    let outcome = work(&mut lock(&reader));
    Some(outcome)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Reader {
    /// Tells whether a card lies there now, by asking it for its ATR.
    pub(crate) fn is_present(&mut self) -> bool {
        if self.card.is_none() {
            self.card = connect(&self.socket).ok();
        }
        self.ask_atr().is_ok()
    }

    /// Returns the answer to reset of the card, empty without one.
    pub(crate) fn atr(&self) -> &[u8] {
        &self.atr
    }

    /// Gives the card power and asks for its ATR.
    pub(crate) fn power_on(&mut self) -> io::Result<()> {
        self.send(&[POWER_ON])?;
        self.ask_atr()
    }

    /// Takes the power away.
    pub(crate) fn power_off(&mut self) -> io::Result<()> {
        self.send(&[POWER_OFF])
    }

    /// Resets the card under power and asks for its ATR.
    pub(crate) fn reset(&mut self) -> io::Result<()> {
        self.send(&[RESET])?;
        self.ask_atr()
    }

    /// Sends a command APDU and returns the response.
    pub(crate) fn transmit(&mut self, command: &[u8]) -> io::Result<Vec<u8>> {
        self.send(command)?;
        self.receive()
    }

    fn ask_atr(&mut self) -> io::Result<()> {
        self.send(&[ASK_ATR])?;
        self.atr = self.receive()?;
        Ok(())
    }

    fn send(&mut self, payload: &[u8]) -> io::Result<()> {
        let length = u16::try_from(payload.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let frame = [&length.to_be_bytes(), payload].concat();
        self.talk(|card| card.write_all(&frame))
    }

    fn receive(&mut self) -> io::Result<Vec<u8>> {
        self.talk(|card| {
            let mut length = [0; 2];
            card.read_exact(&mut length)?;
            let mut payload = vec![0; usize::from(u16::from_be_bytes(length))];
            card.read_exact(&mut payload)?;
            Ok(payload)
        })
    }

    /// Uses the connection, and gives it up at the first error: half a frame must never be taken for a whole one.
    fn talk<T>(&mut self, talk: impl FnOnce(&mut UnixStream) -> io::Result<T>) -> io::Result<T> {
        let card = self.card.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        let outcome = talk(card);
        if outcome.is_err() {
            self.card = None;
            self.atr.clear();
        }
        outcome
    }
}

fn connect(socket: &PathBuf) -> io::Result<UnixStream> {
    let card = UnixStream::connect(socket)?;
    card.set_read_timeout(Some(PATIENCE))?;
    card.set_write_timeout(Some(PATIENCE))?;
    Ok(card)
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;
    use std::thread;

    use super::*;

    /// Answers each expected frame with its reply, if it has one, and then leaves.
    fn play(
        socket: PathBuf,
        script: &'static [(&'static [u8], Option<&'static [u8]>)],
    ) -> thread::JoinHandle<()> {
        let listener = UnixListener::bind(socket).unwrap();
        let serve = move || {
            let (mut wire, _) = listener.accept().unwrap();
            for (expected, reply) in script {
                let mut frame = vec![0; expected.len()];
                wire.read_exact(&mut frame).unwrap();
                assert_eq!(frame, *expected);
                wire.write_all(reply.unwrap_or_default()).unwrap();
            }
        };
        thread::Builder::new().spawn(serve).unwrap()
    }

    #[test]
    fn a_reader_asks_powers_and_transmits_until_the_card_leaves() {
        let socket = std::env::temp_dir().join(format!("ifd-madoguchi-{}.sock", std::process::id()));
        let _ = std::fs::remove_file(&socket);
        open(7, &format!("madoguchi:{}", socket.display())).unwrap();
        assert_eq!(with(7, |reader| reader.is_present()), Some(false));
        let card = play(
            socket.clone(),
            &[
                (&[0, 1, 4], Some(&[0, 2, 0x3B, 0x80])),
                (&[0, 1, 1], None),
                (&[0, 1, 4], Some(&[0, 2, 0x3B, 0x80])),
                (&[0, 4, 0, 0x84, 0, 0], Some(&[0, 2, 0x67, 0x00])),
            ],
        );
        assert_eq!(with(7, |reader| reader.is_present()), Some(true));
        assert!(with(7, |reader| reader.power_on().is_ok() && reader.atr() == [0x3B, 0x80]).unwrap());
        assert_eq!(with(7, |reader| reader.transmit(&[0, 0x84, 0, 0]).unwrap()), Some(vec![0x67, 0x00]));
        card.join().unwrap();
        let _ = std::fs::remove_file(&socket);
        assert_eq!(with(7, |reader| (reader.is_present(), reader.atr().len())), Some((false, 0)));
        assert_eq!((close(7), close(7)), (Some(()), None));
    }

    #[test]
    fn a_device_without_a_socket_is_refused() {
        assert_eq!(open(8, "madoguchi"), None);
    }
}
