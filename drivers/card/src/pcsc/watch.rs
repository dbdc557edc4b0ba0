//! Watches one PC/SC reader.
//!
//! Every round looks at everything anew: which readers there are, and whether the chosen one holds a card. Between rounds it
//! sleeps in the service, which wakes it when something changes. An idle watch costs two round trips every two seconds.

use std::collections::VecDeque;
use std::thread;
use std::time::{Duration, Instant};

use ::pcsc::{Context, Error, PNP_NOTIFICATION, ReaderState, Scope, State};

use crate::{ReaderEvent, ReaderFault, ReaderWatch};

/// The longest sleep: pcsc-lite before 2.3 may miss that a reader was plugged in.
const SLICE: Duration = Duration::from_secs(2);
/// How often a service that is down is asked again.
const RETRY: Duration = Duration::from_millis(500);

/// The watch of [`pcsc_reader`](super::pcsc_reader).
pub struct PcscWatch {
    name_contains: Option<String>,
    context: Option<Context>,
    /// The chosen reader and the plug-and-play pseudo-reader, with the state in which they were seen last.
    reader: Option<ReaderState>,
    plug_and_play: ReaderState,
    /// A reader that is missing now was pulled out if it was ever there.
    seen: bool,
    /// Whether the service refused us last time: a dying one does so once, polkit always.
    refused: bool,
    known: Option<Condition>,
    events: VecDeque<ReaderEvent>,
}

/// How things stand.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Condition {
    Fault(ReaderFault),
    /// A reader, and the number of the insertion that brought the card on it.
    Reader {
        name: String,
        card: Option<u32>,
    },
}

impl PcscWatch {
    pub(super) fn new(name_contains: Option<String>) -> Self {
        Self {
            name_contains,
            context: None,
            reader: None,
            plug_and_play: ReaderState::new(PNP_NOTIFICATION(), State::UNAWARE),
            seen: false,
            refused: false,
            known: None,
            events: VecDeque::new(),
        }
    }

    /// Finds out how things stand, without waiting.
    fn look(&mut self) -> Condition {
        let condition = self.try_look();
        if let Ok(Condition::Reader { .. }) = condition {
            self.seen = true;
        }
        let refuses = condition == Err(Error::SecurityViolation);
        let refused_before = std::mem::replace(&mut self.refused, refuses);
        condition.unwrap_or_else(|_| {
            self.context = None;
            let fault =
                if refuses && refused_before { ReaderFault::NotPermitted } else { ReaderFault::NoService };
            Condition::Fault(fault)
        })
    }

    fn try_look(&mut self) -> Result<Condition, Error> {
        self.reader = None;
        let context = match &self.context {
            Some(context) => context,
            None => self.context.insert(Context::establish(Scope::User)?),
        };
        let Some(name) = super::choose(context, self.name_contains.as_deref())? else {
            return Ok(self.missing());
        };
        let mut state = [ReaderState::new(name, State::UNAWARE)];
        match context.get_status_change(Duration::ZERO, &mut state) {
            Ok(()) | Err(Error::Timeout) => {}
            Err(Error::UnknownReader | Error::ReaderUnavailable) => return Ok(self.missing()),
            Err(error) => return Err(error),
        }
        let [mut reader] = state;
        let flags = reader.event_state();
        if flags.intersects(State::UNKNOWN | State::UNAVAILABLE) {
            return Ok(self.missing());
        }
        let name = reader.name().to_string_lossy().into_owned();
        let card = flags.contains(State::PRESENT).then(|| reader.event_count());
        reader.sync_current_state();
        self.reader = Some(reader);
        Ok(Condition::Reader { name, card })
    }

    fn missing(&self) -> Condition {
        Condition::Fault(if self.seen { ReaderFault::Unplugged } else { ReaderFault::NoReader })
    }

    /// Sleeps until something may have changed, and no longer than `limit`.
    fn sleep(&mut self, limit: Duration) {
        let Some(context) = &self.context else { return thread::sleep(limit.min(RETRY)) };
        let mut states = vec![std::mem::replace(
            &mut self.plug_and_play,
            ReaderState::new(PNP_NOTIFICATION(), State::UNAWARE),
        )];
        states.extend(self.reader.take());
        let outcome = context.get_status_change(limit.min(SLICE), &mut states);
        self.plug_and_play = states.swap_remove(0);
        self.plug_and_play.sync_current_state();
        if !matches!(outcome, Ok(()) | Err(Error::Timeout)) {
            // The next look finds out what is wrong; the pause keeps a broken service from eating the processor.
            self.context = None;
            thread::sleep(limit.min(RETRY));
        }
    }
}

impl ReaderWatch for PcscWatch {
    fn next(&mut self, timeout: Duration) -> Option<ReaderEvent> {
        let deadline = Instant::now() + timeout;
        loop {
            if let Some(event) = self.events.pop_front() {
                return Some(event);
            }
            let condition = self.look();
            self.events.extend(events_between(self.known.as_ref(), &condition));
            self.known = Some(condition);
            let left = deadline.saturating_duration_since(Instant::now());
            if self.events.is_empty() {
                if left.is_zero() {
                    return None;
                }
                self.sleep(left);
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
    match (before, card) {
        (Some(Condition::Reader { name: same, card: held }), _) if same == name => match (held, card) {
            (None, _) => vec![CardInserted],
            (Some(_), None) => vec![CardRemoved],
            (Some(_), Some(_)) => vec![CardRemoved, CardInserted],
        },
        (_, None) => vec![Ready { name: name.clone() }],
        (_, Some(_)) => vec![Ready { name: name.clone() }, CardInserted],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(name: &str, card: Option<u32>) -> Condition {
        Condition::Reader { name: name.to_owned(), card }
    }

    #[test]
    fn each_change_is_told_once_and_in_order() {
        use ReaderEvent::{CardInserted, CardRemoved, Unavailable};
        let ready = |name: &str| ReaderEvent::Ready { name: name.to_owned() };
        let unplugged = || Condition::Fault(ReaderFault::Unplugged);
        let rows = [
            (None, reader("A", None), vec![ready("A")]),
            (None, reader("A", Some(1)), vec![ready("A"), CardInserted]),
            (None, unplugged(), vec![Unavailable(ReaderFault::Unplugged)]),
            (Some(reader("A", None)), reader("A", None), vec![]),
            (Some(reader("A", None)), reader("A", Some(1)), vec![CardInserted]),
            (Some(reader("A", Some(1))), reader("A", None), vec![CardRemoved]),
            (Some(reader("A", Some(1))), reader("A", Some(1)), vec![]),
            (Some(reader("A", Some(1))), reader("A", Some(3)), vec![CardRemoved, CardInserted]),
            (Some(reader("A", Some(1))), reader("B", None), vec![ready("B")]),
            (Some(reader("A", Some(1))), unplugged(), vec![Unavailable(ReaderFault::Unplugged)]),
            (Some(unplugged()), unplugged(), vec![]),
            (Some(unplugged()), reader("A", Some(5)), vec![ready("A"), CardInserted]),
        ];
        for (before, now, events) in rows {
            assert_eq!(events_between(before.as_ref(), &now), events, "{before:?} {now:?}");
        }
    }
}
