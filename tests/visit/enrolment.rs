//! A card that is not an insurance card yet (健康保険証利用登録), ridden by the names that stand on the screens.

use crate::hand::Hand;
use card::twin::Authority;
use madoguchi::rehearsal::Seen;
use madoguchi_tests::Rehearsal;
use persona::{Persona, persona};

/// Somebody whose card was never enrolled comes, after `change` made of them what the story needs.
fn come(id: &str, change: impl FnOnce(&mut Persona)) -> Option<(Hand, Rehearsal)> {
    let hand = Hand::new()?;
    let mut rehearsal = Rehearsal::start(|_| {}).unwrap();
    let mut patient = persona(id).unwrap().clone();
    change(&mut patient);
    let card = Authority::shared().unwrap().issue(&patient, rehearsal.world.clock().unix()).unwrap();
    rehearsal.world.see(Seen::Holder);
    rehearsal.world.lay_card(id, card).unwrap();
    Some((hand, rehearsal))
}

/// What the journal tells of the enrolment: kinds and codes.
fn told(rehearsal: &Rehearsal) -> Vec<String> {
    let entries = rehearsal.journal().unwrap().into_iter().map(|entry| entry.event.to_string());
    entries.filter(|event| event.contains("enrol") || event.starts_with("fault-shown:M-2")).collect()
}

fn types(hand: &Hand, rehearsal: &mut Rehearsal, digits: &str) {
    digits.chars().for_each(|digit| hand.press(&mut rehearsal.kiosk, &digit.to_string()));
}

#[test]
fn a_first_time_patient_agrees_is_enrolled_by_the_face_already_shown_and_insured_in_the_same_visit() {
    let Some((hand, mut rehearsal)) = come("sakura", |_| {}) else { return };
    let kiosk = &mut rehearsal.kiosk;
    let terms = hand.wait_for(kiosk, "登録しますか");
    assert!(terms.contains("ここではできません"), "the terms say that it is not undone here: {terms}");
    hand.press(kiosk, "登録する");
    hand.press(kiosk, "提供しない");
    let receipt = hand.wait_for(kiosk, "登録の控え");
    assert!(receipt.contains("保険の資格を確認できました"), "{receipt}");
    let sakura = persona("sakura").unwrap();
    for personal in [&sakura.name, &sakura.kana, &sakura.insurance[0].number] {
        assert!(!receipt.contains(personal.as_str()), "a receipt names nobody: {receipt}");
    }

    rehearsal.world.take();
    hand.wait_for(kiosk, "マイナンバーカードを置いてください");
    rehearsal.world.lay("sakura").unwrap();
    hand.press(kiosk, "提供しない"); // Enrolled for good: nobody asks again.
    let done = hand.wait_for(kiosk, "保険の資格を確認できました");
    assert!(!done.contains("登録の控え"), "{done}");
    assert_eq!(told(&rehearsal), ["enrolment-answered", "card-enrolled"]);
    assert_eq!(rehearsal.hand_offs().len(), 2);
}

#[test]
fn who_does_not_want_it_is_told_what_to_do_next_and_nothing_is_registered() {
    let Some((hand, mut rehearsal)) = come("sakura", |_| {}) else { return };
    hand.press(&mut rehearsal.kiosk, "登録しない");
    hand.wait_for(&mut rehearsal.kiosk, "窓口で、資格確認書などをお見せください。");
    assert!(rehearsal.hand_offs().is_empty());
    assert_eq!(told(&rehearsal), ["enrolment-answered", "fault-shown:M-212"]);
}

#[test]
fn an_infants_card_without_a_photo_is_enrolled_with_the_pin_typed_once() {
    let Some((hand, mut rehearsal)) = come("haru", |_| {}) else { return };
    hand.press(&mut rehearsal.kiosk, "暗証番号で確認する");
    types(&hand, &mut rehearsal, &persona("haru").unwrap().card.user_pin);
    hand.press(&mut rehearsal.kiosk, "登録する");
    hand.press(&mut rehearsal.kiosk, "提供しない");
    hand.wait_for(&mut rehearsal.kiosk, "登録の控え");
    assert_eq!(told(&rehearsal), ["enrolment-answered", "card-enrolled"]);
}

