//! Each button, found by its name as a screen reader finds it, yields its own touch and no other.

use crate::stage::{Shown, fixed, window};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use madoguchi::screen::Screen;
use madoguchi::session::{ConsentItem, Fault, Language, OverrideReason, Touch};

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
        assert_eq!(harness.state().touched, Some(expected), "{label} on {name}");
    };
    check("welcome", "日本語", Touch::Language(Language::Japanese));
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
    check("fault pin-blocked", "Use my face", Touch::ChooseFace);
    check("fault photo-absent", "Use my PIN", Touch::ChoosePin);
}

#[test]
fn a_screen_reader_can_press_what_a_finger_can() {
    let Some(mut harness) = english("consent") else { return };
    harness.get_by_label("Do not share").click_accesskit();
    harness.run_ok();
    assert_eq!(harness.state().touched, Some(Touch::ConsentNone));
}

#[test]
fn a_ten_key_pad_types_digits() {
    let check = |name: &str, event, expected| {
        let Some(mut harness) = english(name) else { return };
        harness.event(event);
        harness.run_ok();
        assert_eq!(harness.state().touched, expected, "{name}");
    };
    let five = egui::Event::Text("5".to_owned());
    check("pin empty", five.clone(), Some(Touch::Digit(5)));
    check("pin signing", five.clone(), None);
    check("welcome", five, None);
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
    for (name, label) in [("pin signing", "1"), ("code expiry", "OK"), ("clerk empty", "OK")] {
        let Some(mut harness) = english(name) else { return };
        harness.get_by_label(label).click();
        harness.run_ok();
        assert_eq!(harness.state().touched, None, "{label} on {name}");
    }
}

#[test]
fn only_movements_that_explain_ask_to_be_drawn_again() {
    let moving = [
        "reading",
        "checking",
        "checking slow",
        "done",
        "done soon",
        "done lost",
        "done none",
        "done several",
    ];
    for (name, screen) in fixed() {
        let Some(mut harness) = window(&screen, Language::Japanese, [1280.0, 800.0]) else { return };
        harness.run_steps(2);
        let viewport = harness.output().viewport_output.get(&egui::ViewportId::ROOT).unwrap();
        let is_moving = viewport.repaint_delay < std::time::Duration::from_secs(3600);
        assert_eq!(is_moving, moving.contains(&name), "{name}: {:?}", viewport.repaint_delay);
        assert!(viewport.repaint_delay.as_millis() >= 300, "{name}: {:?}", viewport.repaint_delay);
    }
}
