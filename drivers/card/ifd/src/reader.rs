//! The readers and what lies on them; all safe Rust.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use crate::card::Card;

/// Names, in pcscd's environment, the folder with the sockets of USB readers: `<bus>-<device>`, as in `001-002`.
const SOCKETS_VARIABLE: &str = "MADOGUCHI_IFD_SOCKETS";
/// How soon a card that comes or goes is seen.
const TICK: Duration = Duration::from_millis(20);

/// One reader: where a card listens, and the card that was met there.
#[derive(Debug)]
pub(crate) struct Reader {
    socket: PathBuf,
    card: Option<Card>,
    /// Whether pcscd took note that the card went.
    is_noted: bool,
}

/// What pcscd's threads share of one reader.
#[derive(Debug)]
struct Place {
    reader: Mutex<Reader>,
    /// The thread that waits for changes.
    watcher: Mutex<Option<ThreadId>>,
    /// Whether it shall stop waiting.
    hurry: AtomicBool,
}

/// Every open reader by the number (Lun) that pcscd gave it.
static PLACES: Mutex<BTreeMap<u64, Arc<Place>>> = Mutex::new(BTreeMap::new());

/// Opens a reader with a card on it, for `fuzz/`.
#[cfg(fuzzing)]
pub(crate) fn lay(number: u64, wire: std::os::unix::net::UnixStream) {
    set_up(number, Reader { socket: PathBuf::new(), card: Some(Card::on(wire)), is_noted: false });
}

/// Opens a reader by its device name: `madoguchi:<socket>` from reader.conf, or `usb:…/dev/bus/usb/<bus>/<device>`.
pub(crate) fn open(number: u64, device: &str) -> Option<()> {
    let socket = socket(device, env::var_os(SOCKETS_VARIABLE).map(PathBuf::from))?;
    set_up(number, Reader { socket, card: None, is_noted: false });
    Some(())
}

fn set_up(number: u64, reader: Reader) {
    let reader = Mutex::new(reader);
    let place = Place { reader, watcher: Mutex::new(None), hurry: AtomicBool::new(false) };
    lock(&PLACES).insert(number, Arc::new(place));
}

fn socket(device: &str, sockets: Option<PathBuf>) -> Option<PathBuf> {
    match device.split_once(':')? {
        ("usb", path) => {
            let (_, address) = path.rsplit_once("/dev/bus/usb/")?;
            Some(sockets?.join(address.replace('/', "-")))
        }
        (_, socket) => Some(PathBuf::from(socket)),
    }
}

/// Closes a reader and with it the wire to its card.
pub(crate) fn close(number: u64) -> Option<()> {
    hurry(number)?;
    lock(&PLACES).remove(&number).map(drop)
}

/// Works with one reader under its own lock; the lock over all of them is held only to find it.
pub(crate) fn with<T>(number: u64, work: impl FnOnce(&mut Reader) -> T) -> Option<T> {
    let place = find(number)?;
    let outcome = work(&mut lock(&place.reader));
    Some(outcome)
}

/// Tells whether a card lies on the reader.
///
/// pcscd takes note of a card that went only in the thread that waits for changes, and even there not at its first question.
/// So a card that went stays gone until that thread has heard it and waits again, even if another lies there already.
pub(crate) fn is_present(number: u64) -> Option<bool> {
    let place = find(number)?;
    let watcher = *lock(&place.watcher);
    let mut reader = lock(&place.reader);
    let is_there = reader.is_present();
    if !is_there && watcher.is_none_or(|watcher| watcher == thread::current().id()) {
        reader.is_noted = reader.card.is_some();
    }
    if watcher.is_none() {
        reader.forget_what_was_noted();
    }
    Some(is_there)
}

/// Waits until a card came or went, until [`hurry`], and no longer than `limit`.
///
/// A reader that talks with its card is left alone: the end of the talk tells as much.
pub(crate) fn await_change(number: u64, limit: Duration) -> Option<()> {
    let place = find(number)?;
    *lock(&place.watcher) = Some(thread::current().id());
    lock(&place.reader).forget_what_was_noted();
    let start = Instant::now();
    while start.elapsed() < limit && !place.hurry.swap(false, Ordering::Relaxed) {
        let has_changed = match place.reader.try_lock() {
            Ok(mut reader) => reader.has_changed(),
            Err(TryLockError::Poisoned(reader)) => reader.into_inner().has_changed(),
            Err(TryLockError::WouldBlock) => false,
        };
        if has_changed {
            break;
        }
        thread::sleep(TICK);
    }
    Some(())
}

/// Ends the wait of [`await_change`].
pub(crate) fn hurry(number: u64) -> Option<()> {
    find(number).map(|place| place.hurry.store(true, Ordering::Relaxed))
}

fn find(number: u64) -> Option<Arc<Place>> {
    lock(&PLACES).get(&number).map(Arc::clone)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Reader {
    fn is_present(&mut self) -> bool {
        if let Some(card) = &mut self.card {
            return card.is_there();
        }
        self.card = Card::meet(&self.socket).ok();
        self.card.is_some()
    }

    /// Makes room for the next card.
    fn forget_what_was_noted(&mut self) {
        if std::mem::take(&mut self.is_noted) {
            self.card = None;
        }
    }

    /// Tells whether [`is_present`](Self::is_present) will say something else than it did before.
    fn has_changed(&mut self) -> bool {
        match &mut self.card {
            Some(card) => !card.is_there(),
            None => self.is_present(),
        }
    }

    /// Returns the answer to reset of the card, empty without one.
    pub(crate) fn atr(&self) -> &[u8] {
        self.card.as_ref().map_or(&[], Card::atr)
    }

    /// Gives the card power and learns its ATR.
    pub(crate) fn power_on(&mut self) -> io::Result<()> {
        card(&mut self.card)?.power_on(&self.socket)
    }

    /// Takes the power away; a card that went has none.
    pub(crate) fn power_off(&mut self) -> io::Result<()> {
        card(&mut self.card)?.power_off()
    }

    /// Resets the card under power and learns its ATR.
    pub(crate) fn reset(&mut self) -> io::Result<()> {
        card(&mut self.card)?.reset(&self.socket)
    }

    /// Sends a command APDU and returns the response.
    pub(crate) fn transmit(&mut self, command: &[u8]) -> io::Result<Vec<u8>> {
        card(&mut self.card)?.transmit(command)
    }
}

fn card(card: &mut Option<Card>) -> io::Result<&mut Card> {
    card.as_mut().ok_or_else(|| ErrorKind::NotConnected.into())
}

#[cfg(test)]
mod tests;
