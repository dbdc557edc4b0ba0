//! A card that is pulled, at every command of a visit and within every response.

use std::time::Instant;

use card::twin::ifd_socket::Mishap;
use card::{Error, ReaderEvent, TransmitError};

use crate::kiosk::{Kiosk, lost, report};
use crate::world::{World, a_card, alone};

/// A visit has about this many commands at least; fewer would mean that the mishaps met nothing.
const AT_LEAST: usize = 12;

#[test]
fn a_card_may_be_lifted_before_any_command_and_the_next_one_works() {
    alone(|world| lift_everywhere(world, Mishap::Lifted));
}

#[test]
fn a_card_may_be_lifted_within_any_response_and_the_next_one_works() {
    alone(|world| lift_everywhere(world, Mishap::LiftedAnswering));
}

/// Lifts the card one command later at each visit, until a visit has no more commands. Each visit is the proof that the
/// reader recovered from the one before.
fn lift_everywhere(world: &World, mishap: fn(usize) -> Mishap) {
    let Some(_pcscd) = world.pcscd(&["Desk"]) else { return };
    let (mut kiosk, mut place, mut card) = (Kiosk::at("Desk"), world.place("Desk"), a_card());
    kiosk.is_ready();
    let mut times = Vec::new();
    for command in 0.. {
        let start = Instant::now();
        place.lay_for(card, Some(mishap(command))).unwrap();
        kiosk.hears(&ReaderEvent::CardInserted);
        times.push(start.elapsed());
        let served = kiosk.serve();
        card = place.take().unwrap();
        kiosk.hears(&ReaderEvent::CardRemoved);
        if served == Ok(()) {
            assert!(command >= AT_LEAST, "only {command} commands");
            break;
        }
        let left = [lost(TransmitError::CardRemoved), Err(Error::LostOverLength(TransmitError::CardRemoved))];
        assert!(left.contains(&served), "command {command}: {served:?}");
    }
    report("from laying a card after one that was lifted to seeing it", times);
}

#[test]
fn a_card_that_is_swapped_within_a_moment_is_another_card() {
    alone(|world| {
        let Some(_pcscd) = world.pcscd(&["Desk"]) else { return };
        let (mut kiosk, mut place) = (Kiosk::at("Desk"), world.place("Desk"));
        kiosk.is_ready();
        place.lay(a_card()).unwrap();
        kiosk.hears(&ReaderEvent::CardInserted);
        for _ in 0..10 {
            let card = place.take().unwrap();
            place.lay(card).unwrap();
            kiosk.hears(&ReaderEvent::CardRemoved);
            kiosk.hears(&ReaderEvent::CardInserted);
            assert_eq!(kiosk.serve(), Ok(()));
        }
    });
}
