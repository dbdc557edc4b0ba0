//! Lends the card on a PC/SC reader for one dialogue, exclusively, and powers it off at both ends.
//!
//! PC/SC waits without limit for a card that falls silent and for another program that holds it, and a wait cannot be broken
//! off. So each dialogue has a thread of its own, which a watchdog leaves behind; until that thread comes back, the card
//! cannot be had. A card that is lifted brings it back with every driver that notices, and a restart of the service always.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use zeroize::Zeroizing;

use super::choice::Choice;
use super::dialogue;
use super::left_behind::LeftBehind;
use crate::{CardSlot, Transmit, TransmitError};

/// How long a card may take for one command; a signature, the slowest, takes about a second.
const PATIENCE: Duration = Duration::from_millis(if cfg!(test) { 50 } else { 5_000 });
/// How long a new dialogue waits for one that was left behind: a card that was lifted has just released it.
const GRACE: Duration = Duration::from_millis(if cfg!(test) { 50 } else { 2_000 });
/// How long it may take to ask the service who holds a card.
const INQUIRY: Duration = Duration::from_millis(500);

/// The slot of [`pcsc_reader`](super::pcsc_reader).
#[derive(Debug)]
pub struct PcscSlot {
    choice: Choice,
    left_behind: LeftBehind,
}

pub(super) type Command = Zeroizing<Vec<u8>>;
pub(super) type Answer = Result<Vec<u8>, TransmitError>;

impl PcscSlot {
    pub(super) fn new(choice: Choice, left_behind: LeftBehind) -> Self {
        Self { choice, left_behind }
    }
}

impl CardSlot for PcscSlot {
    fn connect(&mut self) -> Result<Box<dyn Transmit + '_>, TransmitError> {
        self.left_behind.await_return(GRACE)?;
        let choice = self.choice.clone();
        let serve = move |inbox, outbox| dialogue::serve(&choice, &inbox, &outbox);
        let mut dialogue = Dialogue::open(&self.left_behind, serve)?;
        dialogue.await_connection(|| holds_another(self.choice.clone()))?;
        dialogue.answer_to_reset = dialogue.answer()?;
        Ok(Box::new(dialogue))
    }
}

/// Asks whether another program holds the card; a service that does not answer at once says nothing.
fn holds_another(choice: Choice) -> bool {
    let (outbox, answer) = sync_channel(1);
    let ask = move || {
        // Nobody listens any more if the answer comes too late.
        let _ = outbox.send(dialogue::is_in_use(&choice));
    };
    let asked = thread::Builder::new().name("card-inquiry".to_owned()).spawn(ask);
    asked.is_ok() && answer.recv_timeout(INQUIRY) == Ok(true)
}

/// The near end of a dialogue.
struct Dialogue<'a> {
    /// None once the card fell silent: an answer that still comes belongs to nobody.
    commands: Option<SyncSender<Command>>,
    answers: Receiver<Answer>,
    /// Empty until the card is on.
    answer_to_reset: Vec<u8>,
    thread: Option<JoinHandle<()>>,
    left_behind: &'a LeftBehind,
}

impl<'a> Dialogue<'a> {
    /// Starts the far end, which tells first that it is connected and then that the card is on.
    fn open(
        left_behind: &'a LeftBehind,
        serve: impl FnOnce(Receiver<Command>, SyncSender<Answer>) + Send + 'static,
    ) -> Result<Self, TransmitError> {
        let (commands, inbox) = sync_channel(1);
        let (outbox, answers) = sync_channel(1);
        let thread = thread::Builder::new()
            .name("card-dialogue".to_owned())
            .spawn(move || serve(inbox, outbox))
            .map_err(|error| TransmitError::Protocol(error.to_string()))?;
        let commands = Some(commands);
        Ok(Self { commands, answers, answer_to_reset: Vec::new(), thread: Some(thread), left_behind })
    }

