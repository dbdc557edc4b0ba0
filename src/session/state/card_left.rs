//! A card lies there and its owner does not: alarm, nothing of the visit kept, and no next patient until it is taken.

use super::super::effect::Effect;
use super::super::event::{CardEvent, Event};
use super::super::visit::Visit;
use super::{Context, Idle, State};

/// The card was left behind.
#[derive(Debug)]
pub struct CardLeft;

impl CardLeft {
    pub(super) fn enter(visit: Box<Visit>, cx: &mut Context<'_>) -> State {
        let outcome = visit.outcome();
        visit.end(outcome, cx);
        Self::enter_without_visit(cx)
    }

    pub(super) fn enter_without_visit(cx: &mut Context<'_>) -> State {
        cx.enter(&[]);
        cx.flight.tell(Effect::Alarm(true));
        State::CardLeft(Self)
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Card(CardEvent::Removed) => {
                cx.flight.tell(Effect::Alarm(false));
                Idle::enter(cx)
            }
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Touched(_)
            | Event::Answered(..)
            | Event::TimedOut(_) => State::CardLeft(self),
        }
    }
}
