//! Something failed: the cause, the next step, and the ways on that are left.

use super::super::effect::{Outcome, Record};
use super::super::event::{CardEvent, Event, Touch};
use super::super::fault::{Fault, Ways};
use super::super::flight::Task;
use super::super::timer::Timer;
use super::super::visit::Visit;
use super::{CardLeft, Clerk, Context, Face, Idle, Pin, State};

/// Something failed. Without a way on, the visit is already wiped.
#[derive(Debug)]
pub struct Faulted {
    pub(super) visit: Option<Box<Visit>>,
    fault: Fault,
}

impl Faulted {
    pub(super) fn enter(visit: Box<Visit>, fault: Fault, cx: &mut Context<'_>) -> State {
        cx.record(Record::Faulted(fault));
        let visit = if fault.ways() == Ways::default() || !cx.card_lies {
            visit.end(Outcome::Faulted, cx);
            None
        } else {
            // The centre's work goes on behind the screen; what the patient did is void.
            [Task::MatchFace, Task::CountTries, Task::SignWithPin, Task::CheckClerk]
                .into_iter()
                .for_each(|task| cx.flight.cancel(task));
            Some(visit)
        };
        cx.enter(if cx.card_lies { &[Timer::Unattended] } else { &[Timer::Linger] });
        State::Faulted(Self { visit, fault })
    }

    /// What failed.
    pub fn fault(&self) -> Fault {
        self.fault
    }

    /// The ways on that are left.
    pub fn ways(&self) -> Ways {
        if self.visit.is_some() { self.fault.ways() } else { Ways::default() }
    }

    pub(super) fn on(self, event: Event, cx: &mut Context<'_>) -> State {
        match event {
            Event::Touched(touch) => self.touched(touch, cx),
            Event::Card(CardEvent::Removed) => {
                if let Some(visit) = self.visit {
                    visit.end(Outcome::Faulted, cx);
                }
                cx.enter(&[Timer::Linger]);
                State::Faulted(Self { visit: None, fault: self.fault })
            }
            Event::Card(CardEvent::Inserted) | Event::TimedOut(Timer::Linger) => {
                // A reader that came back has forgotten the card whose visit waited here.
                if let Some(visit) = self.visit {
                    visit.end(Outcome::Faulted, cx);
                }
                Idle::enter(cx)
            }
            Event::TimedOut(Timer::Unattended) => match self.visit {
                Some(visit) => CardLeft::enter(visit, cx),
                None => CardLeft::enter_without_visit(cx),
            },
            Event::Reader(_) | Event::JournalLost | Event::Answered(..) | Event::TimedOut(_) => {
                State::Faulted(self)
            }
        }
    }

    fn touched(self, touch: Touch, cx: &mut Context<'_>) -> State {
        let ways = self.ways();
        match (touch, self.visit) {
            (Touch::ChoosePin, Some(visit)) if ways.pin => Pin::enter(visit, cx),
            (Touch::ChooseFace, Some(visit)) if ways.face => Face::enter(visit, cx),
            (Touch::CallClerk, Some(visit)) if ways.clerk => Clerk::enter(visit, cx),
            (_, visit) => State::Faulted(Self { visit, fault: self.fault }),
        }
    }
}
