//! A reader in this process: a card is laid on it and taken away, and both sides of the kiosk's seam see it happen.
//!
//! It does what PC/SC does with a real one: a dialogue begins and ends with the power, one dialogue holds the card,
//! a card pulled in the middle ends it, and a counter spent on one visit stays spent on the next.

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Answer, VirtualCard};
use crate::{CardSlot, ReaderEvent, ReaderFault, ReaderWatch, Transmit, TransmitError};

/// A virtual reader; clones are handles to the same one.
#[derive(Clone)]
pub struct VirtualReader {
    shared: Arc<Shared>,
}

struct Shared {
    name: String,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    plugged: bool,
    /// How often the reader was unplugged, so that a watcher notices even a short moment.
    unplugged: u64,
    card: Option<VirtualCard>,
    /// Whether that card left by itself; whoever laid it can still take it.
    left: bool,
    /// How many cards were laid so far, which numbers the one that lies there.
    laid: u64,
    /// The number of the card that a dialogue holds.
    held: Option<u64>,
    delay: Duration,
}

impl VirtualReader {
    /// Makes a reader that is plugged in and empty.
    pub fn new(name: &str) -> Self {
        let state = Mutex::new(State { plugged: true, ..State::default() });
        Self { shared: Arc::new(Shared { name: name.to_owned(), state, changed: Condvar::new() }) }
    }

    /// Lays a card on the reader, in place of any that lies there.
    pub fn lay(&self, card: VirtualCard) {
        self.shared.change(|state| {
            state.card = Some(card);
            state.left = false;
            state.laid += 1;
        });
    }

    /// Takes the card away, with its counters as the dialogues left them.
    pub fn take(&self) -> Option<VirtualCard> {
        let mut card = self.shared.change(|state| state.card.take())?;
        card.power_off();
        Some(card)
    }

    /// Unplugs the reader; a card stays lying on it, without power.
    pub fn unplug(&self) {
        self.shared.change(|state| {
            state.unplugged += u64::from(state.plugged);
            state.plugged = false;
            if let Some(card) = &mut state.card {
                card.power_off();
            }
        });
    }

    /// Plugs the reader in again.
    pub fn plug(&self) {
        self.shared.change(|state| state.plugged = true);
    }

    /// Makes every command take at least `delay`, as a card over the air does; 30 ms is true to life.
    pub fn set_delay(&self, delay: Duration) {
        self.shared.change(|state| state.delay = delay);
    }

    /// Returns a watch that first tells how things stand.
    pub fn watch(&self) -> impl ReaderWatch + use<> {
        Watch { shared: Arc::clone(&self.shared), outlet: None, card: None }
    }

    /// Returns the slot that hands out the card.
    pub fn slot(&self) -> impl CardSlot + use<> {
        Slot { shared: Arc::clone(&self.shared) }
    }
}

impl fmt::Debug for VirtualReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VirtualReader").field("name", &self.shared.name).finish_non_exhaustive()
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let outcome = change(&mut self.state());
        self.changed.notify_all();
        outcome
    }
}

impl State {
    /// Returns the number of the card that can be used now.
    fn lying(&self) -> Option<u64> {
        (self.plugged && self.card.is_some() && !self.left).then_some(self.laid)
    }

    /// Returns card number `laid` for as long as it lies on a plugged reader that was never unplugged since.
    fn card(&mut self, laid: u64, unplugged: u64) -> Result<&mut VirtualCard, TransmitError> {
        if !self.plugged || self.unplugged != unplugged {
            return Err(TransmitError::ReaderUnavailable);
        }
        let here = self.laid == laid && !self.left;
        self.card.as_mut().filter(|_| here).ok_or(TransmitError::CardRemoved)
    }
}

/// Remembers what it told last: the outlet (plugged, times unplugged) and the number of the card.
struct Watch {
    shared: Arc<Shared>,
    outlet: Option<(bool, u64)>,
    card: Option<u64>,
}

impl Watch {
    fn news(&mut self, state: &State) -> Option<ReaderEvent> {
        let outlet = (state.plugged, state.unplugged);
        let seen = self.outlet.replace(outlet);
        if seen != Some(outlet) {
            self.card = None;
            return Some(self.standing(state.plugged, seen.is_none()));
        }
        match (self.card, state.lying()) {
            (None, Some(laid)) => {
                self.card = Some(laid);
                Some(ReaderEvent::CardInserted)
            }
            (Some(seen), now) if now != Some(seen) => {
                self.card = None;
                Some(ReaderEvent::CardRemoved)
            }
            _ => None,
        }
    }

    fn standing(&self, plugged: bool, first: bool) -> ReaderEvent {
        match (plugged, first) {
            (true, _) => ReaderEvent::Ready { name: self.shared.name.clone() },
            (false, true) => ReaderEvent::Unavailable(ReaderFault::NoReader),
            (false, false) => ReaderEvent::Unavailable(ReaderFault::Unplugged),
        }
    }
}

impl ReaderWatch for Watch {
    fn next(&mut self, timeout: Duration) -> Option<ReaderEvent> {
        let shared = Arc::clone(&self.shared);
        let deadline = Instant::now() + timeout;
        let mut state = shared.state();
        loop {
            if let Some(event) = self.news(&state) {
                return Some(event);
            }
            let left = deadline.checked_duration_since(Instant::now())?;
            state = shared.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

struct Slot {
    shared: Arc<Shared>,
}

impl CardSlot for Slot {
    fn connect(&mut self) -> Result<Box<dyn Transmit + '_>, TransmitError> {
        let mut state = self.shared.state();
        let (laid, unplugged) = (state.laid, state.unplugged);
        state.card(laid, unplugged)?.power_on();
        if state.held.replace(laid) == Some(laid) {
            return Err(TransmitError::InUse);
        }
        Ok(Box::new(Dialogue { shared: &self.shared, laid, unplugged }))
    }
}

/// Holds one card under power until it is dropped.
struct Dialogue<'a> {
    shared: &'a Shared,
    laid: u64,
    unplugged: u64,
}

impl Transmit for Dialogue<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        let state = self.shared.state();
        let delay = state.delay + state.card.as_ref().map_or(Duration::ZERO, VirtualCard::delay);
        let here = |state: &mut State| state.card(self.laid, self.unplugged).is_ok();
        let waited = self.shared.changed.wait_timeout_while(state, delay, here);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner).0;
        match state.card(self.laid, self.unplugged)?.answer(command) {
            Answer::Response(response) if !response.is_empty() => Ok(response),
            Answer::Response(_) | Answer::Silence => Err(TransmitError::NotResponding),
            Answer::Gone => {
                state.left = true;
                self.shared.changed.notify_all();
                Err(TransmitError::CardRemoved)
            }
        }
    }
}

impl Drop for Dialogue<'_> {
    fn drop(&mut self) {
        let mut state = self.shared.state();
        if state.held == Some(self.laid) {
            state.held = None;
        }
        if let Ok(card) = state.card(self.laid, self.unplugged) {
            card.power_off();
        }
    }
}