#[test]
fn whom_no_insurer_has_told_of_is_refused_by_the_centre_and_sent_to_the_counter() {
    let unknown = |patient: &mut Persona| patient.card.certificate_serial = 0x00ab_cdef;
    let Some((hand, mut rehearsal)) = come("sakura", unknown) else { return };
    hand.press(&mut rehearsal.kiosk, "登録する");
    let screen = hand.wait_for(&mut rehearsal.kiosk, "カードを登録できませんでした");
    assert!(screen.contains("窓口へお声がけください。"), "{screen}");
    assert!(rehearsal.hand_offs().is_empty());
    assert_eq!(told(&rehearsal), ["enrolment-answered", "fault-shown:M-217"]);
}

/// A child whose card has a photo: who came along has the PIN. The scanner's code is another's, so theirs is typed.
#[test]
fn a_childs_card_takes_the_pin_and_a_locked_one_ends_with_what_to_do() {
    let child = |patient: &mut Persona| {
        let infant = persona("haru").unwrap();
        (patient.birth_date, patient.sex) = (infant.birth_date, infant.sex);
        patient.card.certificate_serial = infant.card.certificate_serial;
    };
    let mut patient = persona("sakura").unwrap().clone();
    child(&mut patient);
    let locked = |patient: &mut Persona| {
        child(patient);
        patient.card.pin_tries_left = 0;
    };
    let Some((hand, mut rehearsal)) = come("sakura", locked) else { return };
    let agrees = |rehearsal: &mut Rehearsal| {
        hand.wait_for(&mut rehearsal.kiosk, "カードを見ながら、もう一度お願いします。");
        types(&hand, rehearsal, &patient.verification_code_b());
        hand.press(&mut rehearsal.kiosk, "決定");
        hand.press(&mut rehearsal.kiosk, "登録する");
        hand.wait_for(&mut rehearsal.kiosk, "保護者の方が、暗証番号を入力してください。");
        hand.press(&mut rehearsal.kiosk, "暗証番号で確認する");
    };
    agrees(&mut rehearsal);
    hand.wait_for(&mut rehearsal.kiosk, "暗証番号は、市区町村の窓口で直せます。");
    rehearsal.world.take();
    hand.wait_for(&mut rehearsal.kiosk, "マイナンバーカードを置いてください");

    let card = Authority::shared().unwrap().issue(&patient, rehearsal.world.clock().unix()).unwrap();
    rehearsal.world.lay_card("sakura", card).unwrap();
    agrees(&mut rehearsal);
    types(&hand, &mut rehearsal, &patient.card.user_pin);
    hand.press(&mut rehearsal.kiosk, "提供しない");
    hand.wait_for(&mut rehearsal.kiosk, "登録の控え");
    let expected = ["enrolment-answered", "fault-shown:M-214", "fault-shown:M-215"];
    let then = ["enrolment-answered", "fault-shown:M-214", "card-enrolled"];
    assert_eq!(told(&rehearsal), [expected, then].concat());
}

/// An insurer has registered somebody else's number, and the card is enrolled before anybody can see it.
#[test]
fn a_card_whose_record_turns_out_to_be_anothers_is_said_to_be_enrolled_all_the_same() {
    let other = |patient: &mut Persona| patient.sex = persona::Sex::Male;
    let Some((hand, mut rehearsal)) = come("sakura", other) else { return };
    hand.press(&mut rehearsal.kiosk, "登録する");
    hand.wait_for(&mut rehearsal.kiosk, "カードは健康保険証として登録されましたが");
    assert!(rehearsal.hand_offs().is_empty());
    assert_eq!(told(&rehearsal), ["enrolment-answered", "card-enrolled", "fault-shown:M-222"]);
}
