//! Lends the card on a PC/SC reader for one dialogue, exclusively, and powers it off at both ends.
//!
//! PC/SC waits without limit for a card that falls silent and for another program that holds it, and a wait cannot be broken
//! off. So each dialogue has a thread of its own, which a watchdog leaves behind; until that thread comes back, the card
//! counts as not responding.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use ::pcsc::{Card, Context, Disposition, Error, MAX_BUFFER_SIZE_EXTENDED, Protocols, Scope, ShareMode};
use zeroize::Zeroizing;

use super::transmit_error;
use crate::{CardSlot, Transmit, TransmitError};

/// How long a card may take for one command; a signature, the slowest, takes about a second.
const PATIENCE: Duration = Duration::from_millis(if cfg!(test) { 50 } else { 5_000 });

/// The slot of [`pcsc_reader`](super::pcsc_reader).
pub struct PcscSlot {
    name_contains: Option<String>,
    /// The thread of a dialogue that never ended.
    stuck: Option<JoinHandle<()>>,
}

type Command = Zeroizing<Vec<u8>>;
type Answer = Result<Vec<u8>, TransmitError>;

impl PcscSlot {
    pub(super) fn new(name_contains: Option<String>) -> Self {
        Self { name_contains, stuck: None }
    }
}

impl CardSlot for PcscSlot {
    fn connect(&mut self) -> Result<Box<dyn Transmit + '_>, TransmitError> {
        if self.stuck.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return Err(TransmitError::NotResponding);
        }
        let name_contains = self.name_contains.clone();
        let serve = move |inbox, outbox| serve(name_contains.as_deref(), &inbox, &outbox);
        Ok(Box::new(Dialogue::open(&mut self.stuck, serve)?))
    }
}

/// The near end of a dialogue.
struct Dialogue<'a> {
    /// None once the card fell silent: an answer that still comes belongs to nobody.
    commands: Option<SyncSender<Command>>,
    answers: Receiver<Answer>,
    thread: Option<JoinHandle<()>>,
    stuck: &'a mut Option<JoinHandle<()>>,
}

impl<'a> Dialogue<'a> {
    /// Starts the far end and waits until it tells that the card is on.
    fn open(
        stuck: &'a mut Option<JoinHandle<()>>,
        serve: impl FnOnce(Receiver<Command>, SyncSender<Answer>) + Send + 'static,
    ) -> Result<Self, TransmitError> {
        let (commands, inbox) = sync_channel(1);
        let (outbox, answers) = sync_channel(1);
        let thread = thread::Builder::new()
            .name("card-dialogue".to_owned())
            .spawn(move || serve(inbox, outbox))
            .map_err(|error| TransmitError::Protocol(error.to_string()))?;
        let mut dialogue = Self { commands: Some(commands), answers, thread: Some(thread), stuck };
        dialogue.answer()?;
        Ok(dialogue)
    }

    fn answer(&mut self) -> Answer {
        match self.answers.recv_timeout(PATIENCE) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Disconnected) => Err(TransmitError::CardRemoved),
            Err(RecvTimeoutError::Timeout) => {
                tracing::warn!("the card did not respond in time");
                self.commands = None;
                *self.stuck = self.thread.take();
                Err(TransmitError::NotResponding)
            }
        }
    }
}

impl Transmit for Dialogue<'_> {
    fn transmit(&mut self, command: &[u8]) -> Answer {
        let commands = self.commands.as_ref().ok_or(TransmitError::NotResponding)?;
        commands.send(Zeroizing::new(command.to_vec())).map_err(|_| TransmitError::CardRemoved)?;
        self.answer()
    }
}

impl Drop for Dialogue<'_> {
    /// Waits until the card is off, or the next dialogue would meet it in use.
    fn drop(&mut self) {
        self.commands = None;
        if self.thread.is_some() && self.answers.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            *self.stuck = self.thread.take();
        }
    }
}

/// The far end: powers the card on, tells so, and carries commands until the near end is dropped.
fn serve(name_contains: Option<&str>, inbox: &Receiver<Command>, outbox: &SyncSender<Answer>) {
    let powered = power_on(name_contains);
    let told = outbox.send(powered.as_ref().map(|_| Vec::new()).map_err(Clone::clone));
    let (Ok(card), Ok(())) = (powered, told) else { return };
    let mut buffer = Zeroizing::new(vec![0; MAX_BUFFER_SIZE_EXTENDED]);
    while let Ok(command) = inbox.recv() {
        let answer = card.transmit(&command, &mut buffer).map(<[u8]>::to_vec).map_err(transmit_error);
        if outbox.send(answer).is_err() {
            break;
        }
    }
    if let Err((_, error)) = card.disconnect(Disposition::UnpowerCard) {
        tracing::debug!(%error, "the card was gone before it could be powered off");
    }
}

/// Connects and powers the card off and on, because a verified secret outlives a connection.
fn power_on(name_contains: Option<&str>) -> Result<Card, TransmitError> {
    let connect = || {
        let context = Context::establish(Scope::User)?;
        let name = super::choose(&context, name_contains)?.ok_or(Error::NoReadersAvailable)?;
        let mut card = context.connect(&name, ShareMode::Exclusive, Protocols::ANY)?;
        card.reconnect(ShareMode::Exclusive, Protocols::ANY, Disposition::UnpowerCard)?;
        Ok(card)
    };
    connect().map_err(transmit_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A far end that answers `answers` times and then holds its breath until `release` is dropped.
    fn silent_after(
        answers: usize,
        release: Receiver<()>,
    ) -> impl FnOnce(Receiver<Command>, SyncSender<Answer>) {
        move |inbox, outbox| {
            for _ in 0..answers {
                outbox.send(Ok(vec![0x90, 0x00])).unwrap();
                let _ = inbox.recv();
            }
            let _ = release.recv();
        }
    }

    #[test]
    fn a_silent_card_is_left_behind_until_its_thread_returns() {
        for answers in [0, 1] {
            let (hold, release) = sync_channel(1);
            let mut slot = PcscSlot::new(Some("no reader has this name".to_owned()));
            let silent = Dialogue::open(&mut slot.stuck, silent_after(answers, release))
                .and_then(|mut dialogue| dialogue.transmit(&[0, 0, 0, 0]));
            assert_eq!(silent, Err(TransmitError::NotResponding));
            assert_eq!(slot.connect().err(), Some(TransmitError::NotResponding));
            drop(hold);
            let thread = slot.stuck.take().unwrap();
            thread.join().unwrap();
            assert_ne!(slot.connect().err(), Some(TransmitError::NotResponding));
        }
    }

    #[test]
    fn nothing_is_sent_to_a_card_that_fell_silent() {
        let (_hold, release) = sync_channel(1);
        let mut stuck = None;
        let mut dialogue = Dialogue::open(&mut stuck, silent_after(1, release)).unwrap();
        for _ in 0..2 {
            assert_eq!(dialogue.transmit(&[0, 0, 0, 0]), Err(TransmitError::NotResponding));
        }
    }
}
