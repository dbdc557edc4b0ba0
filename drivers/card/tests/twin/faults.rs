//! What a card does wrong, or otherwise than most, it does as its list of faults says, and nothing else.

use std::time::{Duration, Instant};

use card::twin::{Answer, Blueprint, Fault, VirtualCard, VirtualReader};
use card::{CardSlot, TransmitError};

use super::{
    CARD_MANAGER, JPKI, TEXT, TEXT_B, USER_PIN, VISUAL, VISUAL_B, WRONG_PIN, blueprint, bytes, check, hanako,
    issue, matches, say,
};

const EXTENDED: &str = "00b08a00 000000";
const SHORT: &str = "00b08a00 00";

/// Makes hanako's card with one fault, as its word says.
fn with(fault: &str) -> VirtualCard {
    issue(&Blueprint { faults: vec![fault.parse().unwrap()], ..blueprint("hanako") })
}

#[test]
fn a_habit_changes_one_answer_and_leaves_the_others() {
    let rows: [(&str, &[&str], &str, &str); 22] = [
        ("slow-wake", &[], JPKI, "6f00"),
        ("slow-wake", &["00840000"], JPKI, "9000"),
        ("no-extended", &[JPKI], EXTENDED, "6700"),
        ("no-extended", &[JPKI], SHORT, "3082 * 9000"),
        ("no-extended", &[], "00ca5f5100", "c5ff * 9000"),
        ("no-extended", &[VISUAL], "00b08309 01", "009000"),
        ("extended-breaks", &[JPKI], EXTENDED, ""),
        ("extended-breaks", &[JPKI, EXTENDED], SHORT, "3082 * 9000"),
        ("silent-counter", &[JPKI, USER_PIN], "00200098", "9000"),
        ("silent-counter", &[JPKI], "00200098", "63c3"),
        ("end-of-file", &[JPKI, "00a4020c02 0008"], "00b00003 00", "6282"),
        ("end-of-file", &[JPKI, "00a4020c02 0008"], "00b00002 00", "009000"),
        ("select-all", &[], "00a4040c07 d2760001240102", "9000"),
        ("select-all", &[JPKI, "00a4040007 d2760001240102"], "00b0860002", "4a509000"),
        ("empty-certificate", &[JPKI], SHORT, "6b00"),
        ("empty-certificate", &[JPKI], "00b08800 00", "8f0000 9000"),
        ("empty-certificate", &[JPKI, USER_PIN], "802a0097 01 11 00", "*9000"),
        ("leading-bytes", &[TEXT, TEXT_B], "00b08200 06", "0000ff20 8200 9000"),
        ("leading-bytes", &[VISUAL, VISUAL_B], "00b08200 02", "ff20 9000"),
        ("hang-on=2A", &[JPKI, USER_PIN], "802a0097 01 11 00", ""),
        ("hang-on=2A", &[JPKI, "802a0097 01 11 00"], JPKI, ""),
        ("hang-on=2A", &[], JPKI, "9000"),
    ];
    for (fault, before, command, pattern) in rows {
        check(&mut with(fault), before, command, pattern);
    }
}

#[test]
fn a_card_without_a_photo_keeps_a_good_signature() {
    struct Wire(VirtualCard);
    impl myna_card::Transmit for Wire {
        fn transmit(&mut self, command: &[u8]) -> myna_card::Result<Vec<u8>> {
            Ok(self.0.process(command))
        }
    }
    let mut card = with("no-photo");
    card.power_on();
    let mut card = myna_card::Card::new(Wire(card));
    let mut visual = myna_card::ap::surface::SurfaceAp::select(&mut card).unwrap();
    visual.verify_code_b(&myna_card::Pin::new(&blueprint("hanako").code_b).unwrap()).unwrap();
    let (face, certificate) = (visual.read_card_face().unwrap(), visual.read_certificate().unwrap());
    assert!(face.photo.data.is_empty());
    face.verify(&certificate.public_key).unwrap();
}

