//! A card lies there and its owner does not: alarm, nothing of the visit kept, and no next patient until it is taken.

use super::super::effect::Effect;
use super::super::event::{CardEvent, Event};
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{Context, Idle, State};

/// The card was left behind.
#[derive(Debug)]
pub struct CardLeft {
    is_lit: bool,
}

impl CardLeft {
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        let outcome = visit.outcome();
        visit.end(outcome, cx);
        Self::enter_without_visit(cx)
    }

    pub(super) fn enter_without_visit(cx: &mut Context<'_>) -> State {
        cx.enter(&[Timer::Light]);
        cx.flight.tell(Effect::Alarm(true));
        State::CardLeft(Self { is_lit: true })
    }

    /// Whether the screen's light moves, for whoever may still be near.
    pub fn is_lit(&self) -> bool {
        self.is_lit
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Card(CardEvent::Removed) => {
                cx.flight.tell(Effect::Alarm(false));
                Idle::enter(cx)
            }
            // Somebody is here after all.
            Event::Touched(_) => {
                cx.arm(Timer::Light);
                State::CardLeft(Self { is_lit: true })
            }
            Event::TimedOut(Timer::Light) => State::CardLeft(Self { is_lit: false }),
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Answered(..)
            | Event::TimedOut(_) => State::CardLeft(self),
        }
    }
}
