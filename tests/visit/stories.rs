//! Each story to its end, and what it leaves behind.

use crate::hand::Hand;
use claims::{PrescriptionForm, Validity, parse};
use journal::EventKind;
use madoguchi::rehearsal::{Act, Pilot, Seen, Step, Story};
use madoguchi::screen::Screen;
use madoguchi::session::{self, Touch};
use madoguchi_tests::Rehearsal;

/// Rides a story and returns the hand-off files and the journal's event codes.
fn ride(name: &str) -> (Vec<claims::Confirmation>, Vec<String>) {
    let mut rehearsal = Rehearsal::start(|_| {}).unwrap();
    rehearsal.ride(name).unwrap();
    let files = rehearsal.hand_offs();
    let results = files.iter().map(|path| parse(&std::fs::read(path).unwrap()).unwrap()).collect();
    assert!(!rehearsal.kiosk.is_alarm_on() && rehearsal.world.laid().is_none());
    (results, events(&rehearsal))
}

fn events(rehearsal: &Rehearsal) -> Vec<String> {
    rehearsal.journal().unwrap().iter().map(|entry| code(&entry.event)).collect()
}

fn code(event: &EventKind) -> String {
    match event {
        EventKind::FaultShown { code } => format!("fault {}", code.as_str()),
        other => other.code().to_owned(),
    }
}

fn flags(result: &claims::Confirmation) -> Vec<Option<&str>> {
    let record = &result.body.results[0];
    [&record.checkups, &record.medication, &record.treatment, &record.operations]
        .map(|consent| consent.flag.as_ref().map(|flag| flag.text()))
        .to_vec()
}

#[test]
fn a_patient_recognised_by_face_who_consents_to_all_is_handed_over() {
    let (results, events) = ride("face");
    assert_eq!(results.len(), 1);
    assert_eq!(results[0].body.validity, Some(Validity::Valid));
    assert_eq!(flags(&results[0]), [Some("1"); 4]);
    let expected = [
        "kiosk-started",
        "visit-started",
        "card-read",
        "identity-proven",
        "eligibility-answered",
        "consent-recorded",
        "handed-off",
        "visit-ended",
    ];
    let mut events: Vec<_> = events.iter().map(String::as_str).collect();
    events[4..6].sort_unstable(); // Whether the centre or the patient is quicker is nobody's promise.
    let mut sorted = expected;
    sorted[4..6].sort_unstable();
    assert_eq!(events, sorted);
}

#[test]
fn a_pin_wrong_once_then_right_hands_over_what_was_chosen_and_no_more() {
    let (results, _) = ride("pin");
    assert_eq!(results.len(), 1);
    assert_eq!(flags(&results[0])[1], Some("1"), "medicines were chosen");
    assert!(flags(&results[0]).iter().filter(|flag| **flag == Some("1")).count() == 1, "and nothing else");
}

/// A house that issues prescriptions either way, and a patient who wants paper.
static PAPER: Story = Story {
    name: "paper",
    about: "the form of a prescription is asked for after consent",
    steps: &[
        Step {
            name: "welcome",
            until: |screen| *screen == Screen::Welcome,
            acts: &[Act::See(Seen::Holder), Act::Lay("hanako")],
        },
        Step {
            name: "consent",
            until: |screen| matches!(screen, Screen::Consent { .. }),
            acts: &[Act::Touch(Touch::ConsentNone)],
        },
        Step {
            name: "prescription",
            until: |screen| *screen == Screen::Prescription,
            acts: &[Act::Touch(Touch::Prescription(session::PrescriptionForm::Paper))],
        },
        Step { name: "done", until: |screen| matches!(screen, Screen::Done { .. }), acts: &[Act::Take] },
    ],
};

#[test]
fn the_form_of_a_prescription_reaches_the_receipt_computer_where_it_is_asked_for() {
    let mut rehearsal = Rehearsal::start(|options| options.asks_prescription = true).unwrap();
    Pilot::new(vec![&PAPER]).ride(&mut rehearsal.kiosk, &mut rehearsal.world).unwrap();
    let files = rehearsal.hand_offs();
    let result = parse(&std::fs::read(&files[0]).unwrap()).unwrap();
    assert_eq!((files.len(), result.body.prescription_form), (1, Some(PrescriptionForm::Paper)));
    let (results, _) = ride("standing");
    assert_eq!(results[0].body.prescription_form, None, "nobody was asked");
}

#[test]
fn a_patient_is_called_by_the_number_that_screen_receipt_computer_and_journal_tell_alike() {
    let Some(hand) = Hand::new() else { return };
    let mut rehearsal = Rehearsal::start(|_| {}).unwrap();
    rehearsal.world.see(Seen::Holder);
    for (id, number) in [("hanako", "1"), ("maria", "2")] {
        rehearsal.world.lay(id).unwrap();
        hand.press(&mut rehearsal.kiosk, "すべて提供する");
        let done = hand.wait_for(&mut rehearsal.kiosk, "カードをお取りください");
        assert!(done.contains(&format!("あなたの番号 {number}\n")), "{done}");
        rehearsal.world.take();
        hand.wait_for(&mut rehearsal.kiosk, "この番号でお呼びします");
    }
    let files = rehearsal.hand_offs();
    let told = files.iter().map(|path| parse(&std::fs::read(path).unwrap()).unwrap().header.file_identifier);
    assert_eq!(told.collect::<Vec<_>>(), [Some("1".to_owned()), Some("2".to_owned())]);
    let noted: Vec<_> = rehearsal
        .journal()
        .unwrap()
        .into_iter()
        .filter(|entry| entry.event == EventKind::HandedOff)
        .collect();
    let call = |number| vec![("call".to_owned(), journal::Detail::word(number).unwrap())];
    assert_eq!(noted.iter().map(|entry| entry.detail.clone()).collect::<Vec<_>>(), [call("1"), call("2")]);
}

