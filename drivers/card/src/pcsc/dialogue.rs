//! The far end of a dialogue, on a thread of its own: everything here may wait for PC/SC.

use std::ffi::CString;
use std::sync::mpsc::{Receiver, SyncSender};
use std::time::{Duration, Instant};

use ::pcsc::{
    Card, Context, Disposition, Error, MAX_BUFFER_SIZE_EXTENDED, Protocols, ReaderState, Scope, ShareMode,
    State,
};
use zeroize::Zeroizing;

use super::choice::Choice;
use super::meaning::{Meaning, meaning, of_dialogue};
use super::slot::{Answer, Command};
use crate::TransmitError;

/// How soon after a lost exchange the service sees that the card was pulled; pcsc-lite looks every 400 ms.
const SEEN_WITHIN: Duration = Duration::from_secs(1);

/// Connects and tells so, powers the card on and tells its answer to reset, and carries commands until the near end is dropped.
pub(super) fn serve(choice: &Choice, inbox: &Receiver<Command>, outbox: &SyncSender<Answer>) {
    let mut held = match Held::connect(choice) {
        Ok(held) => held,
        // Nobody listens any more if the near end has left.
        Err(error) => return drop(outbox.send(Err(of_dialogue(error)))),
    };
    if outbox.send(Ok(Vec::new())).is_ok() {
        held.carry(inbox, outbox);
    }
    held.release();
}

/// Tells whether any program holds the card now.
pub(super) fn is_in_use(choice: &Choice) -> bool {
    let look = || {
        let context = Context::establish(Scope::User)?;
        let name = choice.take(&context)?.ok_or(Error::NoReadersAvailable)?;
        look_at(&context, name)
    };
    look().is_ok_and(|reader| reader.event_state().intersects(State::INUSE | State::EXCLUSIVE))
}

/// Returns how a reader stands, without waiting.
pub(super) fn look_at(context: &Context, name: CString) -> Result<ReaderState, Error> {
    let mut states = [ReaderState::new(name, State::UNAWARE)];
    match context.get_status_change(Duration::ZERO, &mut states) {
        Ok(()) | Err(Error::Timeout) => {}
        Err(error) => return Err(error),
    }
    let [reader] = states;
    if reader.event_state().intersects(State::UNKNOWN | State::UNAVAILABLE) {
        return Err(Error::ReaderUnavailable);
    }
    Ok(reader)
}

/// A card in exclusive use.
struct Held {
    context: Context,
    card: Card,
    name: CString,
    /// The number of the insertion that brought it.
    insertion: u32,
}

impl Held {
    fn connect(choice: &Choice) -> Result<Self, Error> {
        let context = Context::establish(Scope::User)?;
        let name = choice.take(&context)?.ok_or(Error::NoReadersAvailable)?;
        let insertion = look_at(&context, name.clone())?.event_count();
        let card = context.connect(&name, ShareMode::Exclusive, Protocols::ANY)?;
        Ok(Self { context, card, name, insertion })
    }

    fn carry(&mut self, inbox: &Receiver<Command>, outbox: &SyncSender<Answer>) {
        let powered = self.power_on();
        let is_on = powered.is_ok();
        if outbox.send(powered).is_err() || !is_on {
            return;
        }
        let mut buffer = Zeroizing::new(vec![0; MAX_BUFFER_SIZE_EXTENDED]);
        while let Ok(command) = inbox.recv() {
            let answer = self.card.transmit(&command, &mut buffer).map(<[u8]>::to_vec);
            if outbox.send(answer.map_err(|error| self.explain(error))).is_err() {
                return;
            }
        }
    }

    /// Powers the card off and on, because a verified secret outlives a connection, and returns its answer to reset.
    fn power_on(&mut self) -> Answer {
        let reconnected = self.card.reconnect(ShareMode::Exclusive, Protocols::ANY, Disposition::UnpowerCard);
        let status = reconnected.and_then(|()| self.card.status2_owned());
        status.map(|status| status.atr().to_vec()).map_err(|error| self.explain(error))
    }

    fn explain(&self, error: Error) -> TransmitError {
        tracing::debug!(?error, "the card");
        match meaning(error) {
            Meaning::ExchangeLost => self.whether_it_left(),
            _ => of_dialogue(error),
        }
    }

    /// Tells a card that was pulled from one that lies there and is silent.
    fn whether_it_left(&self) -> TransmitError {
        let deadline = Instant::now() + SEEN_WITHIN;
        loop {
            let reader = match look_at(&self.context, self.name.clone()) {
                Ok(reader) => reader,
                Err(error) => return of_dialogue(error),
            };
            let is_there = reader.event_state().contains(State::PRESENT);
            if !is_there || reader.event_count() != self.insertion {
                return TransmitError::CardRemoved;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return TransmitError::NotResponding;
            }
            let mut states = [reader];
            states[0].sync_current_state();
            // However this ends, the next look tells how things stand.
            let _ = self.context.get_status_change(left, &mut states);
        }
    }

    fn release(self) {
        if let Err((_, error)) = self.card.disconnect(Disposition::UnpowerCard) {
            tracing::debug!(?error, "the card was gone before it could be powered off");
        }
    }
}
