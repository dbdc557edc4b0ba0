//! The loop around the session: events in, effects out, and said aloud what the screen says. A window, a rehearsal and a
//! test all turn the same loop.

use crate::announcer::Announcer;
use crate::config::{Hours, ROUND, Standing};
use crate::session::{Answer, Effect, Event, Language, ReaderEvent, Session, State, Ticket, Touch};
use crate::workers::{Neighbours, Waker, WallClock, Workers};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

/// One kiosk at work.
pub struct Kiosk {
    session: Session,
    workers: Workers,
    inbox: Receiver<Event>,
    announcer: Option<Announcer>,
    hours: Option<(Hours, WallClock)>,
    alarm: bool,
    watch: Option<Box<dyn Watch>>,
    ahead: Duration,
}

/// Looks on without taking part: timelines and measurements.
pub trait Watch {
    /// Work was asked for.
    fn asked(&mut self, effect: &Effect, at: Instant);
    /// An answer came.
    fn answered(&mut self, ticket: Ticket, answer: &Answer, at: Instant);
}

impl Kiosk {
    /// Starts the workers; `waker` is called whenever [`Self::turn`] has something to do.
    pub fn start(mut neighbours: Neighbours, language: Language, waker: Waker) -> Self {
        let session = Session::new(language)
            .at_reader(neighbours.reader.place)
            .asking_prescription(neighbours.office.asks_prescription)
            .keeping_facts(neighbours.office.outbox.is_some());
        let announcer = neighbours.mouth.take().map(Announcer::new);
        let hours = neighbours.hours.take().map(|hours| (hours, neighbours.clock.clone()));
        let (workers, inbox) = Workers::start(neighbours, waker);
        Self { session, workers, inbox, announcer, hours, alarm: false, watch: None, ahead: Duration::ZERO }
    }

    /// Lets time pass at once, for rehearsals: what is due by then happens at the next turn.
    pub fn pass(&mut self, time: Duration) {
        self.ahead += time;
    }

    fn now(&self) -> Instant {
        Instant::now() + self.ahead
    }

    /// Lets someone look on.
    pub fn watch(&mut self, watch: Box<dyn Watch>) {
        self.watch = Some(watch);
    }

    /// Where the visit stands.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The workers, for the camera's preview.
    pub fn workers(&self) -> &Workers {
        &self.workers
    }

    /// Whether the left-card alarm sounds.
    pub fn is_alarm_on(&self) -> bool {
        self.alarm
    }

    /// Whether the screen of now is said aloud, so that somebody may want to hear it again.
    pub fn speaks(&self) -> bool {
        self.announcer.as_ref().is_some_and(|announcer| announcer.speaks(self.session.language()))
    }

    /// Lets all that has come happen, and says how long to sleep at most if nothing else comes.
    pub fn turn(&mut self) -> Option<Duration> {
        while let Ok(event) = self.inbox.try_recv() {
            self.happen(event);
        }
        let deadline = self.meet_deadlines();
        [deadline, self.keep_hours()].into_iter().flatten().min()
    }

    /// Lets all that is due happen, and says how long the next deadline is away.
    fn meet_deadlines(&mut self) -> Option<Duration> {
        loop {
            let (deadline, timer) = self.session.poll_timeout()?;
            let now = self.now();
            match deadline.checked_duration_since(now).filter(|left| !left.is_zero()) {
                Some(left) => return Some(left),
                None => self.happen(Event::TimedOut(timer)),
            }
        }
    }

    /// Closes and opens with the house, and says how long to sleep at most; a visit under way is never cut short.
    fn keep_hours(&mut self) -> Option<Duration> {
        let (hours, clock) = self.hours.as_ref()?;
        let (now, rest) = (hours.at(clock.japan().datetime()), self.session.rest());
        match (now, self.session.state()) {
            (Standing::Open, _) if rest.is_some() => self.happen(Event::Reader(ReaderEvent::Opened)),
            (Standing::Closed(until), State::Idle(_) | State::OutOfService(_)) if rest != Some(until) => {
                self.happen(Event::Reader(ReaderEvent::Closed { until }));
            }
            _ => {}
        }
        Some(ROUND)
    }

    /// Waits for the next event or deadline, `patience` at most, then lets it happen.
    pub fn wait(&mut self, patience: Duration) {
        let left = self.turn().unwrap_or(patience).min(patience);
        if let Ok(event) = self.inbox.recv_timeout(left) {
            self.happen(event);
        }
    }

    /// Somebody touched the screen.
    pub fn touch(&mut self, touch: Touch) {
        self.happen(Event::Touched(touch));
    }

    fn happen(&mut self, event: Event) {
        let now = self.now();
        let touch = if let Event::Touched(touch) = &event { Some(*touch) } else { None };
        if let (Event::Answered(ticket, answer), Some(watch)) = (&event, &mut self.watch) {
            watch.answered(*ticket, answer, now);
        }
        self.session.handle(event, now);
        while let Some(effect) = self.session.poll_effect() {
            if let Some(watch) = &mut self.watch {
                watch.asked(&effect, now);
            }
            if let Some(alarm) = self.workers.carry_out(effect) {
                self.alarm = alarm;
            }
        }
        if let Some(announcer) = &mut self.announcer {
            announcer.follow(&self.session, touch);
        }
    }
}
