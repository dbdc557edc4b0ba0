//! Each button, found by its name as a screen reader finds it, yields its own touch and no other.

use crate::stage::{Shown, fixed, window};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use madoguchi::screen::Screen;
use madoguchi::session::{Adjust, ConsentItem, Fault, Language, OverrideReason, PrescriptionForm, Touch};

fn screen(name: &str) -> Screen {
    if let Some(slug) = name.strip_prefix("fault ") {
        let fault = *Fault::ALL.iter().find(|fault| fault.slug() == slug).unwrap();
        return Screen::Fault { fault, ways: fault.ways(), card_lies: true };
    }
    fixed().into_iter().find(|(other, _)| *other == name).unwrap().1
}

fn english(name: &str) -> Option<Harness<'static, Shown>> {
    window(&screen(name), Language::English, [1280.0, 800.0])
}

#[test]
fn a_button_yields_its_touch() {
    let check = |name: &str, label: &str, expected| {
        let Some(mut harness) = english(name) else { return };
        harness.get_by_label(label).click();
        harness.run_ok();
        assert_eq!(harness.state().touched, [expected], "{label} on {name}");
    };
    check("welcome", "Language: English", Touch::Adjust(Adjust::Languages));
    check("pin empty", "Text size 1 of 3", Touch::Adjust(Adjust::Size));
    check("consent", "Colours 1 of 3", Touch::Adjust(Adjust::Theme));
    check("consent soon", "Hear it again", Touch::Adjust(Adjust::Repeat));
    check("card left", "Lower", Touch::Adjust(Adjust::Height));
    check("face second round", "Use my PIN", Touch::ChoosePin);
    check("face second round", "Call staff", Touch::CallClerk);
    check("code empty", "Use my PIN", Touch::ChoosePin);
    check("code empty", "7", Touch::Digit(7));
    check("code expiry", "Delete", Touch::Erase);
    check("code full", "OK", Touch::Confirm);
    check("pin empty", "0", Touch::Digit(0));
    check("pin typed", "Use my face", Touch::ChooseFace);
    check("pin wrong", "Call staff", Touch::CallClerk);
    check("clerk empty", "Back", Touch::Back);
    check("clerk empty", "PIN cannot be used", Touch::Reason(OverrideReason::PinUnusable));
    check("clerk typed", "OK", Touch::Confirm);
    check("consent", "Share all", Touch::ConsentAll);
    check("consent", "Choose items", Touch::ConsentItems);
    check("consent", "Do not share", Touch::ConsentNone);
    check("consent items", "Surgery", Touch::Toggle(ConsentItem::Operations));
    check("consent items", "OK", Touch::ConsentChosen);
    check("consent items", "Back", Touch::Back);
    check("enrolment", "Register", Touch::Agree);
    check("enrolment", "Do not register", Touch::Decline);
    check("prescription", "Electronic", Touch::Prescription(PrescriptionForm::Electronic));
    check("prescription", "On paper", Touch::Prescription(PrescriptionForm::Paper));
    check("fault pin-blocked", "Use my face", Touch::ChooseFace);
    check("fault photo-absent", "Use my PIN", Touch::ChoosePin);
}

#[test]
fn a_screen_reader_can_press_what_a_finger_can() {
    let Some(mut harness) = english("consent") else { return };
    harness.get_by_label("Do not share").click_accesskit();
    harness.run_ok();
    assert_eq!(harness.state().touched, [Touch::ConsentNone]);
}

#[test]
fn a_ten_key_pad_or_a_scanner_types_digits_and_none_is_lost() {
    let check = |name: &str, events: &[egui::Event], expected: &[Touch]| {
        let Some(mut harness) = english(name) else { return };
        events.iter().for_each(|event| harness.event(event.clone()));
        harness.run_ok();
        assert_eq!(harness.state().touched, expected, "{name}");
    };
    let text = |text: &str| egui::Event::Text(text.to_owned());
    let key = |key| egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    };
    check("pin empty", &[text("5")], &[Touch::Digit(5)]);
    check("pin signing", &[text("5")], &[]);
    let again = Touch::Adjust(Adjust::Repeat);
    check("welcome", &[text("5")], &[again]);
    check(
        "pin typed",
        &[text("*+-")],
        &[again, Touch::Adjust(Adjust::Louder), Touch::Adjust(Adjust::Softer)],
    );
    let typed = [1, 2, 3].map(Touch::Digit);
    check("pin empty", &[text("1"), text("2"), text("3")], &typed);
    check("pin empty", &[text("123")], &typed);
    let scanned = [Touch::Digit(4), Touch::Erase, Touch::Digit(2), Touch::Confirm];
    let events = [text("4"), key(egui::Key::Backspace), text("2"), key(egui::Key::Enter)];
    check("code empty", &events, &scanned);
    check("clerk typed", &events, &scanned);
    // Without looking: each key does what the voice says of it.
    check("face second round", &[text("1")], &[Touch::ChoosePin]);
    check("pin typed", &[text("."), text("/")], &[Touch::ChooseFace, Touch::CallClerk]);
    check("consent", &[key(egui::Key::Enter), text("4"), text("3")], &[again, again, Touch::ConsentNone]);
    let [first, ..] = ConsentItem::ALL;
    let items = [Touch::Toggle(first), Touch::ConsentChosen];
    check("consent items", &[text("1"), key(egui::Key::Enter)], &items);
    check("fault photo-absent", &[text("/"), text("1")], &[again, Touch::ChoosePin]);
    check("welcome", &[key(egui::Key::Backspace), text("abc")], &[]);
}

#[test]
fn what_is_not_offered_is_not_there() {
    let check = |name: &str, label: &str| {
        let Some(harness) = english(name) else { return };
        assert!(harness.query_by_label(label).is_none(), "{label} on {name}");
    };
    check("fault photo-absent", "Call staff");
    check("fault pin-blocked", "Use my PIN");
    check("fault card-unreadable", "Call staff");
    check("pin empty", "OK");
    check("welcome", "Call staff");
}

#[test]
fn a_key_that_is_disabled_does_nothing() {
    for (name, label) in [("pin signing", "1"), ("code expiry", "OK"), ("clerk wrong", "OK")] {
        let Some(mut harness) = english(name) else { return };
        harness.get_by_label(label).click();
        harness.run_ok();
        assert_eq!(harness.state().touched, [], "{label} on {name}");
    }
}
