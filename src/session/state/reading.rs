//! The chip is being read; the printed code, the camera and the centre are under way as well.

use super::super::effect::Effect;
use super::super::event::{Answer, CardEvent, Event};
use super::super::fault::Fault;
use super::super::flight::Task;
use super::super::patient::{CardFacts, CardKind, Period};
use super::super::timer::Timer;
use super::super::visit::{Scan, Visit};
use super::{Code, Context, Face, Faulted, State};

/// The chip is being read.
#[derive(Debug)]
pub struct Reading {
    pub(super) visit: Box<Visit>,
}

impl Reading {
    /// A card was laid down: a visit begins.
    pub(super) fn enter(cx: &mut Context<'_>) -> State {
        cx.enter(&[Timer::ReadingStuck]);
        State::Reading(Self { visit: Visit::begin(cx) })
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Answered(_, Answer::CardRead(Ok(card))) => match unfit(card) {
                Some(fault) => Faulted::enter(self.visit, fault, cx),
                None => {
                    cx.flight.ask(Task::CheckCertificate, Effect::CheckCertificate);
                    self.proceed(cx)
                }
            },
            Event::Answered(_, Answer::CardRead(Err(fault))) => Faulted::enter(self.visit, fault, cx),
            Event::Answered(..) => self.proceed(cx),
            Event::Card(CardEvent::Removed) => Faulted::enter(self.visit, Fault::CardTakenEarly, cx),
            Event::TimedOut(Timer::ReadingStuck) => Faulted::enter(self.visit, Fault::CardUnreadable, cx),
            Event::Card(CardEvent::Inserted)
            | Event::Reader(_)
            | Event::JournalLost
            | Event::Touched(_)
            | Event::TimedOut(_) => State::Reading(self),
        }
    }

    /// Goes on as soon as both the chip and the card's face have been read.
    fn proceed(self, cx: &mut Context<'_>) -> State {
        match (&self.visit.card, &self.visit.scan) {
            (None, _) | (Some(_), Scan::Awaited) => State::Reading(self),
            (Some(_), Scan::Read(code)) => {
                let code = code.clone();
                Face::enter_with_code(self.visit, code, cx)
            }
            (Some(_), Scan::NotRead) => Code::enter(self.visit, false, cx),
        }
    }
}

/// Says why a card that was read cannot be used here.
fn unfit(card: CardFacts) -> Option<Fault> {
    match (card.kind, card.period) {
        (CardKind::Other, _) => Some(Fault::CardOfAnotherKind),
        (CardKind::Juki, _) => Some(Fault::CardJuki),
        (CardKind::Unsupported, _) => Some(Fault::CardUnsupported),
        (CardKind::Phone, _) => Some(Fault::CardPhone),
        (CardKind::MyNumber, Period::Dead) => Some(Fault::CertificateDead),
        (CardKind::MyNumber, Period::Valid | Period::ExpiresSoon { .. } | Period::Grace) => None,
    }
}