    /// Waits until the far end has the card. One that another program holds in a transaction is in use, not silent.
    fn await_connection(&mut self, holds_another: impl FnOnce() -> bool) -> Result<(), TransmitError> {
        match self.answers.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Timeout) if holds_another() => Err(self.leave(TransmitError::InUse)),
            outcome => self.judge(outcome).map(drop),
        }
    }

    fn answer(&mut self) -> Answer {
        let outcome = self.answers.recv_timeout(PATIENCE);
        self.judge(outcome)
    }

    fn judge(&mut self, outcome: Result<Answer, RecvTimeoutError>) -> Answer {
        match outcome {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => Err(self.leave(TransmitError::NotResponding)),
            Err(RecvTimeoutError::Disconnected) => {
                Err(TransmitError::Protocol("the dialogue's thread ended early".to_owned()))
            }
        }
    }

    /// Leaves the far end behind, and with it the card.
    fn leave(&mut self, why: TransmitError) -> TransmitError {
        self.commands = None;
        if let Some(thread) = self.thread.take() {
            self.left_behind.leave(thread, why.clone());
        }
        why
    }
}

impl Transmit for Dialogue<'_> {
    fn transmit(&mut self, command: &[u8]) -> Answer {
        let commands = self.commands.as_ref().ok_or(TransmitError::NotResponding)?;
        // An error means that the far end is gone, and the missing answer will say so.
        let _ = commands.send(Zeroizing::new(command.to_vec()));
        self.answer()
    }

    fn answer_to_reset(&self) -> Option<Vec<u8>> {
        (!self.answer_to_reset.is_empty()).then(|| self.answer_to_reset.clone())
    }
}

impl Drop for Dialogue<'_> {
    /// Waits until the card is off, or the next dialogue would meet it in use.
    fn drop(&mut self) {
        self.commands = None;
        while self.thread.is_some() {
            match self.answers.recv_timeout(PATIENCE) {
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => drop(self.leave(TransmitError::NotResponding)),
            }
        }
    }
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
            for number in 0..answers {
                outbox.send(Ok(vec![0x90, 0x00])).unwrap();
                if number > 0 {
                    let _ = inbox.recv();
                }
            }
            let _ = release.recv();
        }
    }

    fn slot() -> PcscSlot {
        super::super::pcsc_reader(Some("no reader has this name".to_owned())).1
    }

    #[test]
    fn a_silent_card_is_left_behind_until_its_thread_returns() {
        for (answers, holds_another, fault) in [
            (0, false, TransmitError::NotResponding),
            (0, true, TransmitError::InUse),
            (1, true, TransmitError::NotResponding),
            (2, false, TransmitError::NotResponding),
        ] {
            let (hold, release) = sync_channel(1);
            let mut slot = slot();
            let outcome =
                Dialogue::open(&slot.left_behind, silent_after(answers, release)).and_then(|mut dialogue| {
                    dialogue.await_connection(|| holds_another)?;
                    dialogue.answer()?;
                    dialogue.transmit(&[0, 0, 0, 0])
                });
            assert_eq!(outcome, Err(fault.clone()));
            let is_silent = fault == TransmitError::NotResponding;
            assert_eq!(slot.left_behind.is_silent_for(Duration::ZERO), is_silent);
            assert_eq!(slot.connect().err(), Some(fault.clone()));
            drop(hold);
            assert_eq!(slot.left_behind.await_return(Duration::from_secs(10)), Ok(()));
            assert_ne!(slot.connect().err(), Some(fault));
        }
    }

    #[test]
    fn nothing_is_sent_to_a_card_that_fell_silent() {
        let (_hold, release) = sync_channel(1);
        let left_behind = LeftBehind::default();
        let mut dialogue = Dialogue::open(&left_behind, silent_after(2, release)).unwrap();
        dialogue.await_connection(|| false).unwrap();
        dialogue.answer().unwrap();
        for _ in 0..2 {
            assert_eq!(dialogue.transmit(&[0, 0, 0, 0]), Err(TransmitError::NotResponding));
        }
    }

    #[test]
    fn a_thread_that_ends_early_ends_its_dialogue_and_no_other() {
        let left_behind = LeftBehind::default();
        let mut dialogue = Dialogue::open(&left_behind, |_, _| ()).unwrap();
        assert!(matches!(dialogue.answer(), Err(TransmitError::Protocol(_))));
        drop(dialogue);
        assert_eq!(left_behind.await_return(Duration::ZERO), Ok(()));
    }
}
