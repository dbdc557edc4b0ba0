//! The visit, as a state machine that touches nothing.
//!
//! No clock, no thread, no file, no socket, no window: events come in with the time, effects and deadlines go out.
//!
//! > After every [`Session::handle`], drain [`Session::poll_effect`] until `None`; then wait for the earliest of a
//! > worker's event, a touch, or the deadline of [`Session::poll_timeout`].
//!
//! ```text
//!  out_of_service ─ready─▶ idle ─card─▶ reading ─┬─▶ code ─┐
//!        ▲                  ▲                    ├─────────┴▶ face ◀──▶ pin
//!    reader lost            │                    │              │  ╲   ╱ │
//!   (from anywhere)         │                    │              │  clerk │
//!                           │                    ▼              ▼    │   ▼
//!                           │                 faulted ◀─── consent ◀─┴───┘
//!                           │                  │   ▲            │
//!                           └─card taken───────┘   └──────── checking ─▶ hand_over ─▶ done
//!                           └─card taken── card_left ◀── left lying ──────────────────┘
//! ```
//!
//! Between `consent` and `checking` stands `prescription`, in a house that asks for it. A centre that says "not enrolled",
//! whenever that comes, leads to `enrolment`, from there to `registering`, and back to where the visit stood. A centre that is
//! away stops nobody from showing who they are; then `outage` asks whether the centre may be asked later, and leads to `done`.
//!
//! A house that closes leads from `idle` to `out_of_service`, and back when it opens.
//!
//! Every effect that outlives a frame carries a [`Ticket`]; an answer to a patient who has left is dropped, since
//! its ticket is no longer awaited. A recorded list of `(event, now)` replays a visit.
#![deny(clippy::wildcard_enum_match_arm)]

mod effect;
mod event;
mod fault;
mod flight;
mod look;
mod patient;
mod state;
mod timer;
mod visit;

pub use effect::{Effect, Outcome, Record};
pub use event::{Adjust, Answer, CardEvent, ConsentItem, Event, PinAnswer, ReaderEvent, Touch};
pub use fault::{Fault, Owner, Ways};
pub use flight::{Task, Ticket};
pub use look::{LOUDEST, Look, TextSize, Theme};
pub use patient::{
    CallNumber, CardFacts, CardKind, CardPlace, Consent, Day, Digits, Eligibility, Enrolment, FaceVerdict,
    Guidance, Language, Method, Moment, OverrideReason, PIN_LENGTH, PRINTED_CODE_LENGTH, Period, Personal,
    Photo, PrescriptionForm, STAFF_PIN_LENGTH, Validity,
};
pub use state::{
    CardLeft, Checking, Clerk, Code, Consenting, Done, Enrolling, Face, Faulted, HandingOver, Idle,
    OutOfService, Outage, Pin, Prescribing, Reading, Registering, State,
};
pub use timer::Timer;
pub use visit::Visit;

use flight::Flight;
use state::Context;
use std::mem::discriminant;
use std::time::Instant;

/// One kiosk's visits, one after the other, never two at once.
#[derive(Debug)]
pub struct Session {
    state: State,
    flight: Flight,
    look: Look,
    home_language: Language,
    place: CardPlace,
    card_lies: bool,
    asks_prescription: bool,
    keeps_facts: bool,
}

impl Session {
    /// Starts out of service, until a reader reports itself ready.
    pub fn new(home_language: Language) -> Self {
        let flight = Flight::default();
        Self {
            state: State::starting(),
            flight,
            look: Look::home(home_language),
            home_language,
            place: CardPlace::default(),
            card_lies: false,
            asks_prescription: false,
            keeps_facts: false,
        }
    }

    /// Says how a card goes into the house's reader; without it, onto a tray.
    pub fn at_reader(self, place: CardPlace) -> Self {
        Self { place, ..self }
    }

    /// Says whether patients are asked how they want a prescription; without it they are not.
    pub fn asking_prescription(self, asks_prescription: bool) -> Self {
        Self { asks_prescription, ..self }
    }

    /// Says whether this house keeps what a card says of its holder while the centre is away; without it the desk writes it down.
    pub fn keeping_facts(self, keeps_facts: bool) -> Self {
        Self { keeps_facts, ..self }
    }

