//! What is in flight: effects to be drained, tickets that may still be answered, deadlines that may still pass.

use super::effect::{Effect, Record};
use super::timer::Timer;
use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

/// Names one piece of work of one visit, so that an answer which comes too late is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket {
    /// The visit, counted from 1 since start.
    pub visit: u32,
    /// The piece of work, counted from 1 within the visit.
    pub serial: u32,
}

/// The kinds of work that answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the effect of the same name")]
pub enum Task {
    ReadCard,
    ScanCode,
    OpenCentral,
    CheckCertificate,
    ReadPhoto,
    MatchFace,
    CountTries,
    SignWithPin,
    CheckEligibility,
    SignAgain,
    Enrol,
    StoreConsent,
    HandOver,
    KeepFacts,
    CheckClerk,
}

/// The session's way out: states push into it, [`super::Session`] hands it to the workers.
#[derive(Debug, Default)]
pub(super) struct Flight {
    effects: VecDeque<Effect>,
    awaited: BTreeMap<Ticket, Task>,
    timers: BTreeMap<Timer, Instant>,
    visit: u32,
    serial: u32,
}

impl Flight {
    /// Counts a new visit; tickets of the one before are void.
    pub(super) fn begin_visit(&mut self) -> u32 {
        debug_assert!(self.awaited.is_empty(), "the visit before was ended");
        self.visit += 1;
        self.serial = 0;
        self.visit
    }

    /// Asks for work that will be answered; a running piece of the same kind is cancelled first.
    pub(super) fn ask(&mut self, task: Task, effect: impl FnOnce(Ticket) -> Effect) {
        self.cancel(task);
        self.serial += 1;
        let ticket = Ticket { visit: self.visit, serial: self.serial };
        self.awaited.insert(ticket, task);
        self.effects.push_back(effect(ticket));
    }

    /// Asks for something that does not answer.
    pub(super) fn tell(&mut self, effect: Effect) {
        self.effects.push_back(effect);
    }

    /// Writes into the journal, under the visit's number.
    pub(super) fn record(&mut self, record: Record) {
        self.tell(Effect::Record { visit: self.visit, record });
    }

    /// Gives up one kind of work.
    pub(super) fn cancel(&mut self, task: Task) {
        let given_up: Vec<_> =
            self.awaited.iter().filter(|(_, kind)| **kind == task).map(|(t, _)| *t).collect();
        for ticket in given_up {
            self.awaited.remove(&ticket);
            self.effects.push_back(Effect::Cancel(ticket));
        }
    }

    /// Gives up all work and all deadlines.
    pub(super) fn cancel_all(&mut self) {
        for (ticket, _) in std::mem::take(&mut self.awaited) {
            self.effects.push_back(Effect::Cancel(ticket));
        }
        self.timers.clear();
    }

    /// Says whether this kind of work is under way.
    pub(super) fn awaits(&self, task: Task) -> bool {
        self.awaited.values().any(|kind| *kind == task)
    }

    /// Admits an answer once; a late, foreign or mislabelled one is not admitted.
    pub(super) fn admit(&mut self, ticket: Ticket, task: Task, is_progress: bool) -> bool {
        let awaited = self.awaited.get(&ticket) == Some(&task);
        if awaited && !is_progress {
            self.awaited.remove(&ticket);
        }
        awaited
    }

    /// Starts or restarts a deadline. Nobody is taken for gone without having been asked before.
    pub(super) fn arm(&mut self, timer: Timer, now: Instant) {
        self.timers.insert(timer, now + timer.length());
        if timer == Timer::Unattended {
            self.timers.insert(Timer::StillThere, now + Timer::StillThere.length());
        }
    }

    /// Begins the deadlines again that wait for a person, where they run.
    pub(super) fn give_time(&mut self, now: Instant) {
        for timer in [Timer::Unattended, Timer::CardLeft, Timer::Linger] {
            if self.timers.contains_key(&timer) {
                self.arm(timer, now);
            }
        }
    }

    /// Whether a person has been away for so long that the screen asks for a sign of them.
    pub(super) fn asks_for_sign(&self) -> bool {
        self.timers.contains_key(&Timer::Unattended) && !self.timers.contains_key(&Timer::StillThere)
    }

    /// Admits a deadline that has truly passed, once.
    pub(super) fn admit_timer(&mut self, timer: Timer, now: Instant) -> bool {
        let passed = self.timers.get(&timer).is_some_and(|deadline| *deadline <= now);
        if passed {
            self.timers.remove(&timer);
        }
        passed
    }

    pub(super) fn clear_timers(&mut self) {
        self.timers.clear();
    }

    pub(super) fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    pub(super) fn poll_timeout(&self) -> Option<(Instant, Timer)> {
        self.timers.iter().map(|(timer, deadline)| (*deadline, *timer)).min()
    }
}
