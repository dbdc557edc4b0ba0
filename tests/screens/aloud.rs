//! What every screen says aloud, and that the keys it names do what it says.

use crate::stage::{fixed, screens};
use crate::swift::seen;
use madoguchi::screen::{Catalogue, Privacy, choices, pressed, spoken};
use madoguchi::session::{
    Answer, CardEvent, CardFacts, CardKind, Event, Language, Look, Period, ReaderEvent, Session, Touch,
};
use std::fmt::Write as _;
use std::time::Instant;

#[test]
fn every_screen_speaks_and_a_loudspeaker_says_no_more_than_an_earphone() {
    let texts = Catalogue::embedded();
    for language in Language::ALL {
        for (name, screen) in screens() {
            let view = seen(&screen, Look::home(language));
            let (open, private) =
                (spoken(&view, &texts, Privacy::Open), spoken(&view, &texts, Privacy::Private));
            assert!(!open.is_empty() && open.iter().all(|one| !one.trim().is_empty()), "{language:?} {name}");
            assert!(
                open.iter().all(|one| private.contains(one)),
                "{language:?} {name}: {open:?} {private:?}"
            );
        }
    }
}

#[test]
fn what_is_said_stands_in_the_script() {
    let texts = Catalogue::embedded();
    for language in [Language::Japanese, Language::English] {
        let mut out = String::new();
        for (name, screen) in screens().into_iter().filter(|(name, _)| !name.ends_with(" ended")) {
            let view = seen(&screen, Look::home(language));
            let open = spoken(&view, &texts, Privacy::Open);
            let _ = writeln!(out, "## {name}");
            for sentence in spoken(&view, &texts, Privacy::Private) {
                let mark = if open.contains(&sentence) { "" } else { "(earphone) " };
                let _ = writeln!(out, "{mark}{sentence}");
            }
            out.push('\n');
        }
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("aloud_{language:?}").to_lowercase(), out);
        });
    }
}

#[test]
fn each_choice_has_a_key_of_its_own_and_the_key_chooses_it() {
    for (name, screen) in screens() {
        let view = seen(&screen, Look::home(Language::English));
        let all = choices(&view);
        for choice in &all {
            assert_eq!(pressed(&view, choice.key), Some(choice.touch), "{name}");
            assert_eq!(all.iter().filter(|other| other.key == choice.key).count(), 1, "{name}: {choice:?}");
        }
    }
}

#[test]
fn the_centres_own_words_are_shown_and_never_said() {
    let texts = Catalogue::embedded();
    for (name, screen) in fixed() {
        let view = seen(&screen, Look::home(Language::Japanese));
        let said = spoken(&view, &texts, Privacy::Private).concat();
        assert!(!said.contains("髙﨑"), "{name}: {said}");
    }
}

/// Whatever is typed, the same is said: nothing of the digits, in the earphone either.
#[test]
fn no_digit_of_a_pin_a_code_or_a_staff_pin_changes_what_is_said() {
    let roads: [(&str, &[Touch]); 3] =
        [("code", &[]), ("pin", &[Touch::ChoosePin]), ("clerk", &[Touch::CallClerk])];
    for (name, road) in roads {
        let first = said_while_typing(road, |_| 1);
        assert!(first.iter().flatten().count() > 5, "{name}: something is said");
        for seed in 0..200_usize {
            let other =
                said_while_typing(road, |index| ((seed * 7919 + index * index * 31 + seed / 10) % 10) as u8);
            assert_eq!(first, other, "{name}, seed {seed}");
        }
    }
}

/// Types on the screen that `road` leads to, and keeps what is said after each digit.
fn said_while_typing(road: &[Touch], digit: impl Fn(usize) -> u8) -> Vec<Vec<String>> {
    let (texts, now) = (Catalogue::embedded(), Instant::now());
    let mut session = Session::new(Language::English);
    session.handle(Event::Reader(ReaderEvent::Ready), now);
    session.handle(Event::Card(CardEvent::Inserted), now);
    let mut asked: Vec<_> =
        std::iter::from_fn(|| session.poll_effect()).filter_map(|effect| effect.asks()).collect();
    let facts = CardFacts { kind: CardKind::MyNumber, period: Period::Valid, serves_until: None };
    for answer in [Answer::CodeScanned(None), Answer::CardRead(Ok(facts))] {
        let place = asked.iter().position(|(_, task)| *task == answer.task()).unwrap();
        session.handle(Event::Answered(asked.remove(place).0, answer), now);
    }
    road.iter().for_each(|touch| session.handle(Event::Touched(*touch), now));
    let say = |session: &Session| spoken(&madoguchi::screen::view(session), &texts, Privacy::Private);
    let mut said = vec![say(&session)];
    for index in 0..8 {
        session.handle(Event::Touched(Touch::Digit(digit(index))), now);
        said.push(say(&session));
    }
    said
}
