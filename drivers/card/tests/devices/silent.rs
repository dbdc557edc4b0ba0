//! A card that stops answering.

use std::thread;
use std::time::{Duration, Instant};

use card::twin::ifd_socket::Mishap;
use card::{ReaderEvent, TransmitError};

use crate::kiosk::{Kiosk, PROMISE, lost, report};
use crate::world::{a_card, alone, say};

#[test]
fn a_card_that_falls_silent_is_told_in_time_and_the_next_one_works() {
    alone(|world| {
        let Some(_pcscd) = world.pcscd(&["Desk"]) else { return };
        let (mut kiosk, mut place, mut card) = (Kiosk::at("Desk"), world.place("Desk"), a_card());
        kiosk.is_ready();
        let mut times = Vec::new();
        for command in [0, 9] {
            place.lay_for(card, Some(Mishap::Silent(command))).unwrap();
            kiosk.hears(&ReaderEvent::CardInserted);
            let start = Instant::now();
            assert_eq!(kiosk.serve(), lost(TransmitError::NotResponding), "command {command}");
            assert!(start.elapsed() < PROMISE, "{:?}", start.elapsed());
            // It lies there still, and a second dialogue with it ends as well.
            assert_eq!(kiosk.serve(), lost(TransmitError::NotResponding), "command {command}");
            card = place.take().unwrap();
            kiosk.hears(&ReaderEvent::CardRemoved);
            let start = Instant::now();
            card = kiosk.serves_the_next(&mut place, card);
            times.push(start.elapsed());
        }
        report("from lifting a silent card to having served the next", times);
    });
}

#[test]
fn a_silent_card_that_is_lifted_releases_the_dialogue_at_once() {
    alone(|world| {
        let Some(_pcscd) = world.pcscd(&["Desk"]) else { return };
        let (mut kiosk, mut place) = (Kiosk::at("Desk"), world.place("Desk"));
        kiosk.is_ready();
        place.lay_for(a_card(), Some(Mishap::Silent(3))).unwrap();
        kiosk.hears(&ReaderEvent::CardInserted);
        let card = thread::scope(|scope| {
            let lifts = scope.spawn(|| {
                thread::sleep(Duration::from_millis(500));
                place.take().unwrap()
            });
            assert_eq!(kiosk.serve(), lost(TransmitError::CardRemoved));
            lifts.join().unwrap()
        });
        kiosk.hears(&ReaderEvent::CardRemoved);
        kiosk.serves_the_next(&mut place, card);
    });
}

#[test]
fn while_a_silent_card_keeps_one_reader_another_serves() {
    alone(|world| {
        let Some(_pcscd) = world.pcscd(&["Left", "Right"]) else { return };
        let [mut left, mut right] = ["Left", "Right"].map(Kiosk::at);
        let [mut silent, mut lively] = ["Left", "Right"].map(|name| world.place(name));
        left.is_ready();
        right.is_ready();
        silent.lay_for(a_card(), Some(Mishap::Silent(0))).unwrap();
        left.awaits_card();
        thread::scope(|scope| {
            let hangs = scope.spawn(|| left.serve());
            let mut card = a_card();
            let mut served = 0;
            while !hangs.is_finished() {
                card = right.serves_the_next(&mut lively, card);
                served += 1;
            }
            assert_eq!(hangs.join().unwrap(), lost(TransmitError::NotResponding));
            say(&format!("{served} visits while the other reader was kept"));
            assert!(served > 1);
        });
    });
}
