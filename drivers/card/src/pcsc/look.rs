//! How things stand on the reader, told by a thread that may wait for PC/SC.
//!
//! Every round looks at everything anew: which readers there are, and whether the chosen one holds a card. Between rounds it
//! sleeps in the service, which wakes it when something changes. An idle look costs two round trips every two seconds.

use std::sync::mpsc::SyncSender;
use std::thread;
use std::time::Duration;

use ::pcsc::{Context, Error, PNP_NOTIFICATION, ReaderState, Scope, State};

use super::choice::Choice;
use super::dialogue::look_at;
use super::meaning::of_watch;
use crate::ReaderFault;

/// The longest sleep: pcsc-lite before 2.3 may miss that a reader was plugged in.
const SLICE: Duration = Duration::from_secs(2);
/// How often a service that is down is asked again.
const RETRY: Duration = Duration::from_millis(500);

/// How things stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    Fault(ReaderFault),
    /// A reader, and the number of the insertion that brought the card on it.
    Reader {
        name: String,
        card: Option<u32>,
    },
}

pub(super) struct Looker {
    choice: Choice,
    context: Option<Context>,
    /// The chosen reader and the plug-and-play pseudo-reader, with the state in which they were seen last.
    reader: Option<ReaderState>,
    plug_and_play: ReaderState,
    /// A reader that is missing now was pulled out if it was ever there.
    seen: bool,
    /// Whether the service refused us last time.
    refused: bool,
}

impl Looker {
    pub(super) fn new(choice: Choice) -> Self {
        let plug_and_play = ReaderState::new(PNP_NOTIFICATION(), State::UNAWARE);
        Self { choice, context: None, reader: None, plug_and_play, seen: false, refused: false }
    }

    /// Tells how things stand, at every change and every two seconds, until nobody listens.
    ///
    /// A service that died is told even if it is back at once: whoever holds a dialogue has lost it.
    pub(super) fn run(mut self, outbox: &SyncSender<Condition>) {
        while outbox.send(self.look()).is_ok() {
            let Err(error) = self.sleep() else { continue };
            let is_lost = of_watch(error, false).is_some();
            if is_lost && outbox.send(Condition::Fault(ReaderFault::NoService)).is_err() {
                return;
            }
            // The next look finds out what is wrong; the pause keeps a broken service from eating the processor.
            thread::sleep(RETRY);
        }
    }

    /// Finds out how things stand, without waiting for a change.
    fn look(&mut self) -> Condition {
        let outcome = self.try_look();
        let was_refused = std::mem::replace(&mut self.refused, outcome == Err(Error::SecurityViolation));
        match outcome {
            Ok(condition) => {
                self.seen |= matches!(condition, Condition::Reader { .. });
                condition
            }
            Err(error) => Condition::Fault(match of_watch(error, was_refused) {
                None => self.missing(),
                Some(fault) => {
                    self.context = None;
                    fault
                }
            }),
        }
    }

    fn try_look(&mut self) -> Result<Condition, Error> {
        self.reader = None;
        let context = match &self.context {
            Some(context) => context,
            None => self.context.insert(Context::establish(Scope::User)?),
        };
        let name = self.choice.take(context)?.ok_or(Error::NoReadersAvailable)?;
        let mut reader = look_at(context, name)?;
        let name = reader.name().to_string_lossy().into_owned();
        let card = reader.event_state().contains(State::PRESENT).then(|| reader.event_count());
        reader.sync_current_state();
        self.reader = Some(reader);
        Ok(Condition::Reader { name, card })
    }

    fn missing(&self) -> ReaderFault {
        if self.seen { ReaderFault::Unplugged } else { ReaderFault::NoReader }
    }

    /// Sleeps until something may have changed.
    fn sleep(&mut self) -> Result<(), Error> {
        let Some(context) = &self.context else {
            thread::sleep(RETRY);
            return Ok(());
        };
        let unaware = ReaderState::new(PNP_NOTIFICATION(), State::UNAWARE);
        let mut states = vec![std::mem::replace(&mut self.plug_and_play, unaware)];
        states.extend(self.reader.take());
        let outcome = context.get_status_change(SLICE, &mut states);
        self.plug_and_play = states.swap_remove(0);
        self.plug_and_play.sync_current_state();
        match outcome {
            Ok(()) | Err(Error::Timeout) => Ok(()),
            Err(error) => {
                self.context = None;
                Err(error)
            }
        }
    }
}
