//! A card remembers its counters and its changed secrets when its process has ended, if a file keeps them.

use card::files;
use card::twin::{Keep, VirtualCard};

use super::{JPKI, USER_PIN, WRONG_PIN, hanako, say};

/// VERIFY of the PIN 8642, and the change of the present one into it.
const NEW_PIN: &str = "00200098 04 38363432";
const CHANGE: &str = "00240198 04 38363432";

fn use_up(card: &mut VirtualCard, commands: &[&str]) -> String {
    card.power_on();
    commands.iter().fold(String::new(), |_, command| say(card, command))
}

#[test]
fn a_blocked_card_stays_blocked_and_others_do_not_care() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.toml");
    let fresh = |name: &str| Keep::open(&file).unwrap().attach(name, hanako());
    assert_eq!(use_up(&mut fresh("hanako"), &[JPKI, WRONG_PIN]), "63c2");
    assert_eq!(use_up(&mut fresh("hanako"), &[JPKI, WRONG_PIN, WRONG_PIN]), "63c0");
    assert_eq!(use_up(&mut fresh("hanako"), &[JPKI, USER_PIN]), "6984");
    assert_eq!(fresh("hanako").tries_left(files::JPKI, 0x18), Some(0));
    assert_eq!(fresh("another").tries_left(files::JPKI, 0x18), Some(3));
}

#[test]
fn a_changed_pin_stays_changed() {
    let folder = tempfile::tempdir().unwrap();
    let keep = Keep::open(&folder.path().join("cards.toml")).unwrap();
    assert_eq!(use_up(&mut keep.attach("hanako", hanako()), &[JPKI, USER_PIN, CHANGE]), "9000");
    assert_eq!(use_up(&mut keep.attach("hanako", hanako()), &[JPKI, USER_PIN]), "63c2");
    assert_eq!(use_up(&mut keep.attach("hanako", hanako()), &[JPKI, NEW_PIN]), "9000");
}

#[test]
fn two_cards_share_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.toml");
    let keep = Keep::open(&file).unwrap();
    let (mut one, mut other) = (keep.attach("one", hanako()), keep.attach("other", hanako()));
    use_up(&mut one, &[JPKI, WRONG_PIN]);
    use_up(&mut other, &[JPKI, WRONG_PIN, WRONG_PIN]);
    let again = Keep::open(&file).unwrap();
    let left = |name: &str| again.attach(name, hanako()).tries_left(files::JPKI, 0x18);
    assert_eq!((left("one"), left("other")), (Some(2), Some(1)));
}

#[test]
fn a_file_of_another_kind_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cards.toml");
    for text in ["hanako = 3", "[hanako.\"D3/18\"]\ntries = 2", "not toml"] {
        std::fs::write(&file, text).unwrap();
        let error = Keep::open(&file).unwrap_err().to_string();
        assert!(error.starts_with("what cards remember"), "{error}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    }
}