#[test]
fn another_persons_face_is_refused_twice_then_a_clerk_decides() {
    let (results, events) = ride("clerk");
    assert_eq!(results.len(), 1);
    assert!(
        events.contains(&"fault M-131".to_owned()) && events.contains(&"clerk-override".to_owned()),
        "{events:?}"
    );
    assert!(flags(&results[0]).iter().all(|flag| *flag != Some("1")), "consent was refused");
}

#[test]
fn a_picture_held_up_is_not_a_patient() {
    let (results, events) = ride("picture");
    assert!(results.is_empty());
    assert!(events.contains(&"fault M-132".to_owned()), "{events:?}");
}

#[test]
fn a_transit_card_is_named_as_the_wrong_card() {
    let (results, events) = ride("wrong-card");
    assert!(results.is_empty());
    assert!(events.contains(&"fault M-102".to_owned()), "{events:?}");
}

#[test]
fn a_revoked_certificate_is_named_and_serves_again_once_the_city_office_knows() {
    let (results, events) = ride("revoked");
    assert_eq!(results.len(), 1, "nothing is handed over for the card while it is revoked");
    let faults: Vec<_> = events.iter().filter(|event| event.starts_with("fault")).collect();
    assert_eq!(faults, ["fault M-112"], "{events:?}");
}

/// The mistake of 2021: an insurer registered the number of somebody else.
static STRANGER: Story = Story {
    name: "stranger",
    about: "the centre answers with the record of another person",
    steps: &[
        Step { name: "laid", until: welcomes, acts: &[Act::See(Seen::Holder), Act::Lay("hanako")] },
        Step {
            name: "refused",
            until: |screen| matches!(screen, Screen::Fault { fault: session::Fault::RecordOfAnother, .. }),
            acts: &[Act::Take],
        },
        laid(&[]),
    ],
};

#[test]
fn a_strangers_record_is_neither_shown_nor_handed_over() {
    let mut rehearsal = Rehearsal::start(|_| {}).unwrap();
    let [hanako, other] = ["hanako", "matsuzo"].map(|id| persona::persona(id).unwrap());
    assert!(rehearsal.world.centre().mistake(hanako, other).unwrap());
    Pilot::new(vec![&STRANGER]).ride(&mut rehearsal.kiosk, &mut rehearsal.world).unwrap();
    assert!(rehearsal.hand_offs().is_empty());
    let events = events(&rehearsal);
    assert!(events.contains(&"fault M-221".to_owned()), "{events:?}");
    let told = ["eligibility-answered", "consent-recorded", "handed-off"].map(str::to_owned);
    assert!(!events.iter().any(|event| told.contains(event)), "{events:?}");
}

fn welcomes(screen: &Screen) -> bool {
    *screen == Screen::Welcome || matches!(screen, Screen::Fault { card_lies: false, .. })
}

fn refuses(screen: &Screen) -> bool {
    matches!(screen, Screen::Fault { card_lies: true, .. })
}

const fn laid(acts: &'static [Act]) -> Step {
    Step { name: "laid", until: welcomes, acts }
}

const REFUSED: Step = Step { name: "refused", until: refuses, acts: &[Act::Take] };

/// Everything that people lay down in place of a My Number Card that is of use.
static OTHERS: Story = Story {
    name: "others",
    about: "seven things that are no card of today, one after the other",
    steps: &[
        laid(&[Act::Lay("nagi")]),
        REFUSED,
        laid(&[Act::Lay("kakeru")]),
        REFUSED,
        laid(&[Act::Lay("sho")]),
        REFUSED,
        laid(&[Act::Lay("fumi")]),
        REFUSED,
        laid(&[Act::Lay("denta")]),
        REFUSED,
        laid(&[Act::Lay("ringo")]),
        REFUSED,
        laid(&[Act::Lay("mirai")]),
        REFUSED,
        laid(&[]),
    ],
};

#[test]
fn whatever_else_is_laid_down_is_named() {
    let mut rehearsal = Rehearsal::start(|_| {}).unwrap();
    Pilot::new(vec![&OTHERS]).ride(&mut rehearsal.kiosk, &mut rehearsal.world).unwrap();
    let faults: Vec<_> = events(&rehearsal).into_iter().filter(|event| event.starts_with("fault")).collect();
    // A broken chip, a licence, a transit card, a 住基カード, two phones, and a generation that is still to come.
    let expected = ["M-101", "M-102", "M-102", "M-103", "M-104", "M-104", "M-107"];
    assert_eq!(faults, expected.map(|code| format!("fault {code}")));
}

#[test]
fn a_receipt_computer_that_reads_shift_jis_gets_it() {
    let mut rehearsal = Rehearsal::start(|options| options.encoding = claims::Encoding::ShiftJis).unwrap();
    rehearsal.ride("face").unwrap();
    let bytes = std::fs::read(&rehearsal.hand_offs()[0]).unwrap();
    assert!(bytes.starts_with(br#"<?xml version="1.0" encoding="Shift_JIS""#));
    assert_eq!(parse(&bytes).unwrap().body.validity, Some(Validity::Valid));
}
