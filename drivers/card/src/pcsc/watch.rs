//! Watches one PC/SC reader, and the service behind it.
//!
//! The looking is done by a thread of its own, because even a look may wait without end. A service that keeps it, or keeps a
//! dialogue, hangs: that is told as a fault of its own, and the service is restarted where a command for it was given.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::choice::Choice;
use super::left_behind::LeftBehind;
use super::look::{Condition, Looker};
use super::remedy::Remedy;
use crate::{ReaderEvent, ReaderFault, ReaderWatch};

/// How often dialogue and looker are looked after.
const TICK: Duration = Duration::from_millis(500);
/// A looker that says nothing for so long is held by the service; it speaks every two seconds.
const SILENCE: Duration = Duration::from_secs(6);
/// How long after a dialogue was left behind the card may still be lifted, which brings most drivers back.
const LIFTED_WITHIN: Duration = Duration::from_secs(2);

/// The watch of [`pcsc_reader`](super::pcsc_reader).
#[derive(Debug)]
pub struct PcscWatch {
    choice: Choice,
    left_behind: LeftBehind,
    remedy: Remedy,
    looks: Option<Receiver<Condition>>,
    /// When the looker spoke last, and what it said.
    heard: Instant,
    last: Option<Condition>,
    /// What was told last.
    known: Option<Condition>,
    events: VecDeque<ReaderEvent>,
}

impl PcscWatch {
    pub(super) fn new(choice: Choice, left_behind: LeftBehind) -> Self {
        Self {
            choice,
            left_behind,
            remedy: Remedy::default(),
            looks: None,
            heard: Instant::now(),
            last: None,
            known: None,
            events: VecDeque::new(),
        }
    }

    /// Restarts the service with this program and its arguments whenever it hangs ([`ReaderFault::Stuck`]).
    #[must_use]
    pub fn restarting(mut self, command: Vec<String>) -> Self {
        self.remedy = Remedy::new(command);
        self
    }

    /// Listens to the looker for no longer than `limit`.
    fn listen(&mut self, limit: Duration) {
        let looks = self.looks.get_or_insert_with(|| {
            self.heard = Instant::now();
            start(Looker::new(self.choice.clone()))
        });
        match looks.recv_timeout(limit.min(TICK)) {
            Ok(condition) => {
                self.heard = Instant::now();
                self.last = Some(condition);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                tracing::error!("the thread that watches the reader ended early");
                self.looks = None;
                self.last = Some(Condition::Fault(ReaderFault::NoService));
                thread::sleep(limit.min(TICK));
            }
        }
    }

    /// Turns what is known now into events.
    fn judge(&mut self) {
        let is_stuck = self.heard.elapsed() > SILENCE || self.left_behind.is_silent_for(LIFTED_WITHIN);
        let condition = if is_stuck {
            self.remedy.apply();
            // What was seen until now may have died with the service.
            self.last = None;
            Some(Condition::Fault(ReaderFault::Stuck))
        } else {
            self.remedy.forget();
            self.last.clone()
        };
        if let Some(condition) = condition {
            self.events.extend(events_between(self.known.as_ref(), &condition));
            self.known = Some(condition);
        }
    }
}

/// Starts the looker; where that fails, the channel is closed from the start.
fn start(looker: Looker) -> Receiver<Condition> {
    let (outbox, looks) = sync_channel(1);
    let thread = thread::Builder::new().name("reader-look".to_owned());
    if let Err(error) = thread.spawn(move || looker.run(&outbox)) {
        tracing::error!(%error, "no thread to watch the reader");
    }
    looks
}