/// Says commands until the card gives something else than a whole response, and tells what and when.
fn until_trouble(card: &mut VirtualCard, commands: &[&str]) -> (usize, &'static str) {
    card.power_on();
    for (index, command) in commands.iter().enumerate() {
        match card.answer(&bytes(command)) {
            Answer::Response(response) if response.len() >= 2 => {}
            Answer::Response(_) => return (index + 1, "cut"),
            Answer::Silence => return (index + 1, "silence"),
            Answer::Gone => return (index + 1, "gone"),
        }
    }
    (commands.len(), "nothing")
}

#[test]
fn a_fault_at_a_command_comes_at_that_command_once() {
    let commands = [JPKI, WRONG_PIN, CARD_MANAGER, JPKI, "00200098"];
    let rows = [
        ("hang=3", (3, "silence")),
        ("tear=2", (2, "gone")),
        ("tear-late=2", (2, "gone")),
        ("cut=2", (2, "cut")),
        ("tear=6", (5, "nothing")),
    ];
    for (fault, trouble) in rows {
        let mut card = with(fault);
        assert_eq!(until_trouble(&mut card, &commands), trouble, "{fault}");
    }
    let mut card = with("tear=2");
    assert_eq!(until_trouble(&mut card, &commands).1, "gone");
    assert_eq!(until_trouble(&mut card, &commands).1, "nothing");
}

#[test]
fn a_try_is_spent_only_by_a_card_that_leaves_after_it_answered() {
    for (fault, tries) in [("tear=2", 3), ("tear-late=2", 2)] {
        let mut card = with(fault);
        until_trouble(&mut card, &[JPKI, WRONG_PIN]);
        assert_eq!(card.tries_left(card::files::JPKI, 0x18), Some(tries), "{fault}");
    }
}

#[test]
fn a_hung_card_wakes_when_its_power_comes_back_and_not_at_a_reset() {
    let mut card = with("hang=1");
    card.power_on();
    let mut heard = |happens: fn(&mut VirtualCard)| {
        happens(&mut card);
        say(&mut card, JPKI)
    };
    assert_eq!(heard(|_| {}), "");
    assert_eq!(heard(VirtualCard::reset), "");
    assert_eq!(heard(VirtualCard::power_on), "9000");
}

#[test]
fn a_response_is_flipped_in_one_bit_or_cut_in_half() {
    let whole = {
        let mut card = hanako();
        card.power_on();
        say(&mut card, JPKI);
        say(&mut card, "00b0860004")
    };
    assert_eq!(whole, "4a504b499000");
    check(&mut with("flip=2"), &[JPKI], "00b0860004", "4b504b499000");
    check(&mut with("cut=2"), &[JPKI], "00b0860004", "4a504b");
    assert!(matches(&whole, "4a*9000"));
}

#[test]
fn a_reader_loses_a_card_that_leaves_and_its_owner_still_has_it() {
    let reader = VirtualReader::new("Rehearsal");
    reader.lay(with("tear-late=2"));
    let mut slot = reader.slot();
    let mut dialogue = slot.connect().unwrap();
    dialogue.transmit(&bytes(JPKI)).unwrap();
    assert_eq!(dialogue.transmit(&bytes(WRONG_PIN)), Err(TransmitError::CardRemoved));
    assert_eq!(dialogue.transmit(&bytes(JPKI)), Err(TransmitError::CardRemoved));
    drop(dialogue);
    assert_eq!(slot.connect().err(), Some(TransmitError::CardRemoved));
    reader.lay(reader.take().unwrap());
    let mut dialogue = slot.connect().unwrap();
    dialogue.transmit(&bytes(JPKI)).unwrap();
    assert_eq!(dialogue.transmit(&bytes("00200098")), Ok(vec![0x63, 0xC2]));
}

#[test]
fn a_reader_waits_for_a_slow_card_and_gives_up_a_silent_one() {
    let reader = VirtualReader::new("Rehearsal");
    reader.lay(hanako().with_faults(&[Fault::Delay(Duration::from_millis(40)), Fault::Hang(2)]));
    let mut slot = reader.slot();
    let mut dialogue = slot.connect().unwrap();
    let begun = Instant::now();
    dialogue.transmit(&bytes(JPKI)).unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(40));
    assert_eq!(dialogue.transmit(&bytes(JPKI)), Err(TransmitError::NotResponding));
}