    /// Lets something happen at `now`, which never goes backwards.
    pub fn handle(&mut self, event: Event, now: Instant) {
        if let Event::Touched(touch) = event {
            self.flight.give_time(now);
            if self.look.follow(touch) {
                if self.is_free() {
                    self.flight.arm(Timer::Unattended, now); // Whoever changed it may walk away again.
                }
                return;
            }
        }
        let Some(event) = self.admit(event, now) else { return };
        let (before, looked) = (discriminant(&self.state), self.camera_looks());
        let mut state = std::mem::replace(&mut self.state, State::starting());
        let mut cx = Context {
            flight: &mut self.flight,
            now,
            card_lies: self.card_lies,
            asks_prescription: self.asks_prescription,
            keeps_facts: self.keeps_facts,
        };
        let fault = match (&event, state.visit_mut()) {
            (Event::Answered(_, answer), Some(visit)) => visit.note(answer, &mut cx),
            _ => None,
        };
        self.state = match fault {
            Some(fault) => state.fail(fault, &mut cx),
            None => state.on(event, &mut cx),
        };
        match (looked, self.camera_looks()) {
            (false, true) => self.flight.tell(Effect::WarmCamera),
            (true, false) => self.flight.tell(Effect::RestCamera),
            (true, true) | (false, false) => {}
        }
        if self.is_free() {
            self.look = Look::home(self.home_language);
        }
        self.look.has_repeated &= discriminant(&self.state) == before; // A new screen has not been said twice.
    }

    /// The camera is awake where a face is compared, and while the card is read, since it may be next; never while a PIN is typed.
    fn camera_looks(&self) -> bool {
        matches!(self.state, State::Reading(_) | State::Face(_))
    }

    /// Whether the screen belongs to nobody; a last screen that lingers still belongs to its reader.
    fn is_free(&self) -> bool {
        matches!(self.state, State::Idle(_) | State::OutOfService(_) | State::CardLeft(_))
    }

    /// Drops what is late, and keeps count of the card.
    fn admit(&mut self, event: Event, now: Instant) -> Option<Event> {
        let admitted = match &event {
            Event::Answered(ticket, answer) => {
                self.flight.admit(*ticket, answer.task(), answer.is_progress())
            }
            Event::TimedOut(timer) => self.flight.admit_timer(*timer, now),
            Event::Card(CardEvent::Inserted) => !std::mem::replace(&mut self.card_lies, true),
            Event::Card(CardEvent::Removed) => std::mem::replace(&mut self.card_lies, false),
            Event::Reader(ReaderEvent::Ready | ReaderEvent::Lost) => {
                self.card_lies = false;
                true
            }
            Event::Reader(ReaderEvent::Closed { .. } | ReaderEvent::Opened)
            | Event::JournalLost
            | Event::Touched(_) => true,
        };
        admitted.then_some(event)
    }

    /// Hands out the next effect; drain until `None`.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.flight.poll_effect()
    }

    /// Says when to come back with [`Event::TimedOut`] at the latest, and why.
    pub fn poll_timeout(&self) -> Option<(Instant, Timer)> {
        self.flight.poll_timeout()
    }

    /// Where the visit stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The language of the screen; it falls back when the visit ends.
    pub fn language(&self) -> Language {
        self.look.language
    }

    /// How the screen is shown; it falls back when the visit ends.
    pub fn look(&self) -> Look {
        self.look
    }

    /// The language between visits, which the staff read as well.
    pub fn home_language(&self) -> Language {
        self.home_language
    }

    /// How a card goes into the house's reader.
    pub fn place(&self) -> CardPlace {
        self.place
    }

    /// Whether nobody has touched anything for so long that they are asked for a sign.
    pub fn asks_for_sign(&self) -> bool {
        !self.is_free() && self.flight.asks_for_sign()
    }

    /// Whether the house is closed, and until when, where that is known.
    pub fn rest(&self) -> Option<Option<Moment>> {
        match &self.state {
            State::OutOfService(state) => state.closed_until(),
            State::Idle(_)
            | State::Reading(_)
            | State::Code(_)
            | State::Face(_)
            | State::Pin(_)
            | State::Clerk(_)
            | State::Consent(_)
            | State::Enrolment(_)
            | State::Registering(_)
            | State::Prescription(_)
            | State::Checking(_)
            | State::HandOver(_)
            | State::Outage(_)
            | State::Done(_)
            | State::CardLeft(_)
            | State::Faulted(_) => None,
        }
    }

    /// Whether a card lies on the reader.
    pub fn card_lies(&self) -> bool {
        self.card_lies
    }
}

#[cfg(test)]
mod tests;