impl ReaderWatch for PcscWatch {
    fn next(&mut self, timeout: Duration) -> Option<ReaderEvent> {
        let deadline = Instant::now() + timeout;
        loop {
            if let Some(event) = self.events.pop_front() {
                return Some(event);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            self.listen(left);
            self.judge();
            if left.is_zero() && self.events.is_empty() {
                return None;
            }
        }
    }
}

/// Tells what happened between two looks.
fn events_between(before: Option<&Condition>, now: &Condition) -> Vec<ReaderEvent> {
    use ReaderEvent::{CardInserted, CardRemoved, Ready, Unavailable};
    let (name, card) = match now {
        _ if before == Some(now) => return Vec::new(),
        Condition::Fault(fault) => return vec![Unavailable(*fault)],
        Condition::Reader { name, card } => (name, card),
    };
    let ready = || std::iter::once(Ready { name: name.clone() }).chain(card.map(|_| CardInserted));
    match (before, card) {
        (Some(Condition::Reader { name: same, card: held }), _) if same == name => match (held, card) {
            (None, _) => vec![CardInserted],
            (Some(_), None) => vec![CardRemoved],
            (Some(_), Some(_)) => vec![CardRemoved, CardInserted],
        },
        (Some(Condition::Reader { .. }), _) => {
            std::iter::once(Unavailable(ReaderFault::Unplugged)).chain(ready()).collect()
        }
        _ => ready().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TransmitError;

    fn reader(name: &str, card: Option<u32>) -> Condition {
        Condition::Reader { name: name.to_owned(), card }
    }

    fn ready(name: &str) -> ReaderEvent {
        ReaderEvent::Ready { name: name.to_owned() }
    }

    #[test]
    fn each_change_is_told_once_and_in_order() {
        use ReaderEvent::{CardInserted, CardRemoved, Unavailable};
        let unplugged = || Condition::Fault(ReaderFault::Unplugged);
        let gone = || Unavailable(ReaderFault::Unplugged);
        let rows = [
            (None, reader("A", None), vec![ready("A")]),
            (None, reader("A", Some(1)), vec![ready("A"), CardInserted]),
            (None, unplugged(), vec![gone()]),
            (Some(reader("A", None)), reader("A", None), vec![]),
            (Some(reader("A", None)), reader("A", Some(1)), vec![CardInserted]),
            (Some(reader("A", Some(1))), reader("A", None), vec![CardRemoved]),
            (Some(reader("A", Some(1))), reader("A", Some(1)), vec![]),
            (Some(reader("A", Some(1))), reader("A", Some(3)), vec![CardRemoved, CardInserted]),
            (Some(reader("A", Some(1))), reader("B", None), vec![gone(), ready("B")]),
            (Some(reader("A", None)), reader("B", Some(1)), vec![gone(), ready("B"), CardInserted]),
            (Some(reader("A", Some(1))), unplugged(), vec![gone()]),
            (Some(unplugged()), unplugged(), vec![]),
            (Some(unplugged()), reader("A", Some(5)), vec![ready("A"), CardInserted]),
        ];
        for (before, now, events) in rows {
            assert_eq!(events_between(before.as_ref(), &now), events, "{before:?} {now:?}");
        }
    }

    #[test]
    fn a_dialogue_that_a_silent_card_keeps_makes_the_reader_stuck_until_it_comes_back() {
        let rows = [
            (TransmitError::NotResponding, Some(ReaderEvent::Unavailable(ReaderFault::Stuck))),
            (TransmitError::InUse, None),
        ];
        for (why, told) in rows {
            let left_behind = LeftBehind::default();
            let mut watch = PcscWatch::new(Choice::new(None), left_behind.clone());
            let (looker, looks) = sync_channel(1);
            watch.looks = Some(looks);
            looker.send(reader("A", None)).unwrap();
            assert_eq!(watch.next(Duration::ZERO), Some(ready("A")));
            let (hold, release) = sync_channel::<()>(0);
            let waits = move || assert!(release.recv().is_err());
            left_behind.leave(thread::Builder::new().spawn(waits).unwrap(), why);
            assert_eq!(watch.next(Duration::ZERO), None);
            assert_eq!(watch.next(LIFTED_WITHIN + TICK), told);
            drop(hold);
            left_behind.await_return(Duration::from_secs(10)).unwrap();
            assert_eq!(watch.next(TICK), None);
            looker.send(reader("A", None)).unwrap();
            assert_eq!(watch.next(TICK), told.map(|_| ready("A")));
        }
    }

    #[test]
    fn a_looker_that_the_service_keeps_makes_the_reader_stuck_and_the_service_is_restarted() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("restarted");
        let command = vec!["touch".to_owned(), mark.display().to_string()];
        let mut watch = PcscWatch::new(Choice::new(None), LeftBehind::default()).restarting(command);
        let (looker, looks) = sync_channel(1);
        watch.looks = Some(looks);
        looker.send(reader("A", None)).unwrap();
        assert_eq!(watch.next(Duration::ZERO), Some(ready("A")));
        watch.heard = Instant::now().checked_sub(SILENCE).unwrap();
        assert_eq!(watch.next(TICK), Some(ReaderEvent::Unavailable(ReaderFault::Stuck)));
        let deadline = Instant::now() + Duration::from_secs(10);
        while !mark.exists() {
            assert!(Instant::now() < deadline, "the command was not run");
            thread::sleep(Duration::from_millis(10));
        }
        looker.send(reader("A", None)).unwrap();
        assert_eq!(watch.next(TICK), Some(ready("A")));
    }

    #[test]
    fn a_looker_that_ends_early_is_replaced() {
        let mut watch = PcscWatch::new(Choice::new(Some("no such reader".into())), LeftBehind::default());
        let (looker, looks) = sync_channel(1);
        watch.looks = Some(looks);
        drop(looker);
        assert_eq!(watch.next(TICK), Some(ReaderEvent::Unavailable(ReaderFault::NoService)));
        assert!(watch.looks.is_none());
        watch.listen(Duration::ZERO);
        assert!(watch.looks.is_some());
    }
}
