//! The reader in this process: what it tells, and whose the card is.

use std::thread;
use std::time::{Duration, Instant};

use card::twin::VirtualReader;
use card::{CardSlot, ReaderEvent, ReaderFault, ReaderWatch, TransmitError};

use super::{JPKI, VISUAL, VISUAL_B, WRONG_PIN, bytes, hanako};

#[test]
fn a_reader_tells_how_things_stand_and_then_what_changes() {
    let (reader, soon) = (VirtualReader::new("Rehearsal"), Duration::ZERO);
    let mut watch = reader.watch();
    let mut card = hanako();
    assert_eq!(watch.next(soon), Some(ReaderEvent::Ready { name: "Rehearsal".into() }));
    for _ in 0..2 {
        assert_eq!(watch.next(soon), None);
        reader.lay(card);
        assert_eq!(watch.next(soon), Some(ReaderEvent::CardInserted));
        card = reader.take().unwrap();
        assert_eq!(watch.next(soon), Some(ReaderEvent::CardRemoved));
    }
    reader.lay(card);
    reader.unplug();
    assert_eq!(watch.next(soon), Some(ReaderEvent::Unavailable(ReaderFault::Unplugged)));
    assert_eq!(watch.next(soon), None);
    reader.plug();
    assert_eq!(watch.next(soon), Some(ReaderEvent::Ready { name: "Rehearsal".into() }));
    assert_eq!(watch.next(soon), Some(ReaderEvent::CardInserted));
    reader.lay(reader.take().unwrap());
    assert_eq!(watch.next(soon), Some(ReaderEvent::CardRemoved));
    assert_eq!(watch.next(soon), Some(ReaderEvent::CardInserted));
}

#[test]
fn a_watch_wakes_at_once_when_a_card_is_laid() {
    let reader = VirtualReader::new("Rehearsal");
    let mut watch = reader.watch();
    watch.next(Duration::ZERO);
    let card = hanako();
    let begun = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| reader.lay(card));
        assert_eq!(watch.next(Duration::from_secs(60)), Some(ReaderEvent::CardInserted));
    });
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_dialogue_ends_with_the_card_and_its_counters_stay_spent() {
    let reader = VirtualReader::new("Rehearsal");
    let (mut slot, mut other) = (reader.slot(), reader.slot());
    assert_eq!(slot.connect().err(), Some(TransmitError::CardRemoved));
    reader.lay(hanako());
    let mut dialogue = slot.connect().unwrap();
    assert_eq!(other.connect().err(), Some(TransmitError::InUse));
    dialogue.transmit(&bytes(JPKI)).unwrap();
    assert_eq!(dialogue.transmit(&bytes(WRONG_PIN)), Ok(vec![0x63, 0xC2]));
    let card = reader.take().unwrap();
    assert_eq!(dialogue.transmit(&bytes(WRONG_PIN)), Err(TransmitError::CardRemoved));
    reader.lay(card);
    assert_eq!(dialogue.transmit(&bytes(WRONG_PIN)), Err(TransmitError::CardRemoved));
    let mut next = other.connect().unwrap();
    next.transmit(&bytes(JPKI)).unwrap();
    assert_eq!(next.transmit(&bytes("00200098")), Ok(vec![0x63, 0xC2]));
    reader.unplug();
    assert_eq!(next.transmit(&bytes(JPKI)), Err(TransmitError::ReaderUnavailable));
}

#[test]
fn a_dialogue_leaves_no_security_status_behind() {
    let reader = VirtualReader::new("Rehearsal");
    let mut slot = reader.slot();
    reader.lay(hanako());
    let mut say = |commands: &[&str]| {
        let mut dialogue = slot.connect().unwrap();
        commands.iter().fold(Vec::new(), |_, command| dialogue.transmit(&bytes(command)).unwrap())
    };
    assert_eq!(say(&[VISUAL, VISUAL_B, "00b0820002"]), [0xFF, 0x20, 0x90, 0x00]);
    assert_eq!(say(&[VISUAL, "00b0820002"]), [0x69, 0x82]);
}

#[test]
fn a_card_pulled_during_a_slow_command_ends_it_at_once() {
    let reader = VirtualReader::new("Rehearsal");
    reader.lay(hanako());
    reader.set_delay(Duration::from_secs(60));
    let mut slot = reader.slot();
    let mut dialogue = slot.connect().unwrap();
    let begun = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| reader.take());
        assert_eq!(dialogue.transmit(&bytes(JPKI)), Err(TransmitError::CardRemoved));
    });
    assert!(begun.elapsed() < Duration::from_secs(30));
}
