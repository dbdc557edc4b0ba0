//! The centre dies in the middle of a visit and comes back: nobody is lost, and nobody is asked about twice.

use crate::hand::Hand;
use claims::{Confirmation, Validity, parse};
use journal::{Outbox, Standing};
use madoguchi::rehearsal::Seen;
use madoguchi_tests::Rehearsal;
use persona::persona;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Longest that the kiosk may take to ask again: its pauses grow to seconds while the centre is away.
const PATIENCE: Duration = Duration::from_secs(45);

/// Somebody comes, the centre dies while they look for the camera, and they are recognised all the same.
fn cut_off(id: &str) -> Option<(Hand, Rehearsal)> {
    let hand = Hand::new()?;
    let mut rehearsal = Rehearsal::start(|_| {}).unwrap();
    rehearsal.world.see(Seen::Nobody);
    rehearsal.world.lay(id).unwrap();
    hand.wait_for(&mut rehearsal.kiosk, "カメラを見てください");
    rehearsal.world.centre().stop();
    rehearsal.world.see(Seen::Holder);
    let asked = hand.wait_for(&mut rehearsal.kiosk, "回線が使えません");
    let persona = persona(id).unwrap();
    for personal in [&persona.name, &persona.address] {
        assert!(!asked.contains(personal.as_str()), "it is asked without telling anything: {asked}");
    }
    Some((hand, rehearsal))
}

/// What lies in the receipt computer's sight.
fn shown(rehearsal: &Rehearsal) -> Vec<PathBuf> {
    let is_shown = |path: &PathBuf| !path.file_name().unwrap().to_string_lossy().starts_with('.');
    rehearsal.hand_offs().into_iter().filter(is_shown).collect()
}

fn standing(rehearsal: &Rehearsal) -> Standing {
    let folder = rehearsal.folder();
    Outbox::open(&folder.join("outbox.db"), &folder.join("outbox.key")).unwrap().standing().unwrap()
}

/// What the journal tells of the last visit: kinds and codes.
fn told(rehearsal: &Rehearsal) -> Vec<String> {
    let entries = rehearsal.journal().unwrap();
    let visit =
        entries.iter().rev().find(|entry| entry.event.code() == "visit-started").unwrap().visit.clone();
    entries.iter().filter(|entry| entry.visit == visit).map(|entry| entry.event.to_string()).collect()
}

fn wait_until(rehearsal: &mut Rehearsal, what: &str, is_so: impl Fn(&Rehearsal) -> bool) {
    let begun = Instant::now();
    while !is_so(rehearsal) {
        assert!(begun.elapsed() < PATIENCE, "{what} did not come: {:?}", standing(rehearsal));
        rehearsal.kiosk.wait(Duration::from_millis(20));
    }
}

#[test]
fn a_centre_that_dies_in_a_visit_is_asked_when_it_is_back_and_the_answer_is_handed_over_once() {
    let Some((hand, mut rehearsal)) = cut_off("hanako") else { return };
    hand.press(&mut rehearsal.kiosk, "確認してよい");
    let kept = hand.wait_for(&mut rehearsal.kiosk, "保険の資格は、回線が戻ってから確認します");
    assert!(kept.contains("あなたの番号 1\n"), "{kept}");
    assert_eq!((standing(&rehearsal).waiting, shown(&rehearsal).len()), (1, 0));
    rehearsal.world.take();
    hand.wait_for(&mut rehearsal.kiosk, "窓口へお声がけください");
    rehearsal.world.centre().start_again().unwrap();
    wait_until(&mut rehearsal, "the answer", |rehearsal| standing(rehearsal) == Standing::default());
    let files = shown(&rehearsal);
    let result: Confirmation = parse(&std::fs::read(&files[0]).unwrap()).unwrap();
    assert_eq!(result.header.file_identifier.as_deref(), Some("1"), "the number that the patient was told");
    let record = &result.body.results[0];
    assert_eq!((files.len(), result.body.validity), (1, Some(Validity::Valid)));
    assert_eq!(record.name.as_ref().unwrap().reveal(), persona("hanako").unwrap().name);
    assert_eq!(record.medication.flag.as_ref().map(|flag| flag.text()), Some("0"), "it opens no medicines");
    assert_eq!(rehearsal.world.centre().asked_after_outage().unwrap().len(), 1);
    let expected = ["keeping-answered", "kept", "visit-ended:kept", "asked-again", "found", "handed-off"];
    let told = told(&rehearsal);
    assert_eq!(told[told.len() - expected.len()..], expected, "{told:?}");
}

#[test]
fn whose_registered_name_cannot_be_read_is_left_to_the_desk() {
    let Some((hand, mut rehearsal)) = cut_off("takasaki") else { return };
    hand.press(&mut rehearsal.kiosk, "確認してよい");
    hand.wait_for(&mut rehearsal.kiosk, "保険の資格は、回線が戻ってから確認します");
    rehearsal.world.centre().start_again().unwrap();
    wait_until(&mut rehearsal, "the answer", |rehearsal| standing(rehearsal).left == 1);
    assert_eq!((standing(&rehearsal).waiting, shown(&rehearsal).len()), (0, 0), "●● 例子 is nobody's name");
    let told = told(&rehearsal);
    assert!(told.ends_with(&["not-found", "left-to-desk:not-found"].map(str::to_owned)), "{told:?}");
}

#[test]
fn who_says_no_or_takes_the_card_goes_the_paper_way_and_nothing_is_kept() {
    for takes in [false, true] {
        let Some((hand, mut rehearsal)) = cut_off("hanako") else { return };
        match takes {
            true => rehearsal.world.take(),
            false => hand.press(&mut rehearsal.kiosk, "しない"),
        }
        hand.wait_for(&mut rehearsal.kiosk, "氏名・性別・生年月日・住所を控えてください");
        assert_eq!(standing(&rehearsal), Standing::default());
        let told = told(&rehearsal);
        let expected = ["keeping-answered", "fault-shown:M-201", "visit-ended:failed"];
        assert_eq!(told[told.len() - expected.len()..], expected, "{told:?}");
    }
}
